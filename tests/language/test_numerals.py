from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.language.numerals import (
    WORD_NUMBER,
    from_digits,
    from_words,
    part_of_whole,
    percentage,
    plain,
    scale_power,
    scaled,
    small_number,
)

IN_WORDS = {
    "three": "3",
    "nineteen": "19",
    "twenty-five": "25",
    "ninety nine": "99",
    "a hundred": "100",
    "two hundred and five": "205",
    "three thousand": "3000",
    "twelve thousand and forty": "12040",
    "two hundred thousand": "200000",
    "one million, two hundred thousand": "1200000",
    "a million": "1000000",
    "half a million": "500000",
    "two and a half million": "2500000",
    "one and a half": "1.5",
    "a dozen": "12",
    "half a dozen": "6",
    "two dozen": "24",
    "five lakh": "500000",
}


@pytest.mark.parametrize(("words", "value"), IN_WORDS.items(), ids=IN_WORDS)
def test_number_words_have_their_exact_value(words, value):
    assert re.fullmatch(WORD_NUMBER, words)
    assert from_words(words) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,234.50", "1234.50"), ("1,23,456", "123456"), ("12 345", "12345"), (".5", "0.5"), ("007", "7")],
)
def test_separators_go_and_decimals_stay(text, value):
    assert from_digits(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "power"), [("", 0), ("million", 6), ("bn", 9), ("Crore", 7), ("lakh crore", 12), ("hundred million", 8)]
)
def test_scale_words_are_powers_of_ten(text, power):
    assert scale_power(text) == power


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40), st.integers(-6, 12))
def test_scaling_is_exact_and_without_positive_exponent(value, power):
    moved = scaled(value, power)
    assert "E+" not in str(moved)
    assert moved.compare_total(plain(moved)) == 0
    assert scaled(moved, -power) == plain(value)


@pytest.mark.parametrize(
    ("text", "value"), [("12.50", "12.5"), ("100", "100"), ("1E+3", "1000"), ("-0.0", "0"), ("0.000", "0")]
)
def test_plain_has_no_exponent_and_no_idle_zeros(text, value):
    assert str(plain(Decimal(text))) == value


@pytest.mark.parametrize(
    ("words", "per_cent"),
    [
        ("half", "50"), ("a third", "33.33"), ("one-third", "33.33"), ("two-thirds", "66.67"), ("three quarters", "75"),
        ("a fifth", "20"), ("seven tenths", "70"), ("one fourth", "25"), ("seven eighths", "87.5"),
    ],
)  # fmt: skip
def test_fractions_are_percentages_to_four_figures(words, per_cent):
    assert part_of_whole(words) == Decimal(per_cent)


@pytest.mark.parametrize("words", ["", "the", "plenty"])
def test_other_words_are_no_fraction(words):
    assert part_of_whole(words) is None


def test_one_in_seven_is_rounded_and_none_is_nought():
    assert percentage(Decimal(1), Decimal(7)) == Decimal("14.29")
    assert percentage(Decimal(1), Decimal(30_000)) == Decimal("0.003333")
    assert percentage(Decimal(0), Decimal(7)) == 0


@pytest.mark.parametrize(("text", "value"), [("10", 10), ("ten", 10), ("Third", 3), ("thirty-one", 31)])
def test_small_numbers_in_words_or_digits(text, value):
    assert small_number(text) == value


def test_a_word_that_is_no_small_number_is_named():
    with pytest.raises(ValueError, match="'plenty' is not a number from zero to ninety-nine in words or digits"):
        small_number("plenty")
