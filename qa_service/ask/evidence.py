"""What speaks for each of the facts near a question, as numbers: the columns that the judge weighs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa_service.ask.figures import Candidate, FactFinder
from qa_service.ask.fitting import CHANGES, PAST, covers, period_fits, role_fits, slot_scores, unit_fits
from qa_service.ask.matching import TABLE, Matcher
from qa_service.ask.reading import lead_of, shown
from qa_service.ask.retrieving import Found
from qa_service.ask.slots import Asked, Term
from qa_service.ask.understanding import wording
from qa_service.ask.vocabulary import Vocabulary
from qa_service.records import Fact, Passage
from qa_service.store.generations import Generation
from qa_service.store.reader import Reader, Reading

FEATURES = (
    "coverage core nearness dense fused behind lost names_lost names_lost_weight things_lost things_lost_weight "
    "others_lost_weight of_another narrower role_differs role_agrees change_unasked unit_differs counts_another "
    "undated covered fits another_time inherited same_direction other_direction role_score period_score rate_score "
    "past chained cell rank first siblings bare counted follow_up score accepted chosen answered score_lead "
    "coverage_lead core_lead dense_lead nearness_lead lost_lead rivals exact exact_times admitted most_covered "
    "read margin best lead"
).split()
"""The columns, in their order; the last four are of the reader, zeros without one."""
OF_FACT, OF_READER = FEATURES.index("score"), 4
CLOSE = 0.1
"""Of the best score: no further behind, a fact is a rival."""
PASSAGES_READ = 2
MOST = 25
"""Candidates weighed, the nearest first."""
_SLOTS_DIFFER = ("unit_differs", "role_differs", "another_time", "counts_another")
WIDEST = 8.0
"""Nats beyond which a margin tells no more."""


@dataclass(frozen=True, slots=True)
class _Read:
    reading: Reading
    best: tuple[int, int, float]
    moved: int


class Evidence:
    """Gathers what speaks for facts of one generation."""

    def __init__(
        self, generation: Generation, facts: FactFinder, matcher: Matcher, vocabulary: Vocabulary, reader: Reader | None
    ) -> None:
        self._generation = generation
        self._facts = facts
        self._matcher = matcher
        self._vocabulary = vocabulary
        self._reader = reader

    @property
    def reads(self) -> bool:
        """Whether a reader tells something too."""
        return self._reader is not None

    def of(
        self,
        asked: Asked,
        ranked: Sequence[Candidate],
        accepted: Sequence[Candidate],
        found: Found,
        vector: NDArray[np.float32],
    ) -> tuple[list[Candidate], NDArray[np.float32]]:
        """The facts ``ranked`` and those of other roles, the nearest first, and a row for each.

        ``accepted`` are those that the rules accept, the best first. The rows are float32 of (candidates, features).
        """
        candidates = self._facts.of_any_role(asked, ranked, found, vector)[:MOST]
        own = [self._slots(asked, one, candidates[0], found) for one in candidates]
        table = np.array(own, np.float32).reshape(-1, OF_FACT)
        read = self._readings(asked, candidates)
        spans = _led([self._span(one.fact, read) for one in candidates])
        parts = [table, _beside(table, candidates, accepted), np.array(spans).reshape(-1, OF_READER)]
        return candidates, np.concatenate(parts, axis=1, dtype=np.float32)

    def _slots(self, asked: Asked, one: Candidate, nearest: Candidate, found: Found) -> list[float]:
        fact, match = one.fact, one.match
        dated = self._facts.dated(asked, fact)
        sentence = self._matcher.sentence_index(fact)
        siblings = self._facts.of_sentence(sentence)
        return [
            match.coverage,
            match.core,
            match.nearness,
            found.dense.get(sentence, match.nearness),
            found.sentences.get(sentence, 0.0),
            match.score - nearest.match.score,
            *self._lost(asked, match.missing, sentence),
            self._matcher.of_another(asked, fact),
            self._matcher.narrower(asked, fact),
            asked.role is not None and not role_fits(dated, fact),
            asked.role is not None and role_fits(dated, fact),
            asked.role is None and fact.role in (*CHANGES, "gap"),
            not unit_fits(dated, fact),
            not self._matcher.counts(asked, fact),
            *_times(dated, fact),
            *_directions(asked, fact),
            *slot_scores(dated, fact),
            fact.method.startswith(PAST),
            fact.method.endswith("-chained"),
            fact.method == TABLE,
            fact.role == "rank",
            siblings[0].id == fact.id,
            min(len(siblings), 6) / 6,
            fact.unit == "",
            fact.unit == "count",
            asked.follow_up,
        ]

    def _lost(self, asked: Asked, missing: Sequence[Term], sentence: int) -> list[float]:
        """How much of the question a fact lacks: in all, then names, things spoken of elsewhere, other words."""
        names = [t for t in missing if self._vocabulary.is_name_or_number(t)]
        things = [t for t in missing if t not in names and self._facts.essential(asked, t)]
        lost, names_lost, things_lost = self._facts.shares(asked, (missing, names, things), sentence)
        counts = min(len(names), 2), min(len(things), 2)
        return [lost, counts[0], names_lost, counts[1], things_lost, lost - names_lost - things_lost]

    def _readings(self, asked: Asked, candidates: Sequence[Candidate]) -> Mapping[Passage, _Read]:
        """The passages of the nearest facts whose unit and time may be meant, read; none without a reader."""
        if self._reader is None:
            return {}
        chosen: dict[Passage, None] = {}
        for one in candidates:
            dated = self._facts.dated(asked, one.fact)
            if unit_fits(dated, one.fact) and period_fits(dated, one.fact):
                chosen[self._facts.passage_of(one.fact)] = None
            if len(chosen) == PASSAGES_READ:
                break
        readings = self._reader.read(wording(asked), [shown(passage, self._generation) for passage in chosen])
        return {
            passage: _Read(reading, reading.best(), len(lead_of(passage)) - passage.start)
            for passage, reading in zip(chosen, readings, strict=True)
        }

    def _span(self, fact: Fact, read: Mapping[Passage, _Read]) -> tuple[Passage, float, bool] | None:
        """The passage, the margin of a fact's number over silence, and whether it lies in the best words."""
        passage = self._facts.passage_of(fact)
        if passage not in read:
            return None
        one = read[passage]
        start, end = fact.number_start + one.moved, fact.number_end + one.moved
        return passage, one.reading.margin(start, end), one.best[0] < end and start < one.best[1]


