"""The date that a report's path gives it: in the file's name, else in the folders around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath

from qa_service.language.period_patterns import month_number

ISO_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_ISO_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.](0[1-9]|1[0-2])(?![-_.]?\d)")
_NAMED = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY, _YEAR, _GAP = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?", r"(?P<year>(?:19|20)\d\d)", r"[-_., ]*"
_WORDED = tuple(
    re.compile(rf"(?<![A-Za-z\d]){pattern}(?![A-Za-z\d])", re.IGNORECASE)
    for pattern in (
        rf"{_DAY}{_GAP}{_NAMED}{_GAP}{_YEAR}",
        rf"{_NAMED}[-_., ]+{_DAY}[-_., ]+{_YEAR}",
        rf"{_YEAR}{_GAP}{_NAMED}{_GAP}{_DAY}",
        rf"{_NAMED}{_GAP}{_YEAR}",
        rf"{_YEAR}{_GAP}{_NAMED}",
    )
)
_FOLDERS = re.compile(r"(?:^|/)((?:19|20)\d\d)/(0?[1-9]|1[0-2])(?:/(0?[1-9]|[12]\d|3[01]))?(?=/)")


def date_in_path(path: str) -> date | None:
    """The date of publication by the path, ``/`` between its parts: a day, or the first day of a month.

    The name of the file goes before the folders, an inner folder before an outer one, a day before a month, the last of
    several before the others. "2010-11" may be a financial year: a month only where a name begins with it or a folder
    names the same year. A year alone dates nothing.
    """
    parts = list(reversed(PurePosixPath(path).parts))
    for part in parts:
        found = [*_days(part)] or [*_worded(part)] or [*_months(part, path)]
        if found:
            return found[-1]
    return next(iter(_of_folders(path)), None)


def _days(part: str) -> Iterator[date]:
    for match in ISO_DATE.finditer(part):
        yield from _valid(match[1], match[3], match[4])


def _worded(part: str) -> Iterator[date]:
    for pattern in _WORDED:
        match = None
        for match in pattern.finditer(part):
            named = match.groupdict()
            month = month_number(named["month"])
            yield from _valid(named["year"], month, named.get("day") or 1)
        if match:
            return


def _months(part: str, path: str) -> Iterator[date]:
    for match in _ISO_MONTH.finditer(part):
        year, month = int(match[1]), int(match[2])
        financial = month == (year + 1) % 100 and match.start() > 0 and match[1] not in PurePosixPath(path).parts[:-1]
        if not financial:
            yield date(year, month, 1)


def _of_folders(path: str) -> Iterator[date]:
    """Folders named by year, month and perhaps day: ``2015/07/name.txt``."""
    for match in reversed(list(_FOLDERS.finditer(path))):
        yield from _valid(match[1], match[2], match[3] or 1)


def _valid(year: str, month: str | int, day: str | int) -> Iterator[date]:
    try:
        yield date(int(year), int(month), int(day))
    except ValueError:
        return
