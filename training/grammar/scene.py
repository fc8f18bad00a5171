"""The stage of one passage: its owners, measures and time, and what has been said so far."""

from __future__ import annotations

import re
from random import Random

from . import numbers, owners, periods
from .facts import Fact, Variant
from .measures import MEASURES, Measure, Name
from .numbers import Figure
from .owners import Owner
from .periods import Period

CLASHES = (
    {"gdp", "economic growth"},
    {"unemployed", "unemployment rate"},
    {"jobs", "employment rate"},
    {"vehicles sold", "revenue"},
    {"emergency wait", "waiting time"},
    {"power cuts", "delay"},
    {"new infections", "infection rate"},
    {"operating profit", "net profit"},
    {"orders", "order backlog"},
    {"staff", "job cuts"},
    {"births", "infant mortality"},
    {"wheat harvest", "wheat yield"},
    {"crimes", "burglaries"},
    {"council spending", "road spending"},
    {"deaths", "road deaths"},
    {"passengers", "fleet"},
    {"operating profit", "operating margin"},
    {"rent", "house prices"},
    {"passengers", "bus trips"},
    {"deaths", "infant mortality"},
    {"installed capacity", "solar capacity"},
    {"gdp", "industrial output"},
)
"""Measures whose wordings could be taken for one another: never two in one passage."""

UP = ("rose", "rose", "climbed", "increased", "grew", "went up", "advanced")
DOWN = ("fell", "fell", "dropped", "declined", "decreased", "went down", "slipped")
QUALIFIERS = (
    "about ",
    "nearly ",
    "more than ",
    "almost ",
    "around ",
    "some ",
    "just over ",
    "just under ",
    "at least ",
    "roughly ",
)


class Skip(Exception):
    """The pattern does not suit what the passage holds."""


