"""Values worked out, each against a sum done on paper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from qa_service.ask import deriving
from qa_service.records import Period
from tests.ask.facts import YEAR, fact

EARLIER = Period(date(2020, 1, 1), date(2020, 12, 31), "2020")


def level(value, unit="boats", **slots):
    return fact(value, unit, role="level", **slots)


def told(derived):
    return (str(derived.value), derived.unit, derived.formula)


CASES = [
    pytest.param(
        lambda: deriving.comparators_own(fact("3.0"), fact("5.0", "pp", role="gap", comparator="the country")),
        ("-2.0", "%", "3.0 - 5.0"),
        id="a comparator ahead",
    ),
    pytest.param(
        lambda: deriving.comparators_own(fact("3.0"), fact("-1.5", "pp", role="gap")),
        ("4.5", "%", "3.0 + 1.5"),
        id="a gap below",
    ),
    pytest.param(
        lambda: deriving.rest(fact("61.4", role="share")), ("38.6", "%", "100 - 61.4"), id="the rest of a whole"
    ),
    pytest.param(
        lambda: deriving.difference(level("46", "%"), level("19", "%")),
        ("27", "pp", "46 - 19"),
        id="two percentages differ in points",
    ),
    pytest.param(
        lambda: deriving.difference(level("13.4"), level("9.6")), ("3.8", "boats", "13.4 - 9.6"), id="two counts"
    ),
    pytest.param(
        lambda: deriving.difference(level("21500", "staff"), level("3600", "workers")),
        ("17900", "staff", "21500 - 3600"),
        id="two names for what is counted",
    ),
    pytest.param(
        lambda: deriving.total(fact("26", role="share"), fact("17", role="share")),
        ("43", "%", "26 + 17"),
        id="two shares of a year",
    ),
    pytest.param(
        lambda: deriving.ratio(level("900"), level("300")), ("3.00", "times", "900 / 300"), id="how many times"
    ),
    pytest.param(
        lambda: deriving.base(level("1545"), fact("3.0"), EARLIER),
        ("1500", "boats", "1545 / 1.03"),
        id="the level before a growth",
    ),
    pytest.param(
        lambda: deriving.base(level("970"), fact("-3.0"), EARLIER),
        ("1000", "boats", "970 / 0.97"),
        id="the level before a fall",
    ),
    pytest.param(
        lambda: deriving.earlier_share(fact("46.7", role="share"), fact("3.2", "pp", role="change_in_share"), EARLIER),
        ("43.5", "%", "46.7 - 3.2"),
        id="last year's share",
    ),
    pytest.param(
        lambda: deriving.monthly_average(level("2400000"), 12, "monthly"),
        ("200000", "boats", "2400000 / 12"),
        id="a monthly average",
    ),
]


@pytest.mark.parametrize(("work_out", "expected"), CASES)
def test_a_value_and_its_formula(work_out, expected):
    value, unit, formula = told(work_out())
    assert (Decimal(value), unit, formula) == (Decimal(expected[0]), *expected[1:])


UNSOUND = [
    pytest.param(
        lambda: deriving.monthly_average(level("412", "per 1,000 births"), 12, "monthly"),
        id="a rate is not spread over months",
    ),
    pytest.param(lambda: deriving.monthly_average(level("9", "pipes a day"), 12, "monthly"), id="nor is one in words"),
    pytest.param(lambda: deriving.monthly_average(level("9"), 0, "monthly"), id="no months"),
    pytest.param(lambda: deriving.difference(level("412", "per 1,000 births"), level("39")), id="a rate and a count"),
    pytest.param(lambda: deriving.rest(fact("-1", role="share")), id="no rest of less than nothing"),
    pytest.param(lambda: deriving.ratio(level("3", "GBP"), level("2", "USD")), id="no ratio of two currencies"),
    pytest.param(lambda: deriving.base(level("10"), fact("3", role="share"), EARLIER), id="a share is no growth"),
    pytest.param(
        lambda: deriving.earlier_share(level("10"), fact("3", "pp", role="change_in_share"), EARLIER),
        id="a count has no change in points",
    ),
    pytest.param(
        lambda: deriving.earlier_share(fact("10", role="share"), fact("3"), EARLIER),
        id="a change in per cent is no change in points",
    ),
    pytest.param(
        lambda: deriving.comparators_own(level("300"), fact("5", "pp", role="gap")), id="a count has no gap in points"
    ),
    pytest.param(
        lambda: deriving.comparators_own(fact("3"), fact("5", role="gap")), id="a gap in per cent is no gap in points"
    ),
    pytest.param(lambda: deriving.rest(level("80", "GBP")), id="no rest of an amount"),
    pytest.param(lambda: deriving.rest(fact("120", role="share")), id="no rest of more than the whole"),
    pytest.param(lambda: deriving.difference(level("3", "GBP"), level("2", "USD")), id="two currencies"),
    pytest.param(lambda: deriving.difference(level("3", "%"), level("2", "pp")), id="per cent and points"),
    pytest.param(lambda: deriving.total(fact("3"), fact("4")), id="growths do not add up"),
    pytest.param(lambda: deriving.total(level("3"), level("4", period=EARLIER)), id="two years do not add up"),
    pytest.param(lambda: deriving.ratio(level("3"), level("0")), id="nothing goes into nothing"),
    pytest.param(
        lambda: deriving.base(fact("40", role="share"), fact("3"), EARLIER),
        id="a share does not grow by per cent of itself here",
    ),
    pytest.param(lambda: deriving.base(level("10"), fact("-100"), EARLIER), id="what fell to nothing has no base"),
    pytest.param(
        lambda: deriving.monthly_average(fact("4"), 12, "monthly"), id="a percentage is not spread over months"
    ),
]


@pytest.mark.parametrize("work_out", UNSOUND)
def test_what_does_not_fit_is_not_worked_out(work_out):
    assert work_out() is None


def test_a_difference_of_two_years_spans_them():
    derived = deriving.difference(level("46", "%", period=EARLIER), level("19", "%"))
    assert (derived.period.start, derived.period.end) == (date(2020, 1, 1), date(2021, 12, 31))


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2021, 1, 1), date(2021, 12, 31), 12),
        (date(2021, 1, 1), date(2021, 10, 31), 10),
        (date(2021, 1, 4), date(2021, 2, 3), None),
        (date(2021, 1, 1), date(2021, 2, 15), None),
        (date(2020, 2, 1), date(2020, 2, 29), 1),
        (date(2020, 4, 1), date(2021, 3, 31), 12),
    ],
)
def test_whole_months_of_a_period(start, end, months):
    assert deriving.months_of(Period(start, end, "")) == months


def test_a_rounded_quotient_has_the_digits_of_its_least_exact_operand():
    assert deriving.ratio(level("1000"), level("3")).value == Decimal(333)


def test_operands_come_in_the_order_of_the_formula():
    one, other = level("5", id="a"), level("3", id="b")
    assert [f.id for f in deriving.difference(one, other).operands] == ["a", "b"]
    assert YEAR.same_span(deriving.difference(one, other).period)


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [
        ("1.25", "0.5", "0.75"),
        ("3.0", "1", "2.0"),
        ("0.3", "0.1", "0.2"),
        ("2.50", "1.25", "1.25"),
        ("1e3", "1", "999"),
    ],
    ids=["two places and one", "a trailing nought counts for nothing", "no float", "noughts", "an exponent"],
)
def test_a_difference_has_the_decimals_of_its_operands(one, other, value):
    assert deriving.difference(level(one), level(other)).value == Decimal(value)


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [
        ("2", "3", "0.667"),
        ("1", "8", "0.125"),
        ("12345", "2.0000", "6170"),
        ("98765", "12345", "8.0004"),
    ],
    ids=["three digits at least", "exact", "rounded to the shorter", "five digits"],
)
def test_a_quotient_has_the_digits_of_its_least_exact_operand(one, other, value):
    assert deriving.ratio(level(one), level(other)).value == Decimal(value)


def test_halves_are_rounded_to_the_even_digit():
    assert deriving.monthly_average(level("1225", "boats"), 1000, "x").value == Decimal("1.225")
    assert deriving.ratio(level("245"), level("200")).value == Decimal("1.22")


def test_what_is_worked_out_tells_whose_it_is():
    gap = fact("5.0", "pp", role="gap", comparator="the country")
    assert deriving.comparators_own(fact("3.0"), gap).subject == "the country"
    assert deriving.rest(fact("60", role="share", subject="women")).subject == "all but women"
    two = deriving.total(level("3", subject="Selm"), level("4", subject="Orla"))
    assert (two.subject, two.value) == ("Selm and Orla", Decimal(7))
    assert deriving.base(level("103"), fact("3.0"), EARLIER).period == EARLIER


def test_a_rate_said_short_the_second_time_is_one_kind():
    derived = deriving.difference(level("13.4", "pipes a day"), level("9.6", "pipes"))
    assert (derived.value, derived.unit) == (Decimal("3.8"), "pipes a day")


def test_a_level_before_a_change_in_its_own_unit():
    level = fact("84", "homes", role="count")
    fewer = fact("-7", "homes", role="growth")
    derived = deriving.earlier_level(level, fewer, EARLIER)
    assert derived is not None
    assert (derived.value, derived.unit, derived.formula) == (Decimal(91), "homes", "84 + 7")


@pytest.mark.parametrize("unit", ["%", "pp", "GBP"])
def test_a_level_and_a_change_of_another_unit_give_nothing(unit):
    assert deriving.earlier_level(fact("84", "homes", role="count"), fact("7", unit, role="growth"), EARLIER) is None


def test_what_is_left_of_a_whole():
    derived = deriving.others(fact("82.31", "%", "214 out of 1,260", role="share"))
    assert derived is not None
    assert (derived.value, derived.unit, derived.formula) == (Decimal(1046), "count", "1260 - 214")
    assert deriving.others(fact("82.31", "%", role="share")) is None


def test_a_sum_of_money_for_each_of_what_is_counted():
    paid, claims = fact("6200000", "EUR", role="level"), fact("187000", "claims", role="count")
    derived = deriving.each(paid, claims)
    assert derived is not None
    assert (derived.value, derived.unit, derived.formula) == (Decimal("33.2"), "EUR", "6200000 / 187000")
    assert deriving.each(claims, paid) is None
    assert deriving.each(paid, fact("0", "claims", role="count")) is None
