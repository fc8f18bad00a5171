"""Acts and their times, by the real parser; likeness by a table."""

from __future__ import annotations

import pytest

from qa_service.ask.events import governors, same_act, tells_when, verbs_of
from qa_service.language.parsing import Parser

pytestmark = pytest.mark.model
ALIKE = {frozenset(("amend", "change")): 0.7, frozenset(("prevent", "protect")): 0.7}


def likeness(one: str, other: str) -> float:
    return ALIKE.get(frozenset((one, other)), 0.0)


@pytest.fixture(scope="module")
def parser():
    return Parser.load()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("begin", "start", True),
        ("finish", "start", False),
        ("close", "open", False),
        ("shut", "closes", True),
        ("prevent", "protect", True),
        ("design", "build", False),
        ("sing", "dance", False),
        ("carry-out", "conduct", True),
        ("suspend", "rebuild", False),
    ],
)
def test_acts_that_come_to_the_same(one, other, same):
    assert same_act(one, other, likeness) is same


@pytest.mark.parametrize(
    ("question", "sentence", "when", "tells"),
    [
        ("When will the line be finished?", "Construction of the line will start in 2024.", "2024", False),
        ("When will construction of the line begin?", "Construction of the line will start in 2024.", "2024", True),
        ("When will the centre close?", "We opened the centre in May 2021.", "May 2021", False),
        ("When did the centre open?", "We opened the centre in May 2021.", "May 2021", True),
        ("When was the mill shut?", "The mill closed in 2019.", "2019", True),
        ("When will the wing be finished?", "The wing will have 96 beds when it is completed in 2022.", "2022", True),
        ("When are the results due?", "The results will be published in June 2021.", "June 2021", True),
        ("When will the report be published?", "The report was published in June 2021.", "June 2021", False),
        ("When was the plan adopted?", "The plan will be adopted in June 2021.", "June 2021", False),
        ("When is the fair?", "Fair: 2 May 2022", "2 May", True),
    ],
)
def test_a_date_is_that_of_the_act_and_its_tense(parser, question, sentence, when, tells):
    doc = parser.parse(sentence)
    assert tells_when(parser.parse(question), doc, sentence.index(when), likeness) is tells


def test_light_verbs_name_no_act(parser):
    assert verbs_of(parser.parse("When is it expected to have an end?")) == []
    assert verbs_of(parser.parse("Who puts together the accounts?")) == ["put-together"]


def test_a_fragment_has_no_verb(parser):
    assert governors(parser.parse("Next release: 8 June 2024"), 14) == []


def test_the_last_word_of_a_when_question_is_its_verb_where_the_tagger_finds_none():
    assert verbs_of(Parser.load().parse("When will the salt market close?")) == ["close"]
