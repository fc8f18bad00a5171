"""Boosted regression trees (Friedman 2001) that tell how likely each of a few candidates is the right one.

The packaged ones are made by training/judge.py.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa_service.errors import ModelError
from qa_service.store.embedding import verify

WEIGHTS = Path(__file__).parents[1] / "weights" / "judge.json"
WEIGHTS_SHA256 = "e88b389eca122e4bbd12bf4b9ec7e1f0047c24fe7bbd7a23dc1377da34c8fecd"


class Judge:
    """Trees over rows of features; safe to share between threads."""

    def __init__(self, features: Sequence[str], path: Path = WEIGHTS, sha256: str = WEIGHTS_SHA256) -> None:
        """Load the trees.

        Raises:
            ModelError: the file is missing, is not the expected one, or was made for other features.
        """
        verify(path, sha256)
        read = json.loads(path.read_text("utf-8"))
        if read["features"] != list(features):
            raise ModelError(f"The weights {path} were made for other features; train them anew.")
        self._begin, self._depth = float(read["begin"]), int(read["depth"])
        self._feature, self._left, self._right = (
            np.array(read[name], np.int64) for name in ("feature", "left", "right")
        )
        self._threshold, self._value = (np.array(read[name], np.float64) for name in ("threshold", "value"))

    def score(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """Log-odds of each row of (candidates, features) being the right one.

        The arrays of the trees are (trees, nodes); a leaf has itself for both children.
        """
        trees = np.arange(len(self._feature))[None, :]
        node = np.zeros((len(rows), len(self._feature)), np.int64)
        for _ in range(self._depth):
            held = np.take_along_axis(rows, self._feature[trees, node], axis=1)
            lower = held <= self._threshold[trees, node]
            node = np.where(lower, self._left[trees, node], self._right[trees, node])
        scores: NDArray[np.float64] = self._begin + self._value[trees, node].sum(axis=1)
        return scores
