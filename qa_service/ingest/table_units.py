"""The unit and scale that a label of a table tells: "(£ million)", "'000", "Unit: 10,000 tonnes", "per 1,000"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from qa_service.language.currencies import CURRENCY_BEFORE
from qa_service.language.quantities import find_quantities

ONE = Decimal(1)
PERCENT = r"(?:%|per\s?cent(?:age)?|pct\.?)"
PERCENT_OF = re.compile(
    rf"(?:{PERCENT}|percentages?|shares?|proportion)(?:\s*\(?%\)?)?\s+(?:share\s+)?(?:of|in)\s+(?:the\s+)?([^(),;]+)",
    re.IGNORECASE,
)
# words that only say that, and since when, something changed
CHANGE_WORDS = re.compile(
    r"(?:\b(?:annual|yearly|quarterly|monthly|change|growth|variation|variance|vs|versus|increase|decrease|rate|on|over|from"
    r"|than|the|a|previous|last|year|quarter|month|earlier|in|net|basis|compared|with|to|points?|percentage)\b"
    rf"|year[- ]on[- ]year|y[/-]?o[/-]?y|[yqm]/[yqm]|{PERCENT}|\W)+",
    re.IGNORECASE,
)
_LONGEST = 80
_SCALES = r"(?:hundred|thousand|million|billion)s?"
_BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_STATED = re.compile(
    r"\b(?:units?(?: of measure(?:ment)?)?|measured|expressed)\s*(?::|in\b|=)\s*([^;)\]]+)", re.IGNORECASE
)
_IN_TAIL = re.compile(rf"(?:^|[\s,(])(in (?:[£$€¥₹]|[A-Z]{{3}}\b|US\b|{_SCALES}\b|per ?cent)[^,;()]*)$", re.IGNORECASE)
_AFTER_COMMA = re.compile(r"(?:[,;]|\s[–—-])\s+([^,;]+)$")
_TAIL = re.compile(
    r"(?:^|\s)((?:U\.?S\.?\s?)?(?:[£$€¥₹]|RMB|[A-Z]{2,3}\$|[A-Z]{3})"
    r"\s?(?:['’]?000s?|k|m|mn|bn|tn|(?:thousand|million|billion)s?)?|['’]000s?|%|(?:thousand|million|billion)s?|bn)$"
)
# where a unit may stand in a label, and whether any noun there is one
_PLACES = ((_STATED, True), (_BRACKETED, False), (_IN_TAIL, True), (_AFTER_COMMA, False), (_TAIL, False))
_MONEY_IN = re.compile(rf"(?P<money>[^(),]{{1,20}}?)\s+in\s+(?P<scale>{_SCALES})\b", re.IGNORECASE)
_PER = re.compile(
    r"\bper\s+(?:\d[\d,]*|(?:one |a )?(?:hundred|thousand|million)|capita|head)"
    r"(?:\s+(?!(?:by|in|of|and|for|at|on)\b)[a-z][\w-]*){0,3}",
    re.IGNORECASE,
)
_ONLY_PERCENT = re.compile(rf"(?:in\s+|as\s+(?:a\s+)?)?{PERCENT}(?:\s+(?:change|share|growth)\b.*)?", re.IGNORECASE)
_HAS_PERCENT = re.compile(rf"(?<![\w.]){PERCENT}(?!\s*-?points?)(?![a-z])", re.IGNORECASE)
_POINTS = re.compile(r"(?:percentage|percent|per cent|%|%-)[\s-]?points?|\bppts?\b|\bpp\b|\bp\.p\.", re.IGNORECASE)
_NUMBER = re.compile(r"(?:in\s+)?(?:total\s+)?(?:numbers?|counts?|no\.?|n)(?:\s+of\s+([a-z][\w -]*))?", re.IGNORECASE)
_INDEX = re.compile(r"(?:index\b.*)?(?:19|20)\d\d(?:[-/]\d\d)?\s*=\s*100|index(?: points?| numbers?)?", re.IGNORECASE)
_LEADS = re.compile(
    r"(?:(?:all |the )?(?:figures|amounts|values|data|numbers)\s+)?(?:are\s+)?(?:expressed\s+|stated\s+)?in\s+",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",\s*(?:unless|except|excluding|other than)\b|,\s(?=[a-z])", re.IGNORECASE)
_QUOTED_SCALE = re.compile(r"(?<=[A-Za-z$£€])['’‘](?=[MBmbTt]illion|[Tt]housand)")
_THOUSAND = re.compile(r"(?<![\d.,])['’‘]?0?00['’]?s?\b", re.IGNORECASE)
_PLURALS = re.compile(r"\b(hundred|thousand|million|billion|trillion)s\b(?:\s+of\b)?", re.IGNORECASE)
_MONEY_FIRST = re.compile(rf"({CURRENCY_BEFORE}|U\.S\.\s?\$|[A-Z]{{3}})\s*(.*)")
_MANY = re.compile(r"1(?:0{3,}|0{0,2}(?:,000)+|0{0,2}\s(?:thousand|million|billion))", re.IGNORECASE)
_NOUN = re.compile(r"\s?(?:of )?((?:[a-z][\w-]*)(?: [a-z][\w-]*){0,3})")
_POWER_OF_TEN = re.compile(r"0?\.?0*10*")


@dataclass(frozen=True, slots=True)
class Unit:
    """``name`` is "" where only the scale is told ("in thousands"); ``factor`` is what figures are multiplied by."""

    name: str
    factor: Decimal = ONE


def unit_in(text: str) -> tuple[Unit | None, str]:
    """The unit that a label tells, and the label without it; a unit that is part of its wording stays."""
    text = _MONEY_IN.sub(_scale_in_place, text)
    unit = _segment(text, loose=False)
    if unit is not None:
        return unit, text if PERCENT_OF.match(text) else ""
    for pattern, loose in _PLACES:
        for found in reversed(list(pattern.finditer(text))):
            unit = _segment(found[1], loose=loose)
            if unit is not None:
                return unit, f"{text[: found.start()]} {text[found.end() :]}".strip()
    return _worded(text)


def is_unit(text: str) -> bool:
    """Whether a text is nothing but a unit: "£m", "%", "Tonnes"."""
    if len(text) > _LONGEST or not any(c.isalpha() or c in "%£$€¥₹0" for c in text):
        return False
    unit, rest = unit_in(text)
    return unit is not None and not rest.strip(" ,.:;()[]")


def _scale_in_place(match: re.Match[str]) -> str:
    """Put "dollars in thousands" as "thousands dollars", "$ in thousands" as "$ thousands"."""
    money, scale = match["money"], match["scale"]
    return f"{money} {scale}" if money[-1] in "$£€¥₹" else f"{scale} {money}"


def _worded(text: str) -> tuple[Unit | None, str]:
    """A unit that is part of the label's wording: "Births per 1,000 women", "Percentage of households"."""
    per = _PER.search(text)
    if per:
        return Unit(re.sub(r"\s+", " ", per[0])), text
    if _POINTS.search(text):
        return Unit("pp"), text
    if _HAS_PERCENT.search(text):
        return Unit("%"), text if PERCENT_OF.search(text) else _HAS_PERCENT.sub(" ", text, count=1).strip()
    counted = _NUMBER.match(text)
    return (Unit("count"), text) if counted and counted[1] else (None, text)


