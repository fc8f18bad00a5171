from __future__ import annotations

import pytest

from qa_service.ask.dimensions import (
    DIMENSIONS,
    asks_a_difference,
    asks_an_amount,
    dimension_asked,
    dimension_of,
    head_of,
    of_other_sum,
    of_persons,
    speaks_of_money,
    speaks_of_time,
    thing_asked,
)


@pytest.mark.parametrize(
    ("unit", "dimension"),
    [
        ("GBP", "money"), ("USD a barrel", "money"), ("pence", "money"), ("cents", "money"), ("years", "duration"),
        ("days lost", "duration"), ("nautical miles", "length"), ("hectares", "area"), ("tonnes a year", "mass"),
        ("km/h", "speed"), ("°C", "temperature"), ("MHz", "another"), ("boats", None), ("", None), ("%", None),
        ("kmers", None),
    ],
)  # fmt: skip
def test_dimension_of(unit, dimension):
    assert dimension_of(unit) == dimension
    assert dimension in (None, "another") or dimension in DIMENSIONS


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("price of a carpet", "money"),
        ("At what price per share did Alder sell?", "money"),
        ("Alder net sales in 2020", "money"),
        ("Alder pre-tax profit forecast", "money"),
        ("what loss did the yard make in 2020", "money"),
        ("revenue budgeted for 2024", "money"),
        ("What does one boat cost?", "money"),
        ("what did the weavers earn in 2020", "money"),
        ("what was paid for the mill", "money"),
        ("what does a weaver make in a month", "money"),
        ("what did the boat sell for", "money"),
        ("how expensive is a carpet", "money"),
        ("what did the mills turn over", "money"),
        ("what does a weaver get per hour", "money"),
        ("spent on books", "money"),
        ("waiting time for a repair", "duration"),
        ("length of stay", "duration"),
        ("how long did the repair take", "duration"),
        ("length of the tunnel", "length"),
        ("how far is the mill", "length"),
        ("tonnage of the port", "mass"),
    ],
)
def test_a_noun_or_a_verb_tells_what_is_to_be_measured(text, dimension):
    assert dimension_asked(text) == dimension


@pytest.mark.parametrize(
    "text",
    [
        "price index",
        "value of the cost of living index",
        "price comparison sites",
        "job loss",
        "boats sold at a low price",
        "what did the guests pay for",
        "what did the mayor say about the cost",
        "how far did sales fall below plan",
        "how long is the tunnel",
        "who pays the rent",
    ],
)
def test_other_questions_leave_open_what_is_to_be_measured(text):
    assert dimension_asked(text) is None


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("what were the net sales of Alder?", "net sales"),
        ("What price did the mill want for felt?", "price"),
        ("Osthaven's debt in 2020", "Osthaven's debt"),
        ("what did Alder sell", ""),
    ],
)
def test_head_of(text, head):
    assert head_of(text) == head


def test_words_of_time_and_of_money():
    assert speaks_of_time("how long is the wait")
    assert not speaks_of_time("boats built in the last year")
    assert speaks_of_money("the yard's revenue")
    assert not speaks_of_money("the yard's boats")


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("passengers at the port in 2020", "passengers"),
        ("new boat owners and visitors at the fair", ""),
        ("completed dwellings in Osthaven", "dwellings"),
        ("days lost through strikes", "days"),
        ("average hours at work", "hours"),
        ("jobs foreseen by the yard", "jobs"),
        ("number of felt mills closed", "mills"),
        ("number of people employed", "people"),
        ("visitor spending in Osthaven", ""),
        ("share of passengers with a ticket", ""),
        ("in the hotels, how many of the guests stayed", ""),
        ("hotel prices", ""),
        ("and among drivers?", ""),
        ("complaints per 1,000 journeys", ""),
    ],
)
def test_people_and_things_are_to_be_counted(text, thing):
    assert thing_asked(text) == thing


@pytest.mark.parametrize(
    ("text", "own", "other"),
    [
        ("profit of the yard", "revenue", True),
        ("profit of the yard", "operating income", False),
        ("sales of the yard", "deficit", True),
        ("price of a boat", "revenue", False),
        ("what did the yard sell", "revenue", False),
    ],
)
def test_a_kind_of_sum_excludes_others(text, own, other):
    assert of_other_sum(text, own) is other


def test_how_much_asks_for_an_amount():
    assert asks_an_amount("how much wood was sold")
    assert not asks_an_amount("how much of the wood was sold")
    assert not asks_an_amount("how many boats were sold")
    assert asks_a_difference("how much dearer is wood")
    assert not asks_a_difference("how much wood was sold")


def test_of_persons():
    assert of_persons("passengers")
    assert not of_persons("boats")
