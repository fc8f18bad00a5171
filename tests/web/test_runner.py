"""The process that builds, in this process, with stand-ins for the models."""

from __future__ import annotations

import sqlite3
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from qa_service.errors import ModelError
from qa_service.ingest import pipeline
from qa_service.ingest.pipeline import Verdict, build_index
from qa_service.settings import Settings
from qa_service.store.files import only_writer
from qa_service.store.generations import load_current, roll_back
from qa_service.store.jobs import Change, Job, JobStore, only_runner
from qa_service.store.kept import kept_ids
from qa_service.store.manifest import current_id
from qa_service.web import runner
from qa_service.web.runner import JobProgress, work_off
from tests.fakes import FAKE_ENCODER, fake_tools, settings_with

GROWTH = "Apples\n\nNorland apples grew 7 % in 2020.\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_with(tmp_path, {"apples.txt": GROWTH})


@pytest.fixture
def jobs(settings: Settings) -> JobStore:
    return JobStore(settings.index)


def ended(jobs: JobStore, job: Job) -> Job:
    found = jobs.get(job.id)
    assert found is not None
    return found


def test_a_job_is_built_and_names_its_generation(settings: Settings, jobs: JobStore) -> None:
    job = jobs.submit(Change("added", "apples.txt"))
    work_off(settings, fake_tools())
    job = ended(jobs, job)
    generation = load_current(settings.index, encoder_name=FAKE_ENCODER)
    assert (job.state, job.generation, job.error) == ("done", generation.id, None)
    assert list(generation.reports) == ["apples"]
    assert job.started is not None
    assert job.ended is not None
    assert job.created <= job.started <= job.ended


def test_nothing_waiting_builds_nothing(settings: Settings) -> None:
    work_off(settings)
    assert not settings.index.exists()


def test_what_comes_while_it_builds_is_built_next(settings: Settings, jobs: JobStore) -> None:
    first = jobs.submit(Change("added", "apples.txt"))
    later: list[Job] = []

    def split_and_submit(report):
        if not later:
            (settings.corpus / "pears.txt").write_text("Pears\n\nNorland pears grew 8 % in 2020.\n")
            later.append(jobs.submit(Change("added", "pears.txt")))
        return fake_tools().split(report)

    work_off(settings, replace(fake_tools(), split=split_and_submit))
    generations = [ended(jobs, job).generation for job in (first, *later)]
    assert [ended(jobs, job).state for job in (first, *later)] == ["done", "done"]
    assert generations[0] != generations[1]
    assert list(load_current(settings.index, encoder_name=FAKE_ENCODER).reports) == ["apples", "pears"]


def test_a_file_that_cannot_be_read_is_named_with_its_reason(settings: Settings, jobs: JobStore) -> None:
    (settings.corpus / "empty.txt").write_bytes(b"")
    job = jobs.submit(Change("added", "empty.txt"))
    work_off(settings, fake_tools())
    job = ended(jobs, job)
    assert job.state == "failed"
    assert job.error is not None
    assert job.error.startswith("empty.txt is empty.")
    assert job.changes[0].problem == job.error
    assert job.generation == load_current(settings.index, encoder_name=FAKE_ENCODER).id


def test_a_copy_of_another_file_is_named(settings: Settings, jobs: JobStore) -> None:
    (settings.corpus / "copy.txt").write_text(GROWTH)
    job = jobs.submit(Change("added", "copy.txt"))
    work_off(settings, fake_tools())
    assert ended(jobs, job).error == "copy.txt has the same bytes as apples.txt."


def test_a_build_that_fails_leaves_the_reason_and_the_next_job_is_built(settings: Settings, jobs: JobStore) -> None:
    def broken(report):
        raise ValueError("a secret of the inside")

    job = jobs.submit(Change("added", "apples.txt"))
    work_off(settings, replace(fake_tools(), split=broken))
    assert (ended(jobs, job).state, ended(jobs, job).error) == (
        "failed", "The build met an error that was not expected in apples.txt (ValueError); the log tells more.",
    )  # fmt: skip
    again = jobs.submit(Change("added", "apples.txt"))
    work_off(settings, fake_tools())
    assert ended(jobs, again).state == "done"


def test_a_corpus_without_reports_is_told(settings: Settings, jobs: JobStore) -> None:
    (settings.corpus / "apples.txt").unlink()
    job = jobs.submit(Change("removed", "apples.txt"))
    work_off(settings, fake_tools())
    assert "There is no report in" in str(ended(jobs, job).error)


