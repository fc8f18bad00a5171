"""Sentences that set a figure against a target, a forecast or a budget, or look ahead."""

from __future__ import annotations

from . import facts as kinds
from . import periods
from .facts import Fact, Variant
from .levels import was
from .measures import Name, own
from .registry import pattern
from .scene import Scene

RANGED = (("", "{a} to {b}"), ("", "{a}–{b}"), ("between ", "{a} and {b}"), ("in the range of ", "{a} to {b}"))


def _outcome(s: Scene, other: Variant, rivals: tuple[Variant, ...], *units: str) -> tuple[str, Name, str, str]:
    """An actual level and the one that it is held against."""
    owner, measure = s.pair(*units)
    value, name = s.value(measure), s.name(measure)
    actual = s.level(owner, measure, value, rivals=rivals)
    held = s.level(
        owner, measure, s.moved(value, measure, s.direction()), variant=other, rivals=rivals, noun=s.rng.random() < 0.3
    )
    return s.subject(owner, name), name, actual, held


@pattern(weight=1.2)
def target_and_outcome(s: Scene) -> str:
    subject, name, actual, held = _outcome(s, kinds.TARGET, (kinds.FORECAST,))
    front, tail = s.time()
    link = s.rng.choice(
        ("against a target of", "compared with a target of", "as against the targeted", "where the target was")
    )
    return s.say(f"{front}{subject} {name.was} {actual}{tail}, {link} {held}.")


@pattern(weight=1.2)
def forecast_and_actual(s: Scene) -> str:
    subject, name, actual, held = _outcome(s, kinds.FORECAST, (kinds.TARGET,))
    front, tail = s.time()
    link = s.rng.choice(
        (
            "against a forecast of",
            "while forecasters had expected",
            "compared with the projection of",
            "analysts had predicted",
            "where the forecast was for",
        )
    )
    return s.say(
        f"{front}{subject} {name.was} {actual}{tail}; {link} {held}."
        if link.startswith("analysts")
        else f"{front}{subject} {name.was} {actual}{tail}, {link} {held}."
    )


@pattern(kinds="CHSTEN", weight=1.2)
def budget_and_spending(s: Scene) -> str:
    subject, name, actual, held = _outcome(s, kinds.BUDGET, (kinds.FORECAST,), "money")
    front, tail = s.time()
    link = s.rng.choice(
        ("against a budget of", "where the budget had set", "compared with a budgeted", "over and above the budget of")
    )
    return s.say(f"{front}{subject} {name.was} {actual}{tail}, {link} {held}.")


@pattern(weight=1.2)
def guidance_range(s: Scene) -> str:
    owner, measure = s.pair("money", "count", "pct", "qty")
    period, name, value = periods.shifted(s.period, 1), s.name(measure), s.value(measure)
    low, high = (s.print(v, measure, noun=n) for v, n in ((value, False), (s.moved(value, measure, 1), False)))
    before, between = s.rng.choice(RANGED)
    span = between.format(a=low.span, b=high.span)
    fact = Fact(
        owner,
        measure,
        "level",
        period,
        span,
        variant=kinds.FORECAST,
        asks=(
            "What {was} {om} expected to be{p}?",
            "What range is {om} expected to be in{p}?",
            "{o} {m} guidance{p}?",
            "What does {o} expect for {m}{p}?",
            "Which range of {om} is forecast{p}?",
        ),
    )
    tail = f" {measure.noun}" if measure.unit == "count" else ""
    figure = before + s.mark(fact, tail)
    return s.say(
        f"<For|Looking to> {period.label}, {s.who(owner)} <expects|forecasts|projects> {name.bare} to be {figure}."
    )


@pattern(weight=1.2)
def outlook(s: Scene) -> str:
    owner, measure = s.pair("money", "count", "pct", "qty")
    period, name = periods.shifted(s.period, s.rng.randint(1, 3)), s.name(measure)
    figure = s.level(owner, measure, s.value(measure), period, kinds.FORECAST, rivals=(kinds.TARGET,))
    verb = "are" if name.plural else "is"
    return s.say(
        f"{s.subject(owner, name)} {verb} <expected|projected|forecast> to <reach|come to> {figure} {s.adverb(period)}."
    )


@pattern(weight=1.2)
def actual_and_outlook(s: Scene) -> str:
    owner, measure = s.pair("money", "count", "pct", "qty")
    period, name, value = periods.shifted(s.period, 1), s.name(measure), s.value(measure)
    front, tail = s.time()
    now = s.level(owner, measure, value)
    then = s.level(owner, measure, s.moved(value, measure, s.direction()), period, kinds.FORECAST)
    return s.say(
        f"{front}{s.subject(owner, name)} {name.was} {now}{tail} and should <reach|come to|be> {then} "
        f"{s.adverb(period)}."
    )


@pattern(kinds="F", weight=4)
def dividend(s: Scene) -> str:
    measure = own("dividend", "money", 0.1, 9, "the dividend", "the payout per share", "the dividend per share")
    owner = s.fresh(measure)
    value, way = s.value(measure), s.direction()
    unit = s.rng.choice((" per share", " a share"))
    s.period_said = True
    now = s.level(owner, measure, value)
    before = s.level(owner, measure, s.moved(value, measure, -way), periods.shifted(s.period, -1))
    return s.say(
        f"<The board of|Directors of> {owner.name} <proposed|declared|recommended> a dividend of {now}{unit} "
        f"{s.adverb()}, "
        f"{was(way)} from {before} <a year earlier|the year before>."
    ).replace("Directors of", "The directors of")
