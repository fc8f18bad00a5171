"""Records that are read only when they are asked for, and carried over as the bytes that they are."""

from __future__ import annotations

import mmap
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar, overload
from weakref import finalize

import numpy as np
from numpy.typing import NDArray

from qa_service.records import Passage, Report, Sentence
from qa_service.store.facts import record_from_line, record_to_line, write_records
from qa_service.store.files import link

Record = TypeVar("Record")
FRESH = -1
_AT_ONCE = 2**22  # bytes
Ends = NDArray[np.int64]
Source = NDArray[np.int64]
"""For each new row the former row that it is, or ``FRESH``; fresh rows stand in the order in which they are given."""


class Lines(Sequence[Record]):
    """Records as JSON lines, each parsed when it is first asked for; ``ends`` tell where lines end, after a first 0."""

    def __init__(
        self, kind: type[Record], text: bytes | mmap.mmap, ends: Ends | None = None, path: Path | None = None
    ) -> None:
        self._kind = kind
        self._text = text
        self._path = path  # the file that ``text`` is, if any
        self._ends = _ends_of(text) if ends is None else ends
        self._parsed: dict[int, Record] = {}

    @classmethod
    def of(cls, kind: type[Record], records: Iterable[Record]) -> Lines[Record]:
        return cls(kind, b"".join(map(_line, records)))

    @classmethod
    def open(cls, kind: type[Record], path: Path, ends: Ends | None = None) -> Lines[Record]:
        """Map what ``write_records`` wrote into memory; the file may be deleted afterwards."""
        with path.open("rb") as file:
            empty = not path.stat().st_size  # which cannot be mapped
            return cls(kind, b"" if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), ends, path)

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

    def carried(self, source: Source, fresh: Lines[Record], path: Path) -> Lines[Record]:
        """These records and fresh ones in a new order; lines are copied run by run to ``path``, none is parsed."""
        if not len(self):
            return fresh
        held, lengths = source != FRESH, np.empty(len(source), np.int64)
        lengths[held], lengths[~held] = np.diff(self._ends)[source[held]], np.diff(fresh._ends)
        taken = 0
        with path.open("wb") as file:
            for first, end in runs(source):
                if held[first]:
                    file.write(self._bytes(source[first], source[end - 1] + 1))
                else:
                    file.write(fresh._bytes(taken, taken + end - first))
                    taken += end - first
        return Lines.open(self._kind, path, np.concatenate(([0], np.cumsum(lengths))))

    def _bytes(self, first: int, end: int) -> memoryview:
        return memoryview(self._text)[self._ends[first] : self._ends[end]]

    def save(self, path: Path) -> None:
        if self._path is None:
            path.write_bytes(self._text)
        else:
            link(self._path, path)


class LineFile(Generic[Record]):
    """Records on their way to a file as JSON lines, none of them kept in memory."""

    def __init__(self, kind: type[Record], path: Path) -> None:
        self._kind = kind
        self._path = path
        self._file = path.open("wb")
        finalize(self, self._file.close)
        self._ends = array("q", [0])

    def add(self, records: Iterable[Record]) -> None:
        for line in map(_line, records):
            self._file.write(line)
            self._ends.append(self._ends[-1] + len(line))

    def lines(self) -> Lines[Record]:
        """All that was added; nothing can be added afterwards."""
        self._file.close()
        return Lines.open(self._kind, self._path, np.array(self._ends, np.int64))


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


def _line(record: object) -> bytes:
    return record_to_line(record) + b"\n"


def _ends_of(text: bytes | mmap.mmap) -> Ends:
    starts = range(0, len(text), _AT_ONCE)
    breaks = [np.flatnonzero(np.frombuffer(text[at : at + _AT_ONCE], np.uint8) == ord("\n")) + 1 + at for at in starts]
    return np.concatenate([np.zeros(1, np.int64), *breaks])
