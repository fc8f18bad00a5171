"""Of a sentence that answers, the shortest span of its parse that does: a name, a place, a date, a reason."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from qa_service.ask.kinds import REASONS
from qa_service.language.parsing import Doc, Token
from qa_service.language.periods import find_periods
from qa_service.language.terms import bag, stem

Wanted = Literal["person", "name", "place", "date", "reason", "number", "other"]

_PERSON = re.compile(
    r"\b(?:mayor|minister|director|chair\w*|chief|president|governor|secretary|author|manager|ceo|cfo|head of|"
    r"name of (?:the )?\w+ ?(?:mayor|director|minister|head|chair\w*))\b",
    re.IGNORECASE,
)
_BODIES = re.compile(
    r"\b(?:which|what) (?:body|organi[sz]ation|compan(?:y|ies)|firms?|agency|department|institution|university|group|"
    r"bank|office|authority|council)\b",
    re.IGNORECASE,
)
_PLACES = re.compile(
    r"^where\b|\b(?:which|what) (?:city|country|place|region|province|state|town|area|county|district)\b", re.IGNORECASE
)
_DATES = re.compile(
    r"^(?:and )?when\b|\b(?:which|what) (?:years?|months?|dates?|days?|quarters?)\b|"
    r"\b(?:since|until|till|by|from) when\b|"
    r"^(?:the )?(?:next )?date (?:of|for)\b",
    re.IGNORECASE,
)
_REASONS = re.compile(
    rf"{REASONS.pattern}|\breasons? (?:for|why|that)\b|\b(?:caused|driven|explained) by\b|\bdue to what\b",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"\b(?:what|which) age\b|\bhow old\b", re.IGNORECASE)
REASON_CUE = re.compile(
    r"\b(?:because|due to|owing to|(?:a|the) result of|(?:as a )?consequence of|reasons?|causes?|caused|in order to|"
    r"so as to|so that|reflect\w*|based on|therefore|led to|thanks to|driv(?:en|ing) (?:by|up|down)|attribut\w+ to|"
    r"result(?:ed|ing)? (?:from|in)|following|explain(?:s|ed)?|on account of|stem\w* from|in response to|prompted by|"
    r"in view of|amid|affected by|hit by|weighed down|helped by|boosted by|supported by|held back by|"
    r"for (?:want|lack|fear) of|(?:primarily|mainly|chiefly|mostly|largely) (?:from|by|in|on)|contribut\w+ to)\b|"
    r"\b(?:since|as) (?:it|its|a|an|no|there|they|fewer|more|demand|many|most|some)\b|"
    r"\b(?:since|as) the (?!(?:[\w-]+ )?(?:quarter|year|half|month|start|beginning|end|series|pandemic|crisis|war|"
    r"previous|last|same|reform|turn)\b)|"
    r"\bafter (?!(?:the )?(?:\w+ )?(?:year|month|quarter|period)|\d)|\b(?:which|that) made\b",
    re.IGNORECASE,
)
# a sentence that says that nothing rose or fell
NO_CHANGE = re.compile(
    r"\b(?:unchanged|no (?:change|growth|increase|decrease)|stayed the same|remained (?:the same|stable|at)|"
    r"held (?:steady|at)|did not (?:change|grow|rise|fall)|flat|stable)\b",
    re.IGNORECASE,
)
ANY_DAY = date(2000, 1, 1)
"""Where a report is not dated: that there is a time is seen all the same."""
LOOSE_DATE = re.compile(
    r"\b(?:(?:next|this|last|early|late|mid)[ -](?:spring|summer|autumn|winter|week|month|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)|(?:at|by|before|after) (?:Christmas|Easter|New Year))\b",
    re.IGNORECASE,
)
"""Times that no calendar dates."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PLACE_LABELS = {"GPE", "LOC", "FAC"}
_NAME_LABELS = {"PERSON", "ORG", "NORP", "GPE", "PRODUCT", "FAC", "LAW", "EVENT", "WORK_OF_ART", "LOC"}


def wanted(question: str) -> Wanted:
    """What kind of thing a text question asks for."""
    if _REASONS.search(question):
        return "reason"
    if _DATES.search(question):
        return "date"
    if _PLACES.search(question):
        return "place"
    if _NUMBERS.search(question):
        return "number"
    if re.search(r"^(?:and )?(?:who|whom|whose)\b|\bname of\b", question, re.IGNORECASE):
        return "person" if _PERSON.search(question) else "name"
    return "name" if _BODIES.search(question) else "other"