def _beside(
    table: NDArray[np.float32], candidates: Sequence[Candidate], accepted: Sequence[Candidate]
) -> NDArray[np.float32]:
    """How each fact stands beside the others of the list: (candidates, columns from "score" to "most_covered")."""
    column = dict(zip(FEATURES, table.T, strict=False))
    ids = [one.fact.id for one in accepted]
    score = np.array([one.match.score for one in candidates])
    unsound = sum((column[name] for name in _SLOTS_DIFFER), np.zeros(len(candidates)))
    sound = np.where(unsound > 0, score - 1, score)
    exact = column["covered"] * (1 - column["inherited"])
    lists = (sound, column["coverage"], column["core"], column["dense"], column["nearness"], -column["lost"])
    alike = [
        len(ids) > 0,
        float((sound >= sound.max(initial=-np.inf) - CLOSE).sum()),
        column["covered"].sum(),
        float((unsound == 0).sum()),
        column["coverage"].max(initial=0.0),
    ]
    answered, rivals, exact_times, admitted, most_covered = (np.full(len(candidates), float(one)) for one in alike)
    chosen = [[one.fact.id in ids, one.fact.id in ids[:1]] for one in candidates]
    columns = [score, *np.array(chosen, float).reshape(-1, 2).T, answered, *(_lead(one) for one in lists)]
    return np.stack([*columns, rivals, exact, exact_times, admitted, most_covered], axis=1).astype(np.float32)


def _lead(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """By how much each value is above the highest of the others; where it is alone, the value itself."""
    if len(values) < 2:
        return values
    highest, second = np.sort(values)[[-1, -2]]
    lead: NDArray[np.float32] = values - np.where(values == highest, second, highest)
    return lead


def _led(spans: Sequence[tuple[Passage, float, bool] | None]) -> list[list[float]]:
    """Whether a fact was read, its margin, whether the best words hold it, and its lead over all others read."""
    margins = [-np.inf if span is None else span[1] for span in spans]
    rows: list[list[float]] = []
    for place, span in enumerate(spans):
        if span is None or not np.isfinite(span[1]):
            rows.append([0.0, 0.0, 0.0, 0.0])
            continue
        others = max((margin for at, margin in enumerate(margins) if at != place), default=-np.inf)
        lead = np.clip(span[1] - others, -WIDEST, WIDEST)
        rows.append([1.0, float(np.clip(span[1], -WIDEST, WIDEST)) / WIDEST, float(span[2]), float(lead) / WIDEST])
    return rows


def _times(asked: Asked, fact: Fact) -> list[float]:
    """No time given, the very time asked for, one that can stand for it, another; whether it is inherited."""
    inherited = bool(fact.period and fact.period.inherited)
    if asked.period is None:
        return [False, False, False, False, inherited]
    if fact.period is None:
        return [True, False, False, False, inherited]
    exact, fits = covers(asked.period, fact), period_fits(asked, fact)
    return [False, exact, fits and not exact, not fits and not exact, inherited]


def _directions(asked: Asked, fact: Fact) -> list[float]:
    if not asked.direction:
        return [False, False]
    same = (fact.value >= 0) == (asked.direction == "up")
    return [same, not same]
