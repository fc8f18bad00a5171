"""Whether a fact is of the unit, the role and the period that a question asks for, and how well they agree."""

from __future__ import annotations

import re

from qa_service.ask.dimensions import (
    BALANCE,
    DIMENSIONS,
    LOSS,
    OF_OUTPUT,
    asks_a_difference,
    asks_an_amount,
    dimension_of,
    head_of,
    of_other_sum,
    speaks_of_money,
    speaks_of_time,
)
from qa_service.ask.slots import Asked, Term
from qa_service.ask.wording import COUNT, PERCENT, asks_rate_of_change
from qa_service.language.currencies import CODES
from qa_service.language.terms import bag, number_of, stem
from qa_service.records import Fact, Period

LEVELS = frozenset({"level", "share", "count"})
CHANGES = frozenset({"growth", "change_in_share"})
PAST = ("from", "compared")
"""How the method of a fact begins that is what another came from or is held against."""
_LONG, _MONTHS = 500, 100
_DIGIT = re.compile(r"\d|per ?cent|pct", re.IGNORECASE)  # a percentage, not "a third"
_IN_UNIT = re.compile(r"\bin (\w+)\b", re.IGNORECASE)
_PER = re.compile(r"\b(?:per|an?) ")


def unit_class(unit: str) -> str:
    """``%``, ``pp``, ``rank`` or an ISO 4217 code as it is; ``count`` for anything counted or measured."""
    if unit in ("%", "pp", "rank"):
        return unit
    return unit if unit in CODES else "count"


def unit_fits(asked: Asked, fact: Fact) -> bool:
    """Whether a fact's unit may answer; a question that names none takes any, points for a level apart.

    "How many of the 14 …" is not answered by the 14.
    """
    if of_other_sum(asked.text, f"{fact.subject}, {fact.measure}, {fact.scope}, {fact.unit}"):
        return False
    if fact.unit == "%" and asked.unit not in ("%", "pp") and asked.role != "growth" and not _DIGIT.search(fact.text):
        return False
    if asked.unit == "count" and any(t.number and t.stems[0] == number_of(fact.text) for t in asked.terms):
        return False
    if asked.unit is None:
        return _unasked_fits(asked, fact)
    if asked.unit == "rate":
        return fact.unit in ("%", "count", "") or bool(_PER.search(fact.unit))
    if asked.unit in DIMENSIONS:
        return _measures(asked, fact, asked.unit)
    if asked.unit == "count" and fact.role == "share" and fact.unit == "%":
        return asked.counted is not None and not COUNT.search(asked.text) and _is_part(asked.counted, fact)
    return unit_class(fact.unit) == asked.unit or fact.unit.startswith(f"{asked.unit} ")


def _unasked_fits(asked: Asked, fact: Fact) -> bool:
    """Points are no level, how much is neither a share nor a count, and a length of time answers where it is asked."""
    if asks_an_amount(asked.text) and not _names_unit(asked, fact):
        part = fact.unit == "%" and asked.role != "growth" and not asks_a_difference(asked.text)
        if part or _is_counted(fact):
            return False
    if dimension_of(fact.unit) == "duration" and not _names_unit(asked, fact):
        return speaks_of_time(asked.text)
    return fact.unit != "pp" or asked.role != "level"


def _measures(asked: Asked, fact: Fact, dimension: str) -> bool:
    """Whether a fact measures what is asked. A bare number does, one of money where its own words speak of money."""
    measured = dimension_of(fact.unit)
    if measured == dimension or (dimension == "length" and measured == "duration") or _is_unit_asked(asked, fact):
        return True
    own = f"{fact.subject}, {fact.measure}, {fact.scope}"
    if fact.unit == "%" and dimension == "money":
        balance = BALANCE.search(asked.text) and PERCENT.search(fact.text)
        return bool(balance or OF_OUTPUT.search(f"{own}, {fact.comparator}"))
    return _is_bare(fact) and (dimension != "money" or speaks_of_money(own))


def _is_unit_asked(asked: Asked, fact: Fact) -> bool:
    """Whether a question asks for a fact's very unit: "fees in crowns", "receipts at the office"."""
    own = bag(fact.unit).stems
    head = head_of(asked.text).split()
    in_unit = any(stem(word) in own for word in _IN_UNIT.findall(asked.text))
    return in_unit or (bool(head) and stem(head[-1]) in own)


def _is_bare(fact: Fact) -> bool:
    """Whether a figure's unit is lost, or only what it is for each of is known."""
    return fact.unit in ("", "count") or fact.unit.startswith(("a ", "per "))


def _is_part(counted: Term, fact: Fact) -> bool:
    """Whether a share is one of the very things to be counted: "38% of rooms" for "rooms with a bath"."""
    return counted.stems[0] in bag(fact.comparator or "").stems


def _is_counted(fact: Fact) -> bool:
    return dimension_of(fact.unit) is None and not _is_bare(fact) and fact.unit not in ("%", "pp", "rank")


