"""The numeric gate: no number leaves that no cited sentence holds, or that does not follow from numbers that one holds.

It is in the path of every answer and has no switch. A stated value must be a fact of the index, in every slot that a
reader relies on, and stand in its citation; a derived one is worked out again from facts of its citations; and the text
may speak no number that is not one of these, of a period, of a quote that it repeats, or of the question, and may give
none of them another unit or another direction.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from itertools import product

from qa_service.ask import deriving
from qa_service.ask.deriving import Derived
from qa_service.ask.phrasing import figure
from qa_service.errors import ServiceError
from qa_service.records import Answer, Citation, Fact, Value

_NUMBER = re.compile(r"(?<![\w.])[-−+]?\d[\d,]*(?:\.\d+)?")
_FORMULA = re.compile(r"^(-?[\d.]+)(?: ([-+/]) (-?[\d.]+))$")
_FIGURE = r"\d[\d,]*(?:\.\d+)?"
_UNIT = re.compile(rf"(?<![\w.,])({_FIGURE})\s?(?:(%|per ?cent\b)|percentage points?\b)")
_MINUS = re.compile(rf"(?<![\w.,])[-−]({_FIGURE})")
# "up by more than £4 million", "down 3%"
_MOVED = re.compile(rf"\b(up|down)(?: by)?(?: (?:more|less) than| at (?:least|most)| about)? [^\s\d]*({_FIGURE})", re.I)
# "2 percentage points above the country"
_APART = re.compile(rf"({_FIGURE})(?:%| ?[a-z]+)?(?: [a-z]+){{0,2}} (above|below)\b", re.I)
_CHANGES, _GAPS = frozenset({"growth", "change_in_share"}), frozenset({"gap"})
_SLACK = Decimal("0.006")


class UnsupportedNumberError(ServiceError):
    """An answer holds a number that its citations do not."""


class Gate:
    """Checks answers against the facts that the index holds for their cited sentences."""

    def __init__(self, facts_of: Callable[[str, int], Sequence[Fact]]) -> None:
        """``facts_of`` gives the facts of the sentence at (report id, start)."""
        self._facts_of = facts_of

    def check(self, answer: Answer) -> Answer:
        """The answer itself, where every number of it is accounted for.

        Raises:
            UnsupportedNumberError: a number of the text or of a value has no sentence behind it.
        """
        for value in answer.values:
            self._check_value(value, answer.citations)
        _check_text(answer)
        return answer

    def _check_value(self, value: Value, citations: tuple[Citation, ...]) -> None:
        cited = value.derived.operands if value.derived else (value.citation,)
        if not cited or not all(0 <= index < len(citations) for index in cited):
            raise UnsupportedNumberError(f"The value {value.text} has no citation.")
        quotes = [citations[index] for index in cited]
        facts = [self._facts_of(quote.report, quote.start) for quote in quotes]
        if value.derived:
            if not _follows(value, value.derived.formula, facts):
                raise UnsupportedNumberError(
                    f"{value.derived.formula} = {value.value} does not follow from cited facts."
                )
        elif value.text not in quotes[0].quote or not any(_same(value, fact) for fact in facts[0]):
            raise UnsupportedNumberError(f"The value {value.text} is no fact of its cited sentence.")


def _check_text(answer: Answer) -> None:
    spoken = _spoken(answer)
    for number in numbers(answer.answer):
        if number not in spoken:
            raise UnsupportedNumberError(f"The number {number} of the answer has no cited sentence behind it.")
    if answer.values:
        told = next(_turned(answer), None)
        if told is not None:
            raise UnsupportedNumberError(f"No cited sentence says “{told}”.")


def numbers(text: str) -> list[str]:
    """Numbers of a text, thousands separators and signs taken out: "−4.6" → "4.6"."""
    return [match.lstrip("-−+").replace(",", "").rstrip(".") for match in _NUMBER.findall(text)]


def _same(value: Value, fact: Fact) -> bool:
    """Whether a value is a fact in all that it tells."""
    figure = (value.value, value.unit, value.text) == (fact.value, fact.unit, fact.text)
    owner = (value.subject, value.measure) == (fact.subject, fact.measure)
    frame = (value.role, value.period, value.basis) == (fact.role, fact.period, fact.basis or fact.comparator)
    return figure and owner and frame


def _follows(value: Value, formula: str, facts: Sequence[Sequence[Fact]]) -> bool:
    """Whether the formula gives the value, and is one that facts of the operands' sentences, one of each, allow."""
    match = _FORMULA.match(formula)
    if match is None or not _computes(match, value.value) or value.text != figure(value.value, value.unit):
        return False
    return any(
        (result.value, result.unit, result.role, result.period, result.formula)
        == (value.value, value.unit, value.role, value.period, formula)
        for operands in product(*facts)
        for result in _worked_out(value, match.group(3), operands)
    )


