"""Yes and no, by the real parser; no two words are alike but the same."""

from __future__ import annotations

import pytest

from qa_service.ask.deciding import nothing_changed, verdict
from qa_service.ask.interpreting import terms_of
from qa_service.language.parsing import Parser

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def parser():
    return Parser.load()


@pytest.mark.parametrize(
    ("question", "sentence", "told"),
    [
        ("Will the Banking Act be changed?", "The Banking Act will be amended next year.", "Yes"),
        ("Will the survey be replaced?", "From 2024 the survey will not be replaced.", "No"),
        ("Did any hospital meet the target?", "The wards were full, and no hospital met the target.", "No"),
        ("Will the firm pay a dividend?", "The firm will pay no dividend.", "No"),
        ("Does the count include day cases?", "The count excludes day cases.", "No"),
        ("Are the estimates adjusted?", "The estimates are not adjusted.", "No"),
        ("Are private clinics covered?", "Private clinics are covered by this report.", "Yes"),
        ("Did the number of schools change?", "The number of schools stayed the same, at 143.", "No"),
        ("Did the mill close?", "The mill was painted.", ""),
        ("Was the mill closed? When was it built?", "The mill was closed.", ""),
        ("Will the survey be replaced?", "The bus will be replaced.", ""),
    ],
)
def test_what_a_sentence_decides(parser, question, sentence, told):
    said = verdict(parser.parse(question), parser.parse(sentence), terms_of(question), lambda one, other: 0.0)
    assert said == told


@pytest.mark.parametrize(
    ("sentence", "same"),
    [
        ("Spending on fuel showed no change.", True),
        ("Fuel sales rose, while spending was flat.", False),
        ("Spending on fuel rose.", False),
    ],
)
def test_a_clause_says_that_nothing_changed(sentence, same):
    assert nothing_changed(sentence, terms_of("Did spending on fuel rise?")) is same