def gives_reason(doc: Doc) -> bool:
    """Whether a sentence says why: by a cue, "as" or "since" before a clause, or "repairs having cut flights"."""
    if REASON_CUE.search(doc.text):
        return True
    for token in doc:
        clause = token.head
        told = any(child.dep_ in ("nsubj", "nsubjpass") for child in clause.children)
        if token.dep_ == "mark" and token.lower_ in ("as", "since") and clause.dep_ == "advcl" and told:
            return True
        if token.lower_ == "having" and token.dep_ == "aux" and clause.head.i != clause.i and told:
            return True
    return False


def can_answer(kind: Wanted, sentence: str, doc: Doc, asked_stems: frozenset[str]) -> bool:
    """Whether a sentence holds what is asked for at all: a date for "when", a new name for "who"."""
    if kind == "date":
        return bool(find_periods(sentence, published=ANY_DAY) or LOOSE_DATE.search(sentence) or _YEAR.search(sentence))
    if kind == "number":
        return bool(re.search(r"\d", sentence))
    if kind == "person":
        return any(entity.label_ == "PERSON" for entity in doc.ents)
    if kind == "name":
        return bool(_new_names(doc, asked_stems))
    return True


def short_answer(kind: Wanted, doc: Doc, asked_stems: frozenset[str]) -> str:
    """The span that answers, or "" where the parse does not single one out."""
    if kind == "date":
        found = [m for m in find_periods(doc.text) if not bag(m.period.text).stems <= asked_stems]
        return doc.text[found[0].start : found[0].end] if len(found) == 1 else ""
    if kind in ("name", "person", "other"):
        return _agent(doc, asked_stems) or _subject(kind, doc, asked_stems) or _described(kind, doc, asked_stems)
    return ""


def _new_names(doc: Doc, asked_stems: frozenset[str]) -> list[str]:
    entities = [e.text for e in doc.ents if e.label_ in _NAME_LABELS]
    proper = [t.text for t in doc if t.pos_ == "PROPN" and t.i > 0]
    return [name for name in (*entities, *proper) if not bag(name).stems <= asked_stems]


def _agent(doc: Doc, asked_stems: frozenset[str]) -> str:
    """Find "the council" in "praised by the council" for "who praised": the agent of a verb of the question."""
    for token in doc:
        if token.dep_ == "agent" and stem(token.head.text) in asked_stems:
            for child in token.children:
                if child.dep_ == "pobj" and not bag(_span(child)).stems <= asked_stems:
                    return _span(child)
    return ""


def _subject(kind: Wanted, doc: Doc, asked_stems: frozenset[str]) -> str:
    """The subject of the verb that the question names, where the question does not name that subject itself."""
    if kind == "other":
        return ""
    for token in doc:
        if (
            token.dep_ in ("nsubj", "nsubjpass")
            and stem(token.head.text) in asked_stems
            and token.pos_ in ("PROPN", "NOUN")
        ):
            span = _span(token)
            if not bag(span).stems & asked_stems:
                return span
    return ""


def _described(kind: Wanted, doc: Doc, asked_stems: frozenset[str]) -> str:
    """Find "Acme Steel" in "Acme Steel listed as the first": the name that a participle of the question describes."""
    if kind == "other":
        return ""
    for token in doc:
        if token.dep_ == "acl" and stem(token.text) in asked_stems and token.head.pos_ == "PROPN":
            span = doc[token.head.left_edge.i : token.head.i + 1].text
            return span if not bag(span).stems & asked_stems else ""
    return ""


def _span(token: Token) -> str:
    """The noun phrase of a token with its coordinates and of-complements, without clauses."""
    left = token.left_edge.i
    right = token.i
    for child in token.children:
        if child.dep_ in ("prep", "cc", "conj", "appos") and child.i > token.i and child.right_edge.i - token.i < 12:
            right = max(right, child.right_edge.i)
    return re.sub(r"^(?:the|a|an) ", "", token.doc[left : right + 1].text, flags=re.IGNORECASE).strip(" ,.;")
