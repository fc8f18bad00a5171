"""Figures that can be set against each other: one unit, one role, one period, and a name for each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from qa_service.ask.figures import Candidate, FactFinder
from qa_service.ask.fitting import unit_class
from qa_service.ask.labels import Sentences, labels_of
from qa_service.language.parsing import Doc
from qa_service.language.terms import bag, stem
from qa_service.records import Fact
from qa_service.store.generations import Generation

LEAST = 2
_SUM_SLACK = Decimal("0.01")
_WHOLE = re.compile(
    r"\b(?:total|overall|whole|all|average|mean|combined|group|national|nationwide|countrywide|altogether|both|other)\b",
    re.I,
)
_WHOLE_SAID = re.compile(r"\b(?:in total|as a whole|altogether|in all|taken together)\b", re.I)


@dataclass(frozen=True, slots=True)
class Named:
    """A figure and what tells it from the others."""

    label: str
    fact: Fact
    score: float


class Comparer:
    """Finds, among the figures that a question admits, those that can be compared."""

    def __init__(self, generation: Generation, finder: FactFinder, parse: Callable[[str], Doc]) -> None:
        self._generation = generation
        self._finder = finder
        # No method of this object among them: a cycle would keep the generation in memory after its last request.
        self._told_apart = Sentences(
            lambda fact: _sentence(generation, fact), lambda fact: finder.at(fact.report, fact.start), parse
        )

    def beside(self, fact: Fact) -> list[str]:
        """The sentences of a fact's section."""
        return self._finder.sections_of(fact.report)[self._finder.section_of(fact)]

    def sections(self, report: str) -> list[str]:
        """The text of each section of a report, with its headings and the report's title."""
        title = self._generation.reports[report].title
        sections = self._finder.sections_of(report).items()
        return [" ".join([title, *heading, *sentences]) for (_, heading), sentences in sections]

    def owned(self, facts: Sequence[Fact]) -> list[Fact]:
        """The figures of one sentence, each with its own name for a subject where they can be told apart."""
        labels = labels_of(facts, self._told_apart, frozenset()) if len(facts) >= LEAST else None
        if labels is None:
            return list(facts)
        return [replace(fact, subject=label) for fact, label in zip(facts, labels, strict=True)]

    def best(self, candidates: Sequence[Candidate], known: frozenset[str]) -> list[Named]:
        """The comparison that fits best, [] where there is none of two figures or more.

        Args:
            candidates: figures of what is asked.
            known: stems of the question, which tell no figure from another.
        """
        kinds: dict[tuple[str, str, str, str], list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            kinds[_kind(candidate.fact)].append(candidate)
        ordered = sorted(kinds.items(), key=lambda item: (-_nearness(item[1]), _reversed(item[0][2])))
        return next((found for _, each in ordered if (found := self._within(each, known))), [])

    def _within(self, candidates: list[Candidate], known: frozenset[str]) -> list[Named]:
        """Of figures of one kind: those of one section, else of one sentence, else of one measure."""
        sections = [self._named(each, known) for each in _pooled(candidates, self._finder.section_of)]
        sentences = [self._named(each, known) for each in _pooled(candidates, lambda f: (f.report, f.start))]
        measures = [self._named(each, known) for each in _pooled(candidates, lambda f: bag(f.measure).stems)]
        section, sentence = next(filter(None, sections), []), next(filter(None, sentences), [])
        if section and sentence and not _alike(section, sentence):
            return sentence
        return section or sentence or next(filter(None, measures), [])

    def _named(self, candidates: list[Candidate], known: frozenset[str]) -> list[Named]:
        """The figures with their names, wholes left aside; [] where fewer than two are left or names are wanting."""
        facts = [candidate.fact for candidate in candidates]
        labels = labels_of(facts, self._told_apart, known) if len(facts) >= LEAST else None
        if labels is None:
            return []
        scores = [candidate.match.score for candidate in candidates]
        named = [Named(*each) for each in zip(labels, facts, scores, strict=True)]
        return self._parts(named)

    def _parts(self, named: list[Named]) -> list[Named]:
        """The figures that are no total or mean of the others."""
        title = self._generation.reports[named[0].fact.report].title
        titled = [n for n in named if bag(n.label).stems <= bag(title).stems]
        proper = [n for n in named if n.label[:1].isupper()]
        parts = [
            n
            for n in named
            if not _WHOLE.search(n.label)
            and not _WHOLE_SAID.search(n.fact.scope)
            and not (len(titled) == 1 and n is titled[0])
            and not (len(proper) > LEAST - 1 and len(named) - len(proper) == 1 and n not in proper)
        ]
        parts = [n for n in parts if not _is_sum(n, parts)]
        return parts if len(parts) >= LEAST else []


def _sentence(generation: Generation, fact: Fact) -> str:
    return generation.reports[fact.report].text[fact.start : fact.end]


def _kind(fact: Fact) -> tuple[str, str, str, str]:
    role = "level" if fact.role == "count" else fact.role
    counted = unit_class(fact.unit) == "count"
    unit = " ".join(sorted(bag(fact.unit).stems)) if counted else fact.unit
    period = fact.period
    return role, unit, period.start.isoformat() if period else "", period.end.isoformat() if period else ""


def _reversed(day: str) -> int:
    """A key that puts the latest day first, and no day last."""
    return -int(day.replace("-", "") or 0)


def _nearness(candidates: Sequence[Candidate]) -> float:
    """How near the best two of a kind are to the question, rounded: of like ones the latest period is to come first."""
    best = sorted((c.match.score for c in candidates), reverse=True)[:LEAST]
    return round(sum(best) / LEAST, 1)


def _pooled(candidates: Sequence[Candidate], key: Callable[[Fact], object]) -> list[list[Candidate]]:
    """Candidates with the same key, the pool of the best first; one figure a sentence and value."""
    pools: dict[object, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        pools[key(candidate.fact)].append(candidate)
    several = [pool for pool in pools.values() if len(pool) >= LEAST]
    return sorted(several, key=lambda pool: -_nearness(pool))


def _alike(section: Sequence[Named], sentence: Sequence[Named]) -> bool:
    """Whether a section's figures are the sentence's and more of their sort."""
    names, more = {n.label for n in sentence}, {n.label for n in section}
    sort = {label[:1].isupper() for label in names}
    return names <= more and {label[:1].isupper() for label in more} == sort


def _is_sum(one: Named, named: Sequence[Named]) -> bool:
    """Whether a figure of something counted or paid is what the others, two at least, come to together."""
    others = [abs(n.fact.value) for n in named if n is not one]
    total = sum(others)
    additive = one.fact.unit not in ("%", "pp", "rank")
    return additive and len(others) >= LEAST and bool(total) and abs(total - one.fact.value) <= _SUM_SLACK * total


def holds_word(word: str, text: str) -> bool:
    """Whether a text has a word, in any form, or one that the thesaurus puts beside it."""
    words, meant = bag(text), bag(word)
    return stem(word) in words.stems or bool(meant.groups & words.groups)
