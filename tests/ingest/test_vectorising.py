import numpy as np
import pytest

from qa_service.ingest import vectorising
from qa_service.ingest.vectorising import VectorPool, _RowFile
from qa_service.store.lines import FRESH
from qa_service.store.traces import keys_of
from qa_service.store.vectors import VectorIndex
from tests.fakes import FakeEncoder, make_generation


def test_rows_follow_the_texts_and_each_distinct_text_is_embedded_once():
    encoder = FakeEncoder()
    pool = VectorPool(encoder)
    rows = pool.vectors(["rye oats", "rye", "rye oats"], "texts")
    assert np.array_equal(rows, FakeEncoder().encode(["rye oats", "rye", "rye oats"]))
    assert sorted(encoder.encoded) == ["rye", "rye oats"]
    assert (pool.carried, pool.embedded) == (0, 2)


def test_text_of_an_earlier_stage_is_not_embedded_again():
    encoder = FakeEncoder()
    pool = VectorPool(encoder)
    pool.vectors(["rye"], "one")
    pool.vectors(["rye", "oats"], "two")
    assert encoder.encoded == ["rye", "oats"]
    assert pool.embedded == 2


def test_texts_of_the_former_generation_are_carried_over():
    former = make_generation({"farms": "Oats rose 5 %.\nRye fell."})
    encoder = FakeEncoder()
    held = {
        "words": (keys_of(former.words.words), former.words.rows),
        "sentences": (keys_of(one.text for one in former.sentences), former.sentence_vectors),
        "passages": (keys_of(one.context for one in former.passages), former.passage_vectors),
        "facts": (keys_of(one.card for one in former.facts), former.fact_vectors),
    }
    pool = VectorPool(encoder, held)
    texts = ["Farms: Rye fell.", "Rye fell.", former.facts[0].card, "oats", "Barley fell.", "Rye fell."]
    rows = pool.vectors(texts, "texts")
    assert encoder.encoded == ["Barley fell."]
    assert (pool.carried, pool.embedded) == (4, 1)
    assert rows == pytest.approx(FakeEncoder().encode(texts), abs=1e-3)


def test_rows_that_are_held_are_taken_as_they_stand_and_counted_once(tmp_path):
    rows = VectorIndex.build(FakeEncoder().encode(["rye", "oats", "rye"]))
    encoder = FakeEncoder()
    pool = VectorPool(encoder, {"sentences": (keys_of(["rye", "oats", "rye"]), rows)})
    index = pool.index("sentences", np.array([FRESH, 2, 0, FRESH]), ["barley", "oats"], "texts", tmp_path / "a.faiss")
    assert np.array_equal(index.rows, FakeEncoder().encode(["barley", "rye", "rye", "oats"]))
    assert (pool.carried, pool.embedded, encoder.encoded) == (2, 1, ["barley"])


def test_rows_are_built_block_by_block_in_the_order_of_the_texts(monkeypatch, tmp_path):
    monkeypatch.setattr(vectorising, "AT_ONCE", 2)
    texts = ["rye oats", "rye", "barley", "rye oats", "hay and straw"]
    built = VectorPool(FakeEncoder(), folder=tmp_path).built(texts, "texts", tmp_path / "a.faiss")
    assert np.array_equal(built.rows, FakeEncoder().encode(texts))
    assert [path.name for path in tmp_path.iterdir()] == ["a.faiss"]


def test_no_texts_give_no_rows_of_the_right_width():
    assert VectorPool(FakeEncoder()).vectors([], "none").shape == (0, 16)


def test_progress_is_told_of_chunks_from_short_to_long(monkeypatch):
    monkeypatch.setattr(vectorising, "CHUNK", 2)
    seen = []

    def progress(items, stage):
        seen.append((stage, list(items)))
        return items

    VectorPool(FakeEncoder(), progress=progress).vectors(["ccc", "a", "bb"], "Embedding")
    assert seen == [("Embedding", [["a", "bb"], ["ccc"]])]


class _Part:
    """A file that takes three bytes at a time."""

    def __init__(self, file) -> None:
        self._file = file

    def write(self, data) -> int:
        return self._file.write(data[:3])

    def fileno(self) -> int:
        return self._file.fileno()


def test_rows_are_whole_though_the_file_takes_them_in_parts(tmp_path):
    rows = _RowFile(2, tmp_path)
    rows._file = _Part(rows._file)
    rows.add(np.array([[1.5, 2.5], [3.5, 4.5]], np.float32))
    assert rows.vectors_of(np.array([1, 0])).tolist() == [[3.5, 4.5], [1.5, 2.5]]


def test_a_row_that_cannot_be_read_back_is_an_error_and_not_other_bytes(tmp_path):
    rows = _RowFile(2, tmp_path)
    rows.add(np.array([[1.5, 2.5], [3.5, 4.5]], np.float32))
    rows._file.truncate(12)
    with pytest.raises(OSError, match="row 1"):
        rows.vectors_of(np.array([0, 1]))
