"""Months, quarters and days laid on the calendar."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta


@dataclass(frozen=True, slots=True)
class CalendarSpan:
    """A stretch within or from a year yet to be named: ``count`` months from month ``first`` (1 to 12).

    ``day`` and ``last`` narrow it to days: the day of the first and of the last month; None means the month's own.
    """

    first: int
    count: int
    day: int | None = None
    last: int | None = None

    def in_year(self, year: int) -> tuple[date, date]:
        """First and last day, both inclusive; a day that its month lacks (29 February) becomes the month's last."""
        end_year, end_month = month_after(year, self.first, self.count - 1)
        start = date(year, self.first, min(self.day or 1, last_day(year, self.first)))
        longest = last_day(end_year, end_month)
        return start, date(end_year, end_month, min(self.last or longest, longest))

    def until(self, other: CalendarSpan, years: int) -> CalendarSpan | None:
        """The span from this one's start to the end of ``other``, ``years`` years on; None when that is backwards."""
        months = 12 * years + other.first + other.count - self.first
        if months < 1 or (months == 1 and (self.day or 1) > (other.last or 31)):
            return None
        return CalendarSpan(self.first, months, self.day, other.last)


def last_day(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def month_after(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month ``months`` months on (or back, when negative)."""
    index = 12 * year + month - 1 + months
    return index // 12, index % 12 + 1


def months_back(end: date, months: int) -> date:
    """First day of the stretch of ``months`` months whose last day is ``end``."""
    after = end + timedelta(days=1)
    year, month = month_after(after.year, after.month, -months)
    return date(year, month, min(after.day, last_day(year, month)))


def year_shifted(day: date, years: int) -> date:
    """The same day another year; the last of February stays the last of February."""
    year = min(max(day.year + years, MINYEAR), MAXYEAR)
    if day.day == last_day(day.year, day.month):
        return date(year, day.month, last_day(year, day.month))
    return date(year, day.month, day.day)
