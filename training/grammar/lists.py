"""Sentences that give figures of several owners or several measures side by side."""

from __future__ import annotations

from .facts import Fact
from .levels import was
from .negatives import summed, wholes
from .owners import Owner
from .registry import pattern
from .scene import Scene, Skip


def listed(parts: list[str]) -> str:
    return ", ".join(parts[:-1]) + f" and {parts[-1]}" if len(parts) > 1 else parts[0]


@pattern(weight=2)
def levels_respectively(s: Scene) -> str:
    owners, measure = s.several(s.rng.randint(2, 4))
    name = s.name(measure)
    front, tail = s.time()
    values = [s.value(measure)]
    while len(values) < len(owners):
        values.append(s.moved(values[0], measure, s.direction()) * s.rng.uniform(0.85, 1.0))
    names = listed([o.name for o in owners])
    figures = [
        s.level(o, measure, v, noun=n == len(owners) - 1) for n, (o, v) in enumerate(zip(owners, values, strict=True))
    ]
    link = owners[0].link
    verb = s.rng.choice((name.was, "stood at", "came to", "reached"))
    return s.say(f"{front}{name.bare} {link} {names} {verb} {listed(figures)}<, respectively| respectively>{tail}.")


@pattern(weight=1.5)
def verbs_respectively(s: Scene) -> str:
    owners, measure = s.several(s.rng.randint(2, 4), "count", "qty", "money")
    if not measure.verbs:
        raise Skip
    verb, value = s.rng.choice(measure.verbs), s.value(measure)
    front, tail = s.time()
    figures = [s.level(o, measure, value * s.rng.uniform(0.4, 1), noun=o == owners[-1]) for o in owners]
    rest = f" {verb.rest}" if verb.rest else ""
    return s.say(
        f"{front}{listed([o.name for o in owners])} {verb.past} {listed(figures)}{rest}<, respectively| "
        f"respectively>{tail}."
    )


@pattern(weight=1.5)
def growth_respectively(s: Scene) -> str:
    owners, measure = s.several(s.rng.randint(2, 4), "money", "count", "qty", "pct")
    name, way = s.name(measure), s.direction()
    front, tail = s.time()
    figures = [s.growth(o, measure, way) for o in owners]
    return s.say(
        f"{front}{name.bare} {owners[0].link} {listed([o.name for o in owners])} {s.verb(way)} by "
        f"{listed(figures)} respectively{tail}."
    )


@pattern(weight=1.5)
def measures_respectively(s: Scene) -> str:
    """Two measures of one owner, with growth and at times levels in the same order."""
    owner, one = s.pair("money", "count", "qty")
    two, way = s.more(owner, "money", "count", "qty"), s.direction()
    first, second = s.name(one), s.name(two)
    front, tail = s.time()
    pair = f"{s.subject(owner, first)} and {second.text}"
    if " of " in first.text or not pair.startswith((owner.genitive, "its")):
        pair = f"{first.bare} and {second.bare} {owner.link} {owner.name}"
    said = f"{front}{pair} {s.verb(way)} by {s.growth(owner, one, way)} and {s.growth(owner, two, way)}"
    if s.rng.random() < 0.5:
        said += f" to {s.level(owner, one, s.value(one))} and {s.level(owner, two, s.value(two))}"
    return s.say(f"{said}<, respectively| respectively>{tail}.")


@pattern(weight=1.5)
def highest_and_followed(s: Scene) -> str:
    owners, measure = s.several(s.rng.randint(2, 4))
    name, high = s.name(measure), s.rng.random() < 0.6
    front, tail = s.time()
    value = s.value(measure)
    values = sorted((value * s.rng.uniform(0.6, 1) for _ in owners), reverse=high)
    figures = [s.level(o, measure, v, noun=n == 0) for n, (o, v) in enumerate(zip(owners, values, strict=True))]
    word = "highest" if high else "lowest"
    best = _asked_name(
        s,
        owners[0],
        f"Where {{was}} {{M}} {word}{{p}}?",
        f"Who had the {word} {{m}}{{p}}?",
        f"Which one had the {word} {{m}}{{p}}?",
        f"{word} {{m}}{{p}}?",
    )
    others = listed([f"{o.name} ({figure})" for o, figure in zip(owners[1:], figures[1:], strict=True)])
    return s.say(
        f"{front}{name.bare} {name.was} {word} {owners[0].link} {best}{tail}, at {figures[0]}, followed by {others}."
    )


