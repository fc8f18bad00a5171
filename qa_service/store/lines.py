"""Records that are read only when they are asked for, and carried over as the bytes that they are."""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from qa_service.records import Passage, Report, Sentence
from qa_service.store.facts import record_from_line, record_to_line, write_records

Record = TypeVar("Record")
FRESH = -1
Source = NDArray[np.int64]
"""For each new row the former row that it is, or ``FRESH``; fresh rows stand in the order in which they are given."""


class Lines(Sequence[Record]):
    """Records as JSON lines, each parsed when it is first asked for."""

    def __init__(self, kind: type[Record], text: bytes | mmap.mmap) -> None:
        self._kind = kind
        self._text = text
        self._parsed: dict[int, Record] = {}

    @classmethod
    def of(cls, kind: type[Record], records: Iterable[Record]) -> Lines[Record]:
        return cls(kind, b"".join(_lines_of(records)))

    @classmethod
    def open(cls, kind: type[Record], path: Path) -> Lines[Record]:
        """Map what ``write_records`` wrote into memory; the file may be deleted afterwards."""
        with path.open("rb") as file:
            empty = not path.stat().st_size  # which cannot be mapped
            return cls(kind, b"" if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

    @cached_property
    def _ends(self) -> NDArray[np.int64]:
        """Where each line ends, with 0 before the first."""
        breaks = np.flatnonzero(np.frombuffer(self._text, np.uint8) == ord("\n")) + 1
        return np.concatenate(([0], breaks)).astype(np.int64)

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, row: int) -> Record: ...
    @overload
    def __getitem__(self, row: slice) -> list[Record]: ...
    def __getitem__(self, row: int | slice) -> Record | list[Record]:
        if isinstance(row, slice):
            return [self[one] for one in range(*row.indices(len(self)))]
        row = range(len(self))[row]
        if row not in self._parsed:
            self._parsed[row] = record_from_line(self._kind, self._text[self._ends[row] : self._ends[row + 1]])
        return self._parsed[row]

    def carried(self, source: Source, fresh: Sequence[Record]) -> Lines[Record]:
        """These records and fresh ones in a new order; former lines are copied run by run, none is parsed."""
        made = list(_lines_of(fresh))
        parts = []
        taken = 0
        for first, end in runs(source):
            if source[first] == FRESH:
                parts += made[taken : taken + end - first]
                taken += end - first
            else:
                parts.append(self._text[self._ends[source[first]] : self._ends[source[end - 1] + 1]])
        return Lines(self._kind, b"".join(parts))

    def save(self, path: Path) -> None:
        path.write_bytes(self._text)


class Sentences(Sequence[Sentence]):
    """The sentences of passages, made when one is first asked for; ``count`` is how many there are."""

    def __init__(self, reports: Mapping[str, Report], passages: Sequence[Passage], count: int) -> None:
        self._reports = reports
        self._passages = passages
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, row: int) -> Sentence: ...
    @overload
    def __getitem__(self, row: slice) -> list[Sentence]: ...
    def __getitem__(self, row: int | slice) -> Sentence | list[Sentence]:
        return self._all[row]

    @cached_property
    def _all(self) -> list[Sentence]:
        return sentences_of(self._reports, self._passages)


def save_records(path: Path, records: Sequence[object]) -> None:
    """Write records as JSON lines; those that are lines already are not parsed."""
    if isinstance(records, Lines):
        records.save(path)
    else:
        write_records(path, records)


def sentences_of(reports: Mapping[str, Report], passages: Sequence[Passage]) -> list[Sentence]:
    """Every sentence of the passages, in their order."""
    found: list[Sentence] = []
    for number, passage in enumerate(passages):
        report = reports[passage.report]
        found += [Sentence(report.id, start, end, report.text[start:end], number) for start, end in passage.sentences]
    return found


def runs(source: Source) -> Iterator[tuple[int, int]]:
    """First and end of each stretch of rows that are all fresh, or stood one after the other before too."""
    if not len(source):
        return
    fresh = source == FRESH
    joined = np.where(fresh[1:], fresh[:-1], ~fresh[:-1] & (np.diff(source) == 1))
    cuts = np.flatnonzero(~joined) + 1
    yield from zip([0, *cuts.tolist()], [*cuts.tolist(), len(source)], strict=True)


def _lines_of(records: Iterable[object]) -> Iterator[bytes]:
    return (record_to_line(record) + b"\n" for record in records)
