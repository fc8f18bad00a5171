"""Trees laid out as arrays, from stand-ins for the library's; what is counted over thresholds."""

import hashlib
import json
from types import SimpleNamespace

import numpy as np
from cases import Case
from judge import _marks, as_arrays

from qa_service.ask.evidence import FEATURES
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
