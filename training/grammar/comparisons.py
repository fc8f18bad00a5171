"""Sentences that give a figure in two ways of counting, for two groups, or against an average."""

from __future__ import annotations

from . import facts as kinds
from .facts import Fact, Variant
from .measures import Measure, Name, own
from .negatives import GAPS, summed
from .registry import pattern
from .scene import Scene, Skip

AVERAGED = {
    "C": own("rent", "money", 300, 3000, "rent", "monthly rent", "the rent paid by tenants"),
    "N": own("average wage", "money", 500, 9e4, "pay", "wages+", "earnings+", "the wage"),
    "B": own("house prices", "money", 6e4, 9e5, "house prices+", "the price of a home", "the house price"),
    "F": own("staff pay", "money", 2e4, 1.4e5, "staff pay", "the pay of employees", "the salary"),
    "H": own("waiting time", "time days", 6, 140, "the wait", "the waiting time", "the delay before treatment"),
    "E": own("energy bill", "money", 300, 4000, "the energy bill", "the household bill", "the yearly bill"),
    "T": own(
        "journey time", "time minutes", 12, 95, "the journey time", "the travel time", "the time spent on the way"
    ),
    "S": own(
        "study debt", "money", 900, 6e4, "student debt", "the debt of graduates", "the debt at the end of studies"
    ),
    "A": own("farm size", "qty hectares", 3, 400, "the farm size", "the size of a holding", "the holding size"),
}
COHORT_MEASURES = {
    "C": own("poverty rate", "pct", 3, 34, "the poverty rate", "the share living in poverty"),
    "N": own("unemployment rate", "pct", 2, 24, "the unemployment rate", "the jobless rate", "unemployment"),
    "H": own("smoking", "pct", 6, 38, "the smoking rate", "smoking prevalence", "the share who smoke"),
    "S": own("pass rate", "pct", 41, 98, "the pass rate", "exam success", "the share passing"),
    "B": own("account holders", "pct", 30, 98, "the share with a bank account", "bank account ownership"),
    "A": own("literacy", "pct", 40, 99, "the literacy rate", "literacy", "the share able to read"),
}


def _two_variants(
    s: Scene, pair: tuple[Variant, Variant], measure: Measure | None = None
) -> tuple[str, str, str, Name]:
    """Subject, two figures of one measure, the plain or first variant first, and the name in use."""
    if measure is None:
        owner, measure = s.pair("money", "count", "qty", "pct", "time")
    else:
        owner = s.fresh(measure)
    value = s.value(measure)
    first, second = pair
    name = s.name(measure)
    a = s.level(owner, measure, value, variant=first)
    b = s.level(owner, measure, s.moved(value, measure, s.direction()), variant=second, noun=s.rng.random() < 0.4)
    return s.subject(owner, name), a, b, name


@pattern(weight=1.2)
def first_and_revised(s: Scene) -> str:
    subject, first, revised, name = _two_variants(s, (kinds.FIRST, kinds.REVISED))
    front, tail = s.time()
    have = "were" if name.plural else "was"
    return s.say(f"{front}{subject} {have} <revised|corrected> from {first} in the first estimate to {revised}{tail}.")


@pattern(kinds="NCB", weight=1.2)
def adjusted_and_not(s: Scene) -> str:
    subject, one, two, name = _two_variants(s, (kinds.ADJUSTED, kinds.UNADJUSTED))
    front, tail = s.time()
    if s.rng.random() < 0.5:
        return s.say(f"{front}{subject}, seasonally adjusted, {name.was} {one}{tail}, and {two} without adjustment.")
    return s.say(f"{front}{subject} {name.was} {one} after seasonal adjustment{tail}; the unadjusted figure was {two}.")


@pattern(weight=1.2)
def median_and_mean(s: Scene) -> str:
    measure = AVERAGED[s.kind]
    owner = s.fresh(measure)
    name, value = s.name(measure), s.value(measure)
    front, tail = s.time()
    order = [kinds.MEDIAN, kinds.MEAN]
    s.rng.shuffle(order)
    word = {"median": "median", "mean": s.rng.choice(("mean", "average"))}
    one = s.level(owner, measure, value, variant=order[0], rivals=(kinds.TOP,))
    said = f"{front}the {word[order[0].key]} {name.text} {owner.link} {owner.name} {name.was} {one}{tail}"
    if s.rng.random() < 0.7:
        two = s.level(owner, measure, value * s.rng.uniform(0.7, 1.4), variant=order[1], rivals=(kinds.TOP,))
        said += f", <while the {word[order[1].key]} {name.was}|against a {word[order[1].key]} of> {two}"
    return s.say(f"{said}.")


@pattern(kinds="CNHSBA", weight=1.5)
def cohorts(s: Scene) -> str:
    measure = COHORT_MEASURES[s.kind]
    owner = s.fresh(measure)
    name, value = s.name(measure), s.value(measure)
    front, tail = s.time()
    picked = s.rng.sample(kinds.COHORTS, s.rng.randint(3, 5))
    (one, first), (two, second), *absent = picked
    rivals = tuple(v for v, _ in absent)
    a = s.level(owner, measure, value, variant=one, rivals=rivals)
    b = s.level(owner, measure, s.moved(value, measure, s.direction()), variant=two, rivals=rivals)
    where = f"{owner.link} {owner.name}"
    if s.rng.random() < 0.5:
        return s.say(f"{front}{name.bare} {where} {name.was} {a} among {first} and {b} among {second}{tail}.")
    return s.say(
        f"{front}{name.bare} {where} {name.was} {a} for {first}, <against|while it was> {b} for {second}{tail}."
    )


