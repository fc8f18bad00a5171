"""Facts and sentences held against a question's slots.

A term of the question counts in full where it stands among a figure's own words, less where it stands in the heading
or the sentence before, and little where it stands with a neighbouring figure of the same sentence. Typed slots decide:
another unit, another period, a name that is not there are no answer, however near the words are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa_service.ask.counting import MET, counts_what_is_asked
from qa_service.ask.fitting import covers, slot_score
from qa_service.ask.likeness import SYNONYM, likeness
from qa_service.ask.places import Place, heading_words, title_words
from qa_service.ask.rows import Rows
from qa_service.ask.slots import Asked, Term
from qa_service.ask.vocabulary import Vocabulary, widened
from qa_service.language.conditions import find_conditions
from qa_service.language.terms import SLOT_WORDS, STOP, Bag, bag, number_of, opposed, stem, tokens
from qa_service.records import Fact, Sentence
from qa_service.store.generations import Generation

OWN, HEADING, BEFORE, SCENE, TITLE, NEIGHBOUR = 1.0, 0.85, 0.45, 0.6, 0.6, 0.45
NAMED_NEIGHBOUR, CONDITION = 0.3, 0.12
TABLE = "table"
TITLED, LIGHT = 0.3, 0.2
_KEPT, _QUESTIONS = 50_000, 1_000


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A term of a question, its weight where no title holds it, and the stems that may stand for it."""

    term: Term
    weight: float
    near: Mapping[str, float]
    named: bool
    name: bool
    soft: bool
    light: bool


@dataclass(frozen=True, slots=True)
class Match:
    """How well a fact or a sentence meets a question.

    ``coverage`` is 0 to 1; ``core`` is the same for what is asked, names left aside and the title not counted;
    ``missing`` are the terms not met; ``nearness`` is the cosine that went into the score.
    """

    score: float
    coverage: float
    core: float
    missing: tuple[Term, ...]
    nearness: float = 0.0
    partial_period: bool = False


