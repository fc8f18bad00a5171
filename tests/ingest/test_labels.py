"""Figures behind a label and in apposition to a noun."""

from __future__ import annotations

import pytest

LABELS = [
    pytest.param("Bike thefts: 4,870 in January, down 19%", ("Review", "Bike thefts"), "count", id="measure"),
    pytest.param("Injured: 1,506.", ("Review", "Injured"), "count", id="a lone verb"),
    pytest.param("Docks: 41 strikes, 3 ballots", ("Docks", "strikes"), "strikes", id="counted noun"),
    pytest.param("Faulty pump: 44.9% of all breakdowns", ("Faulty pump", "share of all breakdowns"), "%", id="share"),
    pytest.param("Deaths of miners: 12 in all", ("miners", "Deaths"), "count", id="owner in the label"),
    pytest.param("Elm Mutual: gross premiums £18m (+6%)", ("Elm Mutual", "gross premiums"), "GBP", id="owner, measure"),
    pytest.param("Volunteers, 410 in all, gave most time.", ("Review", "Volunteers"), "count", id="apposition"),
    pytest.param(
        "Timber duties, 15% on average so far, would rise soon.", ("Review", "Timber duties"), "%", id="apposed share"
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "names", "unit"), LABELS)
def test_a_figure_is_of_the_label_before_it(text, names, unit, facts_of):
    fact = facts_of(text)[0]
    assert ((fact.subject, fact.measure), fact.unit) == (names, unit)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "measure"),
    [
        pytest.param("Repairs are late: 3,110 were finished.", "were finished", id="a clause before a colon"),
        pytest.param("In March, 410 boats sailed.", "sailed", id="a time before a comma"),
    ],
)
def test_a_clause_or_a_time_is_no_label(text, measure, facts_of):
    assert facts_of(text)[0].measure == measure
