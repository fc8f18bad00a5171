from __future__ import annotations

from dataclasses import replace

import pytest

from qa_service.ask.counting import counts_what_is_asked
from qa_service.ask.slots import Asked, Term
from tests.ask.facts import fact

BOATS = Asked("how many boats", "figure", (), unit="count", counted=Term("boats", ("boat",)))
CHILDREN = replace(BOATS, text="children at the yard", counted=Term("children", ("child",)))


@pytest.mark.parametrize(
    ("asked", "unit", "scope", "counts"),
    [
        (BOATS, "boats", "", True),
        (BOATS, "sailors", "on boats", False),
        (BOATS, "count", "boats built", True),
        (BOATS, "count", "sailors", False),
        (BOATS, "times", "boats sank", True),
        (BOATS, "boats per 100,000 people", "", False),
        (replace(BOATS, text="how many boats per 100,000 people"), "boats per 100,000 people", "", True),
        (replace(BOATS, text="how many boats in every thousand"), "boats per 1,000", "", True),
        (replace(BOATS, text="boats built"), "count", "built", True),
        (replace(BOATS, text="boats built"), "%", "built", True),
        (CHILDREN, "people", "", True),
        (CHILDREN, "boats", "", False),
        (CHILDREN, "people", "boats", True),
        (replace(CHILDREN, text="how many children"), "people", "boats", True),
        (replace(CHILDREN, text="how many children"), "count", "boats", False),
        (replace(CHILDREN, unit="EUR"), "boats", "", True),
    ],
)
def test_a_fact_counts_by_its_unit_or_where_that_is_open_by_its_words(asked, unit, scope, counts):
    given = fact("20", unit, subject="", measure="", scope=scope)
    assert counts_what_is_asked(asked, given, {}) is counts


def test_words_near_the_noun_stand_for_it():
    given = fact("20", "coracles", subject="", measure="", scope="")
    assert counts_what_is_asked(BOATS, given, {"coracl": 0.7})
    assert not counts_what_is_asked(BOATS, given, {"coracl": 0.3})
