"""Words as they are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.language.terms import (
    EMPTY,
    SLOT_WORDS,
    STOP,
    bag,
    decade,
    groups_of,
    is_phrase,
    join_phrases,
    number_of,
    opposed,
    stem,
    tokens,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sold", "sell"),
        ("grew", "growing"),
        ("women", "woman"),
        ("city's", "cities"),
        ("labour", "labor"),
        ("organisation", "organization"),
        ("Exports", "export"),
    ],
)
def test_forms_of_one_word_share_a_stem(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("car", "vehicle"), ("staff", "employees"), ("rose", "increase"), ("pay", "wages"), ("jobless", "unemployed")],
)
def test_synonyms_share_a_group(one, other):
    assert groups_of(stem(one)) & groups_of(stem(other))


@pytest.mark.parametrize(("one", "other"), [("rose", "fell"), ("men", "women"), ("old", "young"), ("car", "house")])
def test_other_words_share_none(one, other):
    assert groups_of(stem(one)) & groups_of(stem(other)) == frozenset()


def test_members_of_one_family_are_opposed():
    assert opposed(stem("north"), stem("south"))
    assert not opposed(stem("north"), stem("north"))
    assert not opposed(stem("north"), stem("car"))


@pytest.mark.parametrize(
    ("token", "expected"),
    [("40k", "40000"), ("40,000", "40000"), ("1.5m", "1500000"), ("2.5", "2.5"), ("cars", None)],
)
def test_numbers_have_one_form(token, expected):
    assert number_of(token) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2021, 4,500 homes", ["In", "2021", "4,500", "homes"]),
        ("R&D at the firm's e-shop", ["R&D", "at", "the", "firm's", "e-shop"]),
        ("40k people", ["40k", "people"]),
        ("", []),
    ],
)
def test_tokens_are_words_and_numbers_as_they_stand(text, expected):
    assert tokens(text) == expected


def test_phrases_count_as_one_word():
    assert join_phrases("They gave up smoking") == "They gave-up smoking"
    assert is_phrase("gave-up")
    assert not is_phrase("grey-blue")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He forgave up to ten", "He forgave up to ten"),
        ("“Gave up,” she said", "“Gave-up,” she said"),
        ("It gave\nup", "It gave\nup"),
    ],
    ids=["begins inside a word", "beside a mark", "parted by a line"],
)
def test_a_phrase_is_whole_words_in_one_line(text, expected):
    assert join_phrases(text) == expected


def test_hyphenated_words_count_whole_and_in_parts():
    assert {"highspe", "high", "speed"} <= bag("high-speed").stems


def test_signs_of_money_are_words():
    assert "pound" in bag("£5").stems
    assert "euro" in bag("€5").stems


def test_decades_are_numbers():
    assert (decade("Fifties"), decade("cars")) == ("50", None)
    assert "50" in bag("people in their fifties").stems


def test_bags_add_up():
    assert (bag("old") | bag("mill")).stems == {stem("old"), stem("mill")}
    assert bag("") == EMPTY


def test_the_lists_are_in_lower_case():
    assert [word for word in STOP | SLOT_WORDS if word != word.lower()] == []


@given(st.text(alphabet=st.characters(codec="ascii", categories=("L",)), min_size=1, max_size=12))
def test_the_case_of_a_word_does_not_matter(word):
    assert stem(word.upper()) == stem(word.lower())


def test_parts_of_a_compound_count_beside_the_whole():
    assert join_phrases("two electric cars") == "two electric-cars"
    assert {"electric-car", "electr", "car"} <= bag("electric cars").stems
    assert bag("electric cars").groups & groups_of("ev")
    assert not is_phrase("electric-car")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Tunisia", "Tunisian"), ("fines", "penalties"), ("ridership", "passengers"), ("TEU", "containers")],
)
def test_words_for_one_thing_of_reports_share_a_group(one, other):
    assert groups_of(stem(one)) & groups_of(stem(other))


@pytest.mark.parametrize(("one", "other"), [("injured", "killed"), ("tennis", "football"), ("landlords", "tenants")])
def test_things_that_reports_tell_apart_are_opposed(one, other):
    assert opposed(stem(one), stem(other))


@pytest.mark.parametrize(
    ("one", "other"), [("completions", "begun"), ("orders", "delivered"), ("jobs", "output"), ("food", "clothing")]
)
def test_stages_and_branches_are_opposed(one, other):
    assert opposed(stem(one), stem(other))
