"""Value and unit F1 of ``find_quantities`` and of quantulum3 on a file of annotated sentences.

    python benchmarks/bench_quantities.py FILE.json

FILE is a JSON list of ``{"text", "quantities": [{"change", "value", "unit", "normalized_unit"}]}``; a value is a
number or a range "low-high", ``change`` is one of = ~ < > up down.

How a figure found is held against an annotated one, the same for both readers:

- value: the same absolute number after scale (relative difference up to 0.0002, for fractions in words); a range
  needs both ends;
- unit: the same class. A class is a currency, per cent, or a measure, by the table below, plus its rate ("per day");
  everything else, counted nouns and bare numbers alike, is the one class "count", because neither reader names nouns;
- change: of the figures matched by value, where the annotation says up or down, and where either side does.

The annotations keep basis points and fractions in words ("a third", 0.333) as written, where this service gives
percentage points and per cent; ours are turned back before comparing.

Pairs are one to one within a sentence, pairs with the same unit first.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a script, from any folder

from qa_service.language.quantities import change_direction, find_quantities
from qa_service.records import Quantity

_CLASSES = """
%: % percent percentage per-cent pc
pp: pp percentage-point
bp: basis-point
USD: dollar usd united-states-dollar us-dollar $
GBP: pound-sterling gbp pound-sterling british-pound
EUR: euro eur
CNY: chinese-yuan cny yuan renminbi
JPY: japanese-yen jpy yen
AUD: australian-dollar aud
CAD: canadian-dollar cad
HKD: hong-kong-dollar hkd
NZD: new-zealand-dollar nzd
SGD: singapore-dollar singaporean-dollar sgd
MYR: malaysian-ringgit myr ringgit
ILS: shekel ils israeli-new-shekel israeli-shekel new-shekel
INR: indian-rupee inr
DKK: danish-krone dkk
ZAR: south-african-rand zar
cent: cent
mph: mile-per-hour mph
km/h: kilometre-per-hour kilometer-per-hour km/h
mpg: mile-per-gallon mpg
mile: mile
yard: yard
inch: inch
foot: foot feet
km: kilometre kilometer km
metre: metre meter
cm: centimetre centimeter cm
mm: millimetre millimeter mm
um: micrometre micrometer μm
nm: nanometre nanometer nm
sqm: square-metre square-meter sq-m
sqmile: square-mile
sqft: square-foot square-feet sq-ft
cubicfoot: cubic-foot cubic-feet
hectare: hectare
acre: acre
litre: litre liter
ml: millilitre milliliter ml
gallon: gallon
barrel: barrel barrel-of-oil
kg: kilogram kg
gram: gram
mg: milligram mg
lb: pound-mass lb
ounce: ounce
tonne: tonne metric-ton
ton: ton
gigaton: gigaton gigatonne
hp: horsepower brake-horsepower
kw: kilowatt kw
mw: megawatt mw
gw: gigawatt gw
w: watt w
kwh: kilowatt-hour kilowatthour kwh
gwh: gigawatt-hour gigawatthour gwh
hz: hertz hz
ghz: gigahertz ghz
gb: gigabyte gb
celsius: celsius degree-celsius °c
fahrenheit: fahrenheit degree-fahrenheit °f
degree: degree degree-angle
ppm: part-per-million ppm parts-per-million
ppb: part-per-billion ppb parts-per-billion
second: second
minute: minute minute-time
hour: hour
day: day
week: week
month: month
year: year julian-year
age: year-of-age year-old
decade: decade
"""
_CLASS = {name: line.split(":")[0] for line in _CLASSES.strip().splitlines() for name in line.split(":")[1].split()}
_BASIS = re.compile(r"basis|bps?$")
_PERCENT = re.compile(r"%|cent|pc")
_RATE = re.compile(r"^(.*?)\s+(?:per|an?)\s+(.+)$")


@dataclass(frozen=True, slots=True)
class Read:
    """One figure as annotated or as found: absolute ends, unit class, direction (None for none)."""

    low: float
    high: float
    unit: str
    change: str | None


@dataclass(slots=True)
class Score:
    """Counts over all sentences."""

    gold: int = 0
    found: int = 0
    value: int = 0
    unit: int = 0
    moved: int = 0
    moved_right: int = 0
    either: int = 0

    def line(self, name: str, hits: int) -> str:
        precision, recall = hits / max(self.found, 1), hits / max(self.gold, 1)
        f1 = 2 * hits / max(self.found + self.gold, 1)
        return f"| {name} | {precision:.3f} | {recall:.3f} | {f1:.3f} |"


def unit_class(unit: str) -> str:
    """The class of a unit, plural or singular, with its rate; "count" for anything not in the table."""
    lowered = unit.strip().lower()
    if lowered in ("per cent", "percent", ""):
        return "%" if lowered else "count"
    whole = _class_of(lowered)
    if whole or not (rate := _RATE.match(lowered)):
        return whole or "count"
    return f"{_class_of(rate[1]) or 'count'}/{_class_of(rate[2]) or rate[2].rstrip('s')}"


def _class_of(unit: str) -> str | None:
    words = unit.split()
    singular = (
        "-".join([*words[:-1], words[-1].removesuffix("s") if len(words[-1]) > 2 else words[-1]]) if words else ""
    )
    return _CLASS.get("-".join(words)) or _CLASS.get(singular) or _CLASS.get(singular.removesuffix("e"))


def annotated(item: dict[str, str]) -> Read:
    ends = re.fullmatch(r"\s*(-?[\d.E+-]*\d)\s*-\s*(-?[\d.]+)\s*", item["value"])
    if ends and "E" not in item["value"]:
        low, high = sorted((abs(float(ends[1])), abs(float(ends[2]))))
    else:
        low = high = abs(float(item["value"]))
    change = item["change"] if item["change"] in ("up", "down") else None
    return Read(low, high, unit_class(item["normalized_unit"]), change)


def ours(text: str) -> list[Read]:
    return [_ours(text, quantity) for quantity in find_quantities(text)]


def _ours(text: str, quantity: Quantity) -> Read:
    """One figure in the conventions of the annotations: basis points and fractions in words as written."""
    wording, unit = quantity.text.lower(), unit_class(quantity.unit)
    low, high = sorted((abs(float(quantity.value)), abs(float(quantity.upper or quantity.value))))
    if unit == "pp" and _BASIS.search(wording):
        low, high, unit = low * 100, high * 100, "bp"
    elif unit == "%" and not _PERCENT.search(wording) and quantity.start + 3 < quantity.end and wording[0].isalpha():
        low, high, unit = low / 100, high / 100, "count"
    return Read(low, high, unit, change_direction(text, quantity))


def quantulum(text: str) -> list[Read]:
    """The same by quantulum3, without its optional classifier: a range comes as middle and uncertainty."""
    from quantulum3 import classifier, parser

    classifier.USE_CLF = False
    found = []
    for quantity in parser.parse(text):
        spread = abs(quantity.uncertainty or 0.0)
        ends = sorted((abs(quantity.value - spread), abs(quantity.value + spread)))
        name = quantity.unit.name
        found.append(Read(ends[0], ends[1], unit_class("" if name == "dimensionless" else name), None))
    return found


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= 2e-4 * max(abs(a), abs(b), 1e-12)


def _same_value(a: Read, b: Read) -> bool:
    return _close(a.low, b.low) and _close(a.high, b.high)


def pairs(gold: list[Read], found: list[Read]) -> list[tuple[Read, Read]]:
    """One-to-one pairs of equal value, those of equal unit first."""
    left = list(found)
    out: list[tuple[Read, Read]] = []
    for same_unit in (True, False):
        for one in [g for g in gold if all(g is not pair[0] for pair in out)]:
            match = next((f for f in left if _same_value(one, f) and (not same_unit or f.unit == one.unit)), None)
            if match is not None:
                left.remove(match)
                out.append((one, match))
    return out


def scored(items: Iterable[dict[str, object]], read: Callable[[str], list[Read]], *, misses: bool = False) -> Score:
    score = Score()
    for item in items:
        text, listed = str(item["text"]), item["quantities"]
        gold = [annotated(q) for q in listed] if isinstance(listed, list) else []
        found = read(text)
        matched = pairs(gold, found)
        _count(score, gold, found, matched)
        if misses:
            _show(text, gold, found, matched)
    return score


def _count(score: Score, gold: list[Read], found: list[Read], matched: list[tuple[Read, Read]]) -> None:
    score.gold += len(gold)
    score.found += len(found)
    score.value += len(matched)
    score.unit += sum(g.unit == f.unit for g, f in matched)
    score.moved += sum(g.change is not None for g, _ in matched)
    score.moved_right += sum(g.change is not None and g.change == f.change for g, f in matched)
    score.either += sum(bool(g.change or f.change) for g, f in matched)


def _show(text: str, gold: list[Read], found: list[Read], matched: list[tuple[Read, Read]]) -> None:
    missed = [g for g in gold if all(g is not p[0] for p in matched)]
    extra = [f for f in found if all(f is not p[1] for p in matched)]
    wrong = [(g.unit, f.unit, g.low) for g, f in matched if g.unit != f.unit]
    moved = [(g.change, f.change, g.low) for g, f in matched if g.change != f.change]
    if missed or extra or wrong or moved:
        print(text)
        for label, rows in (("missed", missed), ("extra", extra), ("unit", wrong), ("change", moved)):
            if rows:
                print(f"    {label}: {rows}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--misses", action="store_true", help="print every sentence read otherwise than annotated")
    given = parser.parse_args()
    items = json.loads(given.file.read_text(encoding="utf-8"))
    words = sum(len(str(item["text"]).split()) for item in items)
    print(f"{len(items)} sentences, {words} words\n\n| reader | precision | recall | F1 |\n|---|---|---|---|")
    for name, read in (("qa_service", ours), ("quantulum3", quantulum)):
        started = time.perf_counter()
        score = scored(items, read, misses=given.misses and read is ours)
        seconds = time.perf_counter() - started
        print(score.line(f"{name}, value", score.value))
        print(score.line(f"{name}, value and unit", score.unit))
        print(
            f"  {name}: {words / seconds:,.0f} words a second; direction right in {score.moved_right} of {score.moved}"
            f" figures annotated up or down, {score.either} where either side says so"
        )


if __name__ == "__main__":
    main()
