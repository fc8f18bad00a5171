"""Sentences on what people said, how many of how many there were, why something changed, and notes below tables."""

from __future__ import annotations

from . import names, numbers
from .levels import was
from .owners import Owner
from .registry import pattern
from .scene import Scene, Skip
from .things import CLAIMS, EVENT, FRACTIONS, GROUPS, PEOPLE, REASONS, people_of, thing


@pattern(weight=2)
def cause_of_a_change(s: Scene) -> str:
    owner, measure = s.pair("money", "count", "qty", "pct", "time")
    way = s.direction()
    name = s.name(measure)
    front, tail = s.time()
    subject, verb = s.subject(owner, name), s.verb(way)
    said = f"{front}{subject} {verb}"
    if s.rng.random() < 0.65 and measure.unit != "time":
        said += f" by {s.growth(owner, measure, way)}"
    word = "rise" if way > 0 else "fall"
    why = s.special(
        "reason",
        owner,
        measure,
        s.rng.choice(REASONS),
        f"Why did {{om}} {word}{{p}}?",
        f"What caused the {word} in {{om}}{{p}}?",
        f"What was the reason for the {word} in {{om}}{{p}}?",
        f"reason for {word} in {{om}}{{p}}?",
        f"What lay behind the {word} in {{om}}{{p}}?",
    )
    return s.say(f"{said}{tail} <because of|owing to|as a result of|on account of|mainly due to> {why}.")


@pattern(weight=2)
def survey_share(s: Scene) -> str:
    """As in "62% of residents said they felt safe; 21% of managers said so"."""
    people, claim, second, third = s.rng.choice(PEOPLE), *s.rng.sample(CLAIMS, 3)
    second, third = second.removeprefix("they "), third.removeprefix("they ")
    group = people_of(
        s, people, (f"What share of {{o}} said they {third}?", f"How many {{o}} reported that they {third}?")
    )
    claims = claim.removeprefix("they ")
    asks = (
        f"What share of {{o}} said they {claims}?",
        f"How many {{o}} said they {claims}?",
        f"What percentage of {{o}} reported that they {claims}?",
        f"What proportion of {{o}} {claims}, by their own account?",
    )
    value = s.special(f"survey {claim}", group, EVENT, s.percent(s.rng.uniform(4, 96)), *asks)
    said = f"<In a survey, |Asked for their views, |>{value} of {group.name} <said|reported that|stated that> {claim}"
    if s.rng.random() < 0.6:
        other = s.special(
            f"survey {second}",
            group,
            EVENT,
            s.percent(s.rng.uniform(4, 96)),
            f"What share of {{o}} said they {second}?",
            f"How many {{o}} reported that they {second}?",
        )
        said += f", and {other} that they {second}"
    return s.say(f"{said}.")


@pattern(weight=1.2)
def fraction_of_people(s: Scene) -> str:
    people, (claim, third) = s.rng.choice(PEOPLE), (c.removeprefix("they ") for c in s.rng.sample(CLAIMS, 2))
    group = people_of(s, people, (f"What share of {{o}} said they {third}?", f"How many {{o}} said they {third}?"))
    asks = (
        f"What share of {{o}} said they {claim}?",
        f"How many {{o}} said they {claim}?",
        f"What fraction of {{o}} reported that they {claim}?",
    )
    part = s.special(f"survey {claim}", group, EVENT, s.rng.choice(FRACTIONS), *asks)
    return s.say(f"<Only |Some |Nearly |About |>{part} of {group.name} <said|reported> they {claim}.")


@pattern(weight=1.2)
def sample_of_a_survey(s: Scene) -> str:
    people, body = s.rng.choice(PEOPLE), s.rng.choice(s.owners)
    mine, theirs = names.stem(s.rng), names.stem(s.rng)
    unsaid = ("How much did {o} cost?", "Who carried out {o}?", "How long did {o} take?")
    survey = thing(s, f"the {mine} survey of {people}", f"the {theirs} survey of {people}", unsaid)
    size = s.special(
        "sample",
        survey,
        EVENT,
        f"{numbers.plain(s.rng.randint(200, 19000))} {people}",
        "How many took part in {o}?",
        "What was the sample of {o}?",
        "How many people did {o} question?",
    )
    rate = s.special(
        "response",
        survey,
        EVENT,
        s.percent(s.rng.uniform(18, 91)),
        "What was the response rate of {o}?",
        "{o} response rate?",
        "How high was participation in {o}?",
    )
    return s.say(f"For {survey.name}, {size} {body.link} {body.name} were questioned; the response rate was {rate}.")


@pattern(weight=1.2)
def so_many_of_so_many(s: Scene) -> str:
    """As in "10 of the 14 sectors reported growth"."""
    group, (total, some) = (
        s.rng.choice(GROUPS[s.kind].split("|")),
        sorted((s.rng.randint(5, 40), s.rng.randint(2, 40)), reverse=True),
    )
    if total == some:
        raise Skip
    measure = s.rng.choice(s.measures)
    key = (f"the {group}", measure.key)
    if key in s.used or any(f.owner.name.startswith("the ") and f.owner.name.endswith(group) for f in s.facts):
        raise Skip
    s.used.add(key)
    way = s.direction()
    owner, name = Owner(f"the {group}", "they", "x", "of", common=True), s.name(measure)
    words = numbers.WORDS[some] if some <= 10 and s.style.words else str(some)
    count = s.special(
        "how many of",
        owner,
        measure,
        words,
        f"How many of {{o}} had a {'rise' if way > 0 else 'fall'} in {{M}}{{p}}?",
        f"In how many of {{o}} did {{M}} {'rise' if way > 0 else 'fall'}{{p}}?",
        f"How many {group} reported {'an increase' if way > 0 else 'a fall'} in {{M}}{{p}}?",
    )
    all_of = s.special(
        "how many in all",
        owner,
        measure,
        str(total),
        f"How many {group} were there in all?",
        f"How many {group} does the report cover in total?",
    )
    front, tail = s.time()
    s.next = None
    move = (
        s.rng.choice(("growth", "a rise", "an increase"))
        if way > 0
        else s.rng.choice(("a fall", "a decline", "a drop"))
    )
    return s.say(f"{front}{count} of the {all_of} {group} reported {move} in {name.bare}{tail}.")


@pattern(weight=0.8)
def footnote(s: Scene) -> str:
    owner, measure = s.pair("money", "count", "qty")
    printed = s.print(s.value(measure), measure, noun=False)
    asks = (
        "What revision was made to {om}{p}?",
        "By how much {was} {om} revised{p}?",
        "How large was the revision of {om}{p}?",
    )
    way = s.direction()
    move = s.special("revision", owner, measure, printed.span, *asks)
    name = s.name(measure)
    s.period_said = True
    return s.say(
        f"<Note: |* |Footnote: |>{name.bare} {owner.link} {owner.name} {s.adverb()} "
        f"{'have' if name.plural else 'has'} been "
        f"revised {was(way)} by {move} since the last issue."
    )
