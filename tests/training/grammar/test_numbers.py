from __future__ import annotations

from random import Random

import pytest

from training.grammar import numbers
from training.grammar.measures import MEASURES
from training.grammar.numbers import Figure, Style

PLAIN = Style("%", " percentage points", "$", "", False, ",", False)
BY_KEY = {measure.key: measure for measure in MEASURES}


@pytest.mark.parametrize(
    ("key", "value", "style", "printed"),
    [
        ("beds", 1245, PLAIN, Figure("1,245 beds")),
        ("beds", 9, Style("%", "", "$", "", False, ",", True), Figure("nine beds")),
        ("inflation", 7.7, PLAIN, Figure("7.7%")),
        ("inflation", 7.7, Style(" per cent", "", "$", "", False, ",", False), Figure("7.7 per cent")),
        ("emissions", 412000, PLAIN, Figure("412,000 tonnes")),
        ("infant mortality", 14.21, PLAIN, Figure("14.2 per 1,000", " births")),
        ("egg price", 3.4, PLAIN, Figure("$3.40", " a dozen")),
        ("waiting time", 41.2, PLAIN, Figure("41 days")),
        ("producer prices", 104.25, PLAIN, Figure("104.2")),
    ],
)
def test_a_figure_spans_its_unit_and_leaves_the_rest_outside(key, value, style, printed):
    assert numbers.figure(Random(1), value, BY_KEY[key], style) == printed


def test_after_a_scale_the_counted_noun_is_outside_the_span():
    printed = {numbers.count(Random(seed), 2_214_000, "vehicles", PLAIN) for seed in range(30)}
    assert Figure("2.2 million", " vehicles") in printed
    assert {p.tail for p in printed if "million" in p.span} == {" vehicles"}
    assert {p.tail for p in printed if "million" not in p.span} == {""}


@pytest.mark.parametrize(
    ("style", "text"),
    [
        (PLAIN, "$4.2 billion"),
        (Style("%", "", "£", "", True, ",", False), "£4.2bn"),
        (Style("%", "", "", "crowns", False, ",", False), "4.2 billion crowns"),
    ],
)
def test_money_carries_currency_and_scale(style, text):
    assert text in {numbers.money(Random(seed), 4.2e9, style) for seed in range(20)}


def test_a_change_of_a_rate_is_in_points():
    assert numbers.difference(Random(1), 0.34, BY_KEY["inflation"], PLAIN) == Figure("0.3 percentage points")
