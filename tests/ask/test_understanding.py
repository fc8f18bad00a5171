"""Questions read with those before them, over a tiny generation."""

from __future__ import annotations

from datetime import date

import pytest

from qa_service.ask.figures import FactFinder
from qa_service.ask.matching import Matcher
from qa_service.ask.understanding import Understanding, counted_noun, solid_words, wording
from qa_service.ask.vocabulary import Vocabulary
from qa_service.language.parsing import Parser
from qa_service.store.conversations import StoredTurn
from tests.fakes import FakeEncoder, make_generation

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def parser():
    return Parser.load()


@pytest.fixture(scope="module")
def understanding(parser):
    encoder = FakeEncoder(dimension=64)
    generation = make_generation({"harvest": "Barley rose 3 %.\nOats rose 7 %."}, encoder)
    vocabulary = Vocabulary(generation, encoder)
    facts = FactFinder(generation, Matcher(generation, vocabulary), vocabulary)
    return Understanding(generation, parser, vocabulary, facts)


def words(asked):
    return {term.text.lower() for term in asked.terms}


def test_words_of_a_question_are_told_apart_by_the_tagger(parser):
    parsed = parser.parse("How many new boats did the yard quickly sell?")
    assert counted_noun(parsed) == "boats"
    assert {"boats", "yard", "sell"} <= solid_words(parsed)
    assert "quickly" not in solid_words(parsed)


def test_a_question_of_its_own_follows_nothing(understanding):
    asked, prefer = understanding.of("How much did barley rise in 2019?")
    assert (asked.follow_up, asked.carried_period, prefer) == (False, False, ())
    assert asked.period.start == date(2019, 1, 1)


def test_a_follow_up_takes_over_what_it_does_not_say_and_the_answer_before(understanding):
    before = StoredTurn("How much did barley rise in 2019?", ("harvest-12",))
    asked, prefer = understanding.of("And oats?", [before])
    assert (asked.follow_up, asked.carried_period, prefer) == (True, True, ("harvest-12",))
    assert asked.period.start == date(2019, 1, 1)
    assert "oats" in words(asked)


def test_the_year_before_is_counted_from_the_year_asked_for(understanding):
    before = StoredTurn("How much barley was cut in 2019?", ())
    asked, _ = understanding.of("And the year before?", [before])
    assert (asked.period.start, asked.carried_period) == (date(2018, 1, 1), False)


def test_carried_words_are_a_part_of_the_wording(understanding):
    before = StoredTurn("How much did barley rise in 2019?", ())
    asked, _ = understanding.of("And in 2018?", [before])
    assert wording(asked).startswith("And in 2018?")
    assert "barley" in wording(asked).lower()
