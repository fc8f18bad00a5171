import gc
import weakref

import numpy as np
import pytest

from qa_service.store import vectors as vectors_module
from qa_service.store.vectors import VectorIndex

ROWS = np.array([[1, 0, 0], [0.6, 0.8, 0], [0, 1, 0], [0, 0, 1]], np.float32)
EAST = np.array([1, 0, 0], np.float32)


@pytest.fixture
def index():
    return VectorIndex.build(ROWS)


def test_rows_outlive_the_index_that_they_are_a_view_of(tmp_path):
    VectorIndex.build(np.eye(3, dtype=np.float32)).save(tmp_path / "a.faiss")
    index = VectorIndex.load(tmp_path / "a.faiss")
    rows = index.rows
    held = weakref.ref(index._index)
    del index
    gc.collect()
    assert held() is not None
    assert rows.tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 1]]


def test_nearest_rows_come_first_with_their_cosine(index):
    ids, scores = index.search(np.stack([EAST, ROWS[3]]), 2)
    assert ids[0].tolist() == [0, 1]
    assert scores[0].tolist() == pytest.approx([1.0, 0.6])
    assert ids[1][0] == 3
    assert ids.shape == scores.shape == (2, 2)


def test_one_vector_may_come_without_a_row_axis(index):
    ids, _ = index.search(EAST, 1)
    assert ids.tolist() == [[0]]


@pytest.mark.parametrize(
    ("allowed", "expected"),
    [
        pytest.param([False, True, True, True], [1, 2, 3], id="best-row-passed-over"),
        pytest.param([False, False, False, True], [3], id="only-the-last"),
        pytest.param([False, False, False, False], [], id="none"),
        pytest.param([True, True, True, True], [0, 1, 2, 3], id="all"),
    ],
)
def test_only_allowed_rows_are_found_and_no_padding_is_returned(index, allowed, expected):
    ids, scores = index.search(EAST, 10, np.array(allowed))
    assert sorted(ids[0].tolist()) == expected
    assert scores.shape == ids.shape == (1, len(expected))


def test_selection_beyond_one_byte_of_the_bitmap_is_right():
    rows = np.eye(20, dtype=np.float32)
    allowed = np.zeros(20, bool)
    allowed[[3, 17]] = True
    ids, _ = VectorIndex.build(rows).search(rows[17], 5, allowed)
    assert ids.tolist() == [[17, 3]]


def test_vectors_come_back_as_they_were_given(index):
    assert index.vectors_of([2, 0]).tolist() == [ROWS[2].tolist(), ROWS[0].tolist()]


def test_vectors_that_come_back_are_copies(index):
    index.vectors_of([0])[:] = 9
    assert index.vectors_of([0]).tolist() == [[1, 0, 0]]


def test_saved_index_gives_the_same_rows(index, tmp_path):
    index.save(tmp_path / "rows.faiss")
    again = VectorIndex.load(tmp_path / "rows.faiss")
    assert (len(again), again.dimension) == (4, 3)
    assert np.array_equal(again.vectors_of(list(range(4))), ROWS)


def test_empty_index_finds_nothing_and_survives_a_round_trip(tmp_path):
    VectorIndex.build(np.zeros((0, 3), np.float32)).save(tmp_path / "none.faiss")
    empty = VectorIndex.load(tmp_path / "none.faiss")
    ids, scores = empty.search(EAST, 5)
    assert ids.shape == scores.shape == (1, 0)
    assert empty.vectors_of([]).shape == (0, 3)
    assert (len(empty), empty.dimension) == (0, 3)


@pytest.fixture
def many(monkeypatch):
    """Rows beyond the limit of the exact search, in ten bundles, and the index of them."""
    monkeypatch.setattr(vectors_module, "MOST_EXACT", 100)
    monkeypatch.setattr(vectors_module, "PROBED", 8)
    random = np.random.default_rng(7)
    rows = np.repeat(random.normal(size=(10, 16)), 100, axis=0) + 0.2 * random.normal(size=(1000, 16))
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return rows, VectorIndex.build(rows)


def exact(rows, query, k):
    return np.argsort(-(rows @ query), kind="stable")[:k].tolist()


def test_of_many_rows_nearly_all_of_the_nearest_are_found_with_their_exact_scores(many):
    rows, index = many
    ids, scores = index.search(rows[:50], 10)
    found = sum(len(set(own.tolist()) & set(exact(rows, query, 10))) for own, query in zip(ids, rows[:50], strict=True))
    assert found >= 490
    assert ids[:, 0].tolist() == list(range(50))
    assert scores[3].tolist() == pytest.approx((rows[ids[3]] @ rows[3]).tolist(), abs=1e-6)
    assert (np.diff(scores) <= 0).all()


@pytest.mark.parametrize("allowed_rows", [60, 500], ids=["few-allowed-one-by-one", "many-allowed-by-cells"])
def test_of_many_rows_only_allowed_ones_are_found(many, allowed_rows):
    rows, index = many
    allowed = np.zeros(1000, bool)
    allowed[1000 - allowed_rows :] = True
    ids, _ = index.search(rows[-1], 5, allowed)
    assert ids.min() >= 1000 - allowed_rows
    assert ids[0].tolist() == [1000 - allowed_rows + i for i in exact(rows[-allowed_rows:], rows[-1], 5)]


def test_where_the_nearest_cells_hold_too_few_rows_all_are_searched(many, monkeypatch):
    monkeypatch.setattr(vectors_module, "PROBED", 1)
    rows, index = many
    ids, _ = index.search(rows[5], 900)
    assert sorted(ids[0].tolist()) == sorted(exact(rows, rows[5], 900))


def test_saved_cells_find_the_same(many, tmp_path):
    rows, index = many
    index.save(tmp_path / "rows.faiss")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rows.cells", "rows.faiss"]
    again = VectorIndex.load(tmp_path / "rows.faiss")
    assert [found.tolist() for found in again.search(rows[:9], 7)] == [f.tolist() for f in index.search(rows[:9], 7)]


def test_an_index_stays_readable_when_its_file_is_deleted(many, tmp_path):
    rows, index = many
    index.save(tmp_path / "rows.faiss")
    again = VectorIndex.load(tmp_path / "rows.faiss")
    for path in tmp_path.iterdir():
        path.unlink()
    assert np.array_equal(again.rows, rows)
    assert again.search(rows[0], 1)[0].tolist() == [[0]]
