"""Who a sentence puts first: over small invented reports, with the bag-of-words encoder."""

from __future__ import annotations

import pytest

from qa_service.ask.firsts import FirstFinder
from tests.ask.test_texts import Asking

pytestmark = pytest.mark.model

PORTS = """# Ports of Selland in 2020

Published: 2021-03-10

## Passengers

Of the 14 piers, Osthaven was again the busiest, with 310,000 visitors.
Rents were highest in Marlow and lowest in Brink.

## Freight

Grain fell most in 2020, by 4%, and timber rose the most.
Bakery was the largest division.
Marlow's average of 511 was the lowest wage of the four towns.
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    asking = Asking(tmp_path_factory.mktemp("firsts"), {"ports.md": PORTS})
    finder = FirstFinder(asking.sentences, asking.parser)
    return lambda question: asking.answer(question, finder)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Which pier sees the most people?", "Osthaven — “Of the 14 piers"),
        ("Where were rents lowest?", "Brink — “Rents were"),
        ("Which town had the highest rents?", "Marlow — “Rents were"),
        ("Which town had the lowest wage?", "Marlow — “Marlow's average"),
        ("Which division was the largest?", "Bakery — “Bakery was"),
    ],
)
def test_the_one_that_a_sentence_names(ask, question, begins):
    answer = ask(question)
    assert answer is not None
    assert answer.answer.startswith(begins)
    assert answer.citations[0].quote in PORTS


@pytest.mark.parametrize(
    "question",
    [
        "Which town had the highest wages?",
        "What were the top two piers by visitors?",
        "Which division had the highest rents?",
        "Which pier stands in Osthaven?",
    ],
    ids=["another measure", "several", "largest of another", "no superlative"],
)
def test_no_answer_where_none_is_named(ask, question):
    assert ask(question) is None
