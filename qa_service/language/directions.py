"""Whether a figure tells of a rise or a fall, from the words beside it."""

from __future__ import annotations

import re

from qa_service.records import Quantity

_UP = (
    r"up|rose|ris(?:e|es|en|ing)|increas(?:e|ed|es|ing)|gr(?:ew|ow|ows|own|owing|owth)|gain(?:s|ed|ing)?|jump(?:s"
    r"|ed|ing)?|climb\w*"
    r"|surg(?:e|ed|es|ing)|soar\w*|advanc(?:e|ed|es|ing)|add(?:s|ed|ing)?|rall(?:y|ied|ies)|expan(?:d|ds|ded|ding"
    r"|sion)"
    r"|rais(?:e|ed|es|ing)|lift(?:s|ed|ing)?|improv(?:e|ed|es|ing|ement)|accelerat\w+|rebound\w*|recover(?:s|ed|ing"
    r"|y)|upward|uptick"
    r"|boost\w*|leap\w*|swell\w*|widen\w*|strengthen\w*"
)
_DOWN = (
    r"down|fell|fall(?:s|en|ing)?|declin(?:e|ed|es|ing)|decreas(?:e|ed|es|ing)|drop(?:s|ped|ping)?|slid\w*|slip(?:s"
    r"|ped|ping)?"
    r"|los(?:t|e|es|ing|s|ses)|shed(?:s|ding)?|plung\w+|plummet\w*|tumbl\w+|sank|sink\w*|shr(?:ank|ink\w*|unk)"
    r"|contract(?:ed|ing|ion)|reduc(?:e|ed|es|ing|tion)|cut(?:s|ting)?|dip(?:s|ped|ping)?|eas(?:ed|ing)|retreat\w*"
    r"|slump\w*"
    r"|weaken\w*|narrow\w*|lower(?:ed|ing)|downward|crash\w*|halv\w+|slash\w*"
)
_PHRASAL = r"(?<!\bmade )(?<!\bmake )(?<!\bmakes )(?<!\bmaking )(?<!\bset )"  # "made up 16% of" tells of no rise
_DIRECTION = re.compile(rf"(?<![\w-]){_PHRASAL}(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?![\w-])", re.IGNORECASE)
_BOUNDARY = re.compile(
    r"[;:—!?]|\.\s|\b(?:while|whereas|but|compared|although|though|which|who|when|after|before|because)\b",
    re.IGNORECASE,
)
_LINKS = (
    "by of at a an another the about around approximately roughly nearly almost some only just over under more less "
    "than or and "
    "further up down was were is has been reached rate as much per cent percent percentage point points basis "
    "sharply slightly "
    "steadily modestly respectively estimated total upward downward rates million billion trillion thousand bn mn "
    "US RMB year-on-year "
    "year on annual annually month quarter over jobs people"
)
_BETWEEN = re.compile(
    rf"(?:\s+(?:[\w-]+\s+){{1,4}}by\b)?(?:[\s,(-]|\b(?:{'|'.join(_LINKS.split())})\b|\d[\d,.]*\s+(?:[a-z]+\s+){{1,2}}or\b"
    r"|[\d.,%£$€¥])*",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\s,)-]*(?:(?:year[\s-]on[\s-]year|annual|annualised|yearly|quarterly|monthly|net|further|sharp|slight"
    r"|overall|real|nominal|total"
    rf"|cumulative|steep|small|large|point)\s+)*(?:(?P<up>{_UP}|higher)|(?P<down>{_DOWN}"
    rf"|lower))(?![\w-])(?!\s+(?:by\s+)?(?:[£$€¥]|RMB)?\d)",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"\b(?:to|at|from)\s+(?:(?:an?|about|around|nearly|almost|just|over|under|record|end|close|at|of|more\s+than"
    r"|less\s+than)\s+)*$",
    re.IGNORECASE,
)


def change_direction(text: str, quantity: Quantity) -> str | None:
    """Tell "up" or "down" when the figure is the size of a change; None for a level, also one moved "to" or "from"."""
    if quantity.value < 0:
        return "down"
    if quantity.text.startswith("+"):
        return "up"
    before = _clause_before(text, quantity.start)
    if _LEVEL.search(before):
        return None
    nearest = list(_DIRECTION.finditer(before))
    if nearest and _BETWEEN.fullmatch(before, nearest[-1].end()):
        return _way(nearest[-1])
    match = _AFTER.match(text, quantity.end)
    return _way(match) if match else None


def _clause_before(text: str, start: int) -> str:
    window = text[max(0, start - 90) : start]
    ends = [match.end() for match in _BOUNDARY.finditer(window)]
    return window[ends[-1] :] if ends else window


def _way(match: re.Match[str]) -> str:
    return "up" if match["up"] else "down"
