"""What a question asks for, read with the questions before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa_service.ask.conversations import Turn, continues
from qa_service.ask.figures import FactFinder
from qa_service.ask.interpreting import interpret
from qa_service.ask.slots import Asked, merged, tagged
from qa_service.ask.vocabulary import Vocabulary
from qa_service.language.parsing import Doc, Parser
from qa_service.language.periods import shift_years
from qa_service.store.conversations import StoredTurn
from qa_service.store.generations import Generation

_BACK = re.compile(
    r"\b(?:year|season|time) (?:before|earlier|ago)\b|\b(?:previous|prior|preceding|last) (?:year|season)\b",
    re.IGNORECASE,
)


class Understanding:
    """Reads questions to one generation."""

    def __init__(self, generation: Generation, parser: Parser, vocabulary: Vocabulary, facts: FactFinder) -> None:
        self._parser = parser
        self._vocabulary = vocabulary
        self._facts = facts
        self._newest = max((r.published for r in generation.reports.values() if r.published), default=None)

    def of(self, question: str, before: Sequence[StoredTurn] = ()) -> tuple[Asked, tuple[str, ...]]:
        """The slots of a question, and the ids of the facts of the answer that it follows up, if it does.

        ``before`` are the questions of its conversation, the oldest first.
        """
        turn = None
        for stored in before:
            turn = Turn(self._one(stored.question, turn)[0], stored.facts)
        return self._one(question, turn)

    def _one(self, question: str, turn: Turn | None) -> tuple[Asked, tuple[str, ...]]:
        parsed = self._parser.parse(question)
        asked = tagged(interpret(question, published=self._newest), solid_words(parsed), counted_noun(parsed))
        if turn is None or not continues(asked):
            return asked, ()
        names = frozenset(
            t.stems[0] for t in (*turn.asked.terms, *asked.terms) if t.name or self._vocabulary.is_name(t)
        )
        return self._counted_back(merged(self._as_answered(turn), asked, names=names), turn), turn.facts

    def _as_answered(self, turn: Turn) -> Asked:
        """The question before; a period that hung on the report is the one of the figure that answered."""
        facts = self._facts.with_ids(turn.facts) if turn.asked.relative else ()
        return replace(turn.asked, period=facts[0].period) if facts else turn.asked

    def _counted_back(self, asked: Asked, turn: Turn) -> Asked:
        """Count "and the year before?" from the period of the answer before."""
        last = next(iter(self._facts.with_ids(turn.facts)), None)
        anchor = (last.period if last else None) or turn.asked.period
        if anchor is None or asked.role == "growth" or not _BACK.search(asked.text):
            return asked
        return replace(asked, period=shift_years(anchor, -1), carried_period=False)


def wording(asked: Asked) -> str:
    """The question as it is embedded: with the carried words of the conversation."""
    carried = " ".join(t.text for t in asked.terms if t.stems[0] in asked.soft)
    return f"{asked.text} {carried}".strip()


def solid_words(parsed: Doc) -> frozenset[str]:
    """Words of a question that name or narrow down: nouns, verbs, plain adjectives; lower-cased."""
    return frozenset(t.lower_ for t in parsed if t.pos_ in ("NOUN", "PROPN", "VERB") or t.tag_ == "JJ")


def counted_noun(parsed: Doc) -> str:
    """The noun of "how many …", lower-cased, or ""."""
    many = next((t for t in parsed if t.lower_ == "many" and t.i and parsed[t.i - 1].lower_ == "how"), None)
    return many.head.lower_ if many is not None and many.head.pos_ in ("NOUN", "PROPN") else ""
