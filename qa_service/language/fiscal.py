"""The financial year of a report: labels such as "H1 FY25" count from the month after its year's end."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from qa_service.language.calendar_spans import CalendarSpan
from qa_service.language.period_patterns import MONTH, YEAR, month_number

DECEMBER = 12
LABEL = re.compile(r"(?<![A-Za-z])FY\s?['’]?\d\d|\b(?:fiscal|financial)(?:\s+year)?\s+\d\d", re.IGNORECASE)

_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?P<month>{MONTH})(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b,?)?\s+{YEAR}"
_ENDS = r"(?:to|ended|ending|ends|through)\s+(?:on\s+)?"
_YEAR_ENDED = re.compile(rf"\byear\s+{_ENDS}{_DAY}", re.IGNORECASE)
_HALF_ENDED = re.compile(rf"\b(?:six|6)[\s-]months?\s+(?:period\s+)?{_ENDS}{_DAY}", re.IGNORECASE)
_QUARTER_ENDED = re.compile(
    rf"\b(?P<ordinal>first|second|third|fourth)\s+quarter\s+(?:of\s+[\w ]{{1,20}}\s+)?\(?{_ENDS}{_DAY}", re.IGNORECASE
)
_HALF_YEARLY = re.compile(r"\bH1\b|\b1H|\bhalf[\s-]year|\binterim\b|\bfirst half\b", re.IGNORECASE)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_YEAR_VOTES = 3


@lru_cache(maxsize=1024)
def year_end(text: str) -> int:
    """The month, 1 to 12, in which the financial year of a report ends; 12 where it labels no financial years.

    Read off wordings such as "the year ended 31 March 2025", "the six months to 30 September 2024" of a half-yearly
    report and "the first quarter ended June 30, 2025"; most frequent month, the earlier in the text of two.
    """
    if not LABEL.search(text):
        return DECEMBER
    votes: Counter[int] = Counter()
    for match in _YEAR_ENDED.finditer(text):
        votes[month_number(match["month"])] += _YEAR_VOTES
    for match in _HALF_ENDED.finditer(text) if _HALF_YEARLY.search(text) else ():
        votes[_later(month_number(match["month"]), 6)] += 1
    for match in _QUARTER_ENDED.finditer(text):
        left = 4 - _ORDINALS[match["ordinal"].lower()]
        votes[_later(month_number(match["month"]), 3 * left)] += 1
    return votes.most_common(1)[0][0] if votes else DECEMBER


def _later(month: int, months: int) -> int:
    return (month + months - 1) % 12 + 1


def in_financial_year(span: CalendarSpan, year: int, ends: int) -> tuple[CalendarSpan, int]:
    """A stretch of the financial year that ends in month ``ends`` of ``year``, as a calendar span and its year.

    ``span`` counts from the first month of that year as if it were January.
    """
    months = span.first - 1 + ends % DECEMBER
    moved = CalendarSpan(months % 12 + 1, span.count)
    begins_before = ends != DECEMBER
    return moved, year - begins_before + months // 12