def _asked_name(s: Scene, owner: Owner, *asks: str) -> str:
    """The owner's name as a span that questions ask for; the measure is that of the last fact."""
    fitting = [ask for ask in asks if not ask.startswith("Where") or owner.suits == "p"]
    return s.special("which", owner, s.facts[-1].measure, owner.name, *fitting)


@pattern(weight=1.5)
def semicolon_list(s: Scene) -> str:
    owners, measure = s.several(s.rng.randint(3, 4))
    name, value = s.name(measure), s.value(measure)
    s.period_said = True
    join = s.rng.choice((", ", ": ", " – ", " "))
    figures = [
        f"{o.name}{join}{s.level(o, measure, value * s.rng.uniform(0.4, 1), noun=s.style.words)}" for o in owners
    ]
    return s.say(f"{name.bare} {s.adverb()} {name.was} as follows: {'; '.join(figures)}.")


@pattern(weight=1.5)
def most_in_a_list(s: Scene) -> str:
    """As in "The largest fall, 4.1%, was in A, ahead of B (2.9%)"."""
    owners, measure = s.several(s.rng.randint(2, 3), "money", "count", "qty")
    name, way = s.name(measure), s.direction()
    front, tail = s.time()
    rates = sorted({s.rate() for _ in range(8)}, reverse=True)
    figures = []
    for owner, rate in zip(owners, rates, strict=False):
        fact = Fact(owner, measure, "growth", s.period, s.percent(rate), direction=way)
        figures.append(s.mark(fact))
    word = "<rise|increase>" if way > 0 else "<fall|drop|decline>"
    plain = "increase" if way > 0 else "fall"
    best = _asked_name(
        s,
        owners[0],
        f"Where did {{M}} {'rise' if way > 0 else 'fall'} most{{p}}?",
        f"Who had the largest {plain} in {{M}}{{p}}?",
        f"Which one saw the biggest {plain} in {{M}}{{p}}?",
        f"largest {plain} in {{M}}{{p}}, where?",
    )
    others = [f"{o.name} ({figure})" for o, figure in zip(owners[1:], figures[1:], strict=True)]
    link = f"<ahead of|followed by> {listed(others)}"
    return s.say(
        f"{front}the <largest|biggest|steepest> {word} in {name.bare}, {figures[0]}, was {owners[0].link} "
        f"{best}{tail}, {link}."
    )


@pattern(weight=1.5)
def rose_here_fell_there(s: Scene) -> str:
    owners, measure = s.several(2, "money", "count", "qty", "pct")
    way = s.direction()
    name = s.name(measure)
    front, tail = s.time()
    here, there = (s.growth(o, measure, w) for o, w in zip(owners, (way, -way), strict=True))
    a, b = owners
    return s.say(
        f"{front}{name.bare} {s.verb(way)} by {here} {a.link} {a.name} <but|while {'they' if name.plural else 'it'}> "
        f"{s.verb(-way)} by {there} {b.link} {b.name}{tail}."
    )


@pattern(weight=1.2)
def against_another_owner(s: Scene) -> str:
    owners, measure = s.several(2)
    name, value = s.name(measure), s.value(measure)
    front, tail = s.time()
    a, b = owners
    link = s.rng.choice(("compared with", "against", "while the figure for", "versus"))
    first = s.level(a, measure, value, noun=s.rng.random() < 0.6)
    second = s.level(b, measure, s.moved(value, measure, s.direction()), noun=False)
    end = f"{link} {b.name} was {second}" if link.startswith("while") else f"{link} {second} {b.link} {b.name}"
    return s.say(f"{front}{name.bare} {a.link} {a.name} {name.was} {first}{tail}, {end}.")


@pattern(weight=1.2)
def the_latter(s: Scene) -> str:
    owners, measure = s.several(2)
    name, value = s.name(measure), s.value(measure)
    front, tail = s.time()
    a, b = owners
    first, second = s.level(b, measure, value), s.level(a, measure, s.moved(value, measure, s.direction()))
    return s.say(
        f"{front}{a.name} and {b.name} both published {name.bare}{tail}; for the latter the figure was {first}, "
        f"for the former {second}."
    )


