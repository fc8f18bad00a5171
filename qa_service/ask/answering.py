"""The road of a question, from words to an answer that has passed the gate."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from qa_service.ask.aggregating import Aggregator
from qa_service.ask.composing import Composer
from qa_service.ask.evidence import Evidence
from qa_service.ask.figures import Candidate, FactFinder, contradicts, says_again
from qa_service.ask.gate import Gate, UnsupportedNumberError, numbers
from qa_service.ask.judging import FactJudge
from qa_service.ask.matching import Matcher
from qa_service.ask.operations import Operator
from qa_service.ask.ranking import Ranking
from qa_service.ask.reading import PASSAGES_READ, SpanFinder
from qa_service.ask.retrieving import Found, Retriever
from qa_service.ask.slots import Asked
from qa_service.ask.suggesting import suggested
from qa_service.ask.texts import TextFinder
from qa_service.ask.understanding import Understanding, wording
from qa_service.ask.vocabulary import Vocabulary
from qa_service.language.parsing import Parser
from qa_service.language.periods import describe
from qa_service.records import Answer, Caveat, Fact, Hit
from qa_service.store.conversations import ConversationStore, StoredTurn
from qa_service.store.embedding import Encoder
from qa_service.store.generations import Generation
from qa_service.store.judge import Judge
from qa_service.store.reader import Reader

MOST_LISTED = 20
MOST_AGAIN = 3
_INSTRUCTS = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|prompts?|rules|guidelines)\b|"
    r"\bsystem prompt\b|\bpretend (?:to be|that|you)\b",
    re.IGNORECASE,
)
_LOG = logging.getLogger(__name__)


class Answerer:
    """Answers questions from one generation; safe to share between threads.

    Without a store of conversations every question stands alone; without a reader, rules alone find text answers, and
    without a judge they alone choose among facts.
    """

    def __init__(
        self,
        generation: Generation,
        encoder: Encoder,
        parser: Parser,
        conversations: ConversationStore | None = None,
        reader: Reader | None = None,
        judge: Judge | None = None,
    ) -> None:
        self.generation = generation
        self._encoder = encoder
        self._parser = parser
        self._vocabulary = Vocabulary(generation, encoder)
        self._matcher = Matcher(generation, self._vocabulary)
        self._retriever = Retriever(generation)
        self._facts = FactFinder(generation, self._matcher, self._vocabulary)
        self._texts = TextFinder(generation, self._matcher, self._vocabulary, parser)
        self._understanding = Understanding(generation, parser, self._vocabulary, self._facts)
        self._spans = SpanFinder(generation, self._texts, parser, reader) if reader else None
        self._evidence = Evidence(generation, self._facts, self._matcher, self._vocabulary, reader)
        self._judge = FactJudge(self._evidence, judge) if judge else None
        self._composer = Composer(generation)
        self._aggregator = Aggregator(generation, self._facts, self._composer, parser)
        self._conversations = conversations
        self._gate = Gate(self._facts.at)
        self._suggested: tuple[str, ...] | None = None

    def ask(self, question: str, *, conversation_id: str | None = None, reports: Sequence[str] | None = None) -> Answer:
        """Answer a question.

        Args:
            question: as a person types it.
            conversation_id: of the answer before, for follow-ups.
            reports: ids of the reports to answer from; None for all.
        """
        asked, prefer = self._understanding.of(question, self._stored(conversation_id))
        vector = self._encoder.encode([wording(asked)])[0]
        found = self._retriever.near(wording(asked), vector, reports)
        many = None if _INSTRUCTS.search(asked.text) else self._aggregator.answer(asked, found, vector, reports, prefer)
        answer, facts = many or self._answer(asked, found, vector, prefer)
        if many is None and self._aggregator.doubts(asked, answer):
            answer, facts = self._composer.silent(asked, "No sentence says so; no figures can be compared.", []), ()
        silent = answer.status == "not_found" and not _INSTRUCTS.search(asked.text)
        if self._spans and silent and self._spans.may_read(asked):
            hits = self._retriever.passages(wording(asked), vector, PASSAGES_READ, reports)
            answer = self._spans.answer(asked, wording(asked), hits, self._composer) or answer
        return replace(self._gated(asked, answer), conversation_id=self._kept(conversation_id, asked, facts, question))

    def _kept(self, conversation_id: str | None, asked: Asked, facts: Sequence[Fact], question: str) -> str:
        if self._conversations is None:
            return conversation_id or ""
        turn = StoredTurn(question, tuple(fact.id for fact in facts))
        return self._conversations.keep(conversation_id, turn, topic_starts=not asked.follow_up)

    def _stored(self, conversation_id: str | None) -> Sequence[StoredTurn]:
        return self._conversations.last(conversation_id) if self._conversations and conversation_id else ()

    def weighed(
        self, question: str, *, conversation_id: str | None = None
    ) -> tuple[list[Candidate], NDArray[np.float32]] | None:
        """The facts near a question for a figure, nearest first, and what speaks for each (``Evidence.of``).

        None for other questions and for those that no fact is near.
        """
        asked, prefer = self._understanding.of(question, self._stored(conversation_id))
        if not asked.figure or not asked.terms:
            return None
        vector = self._encoder.encode([wording(asked)])[0]
        found = self._retriever.near(wording(asked), vector)
        ranked = self._facts.ranked(asked, found, vector, prefer)
        accepted = self._facts.accepted(asked, ranked) if ranked else []
        candidates, rows = self._evidence.of(asked, ranked, accepted, found, vector)
        return (candidates, rows) if candidates else None

    def passages(self, question: str, *, k: int, reports: Sequence[str] | None = None) -> list[Hit]:
        """The ``k`` best passages for a question, best first."""
        return self._retriever.passages(question, self._encoder.encode([question])[0], k, reports)

    def suggestions(self) -> list[str]:
        """A few questions that the index answers, made from its facts and tried on it; worked out once."""
        if self._suggested is None:
            self._suggested = tuple(suggested(self.generation.facts, self._answers_with))
        return list(self._suggested)

    def _answers_with(self, question: str, fact: Fact) -> bool:
        values = self.ask(question).values
        return bool(values) and (values[0].text, values[0].role) == (fact.text, fact.role)

    def _gated(self, asked: Asked, answer: Answer) -> Answer:
        """The answer where it passes the gate, silence where it does not."""
        try:
            return self._gate.check(answer)
        except UnsupportedNumberError as error:
            _LOG.error("kept back an answer to %r: %s", asked.text, error)
            return self._composer.silent(asked, "No sentence of theirs supports an answer.", [])

    def _answer(
        self, asked: Asked, found: Found, vector: NDArray[np.float32], prefer: tuple[str, ...]
    ) -> tuple[Answer, Sequence[Fact]]:
        if _INSTRUCTS.search(asked.text):
            return self._composer.silent(asked, "That is an instruction, not a question about them.", []), ()
        if asked.kind == "published":
            return self._texts.published(asked, self._composer), ()
        if asked.kind == "compare":
            return self._compared(asked, found, vector)
        if asked.kind in ("yesno", "text", "period"):
            return self._worded(asked, found, vector, prefer)
        return self._figured(asked, found, vector, prefer)

    def _figured(
        self, asked: Asked, found: Found, vector: NDArray[np.float32], prefer: tuple[str, ...]
    ) -> tuple[Answer, Sequence[Fact]]:
        operator = Operator(ranking := Ranking(self._facts, found, vector))
        derived = operator.work_out(asked)
        ranked = ranking.of(asked, prefer)
        accepted = self._facts.accepted(asked, ranked)
        if self._judge and derived is None and asked.kind != "list" and asked.operation is None:
            accepted = self._judge.accepted(asked, ranked, accepted, found, vector)
        if derived is None and accepted:
            return self._stated(asked, accepted)
        if derived := derived or operator.fall_back(asked):
            return self._composer.derived(asked, derived), derived.operands
        return self._silent(asked, ranked, found, vector), ()

    def _stated(self, asked: Asked, ranked: list[Candidate]) -> tuple[Answer, Sequence[Fact]]:
        best = ranked[0].fact
        facts = [best, *(self._companions(best) if asked.many else self._facts.range_end(best))]
        if asked.kind == "list":
            facts = [c.fact for c in ranked[:MOST_LISTED]]
        again = [c.fact for c in ranked[1:] if says_again(c.fact, best)][:MOST_AGAIN]
        caveats = self._caveats(asked, ranked[0])
        other = next((c.fact for c in ranked[1:] if contradicts(c.fact, best)), None)
        if other is not None and asked.kind != "list":
            facts.append(other)
            caveats.append(Caveat("conflict", f"Two reports disagree: {self._dated(best)} and {self._dated(other)}."))
        return self._composer.stated(asked, facts, caveats, again), facts

    def _dated(self, fact: Fact) -> str:
        """A figure with the date of its report."""
        return f"{fact.text} ({self.generation.reports[fact.report].published or 'undated'})"

    def _companions(self, best: Fact) -> list[Fact]:
        """The other figures of the same subject and measure in a fact's sentence."""
        near = self._facts.at(best.report, best.start)
        return [f for f in near if f.id != best.id and (f.measure, f.subject) == (best.measure, best.subject)]

    def _caveats(self, asked: Asked, candidate: Candidate) -> list[Caveat]:
        fact = candidate.fact
        caveats = []
        if candidate.match.partial_period and asked.period and fact.period:
            given, wanted = describe(fact.period), asked.period.text
            told = f"The figure is for {given}; the reports do not give it for {wanted}."
            caveats.append(Caveat("period_differs", told))
        if asked.direction and fact.role == "growth" and fact.value and (fact.value > 0) != (asked.direction == "up"):
            taken, real = ("rise", "fall") if asked.direction == "up" else ("fall", "rise")
            caveats.append(Caveat("premise_differs", f"The question takes it for a {taken}; it is a {real}."))
        return caveats

    def _compared(self, asked: Asked, found: Found, vector: NDArray[np.float32]) -> tuple[Answer, Sequence[Fact]]:
        pair = Operator(Ranking(self._facts, found, vector)).pair(asked, asked.options)
        if pair is None:
            return self._worded(asked, found, vector, ())
        sizes = [abs(f.value) if asked.direction == "down" else f.value for f in pair]
        first = (sizes[0] < sizes[1]) if asked.lesser else (sizes[0] > sizes[1])
        winner, other = pair if first else (pair[1], pair[0])
        name = "Neither: both are equal" if sizes[0] == sizes[1] else asked.options[0 if first else 1]
        return self._composer.compared(asked, name, [winner, other]), [winner, other]

    def _worded(
        self, asked: Asked, found: Found, vector: NDArray[np.float32], prefer: tuple[str, ...]
    ) -> tuple[Answer, Sequence[Fact]]:
        premise = self._premise(asked, found, vector, prefer)
        if premise:
            return premise
        if asked.kind == "period":
            timed = self._timed(asked, found, vector)
            if timed:
                return timed
        answer = self._texts.answer(asked, found, self._composer)
        return answer or self._silent(asked, [], found, vector), ()

    def _premise(
        self, asked: Asked, found: Found, vector: NDArray[np.float32], prefer: tuple[str, ...]
    ) -> tuple[Answer, Sequence[Fact]] | None:
        """A rise or a fall that the question takes for granted, held against the fact; a yes or no by the same."""
        if asked.direction is None or not (asked.why or asked.kind == "yesno"):
            return None
        if asked.kind == "yesno" and (same := self._texts.unchanged(asked, found, self._composer)):
            return same, ()
        ranked = self._facts.ranked(replace(asked, role="growth", unit=None), found, vector, prefer)
        ranked = self._facts.accepted(asked, ranked)
        agrees = bool(ranked) and (ranked[0].fact.value > 0) == (asked.direction == "up")
        if not ranked or (asked.why and agrees):
            return None
        answer, facts = self._stated(replace(asked, role="growth", kind="figure"), ranked)
        return (answer if asked.why else self._composer.decided(answer, yes=agrees)), facts

    def _timed(self, asked: Asked, found: Found, vector: NDArray[np.float32]) -> tuple[Answer, Sequence[Fact]] | None:
        """Answer "over what period did it make 2 million" by the period of the fact that holds the number."""
        ranked = self._facts.ranked(replace(asked, unit=None, role=None), found, vector)
        named = {t.stems[0] for t in asked.terms if t.number}
        for candidate in ranked[:5]:
            fact = candidate.fact
            if fact.period and named & set(numbers(fact.text)) and self._facts.accepts(asked, candidate):
                return self._composer.timed(asked, fact), [fact]
        return None

    def _silent(self, asked: Asked, ranked: list[Candidate], found: Found, vector: NDArray[np.float32]) -> Answer:
        near = [c.fact for c in (ranked or self._facts.near(asked, found, vector))[:3]]
        missing = sorted({t.text for c in ranked[:1] for t in c.match.missing if not self._vocabulary.knows(t)})
        return self._composer.silent(asked, _reason(asked, missing), near)


def _reason(asked: Asked, missing: Sequence[str]) -> str:
    """Why there is no answer; ``missing`` are words that no report uses."""
    if not asked.terms:
        return "The question names nothing to look for: whose figure, and of what?"
    if missing:
        return f"Nothing found on {', '.join(missing)}."
    thing = "figure" if asked.kind in ("figure", "list", "compare") else "sentence"
    return f"No {thing} in them meets all that the question names."
