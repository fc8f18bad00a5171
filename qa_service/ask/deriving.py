"""Values worked out from stated ones, each with its formula and operands. Only sound ones: units and periods must fit.

Sums and differences are rounded to the decimals of their operands, products and quotients to their significant digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from qa_service.language.calendar_spans import last_day
from qa_service.language.currencies import CODES
from qa_service.records import Fact, Period, Role


@dataclass(frozen=True, slots=True)
class Derived:
    """A worked-out value; ``operands`` are the facts that the formula's numbers come from, in its order."""

    value: Decimal
    unit: str
    role: Role
    period: Period | None
    formula: str
    operands: tuple[Fact, ...]
    subject: str
    measure: str


def comparators_own(value: Fact, gap: Fact) -> Derived | None:
    """What the comparator itself has, from a rate and its gap to the comparator: 3 % − 5 points = −2 %."""
    if value.unit != "%" or gap.unit != "pp" or gap.role != "gap":
        return None
    result = _rounded_sum(value.value - gap.value, value.value, gap.value)
    formula = f"{plain(value.value)} {'-' if gap.value >= 0 else '+'} {plain(abs(gap.value))}"
    return Derived(
        result, "%", value.role, value.period, formula, (value, gap), gap.comparator or "comparator", value.measure
    )


def rest(share: Fact) -> Derived | None:
    """What is left of the whole: 100 − 60."""
    if share.unit != "%" or not 0 <= share.value <= 100:
        return None
    result = _rounded_sum(Decimal(100) - share.value, share.value)
    return Derived(
        result,
        "%",
        "share",
        share.period,
        f"100 - {plain(share.value)}",
        (share,),
        f"all but {share.subject}",
        share.measure,
    )


def difference(one: Fact, other: Fact) -> Derived | None:
    """``one`` − ``other``, for two figures of one unit; of two percentages the difference is in points."""
    if not of_one_kind(one, other):
        return None
    unit = "pp" if one.unit == "%" else one.unit
    result = _rounded_sum(one.value - other.value, one.value, other.value)
    return Derived(
        result,
        unit,
        "gap",
        _span(one, other),
        f"{plain(one.value)} - {plain(other.value)}",
        (one, other),
        one.subject,
        one.measure,
    )


def total(one: Fact, other: Fact) -> Derived | None:
    """The sum of two figures of one unit and one period."""
    same_time = one.period is None or other.period is None or one.period.same_span(other.period)
    if one.unit != other.unit or not same_time or one.role == "growth" or other.role == "growth":
        return None
    result = _rounded_sum(one.value + other.value, one.value, other.value)
    subject = f"{one.subject} and {other.subject}"
    return Derived(
        result,
        one.unit,
        one.role,
        one.period,
        f"{plain(one.value)} + {plain(other.value)}",
        (one, other),
        subject,
        one.measure,
    )


def ratio(one: Fact, other: Fact) -> Derived | None:
    """How many times ``other`` goes into ``one``."""
    if one.unit != other.unit or not other.value:
        return None
    result = _significant(one.value / other.value, one.value, other.value)
    return Derived(
        result,
        "times",
        "level",
        one.period,
        f"{plain(one.value)} / {plain(other.value)}",
        (one, other),
        one.subject,
        one.measure,
    )


def base(level: Fact, growth: Fact, period: Period) -> Derived | None:
    """The level that a growth started from: level / (1 + growth / 100)."""
    if growth.unit != "%" or growth.role != "growth" or growth.value <= -100 or level.unit in ("%", "pp"):
        return None
    factor = 1 + growth.value / 100
    result = _significant(level.value / factor, level.value, factor)
    return Derived(
        result,
        level.unit,
        level.role,
        period,
        f"{plain(level.value)} / {plain(factor)}",
        (level, growth),
        level.subject,
        level.measure,
    )


def earlier_share(share: Fact, change: Fact, period: Period) -> Derived | None:
    """Last period's share from this period's and the change in points."""
    if share.unit != "%" or change.unit != "pp" or share.role == "growth":
        return None
    return _led_back(share, change, period)


def earlier_level(level: Fact, change: Fact, period: Period | None) -> Derived | None:
    """Last period's level, or the one first announced, from this one and the difference in the same unit."""
    moved = change.role in ("growth", "gap") and change.unit not in ("%", "pp", "rank")
    return _led_back(level, change, period) if moved and of_one_kind(level, change) else None


