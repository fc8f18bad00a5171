"""Texts to rows of vectors, each distinct text embedded once and none that the former generation holds already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from qa_service.ingest.progress import Progress, silent
from qa_service.store.embedding import Encoder
from qa_service.store.generations import Generation

CHUNK = 64  # texts between two steps of the progress bar


class VectorPool:
    """Vectors by the very text they were made from, so a changed title or heading makes a new vector.

    ``carried`` and ``embedded`` count distinct texts: those taken from the former generation and those embedded anew.
    """

    def __init__(self, encoder: Encoder, former: Generation | None, progress: Progress = silent) -> None:
        self.carried = 0
        self.embedded = 0
        self._encoder = encoder
        self._progress = progress
        self._former = dict(_vectors_of(former)) if former else {}
        self._known: dict[str, NDArray[np.float32]] = {}

    def vectors(self, texts: Sequence[str], stage: str) -> NDArray[np.float32]:
        """Rows of the texts in their order, shape (number of texts, dimension)."""
        missing = sorted({text for text in texts if not self._carry(text)}, key=lambda text: (len(text), text))
        chunks = [missing[first : first + CHUNK] for first in range(0, len(missing), CHUNK)]
        for chunk in self._progress(chunks, stage):
            self._known.update(zip(chunk, self._encoder.encode(chunk), strict=True))
        self.embedded += len(missing)
        if not texts:
            return np.zeros((0, self._encoder.dimension), np.float32)
        return np.stack([self._known[text] for text in texts])

    def _carry(self, text: str) -> bool:
        """Tell whether a text's vector is known, after taking it from the former generation where that has it."""
        if text not in self._known and text in self._former:
            self._known[text] = self._former[text]
            self.carried += 1
        return text in self._known


def _vectors_of(former: Generation) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """All texts of a generation with their vectors; the words first, as they are kept with fewer bits."""
    yield from zip(former.words.words, former.words.vectors, strict=True)
    for texts, vectors in (
        ([passage.context for passage in former.passages], former.passage_vectors),
        ([sentence.text for sentence in former.sentences], former.sentence_vectors),
        ([fact.card for fact in former.facts], former.fact_vectors),
    ):
        yield from zip(texts, vectors.vectors_of(_all(texts)), strict=True)


def _all(texts: Iterable[str]) -> list[int]:
    return [row for row, _ in enumerate(texts)]
