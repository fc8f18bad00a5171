from __future__ import annotations

from dataclasses import replace

import pytest

from qa_service.ask.interpreting import interpret, terms_of
from qa_service.ask.matching import CONDITION, LIGHT, Matcher
from qa_service.ask.slots import tagged
from qa_service.ask.vocabulary import Vocabulary
from tests.fakes import FakeEncoder, make_generation

TEXT = (
    "The barley harvest grew in the Marlow valley.\n"
    "Barley rose 3 % there and oats rose 7 % in the Marlow hills.\n"
    "Exports of wool fell 9 % and, says Marlow, imports fell 4 %.\n"
    "Rain was rare."
)


@pytest.fixture(scope="module")
def generation():
    return make_generation({"harvest": TEXT})


@pytest.fixture(scope="module")
def matcher(generation):
    return Matcher(generation, Vocabulary(generation, FakeEncoder()))


def test_a_place_holds_the_words_around_a_sentence(matcher):
    place = matcher.place(1)
    assert {"barley", "oat", "marlow"} <= place.sentence.stems
    assert place.title.stems == {"harvest"}
    assert place.before.stems == place.scene.stems == frozenset()


def test_a_fact_is_found_at_its_sentence(generation, matcher):
    assert [matcher.sentence_index(fact) for fact in generation.facts] == [1, 1, 2, 2]


def test_all_terms_met_is_full_coverage_and_nothing_missing(generation, matcher):
    fact = replace(generation.facts[0], scope="Barley rose there")
    match = matcher.fact_match(interpret("barley growth"), fact, matcher.place(1), 0.5)
    assert (match.coverage, match.core, match.missing) == (1.0, 1.0, ())


def test_a_neighbours_word_counts_less_than_ones_own(generation, matcher):
    fact = replace(generation.facts[0], scope="Barley rose there")
    own = matcher.fact_match(interpret("barley growth"), fact, matcher.place(1), 0.5)
    neighbours = matcher.fact_match(interpret("oats growth"), fact, matcher.place(1), 0.5)
    assert neighbours.coverage == pytest.approx(0.45)
    assert own.score > neighbours.score


def test_the_opposite_of_ones_own_word_is_missing_though_it_stands_in_the_sentence(generation, matcher):
    fact = replace(generation.facts[2], subject="Exports", scope="Exports of wool fell")
    match = matcher.fact_match(interpret("imports decrease"), fact, matcher.place(2), 0.5)
    assert [t.text for t in match.missing] == ["imports"]


def test_a_light_word_that_is_not_met_takes_little(generation, matcher):
    fact = replace(generation.facts[0], scope="Barley rose there")
    asked = interpret("barley growth recorded")
    match = matcher.fact_match(asked, fact, matcher.place(1), 0.5)
    barley = matcher.weight(asked.terms[0], matcher.place(1))
    assert [t.text for t in match.missing] == ["recorded"]
    assert match.coverage == pytest.approx(barley / (barley + LIGHT))


def test_a_name_that_is_nowhere_is_missing(generation, matcher):
    match = matcher.fact_match(interpret("barley growth in Osthaven"), generation.facts[0], matcher.place(1), 0.9)
    assert [t.text for t in match.missing] == ["Osthaven"]


def test_a_sentence_needs_its_own_words(matcher):
    rain = matcher.sentence_match(interpret("was rain rare?"), matcher.place(3), 0.5)
    barley = matcher.sentence_match(interpret("was rain rare?"), matcher.place(1), 0.5)
    assert (rain.score, rain.coverage, rain.missing) == (0.75, 1.0, ())
    assert [t.text for t in barley.missing] == ["rain", "rare"]


@pytest.mark.parametrize(
    ("question", "change", "against"),
    [
        ("how many teachers", {"subject": "teachers"}, 0.0),
        ("how many teachers", {"subject": "retired teachers"}, CONDITION),
        ("how many retired teachers", {"subject": "retired teachers"}, 0.0),
        ("how many teachers", {"subject": "teachers", "scope": "of teachers aged 55 to 64"}, CONDITION),
        ("how many teachers aged 55 to 64", {"subject": "teachers", "scope": "of teachers aged 55 to 64"}, 0.0),
    ],
    ids=["the group", "a narrower one", "the narrower one asked for", "an age", "the age asked for"],
)
def test_a_narrower_group_than_the_one_asked_for_tells_against_a_fact(generation, matcher, question, change, against):
    fact = replace(generation.facts[0], id=f"{question}{change}", **{"scope": "", **change})
    assert matcher.narrower(interpret(question), fact) == against


@pytest.mark.parametrize(("unit", "counts"), [("boats", True), ("carts", False)])
def test_how_many_counts_what_it_names(generation, matcher, unit, counts):
    asked = tagged(interpret("how many boats are there"), frozenset({"boats"}), "boats")
    assert matcher.counts(asked, replace(generation.facts[0], unit=unit)) is counts


@pytest.mark.parametrize(
    ("unit", "counts"), [("people", True), ("residents", True), ("foreign students", False), ("sailors", True)]
)
def test_how_many_people_counts_a_kind_of_people_only_if_it_names_the_kind(generation, matcher, unit, counts):
    asked = interpret("how many people are sailors")
    assert matcher.counts(asked, replace(generation.facts[0], unit=unit)) is counts


@pytest.mark.parametrize(("word", "named"), [("Marlow", True), ("barley", False), ("17", True)])
def test_a_name_is_a_word_that_the_reports_write_with_a_capital_or_a_number(matcher, word, named):
    (term,) = terms_of(word)
    assert matcher.named(term) is named


class _Counting(Vocabulary):
    looked_up = 0

    def neighbours(self, terms):
        self.looked_up += 1
        return super().neighbours(terms)


def test_the_words_of_a_question_are_looked_up_once_for_all_facts(generation):
    vocabulary = _Counting(generation, FakeEncoder())
    matcher, asked = Matcher(generation, vocabulary), interpret("barley growth")
    matches = [matcher.fact_match(asked, fact, matcher.place(1), 0.5) for fact in generation.facts[:2]]
    assert (vocabulary.looked_up, len(matches)) == (1, 2)
    matcher.fact_match(interpret("oats growth"), generation.facts[0], matcher.place(1), 0.5)
    assert vocabulary.looked_up == 2
