"""The process that builds: ``python -m qa_service.web.runner`` works the queue of jobs off and ends."""

from __future__ import annotations

import fcntl
import logging
import os
import sqlite3
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from qa_service.errors import IndexUnusableError, ServiceError
from qa_service.settings import Settings
from qa_service.store.jobs import Job, JobStore, only_runner

if TYPE_CHECKING:
    from qa_service.ingest.pipeline import Tools

Item = TypeVar("Item")
NICE = 10  # answering goes before building
INTERVAL = 0.5  # seconds between two notes of the progress
TRIES = 10
LOST = "The process that built it ended before it was done. What was sent is kept; this build takes it up."
_LOG = logging.getLogger(__name__)


def main() -> None:
    """Work the queue off with the settings of the environment."""
    os.nice(NICE)
    work_off(Settings.from_environment())


def work_off(settings: Settings, tools: Tools | None = None) -> None:
    """Build until no job waits, unless another process is at it: that one looks for jobs again before it ends."""
    jobs = JobStore(settings.index)
    while any(job.state == "queued" for job in jobs.open_jobs()):
        with only_runner(settings.index, tries=5) as mine:
            if not mine:
                return
            jobs.abandon(["running"], LOST)
            while (job := jobs.claim()) is not None:
                tools = _work(job, jobs, settings, tools)


def _work(job: Job, jobs: JobStore, settings: Settings, tools: Tools | None) -> Tools | None:
    """Build for one job; returns the tools, opened where they were needed."""
    from qa_service.ingest.pipeline import open_tools

    try:
        jobs.progress(job.id, "Loading the models", 0, 0)
        tools = tools or open_tools(settings)
        _build(job, jobs, settings, tools)
    except ServiceError as error:
        jobs.fail(job.id, str(error))
    except OSError as error:
        jobs.fail(job.id, f"{error.filename or 'The disk'}: {error.strerror or error}.")
    except Exception as error:  # a job must not take the jobs after it down
        _LOG.exception("job %s", job.id)
        jobs.fail(job.id, f"The build met an error that was not expected ({type(error).__name__}); the log tells more.")
    return tools


def _build(job: Job, jobs: JobStore, settings: Settings, tools: Tools) -> None:
    from qa_service.ingest.pipeline import build_index

    for left in reversed(range(TRIES)):
        _await_writer(settings)
        try:
            done = build_index(settings, tools, JobProgress(job.id, jobs))
        except IndexUnusableError:
            if not left or not _is_being_written(settings):
                raise
            continue  # another build came in between
        twins = {path: f"{path} has the same bytes as {first}." for path, first in done.duplicates.items()}
        jobs.finish(job.id, done.generation, {**twins, **done.refused})
        return


def _await_writer(settings: Settings) -> None:
    """Wait until a build from elsewhere, such as the command line, has ended."""
    with (settings.index / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)


def _is_being_written(settings: Settings) -> bool:
    with (settings.index / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


class JobProgress:
    """A build's progress, written to its job."""

    def __init__(self, job_id: str, jobs: JobStore) -> None:
        self._job = job_id
        self._jobs = jobs
        self._noted = 0.0

    def __call__(self, items: Sequence[Item], stage: str) -> Iterable[Item]:
        """Pass items on, noting at most twice a second how many are done."""
        self._note(stage, 0, len(items))
        for done, item in enumerate(items, 1):
            yield item
            if time.monotonic() - self._noted >= INTERVAL or done == len(items):
                self._note(stage, done, len(items))

    def _note(self, stage: str, done: int, total: int) -> None:
        self._noted = time.monotonic()
        with suppress(sqlite3.Error):  # the file is busy or the disk full: no reason to end a build
            self._jobs.progress(self._job, stage, done, total)


if __name__ == "__main__":
    main()
