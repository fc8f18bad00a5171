"""The queue of builds and what became of them: shared by all workers, kept over a restart."""

from __future__ import annotations

import fcntl
import json
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

from qa_service.store.databases import opened, transaction

JOBS_FILE = "jobs.sqlite"
RUNNER_LOCK = ".runner.lock"
MOST_JOBS = 1000

State = Literal["queued", "running", "done", "failed"]
Action = Literal["added", "replaced", "removed"]

_COLUMNS = "id, state, created, started, ended, stage, stage_started, done, total, changes, error, generation"
_TABLE = (
    "CREATE TABLE IF NOT EXISTS jobs (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, "
    "state TEXT NOT NULL, created REAL NOT NULL, started REAL, ended REAL, stage TEXT NOT NULL DEFAULT '', "
    "stage_started REAL, done INTEGER NOT NULL DEFAULT 0, total INTEGER NOT NULL DEFAULT 0, changes TEXT NOT NULL, "
    "error TEXT, generation TEXT)",
    "CREATE INDEX IF NOT EXISTS jobs_state ON jobs (state)",
)


@dataclass(frozen=True, slots=True)
class Change:
    """One file of the corpus that a job takes up; ``problem`` is why it is not in the index, where it is not."""

    action: Action
    name: str
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One build. Times are seconds since the epoch; ``done`` of ``total`` steps of the stage are behind it.

    ``error`` is why it failed, ``generation`` the id of what it built.
    """

    id: str
    state: State
    created: float
    started: float | None = None
    ended: float | None = None
    stage: str = ""
    stage_started: float | None = None
    done: int = 0
    total: int = 0
    changes: Sequence[Change] = field(default_factory=tuple)
    error: str | None = None
    generation: str | None = None

    def remaining(self, now: float) -> float | None:
        """Seconds until the stage is done, at the speed so far; None where that cannot be told."""
        if self.state != "running" or self.stage_started is None or not 0 < self.done <= self.total:
            return None
        return (now - self.stage_started) / self.done * (self.total - self.done)


class JobStore:
    """Jobs in an SQLite file of the index folder; each call opens the file, so threads and processes may share one."""

    def __init__(self, index: Path) -> None:
        self._index = index

    def submit(self, change: Change) -> Job:
        """Have a change taken up by the job that waits, or by a new one where none does."""
        with self._writing() as file:
            row = file.execute("SELECT id, changes FROM jobs WHERE state = 'queued' ORDER BY number").fetchone()
            job_id, changes = (row[0], _changes(row[1])) if row else (uuid4().hex, ())
            text = _changes_text([*changes, change])
            if row:
                file.execute("UPDATE jobs SET changes = ? WHERE id = ?", (text, job_id))
            else:
                insert = "INSERT INTO jobs (id, state, created, changes) VALUES (?, 'queued', ?, ?)"
                file.execute(insert, (job_id, time.time(), text))
                file.execute("DELETE FROM jobs WHERE number <= (SELECT max(number) FROM jobs) - ?", (MOST_JOBS,))
            return _one(file, job_id)

    def claim(self) -> Job | None:
        """Take the job that waits; changes that are submitted from now on make a new one. None where none waits."""
        with self._writing() as file:
            row = file.execute("SELECT id FROM jobs WHERE state = 'queued' ORDER BY number").fetchone()
            if row is None:
                return None
            file.execute("UPDATE jobs SET state = 'running', started = ? WHERE id = ?", (time.time(), row[0]))
            return _one(file, row[0])

    def progress(self, job_id: str, stage: str, done: int, total: int) -> None:
        """Note how far a stage is."""
        now = time.time()
        with self._writing() as file:
            file.execute(
                "UPDATE jobs SET stage_started = CASE WHEN stage = ? AND done <= ? THEN stage_started ELSE ? END, "
                "stage = ?, done = ?, total = ? WHERE id = ?",
                (stage, done, now, stage, done, total, job_id),
            )

    def finish(self, job_id: str, generation: str, problems: Mapping[str, str], held_back: str = "") -> None:
        """Note that a build has ended.

        It failed where none of the files that it was to take up is in the index, or what was built is not in use.

        Args:
            job_id: the job's.
            generation: the id of what was built.
            problems: by name, why a file of the corpus is not in the index.
            held_back: why what was built is not in use, or "".
        """
        with self._writing() as file:
            changes = [_outcome(change, problems) for change in _one(file, job_id).changes]
            wanted = [change for change in changes if change.action != "removed"]
            wrong = [change.problem for change in wanted if change.problem]
            reasons = [*([held_back] if held_back else []), *(wrong if held_back or len(wrong) == len(changes) else [])]
            file.execute(
                "UPDATE jobs SET state = ?, ended = ?, generation = ?, changes = ?, error = ? WHERE id = ?",
                (
                    "failed" if reasons else "done",
                    time.time(),
                    generation,
                    _changes_text(changes),
                    " ".join(dict.fromkeys(reasons)) or None,
                    job_id,
                ),
            )

    def fail(self, job_id: str, error: str) -> None:
        """Note that a build failed and changed nothing."""
        with self._writing() as file:
            self._end(file, "id = ?", (error, time.time(), job_id))

    def abandon(self, states: Sequence[State], error: str) -> None:
        """Mark jobs as failed whose process is gone. The caller holds the runner's lock, so none of them is alive."""
        with self._writing() as file:
            self._end(file, f"state IN ({','.join('?' * len(states))})", (error, time.time(), *states))

    @staticmethod
    def _end(file: sqlite3.Connection, which: str, values: tuple[object, ...]) -> None:
        statement = f"UPDATE jobs SET state = 'failed', error = ?, ended = ? WHERE {which}"  # noqa: S608 - own words
        file.execute(statement, values)

    def get(self, job_id: str) -> Job | None:
        found = self._read("WHERE id = ?", (job_id,))
        return found[0] if found else None

    def latest(self, limit: int) -> list[Job]:
        """The newest jobs, newest first."""
        return self._read("ORDER BY number DESC LIMIT ?", (limit,))

    def open_jobs(self) -> list[Job]:
        """Jobs that are queued or running, oldest first."""
        return self._read("WHERE state IN ('queued', 'running') ORDER BY number", ())

    def _read(self, which: str, values: tuple[object, ...]) -> list[Job]:
        if not (self._index / JOBS_FILE).exists():
            return []
        with closing(opened(self._index / JOBS_FILE, _TABLE)) as file:
            rows = file.execute(f"SELECT {_COLUMNS} FROM jobs {which}", values).fetchall()  # noqa: S608 - own words
        return [_job(row) for row in rows]

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        self._index.mkdir(parents=True, exist_ok=True)
        with closing(opened(self._index / JOBS_FILE, _TABLE)) as file, transaction(file):
            yield file


