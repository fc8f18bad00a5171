from __future__ import annotations

import pytest

from qa_service.ask.wording import GROWTH, has_size, operation_of, unit_and_role


@pytest.mark.parametrize(
    ("text", "unit", "role"),
    [
        ("how many mills are there", "count", "level"),
        ("how many mills opened, up by how many", "count", "growth"),
        ("cost per million pounds of felt", "money", "level"),
        ("felt worth £5 million: what share", "%", "share"),
        ("price in yen", "JPY", "level"),
        ("birth rate in dollars", "USD", "level"),
        ("turnout at the poll", "rate", "level"),
        ("rate of exchange", None, "level"),
        ("how much was paid to weavers", "money", "level"),
        ("the gap in growth", None, "gap"),
        ("percentage growth of felt", "%", "growth"),
        ("what percentage of the rise is due to felt", "%", "share"),
        ("by how much did the share of felt rise", "pp", "change_in_share"),
        ("what rank has the mill", "rank", "rank"),
        ("felt in per cent", "%", None),
        ("how big was the dividend per share", "money", "level"),
        ("what was the fee before it was raised", "money", "level"),
        ("what is the cost of the mill expansion", "money", "level"),
        ("what about felt supply", None, None),
        ("how many beds were taken up", "count", "level"),
        ("how did felt do", None, "growth"),
        ("occupancy of the inn", "rate", "level"),
        ("passengers at the port", "count", "level"),
        ("how did felt do against the target", None, "level"),
    ],
)
def test_unit_and_role(text, unit, role):
    assert unit_and_role(text, "figure") == (unit, role)


def test_only_a_question_for_a_figure_takes_a_level_from_a_noun_of_size():
    assert unit_and_role("the size of felt", "figure") == (None, "level")
    assert unit_and_role("the size of felt", "yesno") == (None, None)
    assert unit_and_role("the price of felt", "figure") == ("money", "level")
    assert unit_and_role("the price of felt", "yesno") == (None, None)


@pytest.mark.parametrize(
    ("text", "grown"),
    [
        ("felt is up", True),
        ("up to 20 bales", False),
        ("who ended up with the mill", False),
        ("by how much was the toll cut", True),
        ("the toll was cut by how much", True),
        ("a short cut through town", False),
        ("how quickly did it go", True),
        ("profits and losses", False),
    ],
)
def test_words_of_change(text, grown):
    assert bool(GROWTH.search(text)) is grown


@pytest.mark.parametrize(
    ("text", "sized"), [("the median age", True), ("school enrolments", True), ("the mayor", False), ("a name", False)]
)
def test_has_size(text, sized):
    assert has_size(text) is sized


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("felt plus wool", "sum"),
        ("how many are outside the town", "rest"),
        ("mean quarterly sales", "average"),
        ("by how many bales did it go from 20 to 30", "difference"),
        ("the implied 2018 level", "base"),
        ("felt sales", None),
    ],
)
def test_operation_of(text, operation):
    assert operation_of(text) == operation
