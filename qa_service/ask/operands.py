"""The two facts that a worked-out value needs, found together.

Each fact alone need not meet all that the question names: "the gap between A and B" is met by A's figure and by B's. So
the words of each side must be met by its own fact, those of both by each, and facts of one sentence share its words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from qa_service.ask import deriving
from qa_service.ask.counting import MET
from qa_service.ask.figures import Candidate
from qa_service.ask.fitting import LEVELS, PAST, of_one_role
from qa_service.ask.interpreting import terms_of
from qa_service.ask.likeness import likeness
from qa_service.ask.matching import TABLE
from qa_service.ask.ranking import Ranking
from qa_service.ask.sides import Sides
from qa_service.ask.slots import Asked, Term
from qa_service.language.changes import Direction, directions_in
from qa_service.language.currencies import CODES, CURRENCY_AFTER
from qa_service.language.terms import bag, stem
from qa_service.records import Fact

NEAR = 40
LEAST = 0.45
BESIDE, LIKE = 0.2, 0.1
CLEAR = 0.05
# verbs that say no more than that there is a figure
_LIGHT = frozenset(stem(word) for word in "make record register hold see report find use".split())
# words of the comparison itself, and of who is for better or worse
_STEERING = frozenset(
    stem(word)
    for word in "gap difference spread width corridor distance margin disparity differential lead ahead behind apart "
    "wide beat outpace outstrip exceed outnumber outperform outgrow surpass overtake trail lag undershoot add work "
    "optimists pessimists optimistic pessimistic".split()
)
_MOODS: dict[str, Direction] = {"optimist": "up", "pessimist": "down"}
_MOOD = re.compile("|".join(_MOODS), re.I)
_BALANCE = re.compile(r"\b(?:foreign )?trade (surplus|deficit|balance)\b|\bbalance of trade\b", re.I)
_TRADE = Sides("exports", "imports", "", "lead")
_MONEY_WORD = re.compile(rf"{CURRENCY_AFTER}|u\.?s\.?", re.I)
_ANNUAL = re.compile(r"\b(?:annual|yearly|12[- ]month|year[- ]on[- ]year)\b", re.I)
_SHORTER = re.compile(r"(?<!\d)1[- ]month\b|\bmonthly\b|\b(?:quarter|month)(?:ly)?[- ]on[- ](?:quarter|month)\b", re.I)


@dataclass(frozen=True, slots=True)
class Named:
    """The terms that only one side names, those that only the other does, and those of both.

    ``ways`` are up and down, or down and up, where the sides are those for a rise and those for a fall; else ().
    """

    left: tuple[Term, ...]
    right: tuple[Term, ...]
    both: tuple[Term, ...]
    ways: tuple[Direction, ...] = ()


class Operands:
    """Finds pairs of facts for one question."""

    def __init__(self, ranking: Ranking) -> None:
        self._finder = ranking.finder
        self._ranking = ranking

    def of_trade(self, asked: Asked) -> tuple[Fact, Fact] | None:
        """Exports and imports of one sentence, in the order of the balance asked for: a surplus or a deficit."""
        told = _BALANCE.search(asked.text)
        if told is None:
            return None
        rest = tuple(t for t in asked.terms if not likeness(t, bag(told.group()), {}))
        pair = self.of_sides(replace(asked, terms=(*rest, *terms_of("exports imports"))), _TRADE)
        surplus = pair if pair is None or (told[1] or "").lower() != "deficit" else (pair[1], pair[0])
        return surplus if surplus and surplus[0].start == surplus[1].start else None

    def of_sides(self, asked: Asked, sides: Sides) -> tuple[Fact, Fact] | None:
        """The left side's fact and the right side's, alike in unit, role and period; None where one is not told."""
        asked = plainly(replace(asked, terms=tuple(t for t in asked.terms if t.stems[0] not in _STEERING)))
        named = _named(asked, sides)
        if not named.ways and not (named.left and named.right):
            return None
        near = [c for c in self._ranking.of(asked)[:NEAR] if _is_operand(asked, c.fact)]
        pairs = [
            (one.match.score + other.match.score + _alike(one.fact, other.fact), one.fact, other.fact)
            for one in near
            for other in near
            if one is not other and _fit(one.fact, other.fact) and _met(named, one, other)
        ]
        best = max(pairs, key=lambda pair: pair[0], default=None)
        if best is None or best[0] < 2 * LEAST:
            return None
        rivals = (pair for pair in pairs if pair[0] > best[0] - CLEAR)
        return (best[1], best[2]) if all(_values(pair) == _values(best) for pair in rivals) else None


def _values(pair: tuple[float, Fact, Fact]) -> tuple[Decimal, Decimal]:
    return pair[1].value, pair[2].value


def _named(asked: Asked, sides: Sides) -> Named:
    stems = [{t.stems[0] for t in terms_of(text)} for text in (sides.left, sides.right)]
    left = tuple(t for t in asked.terms if t.stems[0] in stems[0] - stems[1])
    right = tuple(t for t in asked.terms if t.stems[0] in stems[1] - stems[0])
    apart = (*left, *right)
    ways = tuple(way for text in (sides.left, sides.right) for way in _ways(text)[-1:])
    return Named(left, right, tuple(t for t in asked.terms if t not in apart), ways if len(set(ways)) > 1 else ())


def _ways(text: str) -> list[Direction]:
    """The directions that a text speaks of, in order; optimists are for up."""
    return directions_in(_MOOD.sub(lambda mood: f"{_MOODS[mood.group().lower()]} ", text))


def _is_operand(asked: Asked, fact: Fact) -> bool:
    short = _ANNUAL.search(asked.text) and _SHORTER.search(f"{fact.scope} {fact.subject} {fact.measure} {fact.basis}")
    return fact.role in (*LEVELS, "growth") and not fact.method.startswith(PAST) and not short


def _fit(one: Fact, other: Fact) -> bool:
    """Whether two facts can be sides of one comparison: one report, time, unit and role."""
    same_time = one.period is None or other.period is None or one.period.same_span(other.period)
    same_slots = of_one_role(one, other) and deriving.of_one_kind(one, other)
    alike = one.start == other.start or (one.role == other.role and bool(_told(one) & _told(other)))
    return one.report == other.report and same_time and same_slots and alike


def _told(fact: Fact) -> frozenset[str]:
    return bag(f"{fact.measure} {fact.unit}" if fact.unit not in ("%", "count") else fact.measure).stems


def _met(named: Named, one: Candidate, other: Candidate) -> bool:
    """Whether each side's words are told of its own fact, and the words of both sides of the two."""
    beside = one.fact.start == other.fact.start
    for side, own in ((named.left, one), (named.right, other)):
        if any(t in own.match.missing for t in side if t.name or t.number):
            return False
    if any(_lacking(t, one, other) for t in (*named.left, *named.right)):
        return False
    if any(_lacking(t, one, other) if beside else _lacking_either(t, one, other) for t in named.both):
        return False
    return _told_apart(named, one.fact, other.fact)


