import numpy as np
import pytest

from qa_service.store.vectors import VectorIndex

ROWS = np.array([[1, 0, 0], [0.6, 0.8, 0], [0, 1, 0], [0, 0, 1]], np.float32)
EAST = np.array([1, 0, 0], np.float32)


@pytest.fixture
def index():
    return VectorIndex.build(ROWS)


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


def test_scores_are_of_every_row_in_order(index):
    assert index.scores(EAST).tolist() == pytest.approx([1, 0.6, 0, 0])


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
    assert empty.scores(EAST).shape == (0,)
    assert empty.vectors_of([]).shape == (0, 3)
    assert (len(empty), empty.dimension) == (0, 3)
