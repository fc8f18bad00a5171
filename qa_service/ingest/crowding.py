"""Sentences so full of numbers that no figure of theirs is bound: that takes the longer the more there are of them.

In 50,000 sentences of reports the fullest had 15 figures. The limits count, and measure no time, so that the same file
gives the same facts everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa_service.ingest.tables import rows_of, set_aside
from qa_service.language.quantities import numbers_in
from qa_service.records import Passage, Report

MOST_IN_SENTENCE = 40
MOST_IN_REPORT = 20_000
"""A book of 1,000 pages may have as many; binding them takes about a minute."""


def crowded(report: Report, passages: Sequence[Passage]) -> frozenset[int]:
    """Where the sentences begin whose numbers are too many, or come after too many of the report's; rows aside."""
    numbers = {start: numbers_in(report.text[start:end]) for passage in passages for start, end in passage.sentences}
    if max(numbers.values(), default=0) <= MOST_IN_SENTENCE and sum(numbers.values()) <= MOST_IN_REPORT:
        return frozenset()
    rows = set_aside(rows_of(report, passages), report)
    found, read = set(), 0
    for start, count in numbers.items():
        if start in rows or not count:
            continue
        if count > MOST_IN_SENTENCE or read + count > MOST_IN_REPORT:
            found.add(start)
        else:
            read += count
    return frozenset(found)
