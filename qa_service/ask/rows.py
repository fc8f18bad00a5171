"""Where the records of a report stand among all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qa_service.records import Fact, Passage, Sentence


class Rows:
    """Rows of records that stand in reading order, every report's together and by their start."""

    def __init__(self, records: Sequence[Passage | Sentence | Fact]) -> None:
        self._records = records
        self._spans: dict[str, tuple[int, int]] = {}
        for row, record in enumerate(records):
            first, _ = self._spans.get(record.report, (row, row))
            self._spans[record.report] = (first, row + 1)

    def of(self, reports: Sequence[str] | None) -> NDArray[np.bool_] | None:
        """Which records belong to the reports named, shape (n,); None, at no cost, where all do."""
        if reports is None:
            return None
        allowed = np.zeros(len(self._records), np.bool_)
        for report in reports:
            first, end = self.span(report)
            allowed[first:end] = True
        return allowed

    def span(self, report: str) -> tuple[int, int]:
        """The first row of a report's records and the one after its last; equal where it has none."""
        return self._spans.get(report, (0, 0))

    def at(self, report: str, start: int) -> int | None:
        """The row of the report's record that starts at ``start``, or None."""
        first, end = self.span(report)
        row = bisect_left(self._records, start, first, end, key=lambda record: record.start)
        return row if row < end and self._records[row].start == start else None