@pattern(weight=1.5)
def share_of_total(s: Scene) -> str:
    """As in "accounted for 34% of total exports, up 2 points"."""
    owner, measure = s.pair("money", "count", "qty")
    c, way = wholes(measure), s.direction()
    front, tail = s.time()
    share = s.mark(Fact(owner, measure, "share", s.period, s.percent(s.rng.uniform(2, 78)), comparator=c))
    verb = "<accounted for|made up|represented|was responsible for>"
    said = f"{front}{s.who(owner)} {verb} {share} of {s.rng.choice(c)}{tail}"
    if s.rng.random() < 0.6:
        points = s.points(round(s.rng.uniform(0.1, 6), 1))
        move = s.mark(Fact(owner, measure, "share change", s.period, points, comparator=c, direction=way))
        said += f", {was(way)} {move}<| on a year earlier| from the year before>"
    return s.say(f"{said}.")


@pattern(weight=1.5)
def shares_of_several(s: Scene) -> str:
    owners, measure = s.several(s.rng.randint(2, 4), "money", "count", "qty")
    c, left = wholes(measure), 92.0
    front, tail = s.time()
    figures = []
    for owner in owners:
        share = round(s.rng.uniform(0.15, 0.6) * left, 1)
        left -= share
        figures.append(s.mark(Fact(owner, measure, "share", s.period, s.percent(share), comparator=c)))
    whole = s.rng.choice(c)
    if s.rng.random() < 0.5:
        return s.say(
            f"{front}{listed([o.name for o in owners])} made up {listed(figures)} of {whole} respectively{tail}."
        )
    rest = [f"{o.name} {f}" for o, f in zip(owners[1:], figures[1:], strict=True)]
    return s.say(f"{front}{owners[0].name} had {figures[0]} of {whole}{tail}, {listed(rest)}.")


@pattern(weight=1.2)
def of_which(s: Scene) -> str:
    owner, measure = s.pair("money", "qty", "count")
    if not summed(measure):
        raise Skip
    name, value = s.name(measure), s.value(measure)
    front, tail = s.time()
    part, other = s.rng.sample(
        (
            "the first two months",
            "new customers",
            "the public sector",
            "private households",
            "a single programme",
            "the eastern branch",
            "temporary schemes",
            "older sites",
        ),
        2,
    )
    total = s.level(owner, measure, value)
    printed = s.print(value * s.rng.uniform(0.1, 0.6), measure, noun=False)
    asks = (
        f"How much of {{om}} came from {part}{{p}}?",
        f"{{om}} from {part}{{p}}?",
        f"What part of {{om}} was due to {part}{{p}}?",
    )
    share = s.special(f"of which {part}", owner, measure, printed.span, *asks)
    return s.say(
        f"{front}{s.subject(owner, name)} {name.was} {total}{tail}, of which {share} <came from|was due to> {part}"
        f"<| and the rest from {other}>."
    )


@pattern(weight=1.2)
def rank_by_measure(s: Scene) -> str:
    owner, measure = s.pair()
    name = s.name(measure)
    front, tail = s.time()
    place = s.rng.choice(
        ("first", "second", "third", "fourth", "fifth", "sixth", "eighth", "12th", "15th", "21st", "33rd")
    )
    rank = s.mark(Fact(owner, measure, "rank", s.period, place))
    level = f", with {s.level(owner, measure, s.value(measure))}" if s.rng.random() < 0.6 else ""
    among = s.rng.choice(
        ("among its peers", "in the league table", "of all that report", "in the country", "nationwide")
    )
    return s.say(f"{front}{s.who(owner)} <ranked|came|was> {rank} {among} for {name.bare}{level}{tail}.")


@pattern(weight=1.2)
def and_list_after_colon(s: Scene) -> str:
    """Several measures of one owner, after "the figures for"."""
    owner, one = s.pair()
    rest = [s.more(owner)]
    if s.rng.random() < 0.5:
        rest.append(s.more(owner))
    s.period_said = True
    parts = [f"{s.name(m).text} {s.level(owner, m, s.value(m), qualified=True)}" for m in (one, *rest)]
    return s.say(f"<The figures for|Key figures of|Main results of> {owner.name} {s.adverb()}: {', '.join(parts)}.")
