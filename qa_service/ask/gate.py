"""The numeric gate: no number leaves that no cited sentence holds, or that does not follow from numbers that one holds.

It is in the path of every answer and has no switch. A stated value must be a fact of the index, in every slot that a
reader relies on, and stand in its citation; a derived one must follow from facts of its citations by its formula; and
the text may speak no number that is not one of these, of a period, of a quote that it repeats, or of the question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation

from qa_service.errors import ServiceError
from qa_service.records import Answer, Citation, Fact, Value

_NUMBER = re.compile(r"(?<![\w.])[-−+]?\d[\d,]*(?:\.\d+)?")
_FORMULA = re.compile(r"^(-?[\d.]+)(?: ([-+/]) (-?[\d.]+))$")
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
        spoken = _spoken(answer)
        for number in numbers(answer.answer):
            if number not in spoken:
                raise UnsupportedNumberError(f"The number {number} of the answer has no cited sentence behind it.")
        return answer

    def _check_value(self, value: Value, citations: tuple[Citation, ...]) -> None:
        cited = value.derived.operands if value.derived else (value.citation,)
        if not cited or not all(0 <= index < len(citations) for index in cited):
            raise UnsupportedNumberError(f"The value {value.text} has no citation.")
        quotes = [citations[index] for index in cited]
        facts = [fact for quote in quotes for fact in self._facts_of(quote.report, quote.start)]
        if value.derived:
            if not _follows(value, facts):
                raise UnsupportedNumberError(
                    f"{value.derived.formula} = {value.value} does not follow from cited facts."
                )
        elif value.text not in quotes[0].quote or not any(_same(value, fact) for fact in facts):
            raise UnsupportedNumberError(f"The value {value.text} is no fact of its cited sentence.")


def numbers(text: str) -> list[str]:
    """Numbers of a text, thousands separators and signs taken out: "−4.6" → "4.6"."""
    return [match.lstrip("-−+").replace(",", "").rstrip(".") for match in _NUMBER.findall(text)]


def _same(value: Value, fact: Fact) -> bool:
    return (value.value, value.unit, value.role, value.period, value.text) == (
        fact.value,
        fact.unit,
        fact.role,
        fact.period,
        fact.text,
    )


def _follows(value: Value, facts: Sequence[Fact]) -> bool:
    """Whether a formula's numbers are those of facts (or a constant that its form allows) and give the value."""
    match = _FORMULA.match(value.derived.formula) if value.derived else None
    if not match:
        return False
    try:
        left, sign, right = Decimal(match.group(1)), match.group(2), Decimal(match.group(3))
        result = {"-": left - right, "+": left + right, "/": left / right if right else Decimal("NaN")}[sign]
    except InvalidOperation:
        return False
    held = {abs(fact.value) for fact in facts}
    factors = {1 + fact.value / 100 for fact in facts if fact.unit == "%"}
    stated = (abs(left) in held or (left == 100 and sign == "-")) and (
        abs(right) in held
        or (sign == "/" and (right in factors or (right == right.to_integral() and 1 < right <= 366)))
    )
    return stated and abs(result - value.value) <= abs(result) * _SLACK


def _spoken(answer: Answer) -> set[str]:
    """Every number that the text may speak."""
    found: set[str] = set()
    for value in answer.values:
        found |= set(numbers(value.text)) | {format(abs(value.value), "f"), format(abs(value.value).normalize(), "f")}
        found |= set(numbers(value.derived.formula)) if value.derived else set()
        found |= _period_numbers(value)
        found |= set(numbers(f"{value.subject} {value.measure} {value.basis or ''} {value.unit}"))
    for citation in (*answer.citations, *(nearest.citation for nearest in answer.nearest)):
        found |= (
            _dates(citation)
            | set(numbers(citation.title))
            | (set(numbers(citation.quote)) if _repeats(answer, citation) else set())
        )
    asked = answer.interpretation
    return found | set(numbers(f"{asked.subject} {asked.measure} {asked.period}"))


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
