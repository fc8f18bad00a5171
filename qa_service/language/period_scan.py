"""Where a text names a stretch of calendar time, before any year is inherited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from qa_service.language.calendar_spans import CalendarSpan
from qa_service.language.period_patterns import MONTH, PATTERNS, YEAR, group


@dataclass(frozen=True, slots=True)
class Scanned:
    """A stretch of time as written. ``year`` is None when the wording gives none; ``year_shift`` counts from the
    publication year ("last year" is -1). ``span`` is relative to that year, of a ``fiscal`` one to its first month.
    """

    start: int
    end: int
    span: CalendarSpan
    year: int | None = None
    year_shift: int | None = None
    fiscal: bool = False


@lru_cache(maxsize=1024)  # a question is read once for each date that it may count from
def scan(text: str) -> tuple[Scanned, ...]:
    """Every calendar wording of ``text``, in order, disjoint (the longest wins), spans such as "January to October
    2020" joined and years handed back along lists ("October and November 2020").
    """
    if not _WORTH.search(text):
        return ()
    found = sorted(_matches(text), key=lambda s: (s.start - s.end, s.start))
    kept: list[Scanned] = []
    for item in found:
        if all(item.end <= other.start or other.end <= item.start for other in kept):
            kept.append(item)
    return tuple(_joined(text, sorted(kept, key=lambda s: s.start)))


_WORTH = re.compile(rf"{YEAR}|{MONTH}|quarter|half|Q[1-4]|[1-4]Q|H[12]|[12]H|months|FY|fiscal", re.IGNORECASE)


def _matches(text: str) -> Iterator[Scanned]:
    for pattern in PATTERNS:
        for match in pattern.regex.finditer(text):
            span = pattern.build(match)
            if span:
                yield _scanned(match, span)


def _scanned(match: re.Match[str], span: CalendarSpan) -> Scanned:
    year, short = group(match, "year", "glued"), group(match, "short")
    number = int(year) if year else 2000 + int(short) if short else None
    shift = -1 if group(match, "past") else 0 if group(match, "this").lower() == "this year" else None
    end = match.start() + len(match[0].rstrip(" \t\n."))
    fiscal = bool(group(match, "fiscal")) or bool(_FISCAL_YEAR.search(group(match, "past")))
    return Scanned(match.start(), end, span, number, shift, fiscal)


_FISCAL_YEAR = re.compile(r"\b(?:financial|fiscal)\b", re.IGNORECASE)
_TO = re.compile(
    r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b|\bthrough\b|\bup to\b)\s*(?:the\s+)?(?:end\s+of\s+)?$", re.IGNORECASE
)
_AND = re.compile(r"\s*(?:,\s*)?(?:\band\b|\bor\b|,|/|&)\s*(?:the\s+)?(?:in\s+)?(?:the\s+)?$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)


def _joined(text: str, items: list[Scanned]) -> list[Scanned]:
    out: list[Scanned] = []
    for item in items:
        out.append(item)
        while len(out) > 1 and (pair := _pair(text, out[-2], out[-1])):
            out[-2:] = [pair]
    return _years_handed_back(text, out)


def _pair(text: str, left: Scanned, right: Scanned) -> Scanned | None:
    gap, before = text[left.end : right.start], text[max(0, left.start - 14) : left.start]
    between = _BETWEEN.search(before)
    if not (_TO.fullmatch(gap) or (between and re.fullmatch(r"\s+and\s+(?:the\s+)?", gap))):
        return None
    start, end = _with_years(left, right)
    if start.year_shift != end.year_shift or (start.year is None) != (end.year is None):
        return None
    years = (end.year or 0) - (start.year or 0)
    if start.year is None and start.year_shift is None and start.span.first > end.span.first:
        years = 1
    span = start.span.until(end.span, years)
    if span is None:
        return None
    led = _FROM.search(before)
    first = left.start - (len(before) - led.start()) if led else left.start
    return Scanned(first, right.end, span, start.year, start.year_shift, start.fiscal and end.fiscal)


def _with_years(left: Scanned, right: Scanned) -> tuple[Scanned, Scanned]:
    """Both ends of a span with a year: a missing one is the other's, the year before or after where months say so."""
    turned = 1 if left.span.first > right.span.first else 0
    if left.year is None and left.year_shift is None and right.year is not None:
        return replace(left, year=right.year - turned), right
    if left.year is None and left.year_shift is None and right.year_shift is not None:
        return replace(left, year_shift=right.year_shift), right
    if right.year is None and right.year_shift is None and left.year is not None:
        return left, replace(right, year=left.year + turned)
    return left, right


def _years_handed_back(text: str, items: list[Scanned]) -> list[Scanned]:
    out = list(items)
    for i in range(len(out) - 2, -1, -1):
        left, right = out[i], out[i + 1]
        bare = left.year is None and left.year_shift is None
        if bare and _AND.fullmatch(text[left.end : right.start]):
            out[i] = replace(left, year=right.year, year_shift=right.year_shift)
    return out
