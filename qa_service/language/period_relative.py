"""Periods told from another date: "last year", "the past five years", "a year earlier", "the same period last year"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from qa_service.language.calendar_spans import last_day, month_after, months_back, year_shifted
from qa_service.language.numerals import NUMBER_WORD, small_number
from qa_service.language.period_patterns import YEAR
from qa_service.records import Period, PeriodMention

_N = rf"(?:\d{{1,3}}|{NUMBER_WORD})"
_UNIT = r"days?|weeks?|months?|quarters?|years?|seasons?|decades?"
_PUBLISHED = re.compile(
    r"\b(?P<which>last|this|current|next)\s+(?P<unit>year|quarter|month)\b(?!['’]s\s+plan)", re.IGNORECASE
)
_EDGE = re.compile(r"\b(?:the\s+)?(?P<edge>end|close|start|beginning)[\s-]+of\s+(?:the\s+)?$", re.IGNORECASE)
_PAST = re.compile(
    rf"\bthe\s+(?:past|last|previous|preceding|latest|most\s+recent)\s+(?:(?P<count>{_N})\s+)?(?P<unit>days|weeks"
    rf"|months|quarters|years|decades|year|decade|month|quarter)\b",
    re.IGNORECASE,
)
_ANCHORED = re.compile(
    rf"\b(?P<count>an?|one|{_N})\s+(?P<unit>{_UNIT})\s+(?:earlier|ago|before|previously|prior)\b"
    r"|\b(?:the\s+)?(?:same|corresponding|equivalent|comparable|like)\s+(?:period|months?|quarter|half|time|stretch"
    r"|day|week|season)\s+"
    rf"(?:(?:of|in|a)\s+)*(?:the\s+)?(?:(?P<before>last|previous|preceding|prior|year)(?:\s+(?:year|earlier|ago"
    rf"|before))?\b|(?P<year>{YEAR})(?![\w/]|[.,]\d))"
    r"|(?:\b(?:the|in)\s+|(?<=\())(?:previous|preceding|prior)\s+(?P<unit2>year|season|quarter|month|half|period)\b"
    r"|(?:\bthe\s+|(?<=\())(?P<unit3>year|season|month|quarter)\s+(?:before|earlier)\b",
    re.IGNORECASE,
)
_WINDOW_ONLY = re.compile(
    rf"\b(?:past|last|previous|next|coming|first|final|preceding|following|recent|another|opening|closing"
    rf"|initial)\s+(?:{_N})\s+(?:full\s+|consecutive\s+)?(?:{_UNIT})\b"
    rf"|\b{_N}\s+(?:{_UNIT})\s+(?:ago|earlier|before|later|previously|prior|hence|running|in\s+a\s+row)\b"
    rf"|\b(?:last|first|past|previous)\s+{_N}(?=\s+or\s+{_N}\s+(?:{_UNIT})\b)"
    rf"|(?<!\bfor\s)(?<!\btook\s)(?<!\btakes\s)(?<!\bwas\s)(?<!\bis\s)\bover\s+(?:a\s+)?{_N}\s+(?:{_UNIT})\b",
    re.IGNORECASE,
)
_SPAN_OF = {"day": 1, "week": 7}
_MONTHS_OF = {"month": 1, "quarter": 3, "half": 6, "year": 12, "season": 12, "decade": 120}


def relative_spans(text: str) -> list[tuple[int, int]]:
    """Spans of windows counted in days to decades ("the past 40 years", "five years earlier")."""
    return [match.span() for regex in (_WINDOW_ONLY, _PAST, _ANCHORED) for match in regex.finditer(text)]


def find_relative(text: str, published: date | None, anchor: Period | None) -> list[PeriodMention]:
    """Relative periods that the publication date or the anchor settles."""
    found: list[PeriodMention] = []
    if published:
        found += [_edged(text, _mention(m, *_from_published(m, published))) for m in _PUBLISHED.finditer(text)]
        found += [
            _mention(m, *_window(m, published)) for m in _PAST.finditer(text) if m["count"] or m["unit"][-1] == "e"
        ]
    if anchor:
        found += [_mention(m, *_from_anchor(m, anchor)) for m in _ANCHORED.finditer(text)]
    return found


def _edged(text: str, mention: PeriodMention) -> PeriodMention:
    """A period or, behind "the end of", its last day."""
    edge = _EDGE.search(text[: mention.start])
    if edge is None:
        return mention
    period = mention.period
    day = period.end if edge["edge"].lower() in ("end", "close") else period.start
    start = edge.start() + len(edge[0]) - len(edge[0].lstrip())
    return PeriodMention(Period(day, day, text[start : mention.end]), start, mention.end)


def _mention(match: re.Match[str], start: date, end: date) -> PeriodMention:
    return PeriodMention(Period(start, end, match[0]), match.start(), match.end())


def _from_published(match: re.Match[str], published: date) -> tuple[date, date]:
    step = {"last": -1, "next": 1}.get(match["which"].lower(), 0)
    months = _MONTHS_OF[match["unit"].lower()]
    first = published.month - (published.month - 1) % months
    year, month = month_after(published.year, first, step * months)
    end_year, end_month = month_after(year, month, months - 1)
    return date(year, month, 1), date(end_year, end_month, last_day(end_year, end_month))


def _window(match: re.Match[str], published: date) -> tuple[date, date]:
    count, unit = _count(match["count"]), match["unit"].lower().rstrip("s")
    if unit in _SPAN_OF:
        return published - timedelta(days=count * _SPAN_OF[unit] - 1), published
    return months_back(published, min(count * _MONTHS_OF[unit], 12 * 1000)), published


def _count(text: str | None) -> int:
    return 1 if not text or text.lower() in ("a", "an") else small_number(text)


def _from_anchor(match: re.Match[str], anchor: Period) -> tuple[date, date]:
    if match["year"]:
        years = int(match["year"]) - anchor.end.year
        return year_shifted(anchor.start, years), year_shifted(anchor.end, years)
    unit = next((u for u in (match["unit"], match["unit2"], match["unit3"]) if u), "year").lower().rstrip("s")
    count = _count(match["count"]) if match["unit"] else 1
    if unit in _SPAN_OF:
        step = timedelta(days=count * _SPAN_OF[unit])
        return anchor.start - step, anchor.end - step
    if unit == "period":
        return anchor.start - (anchor.end - anchor.start) - timedelta(days=1), anchor.start - timedelta(days=1)
    months = count * _MONTHS_OF[unit]
    if months % 12 == 0:
        return year_shifted(anchor.start, -months // 12), year_shifted(anchor.end, -months // 12)
    return _months_moved(anchor.start, months), _months_moved(anchor.end, months)


def _months_moved(day: date, months: int) -> date:
    year, month = month_after(day.year, day.month, -months)
    if day.day == last_day(day.year, day.month):
        return date(year, month, last_day(year, month))
    return date(year, month, min(day.day, last_day(year, month)))
