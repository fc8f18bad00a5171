"""Figures of clauses that take their verb from the one before, in five kinds of report."""

from __future__ import annotations

import pytest

GAPS = [
    pytest.param(
        "Exports reached 41.2 billion crowns, up 3.1%, and imports 38.4 billion crowns, down 2.2%.",
        [("exports", "count"), ("exports", "growth"), ("imports", "count"), ("imports", "growth")],
        id="national-exports-and-imports",
    ),
    pytest.param(
        "Road accounted for 61% of freight, an increase of 2 percentage points, and rail for 23%.",
        [("Road", "share"), ("Road", "change_in_share"), ("rail", "share")],
        id="national-shares",
    ),
    pytest.param(
        "Fresh food rose by 3.2%, tobacco by 6.1% and clothing by 0.4%.",
        [("fresh food", "growth"), ("tobacco", "growth"), ("clothing", "growth")],
        id="national-prices",
    ),
    pytest.param(
        "Construction lost 830 jobs and manufacturing 510.",
        [("construction", "growth"), ("manufacturing", "growth")],
        id="national-one-word",
    ),
    pytest.param(
        "Hotels employed 4,100 people, cafes 2,300 and museums 310.",
        [("people employed", "count")] * 3,
        id="city-staff",
    ),
    pytest.param(
        "Theft made up the largest part of crime, at 36%, followed by violence at 29%.",
        [("theft", "level"), ("violence", "level")],
        id="city-followed-by",
    ),
    pytest.param(
        "Youth unemployment stood at 14.1%, adult unemployment at 4.4%.",
        [("youth unemployment", "level"), ("adult unemployment", "level")],
        id="national-rates",
    ),
    pytest.param(
        "Equipment failures caused 41% of stoppages, a lack of parts 22% and bad weather 9%.",
        [("stoppages caused", "share")] * 3,
        id="company-causes",
    ),
    pytest.param(
        "Real output expanded by 2.9% in 2022, after 1.7% in 2021.",
        [("real output", "growth"), ("real output", "growth")],
        id="bank-after",
    ),
    pytest.param(
        "Loans to firms grew 4.4% and deposits 7.9% from a year earlier.",
        [("loans to firms", "growth"), ("deposits", "growth")],
        id="bank-loans-and-deposits",
    ),
    pytest.param(
        "Bus punctuality slipped to 81.2%, with night buses at 74.0% and trams at 88.5%.",
        [("bus punctuality", "level")] * 3,
        id="city-parts-of-a-measure",
    ),
    pytest.param(
        "Revenue grew by 9.7% to £201m, representing 48% of the total.",
        [("revenue", "growth"), ("revenue", "level"), ("revenue", "share")],
        id="company-participle-is-no-gap",
    ),
    pytest.param(
        "The deficit came in at 3.9% of output, overshooting the target of 3.5%.",
        [("deficit", "share"), ("target", "level")],
        id="bank-overshooting-is-no-gap",
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), GAPS)
def test_a_clause_without_a_verb_has_its_own_name_and_the_role_of_its_verb(text, expected, facts_of):
    assert [(fact.measure, fact.role) for fact in facts_of(text)] == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Alder Bank lent 4.1 million crowns and Birch Bank 3.2 million crowns.", ["Alder Bank", "Birch Bank"]),
        ("Among the staff uptake was 53%, with nurses at 50% and doctors at 67%.", ["nurses", "doctors"]),
        ("Equipment failures caused 41% of stoppages, bad weather 9%.", ["equipment failures", "bad weather"]),
    ],
)
def test_the_new_name_takes_the_place_of_the_owner(text, subjects, facts_of):
    assert [fact.subject for fact in facts_of(text)][-len(subjects) :] == subjects


@pytest.mark.model
def test_the_scope_holds_the_verb_and_not_the_other_subject(facts_of):
    _, second = facts_of("Equipment failures caused 41% of stoppages, bad weather 9%.")
    assert ("caused" in second.scope, "stoppages" in second.scope, "failures" in second.scope) == (True, True, False)


@pytest.mark.model
def test_a_gap_behind_a_counted_subject_has_its_own_owner(facts_of):
    facts = facts_of("Ten ministries owed JD 88 million in unpaid bills, the Water Authority JD 211 million.")
    told = [(fact.subject, fact.measure, fact.unit) for fact in facts]
    assert told[1:] == [
        ("ministries", "owed in unpaid bills", "JOD"),
        ("Water Authority", "owed in unpaid bills", "JOD"),
    ]


@pytest.mark.model
def test_a_bare_count_in_a_gap_is_of_its_own_name(facts_of):
    facts = facts_of("In June river convoys carried 9,800, trucks 14,100 and aircraft the remainder.")
    assert [(fact.subject, fact.measure) for fact in facts][1] == ("trucks", "carried")
