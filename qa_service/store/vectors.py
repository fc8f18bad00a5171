"""Unit vectors kept and searched by inner product, which for unit vectors is the cosine.

Few rows are compared one by one; of many, only those in cells near the question, then those found by their exact
vectors (docs/decisions/0010-large-indexes.md). Many rows are not written anew when some come or go: the file stays as
it is, and beside it stand the rows that came (docs/decisions/0014-adding.md).
"""

from __future__ import annotations

import errno
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from qa_service.store.files import link
from qa_service.store.flat_files import write_flat
from qa_service.store.lines import FRESH, Source

MOST_EXACT = 20_000  # rows up to which every row is compared: 3 ms
PROBED = 256  # of 2 √n cells; at 290,000 rows 2 of 100 questions miss their nearest row
CANDIDATES = 4  # rows compared exactly for each one wanted, since cells keep 8 bits a number
MOST_LATE = 8_192  # rows beside the cells, which every question is compared with: 1 ms
MOST_STRETCH = 1.5  # rows in the file for each one in use, and growth since the cells were laid out, before all is new
_TRAINED_ON = 64  # rows a cell
_ROUNDS = 8
_AT_ONCE = 16_384  # rows that are copied at once
_CELLS, _LATE, _PLACES = ".cells", ".late", ".places"

Ids = NDArray[np.int64]
Rows = NDArray[np.float32]


@dataclass(frozen=True)
class _Late:
    """Rows that came after the file was written, and where each row stands: in the file, or beyond it among these."""

    rows: Rows
    places: NDArray[np.int64]


