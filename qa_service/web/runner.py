"""The process that builds: ``python -m qa_service.web.runner`` works the queue of jobs off and ends."""

from __future__ import annotations

import logging
import os
import sqlite3
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from qa_service.errors import ServiceError, file_at_fault
from qa_service.settings import Settings
from qa_service.store.jobs import Job, JobStore, only_runner
from qa_service.store.kept import stays_pinned

if TYPE_CHECKING:
    from qa_service.ingest.pipeline import Tools

Item = TypeVar("Item")
NICE = 10  # answering goes before building
INTERVAL = 0.5  # seconds between two notes of the progress
LOST = "The process that built it ended before it was done. What was sent is kept; this build takes it up."
ROLLED_BACK = "The index was rolled back by hand and stays so. What was sent is kept; 'flask index build' takes it up."
NOT_IN_USE = "What was built is kept but not in use, since it answers worse than the generation before."
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
    from qa_service.evaluation.gate import gated_tools

    if stays_pinned(settings.index):
        jobs.fail(job.id, ROLLED_BACK)
        return tools
    try:
        jobs.progress(job.id, "Loading the models", 0, 0)
        tools = tools or gated_tools(settings)
        _build(job, jobs, settings, tools)
    except ServiceError as error:
        jobs.fail(job.id, str(error))
    except OSError as error:
        jobs.fail(job.id, f"{error.filename or 'The disk'}: {error.strerror or error}.")
    except Exception as error:  # a job must not take the jobs after it down
        _LOG.exception("job %s", job.id)
        where = f" in {path}" if (path := file_at_fault(error)) else ""
        what = f"The build met an error that was not expected{where} ({type(error).__name__}); the log tells more."
        jobs.fail(job.id, what)
    return tools


def _build(job: Job, jobs: JobStore, settings: Settings, tools: Tools) -> None:
    from qa_service.ingest.pipeline import build_index

    done = build_index(settings, tools, JobProgress(job.id, jobs), wait=True)
    twins = {path: f"{path} has the same bytes as {first}." for path, first in done.duplicates.items()}
    held_back = f"{NOT_IN_USE} {' '.join(done.held_back)}" if done.held_back else ""
    jobs.finish(job.id, done.generation, {**twins, **done.refused}, held_back)


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
