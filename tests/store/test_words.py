import numpy as np
import pytest

from qa_service.store import words as words_module
from qa_service.store.words import WordVectors, sentence_frequencies
from tests.fakes import FakeEncoder


def test_words_are_counted_once_a_sentence_most_frequent_first_then_by_the_alphabet():
    counted = sentence_frequencies(
        ["Rye, rye and more rye.", "The rye of 2019 is of g7 oats", "An ox saw oats; barley"]
    )
    assert list(counted.items()) == [("oats", 2), ("rye", 2), ("barley", 1), ("saw", 1)]


def test_only_the_most_frequent_words_are_kept(monkeypatch):
    monkeypatch.setattr(words_module, "MOST_WORDS", 1)
    assert sentence_frequencies(["oats", "rye", "rye"]) == {"rye": 2}


@pytest.fixture
def vectors():
    frequency = {"rye": 2, "oats": 1}
    return WordVectors(frequency, FakeEncoder().encode(list(frequency)))


def test_nearest_words_come_best_first_with_their_cosine(vectors):
    found = vectors.nearest(FakeEncoder().encode(["rye rye oats", "oats"]), 2)
    assert [[word for word, _ in near] for near in found] == [["rye", "oats"], ["oats", "rye"]]
    assert [cosine for _, cosine in found[0]] == pytest.approx([2 / 5**0.5, 1 / 5**0.5])


def test_index_gives_the_row_of_a_word(vectors):
    assert vectors.words[vectors.index["oats"]] == "oats"
    assert len(vectors) == 2


def test_saved_words_come_back_equal(vectors, tmp_path):
    vectors.save(tmp_path)
    again = WordVectors.load(tmp_path)
    assert again.frequency == {"rye": 2, "oats": 1}
    assert again.words == ["rye", "oats"]
    assert np.array_equal(again.vectors, vectors.vectors)


def test_no_words_at_all(tmp_path):
    WordVectors({}, np.zeros((0, 16), np.float32)).save(tmp_path)
    again = WordVectors.load(tmp_path)
    assert again.nearest(np.ones((1, 16), np.float32), 3) == [[]]
