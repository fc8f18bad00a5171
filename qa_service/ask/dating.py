"""The time that a question speaks of: the period asked for, and the one that a change is only counted from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from qa_service.ask.slots import Asked
from qa_service.ask.wording import GROWTH
from qa_service.language.fiscal import DECEMBER, LABEL, year_end
from qa_service.language.periods import find_periods
from qa_service.records import Period, PeriodMention, Report

# "up on", "than", "compared with" right before a period: it is what a change is measured against
_AGAINST = re.compile(r"\b(?:on|over|than|versus|vs\.?|compared (?:with|to))\s+$", re.I)
# the same before a question's only period, where "from" and "since" count too
_AGAINST_ONLY = re.compile(r"\b(?:on|from|over|than|since|versus|vs\.?|compared (?:with|to))\s+$", re.I)
# periods that may stand alone as a base: "2019", "last year"
_FINANCIAL = re.compile(r"\b(?:financial|fiscal) year\b", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d|(?:last|the previous) year", re.I)


def base_of(text: str, mentions: Sequence[PeriodMention]) -> tuple[str | None, Sequence[PeriodMention]]:
    """The period that a change is only counted from ("up on 2019"), and the mentions that are left without it."""
    if not GROWTH.search(text):
        return None, mentions
    if len(mentions) == 1:
        period = mentions[0].period
        alone = _AGAINST_ONLY.search(text[: mentions[0].start]) and _YEAR.fullmatch(period.text)
        return (period.text, ()) if alone else (None, mentions)
    against = [m for m in mentions if _AGAINST.search(text[: m.start])]
    return (against[-1].period.text if against else None), [m for m in mentions if m not in against]


def asked_period(mentions: Sequence[PeriodMention]) -> Period | None:
    """The period of a question's mentions, of the dated ones if any; from the first to the last of several."""
    mentions = [m for m in mentions if any(c.isdigit() for c in m.period.text)] or mentions
    if not mentions:
        return None
    if len(mentions) == 1:
        return mentions[0].period
    start, end = min(m.period.start for m in mentions), max(m.period.end for m in mentions)
    return Period(start, end, " and ".join(m.period.text for m in mentions))


def dated(asked: Asked, report: Report) -> Asked:
    """The question with "last year" counted from the date of the report held against it, "FY25" by its year's end."""
    ends = year_end(report.text) if LABEL.search(asked.text) or _FINANCIAL.search(asked.text) else DECEMBER
    if not asked.relative or (report.published is None and ends == DECEMBER):
        return asked
    return replace(asked, period=_period_from(asked.text, report.published, ends))


@lru_cache(maxsize=4096)  # many facts are held against one question, and few dates
def _period_from(text: str, published: date | None, ends: int) -> Period | None:
    return asked_period(base_of(text, find_periods(text, published=published, ends=ends))[1])
