"""A question set put to an answerer in process, and the table of its scores by type."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from qa_service.evaluation.grading import Mark, grade, has_period, is_cited
from qa_service.evaluation.questions import Item
from qa_service.records import Answer

UNANSWERABLE = "unanswerable"
"""The type whose wrong marks are false answers."""


class Answers(Protocol):
    """Something that answers questions."""

    def ask(self, question: str, *, conversation_id: str | None = None) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Graded:
    """An item with what became of it: the ``answer`` to its last turn, or the ``error`` that asking it ended with.

    ``seconds`` are those of the last turn.
    """

    item: Item
    mark: Mark
    answer: Answer | None
    seconds: float
    error: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """The items of one type."""

    kind: str
    graded: tuple[Graded, ...]

    def count(self, mark: Mark) -> int:
        return sum(one.mark == mark for one in self.graded)

    @property
    def n(self) -> int:
        return len(self.graded)

    @property
    def share(self) -> float:
        """Right ones of all, 0 to 1; 0 where there are none."""
        return self.count("right") / max(1, self.n)

    @property
    def cited(self) -> float:
        """Of the right answers to answerable questions, the share that cites the evidence."""
        return _share([is_cited(one.item.gold, answer.citations) for one, answer in self._right_answers()])

    @property
    def period(self) -> float:
        """Likewise the share whose first value has the gold's period."""
        return _share([has_period(one.item.gold, answer.values) for one, answer in self._right_answers()])

    def _right_answers(self) -> list[tuple[Graded, Answer]]:
        answers = [(one, one.answer) for one in self.graded if one.mark == "right" and one.answer]
        return [(one, answer) for one, answer in answers if one.item.gold.status == "answered"]


def evaluate(items: Iterable[Item], answers: Answers) -> Iterator[Graded]:
    """Ask every item as a conversation of its own and grade the last answer. A failure is counted, not raised."""
    for item in items:
        try:
            answer, seconds = _converse(item, answers)
        except Exception as error:  # a crash is a result too: over HTTP it would be one reply with status 500
            yield Graded(item, "error", None, 0.0, f"{type(error).__name__}: {error}")
        else:
            yield Graded(item, grade(item.gold, answer), answer, seconds)


def _converse(item: Item, answers: Answers) -> tuple[Answer, float]:
    """The answer to the last turn, and the seconds that it took."""
    *before, last = item.asked
    conversation = None
    for question in before:
        conversation = answers.ask(question, conversation_id=conversation).conversation_id
    began = time.perf_counter()
    answer = answers.ask(last, conversation_id=conversation)
    return answer, time.perf_counter() - began


def scores(graded: Sequence[Graded]) -> list[Score]:
    """One score a type, by name; the last one is of all."""
    kinds = sorted({one.item.type for one in graded})
    return [*(_score(kind, graded) for kind in kinds), Score("all", tuple(graded))]


def false_answers(graded: Sequence[Graded]) -> Score:
    """Score of the unanswerable questions; its wrong ones are the false answers."""
    return _score(UNANSWERABLE, graded)


def table(graded: Sequence[Graded]) -> list[str]:
    """The scores as lines to print, then false answers, time a question and total; ``graded`` holds one at least."""
    each = scores(graded)
    lines = [f"{'type':14}{'n':>5}{'right':>8}{'wrong':>7}{'silent':>8}{'error':>7}{'cited':>8}{'period':>8}"]
    lines += [_row(score) for score in each]
    none = false_answers(graded)
    lines.append(f"false answers to unanswerable questions: {none.count('wrong')} of {none.n}")
    times = sorted(one.seconds * 1000 for one in graded)
    slow = times[int(len(times) * 0.99)]
    lines.append(f"milliseconds a question: median {statistics.median(times):.1f}, p99 {slow:.1f}")
    return [*lines, f"score: {100 * each[-1].share:.1f} % of {each[-1].n}"]


def _row(score: Score) -> str:
    counts = f"{score.n:5}{score.count('right'):8}{score.count('wrong'):7}{score.count('silent'):8}"
    return f"{score.kind:14}{counts}{score.count('error'):7}{score.cited:8.2f}{score.period:8.2f}"


def _score(kind: str, graded: Sequence[Graded]) -> Score:
    return Score(kind, tuple(one for one in graded if one.item.type == kind))


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / max(1, len(hits))