def _led_back(level: Fact, change: Fact, period: Period | None) -> Derived:
    result = _rounded_sum(level.value - change.value, level.value, change.value)
    formula = f"{plain(level.value)} {'-' if change.value >= 0 else '+'} {plain(abs(change.value))}"
    return Derived(result, level.unit, level.role, period, formula, (level, change), level.subject, level.measure)


_OUT_OF = re.compile(r"^(\d[\d,]*) (?:out )?of (?:the |its |their )?(\d[\d,]*)$")


def others(part: Fact) -> Derived | None:
    """How many of a whole are not in the part told, from "214 out of 260"."""
    found = _OUT_OF.match(part.text)
    if found is None:
        return None
    some, whole = (Decimal(number.replace(",", "")) for number in found.groups())
    formula = f"{plain(whole)} - {plain(some)}"
    subject = f"all but those of {part.subject}" if part.subject else ""
    return Derived(whole - some, "count", "count", part.period, formula, (part,), subject, part.measure)


def each(total: Fact, number: Fact) -> Derived | None:
    """A sum of money for each of the things counted that it went to."""
    if total.unit not in CODES or not _counted(number) or not number.value:
        return None
    result = _significant(total.value / number.value, total.value, number.value)
    formula = f"{plain(total.value)} / {plain(number.value)}"
    operands, measure = (total, number), f"{total.measure}, for each of {number.unit}"
    return Derived(result, total.unit, "level", total.period, formula, operands, total.subject, measure)


def monthly_average(level: Fact, parts: int, name: str) -> Derived | None:
    """A period's total spread over its ``parts`` months, quarters or days."""
    if level.unit in ("%", "pp", "rank") or _is_rate(level.unit) or parts < 1:
        return None
    result = _significant(level.value / parts, level.value)
    return Derived(
        result,
        level.unit,
        level.role,
        level.period,
        f"{plain(level.value)} / {parts}",
        (level,),
        level.subject,
        f"{level.measure}, {name} average",
    )


def months_of(period: Period) -> int | None:
    """Whole calendar months in a period, or None where it does not begin and end with one."""
    whole = period.start.day == 1 and period.end.day == last_day(period.end.year, period.end.month)
    return 12 * (period.end.year - period.start.year) + period.end.month - period.start.month + 1 if whole else None


def plain(value: Decimal) -> str:
    """A decimal without exponent and without trailing zeros that its scale alone would add."""
    return format(value, "f")


def _counted(fact: Fact) -> bool:
    return fact.unit not in ("%", "pp", "rank") and not fact.unit.isupper() and not _is_rate(fact.unit)


def of_one_kind(one: Fact, other: Fact) -> bool:
    """Whether two units are one: the same, names of what is counted, or a rate said short ("boats a day", "boats")."""
    shorter, longer = sorted((one.unit, other.unit), key=len)
    said_short = bool(shorter) and longer.startswith(f"{shorter} ") and _is_rate(longer)
    return one.unit == other.unit or said_short or (_counted(one) and _counted(other))


def _is_rate(unit: str) -> bool:
    """Whether a unit is one per another: "per 1,000 births", "pipes a day"."""
    return re.search(r"\bper\b|\b(?:an?|each|every) \w+$", unit) is not None


def _span(one: Fact, other: Fact) -> Period | None:
    if one.period is None or other.period is None or one.period.same_span(other.period):
        return one.period or other.period
    first, last = sorted((one.period, other.period), key=lambda p: p.start)
    return Period(first.start, last.end, f"{first.text} to {last.text}")


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))


def _rounded_sum(result: Decimal, *operands: Decimal) -> Decimal:
    places = max(_decimals(o) for o in operands)
    return result.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)


def _digits(value: Decimal) -> int:
    return max(3, len(value.normalize().as_tuple().digits))


def _significant(result: Decimal, *operands: Decimal) -> Decimal:
    """``result`` to as many significant digits as its least exact operand has, three at least."""
    if not result:
        return result
    digits = min(_digits(o) for o in operands)
    place = result.adjusted() - digits + 1
    rounded = result.quantize(Decimal(1).scaleb(place), ROUND_HALF_EVEN)
    return Decimal(format(rounded, "f"))
