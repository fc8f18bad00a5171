"""Facts, derived values and sentences put into answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa_service.ask.deriving import Derived
from qa_service.ask.phrasing import capital, figure, name_of, sentence_of
from qa_service.ask.slots import Asked
from qa_service.language.periods import describe
from qa_service.records import (
    Answer,
    Caveat,
    Citation,
    Derivation,
    Fact,
    Interpretation,
    Nearest,
    Report,
    Sentence,
    Value,
)
from qa_service.store.generations import Generation


class Composer:
    """Puts answers together for one generation."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation

    def cite(self, report_id: str, start: int, end: int) -> Citation:
        report = self._generation.reports[report_id]
        url = f"/reports/{report_id}#s-{start}"
        quote, page = report.text[start:end], report.page_at(start)
        return Citation(report_id, report.title, report.published, quote, start, end, url, page)

    def stated(
        self, asked: Asked, facts: Sequence[Fact], caveats: Sequence[Caveat] = (), again: Sequence[Fact] = ()
    ) -> Answer:
        """An answer of stated figures; the first is the answer proper. ``again`` are facts that say it once more."""
        citations: list[Citation] = []
        values = [self._value(fact, citations) for fact in facts]
        for fact in again:
            self._index(fact, citations)
        text = " ".join([*dict.fromkeys(self._sentence(fact) for fact in facts), *(caveat.text for caveat in caveats)])
        return self._answer(asked, text, values, citations, caveats)

    def derived(
        self, asked: Asked, result: Derived, also: Sequence[Fact] = (), caveats: Sequence[Caveat] = ()
    ) -> Answer:
        """An answer that is worked out, labelled as such, its operands cited."""
        citations: list[Citation] = []
        operands = tuple(self._index(fact, citations) for fact in result.operands)
        text = figure(result.value, result.unit)
        value = Value(
            result.value, result.unit, text, result.subject, result.measure, result.role, None, result.period,
            Derivation(result.formula, operands), operands[0],
        )  # fmt: skip
        values = [value, *(self._value(fact, citations) for fact in also)]
        when = f" ({describe(result.period)})" if result.period else ""
        name = name_of(result.subject, result.measure)
        told = f"{name}{when}: {text}" if name else f"{text}{when}"
        spoken = f"{told}, derived as {result.formula} from stated figures."
        noted = [*caveats, Caveat("derived", f"Worked out from stated figures: {result.formula}.")]
        return self._answer(asked, " ".join([spoken, *(c.text for c in caveats)]), values, citations, noted)

    def compared(self, asked: Asked, winner: str, facts: Sequence[Fact]) -> Answer:
        """The larger (or smaller) of two, and both figures."""
        answer = self.stated(asked, facts)
        return replace(answer, answer=f"{capital(winner)}. {answer.answer}")

    def decided(self, answer: Answer, *, yes: bool) -> Answer:
        """An answer with the "Yes" or "No" that its figure gives."""
        return replace(answer, answer=f"{'Yes' if yes else 'No'}. {answer.answer}")

    def timed(self, asked: Asked, fact: Fact) -> Answer:
        """When a figure was."""
        answer = self.stated(asked, [fact])
        return replace(answer, answer=f"{fact.period.text if fact.period else ''}. {answer.answer}")

    def quoted(self, asked: Asked, short: str, sentences: Sequence[Sentence], caveats: Sequence[Caveat] = ()) -> Answer:
        """A text answer: the short form, where there is one, and the sentences it stands in."""
        citations = [self.cite(s.report, s.start, s.end) for s in sentences]
        quote = " ".join(c.quote for c in citations[:1])
        text = f"{short} — “{quote}”" if short and short != quote else quote
        return self._answer(asked, text, [], citations, caveats)

    def listed(self, asked: Asked, items: Sequence[str], spans: Sequence[tuple[str, int, int]]) -> Answer:
        citations = [self.cite(*span) for span in spans]
        return self._answer(asked, "; ".join(items) + ".", [], citations, ())

    def published(self, asked: Asked, reports: Sequence[Report]) -> Answer:
        """When reports came out, with the line that says so, or the title where only a file's name tells."""
        said = [f"{r.title}: published {r.published.isoformat()}" for r in reports if r.published]
        return self.listed(asked, said, [_dateline(r) for r in reports])

    def silent(self, asked: Asked, reason: str, near: Sequence[Fact | Sentence]) -> Answer:
        """No answer: what was looked for, what is missing, and the nearest that the reports do say."""
        nearest = tuple(self._nearest(item) for item in near)
        text = f"The reports do not say. {reason}".strip()
        return Answer(
            answer=text,
            status="not_found",
            nearest=nearest,
            interpretation=interpretation_of(asked),
            index_id=self._generation.id,
        )

    def _sentence(self, fact: Fact) -> str:
        return sentence_of(fact, self._generation.reports[fact.report].text[fact.start : fact.number_start])

    def _nearest(self, item: Fact | Sentence) -> Nearest:
        citation = self.cite(item.report, item.start, item.end)
        return Nearest(self._sentence(item) if isinstance(item, Fact) else item.text, citation)

    def _answer(
        self, asked: Asked, text: str, values: Sequence[Value], citations: Sequence[Citation], caveats: Sequence[Caveat]
    ) -> Answer:
        return Answer(
            answer=text, status="answered", values=tuple(values), citations=tuple(citations), caveats=tuple(caveats),
            interpretation=interpretation_of(asked), index_id=self._generation.id,
        )  # fmt: skip

    def _value(self, fact: Fact, citations: list[Citation]) -> Value:
        index = self._index(fact, citations)
        return Value(
            fact.value,
            fact.unit,
            fact.text,
            fact.subject,
            fact.measure,
            fact.role,
            fact.basis or fact.comparator,
            fact.period,
            None,
            index,
        )

    def _index(self, fact: Fact, citations: list[Citation]) -> int:
        citation = self.cite(fact.report, fact.start, fact.end)
        if citation not in citations:
            citations.append(citation)
        return citations.index(citation)


def _dateline(report: Report) -> tuple[str, int, int]:
    dated = [
        b for b in report.blocks if b.kind == "furniture" and any(c.isdigit() for c in report.text[b.start : b.end])
    ]
    start, end = (dated[0].start, dated[0].end) if dated else (0, len(report.text.split("\n", 1)[0]))
    return report.id, start, end


def interpretation_of(asked: Asked) -> Interpretation:
    names = " ".join(t.text for t in asked.terms if t.name)
    words = " ".join(t.text for t in asked.terms if not t.name)
    return Interpretation(names, words, asked.role, asked.period.text if asked.period else "")
