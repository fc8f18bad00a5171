"""Weights of words, names told by their capitals, acronyms, misspellings."""

from __future__ import annotations

import math

import pytest

from qa_service.ask.interpreting import terms_of
from qa_service.ask.slots import Term
from qa_service.ask.vocabulary import KIN, MOST_FOREIGN, Vocabulary, contrary, widened
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
    ("one", "other", "expected"),
    [
        ("employ", "unemploy", True),
        ("smoker", "nonsmoker", True),
        ("man", "human", False),
        ("paid", "underpaid", True),
        ("cod", "cod", False),
    ],
)
def test_a_prefix_can_turn_a_word_round(one, other, expected):
    assert contrary(one, other) is expected


def test_a_name_weighs_six_tenths_at_least(vocabulary):
    assert vocabulary.weight(term("Selm")) == pytest.approx(0.6)


def test_the_commonest_word_weighs_a_quarter_at_least():
    encoder = FakeEncoder()
    vocabulary = Vocabulary(make_generation({"a": "cod\ncod\ncod"}, encoder), encoder)
    assert vocabulary.weight(term("cod")) == 0.25


def test_with_one_sentence_every_word_weighs_one():
    encoder = FakeEncoder()
    assert Vocabulary(make_generation({"a": "cod landed"}, encoder), encoder).weight(term("cod")) == 1.0


def test_a_foreign_word_stands_for_the_words_it_points_at():
    encoder = FakeEncoder()
    vocabulary = Vocabulary(make_generation({"a": "cod landed\nsole sold"}, encoder), encoder)
    near = vocabulary.neighbours(terms_of("eel"))[stem("eel")]
    assert near == {stem("cod"): 0.85}


def test_a_foreign_word_is_embedded_once():
    encoder = FakeEncoder()
    vocabulary = Vocabulary(make_generation({"a": "cod landed"}, encoder), encoder)
    before = len(encoder.encoded)
    first = vocabulary.neighbours(terms_of("eel"))
    assert vocabulary.neighbours(terms_of("eel")) == first
    assert encoder.encoded[before:] == ["eel"]


def test_a_known_word_has_its_kin_and_a_number_none():
    encoder = FakeEncoder()
    vocabulary = Vocabulary(make_generation({"a": "cod and carp landed"}, encoder), encoder)
    assert vocabulary.neighbours(terms_of("cod"))[stem("cod")] == {stem("carp"): KIN}
    assert vocabulary.neighbours(terms_of("17")) == {}


def test_an_opposite_is_no_kin():
    encoder = FakeEncoder(dimension=1)  # all words point the same way
    vocabulary = Vocabulary(make_generation({"a": "imports exports employment unemployment"}, encoder), encoder)
    near = vocabulary.neighbours((term("employment"), term("imports")))
    assert stem("unemployment") not in near[stem("employment")]
    assert stem("exports") not in near[stem("imports")]


def test_without_words_nothing_is_near():
    encoder = FakeEncoder()
    assert Vocabulary(make_generation({}, encoder), encoder).neighbours(terms_of("eel")) == {stem("eel"): {}}


def test_a_hyphenated_word_is_known_as_one():
    encoder = FakeEncoder()
    assert Vocabulary(make_generation({"a": "Sales of e-nets rose"}, encoder), encoder).knows(term("enets"))


@pytest.mark.parametrize(
    ("text", "acronym", "long"),
    [
        ("the Bureau of Coastal Statistics (BCS) says", "bcs", "Bureau of Coastal Statistics"),
        ("gross harbour product (GHP) rose", "ghp", "gross harbour product"),
        ("they sold nets (GHP) here", "ghp", None),
    ],
    ids=["small words passed over", "lower case", "initials that do not fit"],
)
def test_acronyms_are_read_with_their_long_form(text, acronym, long):
    encoder = FakeEncoder()
    found = Vocabulary(make_generation({"a": text}, encoder), encoder).acronyms.get("a", {})
    assert found.get(stem(acronym)) == (bag(long) if long else None)


def test_words_without_acronyms_stay_as_they_are(vocabulary):
    assert widened(bag("cod landed"), vocabulary.acronyms["harbour"]) == bag("cod landed")


def test_a_proper_word_is_never_written_small(vocabulary):
    assert vocabulary.proper("Selm")
    assert not vocabulary.proper("cod")
    assert not vocabulary.proper("whale")
    assert not vocabulary.proper("They")


@pytest.mark.parametrize(
    ("word", "text", "proper"),
    [
        ("Selmby", "Selmby landed cod", True),
        ("Selmby", "Cod of selmby landed", False),
        ("Exports", "Exports rose", False),
        ("One", "One rose", False),
    ],
    ids=["at the front only", "also written small", "a plain word at the front", "a stop word at the front"],
)
def test_a_word_at_the_front_of_sentences_is_proper_unless_plain(word, text, proper):
    encoder = FakeEncoder()
    assert Vocabulary(make_generation({"a": text}, encoder), encoder).proper(word, at_front=True) is proper


@pytest.mark.parametrize(
    ("word", "light"),
    [("recorded", True), ("beofre", True), ("numbers", False), ("cod", False), ("Found", False)],
    ids=["a light word", "a misspelt word that steers", "a form of a word that steers", "a thing", "a name"],
)
def test_light_words_say_little(vocabulary, word, light):
    name = word[0].isupper()
    assert vocabulary.light(Term(word, (stem(word),), name=name)) is light


def test_a_misspelt_word_is_near_the_word_of_the_reports_that_it_may_be():
    encoder = FakeEncoder()
    vocabulary = Vocabulary(make_generation({"a": "occupancy and sales rose"}, encoder), encoder)
    near = vocabulary.neighbours((term("occuancy"), term("slaes")))
    assert near[stem("occuancy")][stem("occupancy")] >= 0.85
    assert near[stem("slaes")][stem("sales")] >= 0.85


def test_of_many_foreign_words_only_the_first_are_looked_up():
    encoder = FakeEncoder()
    vocabulary = Vocabulary(make_generation({"a": "cod landed"}, encoder), encoder)
    before = len(encoder.encoded)
    vocabulary.neighbours(terms_of(" ".join(f"zz{a}{b}" for a in "abcdef" for b in "qwerty")))
    assert len(encoder.encoded) - before == MOST_FOREIGN
