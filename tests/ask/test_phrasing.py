"""Figures in words for people."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qa_service.ask.phrasing import figure, name_of, sentence_of, told_of
from tests.ask.facts import fact

TOLD = [
    pytest.param(
        fact("28400000", "count", "28.4", role="level"), "28.4 million", id="a cell whose scale stands in its head"
    ),
    pytest.param(fact("5686000", "USD", "$5,686", role="level"), "$5,686 thousand", id="money scaled in its head"),
    pytest.param(fact("-12000000", "GBP", "(12)", role="level"), "GBP −12 million", id="a loss in brackets"),
    pytest.param(fact("-3.1", "%", "(3.1)", role="level"), "−3.1%", id="a negative level in brackets"),
    pytest.param(fact("1250000000", "CNY", "12.5", role="level"), "CNY 1,250,000,000", id="a scale without a word"),
    pytest.param(fact("98500", "tonnes", "98.5", role="level"), "98.5 thousand tonnes", id="a scaled measure"),
    pytest.param(fact("6.1", basis="year on year"), "up 6.1% year on year", id="a growth"),
    pytest.param(fact("-3"), "down 3%", id="a fall"),
    pytest.param(fact("-3", text="−3%"), "down 3%", id="a fall written with its sign"),
    pytest.param(fact("0.0"), "no change (0.0%)", id="no growth"),
    pytest.param(fact("-50", text="halved"), "halved", id="a growth in a word"),
    pytest.param(fact("6.1", text="6.1"), "up 6.1%", id="a percentage whose sign stands with a neighbour"),
    pytest.param(fact("6", text="6 per cent"), "up 6 per cent", id="a percentage in words"),
    pytest.param(
        fact("26000", "people", "26,000", basis="than a year earlier"),
        "up by 26,000 people from a year earlier",
        id="a rise in number",
    ),
    pytest.param(fact("4", "GBP", "£4 million", basis="over 2020"), "up by £4 million from 2020", id="a rise in money"),
    pytest.param(
        fact("12.3", "pp", "12.3", role="gap", comparator="the country"),
        "12.3 percentage points above the country",
        id="points whose word stands with a neighbour",
    ),
    pytest.param(
        fact("-9", "pp", "9 percentage points", role="gap", comparator="the country"),
        "9 percentage points below the country",
        id="points are not said twice",
    ),
    pytest.param(fact("1", "pp", "100 basis points", role="level"), "100 basis points", id="points of another size"),
    pytest.param(
        fact("2", "pp", role="gap", comparator="national level"),
        "2 percentage points above the national level",
        id="an article for what is known",
    ),
    pytest.param(
        fact("2", "pp", role="gap", comparator="inflation"),
        "2 percentage points above inflation",
        id="no article for what is not counted",
    ),
    pytest.param(
        fact("2", "pp", role="gap", comparator="Marlow level"),
        "2 percentage points above Marlow level",
        id="no article for a name",
    ),
    pytest.param(fact("-2", "pp", role="gap"), "2 percentage points lower", id="a gap to nothing named"),
    pytest.param(
        fact("2", "pp", role="gap", comparator="what it had been when it was low"),
        "2 percentage points higher",
        id="a gap to what is no name",
    ),
    pytest.param(
        fact("52", role="share", comparator="total of the town"), "52% of the total of the town", id="a share"
    ),
    pytest.param(fact("52", role="share", comparator="it"), "52%", id="a share of a pronoun"),
    pytest.param(
        fact("82.3", text="214 out of 260", role="share", comparator="kilns"),
        "214 out of 260",
        id="a share that names its whole",
    ),
    pytest.param(
        fact("100", "boats", "100", role="count", qualifier="more_than"),
        "more than 100 boats",
        id="a qualifier is kept",
    ),
    pytest.param(fact("3", "parks", "three", role="count"), "three parks", id="a number in words"),
    pytest.param(
        fact("1200000", "trips last year", "1.2 million", role="count"),
        "1.2 million trips",
        id="a time that is no unit",
    ),
    pytest.param(fact("31", "grams", "31 g", role="count"), "31 g", id="a unit that is written short"),
    pytest.param(fact("5", "GBP", "£5 million", role="level"), "£5 million", id="money"),
    pytest.param(fact("5", "GBP", "5", role="level"), "GBP 5", id="money whose sign stands with a neighbour"),
    pytest.param(fact("36", "TEU", "36", role="count"), "36 TEU", id="capitals that are no currency"),
    pytest.param(fact("36", "count", "36", role="count"), "36", id="a count of nothing named"),
    pytest.param(fact("36", "", "36", role="count"), "36", id="no unit at all"),
    pytest.param(fact("5", "count", "5 to 8", role="count"), "5 to 8", id="a range"),
]


@pytest.mark.parametrize(("given", "told"), TOLD)
def test_a_fact_in_a_sentence(given, told):
    assert sentence_of(given) == f"Orla Shipyard – boats built (2021): {told}."


def test_without_a_period_none_is_told():
    assert sentence_of(fact("6.1", period=None)) == "Orla Shipyard – boats built: up 6.1%."


@pytest.mark.parametrize(
    ("before", "qualifier"),
    [
        ("rose by nearly ", "nearly"),
        ("Almost ", "almost"),
        ("kept just under ", "just under"),
        ("no more and less than ", "less than"),
        ("nearly all of them, less than ", "less than"),
    ],
)
def test_less_is_told_in_the_reports_own_word(before, qualifier):
    assert sentence_of(fact("6.1", qualifier="less_than"), before).endswith(f": up {qualifier} 6.1%.")


NAMES = [
    pytest.param("Orla Shipyard", "boats built", "Orla Shipyard – boats built", id="owner and measure"),
    pytest.param("the yard", "output", "", id="a name with an article is a part of a sentence"),
    pytest.param("fishery", "recorded catch", "Fishery – recorded catch", id="a participle before its noun"),
    pytest.param("boats built", "boats built", "Boats built", id="one name for both"),
    pytest.param("Employment", "employment rate", "Employment rate", id="a heading that the measure repeats"),
    pytest.param("port", "portions sold", "Port – portions sold", id="a part of a word is no repetition"),
    pytest.param("We", "boats built", "Boats built", id="whoever is speaking"),
    pytest.param("", "boats built", "Boats built", id="no owner"),
    pytest.param("old yards", "was praised", "", id="begins with a verb"),
    pytest.param("old yards", "the number of", "", id="ends in a preposition"),
    pytest.param("old yards", "boats that were sold", "", id="holds a verb"),
    pytest.param("old yards", "output came", "", id="ends in a verb"),
    pytest.param("old yards", "expect to build boats", "", id="begins with a verb in the present"),
    pytest.param("old yards", "trips last year made", "", id="holds a time"),
    pytest.param("old yards", "edged", "", id="is a verb"),
    pytest.param("old yards", "currently idle", "", id="begins with an adverb"),
    pytest.param("those aged 60", "smoking", "", id="half a name tells amiss"),
    pytest.param("2021/22", "output", "", id="holds digits"),
    pytest.param("Orla (north)", "output", "", id="holds brackets"),
    pytest.param("yards", "long " * 10 + "name", "", id="more than ten words"),
    pytest.param("Orla Shipyard", "was praised", "Orla Shipyard", id="a proper name stands alone"),
    pytest.param("yards of Orla", "output came", "Yards of Orla", id="a name that holds a proper one does too"),
    pytest.param("those of Orla", "output", "", id="a name that reads badly does not"),
]


@pytest.mark.parametrize(("subject", "measure", "name"), NAMES)
def test_names_that_read_badly_are_left_to_the_cited_sentence(subject, measure, name):
    assert name_of(subject, measure) == name


def test_without_a_name_the_figure_begins_the_sentence():
    assert sentence_of(fact("6.1", subject="yards", measure="was 3 (of)")) == "Up 6.1% (2021)."


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        ("-3.4", "%", "−3.4%"),
        ("1030000", "boats", "1,030,000 boats"),
        ("27", "pp", "27 percentage points"),
        ("1500", "GBP", "GBP 1,500"),
        ("3", "count", "3"),
        ("1200", "TEU", "1,200 TEU"),
        ("4", "trips last year", "4 trips"),
    ],
)
def test_a_worked_out_figure_for_people(number, unit, text):
    assert figure(Decimal(number), unit) == text


def test_a_fact_is_told_without_its_name():
    assert told_of(fact("6.1", basis="year on year")) == "up 6.1% year on year"
    fewer = fact("400", "boats", "400", role="count", qualifier="less_than")
    assert told_of(fewer, "It built nearly ") == "nearly 400 boats"
