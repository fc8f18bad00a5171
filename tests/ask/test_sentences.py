"""Sentences held against questions, over small invented reports."""

from __future__ import annotations

from datetime import date

import pytest

from qa_service.ask.interpreting import interpret
from qa_service.ask.sentences import spelt, stems_of
from tests.ask.test_texts import FARMS, TOWNS, Asking

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def asking(tmp_path_factory):
    return Asking(tmp_path_factory.mktemp("sentences"), {"towns.md": TOWNS, "farms.md": FARMS})


@pytest.fixture(scope="module")
def finder(asking):
    return asking.sentences


def test_a_sentence_nearer_by_its_words_ranks_first(asking, finder):
    question = "What is the largest group?"
    ranked = finder.ranked(asking.asked(question), asking.found(question))
    assert ranked[0][0].text == "Sheep farms were the largest group."
    assert ranked[0][1].score > ranked[1][1].score


def test_what_stands_around_is_no_nearer_than_what_was_found(asking, finder):
    found = asking.found("Who designed the new lighthouse?")
    wider = finder.around(found, whole=True)
    added = set(wider.sentences) - set(found.sentences)
    assert set(found.sentences) <= set(wider.sentences)
    assert all(wider.sentences[row] == 0 and wider.dense[row] <= min(found.dense.values()) for row in added)


def test_a_sentence_of_another_year_is_of_another_time(asking, finder):
    closed = next(s for s in asking.generation.sentences if s.text.startswith("The tannery"))
    assert finder.of_another_time(asking.asked("What closed in 2015?"), closed)
    assert not finder.of_another_time(asking.asked("What closed in 2019?"), closed)


def test_a_word_for_the_same_act_is_not_missing(asking, finder):
    question = "When was the tannery shut?"
    (sentence, match), *_ = finder.ranked(asking.asked(question), asking.found(question))
    assert sentence.text == "The tannery closed in March 2019."
    assert finder.missing(match, sentence) == []
    assert finder.lost(asking.asked(question), []) == 0


@pytest.mark.parametrize(
    ("name", "text", "spells"),
    [
        ("MPC", "the Monetary Policy Committee met", True),
        ("AGM", "the annual general meeting", True),
        ("IT", "in the town", False),
        ("Mpc", "the Monetary Policy Committee", False),
    ],
)
def test_initials_spell_a_name(name, text, spells):
    assert spelt(name, text) is spells


def test_the_stems_of_a_question(asking):
    assert stems_of(asking.asked("Who designed the lighthouses?")) == {"design", "lighthous"}


def test_a_time_without_a_year_is_that_of_the_sentence_s_report(tmp_path_factory):
    dated = "# Rail in {0}\n\nPublished: {0}-03-01\n\nFrom April the night train runs on to Brink.\n"
    asking = Asking(tmp_path_factory.mktemp("dated"), {"a.md": dated.format(2019), "b.md": dated.format(2024)})
    finder = asking.sentences
    question = "Where does the night train go from April?"
    asked = interpret(question, published=date(2024, 3, 1))
    assert asked.relative
    assert not any(finder.of_another_time(asked, one) for one in asking.generation.sentences)
