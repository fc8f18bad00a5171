"""Fusion of dense and BM25 scores, over a generation small enough to work out on paper."""

from __future__ import annotations

import pytest

from qa_service.ask.retrieving import Retriever
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
