import numpy as np
import pytest

from qa_service.store import words as words_module
from qa_service.store.lines import FRESH
from qa_service.store.words import WordVectors, sentence_frequencies
from tests.fakes import FakeEncoder


def test_words_are_counted_once_a_sentence_most_frequent_first_then_by_the_alphabet():
    counted = sentence_frequencies(
        ["Rye, rye and more rye.", "The rye of 2019 is of g7 oats", "An ox saw oats; barley"]
    )
    assert list(counted.items()) == [("oats", 2), ("rye", 2), ("barley", 1), ("saw", 1)]


def test_only_the_most_frequent_words_are_kept(monkeypatch):
    monkeypatch.setattr(words_module, "MOST_WORDS", 1)
    counted = sentence_frequencies(["oats", "rye", "rye"])
    assert counted == {"rye": 2, "oats": 1}
    assert WordVectors({}, np.zeros((0, 16), np.float32)).source(counted).tolist() == [FRESH]
    kept = WordVectors(counted, FakeEncoder().encode(["rye"]))
    assert (kept.frequency, kept.words, kept.counted) == ({"rye": 2}, ["rye"], counted)


def test_frequencies_grow_and_shrink_with_the_sentences():
    former = sentence_frequencies(["rye and oats", "rye", "barley"])
    counted = sentence_frequencies(["oats fell"], former, ["rye", "barley"])
    assert list(counted.items()) == [("oats", 2), ("fell", 1), ("rye", 1)]
    assert counted == sentence_frequencies(["rye and oats", "oats fell"])


def test_words_beyond_the_limit_are_kept_with_their_count_and_without_a_vector(tmp_path):
    WordVectors({"rye": 2, "oats": 1}, FakeEncoder().encode(["rye"])).save(tmp_path)
    again = WordVectors.load(tmp_path)
    assert (again.frequency, again.counted, len(again)) == ({"rye": 2}, {"rye": 2, "oats": 1}, 1)


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
