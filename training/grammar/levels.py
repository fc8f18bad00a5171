"""Sentences that give one owner's level or its change."""

from __future__ import annotations

from . import periods
from .facts import Fact
from .registry import pattern
from .scene import Scene

YEAR_BEFORE = (
    "<a year earlier|the year before|a year before|twelve months earlier|the same period of the previous year>"
)
YEAR_AGO = YEAR_BEFORE.replace("the same period", "in the same period")
ON_YEAR = ("on a year earlier", "compared with a year before", "year on year", "over the year")
ON_QUARTER = ("on the previous quarter", "quarter on quarter", "compared with the quarter before")


def was(direction: int) -> str:
    return "up" if direction > 0 else "down"


def earlier(s: Scene) -> periods.Period:
    return periods.shifted(s.period, -1)


@pattern(weight=1.5)
def plain_level(s: Scene) -> str:
    owner, measure = s.pair()
    name = s.name(measure)
    front, tail = s.time()
    verb = s.rng.choice((name.was, "stood at", "came to", "reached", name.was))
    return s.say(
        f"{front}{s.subject(owner, name)} {verb} {s.level(owner, measure, s.value(measure), qualified=True)}{tail}."
    )


@pattern(weight=2)
def verb_and_level(s: Scene) -> str:
    owner, measure = s.pair(verbs=True)
    verb = s.rng.choice(measure.verbs)
    front, tail = s.time()
    figure = s.level(owner, measure, s.value(measure), qualified=True, noun=True)
    rest = f" {verb.rest}" if verb.rest else ""
    return s.say(f"{front}{s.who(owner)} {verb.past} {figure}{rest}{tail}.")


@pattern(weight=2)
def verb_level_and_growth(s: Scene) -> str:
    owner, measure = s.pair("count", "money", "qty", verbs=True)
    verb, way = s.rng.choice(measure.verbs), s.direction()
    front, tail = s.time()
    rest = f" {verb.rest}" if verb.rest else ""
    base = s.rng.choice((" from " + YEAR_BEFORE, " year on year", "", " on the year"))
    figure = s.level(owner, measure, s.value(measure), qualified=True, noun=True)
    return s.say(
        f"{front}{s.who(owner)} {verb.past} {figure}{rest}{tail}, {was(way)} {s.growth(owner, measure, way)}{base}."
    )


@pattern(weight=2)
def coordinated_verbs(s: Scene) -> str:
    """As in "made 2.2 million vehicles and sold 2.1 million, up 7% and 6% respectively"."""
    owner, one = s.pair("count", "qty", "money", verbs=True)
    two = s.more(owner, one.unit, verbs=True)
    first, second, way = s.rng.choice(one.verbs), s.rng.choice(two.verbs), s.direction()
    front, tail = s.time()
    rest = [f" {v.rest}" if v.rest else "" for v in (first, second)]
    said = f"{front}{s.who(owner)} {first.past} {s.level(owner, one, s.value(one), noun=True)}{rest[0]}"
    bare = one.noun == two.noun and s.rng.random() < 0.6
    said += f" and {second.past} {s.level(owner, two, s.value(two), noun=not bare)}{rest[1]}{tail}"
    if s.rng.random() < 0.7:
        said += f", {was(way)} {s.growth(owner, one, way)} and {s.growth(owner, two, way)}"
        said += s.rng.choice((" respectively", "", ", respectively", " respectively on a year earlier"))
    return s.say(f"{said}.")


@pattern(weight=1.5)
def growth_alone(s: Scene) -> str:
    owner, measure = s.pair("money", "count", "qty", "price")
    front, tail = s.time()
    way = s.direction()
    by = s.rng.choice((" ", " by ", " by "))
    return s.say(
        f"{front}{s.subject(owner, s.name(measure))} {s.verb(way)}{by}{s.growth(owner, measure, way)}{tail}"
        f"<| on a year earlier| year on year|>."
    )


@pattern(weight=2)
def growth_to_level(s: Scene) -> str:
    owner, measure = s.pair("money", "count", "qty", "pct", "price", "money", "count")
    front, tail = s.time()
    way = s.direction()
    by = s.rng.choice((" ", " by "))
    move = s.growth(owner, measure, way)
    return s.say(
        f"{front}{s.subject(owner, s.name(measure))} {s.verb(way)}{by}{move} to "
        f"{s.level(owner, measure, s.value(measure), qualified=True)}{tail}."
    )


@pattern(weight=2)
def level_then_growth(s: Scene) -> str:
    owner, measure = s.pair("money", "count", "qty", "pct", "price")
    name, way = s.name(measure), s.direction()
    front, tail = s.time()
    verb = s.rng.choice((name.was, "stood at", "came to", "reached"))
    level = s.level(owner, measure, s.value(measure))
    lead = s.rng.choice((was(way), f"<a|an> {'rise' if way > 0 else 'fall'} of", f"{was(way)} by"))
    lead = lead.replace("<a|an>", "a")
    return s.say(
        f"{front}{s.subject(owner, name)} {verb} {level}{tail}, {lead} {s.growth(owner, measure, way)}"
        f"<| on {YEAR_BEFORE[1:-1].split('|')[0]}| from the year before| year on year>."
    )


