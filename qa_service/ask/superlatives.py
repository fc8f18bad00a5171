"""Superlatives in words: which end of which scale a question asks for, and who stands at it in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from qa_service.language.changes import Direction, directions_in
from qa_service.language.parsing import Doc, Token

Scale = Literal["size", "busy", "content", "full", "price", "age", "common", "safe", "hit"]
_MORE = (
    "highest largest biggest greatest most fastest quickest strongest steepest sharpest longest widest heaviest "
    "fattest richest best top leading chief main foremost record"
).split()
_LESS = (
    "lowest smallest least fewest slowest weakest poorest worst shortest narrowest lightest thinnest gentlest faintest"
).split()
# adjectives that are a scale of their own: the words for its upper and its lower end
_OWN: dict[Scale, tuple[str, str]] = {
    "busy": (r"busiest|most (?:visited|used|popular|crowded)", r"quietest|least (?:visited|used|popular)"),
    "content": (
        r"happiest|most (?:satisfied|content(?:ed)?|happy|pleased|positive)|least (?:dissatisfied|unhappy)",
        r"unhappiest|least (?:satisfied|content(?:ed)?|happy|pleased|positive)|most (?:dissatisfied|unhappy|critical)",
    ),
    "full": (r"fullest|most (?:crowded|full|occupied)", r"emptiest|least (?:crowded|full|occupied)"),
    "price": (r"dearest|priciest|costliest|most (?:expensive|costly)", r"cheapest|least (?:expensive|costly)"),
    "age": (r"oldest", r"youngest|newest"),
    "common": (
        r"commonest|most (?:common|frequent|often|likely|widespread)|likeliest", r"rarest|least (?:common|often|likely)"
    ),
    "safe": (r"safest|least dangerous", r"most dangerous|least safe"),
    "hit": (
        r"hardest hit|hit (?:the )?hardest|worst (?:hit|affected)|most affected|suffer(?:s|ed)? (?:the )?most",
        r"least affected|suffer(?:s|ed)? (?:the )?least",
    ),
}  # fmt: skip
# what a plain "most" or "highest" must be of, so as to say the same
_MEASURED: dict[Scale, re.Pattern[str]] = {
    "busy": re.compile(
        r"\b(?:passengers?|visitors?|visits|traffic|people|rides|riders|ridership|footfall|journeys|travellers|"
        r"entries|vehicles|users)\b",
        re.I,
    ),
    "content": re.compile(r"\b(?:satisf\w+|content(?:ment|ed)?|happ\w+)\b", re.I),
    "full": re.compile(r"\b(?:occupancy|occupied|crowd\w+)\b", re.I),
    "price": re.compile(r"\b(?:prices?|costs?|fares?|rents?|fees?)\b", re.I),
    "age": re.compile(r"\b(?:ages?|aged)\b", re.I),
    "common": re.compile(r"\b(?:shares?|rates?|likely|frequen\w+|often|prevalence|reasons?|causes?)\b", re.I),
    "hit": re.compile(r"\b(?:hit|affected|suffer\w*|burden\w*)\b", re.I),
    "safe": re.compile(r"\b(?:crimes?|offences?|accidents?|injur\w+)\b", re.I),
}
_FALLING = frozenset({"safe"})  # where many of the measured are the lower end
_BAD = re.compile(
    r"\b(?:delays?|waits?|waiting|cancellations?|crimes?|unemployment|complaints?|deaths?|mortality|arrears|losses|"
    r"accidents?|infections?|inflation|shortages?)\b",
    re.I,
)
_OWN_WORDS = "|".join(word for ends in _OWN.values() for word in ends)
_SUPERLATIVE = re.compile(
    rf"\b(?:(?P<own>{_OWN_WORDS})|(?P<more>{'|'.join(_MORE)})|(?P<less>{'|'.join(_LESS)}))\b"
    r"(?! (?:of|all) (?:the|them|us|these|those)\b)",
    re.I,
)
_NO_SUPERLATIVE = re.compile(r"\b(?:at (?:the )?(?:least|most|best|worst)|most (?:recent|of)|not least)\b", re.I)
_DOWNWARD = re.compile(r"\b(?:downward|negative|dragg?\w*|pull\w* .*?down|brake|detract\w*|push\w* .*?down)\b", re.I)
_UPWARD = re.compile(r"\b(?:upward|positive|driver|push\w* .*?up|pull\w* .*?up|contribut\w+)\b", re.I)
_RANGE = re.compile(
    r"\brang(?:ed|es|ing) from [^,;]{1,40}?\b(?:in|at|for|among|on) (?P<low>[^,;]+?) to [^,;]{1,40}?"
    r"\b(?:in|at|for|among|on) (?P<high>[^,;.]+)",
    re.I,
)
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_SPEED = re.compile(r"\b(?:fastest|quickest|slowest|strongest|weakest|best|worst)\b", re.I)
_SINCE = re.compile(r"\W+(?:[\w%.-]+\W+){0,5}?(?:since|for [\w-]+ (?:years|months|quarters)|on record|ever)\b", re.I)
_AT = re.compile(r" (?:in|at|on|for|among|amongst|with)\b", re.I)
_CLAUSE = re.compile(r"[,;:(]|\b(?:while|whereas|and|but)\b")
_OTHERS = re.compile(r"^(?:the|an?|those|that|these) (?:(?:in|of|at|for|from|on) )?(?:the )?", re.I)

_KEPT = frozenset("prep cc conj appos acl pcomp dobj nummod".split())
_LONGEST = 9  # words


@dataclass(frozen=True, slots=True)
class Extreme:
    """One end of a scale: ``upper`` or lower; ``direction`` where it is of rises or of falls alone.

    ``start`` and ``end`` are where the words stand; ``holder`` is who the words themselves name, or "".
    """

    scale: Scale
    upper: bool
    direction: Direction | None
    start: int
    end: int
    holder: str = ""


def asked_extreme(text: str) -> Extreme | None:
    """The end of a scale that a question asks for, or None where it names none."""
    found = next(_stated(text, frozenset(directions_in(text))), None)
    if found is None:
        return None
    word = text[found.start : found.end].lower()
    turned = word in ("worst", "best", "poorest") and bool(_BAD.search(text))
    direction = None if word in ("main", "chief", "leading") else found.direction
    return replace(found, upper=found.upper != turned, direction=direction)


def extremes_in(text: str) -> list[Extreme]:
    """The ends of scales that a sentence names, in its order."""
    stated = [e for e in _stated(text, None) if not _SINCE.match(text[e.end :])]
    return sorted([*stated, *_ranged(text)], key=lambda e: e.start)


def says(sentence: str, asked: Extreme) -> Extreme | None:
    """What a sentence names as the end that is asked for, or None; of several the one of the same direction."""
    said = [one for one in extremes_in(sentence) if _agrees(asked, one, sentence)]
    return min(said, key=lambda one: (one.direction != asked.direction, one.start), default=None)


def _stated(text: str, directions: frozenset[Direction] | None) -> Iterator[Extreme]:
    plain = _NO_SUPERLATIVE.sub(lambda m: "·" * len(m.group()), text)
    for match in _SUPERLATIVE.finditer(plain):
        around = text[match.start() : match.end() + 45] if directions is None else text
        if directions is None:
            around = _CLAUSE.split(around)[0]
            before = _CLAUSE.split(text[: match.start()])[-1].split()[-2:]
            around = f"{' '.join(before)} {around}"
        way = _way(around, frozenset(directions_in(around)))
        own = match.group("own")
        if own:
            scale, upper = _own_end(own)
            yield Extreme(scale, upper, None, match.start(), match.end())
        else:
            yield Extreme("size", match.group("more") is not None, way, match.start(), match.end())


def _way(text: str, directions: frozenset[Direction]) -> Direction | None:
    if _DOWNWARD.search(text):
        return "down"
    if _UPWARD.search(text) and "down" not in directions:
        return "up"
    return next(iter(directions)) if len(directions) == 1 else None


def _own_end(word: str) -> tuple[Scale, bool]:
    for scale, (upper, lower) in _OWN.items():
        for pattern, is_upper in ((upper, True), (lower, False)):
            if re.fullmatch(pattern, word, re.I):
                return scale, is_upper
    raise KeyError(word)


def _ranged(text: str) -> Iterator[Extreme]:
    """Both ends of "ranged from 40% in A to 60% in B"."""
    for match in _RANGE.finditer(text):
        low, high = (_NUMBER.search(text, at) for at in (match.start(), match.end("low")))
        rising = low is None or high is None or _value(low) <= _value(high)
        for name, upper in (("low", not rising), ("high", rising)):
            yield Extreme("size", upper, None, match.start(name), match.end(name), match.group(name).strip())


def _value(number: re.Match[str]) -> float:
    return float(number.group().replace(",", "").rstrip("."))


def _agrees(asked: Extreme, said: Extreme, sentence: str) -> bool:
    if {asked.scale, said.scale} == {"common", "size"}:
        return asked.upper == said.upper and asked.direction in (None, said.direction)
    if asked.scale != said.scale:
        return _measures(asked, said, sentence) or _measures(said, asked, sentence)
    if asked.upper != said.upper:
        return False
    if asked.direction == said.direction:
        return True
    speed = _SPEED.search(sentence[said.start : said.end]) or asked.direction in directions_in(sentence)
    return said.direction is None and bool(speed)


def _measures(own: Extreme, plain: Extreme, sentence: str) -> bool:
    """Whether a plain "most" of a sentence is of what another word is a scale of: "the busiest", "most passengers"."""
    if own.scale in ("size", "hit") or plain.scale != "size" or plain.direction == "down":
        return False
    if not _MEASURED[own.scale].search(sentence):
        return False
    return (own.upper == plain.upper) != (own.scale in _FALLING)


def holder(doc: Doc, said: Extreme) -> str:
    """Find "Acme" in "Acme was the busiest" and in "highest in Acme": who stands at the end of the scale, or ""."""
    if said.holder:
        return re.sub(r"^(?:the|an?) ", "", said.holder)
    inside = [t for t in doc if t.idx < said.end and t.idx + len(t) > said.start]
    if not inside:
        return ""
    return _elliptic(doc, said) or _after(doc, said) or _subject_of(inside[0])


def _elliptic(doc: Doc, said: Extreme) -> str:
    """Find "bakers" in "…, and bakers the most satisfied": a clause without its verb."""
    cuts = [m.end() for m in _CLAUSE.finditer(doc.text, 0, said.start)]
    first = [t for t in doc if cuts and cuts[-1] <= t.idx < said.start]
    if len(first) < 2 or any(t.pos_ == "AUX" or t.tag_ == "VBD" for t in first):
        return ""
    words = doc.text[cuts[-1] : said.start].strip()
    return _OTHERS.sub("", re.sub(r"(?: the)?$", "", words)) if words.endswith(" the") else ""


def modified(doc: Doc, said: Extreme) -> str:
    """The word that a plain superlative stands before, "margin" in "the fattest margin", or ""."""
    for token in doc:
        if said.scale == "size" and not said.holder and said.start <= token.idx < said.end:
            head = token.head
            if head.i > token.i and (
                token.dep_ == "amod" or (token.lower_ in ("most", "least") and head.pos_ == "ADJ")
            ):
                return head.lemma_
    return ""


def _after(doc: Doc, said: Extreme) -> str:
    """The place right after it, "highest in Acme", or the complement of "the largest rise … was in Acme"."""
    text = doc.text[said.end :]
    if _AT.match(text):
        prep = next((t for t in doc if t.idx >= said.end and t.is_alpha), None)
        return _object(prep) if prep is not None else ""
    for token in doc:
        if token.dep_ in ("nsubj", "nsubjpass") and token.left_edge.idx <= said.start < token.right_edge.idx + 1:
            return _complement(token.head)
    return ""


def _complement(verb: Token) -> str:
    """What stands after "was", "came from", "was in"."""
    for child in verb.rights:
        if child.dep_ in ("attr", "acomp", "dobj", "oprd") and child.pos_ in ("NOUN", "PROPN", "VERB"):
            return phrase(child)
        if child.dep_ in ("prep", "agent"):
            return _object(child)
        if child.dep_ in ("xcomp", "pcomp"):
            return phrase(child)
    return ""


def _object(prep: Token) -> str:
    child = next((c for c in prep.children if c.dep_ in ("pobj", "pcomp")), None)
    return phrase(child) if child is not None and not child.like_num else ""


def _subject_of(token: Token) -> str:
    """The subject of the clause that a token stands in; of an elliptic clause its own first noun."""
    head = token
    for _ in range(12):
        subject = next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass", "csubj")), None)
        if subject is not None and subject.i < token.i:
            return phrase(subject)
        if head.head.i == head.i:
            break
        head = head.head
    return ""


def phrase(token: Token) -> str:
    """A noun phrase with its coordinates and complements, without clauses, articles and numbers in brackets."""
    right = token.i
    for child in token.children:
        close = token.i < child.i and child.right_edge.i - token.i < _LONGEST
        if close and child.dep_ in _KEPT and not any(t.tag_ == "VBD" for t in child.subtree):
            right = max(right, child.right_edge.i)
    text = token.doc[token.left_edge.i : right + 1].text
    text = re.split(r"\s*[(;]|, (?=at |with |on |by |in )| ?[,:]$", text)[0]
    return re.sub(r"^(?:the|an?) ", "", text, flags=re.I).strip(" ,.;:")
