import gc
import weakref

import numpy as np
import pytest

from qa_service.store import vectors as vectors_module
from qa_service.store.lines import FRESH
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


def test_many_rows_written_block_by_block_make_the_files_that_all_at_once_make(many, tmp_path):
    rows, index = many
    index.save(tmp_path / "a.faiss")
    written = VectorIndex.written(
        tmp_path / "b.faiss", 16, (rows[first : first + 300] for first in range(0, 1000, 300))
    )
    for suffix in (".faiss", ".cells"):
        assert (tmp_path / f"b{suffix}").read_bytes() == (tmp_path / f"a{suffix}").read_bytes()
    assert np.array_equal(written.search(rows[:20], 5)[0], index.search(rows[:20], 5)[0])


def test_what_is_written_already_is_linked(many, tmp_path):
    written = VectorIndex.written(tmp_path / "a.faiss", 16, [many[0]])
    written.save(tmp_path / "b.faiss")
    assert same_file(tmp_path, ".faiss")
    assert same_file(tmp_path, ".cells")


# Rows that come and go


def loaded(index, path):
    index.save(path)
    return VectorIndex.load(path)


def test_of_few_rows_the_file_is_written_anew(index, tmp_path):
    carried = loaded(index, tmp_path / "a.faiss").carried(np.array([3, FRESH, 0]), ROWS[1:2], tmp_path / "new.faiss")
    carried.save(tmp_path / "b.faiss")
    assert carried.rows.tolist() == ROWS[[3, 1, 0]].tolist()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.faiss", "b.faiss", "new.faiss"]


@pytest.fixture
def changed(many, tmp_path):
    """Of 1,000 rows 40 are gone and 20 have come, some at the front; what the rows are now, and the index of them."""
    rows, index = many
    source = np.concatenate(([FRESH] * 5, np.arange(40, 500), [FRESH] * 15, np.arange(500, 1000)))
    fresh = rows[:20] + rows[1:21]
    fresh /= np.linalg.norm(fresh, axis=1, keepdims=True)
    now = np.empty((len(source), 16), np.float32)
    now[source != FRESH], now[source == FRESH] = rows[source[source != FRESH]], fresh
    return now, loaded(index, tmp_path / "a.faiss").carried(source, fresh, tmp_path / "new.faiss")


def same_file(tmp_path, suffix):
    return (tmp_path / f"a{suffix}").samefile(tmp_path / f"b{suffix}")


def test_of_many_rows_the_file_stays_and_rows_are_where_they_belong(changed, tmp_path):
    now, index = changed
    again = loaded(index, tmp_path / "b.faiss")
    assert same_file(tmp_path, ".faiss")
    assert same_file(tmp_path, ".cells")
    for one in (index, again):
        assert len(one) == len(now)
        assert np.array_equal(one.rows, now)
        assert np.array_equal(one.vectors_of([0, 470, 3]), now[[0, 470, 3]])


def test_late_rows_are_always_found_and_rows_that_are_gone_never(changed):
    now, index = changed
    ids, scores = index.search(now, 5)
    assert ids[:, 0].tolist() == list(range(len(now)))
    assert scores[:, 0] == pytest.approx(np.ones(len(now)), abs=1e-5)
    found = sum(len(set(own.tolist()) & set(exact(now, query, 5))) for own, query in zip(ids, now, strict=True))
    assert found >= 0.98 * 5 * len(now)


@pytest.mark.parametrize("allowed_rows", [60, 500], ids=["few-allowed", "many-allowed"])
def test_after_rows_came_and_went_only_allowed_ones_are_found(changed, allowed_rows):
    now, index = changed
    allowed = np.zeros(len(now), bool)
    allowed[:allowed_rows] = True
    for query in (now[2], now[-1], now[100]):
        ids, _ = index.search(query, 5, allowed)
        assert ids.max() < allowed_rows
        assert ids[0].tolist() == exact(now[:allowed_rows], query, 5)


def test_after_rows_came_and_went_too_few_near_ones_mean_that_all_are_searched(changed, monkeypatch):
    monkeypatch.setattr(vectors_module, "PROBED", 1)
    now, index = changed
    ids, _ = index.search(now[5], 900)
    assert sorted(ids[0].tolist()) == sorted(exact(now, now[5], 900))


def test_too_many_late_rows_join_the_cells(changed, monkeypatch, tmp_path):
    now, index = changed
    monkeypatch.setattr(vectors_module, "MOST_LATE", 20)
    again = loaded(index, tmp_path / "b.faiss").carried(
        np.append(np.arange(len(now)), FRESH), now[:1], tmp_path / "new.faiss"
    )
    joined = loaded(again, tmp_path / "c.faiss")
    assert not (tmp_path / "c.cells").samefile(tmp_path / "b.cells")
    assert len(joined._late.rows) == 0
    assert np.array_equal(joined.rows, np.append(now, now[:1], axis=0))
    assert joined.search(now[:1], 2)[0].tolist() == [[0, len(now)]]


@pytest.mark.parametrize(
    ("source", "fresh"),
    [
        pytest.param(np.arange(400, 1000), 0, id="many-gone"),
        pytest.param(np.append(np.arange(1000), [FRESH] * 600), 600, id="grown"),
        pytest.param(np.arange(50), 0, id="few-left"),
    ],
)
def test_what_no_longer_fits_is_laid_out_anew(many, tmp_path, source, fresh):
    rows, index = many
    carried = loaded(index, tmp_path / "a.faiss").carried(source, rows[:fresh], tmp_path / "new.faiss")
    assert carried._late is None
    assert np.array_equal(carried.rows, np.concatenate((rows[source[source != FRESH]], rows[:fresh])))
