"""Words to passages: BM25 over stemmed words without stop words."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from bm25s.stopwords import STOPWORDS_EN_PLUS
from numpy.typing import NDArray

from qa_service.language.terms import snowball as stem
from qa_service.store.lines import FRESH, Source

STOP_WORDS = frozenset(STOPWORDS_EN_PLUS)
_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|\w+")
_POSSESSIVE = re.compile(r"['’]s\b")
_LETTERS = re.compile(r"[^\W\d_]+")
_K1, _B = 1.5, 0.75
_WORDS_FILE = "words.txt"
_MOST_TIMES = np.iinfo(np.uint16).max


def words(text: str) -> list[str]:
    """Lower-cased runs of letters and numbers, in order; "2,214" is one word and reads "2214"."""
    return [word.replace(",", "") for word in _TOKEN.findall(_POSSESSIVE.sub("", text).lower())]


def tokens(text: str) -> list[str]:
    """What is compared of a text: its words, stemmed, stop words left out, in order and with repetitions."""
    return [stem(word) for word in words(text) if word not in STOP_WORDS]


def is_letters(word: str) -> bool:
    """Tell a word of letters from a number or a mixture."""
    return _LETTERS.fullmatch(word) is not None


@dataclass(frozen=True, slots=True)
class _Entries:
    """What is kept is counted, not weighed, so that texts can come and go.

    ``lengths`` of the texts in words, and for word i of the vocabulary, from ``starts[i]`` to ``starts[i + 1]``, the
    ``rows`` that hold it in their order and how many ``times`` each.
    """

    lengths: NDArray[np.int32]
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    times: NDArray[np.uint16]

    def fit(self, words: int) -> bool:
        return len(self.starts) == words + 1 and self.starts[-1] == len(self.rows) == len(self.times)

    def words(self) -> NDArray[np.int64]:
        """The number of each entry's word."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    def weights(self) -> NDArray[np.float32]:
        """What each entry adds to a text's score."""
        texts, each = len(self.lengths), np.diff(self.starts)
        mean = self.lengths.mean() if self.lengths.any() else 1.0
        rarity = np.log(1 + (texts - each + 0.5) / (each + 0.5))
        norms = _K1 * (1 - _B + _B * self.lengths / mean)
        return np.asarray(np.repeat(rarity, each) * (self.times / (norms[self.rows] + self.times)), np.float32)


class KeywordIndex:
    """BM25 scores of texts, in the order they were given (formula "lucene", k1 1.5, b 0.75)."""

    def __init__(self, vocabulary: Sequence[str], entries: _Entries, weights: NDArray[np.float32]) -> None:
        self._numbers = {word: number for number, word in enumerate(vocabulary)}
        self._entries = entries
        self._weights = weights

    @classmethod
    def build(cls, texts: Sequence[str]) -> KeywordIndex:
        return cls._empty().carried(np.full(len(texts), FRESH, np.int64), texts)

    @classmethod
    def _empty(cls) -> KeywordIndex:
        none = np.zeros(0, np.int32)
        return cls([], _Entries(none, np.zeros(1, np.int64), none, none.astype(np.uint16)), none.astype(np.float32))

    def carried(self, source: Source, fresh: Sequence[str]) -> KeywordIndex:
        """The index of these texts and fresh ones in a new order; only the fresh ones are read."""
        numbers = dict(self._numbers)
        words_of, times, different, totals = array("q"), array("q"), array("q"), array("q")
        for text in fresh:
            count = Counter(tokens(text))
            words_of.extend(numbers.setdefault(word, len(numbers)) for word in count)
            times.extend(count.values())
            different.append(len(count))
            totals.append(count.total())
        places = np.flatnonzero(source == FRESH)
        rows = np.repeat(places, np.array(different, np.int64))
        lengths = np.zeros(len(source), np.int32)
        lengths[source != FRESH] = self._entries.lengths[source[source != FRESH]]
        lengths[places] = totals
        former = self._moved(source)
        added = (np.array(words_of, np.int64), rows, np.minimum(np.array(times, np.int64), _MOST_TIMES))
        return _sorted(list(numbers), lengths, [np.concatenate(both) for both in zip(former, added, strict=True)])

    def _moved(self, source: Source) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Word, row and times of every entry whose text is carried over, the row being the new one."""
        moved = np.full(len(self), FRESH, np.int64)
        held = np.flatnonzero(source != FRESH)
        moved[source[held]] = held
        rows = moved[self._entries.rows]
        kept = rows != FRESH
        return self._entries.words()[kept], rows[kept], self._entries.times[kept].astype(np.int64)

    @classmethod
    def load(cls, folder: Path) -> KeywordIndex:
        """Map the large files into memory: what is only counted is not read, and processes share what is."""
        vocabulary = (folder / _WORDS_FILE).read_text(encoding="utf-8").split("\n")[:-1]
        entries = _Entries(*(_mapped(folder / f"{one.name}.npy") for one in fields(_Entries)))
        weights = _mapped(folder / "weights.npy")
        if not entries.fit(len(vocabulary)) or len(weights) != len(entries.rows):
            raise ValueError(f"the files of {folder.name} do not fit each other")
        return cls(vocabulary, entries, weights)

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _WORDS_FILE).write_text("".join(f"{word}\n" for word in self._numbers), encoding="utf-8")
        for one in fields(_Entries):
            np.save(folder / f"{one.name}.npy", getattr(self._entries, one.name))
        np.save(folder / "weights.npy", self._weights)

    def __len__(self) -> int:
        return len(self._entries.lengths)

    def scores(self, query: str) -> NDArray[np.float32]:
        """Score of every text, shape (n,); 0 where no word of the query occurs."""
        scores = np.zeros(len(self), np.float32)
        starts = self._entries.starts
        for number in [self._numbers[word] for word in tokens(query) if word in self._numbers]:
            own = slice(starts[number], starts[number + 1])
            scores[self._entries.rows[own]] += self._weights[own]
        return scores

    def search(
        self, query: str, k: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Find the texts that share words with the query.

        Returns:
            Ids and scores, best first, equal scores in the order of the texts; at most ``k``, only scores above 0.
        """
        scores = self.scores(query)
        shared = scores > 0  # as truth values, since numpy finds those ten times as fast as numbers
        ids = np.flatnonzero(shared if allowed is None else shared & allowed)
        if 0 < k < len(ids):
            found = scores[ids]
            ids = ids[found >= np.partition(found, -k)[-k]]
        best = ids[np.argsort(-scores[ids], kind="stable")][:k]
        return best.astype(np.int64), scores[best]


def _sorted(
    vocabulary: Sequence[str], lengths: NDArray[np.int32], unsorted: Sequence[NDArray[np.int64]]
) -> KeywordIndex:
    """The index of entries in any order: word, row, times. Words without an entry are left out."""
    words_of, rows, times = unsorted
    order = np.argsort(words_of * len(lengths) + rows, kind="stable")  # quick, as nearly all stand in order
    each = np.bincount(words_of, minlength=len(vocabulary))
    used = [word for word, count in zip(vocabulary, each.tolist(), strict=True) if count]
    starts = np.concatenate(([0], np.cumsum(each[each > 0]))).astype(np.int64)
    entries = _Entries(lengths, starts, rows[order].astype(np.int32), times[order].astype(np.uint16))
    return KeywordIndex(used, entries, entries.weights())


def _mapped(path: Path) -> NDArray[Any]:
    return np.asarray(np.load(path, mmap_mode="r"))
