"""What a growth is measured against."""

from __future__ import annotations

import pytest


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "bases"),
    [
        pytest.param("Exports rose by 4% year on year.", ["year on year"], id="year on year"),
        pytest.param("Exports rose by 4% on the previous quarter.", ["on the previous quarter"], id="quarter"),
        pytest.param("Exports rose by 4% from 2019.", ["from 2019"], id="from a year"),
        pytest.param("Sales were 4% higher than in 2019.", ["compared with 2019"], id="than a year"),
        pytest.param("Exports were worth £4 million in 2019.", [None], id="a level has none"),
    ],
)
def test_the_basis_stands_beside_a_growth(text, bases, facts_of):
    assert [fact.basis for fact in facts_of(text)] == bases
