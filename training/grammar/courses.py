"""Sentences that follow one measure over several times: series, rises after falls, totals to date, records."""

from __future__ import annotations

from . import periods
from .levels import ON_QUARTER, ON_YEAR, YEAR_BEFORE, earlier
from .measures import Measure
from .owners import Owner
from .registry import pattern
from .scene import Scene, Skip


@pattern(weight=1.5)
def rise_then_fall(s: Scene) -> str:
    """As in "After rising 5% in 2021, it fell 3% to 410 tonnes in 2022"."""
    owner, measure = s.pair("money", "count", "qty")
    before, way = earlier(s), s.direction()
    s.period_said = True
    first = s.growth(owner, measure, way, before)
    word = "<rising|climbing|growing>" if way > 0 else "<falling|dropping|shrinking>"
    return s.say(
        f"After {word} <|by >{first} {s.adverb(before)}, {s.subject(owner, s.name(measure))} {s.verb(-way)} "
        f"<|by >{s.growth(owner, measure, -way)} to {s.level(owner, measure, s.value(measure))} {s.adverb()}."
    )


@pattern()
def growth_in_two_periods(s: Scene) -> str:
    owner, measure = s.pair("money", "count", "qty")
    before, way = periods.shifted(s.period, -s.rng.randint(1, 3)), s.direction()
    s.period_said = True
    link = s.rng.choice(("and", "and by", "after", "following"))
    new, old = s.growth(owner, measure, way), s.growth(owner, measure, way, before)
    return s.say(
        f"{s.subject(owner, s.name(measure))} {s.verb(way)} by {new} {s.adverb()} {link} {old} {s.adverb(before)}."
    )


@pattern(weight=6)
def on_quarter_and_on_year(s: Scene) -> str:
    if s.period.grain != "quarter":
        raise Skip
    owner, measure = s.pair("money", "count", "qty")
    way = s.direction()
    front, tail = s.time()
    one, two = s.rng.sample((ON_YEAR, ON_QUARTER), 2)
    subject, verb = s.subject(owner, s.name(measure)), s.verb(way)
    return s.say(
        f"{front}{subject} {verb} {s.growth(owner, measure, way, comparator=one)} {s.rng.choice(one)} and "
        f"{s.growth(owner, measure, way, comparator=two)} {s.rng.choice(two)}{tail}."
    )


@pattern(weight=6)
def quarter_and_year_to_date(s: Scene) -> str:
    if s.period.grain != "quarter" or s.period.part == 1:
        raise Skip
    owner, measure = s.pair("money", "count", "qty")
    last = s.period.part == 4
    to_date = periods.whole_year(s.period) if last else periods.make("to date", s.period.year, 3 * s.period.part)
    name, value = s.name(measure), s.value(measure)
    s.period_said = True
    level = s.level(owner, measure, value)
    total = s.level(owner, measure, value * s.rng.uniform(1.8, 3.9), to_date)
    return s.say(
        f"{s.subject(owner, name)} {name.was} {level} {s.adverb()}, <bringing the total|taking the total> "
        f"{to_date.adverbs[0]} to {total}."
    )


@pattern()
def series_of_years(s: Scene) -> str:
    owner, measure = s.pair()
    name, value = s.name(measure), s.value(measure)
    old = [periods.shifted(s.period, -n) for n in (2, 1)]
    s.period_said = True
    values = [s.moved(value, measure, s.direction()) for _ in old]
    first, second = (s.level(owner, measure, v, p, noun=p == old[0]) for v, p in zip(values, old, strict=True))
    return s.say(
        f"{s.subject(owner, name)} {name.was} {first} {s.adverb(old[0])}, {second} {s.adverb(old[1])} and "
        f"{s.level(owner, measure, value, noun=False)} {s.adverb()}."
    )


def _multiple(owner: Owner, measure: Measure, s: Scene) -> str:
    word = s.rng.choice(("doubled", "tripled", "halved", "quadrupled"))
    return s.special(
        "multiple",
        owner,
        measure,
        word,
        "By what factor did {om} change{p}?",
        "How did {om} change{p}?",
        "What happened to {om}{p}?",
    )


@pattern(weight=0.7)
def doubled(s: Scene) -> str:
    owner, measure = s.pair("money", "count", "qty")
    front, tail = s.time()
    subject = s.subject(owner, s.name(measure))
    almost = s.rng.choice(("", "", "almost ", "more than ", "nearly "))
    return s.say(
        f"{front}{subject} {almost}{_multiple(owner, measure, s)} to {s.level(owner, measure, s.value(measure))}{tail}."
    )


@pattern()
def figure_in_front(s: Scene) -> str:
    owner, measure = s.pair()
    name = s.name(measure)
    s.period_said = True
    year = s.period.year - s.rng.randint(3, 30)
    level = s.level(owner, measure, s.value(measure))
    extreme = s.rng.choice(("highest", "lowest"))
    since = s.special(
        "since",
        owner,
        measure,
        str(year),
        f"Since when {{was}} {{om}} not so {extreme.replace('est', '')}?",
        f"{{om}}{{p}} {{was}} the {extreme} since which year?",
        f"Since which year {{was}} {{om}}{{p}} the {extreme}?",
    )
    return s.say(f"At {level}, {s.subject(owner, name)} {s.adverb()} {name.was} the {extreme} since {since}.")


