"""Whether a fact counts the people or things that a question wants counted."""

from __future__ import annotations

import re
from collections.abc import Mapping

from qa_service.ask.dimensions import of_persons
from qa_service.ask.likeness import likeness
from qa_service.ask.slots import Asked
from qa_service.ask.wording import COUNT
from qa_service.language.terms import STOP, bag, stem, tokens
from qa_service.records import Fact

MET = 0.4
"""How like a term a word must be to meet it."""
_HOW_MANY_PEOPLE = re.compile(r"\bhow many (?:people|persons|residents|inhabitants)\b", re.IGNORECASE)
_RATE = re.compile(r"\bper (?:\d|hundred|thousand|million)")
_AS_A_RATE = re.compile(r"\b(?:per|each|every|rates?|10{2,}|10{0,2},000|thousand|million)\b", re.IGNORECASE)
_PERSONS = frozenset({"person", "resid", "inhabit", "count"})
_OF_ANYTHING = frozenset({"count", "people", "times", "TEU"})  # units that leave open what is counted


def counts_what_is_asked(asked: Asked, fact: Fact, near: Mapping[str, float]) -> bool:
    """Whether a fact counts what the question wants counted; ``near`` are stems that may stand for its noun."""
    if asked.unit != "count":
        return True
    if _RATE.search(fact.unit) and not _AS_A_RATE.search(asked.text):
        return False
    if asked.counted is None:
        return _counts_people(asked, fact)
    if of_persons(asked.counted.text) and fact.unit != "count" and stem(fact.unit) in _PERSONS:
        return True
    if fact.unit == "%" or (fact.unit in _OF_ANYTHING and not COUNT.search(asked.text)):
        return True
    own = f"{fact.scope} {fact.subject} {fact.measure}" if fact.unit in _OF_ANYTHING else fact.unit
    return likeness(asked.counted, bag(own), near) >= MET


def _counts_people(asked: Asked, fact: Fact) -> bool:
    """Whether a fact that counts a kind of people may answer for "how many people": the question names the kind."""
    if not _HOW_MANY_PEOPLE.search(asked.text):
        return True
    words = [w for w in tokens(fact.unit) if stem(w) not in _PERSONS and w.lower() not in STOP]
    return not words or any(likeness(t, bag(w), {}) for w in words for t in asked.terms)
