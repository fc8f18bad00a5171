"""Questions that no single fact answers: two facts found, and the value that follows from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from qa_service.ask import deriving
from qa_service.ask.bases import BETTER, Bases
from qa_service.ask.changing import BEFORE, Changing
from qa_service.ask.deriving import Derived
from qa_service.ask.figures import Candidate
from qa_service.ask.fitting import of_one_role, unit_class
from qa_service.ask.interpreting import terms_of
from qa_service.ask.likeness import likeness
from qa_service.ask.operands import Operands, levels_for
from qa_service.ask.ranking import Ranking
from qa_service.ask.sides import sides_of
from qa_service.ask.slots import Asked, Term
from qa_service.ask.wording import NEGATED, PER
from qa_service.language.changes import directions_in
from qa_service.language.periods import find_periods, without
from qa_service.language.terms import bag, stem
from qa_service.records import Fact

MATCHED = 8
_PART_OF = re.compile(r"\s*(?:out )?of (?:the |its |all )?")
# between the two sides of "how many more did A have than B"
_THAN = re.compile(r"\s+(?:than|as against|compared with|compared to|versus|vs\.?)\s+", re.IGNORECASE)
# between two summands
_PLUS = re.compile(r"\s+(?:plus|and)\s+", re.IGNORECASE)
# all before the first summand: "how many did", "…: "
_LEAD = re.compile(r".*\b(?:from|of|in|by|for|between|did|was|were|are|is)\s+|.*[:,]\s+", re.IGNORECASE)
# all after the second summand: its year, another clause
_TAIL = re.compile(r"\b(?:in|by|for|during) (?:19|20)\d\d|,")
# what is done with money, when it is asked how much of it there was for each of something
_PAYING = frozenset(stem(word) for word in "pay paid payment cost spend spent give receive award".split())
_OF = re.compile(r"(?:out )?of (?:the|its|their|all) ", re.IGNORECASE)
# a figure that is one for each month already
_AVERAGED = re.compile(r"\b(?:monthly|quarterly|(?:a|per) (?:month|quarter))\b", re.IGNORECASE)
# a difference that is asked for downwards
_LESS = re.compile(r"\b(?:below|fewer|less|lower|down|fall|fell|drop)\b", re.IGNORECASE)


class Operator:
    """Works out values for one question."""

    def __init__(self, ranking: Ranking) -> None:
        self._finder = ranking.finder
        self._ranking = ranking
        self._bases = Bases(ranking)
        self._changing = Changing(ranking)
        self._operands = Operands(ranking)

    def work_out(self, asked: Asked) -> Derived | None:
        """The value that the question's own words ask to be worked out, or None."""
        methods: dict[str | None, Callable[[Asked], Derived | None]] = {
            "rest": self._rest,
            "average": self._average,
            "sum": self._sum,
            "difference": self._difference,
            "ratio": self._ratio,
            "others": self._others,
            "each": self._each,
            "base": self._year_before,
        }
        method = methods.get(asked.operation)
        return (
            (method(asked) if method else None)
            or self._bases.comparators_own(asked)
            or self._bases.first_said(asked)
            or self._changing.net(asked)
            or self._nearer(asked)
        )

    def fall_back(self, asked: Asked) -> Derived | None:
        """A value for a period that is only counted from, a change or a gap between two stated levels, or None."""
        return self._bases.before(asked) or self._changing.change(asked) or self._apart(asked) or self._traded(asked)

    def _year_before(self, asked: Asked) -> Derived | None:
        return self._bases.before(asked) if asked.period is None else None

    def _nearer(self, asked: Asked) -> Derived | None:
        """An exact value led back to from a level that meets the question better than any figure of its own time."""
        if asked.period is None or asked.operation or asked.role not in ("level", "share"):
            return None
        stated = self._ranked(asked)
        made = self._bases.before(asked, stated[0].match.score + BETTER) if stated else None
        return made if made and "/" not in made.formula else None

    def _traded(self, asked: Asked) -> Derived | None:
        pair = self._operands.of_trade(levels_for(asked))
        return deriving.difference(*pair) if pair and pair[0].value >= pair[1].value else None

    def _apart(self, asked: Asked) -> Derived | None:
        """How far apart the two sides of a question are, or how far the first is ahead."""
        sides = sides_of(asked.text)
        if sides is None or sides.way == "sum" or asked.unit in ("%", "rank"):
            return None
        pair = self._operands.of_sides(levels_for(asked), sides)
        if pair is None:
            return None
        if sides.way == "gap":
            pair = (max(pair, key=lambda f: f.value), min(pair, key=lambda f: f.value))
        return deriving.difference(*pair) if pair[0].value >= pair[1].value else None

    def _others(self, asked: Asked) -> Derived | None:
        """How many of a whole are not what the reports say that a part of it is."""
        wanted = replace(asked, unit=None, role=None, counted=None, direction=None)
        for candidate in self._ranked(wanted)[:MATCHED]:
            fact = candidate.fact
            if self._finder.accepts(wanted, candidate) and _is_opposite(asked, fact):
                made = deriving.others(fact) or self._left_of(fact)
                if made:
                    return made
        return None

    def _left_of(self, part: Fact) -> Derived | None:
        """What is left of a whole told in a part's sentence: "of the 33 sectors, 24 grew"."""
        for whole in self._finder.at(part.report, part.start):
            between = self._finder.text_between(part, whole)
            before = _OF.match(whole.scope) and whole.number_end < part.number_start
            if whole.unit == part.unit and (before or _PART_OF.fullmatch(between)):
                return deriving.difference(whole, part) if whole.value > part.value else None
        return None

    def _each(self, asked: Asked) -> Derived | None:
        """The money for each of the things counted: "paid on average per claim"."""
        terms = tuple(t for t in asked.terms if t.stems[0] not in _PAYING)
        wanted = replace(asked, terms=terms, unit=None, role="level", counted=None)
        for candidate in self._ranked(wanted)[:MATCHED]:
            if not self._finder.accepts(wanted, candidate):
                continue
            for number in self._finder.at(candidate.fact.report, candidate.fact.start):
                made = deriving.each(candidate.fact, number) if _is_counted(asked, candidate.fact, number) else None
                if made:
                    return made
        return None

    def _ranked(self, asked: Asked) -> list[Candidate]:
        return self._ranking.of(replace(asked, operation=None))

    def _best(self, asked: Asked) -> Fact | None:
        ranked = self._ranked(asked)
        return ranked[0].fact if ranked and self._finder.accepts(asked, ranked[0]) else None

    def _rest(self, asked: Asked) -> Derived | None:
        share = self._best(replace(asked, unit="%", role="share"))
        return deriving.rest(share) if share and share.role == "share" else None

    def _average(self, asked: Asked) -> Derived | None:
        level = self._best(replace(asked, role="level"))
        months = deriving.months_of(level.period) if level and level.period else None
        if level is None or not months or _AVERAGED.search(f"{level.measure} {level.unit} {level.scope}"):
            return None
        if "quarter" in asked.text.lower():
            return deriving.monthly_average(level, months // 3, "quarterly")
        return deriving.monthly_average(level, months, "monthly")

    def _sum(self, asked: Asked) -> Derived | None:
        parts = _PLUS.split(asked.text.rstrip(" ?."))
        if len(parts) < 2:
            return None
        pair = self.pair(asked, (_LEAD.sub("", parts[-2]), _TAIL.split(parts[-1])[0]))
        sides = sides_of(asked.text) if pair is None else None
        if sides and sides.way == "sum":
            pair = self._operands.of_sides(levels_for(asked), sides)
        return deriving.total(*pair) if pair else None

    def _difference(self, asked: Asked) -> Derived | None:
        if BEFORE.search(asked.text):
            return self._changing.change(asked)
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
        wanted = levels_for(asked)
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
        later, earlier = (replace(levels_for(asked), period=p) for p in reversed(periods))
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


def _side(asked: Asked, text: str, terms: tuple[Term, ...]) -> Asked:
    """One side of a comparison: its own terms in full, the question's others softly, no foreign names or numbers."""
    mentions = find_periods(text, anchor=asked.period)
    plain = without(text, [(m.start, m.end) for m in mentions])
    own = tuple(t for t in terms_of(plain) if t.stems[0] not in ("more", "less"))
    stems = {t.stems[0] for t in own}
    carried = tuple(t for t in terms if t.stems[0] not in stems and not t.name and not t.number)
    period = mentions[0].period if mentions else asked.period
    return replace(asked, terms=(*own, *carried), period=period, soft=frozenset(t.stems[0] for t in carried))


def _is_opposite(asked: Asked, fact: Fact) -> bool:
    """Whether a fact tells of what is counted, without the question's "not", and of a rise or fall if it does."""
    counted = asked.counted is None or likeness(asked.counted, bag(f"{fact.scope} {fact.unit}"), {}) > 0
    same_way = set(directions_in(asked.text)) == set(directions_in(fact.scope))
    return counted and same_way and not NEGATED.search(fact.scope)


def _is_counted(asked: Asked, total: Fact, number: Fact) -> bool:
    """Whether a figure counts what the question asks a sum of money for each of, at the sum's own time."""
    per = PER.search(asked.text)
    own = bag(number.unit)
    same_time = total.period is None or number.period is None or total.period.same_span(number.period)
    return same_time and per is not None and any(likeness(t, own, {}) for t in terms_of(per[1]))


def _comparable(one: Fact, other: Fact) -> bool:
    return of_one_role(one, other) and unit_class(one.unit) == unit_class(other.unit)


def _alike(one: Fact, other: Fact) -> float:
    """What speaks for two facts being sides of one comparison: the same measure, the same sentence."""
    same_measure = 0.1 if one.measure == other.measure else 0.0
    return same_measure + (0.1 if (one.report, one.start) == (other.report, other.start) else 0.0)