def test_a_model_that_is_missing_is_told(settings: Settings, jobs: JobStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: Settings) -> None:
        raise ModelError("The encoder is not installed.")

    monkeypatch.setattr(pipeline, "open_tools", missing)
    job = jobs.submit(Change("added", "apples.txt"))
    work_off(settings)
    assert ended(jobs, job).error == "The encoder is not installed."


def test_a_disk_that_fails_is_told(settings: Settings, jobs: JobStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "/index/facts.jsonl")

    monkeypatch.setattr(pipeline, "build_index", full)
    job = jobs.submit(Change("added", "apples.txt"))
    work_off(settings, fake_tools())
    assert ended(jobs, job).error == "/index/facts.jsonl: No space left on device."


def test_a_generation_that_fails_the_gate_fails_the_job_and_is_not_switched_to(
    settings: Settings, jobs: JobStore
) -> None:
    build_index(settings, fake_tools())
    used = current_id(settings.index)
    job = jobs.submit(Change("added", "apples.txt"))
    work_off(settings, replace(fake_tools(), gate=lambda _: Verdict(("1 of the 2 questions is lost.", "q1 (wrong)"))))
    job = ended(jobs, job)
    assert (job.state, job.error) == (
        "failed",
        "What was built is kept but not in use, since it answers worse than the generation before. "
        "1 of the 2 questions is lost. q1 (wrong)",
    )
    assert current_id(settings.index) == used
    assert kept_ids(settings.index) == [job.generation, used]


def test_the_gate_of_the_settings_is_asked(settings: Settings, jobs: JobStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "open_tools", lambda _: fake_tools())
    questions = settings.corpus.parent / "questions.jsonl"
    questions.write_text("{}")
    job = jobs.submit(Change("added", "apples.txt"))
    work_off(replace(settings, gate_questions=questions))
    assert ended(jobs, job).state == "failed"
    assert "questions.jsonl, line 1" in str(ended(jobs, job).error)


def test_what_was_rolled_back_by_hand_stays(settings: Settings, jobs: JobStore) -> None:
    first = build_index(settings, fake_tools()).generation
    build_index(settings, fake_tools())
    roll_back(settings.index, None, encoder_name=FAKE_ENCODER)
    job = jobs.submit(Change("added", "apples.txt"))
    work_off(settings, fake_tools())
    assert (ended(jobs, job).state, ended(jobs, job).error) == (
        "failed",
        "The index was rolled back by hand and stays so. What was sent is kept; 'flask index build' takes it up.",
    )
    assert current_id(settings.index) == first
    assert len(kept_ids(settings.index)) == 2


def test_it_waits_for_a_build_from_elsewhere(settings: Settings, jobs: JobStore) -> None:
    job = jobs.submit(Change("added", "apples.txt"))
    with only_writer(settings.index):
        thread = threading.Thread(target=work_off, args=(settings, fake_tools()))
        thread.start()
        time.sleep(0.3)
        assert ended(jobs, job).state == "running"
    thread.join()
    assert ended(jobs, job).state == "done"


def test_a_second_process_leaves_the_queue_to_the_first(settings: Settings, jobs: JobStore) -> None:
    job = jobs.submit(Change("added", "apples.txt"))
    with only_runner(settings.index):
        work_off(settings, fake_tools())
        assert ended(jobs, job).state == "queued"


def test_a_job_whose_process_is_gone_is_accounted_for(settings: Settings, jobs: JobStore) -> None:
    lost = jobs.submit(Change("added", "apples.txt"))
    jobs.claim()
    jobs.submit(Change("added", "apples.txt"))
    work_off(settings, fake_tools())
    assert (ended(jobs, lost).state, ended(jobs, lost).error) == ("failed", runner.LOST)


def test_progress_is_noted_and_never_ends_a_build(
    settings: Settings, jobs: JobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = jobs.submit(Change("added", "apples.txt"))
    jobs.claim()
    seen = []
    for _ in JobProgress(job.id, jobs)(["a", "b", "c"], "Reading"):
        seen.append((ended(jobs, job).stage, ended(jobs, job).done, ended(jobs, job).total))
    assert seen[0] == ("Reading", 0, 3)
    assert (ended(jobs, job).done, ended(jobs, job).total) == (3, 3)

    def locked(*_: object) -> None:
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr(jobs, "progress", locked)
    assert list(JobProgress(job.id, jobs)(["a", "b"], "Reading")) == ["a", "b"]
