"""Which facts answer: those that the rules accept, unless the judge doubts them, or those that it is sure of."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qa_service.ask.evidence import FEATURES, Evidence
from qa_service.ask.figures import NARROWER, Candidate
from qa_service.ask.retrieving import Found
from qa_service.ask.slots import Asked
from qa_service.store.judge import Judge

DOUBTED, MET, DOUBTED_IF_MET = 0.0, 0.85, -1.0
"""Log-odds below which the fact that the rules accept is not the answer where passages were read; the last where it
covers so much of what is asked. Unread, what the doubt takes back is right as often as not."""
SURE, SURER = 2.75, 3.75
"""From where another one is; the second where it lacks what the reports tell elsewhere."""
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
        ranked: Sequence[Candidate],
        accepted: list[Candidate],
        found: Found,
        vector: NDArray[np.float32],
    ) -> list[Candidate]:
        """The facts that answer, the surest first; [] where none is sure enough.

        Of the facts ``ranked`` those ``accepted`` are what the rules accept, the best first.
        """
        if not asked.terms or (accepted and not self._evidence.reads):
            return accepted
        candidates, rows = self._evidence.of(asked, ranked, accepted, found, vector)
        if not candidates:
            return accepted
        scores = self._judge.score(rows)
        read = bool(rows[:, _COLUMNS["read"]].any())
        if accepted and not (read and _doubtful(accepted[0], candidates, scores)):
            return accepted
        sure = scores - np.where(rows[:, _COLUMNS["things_lost"]] > 0, SURER, SURE)
        sure[~_sound(rows)] = -np.inf
        best = int(sure.argmax())
        return [candidates[best]] if sure[best] >= 0 else []


def _doubtful(one: Candidate, candidates: Sequence[Candidate], scores: NDArray[np.float64]) -> bool:
    """Whether the score of one of the candidates is too low; never where it is not among them."""
    least = DOUBTED_IF_MET if one.match.coverage >= MET else DOUBTED
    return any(score < least for other, score in zip(candidates, scores, strict=True) if other.fact.id == one.fact.id)


def _sound(rows: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Whether slots and names let a fact answer at all: bool of (candidates,)."""
    unsound = rows[:, [_COLUMNS[name] for name in _UNSOUND]].any(axis=1)
    sound: NDArray[np.bool_] = ~unsound & (rows[:, _COLUMNS["narrower"]] < NARROWER)
    return sound


def open_judge() -> Judge:
    """The packaged judge.

    Raises:
        ModelError: the weights are missing, or not the expected ones.
    """
    return Judge(FEATURES)
