"""Facts and sentences held against a question's slots.

A term of the question counts in full where it stands among a figure's own words, less where it stands in the heading
or the sentence before, and little where it stands with a neighbouring figure of the same sentence. Typed slots decide:
another unit, another period, a name that is not there are no answer, however near the words are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from qa_service.ask.interpreting import Asked, Term
from qa_service.ask.vocabulary import Vocabulary, widened
from qa_service.language.conditions import find_conditions
from qa_service.language.terms import EMPTY, SLOT_WORDS, STOP, Bag, bag, groups_of, number_of, opposed, stem, tokens
from qa_service.records import Fact, Passage, Period, Report
from qa_service.store.generations import Generation

OWN, HEADING, BEFORE, SCENE, TITLE, NEIGHBOUR = 1.0, 0.85, 0.45, 0.6, 0.6, 0.45
MET, TITLED = 0.4, 0.3
_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Place:
    """The words around a sentence: ``before`` is the sentence before it, ``scene`` all before it in its passage."""

    sentence: Bag
    heading: Bag
    before: Bag
    scene: Bag
    title: Bag


@dataclass(frozen=True, slots=True)
class Match:
    """How well a fact or a sentence meets a question.

    ``coverage`` is 0 to 1; ``core`` is the same for what is asked, names left aside and the title not counted;
    ``missing`` are the terms not met.
    """

    score: float
    coverage: float
    core: float
    missing: tuple[Term, ...]
    partial_period: bool = False


class Matcher:
    """Holds the facts and sentences of one generation against questions."""

    def __init__(self, generation: Generation, vocabulary: Vocabulary) -> None:
        self._generation = generation
        self._vocabulary = vocabulary
        self._conditions: dict[str, frozenset[str]] = {}
        self._places: dict[int, Place] = {}
        self._sentence_at = {(s.report, s.start): i for i, s in enumerate(generation.sentences)}

    def sentence_index(self, fact: Fact) -> int:
        return self._sentence_at[(fact.report, fact.start)]

    def _earlier(self, index: int) -> str:
        """The sentences before one in its passage."""
        passage = self._generation.passages[self._generation.sentences[index].passage]
        report = self._generation.reports[passage.report]
        return report.text[passage.start : self._generation.sentences[index].start]

    def place(self, index: int) -> Place:
        """The words around a sentence; kept, since the same sentences are near many questions."""
        if index not in self._places:
            if len(self._places) > _KEPT:
                self._places.clear()
            self._places[index] = self._place(index)
        return self._places[index]

    def _place(self, index: int) -> Place:
        sentence = self._generation.sentences[index]
        passage = self._generation.passages[sentence.passage]
        report = self._generation.reports[sentence.report]
        earlier = self._earlier(index)
        previous = self._generation.sentences[index - 1].text if earlier else ""
        acronyms = self._vocabulary.acronyms.get(report.id, {})
        return Place(
            sentence=widened(bag(sentence.text), acronyms),
            heading=widened(_heading(passage), acronyms),
            before=widened(bag(previous), acronyms) if earlier else EMPTY,
            scene=widened(bag(earlier), acronyms) if earlier else EMPTY,
            title=widened(_title(report), acronyms),
        )

    def fact_match(self, asked: Asked, fact: Fact, place: Place, nearness: float) -> Match:
        """``nearness`` is the mean cosine of the question with the fact's card and its sentence."""
        acronyms = self._vocabulary.acronyms.get(fact.report, {})
        own = widened(bag(f"{fact.scope} {fact.subject} {fact.measure} {fact.unit}"), acronyms)
        coverage, core, missing = self._coverage(asked, own, place, NEIGHBOUR)
        score = 0.6 * coverage + 0.4 * nearness + _slot_score(asked, fact) - self.narrower(asked, fact)
        partial = asked.period is not None and fact.period is not None and not _covers(asked.period, fact)
        return Match(score, coverage, core, missing, partial)

    def counts(self, asked: Asked, fact: Fact) -> bool:
        """Whether a fact counts what "how many …" asks for."""
        if asked.counted is None or asked.unit != "count":
            return True
        near = self._vocabulary.neighbours((asked.counted,)).get(asked.counted.stems[0], {})
        unit = bag(fact.unit) if fact.unit != "count" else bag(f"{fact.scope} {fact.subject} {fact.measure}")
        return likeness(asked.counted, unit, near) >= MET

    def narrower(self, asked: Asked, fact: Fact) -> float:
        """What tells against a fact of a narrower group than the one asked for (an age, an income)."""
        if fact.id not in self._conditions:
            spans = find_conditions(fact.scope)
            self._conditions[fact.id] = frozenset(n for start, end in spans for n in _numbers(fact.scope[start:end]))
        conditions = self._conditions[fact.id]
        named = {form for term in asked.terms for form in term.stems}
        narrower = 0.12 if conditions and not conditions & named else 0.0
        return narrower + (0.12 if _modified(fact.subject, asked) else 0.0)

    def sentence_match(self, asked: Asked, place: Place, nearness: float) -> Match:
        coverage, core, missing = self._coverage(asked, place.sentence, place, OWN)
        return Match(0.5 * coverage + 0.5 * nearness, coverage, core, missing)

    def _coverage(self, asked: Asked, own: Bag, place: Place, neighbour: float) -> tuple[float, float, tuple[Term, ...]]:
        near = self._vocabulary.neighbours(asked.terms)
        total = met = core_total = core_met = 0.0
        missing = []
        for term in asked.terms:
            soft = term.stems[0] in asked.soft
            weight = self.weight(term, place) * (0.5 if soft else 1.0)
            likely = near.get(term.stems[0], {})
            quality = self._quality(term, own, place, neighbour, likely)
            total += weight
            met += weight * quality
            if not self.named(term):
                core_total += weight
                core_met += weight * max(likeness(term, own, likely), HEADING * likeness(term, place.heading, likely))
            if quality < MET and not soft:
                missing.append(term)
        return (met / total if total else 1.0), (core_met / core_total if core_total else 1.0), tuple(missing)

    def named(self, term: Term) -> bool:
        """Whether a term is a proper name or a number, as it is written or as the reports write it."""
        return term.number or (term.name and not self._vocabulary.common(term)) or self._vocabulary.is_name(term)

    def weight(self, term: Term, place: Place) -> float:
        """A term's weight for one sentence; what the title says is true of every sentence and tells little."""
        weight = self._vocabulary.weight(term)
        return min(weight, TITLED) if likeness(term, place.title, {}) >= 0.9 else weight

    def _quality(self, term: Term, own: Bag, place: Place, neighbour: float, near: dict[str, float]) -> float:
        if neighbour < OWN and any(opposed(form, other) for form in term.stems for other in own.stems) and not likeness(term, own, near):
            return 0.0
        shares = min(neighbour, 0.3) if neighbour < OWN and (term.number or term.name or self._vocabulary.is_name(term)) else neighbour
        before = (place.scene, SCENE) if term.name or self._vocabulary.is_name(term) else (place.before, BEFORE)
        layers = ((own, OWN), (place.heading, HEADING), before, (place.title, TITLE), (place.sentence, shares))
        return max(weight * likeness(term, words, near) for words, weight in layers)


