"""Trees laid out as arrays, from stand-ins for the library's; what is counted over thresholds."""

import hashlib
import json
from types import SimpleNamespace

import numpy as np
from cases import Case
from judge import _marks, _shortened, as_arrays, blanked

from qa_service.ask.evidence import FEATURES, OF_READER
from qa_service.store.judge import Judge

NODE = np.dtype(
    [("feature_idx", int), ("num_threshold", float), ("left", int), ("right", int), ("is_leaf", bool), ("value", float)]
)
STUMP = [(1, 0.5, 1, 2, False, 0.0), (0, 0.0, 0, 0, True, 1.0), (0, 0.0, 0, 0, True, 2.0)]
LEAF = [(0, 0.0, 0, 0, True, 0.5)]
TREES = SimpleNamespace(
    _predictors=[[SimpleNamespace(nodes=np.array(nodes, NODE))] for nodes in (STUMP, LEAF)],
    _baseline_prediction=np.array([[-1.5]]),
)


def test_what_is_laid_out_scores_as_the_trees_do(tmp_path):
    path = tmp_path / "judge.json"
    path.write_text(json.dumps(as_arrays(TREES)))
    judge = Judge(FEATURES, path, hashlib.sha256(path.read_bytes()).hexdigest())
    rows = np.zeros((2, len(FEATURES)), np.float32)
    rows[1, 1] = 0.6
    assert judge.score(rows).tolist() == [-1.5 + 1.0 + 0.5, -1.5 + 2.0 + 0.5]


def case(answerable):
    return Case("g", "q", answerable, np.zeros((1, 1), np.float32), np.array([answerable]))


def test_what_is_answered_is_counted_apart():
    said = [(2.0, True, case(True)), (2.0, False, case(True)), (0.0, True, case(True)), (3.0, False, case(False))]
    assert _marks(said, 1.0) == "right 1 wrong 1 of 3, false 1 of 1"
    assert _marks(said, 2.5) == "right 0 wrong 0 of 3, false 1 of 1"


def test_an_unread_case_lacks_the_reader_s_columns_alone():
    rows = np.ones((2, len(FEATURES)), np.float32)
    blank = blanked(Case("g", "q", True, rows, np.array([True, False])))
    assert blank.rows[:, -OF_READER:].sum() == 0
    assert blank.rows[:, :-OF_READER].all()
    assert rows.all()


def test_a_file_is_cut_to_its_first_passages(tmp_path):
    given = tmp_path / "towns.jsonl"
    given.write_text("1\n2\n3\n")
    (tmp_path / "short").mkdir()
    short = _shortened(tmp_path / "short")
    assert short(f"{given}:2").read_text() == "1\n2\n"
    assert short(str(given)).read_text() == "1\n2\n3\n"
