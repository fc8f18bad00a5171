"""Trees by hand: two of them, the second a single leaf; the packaged ones for the features of today."""

from __future__ import annotations

import hashlib
import json

import numpy as np
import pytest

from qa_service.ask.evidence import FEATURES
from qa_service.ask.judging import SURE
from qa_service.errors import ModelError
from qa_service.store.judge import Judge

TREES = {
    "features": ["near", "far"],
    "begin": -1.0,
    "depth": 2,
    "feature": [[1, 0, 0, 0, 0], [0, 0, 0, 0, 0]],
    "left": [[1, 3, 2, 3, 4], [0, 1, 2, 3, 4]],
    "right": [[2, 4, 2, 3, 4], [0, 1, 2, 3, 4]],
    "threshold": [[10.0, 0.5, 0.0, 0.0, 0.0], [0.0] * 5],
    "value": [[0.0, 0.0, 3.0, 0.25, 2.0], [0.5, 0.0, 0.0, 0.0, 0.0]],
}


def judge_of(tmp_path, trees, features=("near", "far")):
    path = tmp_path / "judge.json"
    path.write_text(json.dumps(trees))
    return Judge(features, path, hashlib.sha256(path.read_bytes()).hexdigest())


def test_the_leaves_of_all_trees_are_summed(tmp_path):
    judge = judge_of(tmp_path, TREES)
    rows = np.array([[0.5, 10.0], [0.6, 10.0], [0.0, 10.5]], np.float32)
    assert judge.score(rows).tolist() == [-1 + 0.25 + 0.5, -1 + 2 + 0.5, -1 + 3 + 0.5]


def test_trees_made_for_other_features_are_refused(tmp_path):
    with pytest.raises(ModelError, match="were made for other features"):
        judge_of(tmp_path, TREES, ("far", "near"))


def test_trees_of_another_hash_are_refused(tmp_path):
    (tmp_path / "judge.json").write_text(json.dumps(TREES))
    with pytest.raises(ModelError, match="sha256"):
        Judge(("near", "far"), tmp_path / "judge.json", "0" * 64)


def test_the_packaged_trees_fit_the_features_and_know_a_good_row():
    judge = Judge(FEATURES)
    empty = np.zeros((1, len(FEATURES)), np.float32)
    good = empty.copy()
    for name in "coverage core nearness dense fused covered exact role_agrees score read best margin lead".split():
        good[0, FEATURES.index(name)] = 0.95
    for name in "score_lead coverage_lead core_lead dense_lead nearness_lead".split():
        good[0, FEATURES.index(name)] = 0.3
    assert judge.score(good)[0] > SURE > judge.score(empty)[0]
