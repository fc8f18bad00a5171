"""Questions that a passage does not answer: one slot of an answered question exchanged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from . import periods
from .facts import BUDGET, FORECAST, TARGET, Fact
from .measures import Measure
from .questions import Query, query
from .scene import CLASHES, Scene, Skip

SUMMED = {"money", "count", "qty"}
MEANS = {
    "average wage",
    "household income",
    "rent",
    "house prices",
    "water use",
    "class size",
    "tuition fees",
    "wheat yield",
    "average selling price",
}
GAPS = (
    ("the national average",),
    ("the average of all regions",),
    ("the target",),
    ("the level set in the plan",),
    ("the figure of the best performer",),
    ("the international average",),
    ("the long-term average",),
    ("the sector average",),
)


def summed(measure: Measure) -> bool:
    """Whether the figures of several owners add up to one of all."""
    return measure.unit in SUMMED and measure.key not in MEANS


def wholes(measure: Measure) -> tuple[str, ...]:
    """Wordings of the total that a share of this measure is taken of."""
    if not summed(measure):
        raise Skip
    names = [n.text for n in measure.names if not n.text.startswith(("what ", "number of", "average", "mean", "total"))]
    if not names:
        names = [measure.names[0].text]
    plurals = [n.text for n in measure.names if n.plural and not n.text.startswith("total")]
    return tuple(f"total {text}" for text in names) + tuple(f"all {text}" for text in plurals)


def negative(fact: Fact, scene: Scene) -> tuple[Query, str] | None:
    """An unanswerable question near the fact, with the slot that was exchanged; None where there is none."""
    asked = query(fact, scene)
    swaps: list[tuple[str, Callable[[Query, Fact, Scene], Query | None]]] = [
        ("owner", _other_owner),
        ("owner", _other_owner),
        ("measure", _other_measure),
        ("period", _other_period),
        ("period", _other_period),
        ("variant", _other_variant),
        ("comparator", _other_comparator),
        ("role", _other_role),
        ("role", _other_role),
    ]
    scene.rng.shuffle(swaps)
    if fact.rival_comparators and scene.rng.random() < 0.75:
        swaps.sort(key=lambda pair: pair[0] != "comparator")
    elif fact.rivals and scene.rng.random() < 0.4:
        swaps.sort(key=lambda pair: pair[0] != "variant")
    for slot, swap in swaps:
        other = swap(asked, fact, scene)
        if other is not None and not answered(other, scene):
            return other, slot
    return None


def answered(asked: Query, scene: Scene) -> bool:
    """Whether a fact of the passage could be taken for the answer."""
    return any(
        f.pair == (asked.owner.name, asked.measure.key)
        and (f.role == asked.role or {f.role, asked.role} <= {"growth", "change", "points"})
        and f.variant == asked.variant
        and (f.comparator == asked.comparator or not asked.comparator)
        and (asked.period is None or f.period.key == asked.period.key)
        for f in scene.facts
    )


def _has(asks: tuple[str, ...], *slots: str) -> bool:
    return not asks or all(any(f"{{{slot}}}" in ask for slot in slots) for ask in asks)


def _other_owner(asked: Query, fact: Fact, scene: Scene) -> Query | None:
    if not _has(asked.asks, "o", "om"):
        return None
    if asked.measure.key == "event":
        return replace(asked, owner=scene.siblings[asked.owner.name])
    if asked.owner.suits == "x":
        return None
    absent = scene.spares
    present = [o for o in scene.owners if (o.name, asked.measure.key) not in scene.used]
    pool = present if present and scene.rng.random() < 0.6 else absent
    return replace(asked, owner=scene.rng.choice(pool))


def _other_measure(asked: Query, fact: Fact, scene: Scene) -> Query | None:
    if asked.asks or asked.role not in {"level", "growth", "points"}:
        return None
    pool = [
        m
        for m in scene.spare_measures + scene.measures
        if (asked.owner.name, m.key) not in scene.used
        and m.key != asked.measure.key
        and {m.key, asked.measure.key} not in CLASHES
        and (m.unit == "pct") == (asked.measure.unit == "pct")
    ]
    return replace(asked, measure=scene.rng.choice(pool)) if pool else None


def _other_period(asked: Query, fact: Fact, scene: Scene) -> Query | None:
    if not _has(asked.asks, "p"):
        return None
    taken = {f.period.key for f in scene.facts if f.pair == fact.pair}
    years = [y for y in range(fact.period.year - 6, fact.period.year + 4) if abs(y - fact.period.year) > 0]
    period = periods.shifted(fact.period, scene.rng.choice(years) - fact.period.year)
    if fact.period.grain in {"half", "quarter", "month"} and scene.rng.random() < 0.3:
        most = {"half": 2, "quarter": 4, "month": 12}[fact.period.grain]
        period = periods.make(fact.period.grain, fact.period.year, fact.period.part % most + 1)
    near = {year for _, year, _ in taken}
    if period.key in taken or (period.year in near and period.year != fact.period.year):
        return None
    return replace(asked, period=period)


def _other_variant(asked: Query, fact: Fact, scene: Scene) -> Query | None:
    if asked.asks:
        return None
    if fact.rivals:
        return replace(asked, variant=scene.rng.choice(fact.rivals))
    if asked.role == "level" and asked.variant is None and fact.measure.unit != "time":
        return replace(asked, variant=scene.rng.choice((FORECAST, TARGET, BUDGET)))
    return None


def _other_comparator(asked: Query, fact: Fact, scene: Scene) -> Query | None:
    if not fact.rival_comparators:
        return None
    return replace(asked, comparator=scene.rng.choice(fact.rival_comparators))


def _other_role(asked: Query, fact: Fact, scene: Scene) -> Query | None:
    """A growth where only a level is given, a share where only a growth is, and so on."""
    if asked.owner.name in scene.unsaid:
        return replace(asked, role="unsaid", asks=(scene.rng.choice(scene.unsaid[asked.owner.name]),))
    if asked.asks or asked.variant is not None or asked.role not in {"level", "growth", "points"}:
        return None
    known = [f for f in scene.facts if f.pair == fact.pair]
    roles = {f.role for f in known}
    options: list[Query] = []
    bare = replace(asked, comparator=())
    if not roles & {"growth", "points", "change", "no change", "multiple"} and len(known) == 1:
        options += [
            replace(bare, role="points" if fact.measure.unit == "pct" else "growth", direction=scene.direction())
        ] * 2
    if "share" not in roles and summed(fact.measure):
        options += [replace(bare, role="share", comparator=wholes(fact.measure))]
    if "rank" not in roles and all(f.pair == fact.pair for f in scene.facts if f.measure == fact.measure):
        options += [replace(bare, role="rank")]
    if "gap" not in roles and fact.measure.unit in {"pct", "time", "index"}:
        options += [replace(bare, role="gap", comparator=scene.rng.choice(GAPS))]
    if "level" not in roles:
        options += [replace(bare, role="level", comparator=())] * 3
    return scene.rng.choice(options) if options else None
