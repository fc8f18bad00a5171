"""Builds in a process of their own: one queue for all workers, each job accounted for whatever becomes of it."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import fields

from qa_service.settings import PREFIX, ROOT, Settings
from qa_service.store.jobs import Change, Job, JobStore, only_runner

VANISHED = "The process that built it ended before it was done{how}. What was sent is kept; the next build takes it up."
_LOG = logging.getLogger(__name__)


class Builds:
    """Takes changes of the corpus and has them built.

    ``launch`` starts the process that works the queue off and returns its exit code when it has ended.
    """

    def __init__(self, settings: Settings, launch: Callable[[Settings], int] | None = None) -> None:
        self.jobs = JobStore(settings.index)
        self._settings = settings
        self._launch = launch or launch_runner

    def submit(self, change: Change) -> Job:
        """Queue a change and see that somebody works the queue off."""
        job = self.jobs.submit(change)
        self.start()
        return job

    def start(self) -> None:
        """Start a process for the queue; it ends at once where another one is at work."""
        threading.Thread(target=self._run, name="await-build", daemon=True).start()

    def tend(self) -> None:
        """Account for jobs whose process is gone, and start one where jobs wait. Cheap where there are none."""
        if self.account():
            self.start()

    def account(self) -> bool:
        """Account for jobs whose process is gone; tell whether some wait that nobody is at work on."""
        return self._settle("running", how="")

    def _run(self) -> None:
        code = self._launch(self._settings)
        if code:
            _LOG.error("the process that builds the index ended with exit code %s", code)
            self._settle("running", "queued", how=f" (exit code {code})")  # one that cannot begin is not tried for ever
        else:
            self.tend()

    def _settle(self, *states: str, how: str) -> bool:
        """Mark jobs as failed that nobody is at work on; tell whether some wait that nobody is at work on."""
        if not self.jobs.open_jobs():
            return False
        with only_runner(self._settings.index) as nobody:
            if nobody:
                lost = [state for state in states if state in ("running", "queued")]
                self.jobs.abandon(lost, VANISHED.format(how=how))  # type: ignore[arg-type] # the two above
                return bool(self.jobs.open_jobs())
        return False


def launch_runner(settings: Settings) -> int:
    """Run ``qa_service/web/runner.py`` with these settings, in a session of its own so that it outlives the worker."""
    given = {PREFIX + one.name.upper(): str(getattr(settings, one.name)) for one in fields(settings)}
    given.pop(f"{PREFIX}WRITE_KEY")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    process = subprocess.Popen(
        [sys.executable, "-m", "qa_service.web.runner"],
        cwd=ROOT,
        env=kept | given,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    return process.wait()
