"""Passages with other numbers: everything but the digits stays, and equal numbers stay equal."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from varying import varied

MILL = "In 2021 the mill made 1,240 looms, 6.2% more than in 2020; at 3 sites 40 people and 7 per cent of Q4."


def test_numbers_change_and_words_stay():
    text, _ = varied(MILL, [], 1)
    assert text != MILL
    assert re.sub(r"\d", "0", text) == re.sub(r"\d", "0", MILL)


def test_a_question_gets_the_numbers_of_its_passage():
    text, (question,) = varied(MILL, ["Were 1,240 looms made in 2021, or 6.2% fewer?"], 1)
    looms, year, share = re.search(r"Were (\S+) looms made in (\d+), or (\S+) fewer", question).groups()
    assert f"In {year} the mill made {looms} looms, {share} more" in text


def test_what_may_be_no_figure_stays():
    text, _ = varied(MILL, [], 1)
    assert "at 3 sites 40 people" in text
    assert text.endswith("of Q4.")


def test_years_move_together():
    text, _ = varied(MILL, [], 2)
    later, earlier = (int(year) for year in re.findall(r"in (\d{4})", text, re.IGNORECASE))
    assert later - earlier == 1


def test_years_at_the_edge_stay():
    assert "1980" in varied("From 1980 to 2060.", [], 3)[0]


def test_a_seed_tells_the_outcome():
    assert varied(MILL, [], 5) == varied(MILL, [], 5)


@pytest.mark.parametrize("number", ["0.4%", "12,345", "0.05 million", "480"])
def test_a_leading_nought_stays_one_and_no_other_begins(number):
    text, _ = varied(f"It was {number} then.", [], 4)
    assert text.split()[2].startswith("0") == number.startswith("0")


@given(st.text(alphabet="0123456789., %()-apQ", max_size=60), st.integers(0, 50))
def test_only_digits_ever_change(text, seed):
    other, _ = varied(text, [], seed)
    assert re.sub(r"[0-9]", "0", other) == re.sub(r"[0-9]", "0", text)
