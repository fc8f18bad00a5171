"""Texts to rows of vectors, each distinct text embedded once and none that the former generation holds already."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from types import MappingProxyType
from weakref import finalize

import numpy as np
from numpy.typing import NDArray

from qa_service.ingest.progress import Progress, silent
from qa_service.store.embedding import Encoder, give_memory_back
from qa_service.store.lines import FRESH, Source
from qa_service.store.traces import Keys, key_of
from qa_service.store.vectors import VectorIndex

CHUNK = 64  # texts between two steps of the progress bar
AT_ONCE = 16_384  # rows that are copied at once
_Rows = NDArray[np.float32]
Held = Mapping[str, tuple[Keys, VectorIndex]]
"""The vectors of a generation by kind, with the keys of the texts that they were made of."""


class VectorPool:
    """Vectors by the very text they were made from, so a changed title or heading makes a new vector.

    Rows are numbered through, those of ``held`` first. ``embedded`` counts distinct texts that were embedded anew;
    their rows are put into files without names, on the disk of ``folder``.
    """

    def __init__(
        self,
        encoder: Encoder,
        held: Held = MappingProxyType({}),
        folder: Path | None = None,
        progress: Progress = silent,
    ) -> None:
        self.embedded = 0
        self._encoder = encoder
        self._progress = progress
        self._held = held
        self._folder = folder
        self._blocks: list[VectorIndex | _RowFile] = []
        self._firsts: dict[str, int] = {}
        self._row: dict[int, int] = {}
        self._size = 0
        for kind, (keys, rows) in held.items():
            self._firsts[kind] = self._size
            self._add(keys.tolist(), rows)
        self._keys = np.concatenate([np.zeros(0, np.uint64), *(keys for keys, _ in held.values())])
        self._used = np.zeros(self._size, np.bool_)

    @property
    def carried(self) -> int:
        """How many distinct texts were taken from the former generation."""
        keys = np.sort(self._keys[self._used])
        return int(np.count_nonzero(np.diff(keys))) + bool(len(keys))

    def index(self, kind: str, source: Source, fresh: Sequence[str], stage: str, path: Path) -> VectorIndex:
        """The vectors of a kind that is held, in a new order, and of fresh texts; new files are put at ``path``."""
        self._used[self._firsts[kind] + source[source != FRESH]] = True
        return self._held[kind][1].carried(source, self.vectors(fresh, stage), path)

    def built(self, texts: Sequence[str], stage: str, path: Path) -> VectorIndex:
        """The vectors of texts in their order, written to ``path``; never are all of them in memory."""
        wanted = self._wanted(texts, stage)
        blocks = (self._gathered(wanted[first : first + AT_ONCE]) for first in range(0, len(wanted), AT_ONCE))
        return VectorIndex.written(path, self._encoder.dimension, blocks)

    def vectors(self, texts: Sequence[str], stage: str) -> _Rows:
        """Rows of the texts in their order, shape (number of texts, dimension)."""
        return self._gathered(self._wanted(texts, stage))

    def _wanted(self, texts: Sequence[str], stage: str) -> NDArray[np.int64]:
        """The number of each text's row; those that have none yet are embedded."""
        keys = [key_of(text) for text in texts]
        unknown = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._row}
        missing = dict(sorted(unknown.items(), key=lambda item: (len(item[1]), item[1])))
        self._add(missing, self._embed(list(missing.values()), stage))
        self.embedded += len(missing)
        wanted = np.fromiter((self._row[key] for key in keys), np.int64, len(keys))
        self._used[wanted[wanted < len(self._used)]] = True
        return wanted

    def _embed(self, texts: Sequence[str], stage: str) -> _RowFile:
        made = _RowFile(self._encoder.dimension, self._folder)
        chunks = [texts[first : first + CHUNK] for first in range(0, len(texts), CHUNK)]
        for chunk in self._progress(chunks, stage):
            made.add(self._encoder.encode(chunk))
        give_memory_back()  # what follows needs most
        return made

    def _add(self, keys: Iterable[int], rows: VectorIndex | _RowFile) -> None:
        self._row.update(zip(keys, range(self._size, self._size + len(rows)), strict=True))
        self._blocks.append(rows)
        self._size += len(rows)

    def _gathered(self, wanted: NDArray[np.int64]) -> _Rows:
        gathered = np.zeros((len(wanted), self._encoder.dimension), np.float32)
        first = 0
        for block in self._blocks:
            here = (wanted >= first) & (wanted < first + len(block))
            gathered[here] = block.vectors_of(wanted[here] - first)
            first += len(block)
        return gathered


class _RowFile:
    """Rows in a file that has no name and goes with this object; each is read when it is asked for."""

    def __init__(self, dimension: int, folder: Path | None) -> None:
        self._shape = (0, dimension)
        self._file = TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 - it lives as long as this object
        finalize(self, self._file.close)

    def add(self, rows: _Rows) -> None:
        left = memoryview(np.ascontiguousarray(rows, np.float32).tobytes())
        while left:  # a file without a buffer may take a part only
            left = left[self._file.write(left) :]
        self._shape = (len(self) + len(rows), self._shape[1])

    def __len__(self) -> int:
        return self._shape[0]

    def vectors_of(self, numbers: NDArray[np.int64]) -> _Rows:
        rows = np.empty((len(numbers), self._shape[1]), np.float32)
        for row, number in zip(rows, numbers.tolist(), strict=True):
            if os.preadv(self._file.fileno(), [row.data], number * row.nbytes) != row.nbytes:
                raise OSError(f"A vector of the scratch file could not be read back: row {number}.")
        return rows