def _names_unit(asked: Asked, fact: Fact) -> bool:
    return any(t.stems[0] in bag(fact.unit).stems for t in asked.terms)


def role_fits(asked: Asked, fact: Fact) -> bool:
    """Whether a fact's role may answer; a question that names none takes any."""
    told_as_change = fact.unit == "%" and asked.role in ("level", "growth") and asks_rate_of_change(asked.text)
    if told_as_change and fact.role in ("level", "growth"):
        return True
    if asked.unit == "money" and fact.role == "growth" and LOSS.search(asked.text):
        return dimension_of(fact.unit) == "money" and bool(LOSS.search(f"{fact.measure}, {fact.scope}"))
    if asked.role in ("level", "share"):
        return fact.role in LEVELS
    if asked.role == "growth":
        return fact.role in CHANGES
    return asked.role is None or fact.role == asked.role


def of_one_role(one: Fact, other: Fact) -> bool:
    """Whether two facts play one role, levels of any kind being one."""
    return one.role == other.role or {one.role, other.role} <= LEVELS


def period_fits(asked: Asked, fact: Fact) -> bool:
    """Whether a fact's period can stand for the one asked: the same, a part of it, or one that holds it."""
    if asked.base is not None and asked.role in CHANGES:
        return _counts_from(fact, asked.base[-4:])
    if asked.period is None or asked.carried_period:
        return True
    if fact.period is None:
        return not asked.strict and _days(asked.period) > _MONTHS
    rate = fact.role in CHANGES or (fact.unit == "%" and asks_rate_of_change(asked.text))
    if rate and fact.period.end == asked.period.end and _a_year(fact, asked.period):
        return True
    if asked.strict:
        return fact.period.same_span(asked.period)
    return _stands_for(fact.period, asked.period)


def _counts_from(fact: Fact, year: str) -> bool:
    return year in (fact.basis or "") or (fact.period is not None and str(fact.period.start.year) == year)


def _a_year(fact: Fact, asked: Period) -> bool:
    """Whether one of the two is a year and the other its end: a rate "in the year to April" is April's."""
    period = fact.period or asked
    return max(_days(period), _days(asked)) in (365, 366) and min(_days(period), _days(asked)) <= _MONTHS


def _stands_for(given: Period, asked: Period) -> bool:
    if _days(asked) > _LONG:
        return _overlap(given, asked) > 0.6
    if asked.contains(given):
        return _large_part(given, asked)
    return (given.contains(asked) and _days(given) <= 2.2 * _days(asked)) or _overlap(given, asked) > 0.6


def _days(period: Period) -> int:
    return (period.end - period.start).days + 1


def _large_part(part: Period, whole: Period) -> bool:
    """A part long enough to speak for the whole; a single day's level does for a month or a quarter."""
    return _days(part) * 6.3 >= _days(whole) or (_days(part) == 1 and _days(whole) <= _MONTHS)


def _overlap(one: Period, other: Period) -> float:
    """Days in common over days of the longer, 0 to 1."""
    days = (min(one.end, other.end) - max(one.start, other.start)).days + 1
    return max(0, days) / max(_days(one), _days(other))


def covers(asked: Period, fact: Fact) -> bool:
    """Whether a fact speaks of just the period asked for; a change up to that period's end does."""
    period = fact.period
    if period is None or period.same_span(asked):
        return True
    return fact.role in CHANGES and period.end == asked.end


def slot_score(asked: Asked, fact: Fact) -> float:
    """What a fact's typed slots add to its score, about -0.5 to 0.2; weights tuned on question sets of their own."""
    return sum(slot_scores(asked, fact))


def slot_scores(asked: Asked, fact: Fact) -> tuple[float, float, float]:
    """The parts of ``slot_score``: role, period, rate."""
    return _role_score(asked, fact), _period_score(asked, fact), _rate_score(asked, fact)


def _role_score(asked: Asked, fact: Fact) -> float:
    score = 0.0
    if asked.role is not None:
        score += 0.06 if role_fits(asked, fact) else -0.25
    elif fact.role in ("growth", "gap", "change_in_share"):
        score -= 0.12
    if asked.role is None and not fact.method.endswith("-chained"):
        score += 0.03
    if asked.direction and fact.role == "growth":
        score += 0.04 if (fact.value >= 0) == (asked.direction == "up") else -0.08
    if asked.operation is None and fact.role == "rank" and asked.role != "rank":
        score -= 0.3
    return score


def _period_score(asked: Asked, fact: Fact) -> float:
    if asked.period is None:
        return -0.06 if fact.method.startswith(PAST) else 0.0
    if fact.period is None:
        return -0.08
    return (0.08 if covers(asked.period, fact) else -0.04) - (0.03 if fact.period.inherited else 0.0)


def _rate_score(asked: Asked, fact: Fact) -> float:
    if asked.unit == "rate":
        return 0.08 if "rate" in bag(f"{fact.scope} {fact.measure}").stems else 0.0
    per_one = " per 1" in f" {fact.unit}" and "per" not in asked.text.lower().split()
    return -0.15 if per_one else 0.0
