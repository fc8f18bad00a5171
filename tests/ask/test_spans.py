"""The shortest span that answers, by the real parser."""

from __future__ import annotations

import pytest

from qa_service.ask.interpreting import terms_of
from qa_service.ask.spans import can_answer, short_answer, wanted
from qa_service.language.parsing import Parser

KINDS = [
    ("Who praised the yard?", "name"),
    ("Who is the mayor?", "person"),
    ("What is the name of the deputy mayor?", "person"),
    ("Where is the yard?", "place"),
    ("Which city has the yard?", "place"),
    ("When was it opened?", "date"),
    ("which year was it opened", "date"),
    ("Why did it close?", "reason"),
    ("what is it caused by", "reason"),
    ("At what age do skippers retire?", "number"),
    ("Which company was listed first?", "name"),
    ("Which body publishes the figures?", "name"),
    ("What came of the talks?", "other"),
]


@pytest.mark.parametrize(("question", "kind"), KINDS)
def test_what_a_question_wants(question, kind):
    assert wanted(question) == kind


@pytest.fixture(scope="module")
def parser():
    return Parser.load()


def stems(question):
    return frozenset(form for term in terms_of(question) for form in term.stems)


SHORT = [
    pytest.param(
        "Who praised the yard?",
        "The yard was praised by the Harbour Council.",
        "Harbour Council",
        id="the agent of a passive",
    ),
    pytest.param(
        "Who publishes the figures?",
        "The Bureau of Coastal Statistics publishes the figures every May.",
        "Bureau of Coastal Statistics",
        id="a subject",
    ),
    pytest.param(
        "When was the lighthouse opened?", "The lighthouse was opened on 4 May 2019.", "4 May 2019", id="a date"
    ),
    pytest.param(
        "Which company was listed first?",
        "The zone made progress, with Orla Marine listed as the first on the board.",
        "Orla Marine",
        id="a name with a participle",
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("question", "sentence", "short"), SHORT)
def test_the_short_answer(parser, question, sentence, short):
    doc = parser.parse(sentence, entities=True)
    assert short_answer(wanted(question), doc, stems(question)) == short


HOLDS = [
    pytest.param("When will the yard be finished?", "The yard is being built.", False, id="no date"),
    pytest.param("When will the yard be finished?", "The yard will be finished in 2023.", True, id="a date"),
    pytest.param("Who is the mayor?", "The mayor opened the yard.", False, id="no person"),
    pytest.param("Who is the mayor?", "Anna Berg is the mayor of the town.", True, id="a person"),
    pytest.param("At what age do skippers retire?", "Skippers retire early.", False, id="no age"),
    pytest.param("At what age do skippers retire?", "Skippers retire at 61.", True, id="an age"),
    pytest.param("What came of the talks?", "The talks brought new rules.", True, id="anything will do"),
]


@pytest.mark.model
@pytest.mark.parametrize(("question", "sentence", "expected"), HOLDS)
def test_whether_a_sentence_can_answer_at_all(parser, question, sentence, expected):
    doc = parser.parse(sentence, entities=True)
    assert can_answer(wanted(question), sentence, doc, stems(question)) is expected


@pytest.mark.model
def test_no_span_where_the_parse_does_not_single_one_out(parser):
    doc = parser.parse("Boats and nets were sold.", entities=True)
    assert short_answer("other", doc, stems("What was bought?")) == ""
