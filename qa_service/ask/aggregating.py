"""Answers from many figures: all of them, the largest of them, or their order, each figure cited.

Only figures that can be compared are, two at least, and the answer says which they were. Counts are spoken in words:
they are of the answer's own figures and stand in no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from qa_service.ask.aggregates import LESS, MORE, Aggregate, aggregate_of
from qa_service.ask.comparing import LEAST, Comparer, Named, holds_word
from qa_service.ask.composing import Composer
from qa_service.ask.figures import Candidate, FactFinder
from qa_service.ask.fitting import covers
from qa_service.ask.phrasing import capital, sentence_of, told_of
from qa_service.ask.retrieving import Found
from qa_service.ask.slots import Asked
from qa_service.ask.superlatives import extremes_in
from qa_service.language.parsing import Parser
from qa_service.language.periods import describe
from qa_service.language.terms import STOP, bag
from qa_service.records import Answer, Caveat, Fact
from qa_service.store.generations import Generation

MOST_LISTED, MOST_NAMED, MOST_COUNTED = 20, 12, 99
_MORE, _LESS = (re.compile(rf"\b(?:{words})\b", re.I) for words in (MORE, LESS))
# what anything that has a figure may be called
_ANYTHING = frozenset("one area place location category type kind product item thing group part name".split())
# what says without a superlative that one is the first
_AHEAD = re.compile(r"\b(?:lead(?:s|ing|er)?|led|top(?:s|ped)?|first|last|main(?:ly)?|record|peak(?:ed)?)\b", re.I)
_WORDS = {"most": "largest", "least": "smallest", "fewest": "smallest"}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_UNITS = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()

Told = tuple[Answer, Sequence[Fact]]


class Aggregator:
    """Answers questions about many figures from one generation."""

    def __init__(self, generation: Generation, finder: FactFinder, composer: Composer, parser: Parser) -> None:
        self._generation = generation
        self._finder = finder
        self._composer = composer
        self._comparer = Comparer(generation, finder, parser.parse)

    def answer(
        self,
        asked: Asked,
        found: Found,
        vector: NDArray[np.float32],
        reports: Sequence[str] | None,
        prefer: Sequence[str],
    ) -> Told | None:
        """The answer, or None where the question is about one figure or about words, or the reports lack the figures.

        ``prefer`` are ids of the facts that answered the question before.
        """
        wanted = aggregate_of(asked)
        if wanted is None or (wanted.of_them and not prefer):
            return None
        if wanted.kind in ("list", "count"):
            return self._listed(asked, wanted, found, vector, reports)
        figures = replace(wanted.figures, direction=None)  # falls are compared with rises
        candidates = self._finder.around(figures, found, vector)
        if wanted.of_them:
            near = {(f.report, f.start) for f in self._finder.with_ids(prefer)}
            candidates = [c for c in candidates if (c.fact.report, c.fact.start) in near]
        return self._compared(asked, wanted, candidates)

    def doubts(self, asked: Asked, answer: Answer) -> bool:
        """Whether an answer to a question for the first of many has nothing of a first in its sentences."""
        wanted = aggregate_of(asked)
        if wanted is None or wanted.kind not in ("extreme", "rank") or answer.status != "answered":
            return False
        quotes = [c.quote for c in answer.citations]
        return not any(_sense(wanted).search(q) or _AHEAD.search(q) or extremes_in(q) for q in quotes)

    def _accepted(self, asked: Asked, candidates: Sequence[Candidate], *, around: bool) -> list[Candidate]:
        literal = [c for c in candidates if self._finder.literal(asked, c.fact, around=around)]
        return [c for c in literal if self._finder.accepts(asked, c)]

    def _beside(self, accepted: Sequence[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
        """The accepted, and the figures that stand beside one of them in its sentence, alike in role and unit."""
        like = {(c.fact.report, c.fact.start, c.fact.role, c.fact.unit) for c in accepted}
        return [c for c in candidates if (c.fact.report, c.fact.start, c.fact.role, c.fact.unit) in like]

    def _listed(
        self, asked: Asked, wanted: Aggregate, found: Found, vector: NDArray[np.float32], reports: Sequence[str] | None
    ) -> Told | None:
        figures = wanted.figures
        if figures.terms:
            accepted = self._accepted(figures, self._finder.around(figures, found, vector), around=False)
            fitting: Iterable[Fact] = sorted((c.fact for c in accepted), key=lambda f: (f.report, f.number_start))
        elif figures.role or figures.unit or figures.period:
            fitting = self._finder.fitting(figures, reports)
        else:
            return None
        kept = (f for f in fitting if figures.role != "share" or f.role == "share")  # a rate is no share
        facts = list(islice(kept, MOST_COUNTED + 1))
        if len(facts) < LEAST:
            return None
        shown = facts[:MOST_LISTED]
        answer = self._composer.stated(asked, shown)
        count = capital(f"{in_words(len(facts))} figures")
        cut = f", of which the first {in_words(len(shown))}" if len(shown) < len(facts) else ""
        return replace(answer, answer=f"{count}{cut}: {self._sentences(shown)}"), shown

    def _sentences(self, facts: Sequence[Fact]) -> str:
        """Each figure in a sentence; those that share one are told apart by their own words."""
        sentences: dict[tuple[str, int], list[Fact]] = {}
        for fact in facts:
            sentences.setdefault((fact.report, fact.start), []).append(fact)
        owned = (fact for each in sentences.values() for fact in self._comparer.owned(each))
        return " ".join(dict.fromkeys(sentence_of(fact, self._before(fact)) for fact in owned))

    def _compared(self, asked: Asked, wanted: Aggregate, candidates: Sequence[Candidate]) -> Told | None:
        known = frozenset(form for term in asked.terms for form in term.stems)
        accepted = self._accepted(wanted.figures, candidates, around=True)
        named = self._comparer.best(accepted, known)
        more = self._comparer.best(self._beside(accepted, candidates), known)
        named = more if len(more) > len(named) and all(n.label[:1].isupper() for n in more) else named
        least = max(LEAST, wanted.most or 0)
        if len(named) < least or not self._are(wanted.nouns, named):
            return None
        ordered = _ordered(wanted, named)
        if not ordered or self._said_otherwise(wanted, ordered[0]):
            return None
        return self._told(asked, wanted, ordered, named)

    def _before(self, fact: Fact) -> str:
        return self._generation.reports[fact.report].text[fact.start : fact.number_start]

    def _are(self, nouns: Sequence[str], named: Sequence[Named]) -> bool:
        """Whether the reports call these what the question does, in a section that names half of them or more."""
        sections = self._comparer.sections(named[0].fact.report)
        return all(
            noun.rstrip("s") in _ANYTHING
            or any(holds_word(noun, n.label) for n in named)
            or any(holds_word(noun, text) and _names_half(text, named) for text in sections)
            for noun in nouns
        )

    def _said_otherwise(self, wanted: Aggregate, first: Named) -> bool:
        """Whether the section itself names another as the first: "unemployment was highest in C"."""
        asked = bag(wanted.figures.text).stems
        for sentence in self._comparer.beside(first.fact):
            for match in _sense(wanted).finditer(sentence):
                after = re.match(r"\W*([\w-]+)", sentence[match.end() :])
                about = after is None or after.group(1).lower() in STOP or bag(after.group(1)).stems & asked
                if about and first.label.casefold() not in sentence.casefold():
                    return True
        return False

    def _told(self, asked: Asked, wanted: Aggregate, ordered: Sequence[Named], named: Sequence[Named]) -> Told:
        first = ordered[: wanted.most] if wanted.most else ordered[:MOST_NAMED]
        last = first[-1].fact.value
        first = [*first, *(n for n in ordered[len(first) :] if n.fact.value == last)] if wanted.most else list(first)
        rest = [n for n in ordered if n not in first] + [n for n in named if n not in ordered]
        shown = [*first, *rest[: max(0, MOST_NAMED - len(first))]]
        answer = self._composer.stated(asked, [n.fact for n in shown], self._caveats(asked, first[0].fact))
        text = self._spoken(wanted, first, shown, len(named))
        text = " ".join([text, *(caveat.text for caveat in answer.caveats)])
        return replace(answer, answer=text), [n.fact for n in shown]

    def _spoken(self, wanted: Aggregate, first: Sequence[Named], shown: Sequence[Named], count: int) -> str:
        period = first[0].fact.period
        when = f" ({describe(period)})" if period else ""
        if wanted.kind == "rank":
            way = "smallest" if wanted.lesser else "largest"
            return f"From the {way}{when}: {self._series(first)}. That is all of the {in_words(count)} figures found."
        others = [n for n in shown if n not in first]
        be = "It is" if len(first) == 1 else "They are"
        rest = f"; the {'other is' if len(others) == 1 else 'others are'} {self._series(others)}" if others else ""
        sense = _sense(wanted).search(wanted.figures.text)
        word = _WORDS.get(sense.group().lower(), sense.group().lower()) if sense else "largest"
        return f"{capital(self._series(first))}{when}. {be} the {word} of the {in_words(count)} figures found{rest}."

    def _series(self, named: Sequence[Named]) -> str:
        return "; ".join(f"{n.label}: {self._figure(n.fact)}" for n in named)

    def _figure(self, fact: Fact) -> str:
        return told_of(fact, self._before(fact))

    def _caveats(self, asked: Asked, fact: Fact) -> list[Caveat]:
        if asked.period is None or asked.carried_period or fact.period is None or covers(asked.period, fact):
            return []
        told = f"The figures are for {describe(fact.period)}; the reports do not give them for {asked.period.text}."
        return [Caveat("period_differs", told)]


def _names_half(text: str, named: Sequence[Named]) -> bool:
    return 2 * sum(n.label in text for n in named) >= len(named)


def _sense(wanted: Aggregate) -> re.Pattern[str]:
    return _LESS if wanted.lesser else _MORE


def _ordered(wanted: Aggregate, named: Sequence[Named]) -> list[Named]:
    """The figures from the one asked for on; of rises and falls, those of the way asked."""
    direction = wanted.figures.direction if wanted.figures.role in ("growth", "change_in_share") else None
    if wanted.kind == "rank":
        direction = None
    if direction:
        named = [n for n in named if (n.fact.value > 0) == (direction == "up") and n.fact.value]
    down = direction == "down"
    return sorted(named, key=lambda n: (abs(n.fact.value) if down else n.fact.value), reverse=not wanted.lesser)


def in_words(count: int) -> str:
    """A small number in words: "three", "forty-two"; from a hundred on "more than ninety-nine"."""
    if count < len(_UNITS):
        return _UNITS[count]
    if count > MOST_COUNTED:
        return f"more than {in_words(MOST_COUNTED)}"
    tens, units = divmod(count, 10)
    return _TENS[tens - 2] + (f"-{_UNITS[units]}" if units else "")
