"""What a question is read into: the slots of a fact, and the words that a fact must meet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from qa_service.language.changes import Direction
from qa_service.language.periods import shift_years
from qa_service.language.terms import is_phrase, opposed
from qa_service.records import Period, Role

# periods that count from elsewhere than a year: "last quarter", "the month before"
_COUNTED = re.compile(r"\b(?:last|past|previous|this|earlier|ago|before|since|latest)\b", re.IGNORECASE)

Kind = Literal["figure", "text", "compare", "yesno", "published", "period", "list"]
Operation = Literal["difference", "sum", "rest", "base", "average", "ratio", "others", "each"]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question that must be met.

    ``stems`` are its forms; ``name`` tells a proper name or a number; ``solid`` that it is a noun, a verb or an
    adjective that narrows down.
    """

    text: str
    stems: tuple[str, ...]
    name: bool = False
    number: bool = False
    solid: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's slots; None, "" and () mean that it does not say.

    ``unit`` is ``%``, ``pp``, ``rank``, ``count``, ``rate``, an ISO 4217 code or one of ``DIMENSIONS``
    (``ask/dimensions.py``). ``base`` is the period that a change is only counted from; ``relative`` tells that the
    period hangs on the report's date ("last year") and ``strict`` that no other period will do. ``counted`` is the
    noun of "how many …"; ``options`` are the two things of "A or B"; ``lesser`` asks for the smaller of them; ``why``
    for a reason; ``many`` for more than one figure. ``soft`` are the first stems of terms that should be met and need
    not be.
    """

    text: str
    kind: Kind
    terms: tuple[Term, ...]
    unit: str | None = None
    role: Role | None = None
    direction: Direction | None = None
    period: Period | None = None
    carried_period: bool = False
    relative: bool = False
    counted: Term | None = None
    follow_up: bool = False
    strict: bool = False
    base: str | None = None
    operation: Operation | None = None
    options: tuple[str, ...] = ()
    lesser: bool = False
    why: bool = False
    many: bool = False
    soft: frozenset[str] = field(default_factory=frozenset)

    @property
    def figure(self) -> bool:
        return self.kind in ("figure", "list")


def tagged(asked: Asked, solid: frozenset[str], counted: str = "") -> Asked:
    """The question with its terms marked by a tagger.

    Args:
        asked: the question.
        solid: lower-cased words that name or narrow down.
        counted: the noun of "how many …", or "".
    """
    term = next((t for t in asked.terms if t.text.lower().rsplit("-")[-1] == counted), None)
    terms = tuple(replace(t, solid=_is_solid(t.text.lower(), solid)) for t in asked.terms)
    return replace(asked, counted=term or asked.counted, terms=terms)


def _is_solid(word: str, solid: frozenset[str]) -> bool:
    spans = word.endswith(("-day", "-week", "-month", "-year"))
    return word in solid or ("-" in word and (not is_phrase(word) or spans))


def merged(earlier: Asked, follow: Asked, *, names: frozenset[str]) -> Asked:
    """A follow-up with the slots of the question before it: what it names anew stands, what it leaves open is carried.

    ``names`` are the stems of either question that are proper names: a new name takes the place of the old ones.
    """
    carried = _carried(earlier, follow, names)
    same_year = _in_year_of(follow, earlier.period)
    slotless = follow.unit is None and follow.role is None
    same_kind = slotless and follow.kind in ("figure", "text") and earlier.figure and not follow.why
    return replace(
        follow,
        kind=earlier.kind if same_kind else follow.kind,
        terms=(*follow.terms, *carried),
        unit=earlier.unit if slotless else follow.unit,
        role=earlier.role if slotless else follow.role,
        direction=follow.direction or (earlier.direction if slotless else None),
        counted=follow.counted or (earlier.counted if slotless else None),
        period=same_year or follow.period or (None if follow.base else earlier.period),
        relative=follow.relative and same_year is None,
        carried_period=follow.period is None and follow.base is None,
        follow_up=True,
        soft=frozenset(t.stems[0] for t in carried),
    )


def _in_year_of(follow: Asked, earlier: Period | None) -> Period | None:
    """A month, quarter or half named without a year, in the year that the question before was about."""
    if follow.period is None or earlier is None or _COUNTED.search(follow.period.text):
        return None
    return shift_years(follow.period, earlier.end.year - follow.period.end.year) if follow.relative else None


def _carried(earlier: Asked, follow: Asked, names: frozenset[str]) -> tuple[Term, ...]:
    """The terms of the question before that a follow-up neither repeats, nor renames, nor turns to their opposite."""
    renamed = any(t.number or t.stems[0] in names for t in follow.terms)
    own = {t.stems[0] for t in follow.terms}
    return tuple(
        t
        for t in earlier.terms
        if t.stems[0] not in own
        and not (renamed and (t.number or t.stems[0] in names))
        and not any(opposed(t.stems[0], form) for form in own)
    )
