from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from qa_service.store import jobs as jobs_module
from qa_service.store.jobs import Change, Job, JobStore, only_runner

ONE, TWO = Change("added", "one.txt"), Change("replaced", "two.md")


@pytest.fixture
def jobs(tmp_path: Path) -> JobStore:
    return JobStore(tmp_path / "index")


def again(jobs: JobStore, job: Job) -> Job:
    """The job as it stands now, read through another store of the same file, as another process would."""
    found = JobStore(jobs._index).get(job.id)
    assert found is not None
    return found


def test_nothing_is_known_before_the_first(jobs: JobStore) -> None:
    assert (jobs.get("x"), jobs.latest(9), jobs.open_jobs()) == (None, [], [])


def test_changes_wait_together_for_one_build(jobs: JobStore) -> None:
    first, second = jobs.submit(ONE), jobs.submit(TWO)
    assert first.id == second.id
    assert again(jobs, first).changes == (ONE, TWO)
    assert again(jobs, first).state == "queued"


def test_what_comes_while_a_build_runs_is_for_the_next(jobs: JobStore) -> None:
    first = jobs.submit(ONE)
    claimed = jobs.claim()
    assert claimed is not None
    assert (claimed.id, claimed.state) == (first.id, "running")
    second = jobs.submit(TWO)
    assert second.id != first.id
    assert [job.id for job in jobs.open_jobs()] == [first.id, second.id]
    assert [job.id for job in jobs.latest(9)] == [second.id, first.id]
    assert [job.id for job in jobs.latest(1)] == [second.id]


def test_nothing_waits_after_the_last_was_claimed(jobs: JobStore) -> None:
    jobs.submit(ONE)
    jobs.claim()
    assert jobs.claim() is None


def test_submitting_from_many_threads_loses_nothing(jobs: JobStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: jobs.submit(Change("added", f"{n}.txt")), range(40)))
    (job,) = jobs.open_jobs()
    assert sorted(change.name for change in job.changes) == sorted(f"{n}.txt" for n in range(40))


def test_progress_and_the_time_that_is_left(jobs: JobStore, monkeypatch: pytest.MonkeyPatch) -> None:
    job = jobs.submit(ONE)
    jobs.claim()
    for now, done in ((100.0, 0), (110.0, 2)):
        monkeypatch.setattr(jobs_module.time, "time", lambda now=now: now)
        jobs.progress(job.id, "Reading", done, 6)
    job = again(jobs, job)
    assert (job.stage, job.done, job.total, job.stage_started) == ("Reading", 2, 6, 100.0)
    assert job.remaining(110.0) == 20.0  # 5 s a step, four steps to go
    jobs.progress(job.id, "Embedding", 0, 9)
    assert again(jobs, job).stage_started == 110.0
    assert again(jobs, job).remaining(110.0) is None


def test_a_stage_that_begins_again_is_timed_anew(jobs: JobStore, monkeypatch: pytest.MonkeyPatch) -> None:
    job = jobs.submit(ONE)
    for now, done in ((100.0, 5), (150.0, 0)):
        monkeypatch.setattr(jobs_module.time, "time", lambda now=now: now)
        jobs.progress(job.id, "Embedding", done, 6)
    assert again(jobs, job).stage_started == 150.0


def test_a_finished_job_names_its_generation_and_what_is_not_in_it(jobs: JobStore) -> None:
    job = jobs.submit(ONE)
    jobs.submit(TWO)
    jobs.claim()
    jobs.finish(job.id, "gen-2", {"two.md": "two.md is empty.", "other.txt": "other.txt is empty."})
    job = again(jobs, job)
    assert (job.state, job.generation, job.error) == ("done", "gen-2", None)
    assert job.changes == (ONE, Change("replaced", "two.md", "two.md is empty."))
    assert job.remaining(0) is None


def test_a_job_of_which_nothing_is_in_the_index_has_failed(jobs: JobStore) -> None:
    job = jobs.submit(ONE)
    jobs.claim()
    jobs.finish(job.id, "gen-2", {"one.txt": "one.txt is empty."})
    assert (again(jobs, job).state, again(jobs, job).error) == ("failed", "one.txt is empty.")


def test_a_job_whose_generation_is_held_back_has_failed(jobs: JobStore) -> None:
    job = jobs.submit(ONE)
    jobs.submit(TWO)
    jobs.claim()
    jobs.finish(job.id, "gen-2", {"two.md": "two.md is empty."}, held_back="It answers worse.")
    job = again(jobs, job)
    assert (job.state, job.generation, job.error) == ("failed", "gen-2", "It answers worse. two.md is empty.")


def test_a_removal_that_is_done_is_no_failure(jobs: JobStore) -> None:
    job = jobs.submit(Change("removed", "one.txt"))
    jobs.claim()
    jobs.finish(job.id, "gen-2", {"one.txt": "a former reason"})
    assert (again(jobs, job).state, again(jobs, job).changes) == ("done", (Change("removed", "one.txt"),))


def test_a_failed_job_says_why(jobs: JobStore) -> None:
    job = jobs.submit(ONE)
    jobs.claim()
    jobs.fail(job.id, "The disk is full.")
    assert (again(jobs, job).state, again(jobs, job).error, again(jobs, job).generation) == (
        "failed", "The disk is full.", None,
    )  # fmt: skip
    assert jobs.open_jobs() == []


def test_only_jobs_of_the_named_states_are_abandoned(jobs: JobStore) -> None:
    running = jobs.submit(ONE)
    jobs.claim()
    queued = jobs.submit(TWO)
    jobs.abandon(["running"], "Its process is gone.")
    assert (again(jobs, running).state, again(jobs, running).error) == ("failed", "Its process is gone.")
    assert again(jobs, queued).state == "queued"


def test_old_jobs_are_forgotten(jobs: JobStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs_module, "MOST_JOBS", 2)
    made = []
    for _ in range(4):
        made.append(jobs.submit(ONE).id)
        jobs.claim()
    assert [job.id for job in jobs.latest(9)] == [made[3], made[2]]


def test_one_runner_at_a_time(tmp_path: Path) -> None:
    with only_runner(tmp_path) as first, only_runner(tmp_path, tries=2) as second:
        assert (first, second) == (True, False)
    with only_runner(tmp_path) as third:
        assert third
