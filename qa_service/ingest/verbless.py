"""Clauses without a verb: whether one is, and the noun phrase that it is about ("and imports", "a lack of staff")."""

from __future__ import annotations

import re

from qa_service.ingest.cues import bare
from qa_service.ingest.phrases import clean
from qa_service.language.changes import CHANGE
from qa_service.language.parsing import Doc, Token

FINITE = ("VBD", "VBZ", "VBP", "MD")
"""Penn tags of verbs that a clause can stand on."""
_LONGEST = 9  # words
_OPENING = re.compile(r"^\W*(?:(?:and|or|but|while|whereas|with|then|followed by|ahead of)\s+)*", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:\s+(?:by|to|at|of|for|from|with|on|in|the remaining|the other|the rest)|\s*,)+$", re.IGNORECASE
)
_CHANGED = re.compile(rf"\s+(?:{CHANGE})\b.*$", re.IGNORECASE)
_NO_NAME = re.compile(
    r"(?:\S+ )*?(?:which|who|whom|whose|that|when|where|because|than|it|they|this|these|those)\b"
    r"|(?:in|on|at|by|for|from|of|to|during|since|over|between|as|including|excluding|after|before|following|about"
    r"|within|without|above|below|under|out|off|per|compared|against|mostly|mainly|up|down)\b"
    r"|the (?:\w+est|most|least|first|second|third|same|total|remaining)\b|an? (?:total|average|further)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\W*(?:and|but|while|whereas)\b", re.IGNORECASE)
_QUANTIFIED = re.compile(r"\W*(?:and\s+)?an?\s[\w\s-]+\sof\s*$", re.IGNORECASE)  # "a depreciation of 4%"


def lacks_verb(doc: Doc, start: int, end: int) -> bool:
    """Whether no finite verb stands in ``[start, end)``; a lone word there is a noun ("and imports 8 million")."""
    inside = _words(doc, start, end)
    if _lone_noun(inside):
        return True
    return not any(t.tag_ in FINITE for t in doc if start <= t.idx < end)


def verbless_name(doc: Doc, start: int, end: int) -> str:
    """The noun phrase of a clause without a verb between the offsets, or "" where it is none."""
    head = doc.text[start:end]
    words = _CHANGED.sub("", _CLOSING.sub("", bare(_OPENING.sub("", head, count=1))))
    if not words or len(words.split()) > _LONGEST or _NO_NAME.match(words) or any(c in ";,(" for c in words):
        return ""
    if any(c.isdigit() for c in words) or _QUANTIFIED.match(head) or not lacks_verb(doc, start, end):
        return ""
    if words.lower().endswith("ing") and " " not in words and not _JOINED.match(head):
        return ""  # ", representing 48%"
    first = start + head.find(words)
    return clean(words) if _is_nominal(_words(doc, first, first + len(words))) else ""


def _is_nominal(words: list[Token]) -> bool:
    """Whether words begin and end as a noun phrase does: "rolling stock", not "representing" nor "bringing the sum"."""
    if not words:
        return False
    if _lone_noun(words):
        return True
    first, last = words[0], words[-1]
    participle = first.tag_ == "VBG" and first.head.pos_ not in ("NOUN", "PROPN")
    return not participle and first.pos_ != "ADV" and last.pos_ in ("NOUN", "PROPN", "NUM")


def _lone_noun(words: list[Token]) -> bool:
    """A noun that the parser may take for a verb, alone in its clause: "imports", "manufacturing"."""
    lone = words[0] if len(words) == 1 else None
    if lone is None or lone.pos_ == "AUX":
        return False
    return (lone.tag_ == "VBZ" and lone.lower_.endswith("s")) or lone.lower_.endswith("ing")


def _words(doc: Doc, start: int, end: int) -> list[Token]:
    """The words between the offsets, from the first that does not only join."""
    inside = [t for t in doc if start <= t.idx < end and t.text[0].isalpha()]
    while inside and (inside[0].pos_ in ("CCONJ", "SCONJ", "DET") or inside[0].lower_ == "with"):
        inside = inside[1:]
    while inside and inside[-1].pos_ in ("ADP", "PART"):
        inside = inside[:-1]
    return inside
