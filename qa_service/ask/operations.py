"""Questions that no single fact answers: two facts found, and the value that follows from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from qa_service.ask import deriving
from qa_service.ask.deriving import Derived
from qa_service.ask.figures import Candidate, FactFinder
from qa_service.ask.fitting import LEVELS, unit_class
from qa_service.ask.interpreting import terms_of
from qa_service.ask.likeness import likeness
from qa_service.ask.retrieving import Found
from qa_service.ask.slots import Asked, Term
from qa_service.language.periods import find_periods, shift_years, without
from qa_service.language.terms import bag
from qa_service.records import Fact, Period

TRIED, MATCHED = 3, 8
# between the two sides of "how many more did A have than B"
_THAN = re.compile(r"\s+(?:than|as against|compared with|compared to|versus|vs\.?)\s+", re.IGNORECASE)
# "than the year before": a change, not a difference of two levels
_BEFORE = re.compile(
    r"\bthan (?:(?:in |during )?(?:the|a|one) (?:year|season|month|quarter) (?:before|earlier|ago)|"
    r"(?:in )?(?:the )?(?:previous|last|prior|preceding) (?:year|season))\b",
    re.IGNORECASE,
)
# between two summands
_PLUS = re.compile(r"\s+(?:plus|and)\s+", re.IGNORECASE)
# all before the first summand: "how many did", "…: "
_LEAD = re.compile(r".*\b(?:from|of|in|by|for|between|did|was|were|are|is)\s+|.*[:,]\s+", re.IGNORECASE)
# all after the second summand: its year, another clause
_TAIL = re.compile(r"\b(?:in|by|for|during) (?:19|20)\d\d|,")
# a difference that is asked for downwards
_LESS = re.compile(r"\b(?:below|fewer|less|lower|down|fall|fell|drop)\b", re.IGNORECASE)
# a comparator that the question itself sets its subject against
_AGAINST = re.compile(r"\b(?:than|compared with|compared to|relative to|against|versus)\b", re.IGNORECASE)


class Operator:
    """Works out values for one question."""

    def __init__(self, finder: FactFinder, found: Found, vector: NDArray[np.float32]) -> None:
        self._finder = finder
        self._found = found
        self._vector = vector

    def work_out(self, asked: Asked) -> Derived | None:
        """The value that the question's own words ask to be worked out, or None."""
        methods: dict[str | None, Callable[[Asked], Derived | None]] = {
            "rest": self._rest,
            "average": self._average,
            "sum": self._sum,
            "difference": self._difference,
            "ratio": self._ratio,
        }
        method = methods.get(asked.operation)
        return (method(asked) if method else None) or self.comparators_own(asked)

    def fall_back(self, asked: Asked) -> Derived | None:
        """A value for a period that the reports only count from, or a change between two stated levels, or None."""
        return self._base(asked) or self._risen(asked)

    def _ranked(self, asked: Asked) -> list[Candidate]:
        return self._finder.ranked(replace(asked, operation=None), self._found, self._vector)

    def _best(self, asked: Asked) -> Fact | None:
        ranked = self._ranked(asked)
        return ranked[0].fact if ranked and self._finder.accepts(asked, ranked[0]) else None

    def _rest(self, asked: Asked) -> Derived | None:
        share = self._best(replace(asked, unit="%", role="share"))
        return deriving.rest(share) if share and share.role == "share" else None

    def _average(self, asked: Asked) -> Derived | None:
        level = self._best(replace(asked, role="level"))
        months = deriving.months_of(level.period) if level and level.period else None
        if level is None or not months:
            return None
        if "quarter" in asked.text.lower():
            return deriving.monthly_average(level, months // 3, "quarterly")
        return deriving.monthly_average(level, months, "monthly")

    def _sum(self, asked: Asked) -> Derived | None:
        parts = _PLUS.split(asked.text.rstrip(" ?."))
        if len(parts) < 2:
            return None
        pair = self.pair(asked, (_LEAD.sub("", parts[-2]), _TAIL.split(parts[-1])[0]))
        return deriving.total(*pair) if pair else None

    def _difference(self, asked: Asked) -> Derived | None:
        if _BEFORE.search(asked.text):
            return self._risen(replace(asked, role="growth"))
        pair = self._two_sides(asked) or self._two_periods(asked)
        return deriving.difference(*pair) if pair else None

    def _ratio(self, asked: Asked) -> Derived | None:
        pair = self._two_sides(asked)
        return deriving.ratio(*pair) if pair else None

    def _two_sides(self, asked: Asked) -> tuple[Fact, Fact] | None:
        """The facts of the left and of the right side of "how many more … did A have than B"."""
        parts = _THAN.split(asked.text.rstrip(" ?."), maxsplit=1)
        if len(parts) != 2:
            return None
        wanted = _level_of(asked)
        left, right = _side(wanted, parts[0], wanted.terms), _side(wanted, parts[1], wanted.terms)
        if not right.terms or all(t.stems[0] in right.soft for t in right.terms):
            right = replace(left, period=right.period if right.period != asked.period else None)
            if right.period is None:
                return None
        return self._matching(self._ranked(left), self._ranked(right), left, right)

    def _two_periods(self, asked: Asked) -> tuple[Fact, Fact] | None:
        """One measure at two times, the later first: "how many points below its 1974 peak was it by 2014"."""
        periods = sorted((m.period for m in find_periods(asked.text)), key=lambda p: p.start)
        if len(periods) != 2:
            return None
        later, earlier = (replace(_level_of(asked), period=p) for p in reversed(periods))
        pair = self._matching(self._ranked(later), self._ranked(earlier), later, earlier)
        return (pair[1], pair[0]) if pair and _LESS.search(asked.text) else pair

    def pair(self, asked: Asked, options: Sequence[str]) -> tuple[Fact, Fact] | None:
        """The facts of two options named in one question, alike in unit and role."""
        both = {t.stems[0] for option in options for t in terms_of(option)}
        common = tuple(t for t in asked.terms if t.stems[0] not in both)
        sides = [replace(asked, terms=(*terms_of(option), *common), operation=None) for option in options]
        return self._matching(self._ranked(sides[0]), self._ranked(sides[1]), sides[0], sides[1])

    def _matching(
        self, ones: list[Candidate], others: list[Candidate], left: Asked, right: Asked
    ) -> tuple[Fact, Fact] | None:
        """Of the facts that each side admits, the two that belong together best."""
        pairs = [
            (one.match.score + other.match.score + _alike(one.fact, other.fact), one.fact, other.fact)
            for one in self._accepted(left, ones)
            for other in self._accepted(right, others)
            if one.fact.id != other.fact.id and _comparable(one.fact, other.fact)
        ]
        best = max(pairs, key=lambda p: p[0], default=None)
        return (best[1], best[2]) if best else None

    def _accepted(self, asked: Asked, ranked: list[Candidate]) -> list[Candidate]:
        return [c for c in ranked[:MATCHED] if self._finder.accepts(asked, c)]

    def comparators_own(self, asked: Asked) -> Derived | None:
        """What the comparator of a stated gap has itself, where the question asks for the comparator."""
        if asked.role != "growth" or asked.unit not in ("%", None) or asked.operation or asked.follow_up:
            return None
        for candidate in self._ranked(replace(asked, role="gap", unit="pp"))[:TRIED]:
            gap = candidate.fact
            if not self._asks_comparator(asked, gap) or not self._finder.accepts(replace(asked, role="gap"), candidate):
                continue
            for value in self._companions(gap):
                if value.unit == "%":
                    return deriving.comparators_own(value, gap)
        return None

    def _asks_comparator(self, asked: Asked, gap: Fact) -> bool:
        """Whether words of the question name the comparator and not the subject."""
        comparator = bag(gap.comparator or "")
        subject = bag(f"{gap.subject} {gap.measure} {gap.scope.replace(gap.comparator or ' ', ' ')}")
        named = [t for t in asked.terms if likeness(t, comparator, {}) and not likeness(t, subject, {})]
        return bool(named) and bool(gap.comparator) and not _AGAINST.search(asked.text)

    def _companions(self, fact: Fact) -> Iterator[Fact]:
        for other in self._finder.at(fact.report, fact.start):
            if other.id != fact.id and other.subject == fact.subject and other.measure == fact.measure:
                yield other

    def _base(self, asked: Asked) -> Derived | None:
        """The level or share of the period before, from this period's and its change."""
        if asked.period is None or asked.role not in ("level", "share", None):
            return None
        later = shift_years(asked.period, 1)
        wanted = replace(asked, period=later, role="level" if asked.role is None else asked.role, operation=None)
        for candidate in self._ranked(wanted)[:TRIED]:
            level = candidate.fact
            if level.period is None or not level.period.same_span(later) or not self._finder.accepts(wanted, candidate):
                continue
            for change in self._companions(level):
                made = _before(level, change, asked.period)
                if made:
                    return made
        return None

    def _risen(self, asked: Asked) -> Derived | None:
        """The level less the one it is said to come from: "by how many dollars did it rise"."""
        if asked.role != "growth" or asked.unit in ("%", None):
            return None
        wanted = replace(_level_of(asked), direction=None)
        for candidate in self._ranked(wanted)[:TRIED]:
            level = candidate.fact
            if level.method.startswith(("from", "compared")) or not self._finder.accepts(wanted, candidate):
                continue
            starts = (f for f in self._companions(level) if f.method.startswith("from") and f.unit == level.unit)
            start = next(starts, None)
            if start is not None:
                return deriving.difference(level, start)
        return None


def _level_of(asked: Asked) -> Asked:
    """The question for the levels that a difference is of; points are the difference of percentages."""
    return replace(asked, role="level", unit="%" if asked.unit == "pp" else asked.unit, operation=None)


def _before(level: Fact, change: Fact, period: Period) -> Derived | None:
    """The level of ``period``, a year before, by a change over the year up to the level's own period."""
    if "year" not in (change.basis or "") or change.period is None or level.period is None:
        return None
    if not change.period.same_span(level.period):
        return None
    return deriving.base(level, change, period) or deriving.earlier_share(level, change, period)


def _side(asked: Asked, text: str, terms: tuple[Term, ...]) -> Asked:
    """One side of a comparison: its own terms in full, the question's others softly, no foreign names or numbers."""
    mentions = find_periods(text, anchor=asked.period)
    plain = without(text, [(m.start, m.end) for m in mentions])
    own = tuple(t for t in terms_of(plain) if t.stems[0] not in ("more", "less"))
    stems = {t.stems[0] for t in own}
    carried = tuple(t for t in terms if t.stems[0] not in stems and not t.name and not t.number)
    period = mentions[0].period if mentions else asked.period
    return replace(asked, terms=(*own, *carried), period=period, soft=frozenset(t.stems[0] for t in carried))


def _comparable(one: Fact, other: Fact) -> bool:
    same_role = one.role == other.role or {one.role, other.role} <= LEVELS
    return same_role and unit_class(one.unit) == unit_class(other.unit)


def _alike(one: Fact, other: Fact) -> float:
    """What speaks for two facts being sides of one comparison: the same measure, the same sentence."""
    same_measure = 0.1 if one.measure == other.measure else 0.0
    return same_measure + (0.1 if (one.report, one.start) == (other.report, other.start) else 0.0)
