"""Figures of one sentence bound to each other: which stand alone, which hang on an earlier one, and in what role.

A figure whose head holds no noun or verb of its own ("up 6.5%", "a rise of 8 points", "compared with 0.4%") hangs on
the figure before it; n such figures in a row ("6.5% and 1.5%") hang on the n before them, in order, which is what
"respectively" says whether or not the word stands there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from qa_service.ingest.clauses import opens_clause
from qa_service.ingest.counting import is_measured, is_whole
from qa_service.ingest.cues import Cue, bare, cue, is_base
from qa_service.ingest.segments import Segment, segments
from qa_service.ingest.verbless import FINITE, lacks_verb, verbless_name
from qa_service.language.changes import direction_of, last_change
from qa_service.language.currencies import is_money
from qa_service.language.parsing import Doc, Token
from qa_service.records import PeriodMention, Quantity

_EMPTY = set(
    "year years month months quarter percent cent point points percentage total average peak low high record level "
    "rate rates compared respectively estimated estimate estimates reach reached basis period earlier ago previous "
    "last same again further increase number per be have do was were is are has had say said report reported average "
    "respectively lot following comparison term terms addition amount share proportion".split()
)
_ONLY_JOINS = re.compile(r"^[\s,;]*(?:and|or|&|to)?[\s,]*(?:up|down|by|of)?\s*$", re.IGNORECASE)
_COMMA_ONLY = re.compile(r"\s*,\s*(?!and\b|or\b)", re.IGNORECASE)
_OF_A_WHOLE = re.compile(r"Of\b(?:[^,;]|,(?=\d)){2,80},?\s*(?:only |just |about |some )?")  # "Of the 30 ships, 12 …"
_OF_THEM = re.compile(r"\s+of (?:these|those|them|whom|which)\b", re.IGNORECASE)
_THOSE = re.compile(r"\W*(?:(?:and|while|but)\s+)?(?:that|those)\s", re.IGNORECASE)
_SHARES = 100  # "up 4% on May 2023 (474)": so large a bare number is no percentage
_BARE = re.compile(r"[\d.,]+")
_SIGNED = re.compile(r"(?:minus|plus|[+−-])\s?\d", re.IGNORECASE)
_SET_OFF = re.compile(r"[,(]\s*$")
_DANGLES = re.compile(r"\b(?:by|to|at|of|on|from|for)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bound:
    """One figure with its place in the sentence.

    ``anchor`` is the index of the figure it hangs on, or None; ``shared`` spans the words after the figures it is
    listed with; ``own_tail`` tells whether those words hold a noun or a verb of their own. ``left_out`` spans the words
    that belong to the other figures of the list only ("men and women" for two figures), ``member`` its own of them.
    """

    segment: Segment
    cue: Cue
    anchor: int | None
    shared: tuple[int, int]
    own_tail: bool
    left_out: tuple[tuple[int, int], ...] = ()
    member: tuple[int, int] = (0, 0)

    @property
    def quantity(self) -> Quantity:
        return self.segment.quantity

    @property
    def group_end(self) -> int:
        return self.shared[1]


def bind(text: str, doc: Doc, quantities: Sequence[Quantity], mentions: Sequence[PeriodMention]) -> list[Bound]:
    """Bind the figures of a sentence, in order."""
    pieces = segments(text, quantities, [t.idx for t in doc if t.tag_ in FINITE and t.dep_ != "auxpass"])
    bound: list[Bound] = []
    index = 0
    while index < len(pieces):
        group = _group(text, doc, pieces, index)
        bound.extend(_bind_group(text, doc, pieces[index : index + group], bound, mentions))
        index += group
    return bound


def _group(text: str, doc: Doc, pieces: Sequence[Segment], first: int) -> int:
    """How many figures from ``first`` on make a list: joined by commas and "and" alone, in one unit.

    A comma alone makes no list: "3 million, 18,000 more than …".
    """
    size = listed = 1
    for left, right in pairwise(pieces[first:]):
        between = text[left.quantity.end : right.quantity.start]
        whole = is_whole(text, right.quantity, left.quantity)
        if (
            whole
            or (";" in between and opens_clause(text, doc, left.quantity.end, _span(right)))
            or not _ONLY_JOINS.match(bare(between))
            or left.quantity.unit != right.quantity.unit
            or between.strip() == "to"
        ):
            break
        size += 1
        if not _COMMA_ONLY.match(between):
            listed = size
    return listed


def _span(first: Segment, last: Segment | None = None) -> tuple[int, int]:
    return first.quantity.start, (last or first).quantity.end


def _bind_group(
    text: str, doc: Doc, group: Sequence[Segment], before: Sequence[Bound], mentions: Sequence[PeriodMention]
) -> list[Bound]:
    first, last = group[0], group[-1]
    head = text[first.start : first.quantity.start]
    tail = text[last.quantity.end : last.end]
    held_against = len(group) == 1 and bool(before) and is_base(text[: first.quantity.start][-12:], tail)
    found = Cue("compared") if held_against else cue(head, tail, first.quantity.unit)
    if found.kind == "level" and before and _SIGNED.match(first.quantity.text) and _SET_OFF.search(head):
        found = Cue("change", 1)
    own_tail = has_content(doc, last.quantity.end, last.end, mentions)
    leader = next((b for b in reversed(before) if b.anchor is None), None)
    if found.kind == "level" and leader and _gapped(doc, first, head, leader):
        found = leader.cue
    alone = has_content(doc, first.start, first.quantity.start, mentions) or _counts_anew(text, first, before, found)
    alone = alone or _opens_anew(text, first.quantity, before)
    alone = alone or opens_clause(text, doc, first.start, _span(first, last))
    if not before or (alone and not held_against):
        found = _listed(found, before, first, head)
        shared = (last.quantity.end, last.end)
        spans = _members(doc, ((first.start, first.quantity.start), shared), len(group))
        return [
            Bound(p, _turned(text, p, found), None, shared, own_tail, tuple(s for s in spans if s != span), span)
            for p, span in zip(group, spans, strict=True)
        ]
    anchors = _anchors(text, before, group, found, own_tail and _is_plain(head, found))
    found = _listed(found, before, first, head)
    shared = (last.quantity.end, last.end)
    return [
        Bound(p, _turned(text, p, found), anchor, shared, own_tail) for p, anchor in zip(group, anchors, strict=True)
    ]


def _opens_anew(text: str, quantity: Quantity, before: Sequence[Bound]) -> bool:
    """Whether a figure is of a whole or a part named apart: "Of the 30 ships, 12 …", "10 of the 14 boats"."""
    if _OF_A_WHOLE.fullmatch(text[: quantity.start]):
        return True
    counted = quantity.unit not in ("%", "pp") and _OF_THEM.match(text, quantity.end)
    return bool(counted) or is_whole(text, quantity, before[-1].quantity if before else None)


def _counts_anew(text: str, piece: Segment, before: Sequence[Bound], found: Cue) -> bool:
    """Whether a figure counts a noun of its own ("100 projects and three industries")."""
    quantity = piece.quantity
    unit, others = quantity.unit, ("", "%", "pp", "count", before[-1].quantity.unit if before else "")
    measured = is_measured(unit) and not _BARE.fullmatch(quantity.text)
    own = measured or unit.lower() in text[quantity.start : quantity.end + len(unit) + 2].lower()
    return own and found.kind == "level" and unit not in others and not (unit.isupper() or is_money(unit))


def _members(doc: Doc, stretches: Sequence[tuple[int, int]], size: int) -> list[tuple[int, int]]:
    """The spans of a coordination of ``size`` members in one of ``stretches``, one for each of as many listed figures.

    "Per capita income of urban and rural residents was 46 and 22": "urban" and "rural". (0, 0) for each if none.
    """
    if size < 2:
        return [(0, 0)] * size
    for lower, upper in stretches:
        for token in reversed([t for t in doc if lower <= t.idx < upper]):
            members = sorted([token, *token.conjuncts], key=lambda t: t.i)
            if len(members) == size and token is members[0] and members[-1].idx < upper and token.pos_ != "VERB":
                return [_member(m) for m in members]
        listed = _listing(size).search(doc.text, lower, upper) if size > 2 or "respectively" in doc.text else None
        if listed:
            return [listed.span(i + 1) for i in range(size)]
    return [(0, 0)] * size


@lru_cache(maxsize=16)
def _listing(size: int) -> re.Pattern[str]:
    """The pattern of "a, b and c" with ``size`` members of a word or two, for lists that the parser breaks up."""
    item = r"([\w'’&-]+(?: [\w'’&-]+)?)"
    first = r"\b([\w'’&-]+)"
    return re.compile(first + rf", {item}" * (size - 2) + rf",? and {first[2:]}")


def _member(token: Token) -> tuple[int, int]:
    """A member of a coordination with the words before it that modify it alone."""
    own = [token, *(c for c in token.children if c.i < token.i and c.dep_ in ("amod", "compound", "nummod", "poss"))]
    return min(t.idx for t in own), token.idx + len(token)


def _turned(text: str, piece: Segment, found: Cue) -> Cue:
    """The cue of one of a list, with the direction of its own word ("up 4 and down 7")."""
    change = (
        last_change(text[piece.start : piece.quantity.start]) if found.kind == "change" and not found.beside else None
    )
    return Cue("change", -1 if change[0] == "down" else 1) if change else found


def _gapped(doc: Doc, piece: Segment, head: str, before: Bound) -> bool:
    """Whether a clause lacks a verb of its own ("pay rose by 2% and prices by 3%", "and mining 5,000")."""
    unit, other = piece.quantity.unit, before.quantity.unit
    if before.cue.kind not in ("change", "share") or before.cue.beside or (unit != other and unit):
        return False
    joined = re.match(r"\W*(?:and|while|but|,)", head)
    dangles = bool(_DANGLES.search(bare(head))) or unit == other
    span = piece.start, piece.quantity.start
    verbs = any(t.pos_ in ("VERB", "AUX") for t in doc if span[0] <= t.idx < span[1])
    verbless = not verbs or (_THOSE.match(head) and lacks_verb(doc, *span)) or verbless_name(doc, *span)
    return bool(joined) and dangles and bool(verbless)


def _is_plain(head: str, found: Cue) -> bool:
    return found.kind in ("level", "share") or bool(_ONLY_JOINS.match(head))


def _listed(found: Cue, before: Sequence[Bound], piece: Segment, head: str) -> Cue:
    """A figure joined to the one before by "and" or in brackets after it takes over that one's role."""
    if found.kind != "level" or not before or before[-1].cue.beside or not _joined(before[-1], piece, head):
        return found
    previous = before[-1].cue
    return previous if previous.kind in ("change", "share") else found


