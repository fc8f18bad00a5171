"""Periods in reports and questions: which whole days a wording such as "the first ten months" stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import MAXYEAR, MINYEAR, date

from qa_service.language.calendar_spans import CalendarSpan, last_day, year_shifted
from qa_service.language.fiscal import DECEMBER, in_financial_year
from qa_service.language.period_frames import framed
from qa_service.language.period_relative import find_relative, relative_spans
from qa_service.language.period_scan import Scanned, scan
from qa_service.records import Period, PeriodMention

_INDEX_BASE = re.compile(r"\s*=\s*100\b")  # "(2015 = 100)" tells of no time
_MONTHS = (
    "January February March April May June July August September October November December"
).split()  # written out, because strftime follows the locale
_PARTS = {
    (1, 3): "first quarter of",
    (4, 3): "second quarter of",
    (7, 3): "third quarter of",
    (10, 3): "fourth quarter of",
}
_HALVES = {(1, 6): "first half of", (7, 6): "second half of"}


def find_periods(
    text: str, *, published: date | None = None, anchor: Period | None = None, ends: int = DECEMBER
) -> list[PeriodMention]:
    """The periods that ``text`` names, in order and disjoint; the longest of overlapping readings wins.

    A month, quarter or half without a year takes the nearest earlier year of the text, else the latest such
    stretch before ``published``, else the nearest later year, else it is left out. "Last year" and the like count
    from ``published``, "a year earlier" and the like from ``anchor``; without these they are left out. "Since X" runs
    from the start of X to the end of the year of publication, or is X alone when that is unknown.
    Financial years written "2005/06" run from April to March; "FY25", "H1 FY25", "the third quarter of fiscal 2025"
    are of the year that ends in month ``ends`` of 2025.
    """
    fixed = list(_resolved(text, published, ends))
    found = [*fixed, *find_relative(text, published, anchor)]
    found.sort(key=lambda m: (m.start - m.end, m.start))
    kept: list[PeriodMention] = []
    for mention in found:
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


def period_spans(text: str) -> list[tuple[int, int]]:
    """Where ``text`` speaks of time on the calendar, resolvable or not: numbers in there are no figures."""
    spans = [_frame_span(text, item) for item in scan(text)]
    return sorted([*spans, *relative_spans(text)])


def without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """``text`` with a blank in the place of each span; ``spans`` are in order and disjoint."""
    for start, end in reversed(spans):
        text = text[:start] + " " + text[end:]
    return text


def shift_years(period: Period, n: int) -> Period:
    """The same stretch ``n`` years later (earlier, when negative); ``text`` is described anew."""
    moved = Period(year_shifted(period.start, n), year_shifted(period.end, n), "", period.inherited)
    return Period(moved.start, moved.end, describe(moved), moved.inherited)


def describe(period: Period) -> str:
    """The period in words: "January–October 2020", "first half of 2020", "2020", "8 January 2021"."""
    start, end = period.start, period.end
    if start == end:
        return _day(start)
    if start.day != 1 or end.day != last_day(end.year, end.month):
        return f"{_day(start)}–{_day(end)}"
    months = 12 * (end.year - start.year) + end.month - start.month + 1
    if start.month == 1 and months % 12 == 0:
        return str(start.year) if months == 12 else f"{start.year}–{end.year}"
    named = (_PARTS | _HALVES).get((start.month, months))
    if named:
        return f"{named} {start.year}"
    return _months(start, end)


def _months(start: date, end: date) -> str:
    first, last = _MONTHS[start.month - 1], _MONTHS[end.month - 1]
    if start.year != end.year:
        return f"{first} {start.year}–{last} {end.year}"
    return f"{first} {start.year}" if start.month == end.month else f"{first}–{last} {start.year}"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _resolved(text: str, published: date | None, ends: int) -> Iterator[PeriodMention]:
    items = scan(text)
    for i, item in enumerate(items):
        earlier = [other for other in items[:i] if not _INDEX_BASE.match(text, other.end)]
        year = _year_of(item, earlier, items[i + 1 :], published)
        if year is None or not MINYEAR < year < MAXYEAR - 10:
            continue
        if item.fiscal and item.year_shift is not None and published and published.month > ends:
            year += 1  # that financial year is named after the next calendar year
        span, year = in_financial_year(item.span, year, ends) if item.fiscal else (item.span, year)
        days = span.in_year(year)
        start, end, days = framed(text, item.start, item.end, days, published)
        yield PeriodMention(Period(*days, text[start:end]), start, end)


def _frame_span(text: str, item: Scanned) -> tuple[int, int]:
    start, end, _ = framed(text, item.start, item.end, item.span.in_year(item.year or 2000), None)
    return start, end


def _year_of(
    item: Scanned, earlier: Sequence[Scanned], later: Sequence[Scanned], published: date | None
) -> int | None:
    if item.year is not None:
        return item.year
    if item.year_shift is not None:
        return published.year + item.year_shift if published else None
    named = [year for other in earlier if (year := _named_year(other, published))]
    if named:
        return named[-1]
    if published:
        return _latest(item.span, published)
    return next((other.year for other in later if other.year), None)


def _named_year(item: Scanned, published: date | None) -> int | None:
    """The year that later wordings inherit: the one in which a span ends."""
    year = item.year
    if year is None and item.year_shift is not None and published:
        year = published.year + item.year_shift
    return item.span.in_year(year)[1].year if year else None


def _latest(span: CalendarSpan, published: date) -> int:
    """The year of the latest such stretch: a month or day must have begun by then, anything longer have ended."""
    start, end = span.in_year(published.year)
    reached = start if span.count == 1 else end
    return published.year if reached <= published else published.year - 1


__all__ = ["describe", "find_periods", "period_spans", "shift_years", "without"]
