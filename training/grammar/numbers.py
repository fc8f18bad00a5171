"""Figures as reports print them: what belongs to the span of an answer, and the noun that follows outside it.

The rule for spans: sign, currency, scale and unit belong to the figure ("$4.2 billion", "7.7%", "412,000 tonnes"), and
so does a noun counted by a number without a scale word ("1,245 beds"), but not after one ("2.214 million").
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from .measures import Measure

WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()
PREFIXES = ("$", "£", "€", "$", "£", "€", "RMB ", "US$", "A$", "C$", "¥", "₹", "kr ", "CHF ", "R", "NZ$", "HK$", "Rs ")
SUFFIXES = ("crowns", "dinars", "pesos", "yuan", "florins", "euros", "pounds", "dollars", "rupees", "francs", "lira")


@dataclass(frozen=True)
class Figure:
    """The printed span and what follows it."""

    span: str
    tail: str = ""


@dataclass(frozen=True)
class Style:
    """How one passage prints its figures."""

    percent: str
    points: str
    prefix: str
    suffix: str
    short_scale: bool
    comma: str
    words: bool


def draw_style(rng: Random) -> Style:
    suffix = rng.random() < 0.22
    return Style(
        rng.choice(("%", "%", "%", "%", " per cent", " percent", " %")),
        rng.choice((" percentage points",) * 4 + (" points", " points", " pp", " percentage point", " pts")),
        "" if suffix else rng.choice(PREFIXES),
        rng.choice(SUFFIXES) if suffix else "",
        rng.random() < 0.35,
        rng.choice((",", ",", ",", ",", ",", " ")),
        rng.random() < 0.6,
    )


def _round(value: float, digits: int) -> float:
    return round(value, digits - 1 - math.floor(math.log10(abs(value)))) if value else 0.0


def draw_value(rng: Random, measure: Measure) -> float:
    """Even on the logarithm, so that small and large owners are alike frequent."""
    low, high = math.log10(measure.low), math.log10(measure.high)
    return 10 ** rng.uniform(low, high)


def plain(value: float, comma: str = ",") -> str:
    return f"{value:,.0f}".replace(",", comma)


def decimal(value: float, places: int) -> str:
    return f"{value:.{places}f}"


def scaled(rng: Random, value: float) -> tuple[str, str]:
    """A number with its scale word, "" below a million."""
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if value >= size * 0.9995:
            number = value / size
            places = rng.choice((1, 1, 2)) if number < 100 else rng.choice((0, 1))
            if number < 10 and rng.random() < 0.2:
                places = 3
            return decimal(number, places), word
    return plain(value), ""


SHORT = {"trillion": "tn", "billion": "bn", "million": "m"}


def money(rng: Random, value: float, style: Style) -> str:
    if value < 1e6:
        number, scale = plain(_round(value, 4) if value >= 1000 else value, style.comma), ""
        if value < 60:
            number = decimal(value, 2)
    else:
        number, scale = scaled(rng, value)
    if style.short_scale and scale and not style.suffix:
        scale = SHORT[scale]
        return f"{style.prefix}{number}{scale}"
    text = f"{style.prefix}{number} {scale}".strip()
    return f"{text} {style.suffix}" if style.suffix else text


def count(rng: Random, value: float, noun: str, style: Style) -> Figure:
    if value >= 1e6 and rng.random() < 0.85:
        number, scale = scaled(rng, value)
        return Figure(f"{number} {scale}", f" {noun}" if noun else "")
    whole = max(2, round(value))
    if whole > 3000 and rng.random() < 0.3:
        whole = round(whole, -2)
    number = WORDS[whole] if whole <= 10 and style.words else plain(whole, style.comma)
    return Figure(f"{number} {noun}".strip())


def percent(value: float, style: Style, places: int = 1) -> str:
    return decimal(value, places) + style.percent


def points(value: float, style: Style) -> str:
    word = style.points if value != 1 else style.points.rstrip("s")
    if word == " percentage point" and value != 1:
        word = " percentage points"
    return decimal(value, 1) + word


def _quantity(rng: Random, value: float, measure: Measure, style: Style) -> Figure:
    unit = measure.noun.replace("_", " ")
    if value >= 1e6:
        number, scale = scaled(rng, value)
        return Figure(f"{number} {scale} {unit}")
    if value < 100:
        return Figure(f"{decimal(value, 1)} {unit}")
    return Figure(f"{plain(_round(value, 4) if value > 9999 else value, style.comma)} {unit}")


def figure(rng: Random, value: float, measure: Measure, style: Style, noun: bool = True) -> Figure:
    """A level of a measure, printed; without `noun` the counted noun is left out."""
    if measure.unit == "money":
        return Figure(money(rng, value, style))
    if measure.unit == "count":
        return count(rng, value, measure.noun if noun else "", style)
    if measure.unit == "pct":
        return Figure(percent(value, style))
    if measure.unit == "qty":
        return _quantity(rng, value, measure, style)
    if measure.unit == "time":
        return Figure(f"{decimal(value, 1) if value < 30 else plain(value)} {measure.noun.split(',')[0]}")
    if measure.unit == "per":
        base, _, group = measure.noun.partition("_")
        return Figure(f"{decimal(value, 1)} per {base}", f" {group}" if noun else "")
    if measure.unit == "price":
        text = f"{style.prefix}{decimal(value, 2)}" + (f" {style.suffix}" if style.suffix else "")
        return Figure(text, f" a {measure.noun}" if noun else "")
    return Figure(decimal(value, 1))


def difference(rng: Random, value: float, measure: Measure, style: Style) -> Figure:
    """An absolute change of a measure: points where it is a rate."""
    if measure.unit == "pct":
        return Figure(points(max(0.1, value), style))
    if measure.unit == "index":
        return Figure(f"{decimal(max(0.1, value), 1)} points")
    if measure.unit == "per":
        return Figure(decimal(max(0.1, value), 1))
    return figure(rng, value, measure, style)
