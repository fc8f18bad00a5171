"""Suggested questions: plain facts only, of different kinds, each tried."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa_service.ask.suggesting import TRIED, suggested
from tests.ask.facts import YEAR, fact


def facts():
    return [
        fact("6.1", id="a", subject="Orla Shipyard", measure="output"),
        fact("-3", id="b", subject="Selm Yard", measure="output"),
        fact("4", id="c", subject="Third Yard", measure="output"),
        fact("12", "%", id="d", subject="women", measure="skippers", role="share"),
        fact("900", "boats", "900", id="e", subject="Selm Yard", measure="boats built", role="count"),
        fact("7", "GBP", "£7m", id="f", subject="Selm Yard", measure="profit", role="level"),
    ]


def test_a_question_names_owner_measure_and_period():
    assert suggested(facts()[:1], lambda question, fact: True) == ["How much did Orla Shipyard’s output grow in 2021?"]


def test_a_fall_is_asked_for_as_one():
    assert suggested(facts()[1:2], lambda question, fact: True) == ["How much did Selm Yard’s output fall in 2021?"]


def test_at_most_five_and_two_of_a_role():
    found = suggested(facts(), lambda question, fact: True)
    assert len(found) == 5
    assert sum("grow" in question or "fall" in question for question in found) == 2


def test_a_question_that_does_not_find_its_fact_is_left_out():
    assert suggested(facts(), lambda question, fact: fact.id == "f") == ["What was Selm Yard’s profit in 2021?"]


@pytest.mark.parametrize(
    "slots",
    [
        {"role": "rank"},
        {"subject": "output", "measure": "output"},
        {"subject": "2021: a (long) name"},
        {"measure": " ".join("abcdefghij")},
    ],
    ids=["a rank", "no owner", "brackets", "too long"],
)
def test_a_fact_that_reads_badly_is_not_asked_for(slots):
    assert suggested([fact("6.1", **slots)], lambda question, fact: True) == []


WORDINGS = [
    pytest.param({"role": "growth"}, ["How much did Orla Shipyard’s boats built grow in 2021?"], id="a growth"),
    pytest.param(
        {"role": "change_in_share", "subject": "women"},
        ["How much did women’s boats built grow in 2021?"],
        id="a change in share",
    ),
    pytest.param({"subject": "fishers"}, ["How much did fishers’ boats built grow in 2021?"], id="a plural owner"),
    pytest.param(
        {"role": "gap", "comparator": "the country"},
        ["How far is Orla Shipyard’s boats built above the country in 2021?"],
        id="a gap above",
    ),
    pytest.param(
        {"role": "gap", "comparator": "the country", "value": "-6.1"},
        ["How far is Orla Shipyard’s boats built below the country in 2021?"],
        id="a gap below",
    ),
    pytest.param(
        {"role": "share"},
        [
            "What share of boats built did Orla Shipyard have in 2021?",
            "What percentage of Orla Shipyard boats built in 2021?",
        ],
        id="a share",
    ),
    pytest.param(
        {"role": "count", "unit": "boats"},
        ["How many boats built for Orla Shipyard in 2021?"],
        id="a count",
    ),
    pytest.param(
        {"role": "count", "unit": "boats", "measure": "sales"},
        ["How many sales for Orla Shipyard in 2021?", "How many boats sales in 2021?"],
        id="a count whose measure does not name what is counted",
    ),
    pytest.param(
        {"role": "level", "period": None}, ["What was Orla Shipyard’s boats built?"], id="a level of no period"
    ),
    pytest.param(
        {"role": "level", "period": replace(YEAR, inherited=True)},
        ["What was Orla Shipyard’s boats built?"],
        id="a period told elsewhere",
    ),
]


@pytest.mark.parametrize(("slots", "wordings"), WORDINGS)
def test_the_wordings_of_a_role_are_tried_in_turn(slots, wordings):
    tried = []
    given = fact(slots.get("value", "6.1"), **{k: v for k, v in slots.items() if k != "value"})
    assert suggested([given], lambda question, fact: tried.append(question)) == []
    assert tried == wordings


def test_a_second_wording_is_taken_where_the_first_fails():
    share = fact("12", subject="women", measure="skippers", role="share")
    assert suggested([share], lambda question, fact: question.startswith("What percentage")) == [
        "What percentage of women skippers in 2021?"
    ]


def test_one_subject_and_measure_is_asked_for_once():
    assert len(suggested([fact("6.1"), fact("7", role="level")], lambda question, fact: True)) == 1


def test_only_so_many_facts_are_tried():
    tried = []
    facts = [fact("6.1", subject=f"Yard {'x' * number}") for number in range(1, TRIED + 10)]
    suggested(facts, lambda question, fact: tried.append(question))
    assert len(tried) == TRIED
