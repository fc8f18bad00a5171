"""The words of the reports, each embedded alone: how near is a question's word to what the reports speak of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from qa_service.store.keywords import STOP_WORDS, is_letters, words
from qa_service.store.lines import FRESH, Source
from qa_service.store.vectors import VectorIndex

SHORTEST = 3
MOST_WORDS = 60_000
_WORDS_FILE = "words.txt"
_VECTORS_FILE = "words.faiss"


def sentence_frequencies(
    sentences: Iterable[str], former: Mapping[str, int] = MappingProxyType({}), gone: Iterable[str] = ()
) -> dict[str, int]:
    """In how many sentences each word stands: words of letters, lower-cased, of 3 letters or more, no stop words.

    The most frequent first, equals by the alphabet. ``former`` are the frequencies in other sentences, which count too
    but for those ``gone``.
    """
    counts = Counter(former)
    for sentence in gone:
        counts.subtract(_counted(sentence))
    for sentence in sentences:
        counts.update(_counted(sentence))
    return dict(sorted(((word, n) for word, n in counts.items() if n > 0), key=lambda item: (-item[1], item[0])))


def _counted(sentence: str) -> set[str]:
    return {word for word in words(sentence) if _counts(word)}


def _counts(word: str) -> bool:
    return len(word) >= SHORTEST and word not in STOP_WORDS and is_letters(word)


class WordVectors:
    """Words with their unit vectors and the number of sentences that hold them.

    ``words`` stands in the order of the ``rows``, ``index`` gives a word's row, ``frequency`` its number of sentences.
    ``counted`` has also those that come after the first 60,000 and have no vector.
    """

    def __init__(self, counted: Mapping[str, int], vectors: NDArray[np.float32] | VectorIndex) -> None:
        self.counted = dict(counted)
        self.frequency = dict(islice(counted.items(), len(vectors)))
        self.words = list(self.frequency)
        self.index = {word: row for row, word in enumerate(self.words)}
        self.rows = vectors if isinstance(vectors, VectorIndex) else VectorIndex.build(vectors)

    def __len__(self) -> int:
        return len(self.words)

    @property
    def vectors(self) -> NDArray[np.float32]:
        """All vectors, shape (number of words, dimension), not to be written to."""
        return self.rows.rows

    def vectors_of(self, rows: Sequence[int]) -> NDArray[np.float32]:
        """Copies of the rows of these numbers, in their order."""
        return self.rows.vectors_of(list(rows))

    def source(self, counted: Mapping[str, int]) -> Source:
        """Where each of the first 60,000 words of ``counted`` stands among these."""
        return np.array([self.index.get(word, FRESH) for word in islice(counted, MOST_WORDS)], np.int64)

    def nearest(self, vectors: NDArray[np.float32], k: int) -> list[list[tuple[str, float]]]:
        """For each given unit vector, shape (m, dimension), the ``k`` nearest words with their cosine, best first."""
        ids, cosines = self.rows.search(vectors, k)
        return [
            [(self.words[row], float(cosine)) for row, cosine in zip(rows, values, strict=True)]
            for rows, values in zip(ids, cosines, strict=True)
        ]

    def save(self, folder: Path) -> None:
        lines = (f"{word}\t{count}\n" for word, count in self.counted.items())
        (folder / _WORDS_FILE).write_text("".join(lines), encoding="utf-8")
        self.rows.save(folder / _VECTORS_FILE)

    @classmethod
    def load(cls, folder: Path) -> WordVectors:
        with (folder / _WORDS_FILE).open(encoding="utf-8", newline="\n") as file:
            pairs = (line.rstrip("\n").split("\t") for line in file)
            counted = {word: int(count) for word, count in pairs}
        return cls(counted, VectorIndex.load(folder / _VECTORS_FILE))