@contextmanager
def only_runner(index: Path, *, tries: int = 1) -> Iterator[bool]:
    """Hold the lock of the process that builds, or tell that another one holds it; it goes with the process.

    ``tries`` are a tenth of a second apart: somebody who only looks whether it is held may hold it for a moment.
    """
    index.mkdir(parents=True, exist_ok=True)
    with (index / RUNNER_LOCK).open("w") as lock:
        for left in reversed(range(tries)):
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if left:
                    time.sleep(0.1)
                continue
            yield True
            return
        yield False


def _one(file: sqlite3.Connection, job_id: str) -> Job:
    return _job(file.execute(f"SELECT {_COLUMNS} FROM jobs WHERE id = ?", (job_id,)).fetchone())  # noqa: S608 - own


def _job(row: tuple[Any, ...]) -> Job:
    values = dict(zip(_COLUMNS.split(", "), row, strict=True))
    return Job(**{**values, "changes": _changes(values["changes"])})


def _changes(text: str) -> tuple[Change, ...]:
    return tuple(Change(*parts) for parts in json.loads(text))


def _changes_text(changes: Sequence[Change]) -> str:
    return json.dumps([[change.action, change.name, change.problem] for change in changes])


def _outcome(change: Change, problems: Mapping[str, str]) -> Change:
    problem = None if change.action == "removed" else problems.get(change.name)
    return Change(change.action, change.name, problem)
