from __future__ import annotations

import pytest

from qa_service.language.qualifiers import qualifier

BEFORE = {
    "more than": "more_than", "just over": "more_than", "in excess of": "more_than", "exceeding": "more_than",
    "above": "more_than", "less than": "less_than", "nearly": "less_than", "almost": "less_than",
    "just under": "less_than",
    "fewer than": "less_than", "at least": "at_least", "a minimum of": "at_least", "no fewer than": "at_least",
    "at most": "at_most", "no more than": "at_most", "up to": "at_most", "about": "about", "some": "about",
    "roughly": "about", "an estimated": "about", "~": "about", "exactly": None, "sold": None, "from": None,
}  # fmt: skip
AFTER = {"or more": "at_least", "people or more": "at_least", "or fewer": "at_most", "or so": "about", "and": None}


@pytest.mark.parametrize(("words", "expected"), BEFORE.items(), ids=BEFORE)
def test_words_before_a_figure(words, expected):
    text = f"It has {words} 40 sites"
    assert qualifier(text, text.index("40"), text.index("40") + 2) == expected


@pytest.mark.parametrize(("words", "expected"), AFTER.items(), ids=AFTER)
def test_words_behind_a_figure(words, expected):
    assert qualifier(f"It has 40 {words} there", 7, 9) == expected
