"""Records as JSON lines, with an exact way back, and the table of facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from qa_service.records import Fact, Report

Record = TypeVar("Record")
_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}  # making one takes milliseconds


def record_to_line(record: object) -> bytes:
    """One JSON object without a line break: decimals as strings, dates as ISO 8601."""
    return _adapter(type(record)).dump_json(record)


def record_from_line(kind: type[Record], line: bytes) -> Record:
    """The way back from ``record_to_line``.

    Raises:
        ValueError: the line is not a record of this kind.
    """
    return _adapter(kind).validate_json(line)


def write_records(path: Path, records: Iterable[object]) -> None:
    with path.open("wb") as file:
        for record in records:
            file.write(record_to_line(record) + b"\n")


def read_records(kind: type[Record], path: Path) -> list[Record]:
    """Read what ``write_records`` wrote.

    Raises:
        ValueError: a line is not a record of this kind.
    """
    with path.open("rb") as file:
        return [record_from_line(kind, line) for line in file]


def _adapter(kind: type[Record]) -> TypeAdapter[Record]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


@dataclass(frozen=True, slots=True)
class FactFilter:
    """Which facts are wanted; None asks nothing. Words are compared without regard to case.

    ``report``, ``role`` and ``unit`` are compared whole; ``subject`` and ``measure`` may be a part of the fact's,
    ``text`` a part of its sentence.
    """

    report: str | None = None
    subject: str | None = None
    measure: str | None = None
    role: str | None = None
    unit: str | None = None
    text: str | None = None

    def accepts(self, fact: Fact, sentence: str) -> bool:
        return (
            _same(self.report, fact.report)
            and _same(self.role, fact.role)
            and _same(self.unit, fact.unit)
            and _within(self.subject, fact.subject)
            and _within(self.measure, fact.measure)
            and _within(self.text, sentence)
        )


def _same(wanted: str | None, given: str) -> bool:
    return wanted is None or wanted.casefold() == given.casefold()


def _within(wanted: str | None, given: str) -> bool:
    return wanted is None or wanted.casefold() in given.casefold()


class FactTable:
    """All facts of a generation, in reading order, found by sentence or by what they say; ``reports`` is by id."""

    def __init__(self, facts: Sequence[Fact], reports: Mapping[str, Report]) -> None:
        self.facts = facts
        self._reports = reports
        self._by_sentence: dict[tuple[str, int], list[Fact]] = defaultdict(list)
        for fact in facts:
            self._by_sentence[fact.report, fact.start].append(fact)

    def by_sentence(self, report: str, start: int) -> list[Fact]:
        """The facts of the sentence of ``report`` that starts at ``start``; none gives []."""
        return list(self._by_sentence.get((report, start), ()))

    def filter(self, wanted: FactFilter) -> list[Fact]:
        return [fact for fact in self.facts if wanted.accepts(fact, self._sentence(fact))]

    def _sentence(self, fact: Fact) -> str:
        return self._reports[fact.report].text[fact.start : fact.end]