def likeness(term: Term, words: Bag, near: dict[str, float]) -> float:
    """How far a bag of words holds a term: 1 for the word itself, 0.9 for a synonym, less for a word like it."""
    if any(form in words.stems for form in term.stems[:2]):
        return 1.0
    if term.number:
        return 0.0
    best = 0.0
    for form in term.stems:
        groups = groups_of(form)
        if groups & words.groups and not any(opposed(form, other) for other in words.stems if groups_of(other) & groups):
            best = 0.9
    if len(term.stems) > 2:
        best = max(best, 0.9 * sum(form in words.stems for form in term.stems[2:]) / (len(term.stems) - 2))
    return max([best, *(value for other, value in near.items() if other in words.stems)])


def unit_class(unit: str) -> str:
    if unit in ("%", "pp", "rank"):
        return unit
    return unit if len(unit) == 3 and unit.isupper() and unit not in ("FTE",) else "count"


def unit_fits(asked: Asked, fact: Fact) -> bool:
    if asked.unit is None:
        return fact.unit != "pp" or asked.role != "level"
    given = unit_class(fact.unit)
    if asked.unit == "count":
        return given == "count"
    if asked.unit == "rate":
        return given == "%" or bool(re.search(r"\b(?:per|an?) ", fact.unit)) or fact.unit in ("count", "")
    if asked.unit == "money":
        return any(t.stems[0] in bag(fact.unit).stems for t in asked.terms) or len(given) == 3 and given.isupper()
    return given == asked.unit


