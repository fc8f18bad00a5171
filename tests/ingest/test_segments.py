"""Words of a sentence shared out among its figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.ingest.segments import segments
from qa_service.language.quantities import find_quantities


def _cut(text):
    return [text[one.start : one.end].strip() for one in segments(text, find_quantities(text))]


def test_figures_parted_by_a_verb_alone_both_have_it():
    text = "Twelve mills sold 40 boats."
    cut = segments(text, find_quantities(text), [text.index("sold")])
    assert [text[one.start : one.end] for one in cut] == ["Twelve mills sold ", "sold 40 boats."]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param("Sales rose by 3%.", ["Sales rose by 3%."], id="one figure has it all"),
        pytest.param(
            "Rents rose by 3% while wages fell by 2%.", ["Rents rose by 3%", "while wages fell by 2%."], id="while"
        ),
        pytest.param(
            "Output was 5% lower than in May and 9% lower than in April.",
            ["Output was 5% lower than in May", "and 9% lower than in April."],
            id="and after than",
        ),
        pytest.param(
            "Loans to homes grew by 5% and loans to firms by 2%.",
            ["Loans to homes grew by 5%", "and loans to firms by 2%."],
            id="and before to",
        ),
        pytest.param(
            "It was highest in Elm (31%) and lowest in Oak (17%).",
            ["It was highest in Elm (31%)", "and lowest in Oak (17%)."],
            id="brackets joined",
        ),
        pytest.param("Cats (31%) outran dogs (17%).", ["Cats (31%)", "outran dogs (17%)."], id="brackets not joined"),
        pytest.param(
            "Pay was $9 million, up 4% on the year.", ["Pay was $9 million", ", up 4% on the year."], id="comma"
        ),
        pytest.param(
            "It rose from 4% in 2010 to 9% in 2020.", ["It rose from 4% in 2010", "to 9% in 2020."], id="from and to"
        ),
        pytest.param(
            "It cost $9 million; the roof, $2 million.",
            ["It cost $9 million", "; the roof, $2 million."],
            id="semicolon",
        ),
        pytest.param("No figure here.", [], id="none"),
    ],
)
def test_each_figure_gets_the_words_of_its_own_clause(text, pieces):
    assert _cut(text) == pieces


WORDS = st.sampled_from(
    "sales rose fell and or while than to from with , ; ( ) – by 3% 4.5% $9 million 12 tonnes in 2020 up".split()
)


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_segments_are_in_order_cover_the_text_and_hold_their_figures(text):
    quantities = find_quantities(text)
    found = segments(text, quantities)
    assert [one.quantity for one in found] == list(quantities)
    assert "".join(text[one.start : one.end] for one in found) == (text if quantities else "")
    assert all(one.start <= one.quantity.start < one.quantity.end <= one.end for one in found)
