"""Answers put together: the sentence for people, values, citations, caveats."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from qa_service.ask import deriving
from qa_service.ask.composing import Composer, figure, interpretation_of, sentence_of
from qa_service.ask.interpreting import interpret
from qa_service.records import Caveat
from tests.ask.facts import fact
from tests.fakes import make_generation

SENTENCES = [
    pytest.param(
        fact("6.1", basis="year on year"), "Orla Shipyard – boats built (2021): up 6.1% year on year.", id="a growth"
    ),
    pytest.param(fact("-3"), "Orla Shipyard – boats built (2021): down 3%.", id="a fall"),
    pytest.param(
        fact("26000", "people", "26,000", basis="than a year earlier"),
        "Orla Shipyard – boats built (2021): up by 26,000 people from a year earlier.",
        id="a rise in number",
    ),
    pytest.param(
        fact("12.3", "pp", "12.3", role="gap", comparator="the country"),
        "Orla Shipyard – boats built (2021): 12.3 percentage points above the country.",
        id="points whose word stands with a neighbour",
    ),
    pytest.param(
        fact("-9", "pp", "9 percentage points", role="gap", comparator="the country"),
        "Orla Shipyard – boats built (2021): 9 percentage points below the country.",
        id="points are not said twice",
    ),
    pytest.param(
        fact("52", role="share", comparator="the total"),
        "Orla Shipyard – boats built (2021): 52% of the total.",
        id="a share",
    ),
    pytest.param(
        fact("100", "boats", "100", role="count", qualifier="more_than"),
        "Orla Shipyard – boats built (2021): more than 100 boats.",
        id="a qualifier is kept",
    ),
    pytest.param(
        fact("5", "GBP", "£5 million", role="level", period=None),
        "Orla Shipyard – boats built: £5 million.",
        id="money, no period",
    ),
    pytest.param(fact("6.1", measure="Orla Shipyard"), "Orla Shipyard (2021): up 6.1%.", id="one name for both"),
    pytest.param(
        fact("6.1", subject="those in the", measure="was 3 (of)"),
        "Up 6.1% (2021).",
        id="names that read badly are left out",
    ),
]


@pytest.mark.parametrize(("given", "sentence"), SENTENCES)
def test_a_fact_in_a_sentence(given, sentence):
    assert sentence_of(given) == sentence


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        ("-2.6", "%", "−2.6%"),
        ("1030000", "boats", "1,030,000 boats"),
        ("27", "pp", "27 percentage points"),
        ("1500", "GBP", "GBP 1,500"),
        ("3", "count", "3"),
    ],
)
def test_a_worked_out_figure_for_people(number, unit, text):
    assert figure(Decimal(number), unit) == text


@pytest.fixture
def composer():
    return Composer(make_generation({"harbour": "Boats rose by 6 % here\nBoats rose by 4 % there"}))


def facts_of(composer):
    return composer._generation.facts


def test_a_stated_answer_cites_each_sentence_once(composer):
    one, other = facts_of(composer)
    answer = composer.stated(interpret("boats growth"), [one, other], again=[one])
    assert [value.citation for value in answer.values] == [0, 1]
    assert [c.quote for c in answer.citations] == ["Boats rose by 6 % here", "Boats rose by 4 % there"]
    assert answer.citations[0].url == "/reports/harbour#s-0"


def test_sentences_that_say_it_again_are_cited_without_a_value(composer):
    one, other = facts_of(composer)
    answer = composer.stated(interpret("boats growth"), [one], again=[other])
    assert (len(answer.values), len(answer.citations)) == (1, 2)


def test_caveats_stand_in_the_text_too(composer):
    answer = composer.stated(
        interpret("boats growth"), facts_of(composer)[:1], [Caveat("period_differs", "It is for May.")]
    )
    assert answer.answer.endswith("It is for May.")
    assert [c.code for c in answer.caveats] == ["period_differs"]


def test_a_derived_answer_says_so_and_cites_its_operands(composer):
    one, other = (replace(f, role="level") for f in facts_of(composer))
    answer = composer.derived(interpret("boats"), deriving.difference(one, other))
    assert (answer.values[0].value, answer.values[0].unit, answer.values[0].derived.operands) == (
        Decimal(2),
        "pp",
        (0, 1),
    )
    assert "derived as 6 - 4" in answer.answer
    assert [c.code for c in answer.caveats] == ["derived"]


def test_a_short_answer_stands_before_its_quote(composer):
    sentence = composer._generation.sentences[0]
    assert composer.quoted(interpret("who"), "Boats", [sentence]).answer == "Boats — “Boats rose by 6 % here”"
    assert composer.quoted(interpret("who"), "", [sentence]).answer == "Boats rose by 6 % here"


def test_silence_offers_the_nearest(composer):
    answer = composer.silent(
        interpret("ships"), "Nothing found on ships.", [facts_of(composer)[0], composer._generation.sentences[1]]
    )
    assert (answer.status, answer.values) == ("not_found", ())
    assert answer.answer == "The reports do not say. Nothing found on ships."
    assert [n.citation.quote for n in answer.nearest] == ["Boats rose by 6 % here", "Boats rose by 4 % there"]


def test_the_interpretation_shows_names_words_role_and_period():
    shown = interpretation_of(interpret("How much did boats of Orla grow in 2021?"))
    assert (shown.subject, shown.measure, shown.role, shown.period) == ("Orla", "boats", "growth", "2021")