def period_fits(asked: Asked, fact: Fact) -> bool:
    """Whether a fact's period can stand for the one asked: the same, a part of it, or one that holds it."""
    if asked.base is not None and asked.role in ("growth", "change_in_share"):
        return asked.base[-4:] in (fact.basis or "") or (fact.period is not None and str(fact.period.start.year) == asked.base[-4:])
    if asked.period is None or asked.carried_period:
        return True
    if fact.period is None:
        return not asked.strict and _days(asked.period) > 100
    if asked.strict:
        return fact.period.same_span(asked.period)
    if _days(asked.period) > 500:
        return _overlap(fact.period, asked.period) > 0.6
    if asked.period.contains(fact.period):
        return _large_part(fact.period, asked.period)
    inside = fact.period.contains(asked.period) and _days(fact.period) <= 2.2 * _days(asked.period)
    return inside or _overlap(fact.period, asked.period) > 0.6


def _days(period: Period) -> int:
    return (period.end - period.start).days + 1


def _large_part(part: Period, whole: Period) -> bool:
    """A part long enough to speak for the whole; a single day's level does for a month or a quarter."""
    return _days(part) * 6 >= _days(whole) or (_days(part) == 1 and _days(whole) <= 100)


def _overlap(one: Period, other: Period) -> float:
    days = (min(one.end, other.end) - max(one.start, other.start)).days + 1
    return max(0, days) / max(_days(one), _days(other))


def _covers(asked: Period, fact: Fact) -> bool:
    """Whether a fact speaks of just the period asked for; a change up to that period's end does."""
    period = fact.period
    if period is None or period.same_span(asked):
        return True
    return fact.role in ("growth", "change_in_share") and period.end == asked.end


def _slot_score(asked: Asked, fact: Fact) -> float:
    score = 0.0
    if asked.role is not None:
        score += {True: 0.06, False: -0.25}[role_fits(asked, fact)]
    if asked.direction and fact.role == "growth":
        score += 0.04 if (fact.value >= 0) == (asked.direction == "up") else -0.08
    if asked.period is not None and fact.period is not None:
        score += 0.08 if _covers(asked.period, fact) else -0.04
        score -= 0.03 if fact.period.inherited else 0.0
    elif asked.period is not None:
        score -= 0.08
    elif fact.method.startswith(("from", "compared")):
        score -= 0.06
    if asked.role is None and not fact.method.endswith("-chained"):
        score += 0.03
    if asked.role is None and fact.role in ("growth", "gap", "change_in_share"):
        score -= 0.12
    if " per 1" in f" {fact.unit}" and asked.unit != "rate" and "per" not in asked.text.lower().split():
        score -= 0.15
    if asked.unit == "rate" and "rate" in bag(f"{fact.scope} {fact.measure}").stems:
        score += 0.08
    if asked.operation is None and fact.role == "rank" and asked.role != "rank":
        score -= 0.3
    return score


def role_fits(asked: Asked, fact: Fact) -> bool:
    role = asked.role
    if role in ("level", "share"):
        return fact.role in ("level", "share", "count")
    if role == "growth":
        return fact.role in ("growth", "change_in_share")
    return fact.role == role


def _modified(subject: str, asked: Asked) -> bool:
    """Whether the subject's noun is the question's, narrowed by a word that the question lacks ("retired teachers")."""
    words = [w.lower() for w in tokens(subject)]
    forms = {form for term in asked.terms for form in term.stems}
    for before, word in pairwise(words):
        if stem(word) in forms and before.isalpha() and before not in STOP and before not in SLOT_WORDS:
            return not any(likeness(term, bag(before), {}) for term in asked.terms)
    return False


def _numbers(text: str) -> list[str]:
    return [number for token in tokens(text) if (number := number_of(token)) is not None]


def _heading(passage: Passage) -> Bag:
    return bag(" ".join((*passage.heading[-2:], passage.lead_in)))


def _title(report: Report) -> Bag:
    return bag(f"{report.title} {report.source or ''}")