@pattern(weight=2)
def from_one_to_another(s: Scene) -> str:
    owner, measure = s.pair()
    before, way, value = periods.shifted(s.period, -s.rng.randint(1, 8)), s.direction(), s.value(measure)
    old = s.moved(value, measure, -way)
    s.period_said = True
    asks = s.subject(owner, s.name(measure))
    return s.say(
        f"{asks} {s.verb(way)} from {s.level(owner, measure, old, before, noun=s.rng.random() < 0.5)} "
        f"{s.adverb(before)} to "
        f"{s.level(owner, measure, value)} {s.adverb()}."
    )


@pattern(weight=1.5)
def compared_with_before(s: Scene) -> str:
    owner, measure = s.pair()
    name, value = s.name(measure), s.value(measure)
    front, tail = s.time()
    old = s.moved(value, measure, s.direction())
    link = s.rng.choice(("compared with", "against", "versus", "after", "compared to", "as against"))
    return s.say(
        f"{front}{s.subject(owner, name)} {name.was} {s.level(owner, measure, value, qualified=True)}{tail}, {link} "
        f"{s.level(owner, measure, old, earlier(s), noun=s.rng.random() < 0.3)} {YEAR_AGO}."
    )


@pattern()
def moved_from_a_year_earlier(s: Scene) -> str:
    owner, measure = s.pair()
    way, value = s.direction(), s.value(measure)
    front, tail = s.time()
    old = s.moved(value, measure, -way)
    return s.say(
        f"{front}{s.subject(owner, s.name(measure))} {s.verb(way)} to {s.level(owner, measure, value)}{tail} from "
        f"{s.level(owner, measure, old, earlier(s), noun=s.rng.random() < 0.3)} {YEAR_AGO}."
    )


@pattern()
def earlier_figure_in_brackets(s: Scene) -> str:
    owner, measure = s.pair()
    name, value, before = s.name(measure), s.value(measure), periods.shifted(s.period, -s.rng.randint(1, 4))
    front, tail = s.time()
    old = s.moved(value, measure, s.direction())
    return s.say(
        f"{front}{s.subject(owner, name)} {name.was} {s.level(owner, measure, value)} ({before.label}: "
        f"{s.level(owner, measure, old, before, noun=False)}){tail}."
    )


@pattern()
def growth_in_brackets(s: Scene) -> str:
    owner, measure = s.pair("money", "count", "qty", "pct")
    name, way = s.name(measure), s.direction()
    front, tail = s.time()
    level = s.level(owner, measure, s.value(measure))
    sign = s.rng.choice((f"{was(way)} ", "+" if way > 0 else "-", f"{was(way)} by "))
    return s.say(f"{front}{s.subject(owner, name)} {name.was} {level} ({sign}{s.growth(owner, measure, way)}){tail}.")


@pattern()
def change_in_units(s: Scene) -> str:
    """As in "rose by 320 jobs to 4,100 jobs"."""
    owner, measure = s.pair("count", "money", "qty", "time")
    way, value = s.direction(), s.value(measure)
    printed = s.difference(measure, value * s.rng.uniform(0.05, 0.3))
    front, tail = s.time()
    change = s.mark(Fact(owner, measure, "change", s.period, printed.span, direction=way), printed.tail)
    level = s.level(owner, measure, value, noun=s.rng.random() < 0.4)
    return s.say(f"{front}{s.subject(owner, s.name(measure))} {s.verb(way)} by {change} to {level}{tail}.")


@pattern()
def more_than_before(s: Scene) -> str:
    """As in "employed 1,200 people, 85 fewer than a year earlier"."""
    owner, measure = s.pair("count", verbs=True)
    verb, way, value = s.rng.choice(measure.verbs), s.direction(), s.value(measure)
    front, tail = s.time()
    printed = s.print(max(2, value * s.rng.uniform(0.03, 0.2)), measure, noun=False)
    level, rest = s.level(owner, measure, value, noun=True), f" {verb.rest}" if verb.rest else ""
    change = s.mark(Fact(owner, measure, "change", s.period, printed.span, direction=way))
    word = "more" if way > 0 else "fewer"
    return s.say(f"{front}{s.who(owner)} {verb.past} {level}{rest}{tail}, {change} {word} than {YEAR_BEFORE}.")


@pattern()
def unchanged_level(s: Scene) -> str:
    owner, measure = s.pair()
    name = s.name(measure)
    front, tail = s.time()
    words = s.rng.choice(("unchanged", "flat", "steady", "little changed", "stable"))
    state = s.special(
        "no change",
        owner,
        measure,
        words,
        "How did {om} change{p}?",
        "What was the change in {om}{p}?",
        "Did {om} move{p}?",
        "How did {om} develop{p}?",
    )
    return s.say(
        f"{front}{s.subject(owner, name)} {name.was} {state} at {s.level(owner, measure, s.value(measure))}{tail}."
    )
