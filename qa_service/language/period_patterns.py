"""The calendar wordings: one regular expression for each way of writing, and what it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from qa_service.language.calendar_spans import CalendarSpan, last_day
from qa_service.language.numerals import NUMBER_WORD, small_number

YEAR = r"(?:19|20)\d\d"
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_MONTH_KEYS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_LAST = ("last", "final", "closing")
_ORD = r"first|second|third|fourth|1st|2nd|3rd|4th"
_THIS = r"this year|the year|that year|the same year|the current year"
_PAST = (
    r"last year|the previous year|previous year|the preceding year|the year before|the prior year"
    r"|(?:the\s)?(?:last|previous|prior|preceding)\s(?:financial|fiscal)\syear"
)
_TAIL = (
    rf"(?:(?:,?\s+(?:(?:of|in)\s+)?(?:the\s+year\s+)?|[-\s,]\s?)(?P<year>{YEAR})(?![\d\w]|[.,]\d)"
    rf"|\s+(?:(?:of|in)\s+)?(?P<this>{_THIS})\b|\s+(?:(?:of|in)\s+)?(?P<past>{_PAST})\b)?"
)
_SHORT = r"(?:\s?['’]?(?P<short>\d\d)(?![\d\w%]|[.,]\d|\s+(?:per|mill|bill|thou)))"
_GLUED = rf"(?P<glued>{YEAR})"
_LEFT = r"(?<![\w£$€¥.])(?<!\d,)"
_COUNT = rf"(?:\d{{1,2}}|{NUMBER_WORD})"


Builder = Callable[[re.Match[str]], CalendarSpan | None]


@dataclass(frozen=True, slots=True)
class Pattern:
    regex: re.Pattern[str]
    build: Builder


def month_number(word: str) -> int:
    return _MONTH_KEYS.index(word[:3].lower()) + 1


def group(match: re.Match[str], *names: str) -> str:
    found = match.groupdict()
    return next((found[name] for name in names if found.get(name)), "")


def _ordinal(word: str, last: int) -> int:
    word = word.lower()
    return last if word in _LAST else _ORDINALS.get(word) or small_number(word)


def _part(match: re.Match[str], months: int) -> CalendarSpan:
    """A quarter (3 months) or a half (6 months), by its number."""
    number = _ordinal(group(match, "ord", "num", "num2", "num3"), 12 // months)
    return CalendarSpan(months * (number - 1) + 1, months)


def _quarter(match: re.Match[str]) -> CalendarSpan | None:
    return _part(match, 3)


def _half(match: re.Match[str]) -> CalendarSpan | None:
    return _part(match, 6)


def _month(match: re.Match[str]) -> CalendarSpan | None:
    return CalendarSpan(month_number(match["month"]), 1) if _month_meant(match) else None


def _month_after_year(match: re.Match[str]) -> CalendarSpan | None:
    """Read "2024 Apr" as tables and codes have it; "in 2024 may" is no month."""
    return CalendarSpan(month_number(match["month"]), 1) if match["month"][0].isupper() else None


def _week(match: re.Match[str]) -> CalendarSpan | None:
    """A week by its ISO number, cut off at the end of its year."""
    year, week = int(match["year"]), int(match["week"])
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:  # no such week
        return None
    first, last = max(monday, date(year, 1, 1)), min(monday + timedelta(days=6), date(year, 12, 31))
    return CalendarSpan(first.month, 1 + last.month - first.month, first.day, last.day)


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def _season(match: re.Match[str]) -> CalendarSpan | None:
    """Three whole months in the northern reckoning; the winter of a year begins in its December."""
    return CalendarSpan(_SEASONS[match["season"].lower()], 3)


def _month_meant(match: re.Match[str]) -> bool:
    """Tell the months May and March, and short forms such as "mar" or "dec", from the words written alike."""
    word, text = match["month"], match.string
    if match["year"]:
        return True
    before = re.search(r"([\w-]+)\s+$", text[max(0, match.start() - 14) : match.start()])
    led = bool(before and before[1].lower() in _LEADS)
    if word.lower() in ("may", "march", "mar"):
        return (led and (word[0].isupper() or word.lower() == "march")) or _beside_month(match)
    return len(word) > 4 or word[0].isupper() or led or _beside_month(match)


_LEADS = frozenset(
    "in of by since from until till to through during last next early late mid this for on between and before "
    "after".split()
)
_BESIDE = re.compile(rf"\s*(?:-|–|,|to|and|until|through)\s*{MONTH}", re.IGNORECASE)


def _beside_month(match: re.Match[str]) -> bool:
    return bool(_BESIDE.match(match.string, match.end())) or match.string[match.start() - 1 : match.start()] in (
        "-",
        "–",
    )


def _day(match: re.Match[str]) -> CalendarSpan | None:
    month, day = month_number(match["month"]), int(match["day"])
    last = int(group(match, "day2") or day)
    if not (1 <= day <= last <= 31 and last <= last_day(2000, month)):
        return None
    return CalendarSpan(month, 1, day, last)


def _numeric_day(match: re.Match[str]) -> CalendarSpan | None:
    """Year-month-day, or day/month/year; month/day/year only where no other reading is possible."""
    day, month = int(match["day"]), int(match["month"])
    if month > 12 and not match.re.pattern.startswith(f"{_LEFT}(?P<year>"):
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= last_day(2000, month)):
        return None
    return CalendarSpan(month, 1, day, day)


def _coded_month(match: re.Match[str]) -> CalendarSpan | None:
    first, last = int(match["first"]), int(match["last"] or match["first"])
    return CalendarSpan(first, last - first + 1) if 1 <= first <= last <= 12 else None


def _first_months(match: re.Match[str]) -> CalendarSpan | None:
    unit = 1 if match["unit"].lower().startswith("month") else 3
    months = small_number(match["count"]) * unit
    if not 1 <= months <= 12:
        return None
    return CalendarSpan(1 if match["end"].lower() == "first" else 13 - months, months)


def _dashed_years(match: re.Match[str]) -> CalendarSpan | None:
    """Tell apart "2005/06", a financial year, "2020-10", a month, and "2010-15", a span of years."""
    first, second, dash = int(match["year"]), int(match["second"][-2:]), match["dash"]
    if len(match["second"]) == 4:
        return CalendarSpan(4, 12) if dash == "/" and int(match["second"]) == first + 1 else None
    if second == (first + 1) % 100:
        return CalendarSpan(4, 12)
    if dash == "-" and 1 <= second <= 12 and len(match["second"]) == 2:
        return CalendarSpan(second, 1)
    return CalendarSpan(1, 12 * (second - first % 100 + 1)) if second > first % 100 else None


def _whole_year(match: re.Match[str]) -> CalendarSpan | None:
    return CalendarSpan(1, 12)


def _short_month(match: re.Match[str]) -> CalendarSpan | None:
    return CalendarSpan(month_number(match["month"]), 1)


def _decade(match: re.Match[str]) -> CalendarSpan | None:
    return CalendarSpan(1, 120 if match["year"].endswith("0") else 12)


_COUNTED = (
    r"people|persons?|workers|employees|staff|jobs|cars|vehicles|homes|houses|dwellings|units|students|pupils"
    r"|patients"
    r"|deaths|cases|births|households|families|companies|firms|businesses|enterprises|shops|stores|schools|hospitals"
    r"|beds|visitors|tourists|passengers|seats|members|women|men|children|adults|respondents|participants|residents"
    r"|tonnes|tons|kg|km|kilomet\w+|met(?:re|er)s|miles|hectares|acres|litres|barrels|MW|GWh|kWh|MWh|times|years|days"
    r"|hours|yuan|dollars|euros|pounds|rupees|yen|per\s?cent|percent\w*|thousand|million|billion|trillion|lakh"
    r"|crore|m|bn|points|sq"
)
_AMOUNT_AFTER = re.compile(rf"\s*(?:%|(?:{_COUNTED})\b|[²°])", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|during|since|by|until|till|before|after|from|year|mid|early|late|end|for|of|census|fy)"
    r"|['’]s)[\s-]+$",
    re.IGNORECASE,
)
_AMOUNT_BEFORE = re.compile(
    r"\b(?:about|some|nearly|almost|around|approximately|roughly|least|most|up to|no|section|table|figure|page|note"
    r"|sic|soc|rmb|"
    r"rs\.?|usd|eur|gbp|cny|inr|jpy|minus|another|extra|additional|total of|sic|isic|nace|iso|article|no\.)\s*$",
    re.IGNORECASE,
)


def _year(match: re.Match[str]) -> CalendarSpan | None:
    text, before = match.string, match.string[max(0, match.start() - 14) : match.start()]
    if _AMOUNT_BEFORE.search(before):
        return None
    if _AMOUNT_AFTER.match(text, match.end()) and not _YEAR_BEFORE.search(before):
        return None
    return CalendarSpan(1, 12)


_MONTHS_ASIDE = r"(?:\s*\([A-Z][a-z]+\s(?:to|-|–)\s[A-Z][a-z]+\))?"
_QUARTER_NAME = (
    rf"(?:(?P<ord>{_ORD}|final|last(?=\s+quarter\s+(?:of|in)\b))[\s-]quarter\b|Q(?P<num>[1-4])(?![\d%])"
    rf"|(?P<num2>[1-4])Q"
    rf"|quarter\s(?P<num3>[1-4]|one|two|three|four)\b){_MONTHS_ASIDE}"
)
_HALF_NAME = (
    r"(?:(?P<ord>first|second|1st|2nd|last(?=\s+half\s+(?:of|in)\b))[\s-]half(?:[\s-]year)?\b|H(?P<num>[12])(?![\d%])"
    r"|(?P<num2>[12])H)"
)
_YEAR_AFTER = rf"(?!\w)(?!\s{YEAR})"
_DAYS = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s?(?:-|–|to|and)\s?(?P<day2>\d{1,2})(?:st|nd|rd|th)?)?"
_NO_COUNT = r"(?!\s+(?!(?:this|was|is|as|has|its)\b)(?:[a-z]+s|people|per|percent|million|billion|thousand)\b)"
_FISCAL_NAME = r"(?:FY\s?|(?:financial|fiscal)\s+years?\s+|tax\s+year\s+)"
_FISCAL = r"(?P<fiscal>FY\s?['’]?|fiscal\s+(?:year\s+)?|financial\s+year\s+)"
_FISCAL_YEAR = rf"(?:(?P<year>{YEAR})|(?P<short>\d\d))"
_OF_FISCAL = rf"\s?(?:of\s+)?(?:the\s+)?{_FISCAL}{_FISCAL_YEAR}(?![\w/%]|[.,]\d)"
_ANY_YEAR = r"(?:1\d|20)\d\d"
_SOURCES: tuple[tuple[str, Builder], ...] = (
    (rf"(?P<year>{YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)", _numeric_day),
    (rf"(?P<day>\d{{1,2}})[/.](?P<month>\d{{1,2}})[/.](?P<year>{YEAR})(?!\d)", _numeric_day),
    (rf"{_DAYS}(?:\s+of)?\s+(?P<month>{MONTH}){_TAIL}", _day),
    (rf"(?P<month>{MONTH})\s+{_DAYS}(?![\d%\w]|[.,]\d)(?=,?\s+{YEAR}|{_NO_COUNT}){_TAIL}", _day),
    (rf"(?P<year>{YEAR})\s?M(?P<first>\d{{1,2}})(?:\s?[-–]\s?M?(?P<last>\d{{1,2}}))?(?!\w)", _coded_month),
    (rf"(?P<month>{MONTH}){_TAIL}", _month),
    (rf"(?P<year>{YEAR})[ -](?P<month>{MONTH})(?![ -]?{YEAR}|[ -]?\d{{1,2}}\b)", _month_after_year),
    (rf"week\s(?P<week>\d{{1,2}})\s(?:of|in)\s(?P<year>{YEAR})(?!\w)", _week),
    (rf"(?P<month>{MONTH})(?:-|\s?['’])(?P<short>\d\d)(?P<year>)(?![\d\w])", _short_month),
    (rf"(?P<season>spring|summer|autumn|fall|winter)\s+(?:of\s+)?(?P<year>{YEAR})(?![\w/–-]|[.,]\d)", _season),
    (rf"(?P<year>{YEAR})[\s-]?Q(?P<num>[1-4]){_YEAR_AFTER}", _quarter),
    (rf"{_QUARTER_NAME}(?:{_GLUED}|{_SHORT}|{_TAIL})(?!\w)", _quarter),
    (rf"(?P<year>{YEAR})[\s-]?H(?P<num>[12]){_YEAR_AFTER}", _half),
    (rf"{_HALF_NAME}(?:{_GLUED}|{_SHORT}|{_TAIL})(?!\w)", _half),
    (rf"(?P<end>first)\s+(?P<count>{_COUNT})\s+(?P<unit>months?|quarters?)\b{_TAIL}", _first_months),
    (
        rf"(?P<end>last|final|past)\s+(?P<count>{_COUNT})\s+(?P<unit>months|quarters)\s+of\s+(?P<year>{YEAR})(?!\w)",
        _first_months,
    ),
    (rf"{_HALF_NAME}{_OF_FISCAL}", _half),
    (rf"{_QUARTER_NAME}{_OF_FISCAL}", _quarter),
    (rf"{_FISCAL}{_FISCAL_YEAR}[\s-]?{_HALF_NAME}(?!\w)", _half),
    (rf"{_FISCAL}{_FISCAL_YEAR}[\s-]?{_QUARTER_NAME}(?!\w)", _quarter),
    (
        rf"{_FISCAL_NAME}?(?P<year>{YEAR})\s?(?P<dash>[/–-])\s?(?P<second>(?:{YEAR}|\d\d))(?![\w/-]|[.,]\d)",
        _dashed_years,
    ),
    (rf"{_FISCAL}{_FISCAL_YEAR}(?![\w/%]|[.,]\d)", _whole_year),
    (rf"(?:mid-)?(?P<year>{YEAR})['’]?s(?!\w)", _decade),
    (rf"(?P<year>{YEAR})(?![\w£$€%/]|[.,]\d|-\d|\s?–\s?\d\d\b)", _year),
    (rf"(?P<year>{YEAR})(?=\s?[–-]\s?{YEAR}(?!\w))", _year),
    (r"(?:(?<=\b[Ii]n\s)|(?<=\b[Ss]ince\s)|(?<=\b[Uu]ntil\s))(?P<year>1[5-8]\d\d)(?![\w%]|[.,]\d)", _year),
    (rf"(?<=\b[Bb]etween\s)(?P<year>1\d\d\d)(?=\sand\s{_ANY_YEAR}(?!\w|,\d))", _year),
    (rf"(?<=\b[Ff]rom\s)(?P<year>1\d\d\d)(?=\sto\s{_ANY_YEAR}(?!\w|,\d))", _year),
)
PATTERNS = tuple(Pattern(re.compile(_LEFT + source, re.IGNORECASE), build) for source, build in _SOURCES)
