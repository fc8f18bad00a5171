"""Words to passages: BM25 over stemmed words without stop words."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
from bm25s.stopwords import STOPWORDS_EN_PLUS
from numpy.typing import NDArray

from qa_service.language.terms import snowball as stem

STOP_WORDS = frozenset(STOPWORDS_EN_PLUS)
_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|\w+")
_POSSESSIVE = re.compile(r"['’]s\b")
_LETTERS = re.compile(r"[^\W\d_]+")
_SIZE_FILE = "size.json"


def words(text: str) -> list[str]:
    """Lower-cased runs of letters and numbers, in order; "2,214" is one word and reads "2214"."""
    return [word.replace(",", "") for word in _TOKEN.findall(_POSSESSIVE.sub("", text).lower())]


def tokens(text: str) -> list[str]:
    """What is compared of a text: its words, stemmed, stop words left out, in order and with repetitions."""
    return [stem(word) for word in words(text) if word not in STOP_WORDS]


def is_letters(word: str) -> bool:
    """Tell a word of letters from a number or a mixture."""
    return _LETTERS.fullmatch(word) is not None


class KeywordIndex:
    """BM25 scores of texts, in the order they were given (method "lucene", k1 1.5, b 0.75)."""

    def __init__(self, size: int, bm25: Any) -> None:  # noqa: ANN401 - bm25s publishes no types
        self._size = size
        self._bm25 = bm25  # None where no text holds a word: bm25s takes no empty vocabulary

    @classmethod
    def build(cls, texts: Sequence[str]) -> KeywordIndex:
        token_lists = [tokens(text) for text in texts]
        if not any(token_lists):
            return cls(len(texts), None)
        bm25 = bm25s.BM25(method="lucene", k1=1.5, b=0.75, backend="numpy")
        bm25.index(token_lists, show_progress=False)
        return cls(len(texts), bm25)

    @classmethod
    def load(cls, folder: Path) -> KeywordIndex:
        size = json.loads((folder / _SIZE_FILE).read_text(encoding="utf-8"))
        bm25 = bm25s.BM25.load(folder, load_corpus=False, mmap=True) if size["words"] else None
        return cls(size["texts"], bm25)

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        if self._bm25 is not None:
            self._bm25.save(folder, show_progress=False)
        size = {"texts": self._size, "words": self._bm25 is not None}
        (folder / _SIZE_FILE).write_text(json.dumps(size), encoding="utf-8")

    def __len__(self) -> int:
        return self._size

    def scores(self, query: str) -> NDArray[np.float32]:
        """Score of every text, shape (n,); 0 where no word of the query occurs."""
        known = [] if self._bm25 is None else [t for t in tokens(query) if t in self._bm25.vocab_dict]
        if not known:
            return np.zeros(self._size, np.float32)
        return np.asarray(self._bm25.get_scores(known), np.float32)

    def search(
        self, query: str, k: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Find the texts that share words with the query.

        Returns:
            Ids and scores, best first, equal scores in the order of the texts; at most ``k``, only scores above 0.
        """
        scores = self.scores(query)
        ids = np.flatnonzero(scores if allowed is None else scores * allowed)
        if 0 < k < len(ids):
            found = scores[ids]
            ids = ids[found >= np.partition(found, -k)[-k]]
        best = ids[np.argsort(-scores[ids], kind="stable")][:k]
        return best.astype(np.int64), scores[best]
