from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from qa_service.store.databases import opened, transaction

TABLE = ("CREATE TABLE IF NOT EXISTS things (name TEXT)",)


def names(path: Path) -> list[str]:
    with closing(opened(path, TABLE)) as file:
        return [name for (name,) in file.execute("SELECT name FROM things")]


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    opened(tmp_path / "new.sqlite", TABLE).close()
    assert (tmp_path / "new.sqlite").stat().st_mode & 0o777 == 0o600


def test_what_was_written_is_there_for_the_next(tmp_path: Path) -> None:
    with closing(opened(tmp_path / "a.sqlite", TABLE)) as file, transaction(file):
        file.execute("INSERT INTO things VALUES ('one')")
    assert names(tmp_path / "a.sqlite") == ["one"]


def test_a_failure_within_leaves_nothing(tmp_path: Path) -> None:
    def write(file: sqlite3.Connection) -> None:
        with transaction(file):
            file.execute("INSERT INTO things VALUES ('one')")
            raise RuntimeError("half way")

    with closing(opened(tmp_path / "a.sqlite", TABLE)) as file, pytest.raises(RuntimeError, match="half way"):
        write(file)
    assert names(tmp_path / "a.sqlite") == []


def test_a_file_that_is_no_database_is_refused_and_closed(tmp_path: Path) -> None:
    (tmp_path / "a.sqlite").write_bytes(b"not a database, but long enough to be looked at as one" * 20)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        opened(tmp_path / "a.sqlite", TABLE)
