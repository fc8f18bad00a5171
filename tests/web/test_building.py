"""One queue for all workers, and what becomes of jobs whose process ends."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from qa_service.settings import ROOT, Settings
from qa_service.store.jobs import Change, Job, only_runner
from qa_service.web import building
from qa_service.web.building import Builds

CHANGE = Change("added", "apples.txt")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(corpus=tmp_path / "corpus", index=tmp_path / "index", write_key="a-key-of-sixteen-signs")


def state(builds: Builds, job: Job) -> tuple[str, str | None]:
    found = builds.jobs.get(job.id)
    assert found is not None
    return found.state, found.error


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_submitted_change_is_worked_off(settings: Settings) -> None:
    def launch(given: Settings) -> int:
        job = builds.jobs.claim()
        assert given is settings
        assert job is not None
        builds.jobs.finish(job.id, "gen-2", {})
        return 0

    builds = Builds(settings, launch)
    job = builds.submit(CHANGE)
    until(lambda: state(builds, job) == ("done", None))


def test_a_job_whose_process_is_killed_has_failed_with_the_exit_code(settings: Settings) -> None:
    def launch(_: Settings) -> int:
        builds.jobs.claim()
        return -9

    builds = Builds(settings, launch)
    job = builds.submit(CHANGE)
    until(lambda: state(builds, job)[0] == "failed")
    assert state(builds, job)[1] == (
        "The process that built it ended before it was done (exit code -9). What was sent is kept; "
        "the next build takes it up."
    )


def test_a_process_that_cannot_begin_is_not_started_for_ever(settings: Settings) -> None:
    launched = []

    def launch(_: Settings) -> int:
        launched.append(1)
        return 1

    builds = Builds(settings, launch)
    job = builds.submit(CHANGE)
    until(lambda: state(builds, job)[0] == "failed")
    time.sleep(0.1)
    assert launched == [1]


def test_jobs_that_waited_over_a_restart_are_built(settings: Settings) -> None:
    Builds(settings, lambda _: 0).jobs.submit(CHANGE)
    launched = threading.Event()

    def launch(_: Settings) -> int:
        builds.jobs.claim()
        launched.set()
        return 0

    builds = Builds(settings, launch)
    builds.tend()
    assert launched.wait(10)


def test_a_running_job_without_a_process_is_accounted_for(settings: Settings) -> None:
    builds = Builds(settings, lambda _: 0)
    job = builds.jobs.submit(CHANGE)
    builds.jobs.claim()
    builds.tend()
    assert state(builds, job) == ("failed", building.VANISHED.format(how=""))


def test_a_running_job_with_a_process_is_left_alone(settings: Settings) -> None:
    builds = Builds(settings, lambda _: pytest.fail("nothing to start"))
    job = builds.jobs.submit(CHANGE)
    builds.jobs.claim()
    with only_runner(settings.index):
        builds.tend()
    assert state(builds, job) == ("running", None)


def test_without_jobs_there_is_nothing_to_tend(settings: Settings) -> None:
    Builds(settings, lambda _: pytest.fail("nothing to start")).tend()
    assert not settings.index.exists()


def test_the_process_gets_the_settings_but_not_the_key(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, object] = {}

    class Process:
        def __init__(self, command: list[str], **options: object) -> None:
            given.update(options, command=command)

        def wait(self) -> int:
            return 7

    monkeypatch.setenv("QA_PORT", "1")
    monkeypatch.setattr(building.subprocess, "Popen", Process)
    assert building.launch_runner(settings) == 7
    assert given["command"] == [sys.executable, "-m", "qa_service.web.runner"]
    environment = given["env"]
    assert isinstance(environment, dict)
    assert environment["QA_CORPUS"] == str(settings.corpus)
    assert environment["QA_PORT"] == "8000"
    assert "QA_WRITE_KEY" not in environment
    assert Settings.from_environment(environment).index == settings.index


def test_the_real_process_ends_and_is_accounted_for(settings: Settings) -> None:
    """A real process, killed while it waits for the lock of another build."""
    builds = Builds(settings, building.launch_runner)
    job = builds.jobs.submit(CHANGE)
    settings.index.mkdir(exist_ok=True)
    holder = (
        "import fcntl, sys, time; f = open(sys.argv[1], 'w'); fcntl.flock(f, fcntl.LOCK_EX); "
        "print(1, flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", holder, str(settings.index / ".lock")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as other:
        assert other.stdout is not None
        other.stdout.read(1)
        settings.corpus.mkdir()
        started: list[subprocess.Popen[bytes]] = []
        builds._launch = lambda _: started[0].wait()
        environment = {"QA_CORPUS": str(settings.corpus), "QA_INDEX": str(settings.index), "PATH": "/usr/bin:/bin"}
        started.append(subprocess.Popen([sys.executable, "-m", "qa_service.web.runner"], cwd=ROOT, env=environment))
        builds.start()
        until(lambda: state(builds, job)[0] == "running")
        started[0].send_signal(signal.SIGKILL)
        until(lambda: state(builds, job)[0] == "failed")
        other.kill()
    assert "(exit code -9)" in str(state(builds, job)[1])
