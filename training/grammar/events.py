"""Sentences whose spans are names, places, dates and costs: who, where, when, how much."""

from __future__ import annotations

from . import names, numbers
from .owners import Owner
from .registry import pattern
from .scene import Scene, Skip
from .things import EVENT, POSTS, building, day, thing


@pattern(weight=1.6)
def opened_when_and_where(s: Scene) -> str:
    more = s.rng.choice((0, 0, 1, 2))
    unsaid = (
        ("How many people work at {o}?", "Who designed {o}?", "How large is {o}?")
        + (() if more else ("Who built {o}?",))
        + (() if more == 2 else ("How much did {o} cost?",))
    )
    owner = building(s, unsaid)
    town = names.place(s.rng)
    date = s.special(
        "when opened",
        owner,
        EVENT,
        day(s, s.period.year),
        "When did {o} open?",
        "When was {o} opened?",
        "{o} opening date?",
        "On what date did {o} open its doors?",
        "Since when has {o} been open?",
    )
    where = s.special(
        "where",
        owner,
        EVENT,
        town,
        "Where is {o}?",
        "In which town did {o} open?",
        "Where was {o} built?",
        "{o} location?",
        "In what place does {o} stand?",
    )
    said = f"{owner.name} in {where} opened <on|in> {date}"
    said = said.replace("<on|in>", "in" if s.facts[-2].answer[0].isalpha() and "," not in s.facts[-2].answer else "on")
    if more:
        said += _builder(s, owner)
    if more == 2:
        said += _cost(s, owner)
    return s.say(f"{said}.")


def _builder(s: Scene, owner: Owner) -> str:
    asks = ("Who built {o}?", "Which company put up {o}?", "{o} builder?", "By whom was {o} built?")
    who = s.special("who built", owner, EVENT, names.company(s.rng), *asks, "What firm was {o} built by?")
    return f"; it <was built by|is the work of> {who}"


def _cost(s: Scene, owner: Owner) -> str:
    price = numbers.money(s.rng, 10 ** s.rng.uniform(5.7, 9.3), s.style)
    asks = ("How much did {o} cost?", "What did {o} cost?", "{o} cost?", "What was the price of {o}?")
    return f" and cost {s.special('cost', owner, EVENT, price, *asks, 'What sum was spent on {o}?')}"


@pattern(weight=1.2)
def cost_of_a_plan(s: Scene) -> str:
    owner = building(s, ("Who built {o}?", "Where is {o}?", "How many people work at {o}?", "Who paid for {o}?"))
    budget, cost = (
        numbers.money(s.rng, v, s.style) for v in (3.1 * 10 ** s.rng.uniform(5.5, 8.8), 10 ** s.rng.uniform(6, 9.4))
    )
    if budget == cost:
        raise Skip
    a = s.special(
        "cost", owner, EVENT, cost, "How much did {o} cost?", "What did {o} cost in the end?", "{o} final cost?"
    )
    b = s.special(
        "planned cost",
        owner,
        EVENT,
        budget,
        "How much was {o} meant to cost?",
        "What had been budgeted for {o}?",
        "What was the original budget of {o}?",
        "{o} planned cost?",
    )
    year = s.special(
        "when finished", owner, EVENT, str(s.period.year), "In which year was {o} finished?", "When was {o} completed?"
    )
    return s.say(f"{owner.name}, finished in {year}, cost {a}, <against|compared with> {b} in the original budget.")


