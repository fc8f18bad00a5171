"""The verbs of figures: those that only say what their subject comes to, and those of change."""

from __future__ import annotations

import re

from qa_service.language.changes import direction_of
from qa_service.language.parsing import Token
from qa_service.records import Quantity

_STATIVE = set(
    "be reach stand total account rise fall hit average remain estimate represent amount register record become number "
    "exceed slow range go go lengthen shorten edge stay peak move settle bottom hover widen equal constitute "
    "comprise vary recover come".split()
)
_TAKEN_DOWN = frozenset({"record", "register"})
_GATHERED = frozenset({"raise", "contract"})
_STATED = frozenset("put forecast project expect set revise assess adjust predict assume cap".split())
_HELD = frozenset({"hold", "keep", "run", "close"})  # "held at 4.9%", but "held 31% of deposits"
_SHOWN = frozenset("show see record register report post experience".split())
NOUN_OF_CHANGE = (
    r"(?:increase|rise|growth|gain|jump|surge|fall|drop|decline|decrease|reduction|contraction|slowdown|depreciation"
    r"|appreciation|expansion|improvement|deterioration)s?"
)
CHANGE_NEXT = re.compile(rf"^\W*(?:[\w-]+\s+){{0,2}}{NOUN_OF_CHANGE}\b", re.IGNORECASE)


def only_states(verb: Token, quantity: Quantity, tail: str) -> bool:
    """Whether a verb leaves owner and measure in its subject: "was", "rose", "is put at", "showed a rise"."""
    taken_down = verb.lemma_ in _TAKEN_DOWN and counts(quantity, tail)
    stative = verb.lemma_ in _STATIVE and not taken_down
    if verb.lemma_ in _GATHERED and quantity.unit not in ("%", "pp") and quantity.start - verb.idx - len(verb) <= 1:
        return False  # "raised £4 million"
    return stative or is_change(verb) or _states(verb) or _shows_change(verb, tail)


def counts(quantity: Quantity, tail: str) -> bool:
    """Whether a figure has the noun that it counts behind it: "51,200 offences"."""
    return bool(quantity.unit) and tail.strip().startswith(quantity.unit)


def is_change(verb: Token) -> bool:
    return direction_of(verb.text) is not None or (verb.lemma_ == "lower" and verb.pos_ == "VERB")


def _states(verb: Token) -> bool:
    """Whether a verb only says what its subject comes to: "is put at", "was forecast at", "makes up"."""
    made_up = verb.lemma_ == "make" and any(c.dep_ == "prt" and c.lower_ == "up" for c in verb.children)
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
    held = verb.lemma_ in _HELD and any(c.dep_ == "prep" and c.lower_ == "at" for c in verb.children)
    return made_up or held or (passive and verb.lemma_ in _STATED)


def _shows_change(verb: Token, tail: str) -> bool:
    return verb.lemma_ in _SHOWN and bool(CHANGE_NEXT.match(tail))


def with_particle(verb: Token) -> str:
    """A verb with what stands apart from it only in grammar: "brought in", "laid out"."""
    particle = next((c for c in verb.children if c.dep_ == "prt" and c.i == verb.i + 1), None)
    return f"{verb.text} {particle.text}" if particle is not None else verb.text


def with_adverb(verb: Token, start: int) -> int:
    """Where ``verb`` begins with an adverb or auxiliary before it, from ``start`` on."""
    before = (c for c in verb.children if c.i < verb.i and c.idx >= start)
    return next((c.idx for c in before if c.dep_ in ("advmod", "aux", "auxpass")), verb.idx)
