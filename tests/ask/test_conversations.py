"""Which questions lean on the one before."""

from __future__ import annotations

import pytest

from qa_service.ask.conversations import Turn, continues
from qa_service.ask.interpreting import interpret

LEANING = [
    "and sales?",
    "what about Selm?",
    "how about 2019?",
    "compared with the country?",
    "in what period?",
    "why?",
    "and in 1990?",
    "how many did it sell?",
    "which of them is higher?",
    "what increase is that on 2019?",
    "growth?",
    "what about the ones in the north?",
]
FRESH = [
    "How many boats did Orla Shipyard build?",
    "Orla sales growth 2021",
    "Who praised the yard?",
    "share of women among skippers",
]


@pytest.mark.parametrize("question", LEANING)
def test_a_question_that_points_back_continues(question):
    assert continues(interpret(question))


@pytest.mark.parametrize("question", FRESH)
def test_a_question_that_names_its_own_matter_does_not(question):
    assert not continues(interpret(question))


def test_a_turn_holds_what_was_understood_and_what_answered():
    asked = interpret("How many boats did Orla Shipyard build?")
    turn = Turn(asked, ("f1",))
    assert (turn.asked, turn.facts) == (asked, ("f1",))
