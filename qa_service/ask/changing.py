"""A change that no sentence states, as the difference of two stated levels: "by how many dollars did it rise"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from qa_service.ask import deriving
from qa_service.ask.deriving import Derived
from qa_service.ask.figures import Candidate
from qa_service.ask.fitting import CHANGES, LEVELS, PAST, of_one_role
from qa_service.ask.operands import levels_for, plainly
from qa_service.ask.ranking import Ranking
from qa_service.ask.slots import Asked
from qa_service.language.periods import find_periods, shift_years
from qa_service.language.terms import bag, stem
from qa_service.records import Fact, Period

TRIED = 8
_SHORT, _QUARTER = timedelta(days=31), timedelta(days=93)
_RATES = LEVELS | {"growth"}
# "than the year before", "than in last year's survey"
BEFORE = re.compile(
    r"\bthan (?:(?:in |during |at |it was )?(?:the |an? |one )?(?:same \w+ )?(?:year|season|month|quarter) "
    r"(?:before|earlier|ago|previously)|(?:in |at |during )?(?:the |its |their )?"
    r"(?:previous|last|prior|preceding) (?:year|season)(?:['’]s \w+)?)\b",
    re.I,
)
# a count that went up or down, in words that may mean something else
_NET_VERB = "add added lose lost gain gained shed cut grow grown grew shrink shrank up down raise raised come go went"
_NET = re.compile(rf"\bhow (?:many|much)\b.*\b(?:{'|'.join(_NET_VERB.split())})\b", re.I)
_ADDS = re.compile(r"\bhow many\b.*\b(?:did|has|have|had)\b.*\b(add|added|lose|lost|gain|gained|shed)\b", re.I)
_STEERING = frozenset(stem(word) for word in _NET_VERB.split())
# "the year to 31 March": a change over it is between its end and the day before it
_WINDOW = re.compile(r"\b(?:years?|months?|weeks?|quarters?|season|period)\b.*\b(?:to|end(?:ed|ing))\b", re.I)
_FROM_TO = re.compile(r"(?:between|from) (?P<first>.+?) (?:and|to|until) (?P<last>.+)", re.I)


@dataclass(frozen=True, slots=True)
class Times:
    """The two ends of a change, None for one that the question does not tell; ``over`` is a stretch between them."""

    later: Period | None
    earlier: Period | None
    over: Period | None = None


class Changing:
    """Finds the two levels of one question's change."""

    def __init__(self, ranking: Ranking) -> None:
        self._finder = ranking.finder
        self._ranking = ranking

    def change(self, asked: Asked) -> Derived | None:
        """The later level less the earlier one, of a question that asks for the size of a change; else None."""
        if not _asks_size(asked):
            return None
        times = times_of(asked)
        terms = tuple(t for t in asked.terms if t.stems[0] not in _STEERING)
        asked = plainly(levels_for(replace(asked, terms=terms)))
        wanted = replace(asked, role="level", period=None, relative=False, base=None)
        wanted = replace(wanted, role=None) if asked.unit == "%" else wanted  # a rate such as inflation is a growth
        ranked = self._ranking.of(wanted)[: 3 * TRIED]
        accepted = [c for c in ranked if self._finder.accepts(wanted, c)][:TRIED]
        for level in (c.fact for c in accepted):
            start = self._start(level, times, accepted) if _is_later(level, times) else None
            if start is not None:
                return deriving.difference(level, start)
        return None

    def net(self, asked: Asked) -> Derived | None:
        """The change of a count that something added or lost, where no figure is itself said to be added or lost."""
        verb = _ADDS.search(asked.text)
        made = self.change(asked) if verb and asked.unit not in (None, "%", "pp") else None
        said = made and any(stem(verb[1]) in bag(fact.scope).stems for fact in made.operands) if verb else False
        return None if said else made

    def _start(self, level: Fact, times: Times, accepted: list[Candidate]) -> Fact | None:
        """The level that a change to ``level`` began at: of its own sentence, else of the other time asked for."""
        for other in self._beside(level):
            if _is_start(level, other, times.earlier):
                return other
        if times.earlier is None or times.later is None:
            return None
        apart = (c.fact for c in accepted if _same_series(c.fact, level))
        return next((f for f in apart if f.period and _at(f.period, times.earlier)), None)

    def _beside(self, level: Fact) -> Iterator[Fact]:
        for other in self._finder.at(level.report, level.start):
            if other.id != level.id and _same_series(other, level):
                yield other


def _asks_size(asked: Asked) -> bool:
    """Whether the size of a change is asked for, and not its rate."""
    unit = asked.unit is not None or asked.operation == "difference"
    if asked.unit == "%" or not unit or asked.follow_up or asked.many:
        return False
    moved = asked.role in CHANGES or asked.direction is not None
    return moved or asked.operation == "difference" or bool(_NET.search(asked.text))


def times_of(asked: Asked) -> Times:
    """The two times of a change: "between A and B", "over the year to B", "in B than the year before", "in B"."""
    before = BEFORE.search(asked.text)
    mentions = [m for m in find_periods(asked.text) if before is None or not before.start() <= m.start < before.end()]
    periods = sorted((m.period for m in mentions), key=lambda p: p.end)
    if len(periods) > 1:
        return Times(periods[-1], periods[0])
    later = periods[0] if periods else None
    if later is None:
        relative = asked.period if asked.relative and before is None else None
        return Times(relative, None)
    if before:
        return Times(later, shift_years(later, -1))
    ends = _ends(later)
    if ends:
        return ends
    if _WINDOW.search(later.text):
        return Times(_day(later.end, later.text), _day(later.start - timedelta(days=1), later.text), later)
    return Times(later, None)


def _ends(period: Period) -> Times | None:
    """The two times of a stretch that is told by both: "between 31 March and 30 September 2024"."""
    told = _FROM_TO.fullmatch(period.text)
    last = next((m.period for m in find_periods(told["last"])), None) if told else None
    if told is None or last is None:
        return None
    firsts = find_periods(told["first"]) or find_periods(f"{told['first']} {period.start.year}")
    return Times(last, firsts[0].period) if firsts else None


def _day(day: date, text: str) -> Period:
    return Period(day, day, text)


def _at(given: Period, asked: Period) -> bool:
    """Whether a level's period is the one asked for, or its end."""
    if given.same_span(asked) or (given.end == asked.end and given.start >= asked.start):
        return True
    held = asked.contains(given) and asked.end - asked.start < _SHORT
    return held or (asked.start == asked.end == given.end and given.end - given.start < _QUARTER)


def _is_later(level: Fact, times: Times) -> bool:
    if level.role not in _RATES or level.method.startswith(PAST):
        return False
    if times.later is None or level.period is None:
        return times.later is None
    return _at(level.period, times.later) or (times.over is not None and level.period.same_span(times.over))


def _is_start(level: Fact, other: Fact, earlier: Period | None) -> bool:
    """Whether a figure beside a level is where it came from, at the time asked for if one is."""
    past = other.method.startswith(PAST)
    if other.period is None:
        return past and earlier is None
    if earlier is not None:
        return _at(other.period, earlier)
    return past and (level.period is None or other.period.start <= level.period.start)


def _same_series(one: Fact, other: Fact) -> bool:
    """Whether two levels are of one measure, owner and unit."""
    same = bag(one.measure).stems == bag(other.measure).stems and bag(one.subject).stems == bag(other.subject).stems
    return same and of_one_role(one, other) and one.report == other.report and deriving.of_one_kind(one, other)
