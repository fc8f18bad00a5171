import numpy as np
import pytest

from qa_service.store.flat_files import write_flat
from qa_service.store.vectors import VectorIndex


@pytest.mark.parametrize("cuts", [[], [1], [2, 2, 5]], ids=["one-block", "two", "an-empty-one-too"])
def test_blocks_make_the_file_that_all_rows_at_once_make(tmp_path, cuts):
    rows = np.random.default_rng(1).normal(size=(7, 3)).astype(np.float32)
    VectorIndex.build(rows[:0]).save(tmp_path / "empty")
    VectorIndex.build(rows).save(tmp_path / "whole")
    write_flat(tmp_path / "blocks", (tmp_path / "empty").read_bytes(), np.split(rows, cuts))
    assert (tmp_path / "blocks").read_bytes() == (tmp_path / "whole").read_bytes()


def test_no_blocks_make_an_empty_file(tmp_path):
    VectorIndex.build(np.zeros((0, 3), np.float32)).save(tmp_path / "empty")
    write_flat(tmp_path / "blocks", (tmp_path / "empty").read_bytes(), [])
    assert (tmp_path / "blocks").read_bytes() == (tmp_path / "empty").read_bytes()
