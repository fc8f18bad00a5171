"""How far a bag of words holds a term of a question."""

from __future__ import annotations

from collections.abc import Mapping

from qa_service.ask.slots import Term
from qa_service.language.terms import Bag, groups_of, opposed

SYNONYM = 0.9


def likeness(term: Term, words: Bag, near: Mapping[str, float]) -> float:
    """How far a bag of words holds a term: 1 for the word itself, 0.9 for a synonym, less for a word like it."""
    if any(form in words.stems for form in term.stems[:2]):
        return 1.0
    if term.number:
        return 0.0
    best = SYNONYM if any(_synonym(form, words) for form in term.stems[:2]) else 0.0
    parts = term.stems[2:]
    if parts:
        best = max(best, SYNONYM * sum(form in words.stems for form in parts) / len(parts))
    return max([best, *(value for other, value in near.items() if other in words.stems)])


def _synonym(form: str, words: Bag) -> bool:
    """Whether a bag holds a word of a stem's thesaurus group, and none of the group that is its opposite."""
    groups = groups_of(form)
    if not groups & words.groups:
        return False
    return not any(opposed(form, other) for other in words.stems if groups_of(other) & groups)
