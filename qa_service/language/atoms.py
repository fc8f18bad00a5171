"""Numbers in digits with what is written onto them: sign, currency, scale word, unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from qa_service.language.numerals import DIGITS, from_digits, scale_power, scaled
from qa_service.language.units import CURRENCY_BEFORE, currency_before, unit_after

_SCALE = r"(?:hundred|thousand|millions?|mn|mln|mio|billions?|bn|bln|trillions?|tn|trn|lakhs?|lac|crores?|wan|yi)"
_SCALED = rf"(?P<scale>[\s\u00a0-]?(?i:{_SCALE}(?:\s+{_SCALE})?)\b|\s?(?:[kKbB]|MM?)(?![\w/²³])|m(?![\w/²³]))?"
_SIGN = r"(?P<sign>(?<![\w)%])(?:−\s?|[–+-])(?=[\d.£$€¥₹]|RMB|US|Rs)|\b(?:minus|negative)[\s-]+)?"
_DIGIT_NUMBER = re.compile(
    rf"{_SIGN}(?P<currency>{CURRENCY_BEFORE}\s?)?(?P<sign2>(?<=[£$€¥₹\s])[−-])?(?(currency)|(?<![\w.,/]))"
    rf"(?P<number>{DIGITS})(?P<half>½|¼|¾)?{_SCALED}"
)
_HALVES = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_METRES = re.compile(
    r"\s+(?:long|wide|high|tall|deep|away|above|below|race|sprint|freestyle|hurdles|in\s+(?:length|height"
    r"|diameter))\b|\s?[x×]"
)


@dataclass(frozen=True, slots=True)
class Atom:
    """One number with what is written onto it.

    ``raw`` is its value before scale, ``scale`` the power of ten applied, ``upper`` the second end of a range.
    ``shared`` marks a unit taken from a neighbour, ``fixed`` a reading that neighbours cannot change (a fraction).
    """

    start: int
    end: int
    value: Decimal
    unit: str
    raw: Decimal
    scale: int = 0
    upper: Decimal | None = None
    shared: bool = False
    fixed: bool = False


def digit_atoms(text: str) -> Iterator[Atom]:
    """The numbers in digits, in order."""
    for match in _DIGIT_NUMBER.finditer(text):
        scale = match["scale"] or ""
        if scale and not _scale_meant(match):
            scale = ""
        end = (match.end("half") if match["half"] else match.end("number")) + len(scale)
        if end < len(text) and text[end].isalpha() and unit_after(text, end) is None:
            continue
        yield with_unit(text, match.start(), end, _raw(match), scale, match["currency"] or "")


def _raw(match: re.Match[str]) -> Decimal:
    value = from_digits(match["number"])
    if match["half"]:
        value += _HALVES[match["half"]]
    negative = (match["sign"] or "+") != "+" or match["sign2"]
    return value.copy_negate() if negative else value  # unlike a minus, exact whatever the number of digits


def _scale_meant(match: re.Match[str]) -> bool:
    """Tell "5m people" from "5m long", and leave a letter that belongs to something else."""
    letter, glued = match["scale"].strip(), match["scale"][0].isalpha()
    if letter in ("m", "M") and not match["currency"]:
        return glued and not _METRES.match(match.string, match.end())
    return letter not in ("MM", "B", "b", "k", "K") or bool(match["currency"]) or glued


def with_unit(text: str, start: int, end: int, raw: Decimal, scale: str, currency: str) -> Atom:
    """The atom of a number at ``start``:``end``, reading on to its unit; ``scale`` and ``currency`` as written."""
    power = scale_power(scale.strip(" -\u00a0"))
    value = scaled(raw, power)
    unit = unit_after(text, end)
    name = currency_before(currency, text) if currency else ""
    if unit is None or (name and not unit.name.startswith(("per ", "a ", "an ", name))):
        return Atom(start, end, value, name, raw, power)
    full = unit.name if not name or unit.name.startswith(name) else f"{name} {unit.name}"
    return Atom(start, unit.end, scaled(value, unit.power), full, raw, power + unit.power)
