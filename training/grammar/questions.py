"""Questions for the facts of a passage, in the words that people use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from .facts import Fact, Variant
from .measures import Measure, Verb
from .owners import Owner
from .periods import Period
from .scene import Scene
from .wordings import DIRECTIONS, TEMPLATES

OMITTED_PERIOD, MISSPELT = 0.35, 0.06


@dataclass(frozen=True)
class Query:
    """What a question asks for; `template` is fixed where the role has no questions of its own."""

    owner: Owner
    measure: Measure
    role: str
    period: Period | None
    variant: Variant | None
    comparator: tuple[str, ...]
    direction: int
    asks: tuple[str, ...] = ()


def query(fact: Fact, scene: Scene) -> Query:
    """The question that the fact answers; the time is left out where it goes without saying."""
    others = [
        f
        for f in scene.facts
        if (f.pair, f.role, f.variant, f.comparator) == (fact.pair, fact.role, fact.variant, fact.comparator)
        and f.period.key != fact.period.key
    ]
    plain = all(f.period.year < fact.period.year and f.period.grain == fact.period.grain for f in others)
    may_omit = fact.period.key == scene.period.key and plain
    omitted = may_omit and scene.rng.random() < OMITTED_PERIOD
    period = None if omitted else fact.period
    return Query(
        fact.owner,
        fact.measure,
        fact.role,
        period,
        fact.variant,
        fact.comparator,
        fact.direction,
        fact.asks,
    )


def word(asked: Query, rng: Random) -> str:
    """The question in one of its wordings, with the slips of the keyboard."""
    templates = _templates(asked, rng)
    if asked.period is None:
        templates = [t for t in templates if "{P}" not in t and "{p1}" not in t]
    if asked.comparator and asked.role in {"growth", "points"}:
        templates = [t for t in templates if "{c}" in t or t.endswith("{p}?")]
    template = rng.choice(templates)
    return _finished(_fill(template, asked, rng), rng)


def _templates(asked: Query, rng: Random) -> list[str]:
    if asked.asks:
        return list(asked.asks)
    templates = list(TEMPLATES[asked.role])
    if asked.role == "level" and asked.variant is None:
        direct = [*asked.measure.asks, *(t for v in asked.measure.verbs if (t := _verb_question(v, asked.measure)))]
        if direct and rng.random() < 0.42:
            return direct
    if asked.role == "change" and asked.measure.unit == "count":
        templates.append("By how many {noun} did {om} {rise}{p}?")
    return templates


def _verb_question(verb: Verb, measure: Measure) -> str:
    """As in "spent ~ on roads" as "How much did … spend on roads": "" where English has no such question."""
    if verb.base.split()[-1] in {"of", "worth", "in"} or (measure.unit == "money" and verb.rest.startswith("of ")):
        return ""
    if measure.unit == "pct":
        return f"What share {verb.rest} did {{o}} {verb.base}{{p}}?"
    asks, rest = ("How many {noun}", verb.rest) if measure.unit == "count" else ("How much", verb.rest)
    if rest.startswith("of "):
        thing = rest if measure.unit == "count" else rest.removeprefix("of ")
        return f"{asks} {thing} did {{o}} {verb.base}{{p}}?"
    return f"{asks} did {{o}} {verb.base} {rest}".rstrip() + "{p}?"


def _fill(template: str, asked: Query, rng: Random) -> str:
    names = asked.measure.names
    name = rng.choice(names)
    before, after = rng.choice(asked.variant.forms) if asked.variant and not asked.asks else ("", "")
    core = " ".join(part for part in (before, name.text, after) if part)
    bare = f"the {core}" if name.article or before else core
    adverb = rng.choice(asked.period.asks) if asked.period else ""
    values = {
        "o": asked.owner.name,
        "m": core,
        "M": bare,
        "om": _owned(asked.owner, core, bare, rng),
        "was": name.was,
        "p": f" {adverb}" if adverb else "",
        "p1": f"{adverb},",
        "P": asked.period.label if asked.period else "",
        "noun": asked.measure.noun,
        "c": rng.choice(asked.comparator) if asked.comparator else "",
    }
    values |= {key: rng.choice(words.split()) for key, words in DIRECTIONS[asked.direction].items()}
    text = template.replace(" at {o}", f" {asked.owner.link} {{o}}").format_map(values)
    if asked.comparator and asked.role in {"growth", "points"} and "{c}" not in template:
        text = f"{text.rstrip('?')} {values['c']}?"
    return text.replace("'s's", "'s").replace("s's ", "s' ")


def _owned(owner: Owner, core: str, bare: str, rng: Random) -> str:
    if owner.common or core.startswith("what ") or rng.random() < 0.4:
        return f"{bare} {owner.link} {owner.name}"
    return f"{owner.genitive} {core}"


def _finished(text: str, rng: Random) -> str:
    text = re.sub(r" +([?.,])", r"\1", re.sub(r"\s+", " ", text)).strip()
    way = rng.random()
    if way < 0.12:
        text = text.lower().rstrip("?.")
    elif way < 0.18:
        text = text.rstrip("?.")
    elif way < 0.92:
        text = text[:1].upper() + text[1:]
    return misspelt(text, rng) if rng.random() < MISSPELT else text


def misspelt(text: str, rng: Random) -> str:
    """One slip in one of the longer words."""
    words = text.split(" ")
    places = [i for i, w in enumerate(words) if len(w) >= 5 and w.isalpha() and w.islower()]
    if not places:
        return text
    at = rng.choice(places)
    letters, i = list(words[at]), rng.randint(1, len(words[at]) - 2)
    way = rng.randrange(3)
    if way == 0:
        letters[i], letters[i + 1] = letters[i + 1], letters[i]
    elif way == 1:
        del letters[i]
    else:
        letters.insert(i, letters[i])
    words[at] = "".join(letters)
    return " ".join(words)
