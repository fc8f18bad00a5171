"""Unit vectors kept and searched by inner product, which for unit vectors is the cosine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray


class VectorIndex:
    """Rows in the order they were given; a row's number is its id. Exact search, so nothing is ever missed."""

    def __init__(self, index: Any) -> None:  # noqa: ANN401 - faiss publishes no types
        self._index = index

    @classmethod
    def build(cls, vectors: NDArray[np.float32]) -> VectorIndex:
        """Keep ``vectors``, shape (n, dimension), rows of length 1; n may be 0."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, np.float32))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> VectorIndex:
        return cls(faiss.read_index(str(path)))

    def save(self, path: Path) -> None:
        faiss.write_index(self._index, str(path))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        return int(self._index.d)

    def search(
        self, vectors: NDArray[np.float32], k: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Find the nearest rows of each vector, best first.

        Args:
            vectors: shape (m, dimension), or (dimension,) for one.
            k: how many rows are wanted.
            allowed: shape (n,); rows marked False are passed over. None allows all.

        Returns:
            Ids and scores, each of shape (m, min(k, allowed rows)).
        """
        queries = np.ascontiguousarray(np.atleast_2d(vectors), np.float32)
        k = min(k, len(self) if allowed is None else int(allowed.sum()))
        if k <= 0:
            return np.zeros((len(queries), 0), np.int64), np.zeros((len(queries), 0), np.float32)
        scores, ids = self._index.search(queries, k, params=_only(allowed))
        return ids, scores

    def scores(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """Score of every row, shape (n,); costs a pass over all rows."""
        return np.asarray(self.rows @ np.asarray(vector, np.float32).reshape(-1), np.float32)

    def vectors_of(self, ids: NDArray[np.int64] | list[int]) -> NDArray[np.float32]:
        """Copies of the rows of these ids, in their order."""
        return np.asarray(self.rows[np.asarray(ids, np.int64)], np.float32)

    @property
    def rows(self) -> NDArray[np.float32]:
        """A view of the rows that faiss holds, without a copy."""
        if not len(self):
            return np.zeros((0, self.dimension), np.float32)
        flat = faiss.rev_swig_ptr(self._index.get_xb(), len(self) * self.dimension)
        return np.asarray(flat).reshape(len(self), self.dimension)


def _only(allowed: NDArray[np.bool_] | None) -> Any:  # noqa: ANN401 - faiss publishes no types
    if allowed is None:
        return None
    bits = np.packbits(allowed, bitorder="little")
    selector = faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg, arg-type] # typed as in C++, called as in Python
    return faiss.SearchParameters(sel=selector)  # type: ignore[call-arg] # likewise
