"""Words of change and comparison."""

from __future__ import annotations

import pytest

from qa_service.language.changes import DOWN, UP, comparison_sign, direction_of, directions_in, last_change


@pytest.mark.parametrize(
    ("word", "expected"),
    [("rose", "up"), ("Growth", "up"), ("widened", "up"), ("fell", "down"), ("NARROWED", "down"), ("stood", None)],
)
def test_a_word_has_a_direction_or_none(word, expected):
    assert direction_of(word) == expected


def test_no_word_goes_both_ways():
    assert set(UP) & set(DOWN) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rents rose and wages fell by", ("down", 21, 25)),
        ("up", ("up", 0, 2)),
        ("the supper was fine", None),
        ("", None),
    ],
)
def test_the_last_word_of_change_counts(text, expected):
    assert last_change(text) == expected


def test_directions_come_in_the_order_of_the_text():
    assert directions_in("It fell, then rose; a decline.") == ["down", "up", "down"]


@pytest.mark.parametrize(
    ("tail", "sign"),
    [
        (" higher than last year", 1),
        (" percentage points lower than", 0),
        (" significantly more than", 1),
        (" fewer than", -1),
        (") below the target", -1),
        (" of adults", 0),
    ],
)
def test_a_comparison_has_a_sign(tail, sign):
    assert comparison_sign(tail) == sign
