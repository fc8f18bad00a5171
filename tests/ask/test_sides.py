from __future__ import annotations

import pytest

from qa_service.ask.sides import sides_of

# question, left side, right side, what is said of both, way
TOLD = [
    ("gap in turnout between Northby and Southby, pp", "Northby", "Southby", "gap in turnout", "gap"),
    ("Difference between the growth of rents in Elm and in Oak in 2021", "in Elm", "in Oak", "growth of rents", "gap"),
    ("How far apart were lending and deposit rates?", "lending", "deposit rates", "How", "gap"),
    ("By how many points did coal output outpace that of gas in 2020?", "coal", "gas", "points", "lead"),
    ("How many points did coal output trail gas output by?", "gas output", "coal output", "points", "lead"),
    ("How many more trams than buses were there?", "trams", "buses", "", "lead"),
    ("How many fewer trams than buses were there?", "buses", "trams", "", "lead"),
    ("How much higher was pay in Elm than in Oak?", "in Elm", "in Oak", "pay", "lead"),
    ("How many pupils do Elm and Oak have together?", "Elm", "Oak", "", "sum"),
]


@pytest.mark.parametrize(("question", "left", "right", "rest", "way"), TOLD, ids=[case[0] for case in TOLD])
def test_the_two_sides_of_a_question_are_told(question, left, right, rest, way):
    sides = sides_of(question)
    assert sides is not None
    assert (left in sides.left, right in sides.right, rest in sides.rest, sides.way) == (True, True, True, way)
    assert (right in sides.left, left in sides.right) == (False, False)


@pytest.mark.parametrize(
    "question",
    ["How many trams were there in 2021?", "By how much did rents rise between 2020 and 2021?", "the gap in pay", ""],
    ids=["one thing", "two times", "no sides named", "nothing"],
)
def test_a_question_of_one_thing_has_no_sides(question):
    assert sides_of(question) is None
