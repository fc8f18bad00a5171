"""The noun of "which …" and what is one, by the real parser; likeness by a table."""

from __future__ import annotations

import pytest

from qa_service.ask.categories import category_of, chosen, is_one
from qa_service.language.parsing import Parser

pytestmark = pytest.mark.model


def likeness(one: str, other: str) -> float:
    return 0.5 if (one, other) in {("illness", "shingles"), ("operation", "cataracts")} else 0.0


@pytest.fixture(scope="module")
def parser():
    return Parser.load()


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("Which borough grew fastest?", "borough"),
        ("Which kind of loan fails most?", "loan"),
        ("In which region is it highest?", "region"),
        ("For what operation do patients wait?", "operation"),
        ("Who suffered most?", ""),
        ("Where is it highest?", ""),
    ],
)
def test_the_noun_asked_for(parser, question, noun):
    category = category_of(parser.parse(question))
    assert category is not None
    assert category.noun == noun


def test_no_noun_is_asked_for(parser):
    assert category_of(parser.parse("Why did it fall?")) is None


@pytest.mark.parametrize(
    ("question", "words", "sentence", "one"),
    [
        ("Which hospital is the worst?", "hip replacements", "Waits were longest for hip replacements.", False),
        ("Which hospital is the worst?", "Marl", "Waits were longest at Marl.", True),
        ("Which operation is the worst?", "cataracts", "Waits were longest for cataracts.", True),
        ("Which colour is the worst?", "cataracts", "Waits were longest for cataracts.", False),
        ("Who waits longest?", "old people", "Waits were longest for old people.", True),
    ],
)
def test_a_place_has_a_name_and_other_things_are_alike(parser, question, words, sentence, one):
    category = category_of(parser.parse(question))
    assert category is not None
    assert is_one(category, words, parser.parse(sentence), sentence, likeness) is one


@pytest.mark.parametrize(
    ("question", "sentence", "words"),
    [
        ("Which loans fail?", "Defaults are common with consumer loans.", "consumer loans"),
        ("Which illness is it for?", "The vaccine protects against shingles.", "shingles"),
        ("Which town got the depot?", "The depot went to Selm.", "Selm"),
        ("Which two banks failed?", "The test covered 14 banks, of which two failed.", ""),
        ("Which supermarket left?", "Revenue fell after the loss of a supermarket contract.", ""),
    ],
)
def test_the_words_that_are_one(parser, question, sentence, words):
    category = category_of(parser.parse(question))
    assert category is not None
    assert chosen(category, parser.parse(sentence, entities=True), frozenset(), likeness) == words
