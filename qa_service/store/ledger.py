"""The ledger: all facts of a generation in columns, filtered, sorted and paged without a walk over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from operator import contains
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from qa_service.records import Fact, Period, Report

Sort = Literal["reading", "value", "-value", "period", "-period"]
SORTS: tuple[str, ...] = get_args(Sort)
_NEVER = np.iinfo(np.int32).max  # stands for the days of a fact without a period


@dataclass(frozen=True, slots=True)
class FactFilter:
    """Which facts are wanted; None asks nothing. Words are compared without regard to case and to white space.

    ``report``, ``role`` and ``unit`` are compared whole; ``subject`` and ``measure`` may be a part of the fact's,
    ``text`` a part of its sentence. The fact's own period has to lie within ``period``, or be it.
    """

    report: str | None = None
    subject: str | None = None
    measure: str | None = None
    role: str | None = None
    unit: str | None = None
    period: Period | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the facts found, in the order asked for; ``total`` counts all that were found."""

    facts: list[Fact]
    total: int


class Ledger:
    """The facts of one generation; ``reports`` is by id. Safe to share between threads."""

    def __init__(self, facts: Sequence[Fact], reports: Mapping[str, Report]) -> None:
        self._facts = facts
        self._reports = reports

    def page(self, wanted: FactFilter, sort: Sort = "reading", *, limit: int | None = None, offset: int = 0) -> Page:
        """The facts that pass every filter; equal ones in reading order.

        Args:
            wanted: the filters.
            sort: ``value`` and ``period`` (its start, then its end) from the smallest, with ``-`` from the largest;
                facts without a period come last either way.
            limit: at most so many; None for all.
            offset: how many to leave out before them.
        """
        rows = self._sorted(self._found(wanted), sort)
        shown = rows[offset : None if limit is None else offset + limit]
        return Page([self._facts[row] for row in shown.tolist()], len(rows))

    def units(self, most: int) -> list[str]:
        """The units in use, the commonest first."""
        return [unit for unit, _ in Counter(fact.unit for fact in self._facts if fact.unit).most_common(most)]

    def _found(self, wanted: FactFilter) -> NDArray[np.intp]:
        """The rows that pass: columns of codes and days first, so that fewer texts are left to search."""
        mask = np.ones(len(self._facts), bool)
        for name in ("report", "role", "unit"):
            if (whole := getattr(wanted, name)) is not None:
                mask &= self._columns[name].equal_to(whole)
        if wanted.period is not None:
            first, last = self._days
            mask &= (first >= wanted.period.start.toordinal()) & (last <= wanted.period.end.toordinal())
        rows = np.flatnonzero(mask)
        for name in ("subject", "measure", "text"):
            if (part := getattr(wanted, name)) is not None:
                rows = self._columns[name].holding(part, rows)
        return rows

    def _sorted(self, rows: NDArray[np.intp], sort: Sort) -> NDArray[np.intp]:
        if sort == "reading":
            return rows
        down = sort.startswith("-")
        if sort.endswith("value"):
            values = self._values[rows]
            return rows[np.argsort(-values if down else values, kind="stable")]
        first, last = (days[rows] for days in self._days)
        undated = first == _NEVER
        return rows[np.lexsort((-last, -first, undated) if down else (last, first, undated))]

    @cached_property
    def _columns(self) -> dict[str, _Column]:
        names = ("report", "role", "unit", "subject", "measure")
        taken = {name: [getattr(fact, name) for fact in self._facts] for name in names}
        taken["text"] = [self._reports[f.report].text[f.start : f.end] for f in self._facts]
        return {name: _Column(values) for name, values in taken.items()}

    @cached_property
    def _days(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """First and last days as ordinals."""
        periods = [fact.period for fact in self._facts]
        first = np.fromiter((p.start.toordinal() if p else _NEVER for p in periods), np.int32, len(periods))
        last = np.fromiter((p.end.toordinal() if p else _NEVER for p in periods), np.int32, len(periods))
        return first, last

    @cached_property
    def _values(self) -> NDArray[np.float64]:
        return np.fromiter((float(fact.value) for fact in self._facts), np.float64, len(self._facts))


class _Column:
    """One field of all facts: each different text once, and which of them a fact has."""

    def __init__(self, values: Iterable[str]) -> None:
        codes: dict[str, int] = {}
        by_row = [codes.setdefault(_plain(value), len(codes)) for value in values]
        self._texts = list(codes)
        self._codes = codes
        self._rows = np.array(by_row, np.int32)

    def equal_to(self, wanted: str) -> NDArray[np.bool_]:
        return np.equal(self._rows, self._codes.get(_plain(wanted), -1))

    def holding(self, wanted: str, rows: NDArray[np.intp]) -> NDArray[np.intp]:
        """Those of ``rows`` whose text has ``wanted`` in it; each different text is looked at once at most."""
        part, codes = _plain(wanted), self._rows[rows]
        if len(rows) < len(self._texts):
            return rows[_holding(part, map(self._texts.__getitem__, codes.tolist()), len(rows))]
        return rows[_holding(part, self._texts, len(self._texts))[codes]]


def _holding(part: str, texts: Iterable[str], count: int) -> NDArray[np.bool_]:
    return np.fromiter(map(contains, texts, repeat(part)), bool, count)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
