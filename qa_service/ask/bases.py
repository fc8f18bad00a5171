"""Values that a stated difference leads back to: what it was before, what that has which it is measured against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qa_service.ask import deriving
from qa_service.ask.deriving import Derived
from qa_service.ask.figures import Candidate
from qa_service.ask.fitting import period_fits
from qa_service.ask.likeness import likeness
from qa_service.ask.operands import plainly
from qa_service.ask.ranking import Ranking
from qa_service.ask.slots import Asked
from qa_service.language.periods import find_periods, shift_years
from qa_service.language.terms import bag
from qa_service.records import Fact, Period

TRIED = 3
BETTER = 0.1
# a change counted from a year before, without naming that year
_FROM_A_YEAR = re.compile(
    r"\byear[- ]on[- ]year\b|\b(?:year|season)s? (?:earlier|before|ago)\b|\blast (?:year|season)\b", re.I
)
_YEARLY = re.compile(r"\b(?:year|annual(?:ly)?|season)\b", re.I)
# how far into its wording a comparator that is a period may begin: "in the year ending March 2022"
_AT_ONCE = 4
# a comparator that the question itself sets its subject against
_AGAINST = re.compile(r"\b(?:than|compared with|compared to|relative to|against|versus)\b", re.I)
# "what had the bank forecast": what a figure is held against, whatever its own role
_FORESEEN = re.compile(r"\b(?:forecast|project|expect|predict|plan|target|budget)(?:s|ed|ion)?\b", re.I)
# what was said before a figure was revised
_FIRST_SAID = re.compile(
    r"\b(?:first|originally|initially|previously|provisionally|earlier)[ -](?:announced|published|reported|estimated|"
    r"stated|released|thought|given)\b|\b(?:first|original|initial|previous|provisional) (?:estimate|figure|"
    r"announcement|publication|release)\b|\b(?:announced?|published?|reported?|estimated?|stated?|released?) "
    r"(?:originally|initially|first|previously)\b|\bbefore (?:the |its |being )?revis\w+",
    re.I,
)
_REVISION = frozenset("announc origin initi first publish report estim state releas revis provision previous".split())


class Bases:
    """Works one operand out of the other and the difference, for one question."""

    def __init__(self, ranking: Ranking) -> None:
        self._finder = ranking.finder
        self._ranking = ranking

    def before(self, asked: Asked, least: float = 0.0) -> Derived | None:
        """The level or share of the period asked for, from a later one's and its change.

        Without a period it is that of a year before the latest. ``least`` is the score that the later one must have.
        """
        if asked.role not in ("level", "share", None):
            return None
        wanted = replace(plainly(asked), role=asked.role or "level", operation=None, relative=False)
        for candidate in self._later(wanted):
            if candidate.match.score < least:
                continue
            made = self._led_back(candidate.fact, asked.period)
            if made:
                return made
        return None

    def _later(self, wanted: Asked) -> Iterator[Candidate]:
        """Accepted levels of any other period, those of a year later first."""
        tries = [replace(wanted, period=None)]
        if wanted.period:
            tries.insert(0, replace(wanted, period=shift_years(wanted.period, 1)))
        for one in tries:
            for candidate in self._ranking.of(one)[: 2 * TRIED]:
                if candidate.fact.period and self._finder.accepts(one, candidate):
                    yield candidate

    def _led_back(self, level: Fact, period: Period | None) -> Derived | None:
        for change in self.companions(level):
            start = started(level, change)
            if start and (start.same_span(period) if period else _a_year_before(start, level)):
                made = _base(level, change, start)
                if made:
                    return made
        return None

    def comparators_own(self, asked: Asked) -> Derived | None:
        """What the comparator of a stated gap has itself, where the question asks for the comparator."""
        foreseen = asked.role in ("level", None) and _FORESEEN.search(asked.text)
        fits = asked.role == "growth" or foreseen
        if not fits or asked.unit not in ("%", "rate", None) or asked.operation or asked.follow_up:
            return None
        wanted = replace(asked, role="gap", unit="pp", period=None, relative=False)
        for candidate in self._ranking.of(wanted)[:TRIED]:
            gap = candidate.fact
            if self._asks_comparator(asked, gap) and self._finder.accepts(wanted, candidate):
                value = self._measured(gap)
                if value and period_fits(asked, value):
                    return deriving.comparators_own(value, gap)
        return None

    def first_said(self, asked: Asked) -> Derived | None:
        """A figure as it was before its revision, from the revised one and the stated difference."""
        if asked.role not in ("level", None) or asked.operation or not _FIRST_SAID.search(asked.text):
            return None
        terms = tuple(t for t in asked.terms if not _REVISION & set(t.stems))
        wanted = replace(asked, terms=terms, role="level")
        for candidate in self._ranking.of(wanted)[:TRIED]:
            if not self._finder.accepts(wanted, candidate):
                continue
            for gap in self.companions(candidate.fact):
                if gap.role == "gap" and _FIRST_SAID.search(gap.comparator or ""):
                    return deriving.earlier_level(candidate.fact, gap, candidate.fact.period)
        return None

    def companions(self, fact: Fact) -> Iterator[Fact]:
        """The other figures of the same subject and measure in a fact's sentence."""
        for other in self._finder.at(fact.report, fact.start):
            if other.id != fact.id and other.subject == fact.subject and other.measure == fact.measure:
                yield other

    def _measured(self, gap: Fact) -> Fact | None:
        """The rate that a gap is the gap of: the nearest before it."""
        rates = [f for f in self.companions(gap) if f.unit == "%"]
        before = [f for f in rates if f.number_start < gap.number_start]
        return max(before, key=lambda f: f.number_start, default=None) or next(iter(rates), None)

    def _asks_comparator(self, asked: Asked, gap: Fact) -> bool:
        """Whether words of the question name the comparator and not the subject."""
        comparator = bag(gap.comparator or "")
        subject = bag(f"{gap.subject} {gap.measure} {gap.scope.replace(gap.comparator or ' ', ' ')}")
        named = [t for t in asked.terms if likeness(t, comparator, {}) and not likeness(t, subject, {})]
        return bool(named) and bool(gap.comparator) and not _AGAINST.search(asked.text)


def started(level: Fact, change: Fact) -> Period | None:
    """The period that a change of this level, or a gap to another period, is counted from."""
    told = (change.comparator if change.role == "gap" else change.basis) or ""
    if level.period is None or change.period is None or change.period.end != level.period.end:
        return None
    mention = next(iter(find_periods(told, anchor=level.period)), None)
    if mention and (change.role != "gap" or len(told[: mention.start].split()) < _AT_ONCE):
        return mention.period if mention.period.end < level.period.end else None
    yearly = _FROM_A_YEAR if change.role == "gap" else _YEARLY
    return shift_years(level.period, -1) if yearly.search(told) else None


def _a_year_before(start: Period, level: Fact) -> bool:
    return level.period is not None and start.same_span(shift_years(level.period, -1))


def _base(level: Fact, change: Fact, period: Period) -> Derived | None:
    return (
        deriving.base(level, change, period)
        or deriving.earlier_share(level, change, period)
        or deriving.earlier_level(level, change, period)
    )