class VectorIndex:
    """Rows in the order they were given; a row's number is its id.

    Up to 20,000 rows the search is exact; above, a near row may be missed, but every score is that of the exact vector.
    """

    def __init__(self, index: Any, cells: Any = None, late: _Late | None = None, path: Path | None = None) -> None:  # noqa: ANN401 - faiss publishes no types
        self._index = index
        self._cells = cells
        self._late = late
        self._path = path  # where index and cells were read from, if anywhere

    @classmethod
    def build(cls, vectors: Rows) -> VectorIndex:
        """Keep ``vectors``, shape (n, dimension), rows of length 1; n may be 0."""
        return cls(_flat(vectors), _cells_of(vectors) if len(vectors) > MOST_EXACT else None)

    @classmethod
    def written(cls, path: Path, dimension: int, blocks: Iterable[Rows], cells: Any = None) -> VectorIndex:  # noqa: ANN401 - faiss publishes no types
        """Write the rows of all blocks to ``path``, one block in memory, and of many rows the cells beside it.

        ``cells`` are those of the rows where they are known already.
        """
        write_flat(path, faiss.serialize_index(faiss.IndexFlatIP(dimension)).tobytes(), blocks)
        rows = cls.load(path)._file_rows
        if len(rows) > MOST_EXACT:
            _write(cells or _cells_of(rows), path.with_suffix(_CELLS))
        return cls.load(path)

    def carried(self, source: Source, fresh: Rows, path: Path) -> VectorIndex:
        """The index of these rows and fresh ones in a new order. Of many rows the file stays as long as it fits.

        Args:
            source: which rows are held.
            fresh: the others.
            path: where a new file is written, if there is to be one.
        """
        held = source != FRESH
        if self._cells is None or len(source) <= MOST_EXACT or self._path is None:
            return self._anew(source, fresh, path)
        places = np.empty(len(source), np.int64)
        places[held] = source[held] if self._late is None else self._late.places[source[held]]
        places[~held] = np.arange(len(fresh)) + self._stored
        rows = fresh if self._late is None else np.concatenate((self._late.rows, fresh))
        stored, laid_out = len(rows) + int(self._index.ntotal), self._cells.nlist**2 / 4
        if stored > MOST_STRETCH * min(len(source), laid_out):
            return self._anew(source, fresh, path)
        if len(rows) <= MOST_LATE:
            return VectorIndex(self._index, self._cells, _Late(rows, places), self._path)
        cells = faiss.read_index(str(self._path.with_suffix(_CELLS)))
        cells.add(rows)
        joined = VectorIndex.written(path, self.dimension, (self._file_rows, rows), cells)
        return VectorIndex(joined._index, joined._cells, _Late(rows[:0], places), path)

    def _anew(self, source: Source, fresh: Rows, path: Path) -> VectorIndex:
        starts = range(0, len(source), _AT_ONCE)
        given = np.cumsum(source == FRESH) - 1  # which of the fresh rows a fresh one is
        blocks = (self._mixed(source[at : at + _AT_ONCE], fresh, given[at : at + _AT_ONCE]) for at in starts)
        return VectorIndex.written(path, fresh.shape[1], blocks)

    def _mixed(self, source: Source, fresh: Rows, given: NDArray[np.int64]) -> Rows:
        rows = np.empty((len(source), fresh.shape[1]), np.float32)
        rows[source != FRESH] = self.vectors_of(source[source != FRESH])
        rows[source == FRESH] = fresh[given[source == FRESH]]
        return rows

    @classmethod
    def load(cls, path: Path) -> VectorIndex:
        """Map the files into memory: what is never asked for is never read, and processes share what is."""
        cells, late = path.with_suffix(_CELLS), None
        if path.with_suffix(_PLACES).exists():
            late = _Late(*(_array(path.with_suffix(suffix)) for suffix in (_LATE, _PLACES)))
        return cls(_mapped(path), _mapped(cells) if cells.exists() else None, late, path)

    def save(self, path: Path) -> None:
        """Write ``path`` and, where there are many rows, files beside it; what is on the disk already is linked."""
        for index, name in ((self._index, path), (self._cells, path.with_suffix(_CELLS))):
            if index is not None and self._path is not None and self._cells is not None:
                link(self._path.with_suffix(name.suffix), name)
            elif index is not None:
                _write(index, name)
        if self._late is not None:
            for rows, suffix in ((self._late.rows, _LATE), (self._late.places, _PLACES)):
                with path.with_suffix(suffix).open("wb") as file:
                    np.save(file, rows)

    def __len__(self) -> int:
        return int(self._index.ntotal) if self._late is None else len(self._late.places)

    @property
    def dimension(self) -> int:
        return int(self._index.d)

    @property
    def rows(self) -> Rows:
        """The rows, not to be written to: where the file has them in their order, without a copy."""
        return self._file_rows if self._late is None else self.vectors_of(np.arange(len(self)))

    @property
    def _file_rows(self) -> Rows:
        if not self._index.ntotal:
            return np.zeros((0, self.dimension), np.float32)
        return np.asarray(_Held(self._index)).reshape(-1, self.dimension)

    @property
    def _stored(self) -> int:
        """How many rows are kept, in use or not."""
        return int(self._index.ntotal) + (0 if self._late is None else len(self._late.rows))

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
            return _exact(self._index, queries, k, allowed)
        few = np.flatnonzero(allowed) if allowed is not None and admitted <= MOST_EXACT else None
        found = [
            self._best_of(few, query, k) if few is not None else self._near(query, k, allowed) for query in queries
        ]
        return np.stack([ids for ids, _ in found]), np.stack([scores for _, scores in found])

    def vectors_of(self, ids: Ids | list[int]) -> Rows:
        """Copies of the rows of these ids, in their order."""
        wanted = np.asarray(ids, np.int64)
        if self._late is None:
            return np.asarray(self._file_rows[wanted], np.float32)
        places, in_file = self._late.places[wanted], int(self._index.ntotal)
        rows = np.empty((len(wanted), self.dimension), np.float32)
        late = places >= in_file
        rows[~late] = self._file_rows[places[~late]]
        rows[late] = self._late.rows[places[late] - in_file]
        return rows

    def _near(self, query: Rows, k: int, allowed: NDArray[np.bool_] | None) -> tuple[Ids, Rows]:
        """The best of the rows in the nearest cells and of the late ones; where these are too few, of all rows."""
        only = self._only(allowed)
        options = faiss.SearchParametersIVF(nprobe=PROBED, **({} if only is None else {"sel": only}))  # type: ignore[call-arg] # typed as in C++
        _, near = self._cells.search(query[None], CANDIDATES * k, params=options)
        ids = np.concatenate((self._ids[near[near >= 0]], self._near_late(query, k, allowed)))
        if len(ids) < k:
            ids = np.arange(len(self)) if allowed is None else np.flatnonzero(allowed)
        return self._best_of(np.sort(ids), query, k)

    def _near_late(self, query: Rows, k: int, allowed: NDArray[np.bool_] | None) -> Ids:
        """The ids of the best of the late rows."""
        ids = self._late_ids
        admitted = ids >= 0 if allowed is None else (ids >= 0) & allowed[ids]
        k = min(k, int(np.count_nonzero(admitted)))
        return ids[_exact(self._late_index, query[None], k, admitted)[0][0]] if k else ids[:0]

    def _only(self, allowed: NDArray[np.bool_] | None) -> Any:  # noqa: ANN401 - faiss publishes no types
        """Which rows of the file may be found; None where all may."""
        if self._late is None:
            return None if allowed is None else _selector(allowed)
        if allowed is None:
            return self._in_use
        return _selector((self._ids >= 0) & allowed[self._ids])

    @cached_property
    def _stored_ids(self) -> Ids:
        """The id of each row that is kept, those of the file first; -1 where it is no longer in use."""
        if self._late is None:
            return np.arange(len(self))
        ids = np.full(self._stored, -1, np.int64)
        ids[self._late.places] = np.arange(len(self))
        return ids

    @property
    def _ids(self) -> Ids:
        return self._stored_ids[: int(self._index.ntotal)]

    @property
    def _late_ids(self) -> Ids:
        return self._stored_ids[int(self._index.ntotal) :]

    @cached_property
    def _late_index(self) -> Any:  # noqa: ANN401 - faiss publishes no types
        return _flat(np.zeros((0, self.dimension), np.float32) if self._late is None else self._late.rows)

    @cached_property
    def _in_use(self) -> Any:  # noqa: ANN401 - faiss publishes no types
        """The selector of the rows of the file that are in use, or None where all are."""
        return None if (self._ids >= 0).all() else _selector(self._ids >= 0)

    def _best_of(self, ids: Ids, query: Rows, k: int) -> tuple[Ids, Rows]:
        scores = self.vectors_of(ids) @ query
        order = np.argsort(-scores, kind="stable")[:k]
        return ids[order], scores[order]