def _computes(formula: re.Match[str], value: Decimal) -> bool:
    """The arithmetic alone, done apart from the module that worked the value out."""
    try:
        left, sign, right = Decimal(formula.group(1)), formula.group(2), Decimal(formula.group(3))
        result = {"-": left - right, "+": left + right, "/": left / right if right else Decimal("NaN")}[sign]
        return abs(result - value) <= abs(result) * _SLACK
    except InvalidOperation:
        return False


def _worked_out(value: Value, divisor: str, operands: tuple[Fact, ...]) -> Iterator[Derived]:
    """All that these facts allow to work out."""
    found: list[Derived | None] = []
    if len(operands) == 1:
        parts = int(divisor) if divisor.isdecimal() and len(divisor) < 4 else 0
        found = [
            deriving.rest(operands[0]),
            deriving.monthly_average(operands[0], parts, ""),
            deriving.others(operands[0]),
        ]
    elif len(operands) == 2:
        one, other = operands
        ways = (deriving.comparators_own, deriving.difference, deriving.total, deriving.ratio, deriving.each)
        found = [way(one, other) for way in ways]
        found.append(deriving.earlier_level(one, other, one.period) if other.role == "gap" else None)
        if value.period and one.period and value.period.start < one.period.start:
            back = (deriving.base, deriving.earlier_share, deriving.earlier_level)
            found += [way(one, other, value.period) for way in back]
    yield from (result for result in found if result is not None)


def _turned(answer: Answer) -> Iterator[str]:
    """Figures that the text gives another unit than their value has, or another direction."""
    named = " ".join([*_names(answer), *(v.derived.formula for v in answer.values if v.derived)])
    for told in _UNIT.finditer(answer.answer):
        unit = "%" if told.group(2) else "pp"
        if told.group() not in named and not any(v.unit == unit for v in _values_of(answer, told.group(1))):
            yield told.group()
    for told in _MINUS.finditer(answer.answer):
        if told.group() not in named and not any(v.value < 0 for v in _values_of(answer, told.group(1))):
            yield told.group()
    yield from _misdirected(answer)


def _misdirected(answer: Answer) -> Iterator[str]:
    """What is told to go up or to lie above and does not, and the other way round."""
    told = [(m.group(), m.group(2), m.group(1), _CHANGES) for m in _MOVED.finditer(answer.answer)]
    told += [(m.group(), m.group(1), m.group(2), _GAPS) for m in _APART.finditer(answer.answer)]
    for text, number, way, roles in told:
        meant = [v for v in _values_of(answer, number) if v.role in roles and not v.derived]
        if meant and all((v.value < 0) != (way.lower() in ("down", "below")) for v in meant):
            yield text


def _values_of(answer: Answer, number: str) -> list[Value]:
    return [value for value in answer.values if number.replace(",", "") in numbers(value.text)]


def _names(answer: Answer) -> list[str]:
    """Texts that an answer may repeat whatever number they hold: names, titles, the question."""
    asked = answer.interpretation
    names = [f"{v.subject} {v.measure} {v.basis or ''} {v.unit}" for v in answer.values]
    cited = [*answer.citations, *(nearest.citation for nearest in answer.nearest)]
    quotes = [c.quote for c in cited if _repeats(answer, c)]
    return [*names, *(c.title for c in cited), *quotes, f"{asked.subject} {asked.measure} {asked.period}"]


def _spoken(answer: Answer) -> set[str]:
    """Every number that the text may speak."""
    found = {number for name in _names(answer) for number in numbers(name)}
    for value in answer.values:
        found |= set(numbers(value.text)) | {format(abs(value.value), "f"), format(abs(value.value).normalize(), "f")}
        found |= set(numbers(value.derived.formula)) if value.derived else set()
        found |= _period_numbers(value)
    for citation in (*answer.citations, *(nearest.citation for nearest in answer.nearest)):
        found |= _dates(citation)
    return found


def _repeats(answer: Answer, citation: Citation) -> bool:
    """Whether an answer without values speaks in its citation's own words; one with values speaks for itself."""
    return not answer.values or citation.quote in answer.answer


def _period_numbers(value: Value) -> set[str]:
    if value.period is None:
        return set()
    days = (value.period.start, value.period.end)
    return set(numbers(value.period.text)) | {str(part) for day in days for part in (day.year, day.day)}


def _dates(citation: Citation) -> set[str]:
    day = citation.published
    return {str(day.year), str(day.day), f"{day.month:02}", f"{day.day:02}", str(day.month)} if day else set()