def _segment(text: str, *, loose: bool) -> Unit | None:
    """A piece of a label that is nothing but a unit; ``loose`` takes any noun for one ("Unit: persons")."""
    text = _ASIDE.split(text.strip())[0].strip(" .:")
    text = _LEADS.sub("", text, count=1) if _LEADS.match(text) else text
    if _POINTS.fullmatch(text):
        return Unit("pp")
    if _ONLY_PERCENT.fullmatch(text):
        return Unit("%")
    if _HAS_PERCENT.search(text) and (CHANGE_WORDS.fullmatch(text) or PERCENT_OF.match(text)):
        return Unit("%")
    if _INDEX.fullmatch(text):
        return Unit("index")
    counted = _NUMBER.fullmatch(text)
    if counted:
        return None if counted[1] else Unit("count")
    return _measured(_PLURALS.sub(r"\1", _THOUSAND.sub(" thousand", _QUOTED_SCALE.sub(" ", text))).strip(), loose=loose)


def _measured(text: str, *, loose: bool) -> Unit | None:
    """A unit read as if a number stood before it."""
    for probe in map(str.strip, _probes(text)):
        found = find_quantities(probe)
        if len(found) == 1 and found[0].start == 0:
            unit = _filling(probe, found[0].end, Unit(found[0].unit, found[0].value), loose=loose)
            if unit is not None:
                return unit
    return None


def _probes(text: str) -> list[str]:
    money = _MONEY_FIRST.fullmatch(text)
    if money is None:
        if text[:1].isdigit():
            return [text] if _MANY.match(text) else []
        return [f"1 {text}", f"1{text}"]
    sign, scale = re.sub(r"U\.S\.\s?\$", "US$", money[1]), money[2]
    if scale[:1].isdigit():
        return [f"{sign} {scale}"]
    return [f"{sign}1 {scale}", f"{sign}1{scale}", f"{sign} 1 {scale}", f"1 {scale} {sign}"]


def _filling(probe: str, end: int, unit: Unit, *, loose: bool) -> Unit | None:
    """``unit`` where its wording fills the probe, with a counted noun behind a scale ("thousand people")."""
    if not _POWER_OF_TEN.fullmatch(format(unit.factor, "f")):
        return None
    scaled = unit.factor != 1
    if end == len(probe):
        return unit if unit.name or scaled else None
    noun = _NOUN.fullmatch(probe, end)
    if noun is None or unit.name or not (scaled or loose):
        return None
    return Unit(noun[1], unit.factor)
