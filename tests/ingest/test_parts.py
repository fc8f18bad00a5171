"""Figures of a part of what the figure before counts, in several kinds of report."""

from __future__ import annotations

import pytest

PARTS = [
    pytest.param(
        "Forty riders were banned, 12 of them for life.",
        [("riders", "were banned"), ("riders", "were banned for life")],
        id="sport-what-was-done",
    ),
    pytest.param(
        "The state has 9,300 midwives, 410 of them men.",
        [("state", "midwives has"), ("midwives", "men")],
        id="health-a-noun",
    ),
    pytest.param(
        "Fever struck 8,790 people in the district, 29 of whom died.",
        [("Fever", "people struck"), ("people", "died")],
        id="health-whom",
    ),
    pytest.param(
        "The canal carried 64 million tonnes, 43 million of it coal.",
        [("canal", "tonnes carried"), ("canal", "coal tonnes carried")],
        id="transport-of-it",
    ),
    pytest.param(
        "Elm Fair's turnover was €282 million, of which €88 million abroad.",
        [("Elm Fair", "turnover"), ("Elm Fair", "turnover abroad")],
        id="company-of-which",
    ),
    pytest.param(
        "Members would have to spend €254 million a year, of which Norland €68 million.",
        [("members", "spend"), ("Norland", "spend")],
        id="budget-of-which-whose",
    ),
    pytest.param(
        "The survey covered 2,500 farms, of which 2,341 answered.",
        [("survey", "farms covered"), ("farms", "answered")],
        id="survey-of-which-verb",
    ),
    pytest.param(
        "A record 6,040 families lived in hostels, with 4,100 children among them.",
        [("families", "lived in hostels"), ("children", "lived in hostels")],
        id="housing-among-them",
    ),
    pytest.param(
        "Local farmers, some 870 of them, supply 72% of the food.",
        [("Local farmers", "number"), ("local farmers", "food supply")],
        id="food-the-noun-before",
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_a_part_is_named_by_its_whole_and_its_own_words(text, expected, facts_of):
    assert [(fact.subject, fact.measure) for fact in facts_of(text)] == expected


@pytest.mark.model
def test_a_part_counts_the_noun_of_its_own_sentence(facts_of):
    facts = facts_of("The office sent 9 alerts. Forty riders were banned, 12 of them for life.")
    assert [fact.unit for fact in facts] == ["alerts", "riders", "riders"]