@pattern()
def consecutive(s: Scene) -> str:
    owner, measure = s.pair("money", "count", "qty")
    front, tail = s.time()
    way = s.direction()
    ordinal = s.rng.choice(("second", "third", "fourth", "fifth", "sixth", "eighth"))
    subject, verb = s.subject(owner, s.name(measure)), s.verb(way)
    growth = s.growth(owner, measure, way)
    word = "rise" if way > 0 else "fall"
    row = s.special(
        "streak",
        owner,
        measure,
        ordinal,
        f"How many times in a row did {{om}} {word}{{p}}?",
        f"Which {word} in a row {{was}} it for {{om}}{{p}}?",
    )
    return s.say(f"{front}{subject} {verb} <|by >{growth}{tail}, the {row} <consecutive|successive> {word}.")


@pattern()
def cumulative_since(s: Scene) -> str:
    owner, measure = s.pair("count", "money", verbs=True)
    verbs = [
        v
        for v in measure.verbs
        if v.base not in {"employ", "have", "run", "hold", "serve", "operate", "keep", "charge"}
    ]
    if not verbs:
        raise Skip
    verb, year = s.rng.choice(verbs), s.period.year - s.rng.randint(2, 12)
    rest = f" {verb.rest}" if verb.rest else ""
    printed = s.print(s.value(measure) * 2, measure)
    total = (
        s.special(
            "cumulative",
            owner,
            measure,
            printed.span,
            f"What is the total for {{om}} since {year}?",
            f"{{o}} {{m}} since {year}?",
            f"What {{was}} {{om}} since {year}, all told?",
            f"How much in all since {year}: {{om}}?",
        )
        + printed.tail
    )
    return s.say(f"Since {year}, {s.who(owner)} {verb.past} {total}{rest} in <total|all>.")


@pattern(weight=1.5)
def earlier_figure_in_a_second_sentence(s: Scene) -> str:
    """The second sentence inherits subject and measure: "A year earlier it had been 31"."""
    owner, measure = s.pair()
    name, value = s.name(measure), s.value(measure)
    front, tail = s.time()
    back = s.rng.choice((1, 1, 2, 3, 5))
    ago = {
        1: "<a year earlier|the year before>",
        2: "two years earlier",
        3: "three years before",
        5: "five years earlier",
    }
    now = s.level(owner, measure, value)
    old = s.level(owner, measure, s.moved(value, measure, s.direction()), periods.shifted(s.period, -back), noun=False)
    it = "they" if name.plural else "it"
    second = s.rng.choice((f"{ago[back]}, {it} had been {old}.", f"{it} had been {old} {ago[back]}."))
    subject = s.subject(owner, name)
    said = s.say(f"{front}{subject} {name.was} {now}{tail}. ")
    return said + s.choose(
        second[:1].upper() + second[1:] if second[0] != "<" else second.replace("<a", "<A").replace("|the", "|The")
    )


@pattern(weight=1.2)
def change_in_a_second_sentence(s: Scene) -> str:
    """As in "This was 3.1% more than a year earlier"."""
    owner, measure = s.pair("money", "count", "qty")
    name, way = s.name(measure), s.direction()
    front, tail = s.time()
    now = s.level(owner, measure, s.value(measure))
    growth = s.growth(owner, measure, way)
    word = "<more|higher>" if way > 0 else "<less|lower>"
    subject = s.subject(owner, name)
    said = (
        f"{front}{subject} <reached|came to|stood at> {now}{tail}. <This|That> was {growth} {word} than {YEAR_BEFORE}."
    )
    return s.say(said)


@pattern(weight=1.2)
def continued_to_another_period(s: Scene) -> str:
    """As in "rose 4% in 2020 … The year after, it fell to 310"."""
    owner, measure = s.pair("money", "count", "qty")
    before, way = earlier(s), s.direction()
    s.period_said = True
    first = s.growth(owner, measure, way, before)
    level = s.level(owner, measure, s.value(measure))
    name = s.name(measure)
    it = "they" if name.plural else "it"
    after = f"<The year after|A year later>, {it} {s.verb(-way)} to {level}."
    said = f"{s.subject(owner, name)} {s.verb(way)} <|by >{first} {s.adverb(before)}. {after}"
    return s.say(said)


@pattern(weight=1.2)
def mixed_halves_of_a_sentence(s: Scene) -> str:
    """Two measures of one owner, one with a level and one with its change."""
    owner, one = s.pair("money", "count", "qty")
    two, way = s.more(owner, "money", "count", "qty"), s.direction()
    first, second = s.name(one), s.name(two)
    front, tail = s.time()
    subject = s.subject(owner, first)
    level, growth = s.level(owner, one, s.value(one)), s.growth(owner, two, way)
    link = s.rng.choice(("while", "whereas", "and", "but"))
    return s.say(f"{front}{subject} {first.was} {level}{tail}, {link} {second.bare} {s.verb(way)} by {growth}.")
