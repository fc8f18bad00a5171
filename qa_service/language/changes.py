"""The words of change and comparison: which way, and against what."""

from __future__ import annotations

import re
from typing import Literal

Direction = Literal["up", "down"]

UP = (
    "widens widened widening raise raises raised raising lift lifts lifted lifting hike hikes hiked hiking rise rises "
    "rose risen rising increase increases increased increasing grow grows grew grown growing growth gain gains gained "
    "gaining climb climbs climbed climbing surge surges surged surging jump jumps jumped jumping advance advances "
    "advanced advancing expand expands expanded expanding expansion soar soars soared soaring rally rallied rebound "
    "rebounded rebounding upturn uptick improve improved improvement accelerate accelerated strengthen strengthened "
    "upswing swell swelled up double doubled appreciated"
).split()
DOWN = (
    "narrows narrowed narrowing lowered lowering trim trimmed trimming fall falls fell fallen falling decrease "
    "decreases decreased decreasing decline declines declined declining drop drops dropped dropping reduce reduces "
    "reduced reducing reduction shrink shrinks shrank shrunk shrinking contract contracts contracted contracting "
    "contraction cut cuts slump slumps slumped slumping lose loses lost losing loss slip slips slipped slipping dip "
    "dips dipped dipping plunge plunges plunged plunging slide slid sliding tumble tumbles tumbled tumbling ease "
    "eased easing weaken weakened shed halved retreat retreated down downturn recede receded depreciated deteriorated "
    "plummet plummeted"
).split()
_DIRECTION: dict[str, Direction] = {**dict.fromkeys(UP, "up"), **dict.fromkeys(DOWN, "down")}
_WORD = re.compile(r"[A-Za-z]+")

CHANGE = "|".join(sorted(_DIRECTION, key=len, reverse=True))
_CHANGE_WORD = re.compile(rf"\b(?:{CHANGE})\b", re.IGNORECASE)
_HIGHER = re.compile(
    r"^\W*(?:\w+\W+)?(higher|greater|more|larger|faster|above|ahead|longer|better|bigger|older)\b", re.IGNORECASE
)
_LOWER = re.compile(
    r"^\W*(?:\w+\W+)?(lower|less|fewer|smaller|slower|below|behind|shorter|worse|younger)\b", re.IGNORECASE
)


def direction_of(word: str) -> Direction | None:
    return _DIRECTION.get(word.lower())


def last_change(text: str) -> tuple[Direction, int, int] | None:
    """The last word of change in ``text``: its direction and span."""
    found = None
    for match in _CHANGE_WORD.finditer(text):
        found = match
    return (_DIRECTION[found.group().lower()], found.start(), found.end()) if found else None


def directions_in(text: str) -> list[Direction]:
    return [_DIRECTION[word.lower()] for word in _WORD.findall(text) if word.lower() in _DIRECTION]


def comparison_sign(tail: str) -> int:
    """1 where ``tail`` begins with "higher than" and its like, -1 for "lower than", 0 where it does neither."""
    if _HIGHER.match(tail):
        return 1
    return -1 if _LOWER.match(tail) else 0
