"""The unit written behind a number, and the one name it goes by here."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from qa_service.language.currencies import (
    CURRENCY_AFTER,
    CURRENCY_BEFORE,
    currency_after,
    currency_before,
)
from qa_service.language.measures import MEASURES


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as read: its name, where its wording ends, and the power of ten that the wording adds ("Mt")."""

    name: str
    end: int
    power: int = 0


_SI = {"k": 3, "M": 6, "G": 9, "T": 12, "kilo": 3, "mega": 6, "giga": 9}
_CO2 = r"CO[2₂](?:[\s-]?eq?)?"
_SUBSTANCE = re.compile(
    r"\s?\(?CO[2₂](?:[\s-]?eq?)?\)?(?![A-Za-z])"
    rf"|(?:\s+of)?\s+(?:(?:carbon\s+dioxide|{_CO2}|oil|coal|standard\s+coal)[\s-]+equivalents?|standard\s+coal"
    rf"|{_CO2})(?![A-Za-z])"
    r"|\s+of\s+(?:carbon\s+dioxide|oil|coal)\b",
    re.IGNORECASE,
)
_PERCENT = r"%|％|(?i:per\s?cent)\b|(?i:percentage)(?!\s+points?)\b|pct\b|p\.c\.|pc\b"
_POINTS = r"(?i:(?:percentage|percent|per\s+cent|%|%-|pct\.?)[\s-]?points?)\b|(?i:pp)(?:ts?)?\b|p\.p\."
_BASIS = r"(?i:basis[\s-]points?)\b|bps?\b"
_TONNES = (
    rf"(?P<tonnes>(?i:(?P<long>kilo|mega|giga)?(?:metric\s+)?tonnes?|metric\s+tons?)|(?P<si>[kMGT]?)t(?P<gas>oe"
    rf"|{_CO2})?)"
    r"(?![A-Za-z])"
)
_TON = r"(?P<ton>(?i:(?:short\s+|long\s+)?tons?))\b"
_NO_NOUN = (
    "a|an|the|of|in|on|at|by|for|to|as|and|or|per|from|than|with|was|were|is|are|had|has|have|up|down|it|its|their|this|that"
    "|which|who|while|but|between|during|since|over|under|about|times|higher|lower|more|less|compared|respectively|among"
)
_NOUN = rf"(?:\s+(?!(?:{_NO_NOUN})\b)[a-z][\w-]*)"
_OFTEN = r"(?:day|week|month|year|head|share|litre|barrel|tonne|ton|hour|minute|piece|kilo|night|gallon|ounce|time)"
_RATE = (
    r"(?:\s+per\s+[£$€¥₹]\s?(?:\d[\d,.]*\s*)?(?:thousand|million|billion|crore|m|bn)?\b"
    rf"|\s+per\s+(?:\d[\d,]*|(?:(?:one|a)\s+)?(?:hundred|thousand|million)(?:\s+thousand)?|head|person|capita"
    rf"|annum){_NOUN}{{0,3}}"
    r"|\s+per\s+(?!cent\b)[A-Za-z][\w-]*(?:\s+(?:hour|met(?:re|er)|mile|foot|kilomet(?:re|er))\b)?"
    rf"|\s+an?\s+{_OFTEN}\b(?!\s+(?:earlier|ago|before|later|on|previously|prior|after)\b)"
    r"|/(?:day|week|month|year|head|share|litre|km|kg|hour|hr|MWh|kWh|tonne|t|ha|person|barrel|h|s)\b)"
)
_RATE_RE = re.compile(_RATE)
_COUNTED_RATE = re.compile(rf"(?:\s+(?:more|fewer|less)\b)?(?P<name>{_NOUN}{{0,3}}{_RATE})")
_AFTER = re.compile(
    rf"[\s-]*(?:(?P<points>(?:of\s+an?\s+)?(?:{_POINTS}))|(?P<basis>{_BASIS})|(?P<percent>{_PERCENT})|{_TONNES}|{_TON}"
    rf"|(?P<currency>{CURRENCY_AFTER})"
    + "".join(rf"|(?P<m{i}>(?:{source})(?![A-Za-z\d²³]))" for i, (source, _) in enumerate(MEASURES))
    + ")"
)
_LETTERS = frozenset("p x W ms pc £ $ mu C F".split())  # believed only right behind the number
_PLAIN = frozenset("% pp days weeks months years times".split())  # "three times a week" is no rate of "times"


def unit_after(text: str, at: int) -> Unit | None:
    """The unit written right after a number that ends at ``at``, or None."""
    match = _AFTER.match(text, at)
    if match is None:
        return _counted_rate(text, at)
    wording = match[0].lstrip(" \t\n\u00a0-")
    if wording in _LETTERS and len(wording) < len(match[0]):
        return None
    unit = _named(match)
    if match["tonnes"] or match["ton"]:
        unit = _with_substance(text, unit)
    return unit if unit.name in _PLAIN else _with_rate(text, unit)


def _named(match: re.Match[str]) -> Unit:
    end = match.end()
    if match["points"]:
        return Unit("pp", end)
    if match["basis"]:
        return Unit("pp", end, -2)
    if match["percent"]:
        return Unit("%", end)
    if match["tonnes"]:
        prefix = match["si"] or (match["long"] or "").lower()
        return Unit(_tonnes(match["gas"]), end, _SI.get(prefix, 0))
    if match["ton"]:
        return Unit("tons", end)
    if match["currency"]:
        return Unit(currency_after(match["currency"]), end)
    return next(Unit(name, end) for i, (_, name) in enumerate(MEASURES) if match[f"m{i}"])


def _tonnes(gas: str | None) -> str:
    return "tonnes of oil equivalent" if gas == "oe" else f"tonnes {gas}" if gas else "tonnes"


def _with_substance(text: str, unit: Unit) -> Unit:
    match = _SUBSTANCE.match(text, unit.end)
    return replace(unit, name=f"{unit.name} {match[0].strip()}", end=match.end()) if match else unit


def _counted_rate(text: str, at: int) -> Unit | None:
    """A rate without a measure: "per 1,000 live births", "cigarettes a day"."""
    match = _COUNTED_RATE.match(text, at)
    if match is None or match[0].startswith("/"):
        return None
    return Unit(re.sub(r"\s+", " ", match["name"].strip()), match.end())


def _with_rate(text: str, unit: Unit) -> Unit:
    match = _RATE_RE.match(text, unit.end)
    if match is None:
        return unit
    rate = re.sub(r"\s+", " ", match[0].strip())
    rate = f"per {rate[1:]}" if rate.startswith("/") else rate
    return replace(unit, name=f"{unit.name} {rate}", end=match.end())


__all__ = ["CURRENCY_BEFORE", "Unit", "currency_before", "unit_after"]
