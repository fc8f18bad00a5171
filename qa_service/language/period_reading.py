"""One period as a person or a program writes it into a filter: "2020", "2020-Q3", "January to October 2020"."""

from __future__ import annotations

import re
from datetime import date

from qa_service.language.calendar_spans import CalendarSpan
from qa_service.language.periods import find_periods, without
from qa_service.records import Period

LEGAL = "a year (2020), a quarter (2020-Q3), a month (2020-01), a day, two of these with / between, or such words"
_ISO = re.compile(r"([0-9]{4})(?:-(?:(Q[1-4]|H[12])|([0-9]{2})(?:-([0-9]{2}))?))?", re.IGNORECASE)
_MONTHS_OF = {"Q": 3, "H": 6}
_FILLERS = re.compile(r"\b(?:in|during|for|over|the|from|of|year)\b|[\s,.]+", re.IGNORECASE)


def read_period(text: str) -> Period:
    """Read a text that is one period and nothing else.

    Raises:
        ValueError: it names no period, or more than one, or has words that say something else; tells what is legal.
    """
    period = _iso(text.strip()) or _worded(text)
    if period is None:
        raise ValueError(f"must be {LEGAL}")
    return period


def _iso(text: str) -> Period | None:
    """"2020", "2020-H1", "2020-Q3", "2020-01", "2020-01-31", and "…/…" from the first day to the last."""
    ends = [_days(part.strip()) for part in text.split("/")]
    if len(ends) > 2 or None in ends:
        return None
    spans = [span for span in ends if span is not None]
    start, end = spans[0][0], spans[-1][1]
    return Period(start, end, text) if start <= end else None


def _days(text: str) -> tuple[date, date] | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year, part, month, day = match.groups()
    try:
        if day:
            only = date(int(year), int(month), int(day))
            return only, only
        return CalendarSpan(*_months(part, month)).in_year(int(year))
    except ValueError:  # a month 13, a 30 February, a year 0
        return None


def _months(part: str | None, month: str | None) -> tuple[int, int]:
    """The first month and how many there are."""
    if part:
        count = _MONTHS_OF[part[0].upper()]
        return count * (int(part[1]) - 1) + 1, count
    return (int(month), 1) if month else (1, 12)


def _worded(text: str) -> Period | None:
    found = find_periods(text)
    if len(found) != 1:
        return None
    around = without(text, [(found[0].start, found[0].end)])
    return None if _FILLERS.sub("", around) else found[0].period