@pattern(kinds="FENBS", weight=1.2)
def gross_and_net(s: Scene) -> str:
    measure = own("income", "money", 2e6, 9e9, "income", "proceeds+", "receipts+")
    owner = s.fresh(measure)
    name, value = s.name(measure), s.value(measure)
    front, tail = s.time()
    a = s.level(owner, measure, value, variant=kinds.GROSS)
    b = s.level(owner, measure, value * s.rng.uniform(0.5, 0.95), variant=kinds.NET)
    return s.say(
        f"{front}gross {name.text} {owner.link} {owner.name} {name.was} {a}{tail}; net of deductions {name.was} "
        f"{b}.".replace(f"deductions {name.was}", f"deductions, {'they were' if name.plural else 'it was'}")
    )


EXCLUDED = (
    "energy",
    "currency effects",
    "one-off items",
    "temporary posts",
    "the new sites",
    "acquisitions",
    "public holidays",
    "food",
    "the largest contract",
    "seasonal work",
)


@pattern(weight=1.2)
def excluding(s: Scene) -> str:
    owner, measure = s.pair("money", "count", "qty")
    way, name = s.direction(), s.name(measure)
    thing, other = s.rng.sample(EXCLUDED, 2)
    without, rival = (
        Variant(f"without {t}", (("", f"excluding {t}"), ("", f"without {t}"), ("", f"apart from {t}")))
        for t in (thing, other)
    )
    front, tail = s.time()
    g = s.growth(owner, measure, way)
    core = s.percent(s.rate())
    other_g = s.mark(Fact(owner, measure, "growth", s.period, core, variant=without, direction=way, rivals=(rival,)))
    return s.say(
        f"{front}{s.subject(owner, name)} {s.verb(way)} <|by >{g}{tail}; <excluding|leaving out|without> {thing}, "
        f"the {'increase' if way > 0 else 'decline'} was {other_g}."
    )


@pattern(weight=2.5)
def gap_to_average(s: Scene) -> str:
    owner, measure = s.pair("pct", "time", "index")
    way, value = s.direction(), s.value(measure)
    c, *others = s.rng.sample(GAPS, 4)
    front, tail = s.time()
    name = s.name(measure)
    printed = s.difference(measure, max(0.3, value * s.rng.uniform(0.03, 0.3)))
    level = f"{s.level(owner, measure, value)}" if s.rng.random() < 0.7 else ""
    gap = s.mark(
        Fact(
            owner, measure, "gap", s.period, printed.span, comparator=c, direction=way, rival_comparators=tuple(others)
        ),
        printed.tail,
    )
    where = f"{'above' if way > 0 else 'below'} {c[0]}"
    subject = s.subject(owner, name)
    if not level:
        return s.say(f"{front}{subject} {name.was} {gap} {where}{tail}.")
    return s.say(f"{front}{subject} {name.was} {level}{tail}, {gap} {where}.")


@pattern(weight=2.5)
def up_and_above(s: Scene) -> str:
    """As in "rose 7.7%, 3.1 points above the national average"."""
    owner, measure = s.pair("money", "count", "qty")
    way, side = s.direction(), s.direction()
    c, *others = s.rng.sample(
        (
            "the national average",
            "the average of all regions",
            "the sector average",
            "the plan",
            "the rate of the year before",
            "the long-term trend",
        ),
        3,
    )
    front, tail = s.time()
    subject, name_verb = s.subject(owner, s.name(measure)), s.verb(way)
    g = s.growth(owner, measure, way)
    increase = "growth" if way > 0 else "decline"
    asks = (
        f"By how many points was the {increase} in {{om}} {{above}} {{c}}{{p}}?",
        f"How far {{above}} {{c}} was the {increase} in {{om}}{{p}}?",
        f"How did the {increase} of {{om}} compare with {{c}}{{p}}?",
        f"How much {{higher}} than {{c}} was the {increase} in {{om}}{{p}}?",
    )
    gap = s.mark(
        Fact(
            owner,
            measure,
            "growth gap",
            s.period,
            s.points(round(s.rng.uniform(0.2, 9), 1)),
            comparator=(c,),
            direction=side,
            asks=asks,
            rival_comparators=tuple((o,) for o in others),
        )
    )
    link = s.rng.choice((", ", ", which was "))
    return s.say(f"{front}{subject} {name_verb} {g}{tail}{link}{gap} {'above' if side > 0 else 'below'} {c}.")


@pattern(kinds="CNBFETA", weight=1.2)
def contribution_to_growth(s: Scene) -> str:
    owner, measure = s.pair("money", "count", "qty")
    if not summed(measure):
        raise Skip
    way, name = s.direction(), s.name(measure)
    front, tail = s.time()
    c = (f"the growth of {name.bare}", f"overall growth in {name.bare}")
    said = f"{front}{s.who(owner)} {'<added|contributed>' if way > 0 else '<took|subtracted>'} "
    role = "contribution" if way > 0 else "drag"
    part = s.mark(Fact(owner, measure, role, s.period, s.points(round(s.rng.uniform(0.1, 2.9), 1)), comparator=c))
    link = "to" if way > 0 else "from"
    return s.say(f"{said}{part} {link} {s.rng.choice(c)}{tail}.")
