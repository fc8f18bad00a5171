"""Things that a passage mentions once, such as a building, a post or a group of people, and the words for them."""

from __future__ import annotations

from . import names, periods
from .measures import Measure, Name
from .owners import Owner
from .scene import Scene, Skip

BUILDINGS = {
    "C": "swimming pool|library|bridge|market hall|concert hall|tram depot|town park|sports centre",
    "N": "statistics centre|census office|data archive|training college",
    "B": "cash centre|data centre|branch|training centre",
    "F": "factory|warehouse|research centre|assembly plant|foundry|design studio|test track",
    "H": "ward|clinic|children's wing|operating theatre|dialysis unit|ambulance station",
    "E": "wind farm|solar farm|substation|pumped storage plant|gas store|hydropower dam",
    "T": "terminal|runway|container quay|ring road|station|depot|tunnel",
    "S": "campus|laboratory|lecture hall|library|student hostel",
    "A": "grain silo|dairy|irrigation canal|fish market|cold store",
}
REASONS = (
    "higher energy prices|weak demand from abroad|a shortage of skilled workers|the closure of two sites|an "
    "early winter|"
    "strikes at the ports|new rules on lending|the opening of a second line|heavy rain in spring|a fall in the "
    "exchange rate|"
    "a change in the way cases are counted|late delivery of parts|lower wholesale prices|a long heatwave|a "
    "merger of departments|"
    "rising rents|the end of a subsidy|cheaper imports|more visitors from neighbouring countries|a backlog from "
    "the year before|"
    "the loss of a large customer|a milder flu season|better weather|a recruitment freeze|strong orders from hospitals"
).split("|")
CLAIMS = (
    "they felt safe after dark|they had put off a purchase|they trusted the published figures|they would "
    "recommend the service|"
    "they had trouble finding childcare|they were content with their pay|they expected prices to rise|they "
    "worked from home|"
    "they had changed supplier|they planned to hire|they could not fill open posts|they cycled at least once a week|"
    "they had been treated with respect|they read the yearly accounts|they would move away if they could|they "
    "had no savings"
).split("|")
PEOPLE = (
    "residents|employers|customers|patients|households|members|managers|parents|passengers|tenants|farmers|students"
).split("|")
POSTS = (
    "chief executive|chair|finance director|director of operation"
    "s|governor|chief statistician|head of planning|medical director"
).split("|")
FRACTIONS = (
    (
        "one in five|one in three|one in ten|a third|a quarter|half|two thirds|three quarters|two in five|one in eight|"
        "three in ten|nine in ten|a fifth|just one in twenty"
    )
    .replace("just ", "")
    .split("|")
)
GROUPS = {
    "C": "districts|wards|neighbourhoods|quarters",
    "N": "regions|provinces|counties|sectors",
    "B": "regions|lenders|sectors|member states",
    "F": "branches|product lines|divisions|plants",
    "H": "hospitals|regions|clinics|health districts",
    "E": "plants|utilities|regions|grid areas",
    "T": "ports|airports|routes|operators",
    "S": "schools|faculties|counties|colleges",
    "A": "provinces|farming districts|cooperatives|counties",
}
EVENT = Measure("event", "", "", "text", "", 1, 2, (Name("matter", False, True),), (), ())


def thing(s: Scene, label: str, sibling: str, unsaid: tuple[str, ...] = ()) -> Owner:
    """Something that a passage mentions once, one of its sort that it does not mention, and what it leaves unsaid."""
    owner = Owner(label, "it", "x", "for")
    if any(label in f.owner.name or f.owner.name in label for f in s.facts if f.measure == EVENT) or sibling in label:
        raise Skip
    s.siblings[label] = Owner(sibling, "it", "x", "for")
    if unsaid:
        s.unsaid[label] = unsaid
    s.next = None
    return owner


def building(s: Scene, unsaid: tuple[str, ...]) -> Owner:
    kind = s.rng.choice(BUILDINGS[s.kind].split("|"))
    other = s.rng.choice([kind, s.rng.choice(BUILDINGS[s.kind].split("|"))])
    mine, theirs = names.stem(s.rng), names.stem(s.rng)
    if mine == theirs:
        raise Skip
    return thing(s, f"the {mine} {kind}", f"the {theirs} {other}", unsaid)


def people_of(s: Scene, people: str, unsaid: tuple[str, ...]) -> Owner:
    """As in "residents in Norport"; the sibling is another group or the same one elsewhere."""
    body, other = s.rng.choice(s.owners), s.rng.choice(s.spares)
    if s.rng.random() < 0.4:
        other = body
        return thing(
            s,
            f"{people} {body.link} {body.name}",
            f"{s.rng.choice([p for p in PEOPLE if p != people])} {body.link} {other.name}",
            unsaid,
        )
    return thing(s, f"{people} {body.link} {body.name}", f"{people} {body.link} {other.name}", unsaid)


def day(s: Scene, year: int) -> str:
    month, number = s.rng.choice(periods.MONTHS), s.rng.randint(1, 28)
    return s.rng.choice((f"{number} {month} {year}", f"{month} {number}, {year}", f"{month} {year}"))
