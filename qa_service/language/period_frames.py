"""Words around a date that stretch or narrow it: "the year to", "since", "the end of", "Census"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from qa_service.language.calendar_spans import months_back, year_shifted
from qa_service.language.numerals import NUMBER_WORD, small_number

Days = tuple[date, date]

_TO = r"(?:to|up\s+to|ending|ended|ends|through|until)(?:\s+(?:in|on|at))?"
_WINDOW = re.compile(
    rf"(?:\b(?:in|over|for|during)\s+(?=the\b))?(?:\bthe\s+)?(?:\b(?P<count>\d{{1,3}}"
    rf"|{NUMBER_WORD})[\s-]+)?(?:(?:financial|fiscal|calendar)\s+)?"
    rf"\b(?P<unit>day|week|fortnight|month|quarter|half[\s-]year|year"
    rf"|decade)(?P<plural>s?)(?:\s+period)?\s+{_TO}\s+(?:the\s+)?(?:end\s+of\s+)?$",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince\s+(?:the\s+)?$", re.IGNORECASE)
_EDGE = re.compile(
    r"(?:\bat\s+)?(?:\bthe\s+)?\b(?P<edge>end|close|start|beginning|turn)(?:[-\s]of[-\s](?:the\s+)?|[-\s])$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:\bfull[-\s]year|\b(?:the\s+)?calendar\s+year|\b(?:in\s+)?the\s+year|\bthe\s+whole\s+of|\ball\s+of"
    r"|\b(?:the\s+)?(?:full\s+)?(?:12|twelve)\s+months\s+of"
    r"|\bcensus|\b(?:the\s+)?(?:financial|fiscal|tax)\s+year|\bearly|\blate|\bmid)[\s-]+(?:in\s+)?$",
    re.IGNORECASE,
)
_CENSUS = re.compile(r"\s+census\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?:\bin\s+)?\b(?:the\s+)?(?:year|season)\s+(?:before|prior\s+to|preceding)\s+(?:the\s+)?$", re.IGNORECASE
)
_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}


def framed(text: str, start: int, end: int, days: Days, published: date | None) -> tuple[int, int, Days]:
    """Offsets and days of the date at ``start``:``end`` together with the words that frame it."""
    before = text[max(0, start - 60) : start]
    for regex, change in _FRAMES:
        match = regex.search(before)
        if match and (changed := change(match, days, published)):
            lead = len(match[0]) - len(_unled(match[0]))
            return start - len(match[0]) + lead, end, changed
    after = _CENSUS.match(text, end)
    return start, after.end() if after else end, days


def _unled(wording: str) -> str:
    """Without a leading "in", "over", which belong to the clause rather than the period."""
    return re.sub(r"^(?:in|over|for|during|at)\s+", "", wording, flags=re.IGNORECASE)


def _window(match: re.Match[str], days: Days, published: date | None) -> Days | None:
    if match["plural"] and not match["count"]:
        return None
    count = _number(match["count"])
    unit = re.split(r"[\s-]", match["unit"].lower())[0]
    if unit in ("day", "week", "fortnight"):
        length = count * {"day": 1, "week": 7, "fortnight": 14}[unit]
        return days[1] - timedelta(days=length - 1), days[1]
    months = count * _MONTHS_IN[unit]
    return (months_back(days[1], months), days[1]) if 0 < months < 12 * 150 else None


def _number(text: str | None) -> int:
    return small_number(text) if text else 1


def _since(match: re.Match[str], days: Days, published: date | None) -> Days | None:
    if published is None or published < days[0]:
        return days
    return days[0], date(published.year, 12, 31)


def _edge(match: re.Match[str], days: Days, published: date | None) -> Days | None:
    day = days[1] if match["edge"].lower() in ("end", "close") else days[0]
    return day, day


def _year_before(match: re.Match[str], days: Days, published: date | None) -> Days | None:
    return year_shifted(days[0], -1), year_shifted(days[1], -1)


def _same(match: re.Match[str], days: Days, published: date | None) -> Days | None:
    return days


_FRAMES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Days, date | None], Days | None]], ...] = (
    (_WINDOW, _window),
    (_SINCE, _since),
    (_BEFORE, _year_before),
    (_EDGE, _edge),
    (_LABEL, _same),
)
