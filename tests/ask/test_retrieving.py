"""Fusion of dense and BM25 scores, over a generation small enough to work out on paper."""

from __future__ import annotations

import pytest

from qa_service.ask.retrieving import SENTENCES, Retriever
from tests.fakes import FakeEncoder, make_generation

TEXTS = {
    "harbour": "Boats rose by 6 % here\nWool fell by 4 % there\nSheep graze on hills",
    "upland": "Sheep rose by 9 % inland",
}


@pytest.fixture
def encoder():
    return FakeEncoder()


@pytest.fixture
def retriever(encoder):
    return Retriever(make_generation(TEXTS, encoder))


def near(retriever, encoder, question, reports=None):
    return retriever.near(question, encoder.encode([question])[0], reports)


def test_the_sentence_that_both_searches_like_best_scores_one(retriever, encoder):
    found = near(retriever, encoder, "Boats rose by 6 % here")
    assert max(found.sentences, key=found.sentences.get) == 0
    assert found.sentences[0] == pytest.approx(1.0)
    assert found.dense[0] == pytest.approx(1.0)


def test_every_sentence_found_by_words_has_its_cosine(retriever, encoder):
    found = near(retriever, encoder, "sheep")
    assert set(found.sentences) <= set(found.dense)


def test_cards_are_facts_by_index(retriever, encoder):
    assert set(near(retriever, encoder, "boats").cards) == {0, 1, 2}


def test_only_named_reports_are_searched(retriever, encoder):
    found = near(retriever, encoder, "sheep", ["upland"])
    assert set(found.sentences) == {3}
    assert set(found.cards) == {2}


def test_passages_come_best_first_and_no_more_than_wanted(retriever, encoder):
    hits = retriever.passages("wool", encoder.encode(["wool"])[0], 2)
    assert len(hits) == 2
    assert hits[0].passage.text == "Wool fell by 4 % there"
    assert hits[0].score >= hits[1].score


def test_passages_of_no_report_are_none(retriever, encoder):
    assert retriever.passages("wool", encoder.encode(["wool"])[0], 2, []) == []


# "eel" is no word of the reports and, in the fake encoder, points where "cod" does: dense and BM25 disagree.
TWO = {"harbour": "cod\nwool"}


def test_fused_scores_are_halves_of_both_normalised_scores():
    encoder = FakeEncoder()
    found = near(Retriever(make_generation(TWO, encoder)), encoder, "eel eel wool")
    assert found.sentences == pytest.approx({0: 0.5, 1: 0.5})
    assert found.dense == pytest.approx({0: 2 / 5**0.5, 1: 1 / 5**0.5}, abs=1e-6)


def test_equal_scores_all_count_as_the_best():
    encoder = FakeEncoder()
    assert near(Retriever(make_generation(TWO, encoder)), encoder, "eel wool").sentences == pytest.approx(
        {0: 0.5, 1: 1}
    )


def test_passages_weigh_their_four_scores():
    encoder = FakeEncoder()
    retriever = Retriever(make_generation(TWO, encoder))
    hits = retriever.passages("eel eel wool", encoder.encode(["eel eel wool"])[0], 5)
    assert [(hit.passage.text, hit.score) for hit in hits] == [("wool", 0.6), ("cod", 0.4)]


def test_a_sentence_that_only_words_find_gets_its_cosine_too():
    encoder = FakeEncoder()
    retriever = Retriever(make_generation({"harbour": "\n".join(["cod"] * SENTENCES + ["wool"])}, encoder))
    found = near(retriever, encoder, "eel eel wool")
    assert len(found.dense) == SENTENCES + 1
    assert found.dense[SENTENCES] == pytest.approx(1 / 5**0.5, abs=1e-6)


def test_a_question_without_words_still_finds_by_its_vector(retriever, encoder):
    found = near(retriever, encoder, "the of and")
    assert set(found.sentences) == {0, 1, 2, 3}


def test_an_index_without_reports_finds_nothing():
    encoder = FakeEncoder()
    retriever = Retriever(make_generation({}, encoder))
    found = near(retriever, encoder, "wool")
    assert (found.sentences, found.dense, found.cards) == ({}, {}, {})
    assert retriever.passages("wool", encoder.encode(["wool"])[0], 3) == []
