"""Words spelled like another: misspelt, or cut short."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

ALIKE = 0.85
MOST_CUT = 8
_BINS = 32  # letters fall into bins by their code, so that no two words share less than their bins do


def spelled_alike(word: str, other: str) -> float:
    """0.85 for a likely misspelling, 0.8 for a word cut short ("auto", "Scot"), else 0."""
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) >= 4 and longer.startswith(shorter) and len(longer) - len(shorter) <= MOST_CUT:
        return 0.8
    if len(shorter) == 3 and len(word) == 3 and longer.startswith(shorter):
        return 0.6
    if len(shorter) < 5 or abs(len(word) - len(other)) > 2 or word[0] != other[0]:
        return 0.0
    alike = _swapped(word, other) or SequenceMatcher(None, word, other).ratio() >= ALIKE
    return ALIKE if alike else 0.0


def _swapped(word: str, other: str) -> bool:
    """Whether two neighbouring letters changed places ("slaes", "sales")."""
    differ = [i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b]
    return len(word) == len(other) and len(differ) == 2 and differ[1] == differ[0] + 1 and set(word) == set(other)


class Spellings:
    """Words arranged so that only a few of them are held against one that is looked up."""

    def __init__(self, words: Iterable[str]) -> None:
        self._sorted = sorted(words)
        self._by_shape: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._sorted:
            self._by_shape[word[:1], len(word)].append(word)
        self._letters: dict[tuple[str, int], NDArray[np.int16]] = {}

    def alike(self, word: str) -> dict[str, float]:
        """Each word that ``spelled_alike`` gives more than 0, with what it gives."""
        candidates = {*self._longer(word), *self._shorter(word), *self._similar(word)}
        likeness = {other: spelled_alike(word, other) for other in candidates}
        return {other: value for other, value in likeness.items() if value}

    def _longer(self, word: str) -> Iterator[str]:
        for row in range(bisect_left(self._sorted, word), len(self._sorted) if len(word) > 2 else 0):
            if not self._sorted[row].startswith(word):
                return
            yield self._sorted[row]

    def _shorter(self, word: str) -> Iterator[str]:
        for length in range(max(4, len(word) - MOST_CUT), len(word)):
            row = bisect_left(self._sorted, word[:length])
            if row < len(self._sorted) and self._sorted[row] == word[:length]:
                yield word[:length]

    def _similar(self, word: str) -> Iterator[str]:
        """Words of the same first letter and about the same length that share enough letters, in whatever order."""
        letters = _letters_of([word])
        for length in range(max(5, len(word) - 2), len(word) + 3):
            shape = (word[:1], length)
            if len(word) < 5 or shape not in self._by_shape:
                continue
            if shape not in self._letters:
                self._letters[shape] = _letters_of(self._by_shape[shape])
            shared = np.minimum(self._letters[shape], letters).sum(axis=1, dtype=np.int32)
            for row in np.flatnonzero(2 * shared >= ALIKE * (len(word) + length)):
                yield self._by_shape[shape][row]


def _letters_of(words: list[str]) -> NDArray[np.int16]:
    """How often each bin of letters occurs, a row a word."""
    counts = np.zeros((len(words), _BINS), np.int16)
    for row, word in zip(counts, words, strict=True):
        for letter in word:
            row[ord(letter) % _BINS] += 1
    return counts
