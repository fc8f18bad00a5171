from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from qa_service.ask.fitting import covers, period_fits, role_fits, slot_score, unit_class, unit_fits
from qa_service.ask.slots import Asked, Term
from qa_service.records import Fact, Period

FACT = Fact(
    id="f", report="r", subject="Orla Yard", measure="boats built", role="level", value=Decimal(20), unit="boats",
    text="20 boats", period=None, basis=None, comparator=None, qualifier=None, start=0, end=9, number_start=0,
    number_end=2, scope="Orla Yard built", method="test",
)  # fmt: skip
ASKED = Asked("how many boats", "figure", ())


def period(text: str) -> Period:
    """A period from its first and last day: "2020-01-01..2020-12-31"."""
    start, end = text.split("..")
    return Period(date.fromisoformat(start), date.fromisoformat(end), text)


YEAR = period("2020-01-01..2020-12-31")


@pytest.mark.parametrize(
    ("unit", "kind"),
    [("%", "%"), ("pp", "pp"), ("rank", "rank"), ("EUR", "EUR"), ("FTE", "count"), ("boats", "count"), ("", "count")],
)
def test_unit_class(unit, kind):
    assert unit_class(unit) == kind


@pytest.mark.parametrize(
    ("asked", "role", "unit", "fits"),
    [
        (None, None, "pp", True),
        (None, "level", "pp", False),
        ("count", "level", "boats", True),
        ("count", "level", "%", False),
        ("%", None, "%", True),
        ("%", None, "pp", False),
        ("pp", None, "%", False),
        ("EUR", "level", "EUR", True),
        ("EUR", "level", "GBP", False),
        ("money", "level", "GBP", True),
        ("money", "level", "boats", False),
        ("money", "level", "pence per litre", True),
        ("USD", "level", "USD a barrel", True),
        ("rate", "level", "%", True),
        ("rate", "level", "boats per day", True),
        ("rate", "level", "boats", False),
        ("rank", "rank", "rank", True),
    ],
)
def test_unit_fits(asked, role, unit, fits):
    assert unit_fits(replace(ASKED, unit=asked, role=role), replace(FACT, unit=unit)) is fits


@pytest.mark.parametrize(
    ("text", "role", "given", "unit", "fits"),
    [
        ("what was inflation in May", "level", "growth", "%", True),
        ("the annual rate for rents", "level", "growth", "%", True),
        ("how fast did inflation rise", "growth", "level", "%", True),
        ("what was inflation in May", "level", "growth", "boats", False),
        ("what was inflation in May", "level", "gap", "%", False),
        ("the price of rope", "level", "growth", "%", False),
    ],
)
def test_a_rate_of_change_is_a_level_and_a_growth(text, role, given, unit, fits):
    assert role_fits(replace(ASKED, text=text, role=role), replace(FACT, role=given, unit=unit)) is fits


@pytest.mark.parametrize(
    ("text", "asked", "unit", "scope", "fits"),
    [
        ("boats of the yard", None, "years", "lasted", False),
        ("life of a boat", None, "years", "lasted", True),
        ("price of a boat", "money", "boats", "at a price", False),
        ("price of a boat", "money", "", "at a price", True),
        ("price of a boat", "money", "count", "built", False),
        ("price of a boat", "money", "%", "of the price", False),
        ("price of a boat", "money", "cents", "sold", True),
        ("price of a boat", "money", "a day", "at a price", True),
        ("price of a boat in francs", "money", "francs", "", True),
        ("price of a boat in shells", "money", "shells", "", True),
        ("price in boats", "money", "shells", "", False),
        ("receipts", "money", "receipts", "", True),
        ("how much wood was sold", None, "boats", "sold", False),
        ("how much wood was sold", None, "tonnes", "sold", True),
        ("how much wood was sold", None, "", "sold", True),
        ("how much of the fleet was sold", None, "boats", "sold", True),
        ("how much wood was sold", None, "%", "sold", False),
        ("how much dearer is a boat", None, "%", "dearer", True),
        ("how much dearer is a boat", None, "boats", "dearer", False),
        ("length of a trial", "length", "days", "", True),
        ("profit of the yard", "money", "EUR", "revenue", False),
        ("profit of the yard", "money", "EUR", "revenue and profit", True),
        ("profit of the yard", "money", "EUR", "made", True),
        ("spending on boats", "money", "%", "of GDP", True),
        ("time to build a boat", "duration", "days", "built", True),
        ("time to build a boat", "duration", "EUR", "built", False),
        ("time to build a boat", "duration", "count", "built", True),
    ],
)
def test_a_fact_measures_what_is_asked(text, asked, unit, scope, fits):
    fact = replace(FACT, subject="Orla Yard", measure="", unit=unit, scope=scope, text="20%" if unit == "%" else "20")
    assert unit_fits(replace(ASKED, text=text, unit=asked, role="level"), fact) is fits