class Scene:
    """State of one passage while its sentences are drawn."""

    def __init__(self, rng: Random, kind: str) -> None:
        self.rng, self.kind = rng, kind
        self.style = numbers.draw_style(rng)
        drawn = owners.draw(rng, kind, rng.randint(7, 9))
        self.owners, self.spares = drawn[:5], drawn[5:]
        self.suit = drawn[0].suits
        self.measures, self.spare_measures = self._draw_measures()
        self.period = periods.draw(rng)
        self.period_said = False
        self.facts: list[Fact] = []
        self.used: set[tuple[str, str]] = set()
        self.last: Owner | None = None
        self.next: Owner | None = None
        self.siblings: dict[str, Owner] = {}
        self.unsaid: dict[str, tuple[str, ...]] = {}

    def _draw_measures(self) -> tuple[list[Measure], list[Measure]]:
        fitting = [m for m in MEASURES if self.kind in m.kinds and self.suit in m.suits]
        self.rng.shuffle(fitting)
        chosen: list[Measure] = []
        for measure in fitting:
            if not any({measure.key, other.key} in CLASHES for other in chosen):
                chosen.append(measure)
        return chosen[:5], chosen[5:11]

    # who and what

    def pair(self, *units: str, verbs: bool = False) -> tuple[Owner, Measure]:
        """An owner and a measure that were not together yet, by preference the owner of the sentence before."""
        free = [
            (o, m)
            for o in self.owners[:4]
            for m in self.measures
            if (o.name, m.key) not in self.used and (not units or m.unit in units) and (m.verbs or not verbs)
        ]
        if not free:
            raise Skip
        known = {fact.measure.key for fact in self.facts}
        weights = [1 + 4 * (o == self.last) + 2 * (m.key in known) for o, m in free]
        owner, measure = self.rng.choices(free, weights)[0]
        self.used.add((owner.name, measure.key))
        self.next = owner
        return owner, measure

    def more(self, owner: Owner, *units: str, verbs: bool = False) -> Measure:
        """Another measure of the same owner."""
        free = [
            m
            for m in self.measures
            if (owner.name, m.key) not in self.used and (not units or m.unit in units) and (m.verbs or not verbs)
        ]
        if not free:
            raise Skip
        measure = self.rng.choice(free)
        self.used.add((owner.name, measure.key))
        return measure

    def several(self, number: int, *units: str) -> tuple[list[Owner], Measure]:
        """Owners for one measure that none of them had yet."""
        choices = []
        for measure in self.measures:
            free = [o for o in self.owners if (o.name, measure.key) not in self.used]
            if (not units or measure.unit in units) and len(free) >= number:
                choices.append((free, measure))
        if not choices:
            raise Skip
        free, measure = self.rng.choice(choices)
        picked = self.rng.sample(free, number)
        self.used.update((o.name, measure.key) for o in picked)
        self.next = None
        return picked, measure

    def fresh(self, measure: Measure) -> Owner:
        """An owner for a measure that belongs to one pattern alone."""
        free = [o for o in self.owners if (o.name, measure.key) not in self.used]
        if not free or measure.key in {m.key for m in self.measures}:
            raise Skip
        owner = self.rng.choice(free)
        self.used.add((owner.name, measure.key))
        self.next = owner
        return owner

    def name(self, measure: Measure) -> Name:
        weights = [3, 2] + [1] * (len(measure.names) - 2)
        return self.rng.choices(measure.names, weights)[0]

    def subject(self, owner: Owner, name: Name) -> str:
        """As in "Kestria's exports", "exports in Kestria", "its exports"."""
        if owner == self.last and self.rng.random() < 0.75:
            if self.rng.random() < 0.6:
                return f"its {name.text}"
            return f"{name.bare} {owner.link} {owner.nick}" if owner.common else f"{owner.nick}'s {name.text}"
        if owner.common or self.rng.random() < 0.35:
            return f"{name.bare} {owner.link} {owner.name}"
        return f"{owner.genitive} {name.text}"

    def who(self, owner: Owner) -> str:
        if owner == self.last and self.rng.random() < 0.75:
            return self.rng.choice(("it", owner.nick))
        return owner.name

    # when

    def adverb(self, period: Period | None = None) -> str:
        return self.rng.choice((period or self.period).adverbs)

    def time(self) -> tuple[str, str]:
        """What stands before and after the clause; both empty where the time is inherited."""
        if self.period_said and self.rng.random() < 0.6:
            return ("", "")
        self.period_said = True
        adverb = self.adverb()
        return (f"{adverb}, ", "") if self.rng.random() < 0.45 else ("", f" {adverb}")

    # how much

    def value(self, measure: Measure) -> float:
        return numbers.draw_value(self.rng, measure)

    def direction(self) -> int:
        return 1 if self.rng.random() < 0.58 else -1

    def rate(self) -> float:
        return round(
            self.rng.choice((self.rng.uniform(0.1, 9.9), self.rng.uniform(3, 30), self.rng.uniform(10, 80))), 1
        )

    def moved(self, value: float, measure: Measure, direction: int) -> float:
        """A value that differs from this one in the direction, as much as prints differently."""
        share = self.rng.uniform(0.06, 0.4)
        other = value * (1 + direction * share)
        if measure.unit == "pct":
            other = min(max(value + direction * max(0.2, value * share / 2), 0.1), 99.5)
        return other

    def print(self, value: float, measure: Measure, noun: bool = True) -> Figure:
        return numbers.figure(self.rng, value, measure, self.style, noun)

    def percent(self, value: float) -> str:
        places = 0 if self.rng.random() < 0.2 and value >= 1.5 else 1
        return numbers.percent(value, self.style, places)

    def points(self, value: float) -> str:
        return numbers.points(value, self.style)

    def difference(self, measure: Measure, value: float) -> Figure:
        return numbers.difference(self.rng, value, measure, self.style)

    # marking

    def mark(self, fact: Fact, tail: str = "") -> str:
        """The figure's place in the sentence."""
        self.facts.append(fact)
        return f"\x02{len(self.facts) - 1}\x03{tail}"

    def level(
        self,
        owner: Owner,
        measure: Measure,
        value: float,
        period: Period | None = None,
        variant: Variant | None = None,
        rivals: tuple[Variant, ...] = (),
        noun: bool | None = None,
        qualified: bool = False,
    ) -> str:
        with_noun = self.rng.random() < 0.5 if noun is None else noun
        printed = self.print(value, measure, with_noun)
        fact = Fact(owner, measure, "level", period or self.period, printed.span, variant, rivals=rivals)
        word = self.rng.choice(QUALIFIERS) if qualified and self.rng.random() < 0.2 else ""
        return word + self.mark(fact, printed.tail)

    def growth(
        self,
        owner: Owner,
        measure: Measure,
        direction: int,
        period: Period | None = None,
        comparator: tuple[str, ...] = (),
        rivals: tuple[tuple[str, ...], ...] = (),
    ) -> str:
        """A relative change; points where the measure is a rate itself."""
        if measure.unit == "pct":
            low = {True: 0.1, False: 0.2}[measure.high < 20]
            answer, role = self.points(round(self.rng.uniform(low, max(1.5, measure.high / 12)), 1)), "points"
        else:
            answer, role = self.percent(self.rate()), "growth"
        return self.mark(
            Fact(
                owner,
                measure,
                role,
                period or self.period,
                answer,
                comparator=comparator,
                direction=direction,
                rival_comparators=rivals,
            )
        )

    def special(self, role: str, owner: Owner, measure: Measure, answer: str, *asks: str, direction: int = 1) -> str:
        """A span asked for in words of its own."""
        return self.mark(Fact(owner, measure, role, self.period, answer, direction=direction, asks=asks))

    def verb(self, direction: int) -> str:
        return self.rng.choice(UP if direction > 0 else DOWN)

    def choose(self, text: str) -> str:
        """As in "<a|b>" becomes one of the two."""
        return re.sub(r"<([^<>]*)>", lambda match: self.rng.choice(match[1].split("|")), text)

    def say(self, text: str) -> str:
        self.last = self.next
        self.next = None
        text = self.choose(text)
        return text if text.startswith("\x02") else text[:1].upper() + text[1:]
