"""Parts of a year that does not begin in January: "the final quarter" of 2022/23."""

from __future__ import annotations

import re
from datetime import date

from qa_service.language.calendar_spans import last_day, month_after
from qa_service.language.periods import find_periods
from qa_service.records import Period, PeriodMention

_PART = re.compile(
    r"(?:the )?(?:(?:first|second|third|fourth|final|last|opening|closing) (?:half|quarter)"
    r"|(?:first|last|final) \w+ (?:months|quarters))(?: of the (?:financial |fiscal )?year)?",
    re.IGNORECASE,
)
_OF_YEAR = re.compile(r" of the .*")


def in_year(mention: PeriodMention, year: Period | None) -> PeriodMention:
    """A part of a year, counted from the first month of ``year`` where that is a year from another month than January.

    Another mention, and one that names its year, stays as it is.
    """
    if year is None or year.start.month == 1 or (year.end - year.start).days not in (364, 365):
        return mention
    if not _PART.fullmatch(mention.period.text):
        return mention
    calendar = find_periods(f"{_OF_YEAR.sub('', mention.period.text)} of {year.start.year}")
    if len(calendar) != 1:
        return mention
    days, months = calendar[0].period, year.start.month - 1
    first, last = (
        month_after(days.start.year, days.start.month, months),
        month_after(days.end.year, days.end.month, months),
    )
    moved = Period(date(*first, 1), date(*last, last_day(*last)), mention.period.text)
    return PeriodMention(moved, mention.start, mention.end)
