"""The sentences of one generation held against a question: nearest first, with what they lack of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from qa_service.ask.dating import dated
from qa_service.ask.events import same_act
from qa_service.ask.matching import Match, Matcher
from qa_service.ask.retrieving import Found
from qa_service.ask.slots import Asked, Term
from qa_service.ask.spans import REASON_CUE, wanted
from qa_service.ask.vocabulary import Vocabulary
from qa_service.language.periods import find_periods
from qa_service.language.terms import STOP, bag, tokens
from qa_service.records import Passage, Sentence
from qa_service.store.generations import Generation

NEAREST, REACH, FAR = 6, 60, 3_000
_SUPERLATIVE = re.compile(r"\b(?:most|least|main(?:ly)?|leading|top|first|worst|chief|\w+est)\b", re.I)
# the noun of "which industry grew", "what three bodies are"
_FOCUS = re.compile(
    r"\b(?:which|what) ((?:[\w-]+ ){0,2}?[\w-]+?)s?\b"
    r"(?= (?:is|are|was|were|did|do|does|has|have|had|gave|give|\w+ed|\w+s)\b)",
    re.I,
)


class SentenceFinder:
    """Ranks sentences, and tells what a sentence is not about."""

    def __init__(self, generation: Generation, matcher: Matcher, vocabulary: Vocabulary) -> None:
        self._generation = generation
        self._matcher = matcher
        self._vocabulary = vocabulary

    def ranked(self, asked: Asked, found: Found) -> list[tuple[Sentence, Match]]:
        """Sentences near the question with how well they meet it, best first."""
        scored = []
        for index, fused in found.sentences.items():
            sentence = self._generation.sentences[index]
            nearness = (found.dense.get(index, 0.0) + fused) / 2
            match = self._matcher.sentence_match(asked, self._matcher.place(index), nearness)
            scored.append((sentence, replace(match, score=match.score + _bonus(asked, sentence.text))))
        return sorted(scored, key=lambda item: (-item[1].score, item[0].report, item[0].start))

    def around(self, found: Found, *, whole: bool = False) -> Found:
        """What was found, and the sentences under the same headings, or of the whole reports, as no nearer than it."""
        nearest = sorted(found.sentences, key=lambda i: -found.sentences[i])[:NEAREST]
        least = min(found.dense.values(), default=0.0)
        rows = {row for index in nearest for row in self._beside(index, whole=whole)}
        added = sorted(rows - set(found.sentences))
        return replace(
            found,
            sentences={**dict.fromkeys(added, 0.0), **found.sentences},
            dense={**dict.fromkeys(added, least), **found.dense},
        )

    def _beside(self, index: int, *, whole: bool) -> list[int]:
        """The rows of the sentences under the heading of one, or of its whole report."""
        sentences, passages = self._generation.sentences, self._generation.passages
        own, reach = passages[sentences[index].passage], FAR if whole else REACH
        near = range(max(0, index - reach), min(len(sentences), index + reach))
        rows = [row for row in near if sentences[row].report == own.report]
        return rows if whole else [r for r in rows if passages[sentences[r].passage].heading == own.heading]

    def passage_of(self, sentence: Sentence) -> Passage:
        return self._generation.passages[sentence.passage]

    def published(self, sentence: Sentence) -> date | None:
        """When the report of a sentence came out."""
        return self._generation.reports[sentence.report].published

    def of_another_time(self, asked: Asked, sentence: Sentence) -> bool:
        """Whether a sentence speaks of periods only that the question does not mean."""
        if asked.period is None or asked.carried_period:
            return False
        asked = dated(asked, self._generation.reports[sentence.report])
        mentions = find_periods(sentence.text, published=self.published(sentence))
        meant = asked.period
        return bool(meant and mentions) and not any(meant and m.period.overlaps(meant) for m in mentions)

    def missing(self, match: Match, sentence: Sentence) -> list[Term]:
        """The terms that a sentence lacks, those left aside that it has another word for."""
        return [t for t in match.missing if not self._meant(t, sentence)]

    def lost(self, asked: Asked, missing: list[Term]) -> float:
        """How much of what is asked is missing, 0 to 1."""
        total = sum(self._vocabulary.weight(t) for t in asked.terms)
        return sum(self._vocabulary.weight(t) for t in missing) / total if total else 0.0

    def lacks_name(self, terms: list[Term]) -> bool:
        """Whether a name or a number is among the terms."""
        return any(self._vocabulary.is_name_or_number(t) for t in terms)

    def likeness(self, one: str, other: str) -> float:
        """The cosine of two words or phrases."""
        return self._vocabulary.likeness(one, other)

    def _meant(self, term: Term, sentence: Sentence) -> bool:
        if spelt(term.text, sentence.text):
            return True
        if term.number or term.name:
            return False
        words = {w for w in tokens(sentence.text) if len(w) > 3 and w.lower() not in STOP and w[0].islower()}
        return any(same_act(term.text.lower(), word, self.likeness) for word in sorted(words))


def spelt(name: str, text: str) -> bool:
    """Whether the initials of words of a text are the question's capitals: "MPC" for "Monetary Policy Committee"."""
    if not (name.isupper() and name.isalpha() and len(name) > 1):
        return False
    words = [word for word in tokens(text) if word[0].isupper() or word.lower() not in STOP]
    capitals = "".join(word[0] if word[0].isupper() else " " for word in words)
    return name in capitals or (len(name) > 2 and name.lower() in "".join(word[0].lower() for word in words))


def stems_of(asked: Asked) -> frozenset[str]:
    return frozenset(form for term in asked.terms for form in term.stems)


def _bonus(asked: Asked, text: str) -> float:
    """What speaks for a sentence beyond its words: a reason for "why", the noun of "which …", a superlative for one."""
    bonus = 0.0
    if wanted(asked.text) == "reason" and REASON_CUE.search(text):
        bonus += 0.15
    focus = _FOCUS.search(asked.text)
    if focus and bag(focus.group(1)).stems & bag(text).stems:
        bonus += 0.08
    if _SUPERLATIVE.search(asked.text) and _SUPERLATIVE.search(text):
        bonus += 0.08
    return bonus
