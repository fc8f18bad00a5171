"""Clauses that a figure opens."""

from __future__ import annotations

import pytest

from qa_service.ingest.clauses import lacks_noun, opens_clause

CLAUSES = [
    pytest.param("The yard took on 212 fitters", "; 1,140", " resigned.", True, True, id="semicolon"),
    pytest.param("The council must mend 366 bridges", ", and 41", " are still closed.", True, True, id="and"),
    pytest.param("A call took 48 minutes", "; 83%", " of callers were helped.", True, False, id="own noun"),
    pytest.param("Ferries carried 90,000 cars", ", 4%", " more than last year.", False, False, id="no verb"),
    pytest.param("Sales rose by 4%", " and 5%", ", which was expected.", False, False, id="relative clause"),
    pytest.param("The ward had 30 beds", ", as well as 12", " that were closed.", False, False, id="no conjunction"),
]


@pytest.mark.model
@pytest.mark.parametrize(("before", "head", "tail", "opens", "lacks"), CLAUSES)
def test_a_figure_opens_a_clause_that_has_its_own_verb(before, head, tail, opens, lacks, parser):
    text = before + head + tail
    figure = len(before) + head.rindex(" ") + 1, len(before) + len(head)
    doc = parser.parse(text)
    assert opens_clause(text, doc, len(before), figure) is opens
    assert lacks_noun(text, doc, len(before), figure) is lacks


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The yard took on 212 fitters in March, and 89 are still there.",
            [("yard", "fitters took on"), ("fitters", "are still there")],
            id="counted noun of the figure before",
        ),
        pytest.param(
            "New claims numbered 11,200; 9,147 were settled.",
            [("Review", "new claims"), ("new claims", "were settled")],
            id="measure of the figure before",
        ),
        pytest.param(
            "A rescue took 48 minutes on average; 83% of boats could sail on.",
            [("rescue", "minutes took"), ("boats", "could sail on")],
            id="noun of its own",
        ),
        pytest.param(
            "The fund has paid £41 million, so that £4 million remains to be spent.",
            [("fund", "paid"), ("fund", "remains to be spent")],
            id="money",
        ),
    ],
)
def test_such_a_figure_has_the_predicate_of_its_clause(text, expected, facts_of):
    assert [(fact.subject, fact.measure) for fact in facts_of(text)] == expected


@pytest.mark.model
def test_the_scope_of_a_figure_without_a_noun_holds_what_it_counts(facts_of):
    assert facts_of("Operators must link 366 hospitals by October; 241 are done.")[1].scope == (
        "Operators must link hospitals by October ; 241 are done."
    )
