"""The two things that a question holds against each other or adds up: "the gap between A and B", "A and B together"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from qa_service.language.periods import find_periods, without

Way = Literal["gap", "lead", "sum"]

_APART = r"gap|difference|spread|width|corridor|distance|margin|disparity|differential|lead"
# "the gap in pay between A and B"
_BETWEEN = re.compile(rf"(?P<head>.*\b(?:{_APART})\b.*?)\bbetween (?P<left>.+?) and (?P<right>.+)", re.I)
_FAR_APART = re.compile(r"(?P<head>.*)\bfar apart (?:are|is|was|were) (?P<left>.+?) and (?P<right>.+)", re.I)
# "by how many points did A beat B", "how far was A ahead of B"
_AHEAD = (
    r"beat|outpace[ds]?|outstrip(?:ped)?|exceed(?:ed)?|outnumber(?:ed)?|outperform(?:ed)?|outgr[eo]w|surpass(?:ed)?|"
    r"top(?:ped)?|overt[ao]ke?|outs[eo]ld?l?|ahead of|"
    r"(?:higher|more|greater|larger|bigger|faster|better|longer|older) than"
)
_BEHIND = (
    r"trail(?:ed)?|lag(?:ged)?(?: behind)?|undershoot|undershot|f[ae]ll short of|behind|"
    r"(?:lower|less|fewer|smaller|slower|worse|shorter|younger|cheaper) than"
)
_AGAINST = re.compile(
    rf"(?P<left>.*\bhow (?:many|much|far)\b.*?) (?:(?P<ahead>{_AHEAD})|(?P<behind>{_BEHIND})) "
    r"(?:(?:that|those|the one|the ones)\b )?(?P<right>.+)",
    re.I,
)
_THAN = re.compile(
    r"(?P<left>.*\bhow (?:many|much) (?:\w+ ){0,2}?(?:(?P<ahead>more|higher|greater|larger|bigger|faster|longer|older)|"
    r"(?P<behind>less|fewer|lower|smaller|slower|shorter|younger|cheaper))\b.*) than (?P<right>.+)",
    re.I,
)
_TOGETHER = re.compile(
    r"\b(?:put together|taken together|combined|together|in total|sum of|add(?:ed)? up|plus)\b", re.I
)
_ADDED = re.compile(r"(?P<left>.*) (?:and|plus) (?P<right>.+)", re.I)
# all before the subject of "by how many points did A beat B"
_HEAD = re.compile(r"(?P<head>.*\bhow\b.*?\b(?:did|do|does|is|are|was|were|has|have|had)) (?P<left>.+)", re.I)
_LINK = re.compile(r"^(?:the )?(?:(in|of|for|among|at|on|by|from|to|with)\b )", re.I)
_INSIDE = re.compile(r" (in|of|for|among|at|on|by|from|to|with) ", re.I)
_CLAUSE = re.compile(r"[,;:?(]")


@dataclass(frozen=True, slots=True)
class Sides:
    """The words of each of the two, and those that are said of both.

    ``way`` is what is asked: how far apart they are, how far the left is ahead, or what they come to together.
    """

    left: str
    right: str
    rest: str
    way: Way


def sides_of(text: str) -> Sides | None:
    """The two sides of a question, None where it sets no two things side by side."""
    plain = re.sub(r"\s+", " ", without(text, [(m.start, m.end) for m in find_periods(text)])).strip(" ?.")
    for pattern in (_BETWEEN, _FAR_APART):
        between = pattern.fullmatch(plain)
        if between:
            return _shared(between["left"], between["right"], between["head"], "gap")
    if _TOGETHER.search(plain):
        added = _ADDED.fullmatch(plain)
        return _shared(added["left"], added["right"], "", "sum") if added else None
    against = _THAN.fullmatch(plain) or _AGAINST.fullmatch(plain)
    if against is None:
        return None
    head = _HEAD.fullmatch(against["left"])
    left, rest = (head["left"], head["head"]) if head else (against["left"], "")
    sides = _shared(left, against["right"], rest, "lead")
    return Sides(sides.right, sides.left, sides.rest, "lead") if against["behind"] else sides


def _shared(left: str, right: str, rest: str, way: Way) -> Sides:
    """Sides without what belongs to both: "sales in A" against "in B" are A and B, of sales."""
    right, rest = _cut(right, rest)
    link = _LINK.match(right)
    at = left.lower().rfind(f" {link[1].lower()} ") if link else -1
    if link and at >= 0:
        return Sides(left[at:], right, f"{rest} {left[:at]}", way)
    inside = _INSIDE.search(right)
    if inside and not link and not _INSIDE.search(left):
        return Sides(left, right[: inside.start()], f"{rest} {right[inside.start() :]}", way)
    return Sides(left, right, rest, way)


def _cut(right: str, rest: str) -> tuple[str, str]:
    """The right side up to the end of its clause, and the rest with what comes after."""
    end = _CLAUSE.search(right)
    return (right[: end.start()], f"{rest} {right[end.end() :]}") if end else (right, rest)