@pattern(weight=1.5)
def appointment(s: Scene) -> str:
    post, man, before = s.rng.choice(POSTS), names.person(s.rng), names.person(s.rng)
    body = s.rng.choice(s.owners)
    other = s.rng.choice(s.spares) if s.rng.random() < 0.6 else body
    theirs = s.rng.choice([p for p in POSTS if p != post])
    label = f"the {post if other != body else theirs} of {other.name}"
    unsaid = ("How old is {o}?", "How much does {o} earn?", "Where was {o} born?", "Who appointed {o}?")
    owner = thing(s, f"the {post} of {body.name}", label, unsaid)
    who = s.special(
        "who",
        owner,
        EVENT,
        man,
        "Who became {o}?",
        "Who was appointed {o}?",
        "Who is {o}?",
        "{o} name?",
        "Who took over as {o}?",
    )
    when = s.special(
        "when", owner, EVENT, day(s, s.period.year), "When was {o} appointed?", "When did {o} take office?"
    )
    on = "in" if s.facts[-1].answer[0].isalpha() and "," not in s.facts[-1].answer else "on"
    said = f"{who} became {post} <at|of> {body.name} {on} {when}"
    if s.rng.random() < 0.6:
        old = s.special(
            "predecessor",
            owner,
            EVENT,
            before,
            "Whom did {o} succeed?",
            "Who was {o} before that?",
            "Who was replaced as {o}?",
        )
        said += f", succeeding {old}"
    return s.say(f"{said}.")


@pattern(kinds="B", weight=2)
def rate_decision(s: Scene) -> str:
    way, body = s.direction(), s.rng.choice(s.owners)
    unsaid = (
        "When does {o} meet next?",
        "Who is the governor of {o}?",
        "What was the rate of {o} before the decision?",
    )
    owner = thing(s, f"the central bank of {body.name}", f"the central bank of {s.rng.choice(s.spares).name}", unsaid)
    if body.suits != "p":
        raise Skip
    step = f"{s.rng.choice((10, 15, 25, 50, 75, 100))} basis points"
    verb, base = ("raised", "raise") if way > 0 else ("cut", "cut")
    by = s.special(
        "step",
        owner,
        EVENT,
        step,
        f"By how much did {{o}} {base} its rate?",
        f"How many basis points did {{o}} {base} by?",
        "{o} rate move?",
    )
    to = s.special(
        "rate after",
        owner,
        EVENT,
        s.percent(s.rng.uniform(0.5, 14)),
        "What was the rate of {o} after the decision?",
        f"To what level did {{o}} {base} its rate?",
        "Where did {o} set its rate?",
    )
    when = s.special(
        "decision date", owner, EVENT, day(s, s.period.year), f"When did {{o}} {base} its rate?", "{o} decision date?"
    )
    on = "in" if s.facts[-1].answer[0].isalpha() and "," not in s.facts[-1].answer else "on"
    a, b = s.rng.randint(5, 8), s.rng.randint(1, 4)
    vote = s.special(
        "vote",
        owner,
        EVENT,
        s.rng.choice((f"{a} votes to {b}", f"{a}–{b}", f"{numbers.WORDS[a]} votes to {numbers.WORDS[b]}")),
        "How was the vote at {o}?",
        "What was the vote of {o} on the rate?",
    )
    return s.say(f"{owner.name} {verb} its <policy|key|benchmark> rate by {by} to {to} {on} {when}, by {vote}.")


@pattern(weight=1.2)
def new_places(s: Scene) -> str:
    """Plans that add capacity: "a new wing with 120 beds by 2026"."""
    what = {
        "H": "beds",
        "S": "places",
        "C": "parking spaces",
        "F": "jobs",
        "T": "berths",
        "E": "turbines",
        "A": "stalls",
        "N": "posts",
        "B": "counters",
    }[s.kind]
    body = s.rng.choice(s.owners)
    owner = building(s, ("How much will {o} cost?", "Who will build {o}?", "Where will {o} stand?"))
    if body.common:
        raise Skip
    number = s.special(
        "capacity",
        owner,
        EVENT,
        f"{numbers.plain(s.rng.randint(12, 4000))} {what}",
        f"How many {what} will {{o}} have?",
        "What is the capacity of {o}?",
        f"How many {what} are planned at {{o}}?",
    )
    year = s.special(
        "due",
        owner,
        EVENT,
        str(s.period.year + s.rng.randint(1, 6)),
        "When is {o} due to open?",
        "By which year should {o} be ready?",
        "{o} planned opening?",
    )
    return s.say(f"{body.name} is planning {owner.name}, with {number}, to be <ready|open|in use> <by|in> {year}.")
