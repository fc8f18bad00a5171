"""What a build noted down beside what questions are answered from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from qa_service.records import Changes, Conflict
from qa_service.store.facts import read_records, record_from_line, record_to_line, write_records
from qa_service.store.traces import Traces, write_traces

CHANGES_FILE = "changes.json"
CONFLICTS_FILE = "conflicts.jsonl"
RIGHT_FILE = "gate-right.txt"


@dataclass(frozen=True, slots=True)
class Notes:
    """What changed, None for a build upon nothing; which reports conflict; which questions of the gate were right.

    ``traces`` are for the next build alone, and not read here.
    """

    changes: Changes | None = None
    conflicts: list[Conflict] = field(default_factory=list)
    right: tuple[str, ...] = ()
    traces: Traces | None = None


def write_notes(folder: Path, notes: Notes) -> None:
    (folder / CHANGES_FILE).write_bytes(record_to_line(notes.changes) if notes.changes else b"")
    write_records(folder / CONFLICTS_FILE, notes.conflicts)
    (folder / RIGHT_FILE).write_text("".join(f"{key}\n" for key in notes.right), encoding="utf-8")
    if notes.traces is not None:
        write_traces(folder, notes.traces)


def read_notes(folder: Path) -> Notes:
    """Read what ``write_notes`` wrote.

    Raises:
        ValueError: a file does not hold what it should.
    """
    line = (folder / CHANGES_FILE).read_bytes()
    return Notes(
        changes=record_from_line(Changes, line) if line else None,
        conflicts=read_records(Conflict, folder / CONFLICTS_FILE),
        right=tuple((folder / RIGHT_FILE).read_text(encoding="utf-8").splitlines()),
    )
