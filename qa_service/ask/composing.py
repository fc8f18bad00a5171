"""Facts, derived values and sentences put into answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qa_service.ask.deriving import Derived
from qa_service.ask.slots import Asked
from qa_service.language.periods import describe
from qa_service.records import Answer, Caveat, Citation, Derivation, Fact, Interpretation, Nearest, Period, Report, Sentence, Value
from qa_service.store.generations import Generation


class Composer:
    """Puts answers together for one generation."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation

    def cite(self, report_id: str, start: int, end: int) -> Citation:
        report = self._generation.reports[report_id]
        url = f"/reports/{report_id}#s-{start}"
        return Citation(report_id, report.title, report.published, report.text[start:end], start, end, url)

    def stated(self, asked: Asked, facts: Sequence[Fact], caveats: Sequence[Caveat] = ()) -> Answer:
        """An answer of stated figures; the first is the answer proper."""
        citations: list[Citation] = []
        values = [self._value(fact, citations) for fact in facts]
        text = " ".join([*(sentence_of(fact) for fact in facts), *(caveat.text for caveat in caveats)])
        return self._answer(asked, text, values, citations, caveats)

    def derived(self, asked: Asked, result: Derived, also: Sequence[Fact] = (), caveats: Sequence[Caveat] = ()) -> Answer:
        """An answer that is worked out, labelled as such, its operands cited."""
        citations: list[Citation] = []
        operands = tuple(self._index(fact, citations) for fact in result.operands)
        text = figure(result.value, result.unit)
        value = Value(
            result.value, result.unit, text, result.subject, result.measure, result.role, None, result.period,
            Derivation(result.formula, operands), operands[0],
        )  # fmt: skip
        values = [value, *(self._value(fact, citations) for fact in also)]
        when = f" ({period_text(result.period)})" if result.period else ""
        name = " – ".join(dict.fromkeys(part for part in (result.subject, result.measure) if part))
        spoken = f"{_capital(name)}{when}: {text}, derived as {result.formula} from stated figures."
        noted = [*caveats, Caveat("derived", f"Worked out from stated figures: {result.formula}.")]
        return self._answer(asked, " ".join([spoken, *(c.text for c in caveats)]), values, citations, noted)

    def compared(self, asked: Asked, winner: str, facts: Sequence[Fact]) -> Answer:
        """The larger (or smaller) of two, and both figures."""
        answer = self.stated(asked, facts)
        return replace(answer, answer=f"{_capital(winner)}. {answer.answer}")

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
        return Answer(answer=text, status="not_found", nearest=nearest, interpretation=interpretation_of(asked), index_id=self._generation.id)

    def _nearest(self, item: Fact | Sentence) -> Nearest:
        citation = self.cite(item.report, item.start, item.end)
        return Nearest(sentence_of(item) if isinstance(item, Fact) else item.text, citation)

    def _answer(
        self, asked: Asked, text: str, values: Sequence[Value], citations: Sequence[Citation], caveats: Sequence[Caveat]
    ) -> Answer:
        return Answer(
            answer=text, status="answered", values=tuple(values), citations=tuple(citations), caveats=tuple(caveats),
            interpretation=interpretation_of(asked), index_id=self._generation.id,
        )  # fmt: skip

    def _value(self, fact: Fact, citations: list[Citation]) -> Value:
        index = self._index(fact, citations)
        return Value(fact.value, fact.unit, fact.text, fact.subject, fact.measure, fact.role, fact.basis or fact.comparator, fact.period, None, index)

    def _index(self, fact: Fact, citations: list[Citation]) -> int:
        citation = self.cite(fact.report, fact.start, fact.end)
        if citation not in citations:
            citations.append(citation)
        return citations.index(citation)


def _dateline(report: Report) -> tuple[str, int, int]:
    dated = [b for b in report.blocks if b.kind == "furniture" and any(c.isdigit() for c in report.text[b.start : b.end])]
    start, end = (dated[0].start, dated[0].end) if dated else (0, len(report.text.split("\n", 1)[0]))
    return report.id, start, end


def interpretation_of(asked: Asked) -> Interpretation:
    names = " ".join(t.text for t in asked.terms if t.name)
    words = " ".join(t.text for t in asked.terms if not t.name)
    return Interpretation(names, words, asked.role, asked.period.text if asked.period else "")


def sentence_of(fact: Fact) -> str:
    """A fact as one short sentence for people."""
    qualifier = {"more_than": "more than ", "less_than": "nearly ", "at_least": "at least ", "at_most": "at most ", "about": "about "}.get(fact.qualifier or "", "")
    name = " – ".join(dict.fromkeys(part for part in (fact.subject, fact.measure) if part))
    when = f" ({period_text(fact.period)})" if fact.period else ""
    return f"{_capital(name)}{when}: {_worded(fact, qualifier)}."


def _worded(fact: Fact, qualifier: str) -> str:
    text = fact.text if fact.unit in ("%", "count", "rank") or fact.unit.isupper() or fact.unit.split()[0] in fact.text else f"{fact.text} {_unit(fact.unit)}"
    if fact.role in ("growth", "change_in_share"):
        way = "down" if fact.value < 0 else "up"
        return f"{way} {qualifier}{text}" + (f" {fact.basis}" if fact.basis else "")
    if fact.role == "gap":
        way = "below" if fact.value < 0 else "above"
        return f"{qualifier}{text} {way} {fact.comparator}" if fact.comparator else f"{qualifier}{text}"
    if fact.role == "share" and fact.comparator:
        return f"{qualifier}{text} of {fact.comparator}"
    return f"{qualifier}{text}"


def _unit(unit: str) -> str:
    return "percentage points" if unit == "pp" else unit


def figure(value: Decimal, unit: str) -> str:
    """A worked-out value for people: "−4.6%", "2,027,000 cars", "27 percentage points"."""
    number = f"{value:,f}".replace("-", "−")
    if unit == "%":
        return f"{number}%"
    return f"{unit} {number}" if len(unit) == 3 and unit.isupper() else f"{number} {_unit(unit)}"


def period_text(period: Period) -> str:
    return describe(period)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