class Matcher:
    """Holds the facts and sentences of one generation against questions."""

    def __init__(self, generation: Generation, vocabulary: Vocabulary) -> None:
        self._generation = generation
        self._vocabulary = vocabulary
        self._conditions: dict[str, frozenset[str]] = {}
        self._places: dict[int, Place] = {}
        self._read: dict[tuple[tuple[Term, ...], frozenset[str]], list[_Wanted]] = {}
        self._sentences = Rows(generation.sentences)

    def sentence_index(self, fact: Fact) -> int:
        row = self._sentences.at(fact.report, fact.start)
        if row is None:
            raise KeyError((fact.report, fact.start))
        return row

    def sentence_at(self, report: str, start: int) -> int | None:
        return self._sentences.at(report, start)

    def sentences_of(self, report: str) -> Sequence[Sentence]:
        """The sentences of a report, in reading order."""
        first, end = self._sentences.span(report)
        return self._generation.sentences[first:end]

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
        acronyms = self._vocabulary.acronyms.get(report.id, {})
        return Place(
            sentence=widened(bag(sentence.text), acronyms),
            heading=widened(heading_words(passage), acronyms),
            title=widened(title_words(report), acronyms),
            acronyms=acronyms,
            previous=self._generation.sentences[index - 1].text if earlier else "",
            earlier=earlier,
        )

    def fact_match(self, asked: Asked, fact: Fact, place: Place, nearness: float) -> Match:
        """``nearness`` is the mean cosine of the question with the fact's card and its sentence.

        What stands beside or above a cell of a table is of other cells: its own row, column and caption are its scope.
        """
        acronyms = self._vocabulary.acronyms.get(fact.report, {})
        names = " ".join(name for name in (fact.subject, fact.measure) if not _handed_down(name, place))
        own = widened(bag(f"{fact.scope} {names} {fact.unit}"), acronyms)
        place = place.alone if fact.method == TABLE else place
        coverage, core, missing = self._coverage(asked, own, place, NEIGHBOUR)
        score = 0.6 * coverage + 0.4 * nearness + slot_score(asked, fact) - self.narrower(asked, fact)
        partial = asked.period is not None and fact.period is not None and not covers(asked.period, fact)
        return Match(score, coverage, core, missing, nearness, partial)

    def counts(self, asked: Asked, fact: Fact) -> bool:
        """Whether a fact counts what "how many …" asks for."""
        near = self._vocabulary.neighbours((asked.counted,)) if asked.counted and asked.unit == "count" else {}
        return counts_what_is_asked(asked, fact, near.get(asked.counted.stems[0], {}) if asked.counted else {})

    def of_another(self, asked: Asked, fact: Fact) -> bool:
        """Whether a fact's owner is another than the one named, whose name stands only around the sentence.

        Of an owner's name the first word tells it from others ("Alder" in "Alder Bank").
        """
        first = next((w for w in tokens(fact.subject) if w[0].isupper()), "")
        forms = {form for term in asked.terms for form in term.stems}
        whole = all(w[0].isupper() for w in tokens(fact.subject))
        if not first or stem(first) in forms or not self._vocabulary.proper(first, at_front=whole):
            return False
        own = bag(f"{fact.scope} {fact.subject} {fact.measure}")
        named = [t for t in asked.terms if self.named(t) and not t.number and t.stems[0] not in asked.soft]
        return any(not likeness(term, own, {}) for term in named)

    def narrower(self, asked: Asked, fact: Fact) -> float:
        """What tells against a fact of a narrower group than the one asked for (an age, an income)."""
        if fact.id not in self._conditions:
            spans = find_conditions(fact.scope)
            self._conditions[fact.id] = frozenset(n for start, end in spans for n in _numbers(fact.scope[start:end]))
        conditions = self._conditions[fact.id]
        named = {form for term in asked.terms for form in term.stems}
        narrower = CONDITION if conditions and not conditions & named else 0.0
        subject = "" if _handed_down(fact.subject, self.place(self.sentence_index(fact))) else fact.subject
        return narrower + (CONDITION if _modified(subject, asked) else 0.0)

    def sentence_match(self, asked: Asked, place: Place, nearness: float) -> Match:
        coverage, core, missing = self._coverage(asked, place.sentence, place, OWN)
        return Match(0.5 * coverage + 0.5 * nearness, coverage, core, missing, nearness)

    def _coverage(
        self, asked: Asked, own: Bag, place: Place, neighbour: float
    ) -> tuple[float, float, tuple[Term, ...]]:
        total = met = core_total = core_met = 0.0
        missing = []
        for wanted in self._wanted(asked):
            weight = _weight_in(place, wanted.term, wanted.weight) * (0.5 if wanted.soft else 1.0)
            own_words, heading = (likeness(wanted.term, words, wanted.near) for words in (own, place.heading))
            quality = _quality(wanted, own_words, heading, own, place, neighbour)
            unmet = quality < MET and not wanted.soft
            weight = min(weight, LIGHT) if unmet and wanted.light else weight
            total += weight
            met += weight * quality
            if not wanted.named:
                core_total += weight
                core_met += weight * max(own_words, HEADING * heading)
            if unmet:
                missing.append(wanted.term)
        return (met / total if total else 1.0), (core_met / core_total if core_total else 1.0), tuple(missing)

    def _wanted(self, asked: Asked) -> list[_Wanted]:
        """What the reports tell about the question's terms; kept, since many facts are held against one question."""
        key = asked.terms, asked.soft
        wanted = self._read.get(key)
        if wanted is None:
            near = self._vocabulary.neighbours(asked.terms)
            wanted = [self._wanted_of(term, asked, near.get(term.stems[0], {})) for term in asked.terms]
            if len(self._read) > _QUESTIONS:
                self._read.clear()
            self._read[key] = wanted
        return wanted

    def _wanted_of(self, term: Term, asked: Asked, near: Mapping[str, float]) -> _Wanted:
        name = term.name or self._vocabulary.is_name(term)
        soft = term.stems[0] in asked.soft
        light = self._vocabulary.light(term)
        return _Wanted(term, self._vocabulary.weight(term), near, self.named(term), name, soft, light)

    def named(self, term: Term) -> bool:
        """Whether a term is a proper name or a number, as it is written or as the reports write it."""
        return term.number or (term.name and not self._vocabulary.common(term)) or self._vocabulary.is_name(term)

    def weight(self, term: Term, place: Place) -> float:
        """A term's weight for one sentence; what the title says is true of every sentence and tells little."""
        return _weight_in(place, term, self._vocabulary.weight(term))

    def weight_unmet(self, term: Term, place: Place) -> float:
        """What a term weighs where it is not met."""
        weight = self.weight(term, place)
        return min(weight, LIGHT) if self._vocabulary.light(term) else weight


def _weight_in(place: Place, term: Term, weight: float) -> float:
    return min(weight, TITLED) if likeness(term, place.title, {}) >= SYNONYM else weight


def _quality(wanted: _Wanted, own_words: float, heading: float, own: Bag, place: Place, neighbour: float) -> float:
    """How far a term is met, 0 to 1: by the best of the layers around a figure, each with its weight.

    ``own_words`` and ``heading`` are how far the figure's own words and the heading hold it. A layer that cannot better
    what is met already is not read.
    """
    term, figure = wanted.term, neighbour < OWN
    if figure and not own_words and _contradicted(term, own):
        return 0.0
    shares = min(neighbour, NAMED_NEIGHBOUR) if figure and (term.number or wanted.name) else neighbour
    before = ("scene", SCENE) if wanted.name else ("before", BEFORE)
    best = max(OWN * own_words, HEADING * heading)
    for layer, weight in (("title", TITLE), ("sentence", shares), before):
        if best < weight:
            best = max(best, weight * likeness(term, getattr(place, layer), wanted.near))
    return best


def _handed_down(name: str, place: Place) -> bool:
    """Whether a name is the heading's or the title's, none of its words standing in the sentence."""
    words = bag(name).stems
    return bool(words) and not words & place.sentence.stems and words <= (place.heading.stems | place.title.stems)


def _contradicted(term: Term, words: Bag) -> bool:
    return any(opposed(form, other) for form in term.stems for other in words.stems)


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
