"""Which facts answer: those that the rules accept, unless the judge doubts them, or those that it is sure of."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qa_service.ask.evidence import FEATURES, MOST, Evidence
from qa_service.ask.figures import NARROWER, Candidate
from qa_service.ask.retrieving import Found
from qa_service.ask.slots import Asked
from qa_service.settings import NO_READER
from qa_service.store.judge import Judge

DOUBTED, MET, DOUBTED_IF_MET = 0.0, 0.85, -1.0
"""Log-odds below which the fact that the rules accept is not the answer; the last where it covers so much of what is
asked."""
SURE, SURER = 2.5, 4.0
"""From where another one is; the second in place of a doubted one or lacking what the reports tell elsewhere."""
_UNSOUND = ("unit_differs", "another_time", "counts_another", "names_lost", "of_another")
_COLUMNS = {name: place for place, name in enumerate(FEATURES)}


class FactJudge:
    """Doubts what the rules accept of the facts of one generation, and finds what they do not."""

    def __init__(self, evidence: Evidence, judge: Judge) -> None:
        self._evidence = evidence
        self._judge = judge

    def accepted(
        self,
        asked: Asked,
        question: str,
        candidates: Sequence[Candidate],
        found: Found,
        accepted: Sequence[Candidate],
    ) -> list[Candidate]:
        """The facts that answer, the surest first; [] where none is sure enough.

        ``question`` is the wording that the reader is asked; ``candidates`` stand with the nearest first; ``accepted``
        are those that the rules accept, the best first.
        """
        weighed = candidates[:MOST]
        if not weighed or not asked.terms:
            return list(accepted)
        rows = self._evidence.of(asked, question, weighed, found)
        scores = self._judge.score(rows)
        of_fact = dict(zip((one.fact.id for one in weighed), scores, strict=True))
        if accepted and not _doubtful(accepted[0], of_fact.get(accepted[0].fact.id)):
            return list(accepted)
        least = SURER if accepted else np.where(rows[:, _COLUMNS["things_lost"]] > 0, SURER, SURE)
        sure = scores - least
        best = int(np.where(_sound(rows), sure, -np.inf).argmax())
        return [weighed[best]] if sure[best] >= 0 and _sound(rows)[best] else []


def _doubtful(one: Candidate, score: float | None) -> bool:
    return score is not None and score < (DOUBTED_IF_MET if one.match.coverage >= MET else DOUBTED)


def _sound(rows: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Whether slots and names let a fact answer at all: bool of (candidates,)."""
    unsound = rows[:, [_COLUMNS[name] for name in _UNSOUND]].any(axis=1)
    sound: NDArray[np.bool_] = ~unsound & (rows[:, _COLUMNS["narrower"]] < NARROWER)
    return sound


def open_judge(reader: str) -> Judge | None:
    """The packaged judge where the settings name a reader: it weighs what the reader says.

    Raises:
        ModelError: the weights are missing, or not the expected ones.
    """
    return None if reader == NO_READER else Judge(FEATURES)