def test_a_debt_is_told_in_money_or_in_per_cent_but_not_as_a_half():
    asked = replace(ASKED, text="the town's debt", unit="money", role="level")
    assert unit_fits(asked, replace(FACT, unit="%", text="54%"))
    assert not unit_fits(asked, replace(FACT, unit="%", text="half"))


@pytest.mark.parametrize(
    ("unit", "role", "text", "fits"),
    [
        (None, "level", "a third", False),
        (None, "level", "30%", True),
        (None, "level", "thirty per cent", True),
        ("%", "share", "a third", True),
        (None, "growth", "halved", True),
    ],
)
def test_a_fraction_in_words_answers_only_a_question_for_a_share_or_a_change(unit, role, text, fits):
    assert unit_fits(replace(ASKED, text="", unit=unit, role=role), replace(FACT, unit="%", text=text)) is fits


def test_things_named_may_be_answered_by_a_share_of_these_things():
    asked = replace(ASKED, text="rooms with a bath", unit="count", counted=Term("rooms", ("room",)))
    share = replace(FACT, unit="%", role="share", comparator="rooms", text="20%")
    assert unit_fits(asked, share)
    assert not unit_fits(asked, replace(share, comparator="houses"))
    assert not unit_fits(asked, replace(share, role="level"))
    assert not unit_fits(replace(asked, text="number of rooms"), share)


def test_a_loss_that_the_facts_hold_for_a_fall_is_a_sum_of_money():
    asked = replace(ASKED, text="loss of the yard", unit="money", role="level")
    fact = replace(FACT, role="growth", unit="EUR", measure="loss")
    assert role_fits(asked, fact)
    assert not role_fits(asked, replace(fact, unit="%"))
    assert not role_fits(asked, replace(fact, measure="profit"))
    assert not role_fits(replace(asked, text="profit of the yard"), fact)


def test_how_many_of_fourteen_is_not_answered_by_the_fourteen():
    asked = replace(ASKED, unit="count", terms=(Term("14", ("14",), name=True, number=True),))
    assert not unit_fits(asked, replace(FACT, text="14", unit="boats"))
    assert unit_fits(asked, replace(FACT, text="10", unit="boats"))


def test_a_rate_of_the_year_to_a_month_is_that_month_s():
    asked = replace(ASKED, text="inflation in the year to May", role="level", period=period("2019-06-01..2020-05-31"))
    fact = replace(FACT, unit="%", period=period("2020-05-01..2020-05-31"))
    assert period_fits(asked, fact)
    assert not period_fits(replace(asked, text="the price of rope"), fact)


@pytest.mark.parametrize(
    ("asked", "given", "fits"),
    [
        (None, "gap", True),
        ("level", "share", True),
        ("level", "count", True),
        ("level", "growth", False),
        ("share", "level", True),
        ("growth", "change_in_share", True),
        ("growth", "level", False),
        ("gap", "gap", True),
        ("gap", "growth", False),
        ("change_in_share", "growth", False),
        ("rank", "rank", True),
    ],
)
def test_role_fits(asked, given, fits):
    assert role_fits(replace(ASKED, role=asked), replace(FACT, role=given)) is fits


