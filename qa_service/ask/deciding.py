"""Yes or no: by a sentence's own verb and whether it is negated, or by words that nothing changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from qa_service.ask.events import Likeness, same_act
from qa_service.ask.slots import Term
from qa_service.ask.spans import NO_CHANGE
from qa_service.language.parsing import Doc, Token
from qa_service.language.terms import Bag, bag

Verdict = Literal["Yes", "No", ""]

_CLAUSE = re.compile(r"[,;:]|\b(?:while|whereas|but)\b")
_CHANGES = re.compile(r"\bchang(?:e|ed|ing)\b", re.IGNORECASE)
_TWO = re.compile(r"\?\s*\S")
_NO = frozenset("no not n't never none neither nobody nothing".split())
_OPPOSITE = {"exclude": "include", "omit": "include", "reject": "approve", "fail": "succeed"}


def nothing_changed(text: str, terms: Sequence[Term]) -> bool:
    """Whether one clause of a sentence says that what the terms name stayed as it was."""
    plain = [t for t in terms if not t.name and not t.number]
    for clause in _CLAUSE.split(text):
        if NO_CHANGE.search(clause):
            words = bag(clause)
            return bool(plain) and all(_told(t, words) for t in plain)
    return False


def verdict(question: Doc, sentence: Doc, terms: Sequence[Term], likeness: Likeness) -> Verdict:
    """What a sentence decides; "" where its verb is not the question's, or is of something else."""
    asked = _predicate(question)
    if asked is None or _TWO.search(question.text) or _negated(asked):
        return ""
    if _CHANGES.search(question.text) and nothing_changed(sentence.text, [t for t in terms if t.text != asked.text]):
        return "No"
    for token in sentence:
        lemma = token.lemma_.lower()
        turned = lemma in _OPPOSITE and same_act(asked.lemma_.lower(), _OPPOSITE[lemma], likeness)
        if token.pos_ not in ("VERB", "ADJ") or not (turned or same_act(asked.lemma_.lower(), lemma, likeness)):
            continue
        if _is_of(token, terms):
            return "No" if _negated(token) != turned else "Yes"
    return ""


def _predicate(question: Doc) -> Token | None:
    """The verb or adjective that a yes-no question turns on."""
    root = next((t for t in question if t.dep_ == "ROOT"), None)
    if root is None or root.pos_ == "VERB":
        return root
    return next((c for c in root.children if c.dep_ in ("acomp", "attr") and c.pos_ in ("ADJ", "VERB")), None)


def _is_of(verb: Token, terms: Sequence[Term]) -> bool:
    """Whether a verb's clause holds most of what is asked."""
    top = verb.head if verb.dep_ in ("acomp", "attr") else verb
    words = bag(" ".join(t.text for t in top.subtree))
    met = sum(_told(t, words) for t in terms)
    return 2 * met > len(terms)


def _told(term: Term, words: Bag) -> bool:
    return bool(set(term.stems) & words.stems or bag(term.text).groups & words.groups)


def _negated(verb: Token) -> bool:
    """Whether a verb's clause has a negation: its own, its subject's or its object's."""
    text, at = verb.doc.text, verb.idx
    starts = [m.end() for m in _CLAUSE.finditer(text, 0, at)]
    end = next((m.start() for m in _CLAUSE.finditer(text, at)), len(text))
    first = starts[-1] if starts else 0
    return any(t.lower_ in _NO for t in verb.doc if first <= t.idx < end)
