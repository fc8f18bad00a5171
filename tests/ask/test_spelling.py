"""Words spelled alike, found among many without holding each against each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.ask.spelling import Spellings, spelled_alike


@pytest.mark.parametrize(
    ("word", "other", "likeness"),
    [
        pytest.param("automobil", "auto", 0.8, id="cut short"),
        pytest.param("employmnet", "employment", 0.85, id="letters swapped"),
        pytest.param("cig", "cigarett", 0.6, id="three letters"),
        pytest.param("boat", "goat", 0.0, id="another word"),
        pytest.param("cod", "fishery", 0.0, id="nothing in common"),
        pytest.param("slaes", "sales", 0.85, id="neighbours swapped in a short word"),
        pytest.param("herrring", "herring", 0.85, id="a letter too many"),
        pytest.param("hering", "herring", 0.85, id="a letter too few"),
        pytest.param("co", "cod", 0.0, id="two letters"),
        pytest.param("port", "portionlessness", 0.0, id="too much is missing"),
        pytest.param("import", "export", 0.0, id="opposites"),
    ],
)
def test_spelling(word, other, likeness):
    assert spelled_alike(word, other) == likeness


def test_only_likenesses_above_nothing_are_given():
    words = ["auto", "automat", "automobile", "goat", "autumn"]
    assert Spellings(words).alike("automobil") == {"auto": 0.8, "automobile": 0.8}


_WORDS = st.text(alphabet="abcdé", min_size=1, max_size=12)


@given(st.lists(_WORDS, max_size=30, unique=True), _WORDS)
def test_the_same_words_are_found_as_by_holding_the_word_against_each(words, word):
    expected = {other: likeness for other in words if (likeness := spelled_alike(word, other))}
    assert Spellings(words).alike(word) == expected


def test_a_letter_may_be_repeated_more_often_than_a_byte_counts():
    assert Spellings(["a" * 190]).alike("a" * 189 + "b") == {"a" * 190: 0.85}
