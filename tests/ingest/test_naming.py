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
        pytest.param("The gain was led by a 4% increase in steel output.", ("", "steel output"), id="increase in"),
        pytest.param("There was a rise of 4% in hotel prices in May 2023.", ("", "hotel prices"), id="a rise of … in"),
        pytest.param("Estimates of saving showed a 4% rise in Quarter 1 2023.", ("", "saving"), id="shows a rise"),
        pytest.param("Core inflation slowed to 4%.", ("", "core inflation"), id="slowed"),
        pytest.param("The median wait lengthened to 31 days.", ("", "median wait"), id="lengthened"),
        pytest.param("The public deficit came to 4%.", ("", "public deficit"), id="came to"),
        pytest.param("GDP growth is put at 4%.", ("", "GDP growth"), id="is put at"),
        pytest.param("May home sales rose 4%.", ("", "home sales"), id="a month is no owner"),
        pytest.param("The value added of large firms rose by 4%.", ("large firms", "value added"), id="value added"),
        pytest.param("Compensation of $4 million was paid.", ("", "compensation"), id="of the noun before"),
        pytest.param("Of all trains, 84% were on time.", ("trains", "were on time"), id="of all"),
        pytest.param("Of those admitted, 287 (7%) needed care.", ("those admitted", "needed care"), id="bracket"),
        pytest.param("The Board decided to lower the key rate by 4%.", ("Board", "key rate"), id="to lower"),
    ],
)
def test_a_figure_is_named_by_its_clause(text, expected, parser):
    assert _names(text, parser)[0] == expected


@pytest.mark.model
def test_a_part_is_told_from_the_whole_that_it_is_of(parser):
    names = _names("In May, 7 of the 12 factories grew.", parser)
    assert names == [("factories", "grew"), ("factories", "number")]


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
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Police in Elm recorded 400 thefts.", ("police in Elm", "thefts recorded")),
        ("In Elmstead, May home sales rose 12%.", ("Elmstead", "home sales")),
        ("Among nurses, uptake fell to 51%.", ("nurses", "uptake")),
        ("Prices rose; in the south they were 4%.", ("south", "prices")),
        ("Raising the fee from £5 to £7 costs £4 million.", ("Review", "fee")),
        ("Running the two ferries cost £4 million.", ("running ferries", "cost")),
        ("The fund added £38 million to its reserves in 2021.", ("fund", "added to its reserves")),
        ("The office has 214 clerks and a budget of £26 million.", ("office", "clerks has")),
        ("Between 2 May and 9 June the night train was used by 800 people.", ("night train", "people used")),
        ("Deposits, of which households own three quarters, grew.", ("households", "own")),
        ("Shipments in the twelve months to July shrank to 4 million barrels.", ("Review", "Shipments")),
        ("In total, exports rose by 4%.", ("Review", "exports")),
        ("Women and girls made up 51% of visitors.", ("Review", "women")),
        ("Research and development spending was £19m.", ("Review", "research and development spending")),
    ],
)
def test_a_fact_is_named_by_its_sentence(text, names, facts_of):
    assert (facts_of(text)[0].subject, facts_of(text)[0].measure) == names


@pytest.mark.model
def test_its_refers_to_the_owner_before(parser):
    text = "The mill grew, and its output reached 40 tonnes."
    doc = parser.parse(text)
    (item,) = bind(text, doc, find_quantities(text), [])
    assert Namer(text, doc, "", "Overview").subject_text(item) == "mill's output"
