"""Unit vectors kept and searched by inner product, which for unit vectors is the cosine.

Few rows are compared one by one; of many, only those in cells near the question, then those found by their exact
vectors (docs/decisions/0010-large-indexes.md).
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

MOST_EXACT = 20_000  # rows up to which every row is compared: 3 ms
PROBED = 256  # of 2 √n cells; at 290,000 rows 2 of 100 questions miss their nearest row
CANDIDATES = 4  # rows compared exactly for each one wanted, since cells keep 8 bits a number
_TRAINED_ON = 64  # rows a cell
_ROUNDS = 8
_CELLS = ".cells"

Ids = NDArray[np.int64]
Rows = NDArray[np.float32]


class VectorIndex:
    """Rows in the order they were given; a row's number is its id.

    Up to 20,000 rows the search is exact; above, a near row may be missed, but every score is that of the exact vector.
    """

    def __init__(self, index: Any, cells: Any = None) -> None:  # noqa: ANN401 - faiss publishes no types
        self._index = index
        self._cells = cells

    @classmethod
    def build(cls, vectors: Rows) -> VectorIndex:
        """Keep ``vectors``, shape (n, dimension), rows of length 1; n may be 0."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        vectors = np.ascontiguousarray(vectors, np.float32)
        index.add(vectors)
        return cls(index, _cells_of(vectors) if len(vectors) > MOST_EXACT else None)

    @classmethod
    def load(cls, path: Path) -> VectorIndex:
        """Map the files into memory: what is never asked for is never read, and processes share what is."""
        cells = path.with_suffix(_CELLS)
        return cls(_mapped(path), _mapped(cells) if cells.exists() else None)

    def save(self, path: Path) -> None:
        """Write ``path`` and, where there are many rows, a file of cells beside it."""
        faiss.write_index(self._index, str(path))
        if self._cells is not None:
            faiss.write_index(self._cells, str(path.with_suffix(_CELLS)))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        return int(self._index.d)

    @property
    def rows(self) -> Rows:
        """A view of the rows that faiss holds, without a copy; not to be written to."""
        if not len(self):
            return np.zeros((0, self.dimension), np.float32)
        return np.asarray(_Held(self._index)).reshape(len(self), self.dimension)

    def search(self, vectors: Rows, k: int, allowed: NDArray[np.bool_] | None = None) -> tuple[Ids, Rows]:
        """Find the nearest rows of each vector, best first.

        Args:
            vectors: shape (m, dimension), or (dimension,) for one.
            k: how many rows are wanted.
            allowed: shape (n,); rows marked False are passed over. None allows all.

        Returns:
            Ids and scores, each of shape (m, min(k, allowed rows)).
        """
        queries = np.ascontiguousarray(np.atleast_2d(vectors), np.float32)
        admitted = len(self) if allowed is None else int(np.count_nonzero(allowed))
        k = min(k, admitted)
        if k <= 0:
            return np.zeros((len(queries), 0), np.int64), np.zeros((len(queries), 0), np.float32)
        if self._cells is None:
            return self._exact(queries, k, allowed)
        few = np.flatnonzero(allowed) if allowed is not None and admitted <= MOST_EXACT else None
        found = [
            self._best_of(few, query, k) if few is not None else self._near(query, k, allowed) for query in queries
        ]
        return np.stack([ids for ids, _ in found]), np.stack([scores for _, scores in found])

    def vectors_of(self, ids: Ids | list[int]) -> Rows:
        """Copies of the rows of these ids, in their order."""
        return np.asarray(self.rows[np.asarray(ids, np.int64)], np.float32)

    def _exact(self, queries: Rows, k: int, allowed: NDArray[np.bool_] | None) -> tuple[Ids, Rows]:
        only = None if allowed is None else faiss.SearchParameters(sel=_selector(allowed))  # type: ignore[call-arg] # typed as in C++
        scores, ids = self._index.search(queries, k, params=only)
        return ids, scores

    def _near(self, query: Rows, k: int, allowed: NDArray[np.bool_] | None) -> tuple[Ids, Rows]:
        """The best of the rows in the nearest cells; where these hold too few, of all rows."""
        only = {} if allowed is None else {"sel": _selector(allowed)}
        options = faiss.SearchParametersIVF(nprobe=PROBED, **only)  # type: ignore[call-arg] # typed as in C++
        _, near = self._cells.search(query[None], CANDIDATES * k, params=options)
        ids = near[near >= 0]
        if len(ids) < k:
            every, scores = self._exact(query[None], k, allowed)
            return every[0], scores[0]
        return self._best_of(np.sort(ids), query, k)

    def _best_of(self, ids: Ids, query: Rows, k: int) -> tuple[Ids, Rows]:
        scores = self.vectors_of(ids) @ query
        order = np.argsort(-scores, kind="stable")[:k]
        return ids[order], scores[order]


class _Held:
    """The numbers of a faiss index for numpy, which keeps this object, and so the index, as long as any view of it."""

    def __init__(self, index: Any) -> None:  # noqa: ANN401 - faiss publishes no types
        self._index = index
        self.__array_interface__ = faiss.rev_swig_ptr(index.get_xb(), index.ntotal * index.d).__array_interface__


def _cells_of(vectors: Rows) -> Any:  # noqa: ANN401 - faiss publishes no types
    """The rows sorted into 2 √n cells by nearness, 8 bits a number."""
    dimension, cells = vectors.shape[1], 2 * math.isqrt(len(vectors))
    centres = faiss.IndexFlatIP(dimension)
    kind, metric = faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    index = faiss.IndexIVFScalarQuantizer(centres, dimension, cells, kind, metric)
    index.cp.niter, index.cp.max_points_per_centroid, index.cp.spherical = _ROUNDS, _TRAINED_ON, True
    index.train(vectors)
    index.add(vectors)
    return index


def _mapped(path: Path) -> Any:  # noqa: ANN401 - faiss publishes no types
    return faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)


def _selector(allowed: NDArray[np.bool_]) -> Any:  # noqa: ANN401 - faiss publishes no types
    bits = np.packbits(allowed, bitorder="little")
    return faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg, arg-type] # typed as in C++, called as in Python
