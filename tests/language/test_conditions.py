from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.language.conditions import find_conditions

GROUPS = {
    "aged range": ("Those aged 25 to 34 rent.", ["aged 25 to 34"]),
    "aged dash": ("Men aged 50-59 row.", ["aged 50-59"]),
    "aged and over": ("People aged 60 and over swim.", ["aged 60 and over"]),
    "year olds": ("Half of 16 to 24 year olds rent.", ["16 to 24 year olds"]),
    "under five": ("Cases in children under 5 (90) rose.", ["children under 5"]),
    "infants under": ("Rates for infants under 1 fell.", ["infants under 1"]),
    "turning": ("It is offered to those turning 75.", ["turning 75"]),
    "listed year olds": ("Two- and three-year-olds play.", ["Two- and three-year-olds"]),
    "hyphenated": ("A 15-year-old won.", ["15-year-old"]),
    "and over": ("adult (16 years old and over)", ["16 years old"]),
    "under 18s": ("It is free for under 18s.", ["under 18s"]),
    "younger than": ("women with children younger than 6", ["children younger than 6"]),
    "under the age": ("Children under the age of five ride free.", ["under the age of five"]),
    "people over": ("People over 65 are in most need.", ["People over 65"]),
    "bare range beside age": ("The oldest age group was 65 to 74.", ["65 to 74"]),
    "income or more": ("with an income of £40,000 or more", ["income of £40,000 or more"]),
    "income under": (
        "people with an annual income of less than £10,000",
        ["people with an annual income of less than £10,000"],
    ),
    "whose income": ("those whose annual income is £40,000 or more", ["income is £40,000 or more"]),
    "incomes up to": ("incomes up to £9,999", ["incomes up to £9,999"]),
    "earning": ("those earning under £10,000", ["earning under £10,000"]),
    "on or more": ("people on £40k or more", ["on £40k or more"]),
    "plus": ("those on £40,000 plus", ["on £40,000 plus"]),
    "had an income of": (
        "Of those who had an income of less than £10,000, 48% left.",
        ["those who had an income of less than £10,000"],
    ),
    "cars": ("households with 3 or more cars", ["households with 3 or more cars"]),
    "employees": ("firms employing fewer than 50 people", ["firms employing fewer than 50 people"]),
    "size band": ("businesses with 10 to 49 employees", ["businesses with 10 to 49 employees"]),
}
FIGURES = {
    "average age": "The average age of 34 is low.",
    "income rose": "Income rose to over £40,000.",
    "firm's income": "The firm had an income of more than £5 million.",
    "more cars": "They bought 3 or more cars.",
    "per cent range": "Ages apart, 20 to 30% agreed.",
    "no number": "Those aged and over.",
}


@pytest.mark.parametrize(("text", "expected"), GROUPS.values(), ids=GROUPS)
def test_ages_and_thresholds_are_conditions(text, expected):
    assert [text[start:end] for start, end in find_conditions(text)] == expected


@pytest.mark.parametrize("text", FIGURES.values(), ids=FIGURES)
def test_measurements_are_no_conditions(text):
    assert find_conditions(text) == []


@given(
    st.lists(st.sampled_from("aged 25 to 34 and over income of £10,000 or more people with 3 year olds under".split()))
)
def test_conditions_are_ordered_and_disjoint(words):
    spans = find_conditions(" ".join(words))
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
