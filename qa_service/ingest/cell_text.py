"""The text that a spreadsheet shows for a cell's value under its number format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

from qa_service.ingest.characters import printed

CellValue = str | bool | int | float | Decimal | datetime | date | time | timedelta | None
_TOKEN = re.compile(r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<symbol>[^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].'
                    r"|(?P<digits>[#0?][#0?.,]*|\.[#0?]+)|(?P<other>.)")  # fmt: skip
_SIGNS = "()-+"
_GENERAL_DIGITS, _MOST_PLACES = 10, 20


def cell_text(value: CellValue, number_format: str) -> str:
    """One line; "" for nothing and for an error such as ``#N/A``. What is below zero has a minus in any format."""
    if value is None:
        return ""
    if isinstance(value, str):
        return "" if re.fullmatch(r"#[A-Z0-9/]+[!?]?", value) else " ".join(printed(value).split())
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (date, time)):
        return _day(value, number_format)
    if isinstance(value, timedelta):
        return str(value)
    return _number(value if isinstance(value, Decimal) else Decimal(repr(value)), number_format)


def _day(value: date | time, number_format: str) -> str:
    """A date in words, with as much of day, month and time as the format shows."""
    letters = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", number_format.lower())
    if isinstance(value, time):
        return f"{value:%H:%M}"
    clock = f"{value:%H:%M}" if isinstance(value, datetime) and "h" in letters else ""
    if "d" in letters or not re.search("[ym]", letters):
        day = f"{value.day} {value:%B} {value.year}"
    else:
        day = f"{value:%B} {value.year}" if "m" in letters else str(value.year)
    return f"{day} {clock}".strip()


@dataclass(frozen=True, slots=True)
class _Mask:
    """``digits`` is the part of a format that stands for the number: ``#,##0.0``; "" where it asks for no such."""

    before: str
    digits: str
    after: str


def _number(value: Decimal, number_format: str) -> str:
    if not value.is_finite():
        return ""
    if value and abs(value.adjusted()) > _MOST_PLACES:
        return f"{value:.{_GENERAL_DIGITS}g}"
    sections = number_format.split(";")
    mask = _mask(sections[1] if value < 0 and len(sections) > 1 and sections[1] else sections[0])
    if not mask.digits:
        return _general(value)
    shown = value.copy_abs() * (100 if "%" in mask.before + mask.after else 1)
    scale = re.search(r"0(,+)(?:\.|$)", mask.digits)
    shown = shown.scaleb(-3 * len(scale[1])) if scale else shown
    text = " ".join(f"{mask.before}{_digits(shown, mask.digits)}{mask.after}".split())
    return f"-{text}" if value < 0 and re.search("[1-9]", text) else text


def _digits(value: Decimal, digits: str) -> str:
    _, _, places = digits.partition(".")
    places = re.sub("[^#0?]", "", places)[:_MOST_PLACES]
    rounded = value.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP, Context(prec=3 * _MOST_PLACES))
    text = f"{rounded:,f}" if re.search("[#0?],[#0?]", digits) else f"{rounded:f}"
    least = len(places.rstrip("#?"))
    while "." in text and text.endswith("0") and len(text.partition(".")[2]) > least:
        text = text[:-1]
    return text.rstrip(".")


def _mask(section: str) -> _Mask:
    before, digits, after = "", "", ""
    if re.search(r"general|[0#?]E[+-]|[?#0]\s*/\s*[?#\d]|@", section, re.IGNORECASE):
        return _Mask("", "", "")
    for token in _TOKEN.finditer(section):
        plain = token["escaped"] or token["other"] or ""
        literal = token["quoted"] or token["symbol"] or ("" if plain in _SIGNS else plain)
        if token["digits"] and not digits:
            digits = token["digits"]
        elif digits:
            after += literal
        else:
            before += literal
    return _Mask(before, digits, after)


def _general(value: Decimal) -> str:
    shown = value if value == value.to_integral_value() else Decimal(f"{value:.{_GENERAL_DIGITS}g}")
    text = f"{shown:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