def _joined(before: Bound, piece: Segment, head: str) -> bool:
    if head.rstrip().endswith("("):
        level = not piece.quantity.unit and before.quantity.unit == "%" and piece.quantity.value > _SHARES
        return piece.quantity.unit in ("%", "pp") or (_alike(before, piece) and not level)
    return bool(_ONLY_JOINS.match(bare(head))) and (bool(head.strip()) or _alike(before, piece))


def _alike(before: Bound, piece: Segment) -> bool:
    """Whether two figures may play the same role: both percentages, or neither."""
    one, other = before.quantity.unit, piece.quantity.unit
    return one == other or not other or (one in ("%", "pp")) == (other in ("%", "pp"))


def _anchors(text: str, before: Sequence[Bound], group: Sequence[Segment], found: Cue, continues: bool) -> list[int]:
    """Indexes of the figures that a group hangs on."""
    size, first = len(group), group[0]
    likely = _in_reach(text, before, first, found)
    if continues or size == 1 or len(likely) < size or any(before[i].cue.kind == "from" for i in likely[-size:]):
        return [likely[-1]] * size
    return likely[-size:]


def _in_reach(text: str, before: Sequence[Bound], piece: Segment, found: Cue) -> list[int]:
    """The figures that one may hang on: none in a bracket that has closed, none that another is only held against.

    In "22 staff (5%), up 2 points" the figure in the bracket is of the same kind and stays.
    """
    changes = found.kind in ("change", "gap")
    kept = [
        index
        for index, other in enumerate(before)
        if not (changes and other.cue.kind in ("from", "compared"))
        and (not _shut(text, other, piece) or (not changes and other.quantity.unit == piece.quantity.unit))
    ]
    return kept or list(range(len(before)))


def _shut(text: str, other: Bound, piece: Segment) -> bool:
    """Whether a figure stands in a bracket that closes before another figure."""
    opened = text.rfind("(", 0, other.quantity.start)
    inside = opened >= 0 and ")" not in text[opened : other.quantity.start]
    return inside and ")" in text[other.quantity.end : piece.quantity.start]


def has_content(doc: Doc, start: int, end: int, mentions: Sequence[PeriodMention]) -> bool:
    """Whether a noun, a name or a verb stands in ``[start, end)`` that is not of change, time or measure."""
    return any(_is_content(token, mentions) for token in doc if start <= token.idx < end)


def _is_content(token: Token, mentions: Sequence[PeriodMention]) -> bool:
    if token.pos_ not in ("NOUN", "PROPN", "VERB", "PRON") or token.lower_ in _EMPTY or token.lemma_ in _EMPTY:
        return False
    if token.pos_ == "PRON" and token.lower_ not in ("those", "who", "it", "they"):
        return False
    if direction_of(token.text) or any(m.start <= token.idx < m.end for m in mentions):
        return False
    return any(c.isalpha() for c in token.text)
