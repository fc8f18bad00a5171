"""Suggested questions: plain facts only, of different kinds, each tried."""

from __future__ import annotations

import pytest

from qa_service.ask.suggesting import suggested
from tests.ask.facts import fact


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
