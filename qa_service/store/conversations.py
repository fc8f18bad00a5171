"""The last turns of conversations: shared by all workers, kept over a restart, forgotten after a set time."""

from __future__ import annotations

import json
import logging
import sqlite3
import time
import weakref
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from uuid import uuid4

from qa_service.store.databases import opened, transaction

CONVERSATIONS_FILE = "conversations.sqlite"
MOST_TURNS = 6
MOST_CONVERSATIONS = 10_000
_FAILURES = (sqlite3.Error, OSError, ValueError, TypeError)  # the last two: a row that another program wrote
_TABLE = (
    "CREATE TABLE IF NOT EXISTS conversations (id TEXT PRIMARY KEY, at REAL NOT NULL, turns TEXT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS conversations_at ON conversations (at)",
)
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """A question as it was asked, and the ids of the facts that answered it."""

    question: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A conversation's turns, oldest first, and when the last was kept: seconds since the epoch."""

    at: float
    turns: tuple[StoredTurn, ...]


_NOTHING = _Row(float("-inf"), ())


class ConversationStore:
    """The last six turns of each conversation in an SQLite file, forgotten after ``seconds`` or when 10,000 are newer.

    Threads share one connection behind a lock; other processes may have the same file open. While the file cannot be
    read or written, this process keeps turns in memory and says so once in the log: no question fails for it.
    """

    def __init__(self, path: Path, seconds: float) -> None:
        self._path = path
        self._seconds = seconds
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        self._memory: OrderedDict[str, _Row] = OrderedDict()
        self._warned = False

    def last(self, conversation_id: str) -> list[StoredTurn]:
        """The turns of a conversation, oldest first, six at most; none when it is unknown or too old."""
        with self._lock:
            return list(self._known(conversation_id))

    def keep(self, conversation_id: str | None, turn: StoredTurn, *, topic_starts: bool) -> str:
        """Remember a turn as the last of its conversation.

        Args:
            conversation_id: None begins a conversation.
            turn: what was asked and what answered it.
            topic_starts: whether the turns before it are dropped.

        Returns:
            The conversation's id, a new one where None was given.
        """
        name = conversation_id or uuid4().hex
        with self._lock:
            try:
                with transaction(self._file()) as file:
                    earlier = () if topic_starts else self._recent(name, _read(file, name))
                    _write(file, name, _extended(earlier, turn))
                    _forget(file, time.time() - self._seconds)
                self._memory.pop(name, None)
            except _FAILURES as error:
                self._warn(error)
                earlier = () if topic_starts else self._known(name)
                self._remember(name, _extended(earlier, turn))
        return name

    def _known(self, name: str) -> tuple[StoredTurn, ...]:
        """A conversation's turns, from memory alone where the file cannot be read."""
        try:
            stored = _read(self._file(), name)
        except _FAILURES as error:
            self._warn(error)
            stored = _NOTHING
        return self._recent(name, stored)

    def _recent(self, name: str, stored: _Row) -> tuple[StoredTurn, ...]:
        """The newer of what the file and the memory hold, unless it is too old."""
        newest = max(stored, self._memory.get(name, _NOTHING), key=lambda row: row.at)
        return newest.turns if time.time() - newest.at <= self._seconds else ()

    def _remember(self, name: str, row: _Row) -> None:
        self._memory[name] = row
        self._memory.move_to_end(name)
        while len(self._memory) > MOST_CONVERSATIONS:
            self._memory.popitem(last=False)

    def _file(self) -> sqlite3.Connection:
        """The connection, opened at the first use, so that it never crosses a fork."""
        if self._connection is None:
            self._connection = opened(self._path, _TABLE)
            weakref.finalize(self, self._connection.close)
        return self._connection

    def _warn(self, error: Exception) -> None:
        if not self._warned:
            _LOG.warning(
                "%s cannot be used (%s). Until it can, conversations live in the memory of one worker and end with it. "
                "See that the folder is writable and the disk not full, or delete the file.",
                self._path,
                error,
            )
        self._warned = True


def _read(file: sqlite3.Connection, name: str) -> _Row:
    found = file.execute("SELECT at, turns FROM conversations WHERE id = ?", (name,)).fetchone()
    if found is None:
        return _NOTHING
    at, turns = found
    return _Row(float(at), tuple(StoredTurn(question, tuple(facts)) for question, facts in json.loads(turns)))


def _write(file: sqlite3.Connection, name: str, row: _Row) -> None:
    turns = json.dumps([[turn.question, turn.facts] for turn in row.turns])
    file.execute("REPLACE INTO conversations (id, at, turns) VALUES (?, ?, ?)", (name, row.at, turns))


def _forget(file: sqlite3.Connection, before: float) -> None:
    file.execute("DELETE FROM conversations WHERE at < ?", (before,))
    file.execute(
        "DELETE FROM conversations WHERE at <= (SELECT at FROM conversations ORDER BY at DESC LIMIT 1 OFFSET ?)",
        (MOST_CONVERSATIONS,),
    )


def _extended(earlier: Sequence[StoredTurn], turn: StoredTurn) -> _Row:
    return _Row(time.time(), (*earlier, turn)[-MOST_TURNS:])