def _lacking(term: Term, one: Candidate, other: Candidate) -> bool:
    return term.solid and term in one.match.missing and term in other.match.missing


def _lacking_either(term: Term, one: Candidate, other: Candidate) -> bool:
    return term.solid and (term in one.match.missing or term in other.match.missing)


def _told_apart(named: Named, one: Fact, other: Fact) -> bool:
    """Whether each fact's own words are its side's, and more so than the other side's."""
    if named.ways:
        return tuple(way for fact in (one, other) for way in _ways(fact.scope)[-1:]) == named.ways
    straight = (_share(named.left, one), _share(named.right, other))
    crossed = _share(named.left, other) + _share(named.right, one)
    return min(straight) > 0 and sum(straight) > crossed


def _share(terms: tuple[Term, ...], fact: Fact) -> float:
    """How many of a side's terms a fact's own words hold, 0 to 1."""
    around = "" if fact.method == TABLE else fact.scope
    own = bag(f"{around} {fact.subject} {fact.measure} {fact.unit}")
    return sum(likeness(t, own, {}) >= MET for t in terms) / len(terms)


def _alike(one: Fact, other: Fact) -> float:
    """What speaks for two facts being sides of one comparison: the same sentence, the same measure."""
    beside = BESIDE if one.start == other.start else 0.0
    return beside + (LIKE if one.measure == other.measure else 0.0)


def plainly(asked: Asked) -> Asked:
    """The question without verbs that say nothing of the figure asked for, and without the currency's name."""
    money = asked.unit in CODES
    terms = (t for t in asked.terms if t.stems[0] not in _LIGHT and not (money and _MONEY_WORD.fullmatch(t.text)))
    return replace(asked, terms=tuple(terms), counted=None if money else asked.counted)


def levels_for(asked: Asked) -> Asked:
    """The question for the figures that a gap or a sum is of: points are the difference of percentages."""
    percent = asked.unit in ("pp", "%")
    role = None if percent or asked.unit is None else asked.role
    return replace(
        asked,
        unit="%" if percent else asked.unit,
        role="level" if role not in (None, "share") else role,
        direction=None,
        operation=None,
    )