@pytest.mark.parametrize(
    ("asked", "given", "fits"),
    [
        ("2020-01-01..2020-12-31", "2020-01-01..2020-12-31", True),
        ("2020-01-01..2020-12-31", "2020-01-01..2020-09-30", True),
        ("2020-01-01..2020-12-31", "2020-03-01..2020-03-31", False),
        ("2020-01-01..2020-12-31", "2019-01-01..2019-12-31", False),
        ("2020-01-01..2020-03-31", "2020-03-31..2020-03-31", True),
        ("2020-01-01..2020-12-31", "2020-12-31..2020-12-31", False),
        ("2020-04-01..2020-09-30", "2020-01-01..2020-12-31", True),
        ("2020-03-01..2020-03-31", "2020-01-01..2020-12-31", False),
        ("2020-01-01..2020-12-31", "2020-04-01..2021-03-31", True),
        ("2010-01-01..2020-12-31", "2020-01-01..2020-12-31", False),
    ],
    ids=[
        "the same", "most of it", "a month of a year", "another year", "a day of a quarter", "a day of a year",
        "the year for its half", "the year for a month", "three quarters in common", "a year of eleven",
    ],
)  # fmt: skip
def test_period_fits(asked, given, fits):
    assert period_fits(replace(ASKED, period=period(asked)), replace(FACT, period=period(given))) is fits


def test_a_strict_period_takes_nothing_but_itself():
    strict = replace(ASKED, period=YEAR, strict=True)
    assert period_fits(strict, replace(FACT, period=YEAR))
    assert not period_fits(strict, replace(FACT, period=period("2020-01-01..2020-09-30")))
    assert not period_fits(strict, FACT)


@pytest.mark.parametrize(("asked", "fits"), [(YEAR, True), (period("2020-01-01..2020-03-31"), False), (None, True)])
def test_a_fact_without_a_period_may_stand_for_a_year_but_not_for_a_quarter(asked, fits):
    assert period_fits(replace(ASKED, period=asked), FACT) is fits


def test_a_period_carried_from_the_question_before_rules_nothing_out():
    asked = replace(ASKED, period=YEAR, carried_period=True)
    assert period_fits(asked, replace(FACT, period=period("2015-01-01..2015-12-31")))


@pytest.mark.parametrize(
    ("basis", "start", "fits"),
    [("from 2018", 2020, True), (None, 2018, True), ("year on year", 2020, False), (None, 2019, False)],
)
def test_a_change_counted_from_a_year_must_say_so(basis, start, fits):
    asked = replace(ASKED, role="growth", base="2018")
    fact = replace(FACT, role="growth", basis=basis, period=period(f"{start}-01-01..2020-12-31"))
    assert period_fits(asked, fact) is fits


@pytest.mark.parametrize(
    ("role", "given", "covered"),
    [
        ("level", "2020-01-01..2020-12-31", True),
        ("level", "2020-07-01..2020-12-31", False),
        ("growth", "2018-01-01..2020-12-31", True),
        ("growth", "2018-01-01..2019-12-31", False),
    ],
)
def test_covers(role, given, covered):
    assert covers(YEAR, replace(FACT, role=role, period=period(given))) is covered


@pytest.mark.parametrize(
    ("asked", "better", "worse"),
    [
        ({"role": "growth"}, {"role": "growth"}, {"role": "level"}),
        ({}, {"role": "level"}, {"role": "growth"}),
        ({}, {"method": "noun"}, {"method": "noun-chained"}),
        ({}, {"method": "noun"}, {"method": "from-to"}),
        ({"role": "growth", "direction": "up"}, {"role": "growth"}, {"role": "growth", "value": Decimal(-20)}),
        ({"period": YEAR}, {"period": YEAR}, {"period": None}),
        ({"period": YEAR}, {"period": YEAR}, {"period": period("2020-01-01..2020-09-30")}),
        ({"period": YEAR}, {"period": YEAR}, {"period": replace(YEAR, inherited=True)}),
        ({}, {"unit": "boats"}, {"unit": "boats per 1,000 people"}),
        ({"unit": "rate"}, {"measure": "rate of loss"}, {"measure": "losses"}),
        ({}, {"role": "level"}, {"role": "rank"}),
    ],
    ids=[
        "the role asked for", "a level where none is asked for", "its own noun", "no start of a change",
        "its direction", "its period", "the whole period", "a period of its own", "no rate", "a rate", "no rank",
    ],
)  # fmt: skip
def test_slot_score_prefers(asked, better, worse):
    question = replace(ASKED, **asked)
    assert slot_score(question, replace(FACT, **better)) > slot_score(question, replace(FACT, **worse))
