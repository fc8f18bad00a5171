"""Questions for figures: the best fact that every slot admits, a value worked out from two, or what is missing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from qa_service.ask.dating import dated
from qa_service.ask.fitting import period_fits, role_fits, unit_fits
from qa_service.ask.likeness import SYNONYM, likeness
from qa_service.ask.matching import Match, Matcher
from qa_service.ask.retrieving import Found
from qa_service.ask.slots import Asked, Term
from qa_service.ask.vocabulary import Vocabulary
from qa_service.language.terms import bag
from qa_service.records import Fact, Passage
from qa_service.store.generations import Generation

ACCEPTED = 0.60
COVERED = 0.60
LOST = 0.30
CORE = 0.50
NARROWER = 0.24
MARGIN = 0.15
PREFERRED = 0.1
MOST = 12
SECTIONS, MOST_IN_SECTION = 10, 200
_TO = re.compile(r"\s*(?:to|and|-|–|—)\s*")

Section = tuple[str, tuple[str, ...]]  # a report's id and the headings


@dataclass(frozen=True, slots=True)
class Candidate:
    fact: Fact
    match: Match


class FactFinder:
    """Ranks the facts of one generation for a question."""

    def __init__(self, generation: Generation, matcher: Matcher, vocabulary: Vocabulary) -> None:
        self._generation = generation
        self._matcher = matcher
        self._vocabulary = vocabulary
        self._by_sentence: dict[int, list[int]] = {}
        for index, fact in enumerate(generation.facts):
            self._by_sentence.setdefault(matcher.sentence_index(fact), []).append(index)
        self._sections: dict[Section, list[int]] = defaultdict(list)
        for sentence, indexes in self._by_sentence.items():
            self._sections[self._section(sentence)].extend(indexes)
        self._by_id = {fact.id: index for index, fact in enumerate(generation.facts)}

    def of_sentence(self, index: int) -> list[Fact]:
        return [self._generation.facts[i] for i in self._by_sentence.get(index, [])]

    def at(self, report: str, start: int) -> list[Fact]:
        """The facts of the sentence at (report id, start); [] where none stands there."""
        index = self._matcher.sentence_at(report, start)
        return self.of_sentence(index) if index is not None else []

    def with_ids(self, ids: Sequence[str]) -> list[Fact]:
        """The facts of these ids that the index holds, in the index's order."""
        return [self._generation.facts[i] for i in sorted(self._by_id[one] for one in ids if one in self._by_id)]

    def range_end(self, fact: Fact) -> list[Fact]:
        """The upper end of a range whose lower end a fact is ("£1.2m to £1.4m"), or nothing."""
        if fact.method.startswith("from"):
            return []
        return [
            other
            for other in self.at(fact.report, fact.start)
            if _TO.fullmatch(self.text_between(fact, other))
            and (other.unit, other.role) == (fact.unit, fact.role)
            and other.value > fact.value
        ]

    def text_between(self, first: Fact, second: Fact) -> str:
        """What stands between the numbers of two facts of one report; "" where the second is not the later."""
        return self._generation.reports[first.report].text[first.number_end : second.number_start]

    def ranked(
        self, asked: Asked, found: Found, vector: NDArray[np.float32], prefer: Sequence[str] = ()
    ) -> list[Candidate]:
        """Facts whose unit, role and period may answer, best first; sentences of the facts ``prefer`` stand nearer."""
        indexes = [i for i in sorted(self._found(found)) if self._admitted(asked, self._generation.facts[i])]
        return self._scored(asked, found, vector, indexes, prefer)

    def of_any_role(
        self, asked: Asked, ranked: Sequence[Candidate], found: Found, vector: NDArray[np.float32]
    ) -> list[Candidate]:
        """The facts ``ranked`` and those that only their role keeps out, best first."""
        known = {self._by_id[candidate.fact.id] for candidate in ranked}
        facts, of_any = self._generation.facts, replace(asked, role=None)
        others = [i for i in sorted(self._found(found) - known) if self._admitted(of_any, facts[i])]
        return _nearest_first([*ranked, *self._scored(asked, found, vector, others, ())])

    def around(self, asked: Asked, found: Found, vector: NDArray[np.float32]) -> list[Candidate]:
        """Facts as in ``ranked``, and those that stand with the nearest in one section: a list's other items."""
        indexes = self._found(found)
        nearest = sorted(found.sentences, key=lambda s: -found.sentences[s])[:SECTIONS]
        for section in {self._section(s) for s in nearest}:
            indexes |= set(self._sections[section][:MOST_IN_SECTION])
        admitted = [i for i in sorted(indexes) if self._admitted(asked, self._generation.facts[i])]
        return self._scored(asked, found, vector, admitted, ())

    def fitting(self, asked: Asked, reports: Sequence[str] | None) -> Iterator[Fact]:
        """Every fact of these reports (None: of all) whose unit, role and period are those asked, in reading order."""
        of_kind: dict[tuple[str, str], bool] = {}  # many facts, few kinds
        for fact in self._generation.facts:
            kind = fact.unit, fact.role
            if kind not in of_kind:
                of_kind[kind] = unit_fits(asked, fact) and role_fits(asked, fact)
            if of_kind[kind] and (reports is None or fact.report in reports) and self._admitted(asked, fact):
                yield fact

    def literal(self, asked: Asked, fact: Fact, *, around: bool) -> bool:
        """Whether all words asked for, names aside, are a fact's own as they are.

        ``around`` takes synonyms too, and words of the heading, the sentence before and the title.
        """
        own = bag(f"{fact.scope} {fact.subject} {fact.measure} {fact.unit}")
        place = self._matcher.place(self._matcher.sentence_index(fact))
        said = own | place.heading | place.before | place.title if around else own
        least = SYNONYM if around else 1.0
        return all(likeness(t, said, {}) >= least for t in asked.terms if not self._matcher.named(t))

    def section_of(self, fact: Fact) -> Section:
        """The report and the headings that a fact stands under."""
        return self._section(self._matcher.sentence_index(fact))

    def sections_of(self, report: str) -> dict[Section, list[str]]:
        """The sentences of each section of a report, in reading order."""
        sections: dict[Section, list[str]] = defaultdict(list)
        for sentence in self._matcher.sentences_of(report):
            passage = self._generation.passages[sentence.passage]
            sections[passage.report, passage.heading].append(sentence.text)
        return sections

    def _section(self, sentence: int) -> Section:
        passage = self._generation.passages[self._generation.sentences[sentence].passage]
        return passage.report, passage.heading

    def _found(self, found: Found) -> set[int]:
        """The facts of the sentences found, and those found by their cards."""
        return {i for s in found.sentences for i in self._by_sentence.get(s, [])} | set(found.cards)

    def near(self, asked: Asked, found: Found, vector: NDArray[np.float32]) -> list[Candidate]:
        """Facts of any slot, best first: what the reports do say."""
        return self._scored(replace(asked, period=None, role=None), found, vector, sorted(found.cards), ())

    def _admitted(self, asked: Asked, fact: Fact) -> bool:
        asked = self.dated(asked, fact)
        fits = unit_fits(asked, fact) and role_fits(asked, fact) and period_fits(asked, fact)
        return fits and self._matcher.counts(asked, fact)

    def dated(self, asked: Asked, fact: Fact) -> Asked:
        """The question with its relative time counted from the date of a fact's report."""
        return dated(asked, self._generation.reports[fact.report]) if asked.relative else asked

    def _scored(
        self, asked: Asked, found: Found, vector: NDArray[np.float32], indexes: list[int], prefer: Sequence[str]
    ) -> list[Candidate]:
        if not indexes:
            return []
        cosines = self._generation.fact_vectors.vectors_of(indexes) @ vector.reshape(-1)
        preferred = {(f.report, f.start) for f in self.with_ids(prefer)}
        ranked = []
        for index, cosine in zip(indexes, cosines, strict=True):
            fact = self._generation.facts[index]
            sentence = self._matcher.sentence_index(fact)
            nearness = (float(cosine) + found.dense.get(sentence, float(cosine))) / 2
            match = self._matcher.fact_match(self.dated(asked, fact), fact, self._matcher.place(sentence), nearness)
            if (fact.report, fact.start) in preferred:
                match = replace(match, score=match.score + PREFERRED)
            ranked.append(Candidate(fact, match))
        return _nearest_first(ranked)

    def accepted(self, asked: Asked, ranked: Sequence[Candidate]) -> list[Candidate]:
        """The facts that answer, best first; the first may stand only a little behind the nearest that does not."""
        kept = [c for c in ranked if c.match.score >= ranked[0].match.score - MARGIN and self.accepts(asked, c)]
        return kept if asked.kind == "list" else kept[:MOST]

    def accepts(self, asked: Asked, candidate: Candidate) -> bool:
        """Whether a fact is the answer rather than the next best number."""
        match = candidate.match
        if any(self.essential(asked, term) for term in match.missing):
            return False
        if not asked.terms or self._matcher.of_another(asked, candidate.fact):
            return False
        if self._matcher.narrower(asked, candidate.fact) >= NARROWER:
            return False
        (lost,) = self.shares(asked, [match.missing], self._matcher.sentence_index(candidate.fact))
        return match.score >= ACCEPTED and match.core >= CORE and match.coverage >= COVERED and lost <= LOST

    def passage_of(self, fact: Fact) -> Passage:
        return self._generation.passages[self._generation.sentences[self._matcher.sentence_index(fact)].passage]

    def shares(self, asked: Asked, groups: Sequence[Sequence[Term]], sentence: int) -> list[float]:
        """The weight that each group of unmet terms of a question has at a sentence, of all its terms' weight."""
        place = self._matcher.place(sentence)
        unmet = {t for terms in groups for t in terms}
        weights = {
            t: self._matcher.weight_unmet(t, place) if t in unmet else self._matcher.weight(t, place)
            for t in asked.terms
        }
        total = sum(weights.values()) or 1.0
        return [sum(weights[t] for t in terms) / total for terms in groups]

    def essential(self, asked: Asked, term: Term) -> bool:
        """Names, numbers, and things that the reports speak of elsewhere: a fact without them is of something else."""
        named = self._vocabulary.is_name_or_number(term)
        return named or (not asked.follow_up and self._vocabulary.is_thing(term))


def _nearest_first(candidates: Sequence[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda c: (-c.match.score, c.fact.report, c.fact.number_start))


def says_again(fact: Fact, best: Fact) -> bool:
    """Whether another sentence gives the same figure for the same time, or for none."""
    same_time = fact.period is None or best.period is None or fact.period.overlaps(best.period)
    return (fact.value, fact.unit) == (best.value, best.unit) and fact.start != best.start and same_time


def contradicts(fact: Fact, best: Fact) -> bool:
    """Whether another report gives another value in the same slots."""
    slots = (fact.subject, fact.measure, fact.role, fact.unit) == (best.subject, best.measure, best.role, best.unit)
    same_time = fact.period is not None and best.period is not None and fact.period.same_span(best.period)
    return fact.report != best.report and slots and same_time and fact.value != best.value
