"""Texts to rows of vectors, each distinct text embedded once and none that the former generation holds already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from qa_service.ingest.progress import Progress, silent
from qa_service.store.embedding import Encoder
from qa_service.store.generations import Generation

CHUNK = 64  # texts between two steps of the progress bar
_Rows = NDArray[np.float32]


class VectorPool:
    """Vectors by the very text they were made from, so a changed title or heading makes a new vector.

    Rows are numbered through, those of ``former`` first. ``embedded`` counts distinct texts that were embedded anew.
    """

    def __init__(self, encoder: Encoder, former: Generation | None, progress: Progress = silent) -> None:
        self.embedded = 0
        self._encoder = encoder
        self._progress = progress
        self._blocks: list[_Rows] = []
        self._row: dict[str, int] = {}
        self._size = 0
        fits = former is not None and former.manifest.dimension == encoder.dimension
        for texts, rows in _vectors_of(former) if former and fits else ():
            self._add(texts, rows)
        self._used = np.zeros(self._size, np.bool_)

    @property
    def carried(self) -> int:
        """How many distinct texts were taken from the former generation."""
        return int(self._used.sum())

    def vectors(self, texts: Sequence[str], stage: str) -> _Rows:
        """Rows of the texts in their order, shape (number of texts, dimension)."""
        missing = sorted({text for text in texts if text not in self._row}, key=lambda text: (len(text), text))
        self._add(missing, self._embed(missing, stage))
        self.embedded += len(missing)
        wanted = np.fromiter((self._row[text] for text in texts), np.int64, len(texts))
        self._used[wanted[wanted < len(self._used)]] = True
        return self._gathered(wanted)

    def _embed(self, texts: Sequence[str], stage: str) -> _Rows:
        made = np.zeros((len(texts), self._encoder.dimension), np.float32)
        starts = range(0, len(texts), CHUNK)
        chunks = [texts[first : first + CHUNK] for first in starts]
        for first, chunk in zip(starts, self._progress(chunks, stage), strict=True):
            made[first : first + len(chunk)] = self._encoder.encode(chunk)
        return made

    def _add(self, texts: Sequence[str], rows: _Rows) -> None:
        self._row.update(zip(texts, range(self._size, self._size + len(texts)), strict=True))
        self._blocks.append(rows)
        self._size += len(texts)

    def _gathered(self, wanted: NDArray[np.int64]) -> _Rows:
        gathered = np.zeros((len(wanted), self._encoder.dimension), np.float32)
        first = 0
        for block in self._blocks:
            here = (wanted >= first) & (wanted < first + len(block))
            gathered[here] = block[wanted[here] - first]
            first += len(block)
        return gathered


def _vectors_of(former: Generation) -> Iterator[tuple[list[str], _Rows]]:
    """All texts of a generation with their vectors; the words first, as they are kept with fewer bits."""
    yield former.words.words, former.words.vectors
    yield [passage.context for passage in former.passages], former.passage_vectors.rows
    yield [sentence.text for sentence in former.sentences], former.sentence_vectors.rows
    yield [fact.card for fact in former.facts], former.fact_vectors.rows
