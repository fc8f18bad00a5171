"""A sentence cut into one segment a figure: the words before it (head) and after it (tail) that are its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa_service.records import Quantity

_STRONG = re.compile(
    r";|\s[–—-]\s|—|"
    r"\b(?:while|whilst|whereas|but|although|though|compared (?:with|to)|versus|against|as well as)\b",
    re.IGNORECASE,
)
_MEDIUM = re.compile(r"\b(?:following|followed by|after|before|with|from|than)\b|\(", re.IGNORECASE)
_WEAK = re.compile(r"\b(?:and|or|to)\b|/", re.IGNORECASE)
_JOIN = re.compile(r"[,;]|\b(?:and|or|than|while|but|compared with)\b", re.IGNORECASE)
_AND_FIRST = re.compile(r"\s*((?:and|or)\b)(?! (?:over|older|above|under|younger|more|less)\b)", re.IGNORECASE)
_THAN_AND = re.compile(r"\bthan\b[^,;]*\b(and|or)\b[^,;]*$", re.IGNORECASE)
_COMMA = re.compile(r",(?=\s)")


@dataclass(frozen=True, slots=True)
class Segment:
    """``start`` to ``quantity.start`` is the head, ``quantity.end`` to ``end`` the tail: offsets into the sentence."""

    quantity: Quantity
    start: int
    end: int


def segments(text: str, quantities: Sequence[Quantity], verbs: Sequence[int] = ()) -> list[Segment]:
    """Cut ``text`` between its quantities, which are in order and do not overlap.

    Where nothing parts two but one of the ``verbs``, which start there, both have it: "12 firms sold 3 million".
    """
    if not quantities:
        return []
    starts, ends = [0], []
    for left, right in pairwise(quantities):
        cut = left.end + _boundary(text[left.end : right.start])
        ends.append(cut)
        verb = next((verb for verb in verbs if left.end < verb < right.start), cut)
        starts.append(verb if cut == right.start else cut)
    return [Segment(*piece) for piece in zip(quantities, starts, [*ends, len(text)], strict=True)]


def _boundary(between: str) -> int:
    """Where the words after one figure end and those before the next begin: at "and" in "men (3%) and women (4%)"."""
    if between.startswith(")") and between.endswith("("):
        join = _JOIN.search(between)
        return join.start() if join else 1
    joined = _AND_FIRST.match(between)
    if joined:
        return joined.start(1)
    strong = _STRONG.search(between)
    if strong:
        return strong.start()
    commas = [match.start() for match in _COMMA.finditer(between)]
    if commas:
        return _comma_cut(between, commas)
    listed = _THAN_AND.search(between)
    if listed:
        return listed.start(1)
    for pattern in (_MEDIUM, _WEAK):
        matches = list(pattern.finditer(between))
        if matches:
            return matches[-1].start()
    return len(between)


def _comma_cut(between: str, commas: list[int]) -> int:
    """The first comma that opens a clause of its own; a comma just before "and" closes the left one."""
    if len(commas) > 1 and len(between[commas[0] : commas[1]].split()) <= 3:
        return commas[1]
    return commas[0]
