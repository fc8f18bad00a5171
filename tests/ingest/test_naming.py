"""Subject and measure of a figure."""

from __future__ import annotations

import pytest

from qa_service.ingest.binding import bind
from qa_service.ingest.naming import Namer
from qa_service.language.quantities import find_quantities


def _names(text, parser, antecedent="", heading="Overview"):
    doc = parser.parse(text)
    namer = Namer(text, doc, antecedent, heading)
    return [namer.names(item) for item in bind(text, doc, find_quantities(text), [])]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The policy rate stood at 4%.", ("", "policy rate"), id="stated"),
        pytest.param("The town's population was 4%.", ("town", "population"), id="possessive"),
        pytest.param("Exports of wool rose by 4%.", ("wool", "exports"), id="of"),
        pytest.param("The bank raised its key rate by 4%.", ("bank", "its key rate"), id="what is changed"),
        pytest.param("There were 40 cases of mumps in May.", ("cases of mumps", "number"), id="there were"),
        pytest.param("45% of the fleet was electric.", ("fleet", "was electric"), id="opens the clause"),
        pytest.param("The mill made 400 carts.", ("mill", "carts made"), id="counted object"),
        pytest.param("Net profit, at $40 million, was steady.", ("", "net profit"), id="apposition"),
        pytest.param("The average order (40 euros) was small.", ("", "average order"), id="brackets"),
        pytest.param("The rise in rents was 4%.", ("rents", "rise"), id="noun of change"),
    ],
)
def test_a_figure_is_named_by_its_clause(text, expected, parser):
    assert _names(text, parser) == [expected]


@pytest.mark.model
def test_a_clause_without_a_verb_has_its_own_subject(parser):
    assert _names("Pay rose by 2% and food prices by 3%.", parser) == [("", "pay"), ("", "food prices")]


@pytest.mark.model
@pytest.mark.parametrize(
    ("antecedent", "expected"),
    [pytest.param("old mill", "old mill", id="antecedent"), pytest.param("", "Overview", id="else the heading")],
)
def test_a_pronoun_stands_for_the_antecedent(antecedent, expected, parser):
    assert _names("It employed 40 people.", parser, antecedent) == [(expected, "people employed")]


@pytest.mark.model
def test_its_refers_to_the_owner_before(parser):
    text = "The mill grew, and its output reached 40 tonnes."
    doc = parser.parse(text)
    (item,) = bind(text, doc, find_quantities(text), [])
    assert Namer(text, doc, "", "Overview").subject_text(item) == "mill's output"
