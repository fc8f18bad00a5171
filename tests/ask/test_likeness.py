from __future__ import annotations

import pytest

from qa_service.ask.interpreting import terms_of
from qa_service.ask.likeness import likeness
from qa_service.language.terms import bag


@pytest.mark.parametrize(
    ("term", "words", "value"),
    [
        ("boats", "a boat was built", 1.0),
        ("ship-building", "shipbuilding grew", 1.0),
        ("jobless", "unemployed men", 0.9),
        ("exports", "imports of wool", 0.0),
        ("3,400", "3400 boats", 1.0),
        ("3,400", "3500 boats", 0.0),
        ("kiln", "a boat was built", 0.0),
    ],
    ids=["a form", "joined", "a synonym", "an opposite", "a number", "another number", "another word"],
)
def test_likeness(term, words, value):
    (asked,) = terms_of(term)
    assert likeness(asked, bag(words), {}) == value


def test_a_word_that_stands_for_another_counts_as_much_as_it_is_like_it():
    (asked,) = terms_of("kiln")
    assert likeness(asked, bag("an oven"), {"oven": 0.7}) == 0.7
