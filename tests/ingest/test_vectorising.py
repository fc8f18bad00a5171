import numpy as np
import pytest

from qa_service.ingest import vectorising
from qa_service.ingest.vectorising import VectorPool
from tests.fakes import FakeEncoder, make_generation


def test_rows_follow_the_texts_and_each_distinct_text_is_embedded_once():
    encoder = FakeEncoder()
    pool = VectorPool(encoder, None)
    rows = pool.vectors(["rye oats", "rye", "rye oats"], "texts")
    assert np.array_equal(rows, FakeEncoder().encode(["rye oats", "rye", "rye oats"]))
    assert sorted(encoder.encoded) == ["rye", "rye oats"]
    assert (pool.carried, pool.embedded) == (0, 2)


def test_text_of_an_earlier_stage_is_not_embedded_again():
    encoder = FakeEncoder()
    pool = VectorPool(encoder, None)
    pool.vectors(["rye"], "one")
    pool.vectors(["rye", "oats"], "two")
    assert encoder.encoded == ["rye", "oats"]
    assert pool.embedded == 2


def test_texts_of_the_former_generation_are_carried_over():
    former = make_generation({"farms": "Oats rose 5 %.\nRye fell."})
    encoder = FakeEncoder()
    pool = VectorPool(encoder, former)
    texts = ["Farms: Rye fell.", "Rye fell.", former.facts[0].card, "oats", "Barley fell.", "Rye fell."]
    rows = pool.vectors(texts, "texts")
    assert encoder.encoded == ["Barley fell."]
    assert (pool.carried, pool.embedded) == (4, 1)
    assert rows == pytest.approx(FakeEncoder().encode(texts), abs=1e-3)


def test_no_texts_give_no_rows_of_the_right_width():
    assert VectorPool(FakeEncoder(), None).vectors([], "none").shape == (0, 16)


def test_progress_is_told_of_chunks_from_short_to_long(monkeypatch):
    monkeypatch.setattr(vectorising, "CHUNK", 2)
    seen = []

    def progress(items, stage):
        seen.append((stage, list(items)))
        return items

    VectorPool(FakeEncoder(), None, progress).vectors(["ccc", "a", "bb"], "Embedding")
    assert seen == [("Embedding", [["a", "bb"], ["ccc"]])]