class _Held:
    """The numbers of a faiss index for numpy, which keeps this object, and so the index, as long as any view of it."""

    def __init__(self, index: Any) -> None:  # noqa: ANN401 - faiss publishes no types
        self._index = index
        self.__array_interface__ = faiss.rev_swig_ptr(index.get_xb(), index.ntotal * index.d).__array_interface__


def _flat(vectors: Rows) -> Any:  # noqa: ANN401 - faiss publishes no types
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(np.ascontiguousarray(vectors, np.float32))
    return index


def _write(index: Any, path: Path) -> None:  # noqa: ANN401 - faiss publishes no types
    try:
        faiss.write_index(index, str(path))
    except RuntimeError as error:  # what faiss makes of a full disk
        raise OSError(errno.EIO, f"cannot be written ({error})", str(path)) from error


def _exact(index: Any, queries: Rows, k: int, allowed: NDArray[np.bool_] | None) -> tuple[Ids, Rows]:  # noqa: ANN401 - faiss publishes no types
    only = None if allowed is None else faiss.SearchParameters(sel=_selector(allowed))  # type: ignore[call-arg] # typed as in C++
    scores, ids = index.search(queries, k, params=only)
    return ids, scores


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


def _array(path: Path) -> NDArray[Any]:
    return np.asarray(np.load(path, mmap_mode="r"))


def _selector(allowed: NDArray[np.bool_]) -> Any:  # noqa: ANN401 - faiss publishes no types
    bits = np.packbits(allowed, bitorder="little")
    return faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg, arg-type] # typed as in C++, called as in Python
