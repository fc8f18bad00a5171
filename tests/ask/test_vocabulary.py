"""Weights of words, names told by their capitals, acronyms, misspellings."""

from __future__ import annotations

import math

import pytest

from qa_service.ask.interpreting import terms_of
from qa_service.ask.vocabulary import Vocabulary, contrary, spelled_alike, widened
from qa_service.language.terms import bag, stem
from tests.fakes import FakeEncoder, make_generation

TEXT = {
    "harbour": "The catch of cod rose in Selm last year\nThe fleet of Selm landed cod\n"
    "They sail from Selm and landed herring\n"
    "The gross harbour product (GHP) was high"
}


@pytest.fixture
def vocabulary():
    encoder = FakeEncoder()
    return Vocabulary(make_generation(TEXT, encoder), encoder)


def term(text):
    return terms_of(text)[0]


def test_a_rare_word_weighs_more_than_a_common_one(vocabulary):
    assert vocabulary.weight(term("herring")) == pytest.approx(math.log(5 / 2) / math.log(5))
    assert vocabulary.weight(term("cod")) == pytest.approx(math.log(5 / 3) / math.log(5))


def test_a_word_that_no_sentence_holds_weighs_one(vocabulary):
    assert vocabulary.weight(term("whale")) == 1.0


def test_a_name_is_a_word_with_a_capital_inside_sentences(vocabulary):
    assert vocabulary.is_name(term("selm"))
    assert not vocabulary.is_name(term("cod"))


def test_known_words_are_those_of_the_reports(vocabulary):
    assert vocabulary.knows(term("herring"))
    assert not vocabulary.knows(term("whale"))


def test_a_misspelt_word_finds_its_own(vocabulary):
    assert vocabulary.neighbours(terms_of("herirng"))[stem("herirng")].get(stem("herring")) == 0.85


def test_an_acronym_and_its_long_form_stand_for_each_other(vocabulary):
    acronyms = vocabulary.acronyms["harbour"]
    assert stem("ghp") in acronyms
    assert {stem("gross"), stem("product")} <= widened(bag("the GHP"), acronyms).stems
    assert stem("ghp") in widened(bag("gross harbour product"), acronyms).stems


@pytest.mark.parametrize(
    ("word", "other", "likeness"),
    [
        pytest.param("automobil", "auto", 0.8, id="cut short"),
        pytest.param("employmnet", "employment", 0.85, id="letters swapped"),
        pytest.param("cig", "cigarett", 0.6, id="three letters"),
        pytest.param("boat", "goat", 0.0, id="another word"),
        pytest.param("import", "export", 0.0, id="opposites"),
    ],
)
def test_spelling(word, other, likeness):
    assert spelled_alike(word, other) == likeness


@pytest.mark.parametrize(
    ("one", "other", "expected"), [("employ", "unemploy", True), ("smoker", "nonsmoker", True), ("man", "human", False)]
)
def test_a_prefix_can_turn_a_word_round(one, other, expected):
    assert contrary(one, other) is expected
