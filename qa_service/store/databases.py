"""SQLite files that several processes share: opened with care, written all or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

_BUSY_SECONDS = 2.0


def opened(path: Path, statements: Sequence[str]) -> sqlite3.Connection:
    """Open a file, made for this user alone where it is missing, and run the statements that make its tables."""
    if not path.exists():
        path.touch(mode=0o600)  # what it holds is nobody else's business; SQLite gives its other files the same mode
    file = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        # Switching does not wait for other processes, and where one of them does it first, nothing is left to do.
        with suppress(sqlite3.OperationalError):
            file.execute("PRAGMA journal_mode = WAL")
        file.execute("PRAGMA synchronous = NORMAL")
        for statement in statements:
            file.execute(statement)
    except sqlite3.Error:
        file.close()
        raise
    return file


@contextmanager
def transaction(file: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Write all or nothing; other writers wait from the first statement on, so that nothing is lost between them."""
    file.execute("BEGIN IMMEDIATE")
    try:
        yield file
        file.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # a full disk has rolled back already
            file.execute("ROLLBACK")
        raise
