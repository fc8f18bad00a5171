"""Noun phrases: whose, of what, how many of what."""

from __future__ import annotations

import pytest

from qa_service.ingest.phrases import (
    clean,
    counted,
    is_pronoun,
    owner_and_measure,
    phrase,
    subject_of,
    token_at,
    unbracketed,
    verb_of,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the transport sector's emissions", ("transport sector", "emissions")),
        ("the workers' wages", ("workers", "wages")),
        ("exports of wool", ("wool", "exports")),
        ("the number of nurses", ("", "nurses")),
        ("the share of renewable power", ("", "renewable power")),
        ("employment in manufacturing", ("manufacturing", "employment")),
        ("Oakham Mills revenue", ("Oakham Mills", "revenue")),
        ("Net debt", ("", "net debt")),
        ("House prices", ("", "house prices")),
        ("turnover in 2021", ("", "turnover")),
        ("Between January and May airport passengers", ("", "airport passengers")),
        ("By air", ("", "By air")),
        ("match fee of £38 on average", ("", "match fee")),
        ("rents of SEK 412 million", ("", "rents")),
        ("rents of SEK", ("", "rents")),
        ("the policy rate", ("", "policy rate")),
    ],
)
def test_a_phrase_is_split_into_owner_and_measure(text, expected):
    assert owner_and_measure(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  the  old   mill, ", "old mill"),
        ("exports, respectively", "exports"),
        ("2.1 Output", "Output"),
        ("“Four Roads", "Four Roads"),
        ("An increase", "increase"),
    ],
)
def test_a_phrase_is_cleaned_for_people(text, expected):
    assert clean(text) == expected


def test_brackets_without_figures_are_blanked_at_the_same_length():
    text = "Gas (GHG) emissions (4%) fell."
    assert unbracketed(text) == "Gas       emissions (4%) fell."


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "number", "noun"),
    [
        ("The plant made 400 cars in May.", "400", "cars"),
        ("It signed 12 investment attraction projects.", "12", "investment attraction projects"),
        ("The population was 48,000 in May.", "48,000", ""),
    ],
)
def test_a_figure_counts_the_noun_behind_it(text, number, noun, parser):
    assert counted(parser.parse(text), text.index(number) + len(number)) == noun


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "number", "subject"),
    [
        ("The old mill at Tarnby made 400 carts.", "400", "old mill at Tarnby"),
        ("The mill made carts and sold 400.", "400", "mill"),
        ("The firm, which employs 400 people, moved.", "400", "firm"),
        ("Wages, which had been flat, rose by 4%.", "4", "wages"),
    ],
)
def test_the_subject_is_that_of_the_figures_clause(text, number, subject, parser):
    doc = parser.parse(text)
    token = token_at(doc, text.index(number), text.index(number) + len(number))
    assert phrase(subject_of(verb_of(token))) == subject


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [("It rose.", True), ("This company rose.", True), ("The mill rose.", False), ("They rose.", True)],
)
def test_pronouns_and_this_kind_point_back(text, expected, parser):
    subject = next(token for token in parser.parse(text) if token.dep_ == "nsubj")
    assert is_pronoun(subject) is expected


@pytest.mark.model
def test_no_token_stands_where_there_is_no_text(parser):
    assert token_at(parser.parse("It rose."), 50, 52) is None
