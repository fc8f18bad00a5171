"""The words of the reports, each embedded alone: how near is a question's word to what the reports speak of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa_service.store.keywords import STOP_WORDS, is_letters, words
from qa_service.store.vectors import VectorIndex

SHORTEST = 3
MOST_WORDS = 60_000
_WORDS_FILE = "words.txt"
_VECTORS_FILE = "words.faiss"


def sentence_frequencies(sentences: Iterable[str]) -> dict[str, int]:
    """In how many sentences each word stands: words of letters, lower-cased, of 3 letters or more, no stop words.

    The most frequent first, equals by the alphabet; at most 60,000.
    """
    counts: Counter[str] = Counter()
    for sentence in sentences:
        counts.update({word for word in words(sentence) if _counts(word)})
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return dict(ranked[:MOST_WORDS])


def _counts(word: str) -> bool:
    return len(word) >= SHORTEST and word not in STOP_WORDS and is_letters(word)


class WordVectors:
    """Words with their unit vectors and the number of sentences that hold them.

    ``words`` stands in the order of the rows, ``index`` gives a word's row, ``frequency`` its number of sentences.
    """

    def __init__(self, frequency: Mapping[str, int], vectors: NDArray[np.float32] | VectorIndex) -> None:
        self.frequency = dict(frequency)
        self.words = list(frequency)
        self.index = {word: row for row, word in enumerate(self.words)}
        self._vectors = vectors if isinstance(vectors, VectorIndex) else VectorIndex.build(vectors)

    def __len__(self) -> int:
        return len(self.words)

    @property
    def vectors(self) -> NDArray[np.float32]:
        """A view of the rows, shape (number of words, dimension)."""
        return self._vectors.rows

    def nearest(self, vectors: NDArray[np.float32], k: int) -> list[list[tuple[str, float]]]:
        """For each given unit vector, shape (m, dimension), the ``k`` nearest words with their cosine, best first."""
        ids, cosines = self._vectors.search(vectors, k)
        return [
            [(self.words[row], float(cosine)) for row, cosine in zip(rows, values, strict=True)]
            for rows, values in zip(ids, cosines, strict=True)
        ]

    def save(self, folder: Path) -> None:
        lines = (f"{word}\t{count}\n" for word, count in self.frequency.items())
        (folder / _WORDS_FILE).write_text("".join(lines), encoding="utf-8")
        self._vectors.save(folder / _VECTORS_FILE)

    @classmethod
    def load(cls, folder: Path) -> WordVectors:
        with (folder / _WORDS_FILE).open(encoding="utf-8", newline="\n") as file:
            pairs = (line.rstrip("\n").split("\t") for line in file)
            frequency = {word: int(count) for word, count in pairs}
        return cls(frequency, VectorIndex.load(folder / _VECTORS_FILE))
