"""Sentences, facts and passages near a question: dense and BM25 scores, min-max normalised and summed.

Score fusion rather than reciprocal ranks, since BM25 is often the stronger of the two (docs/decisions/0006).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa_service.ask.rows import Rows
from qa_service.records import Hit
from qa_service.store.generations import Generation
from qa_service.store.keywords import KeywordIndex
from qa_service.store.vectors import VectorIndex

SENTENCES = 60
CARDS = 30


@dataclass(frozen=True, slots=True)
class Found:
    """``sentences``: index → fused score 0 to 1; ``dense``: index → cosine; ``cards``: fact index → cosine."""

    sentences: dict[int, float]
    dense: dict[int, float]
    cards: dict[int, float]


class Retriever:
    """Searches one generation."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._passages = Rows(generation.passages)
        self._sentences = Rows(generation.sentences)
        self._facts = Rows(generation.facts)

    def near(self, question: str, vector: NDArray[np.float32], reports: Sequence[str] | None = None) -> Found:
        """The best sentences and fact cards for a question; ``vector`` is its embedding, of length 1."""
        generation = self._generation
        allowed = self._sentences.of(reports)
        fused, dense = _fused(
            generation.sentence_vectors, generation.sentence_keywords, question, vector, allowed, SENTENCES
        )
        ids, scores = generation.fact_vectors.search(vector, CARDS, self._facts.of(reports))
        cards = {int(i): float(s) for i, s in zip(ids[0], scores[0], strict=True)}
        return Found(fused, dense, cards)

    def passages(
        self, question: str, vector: NDArray[np.float32], k: int, reports: Sequence[str] | None = None
    ) -> list[Hit]:
        """The ``k`` best passages: passage vector, best sentence vector, BM25 of passage and of best sentence.

        The weights .2 .2 .35 .25 gave the best mean of right-passage-first on two public sets (docs/measurements.md).
        """
        generation = self._generation
        allowed = self._passages.of(reports)
        depth = max(50, 4 * k)
        whole_dense, whole_words = _parts(
            generation.passage_vectors, generation.passage_keywords, question, vector, allowed, depth
        )
        inner = self._sentences.of(reports)
        part_dense, part_words = _parts(
            generation.sentence_vectors, generation.sentence_keywords, question, vector, inner, 2 * depth
        )
        total: dict[int, float] = {}
        for weight, scores in (
            (0.2, whole_dense),
            (0.35, whole_words),
            (0.2, self._best(part_dense)),
            (0.25, self._best(part_words)),
        ):
            for index, score in _normalised(scores).items():
                total[index] = total.get(index, 0.0) + weight * score
        best = sorted(total.items(), key=lambda item: (-item[1], item[0]))[:k]
        return [Hit(generation.passages[index], round(score, 6)) for index, score in best]

    def _best(self, sentences: dict[int, float]) -> dict[int, float]:
        """The best sentence score of each passage."""
        best: dict[int, float] = {}
        for index, score in sentences.items():
            passage = self._generation.sentences[index].passage
            best[passage] = max(best.get(passage, -1.0), score)
        return best


def _parts(
    vectors: VectorIndex,
    keywords: KeywordIndex,
    question: str,
    vector: NDArray[np.float32],
    allowed: NDArray[np.bool_] | None,
    k: int,
) -> tuple[dict[int, float], dict[int, float]]:
    ids, scores = vectors.search(vector, k, allowed)
    dense = {int(i): float(s) for i, s in zip(ids[0], scores[0], strict=True)}
    found, weights = keywords.search(question, k, allowed)
    return dense, {int(i): float(s) for i, s in zip(found, weights, strict=True)}


def _fused(
    vectors: VectorIndex,
    keywords: KeywordIndex,
    question: str,
    vector: NDArray[np.float32],
    allowed: NDArray[np.bool_] | None,
    k: int,
) -> tuple[dict[int, float], dict[int, float]]:
    dense, words = _parts(vectors, keywords, question, vector, allowed, k)
    missing = sorted(set(words) - set(dense))
    if missing:
        cosines = vectors.vectors_of(missing) @ vector.reshape(-1)
        dense.update({i: float(c) for i, c in zip(missing, cosines, strict=True)})
    total: dict[int, float] = {}
    for scores in (dense, words):
        for index, score in _normalised(scores).items():
            total[index] = total.get(index, 0.0) + 0.5 * score
    return total, dense


def _normalised(scores: dict[int, float]) -> dict[int, float]:
    """Min-max normalisation onto 0 to 1; equal scores give 1."""
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    return {index: (score - low) / (high - low) if high > low else 1.0 for index, score in scores.items()}
