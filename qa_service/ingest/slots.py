"""What a fact is a figure of, whatever it comes to, in a form that two wordings of the same thing share."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from qa_service.language.terms import STOP, number_of, stem, tokens
from qa_service.records import Fact

_Stems = frozenset[str]
Slots = tuple[_Stems, _Stems, str, _Stems, date | None, date | None, _Stems, _Stems]
"""Subject, measure, role, unit, first and last day, basis, comparator."""


def slots_of(fact: Fact) -> Slots:
    period = fact.period
    return (
        _stems(fact.subject),
        _stems(fact.measure),
        fact.role,
        _stems(fact.unit) or frozenset((fact.unit,)),
        period.start if period else None,
        period.end if period else None,
        _stems(fact.basis or ""),
        _stems(fact.comparator or ""),
    )


@lru_cache(maxsize=200_000)
def _stems(text: str) -> _Stems:
    """The stems of the words that carry meaning, and the numbers."""
    words = tokens(text.replace("-", " "))
    return frozenset(number_of(word) or stem(word) for word in words if word.lower() not in STOP)
