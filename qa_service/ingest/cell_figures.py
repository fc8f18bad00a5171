"""Cells of tables read as figures: "1,234 r", "(1.2)", "$ 5.3m", "4.5 (4.1 to 4.9)"; anything else is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from qa_service.language.numerals import from_digits, plain
from qa_service.language.quantities import find_quantities
from qa_service.language.units import CURRENCY_BEFORE

_NUMBER = r"(?:\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?!\d)|\d{1,3}(?:,\d{2,3})*,\d{3}(?!\d)|\d+)(?:\.\d+)?|\.\d+"
# a footnote, "r" for revised, "p" for provisional, significance stars; "4.5(1)" but not "4 (3)"
_MARK = re.compile(
    r"(?:\s*\[(?!\d+[.,]\d)[^\]]{1,12}\]|\s*(?<!m)[*†‡§¶#¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜᵈᵉᵖʳ]+|\s*\([a-z]{1,4}\)|(?<=[\d%])\(\d\)|(?<=[\d%)])\s[a-fijn-su-z]"
    r"|(?<=[\d%])[re])$"
)
_FIGURE = re.compile(
    rf"(?P<sign>[-‑−–+]\s?)?(?P<open>\(\s*)?(?P<sign2>[-‑−–+]\s?)?(?P<currency>{CURRENCY_BEFORE})?\s*"
    rf"(?P<sign3>[-‑−–]\s?)?(?P<open2>\(\s*)?(?P<number>{_NUMBER})"
)
_QUALIFIER = re.compile(r"[<>≤≥~≈]\s*|(?:under|over|about|around|up to|at least|c\.)\s", re.IGNORECASE)
_QUALIFIERS = {
    "<": "less_than", ">": "more_than", "≤": "at_most", "≥": "at_least", "~": "about", "≈": "about",
    "under": "less_than", "over": "more_than", "about": "about", "around": "about", "c.": "about",
    "up to": "at_most", "at least": "at_least",
}  # fmt: skip
_REST = re.compile(
    rf"(?P<unit>\s?[^\W\d_%(][^()\[\]\d±–—;]*?|\s?%(?:\s?points?)?)?(?P<close>\s*\))?(?P<percent>\s?%)?"
    rf"(?P<upper>\s?(?:-|–|—|to)\s?(?P<second>{_NUMBER})(?P<unit2>\s?%|\s?[a-z]\S*)?)?"
    r"(?P<aside>\s*(?:\(.*\)|\[.*\]|±.*))?"
)
_IN_BRACKETS = re.compile(rf"\s*[(\[]\s*(?P<number>[-‑−–+]?(?:{_NUMBER}))(?P<percent>\s?%)?\s*[)\]]")
_ORDINAL = re.compile(r"(\d{1,4})(?:st|nd|rd|th)=?")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class CellFigure:
    """A figure of a cell; ``start``/``end`` are offsets into the cell. ``unit`` is "" where the cell has none.

    ``scaled`` tells that the cell has a scale of its own ("5.3m"), ``aside`` that it stands in brackets behind another.
    """

    value: Decimal
    unit: str
    start: int
    end: int
    qualifier: str | None = None
    scaled: bool = False
    aside: bool = False


def cell_figures(text: str) -> tuple[CellFigure, ...]:
    """The figure of a cell, and a single one in brackets behind it; none where the cell is not a figure.

    A range has its first end as the value; a margin of error or a confidence interval is left out.
    """
    if len(text) > _LONGEST or not any(c.isdigit() for c in text):
        return ()
    core = _unmarked(text)
    ordinal = _ORDINAL.fullmatch(core)
    if ordinal:
        return (CellFigure(Decimal(ordinal[1]), "rank", 0, len(core)),)
    led = _QUALIFIER.match(core)
    start = led.end() if led else 0
    figure = _FIGURE.match(core, start)
    rest = _REST.fullmatch(core, figure.end()) if figure else None
    if figure is None or rest is None or not _balanced(figure, rest):
        return ()
    first = _first(core, figure, rest, _QUALIFIERS[led[0].strip().lower()] if led else None)
    return (first, *_second(core, rest)) if first else ()


def _unmarked(text: str) -> str:
    core = text.rstrip()
    while found := _MARK.search(core):
        shorter = core[: found.start()].rstrip()
        if not any(c.isdigit() for c in shorter):
            break
        core = shorter
    return core


def _balanced(figure: re.Match[str], rest: re.Match[str]) -> bool:
    return bool(figure["open"] or figure["open2"]) == bool(rest["close"])


def _first(core: str, figure: re.Match[str], rest: re.Match[str], qualifier: str | None) -> CellFigure | None:
    end = max(rest.end("unit"), rest.end("close"), rest.end("percent"), rest.end("upper"), figure.end())
    start = figure.start("currency") if figure["currency"] else figure.start("number")
    unit = rest["percent"] or rest["unit"] or rest["unit2"] or ""
    read = _read(f"{figure['currency'] or ''}{figure['number']}{unit}")
    if read is None:
        return None
    value, name, scaled = read
    negative = bool(rest["close"]) or any((figure[sign] or "+").strip() != "+" for sign in ("sign", "sign2", "sign3"))
    opened = figure.start() if figure["open"] or figure["sign"] or figure["sign2"] or figure["sign3"] else start
    opened = min(opened, start)
    return CellFigure(-value if negative and value else value, name, opened, end, qualifier, scaled)


def _read(written: str) -> tuple[Decimal, str, bool] | None:
    """Value, unit, and whether a scale was written; None where the letters around the number are no unit."""
    number = re.search(_NUMBER, written)
    if number is None or re.fullmatch("000+", number[0]):
        return None
    bare = plain(from_digits(number[0]))
    if number[0] == written:
        return bare, "", False
    if written == f"{number[0]}%" or written == f"{number[0]} %":
        return bare, "%", False
    probe = f"{written[: number.start()]}{bare:,f}{written[number.end() :]}"
    found = find_quantities(probe)
    if len(found) != 1 or found[0].start != 0 or found[0].end != len(probe):
        return None
    return found[0].value, found[0].unit, found[0].value != bare and found[0].unit != "pp"


def _second(core: str, rest: re.Match[str]) -> tuple[CellFigure, ...]:
    found = _IN_BRACKETS.fullmatch(rest["aside"]) if rest["aside"] else None
    if found is None:
        return ()
    value = plain(from_digits(found["number"]))
    end = "percent" if found["percent"] else "number"
    start = rest.start("aside")
    signed = -value if found["number"][0] in "-‑−–" and value else value
    unit = "%" if found["percent"] else ""
    return (CellFigure(signed, unit, start + found.start("number"), start + found.end(end), aside=True),)
