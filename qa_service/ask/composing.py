"""Facts, derived values and sentences put into answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qa_service.ask.deriving import Derived
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
        return Citation(report_id, report.title, report.published, report.text[start:end], start, end, url)

    def stated(
        self, asked: Asked, facts: Sequence[Fact], caveats: Sequence[Caveat] = (), again: Sequence[Fact] = ()
    ) -> Answer:
        """An answer of stated figures; the first is the answer proper. ``again`` are facts that say it once more."""
        citations: list[Citation] = []
        values = [self._value(fact, citations) for fact in facts]
        for fact in again:
            self._index(fact, citations)
        text = " ".join([*(sentence_of(fact) for fact in facts), *(caveat.text for caveat in caveats)])
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
        return Answer(
            answer=text,
            status="not_found",
            nearest=nearest,
            interpretation=interpretation_of(asked),
            index_id=self._generation.id,
        )

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


_QUALIFIERS = {
    "more_than": "more than ",
    "less_than": "nearly ",
    "at_least": "at least ",
    "at_most": "at most ",
    "about": "about ",
}
_CLUMSY = re.compile(
    r"^(?:and|of|in|for|by|to|the|was|were|is|are|has|have|had|those|these|its|their|whose|with|at)\b|"
    r"\b(?:of|in|for|by|to|and|the|at|a|an|was|were|than|with)$|[()\d:;]",
    re.IGNORECASE,
)


def sentence_of(fact: Fact) -> str:
    """A fact as one short sentence for people; names that would read badly are left to the cited sentence."""
    names = [name for name in (fact.subject, fact.measure) if _reads_well(name)]
    when = f" ({describe(fact.period)})" if fact.period else ""
    told = _worded(fact, _QUALIFIERS.get(fact.qualifier or "", ""))
    name = " – ".join(dict.fromkeys(names))
    return f"{_capital(name)}{when}: {told}." if name else f"{_capital(told)}{when}."


def _reads_well(name: str) -> bool:
    return 0 < len(name.split()) <= 10 and not _CLUMSY.search(name)


def _worded(fact: Fact, qualifier: str) -> str:
    text = qualifier + _with_unit(fact)
    if fact.role in ("growth", "change_in_share"):
        way = "down" if fact.value < 0 else "up"
        by = "" if fact.unit in ("%", "pp") else "by "
        return f"{way} {by}{text}" + (f" {_basis(fact.basis)}" if fact.basis else "")
    if fact.role == "gap":
        way = "below" if fact.value < 0 else "above"
        return f"{text} {way} {fact.comparator}" if fact.comparator else text
    if fact.role == "share" and fact.comparator:
        return f"{text} of {fact.comparator}"
    return text


def _basis(basis: str) -> str:
    """What a growth is measured against, as it follows a figure: "than a year earlier" → "from a year earlier"."""
    return re.sub(r"^(?:than|over)\b", "from", basis)


def _with_unit(fact: Fact) -> str:
    """The figure as the report writes it, with its unit where the writing leaves that to a neighbour."""
    unit = "percentage points" if fact.unit == "pp" else fact.unit
    written = fact.unit in ("%", "count", "rank") or fact.unit.isupper() or unit.split()[0] in fact.text
    points = fact.unit == "pp" and re.search(r"[A-Za-z]", fact.text)
    return fact.text if written or points else f"{fact.text} {unit}"


def figure(value: Decimal, unit: str) -> str:
    """A worked-out value for people: "−3.1%", "1,030,000 boats", "27 percentage points"."""
    number = f"{value:,f}".replace("-", "−")
    if unit == "%":
        return f"{number}%"
    if len(unit) == 3 and unit.isupper():
        return f"{unit} {number}"
    return number if unit == "count" else f"{number} {'percentage points' if unit == 'pp' else unit}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
