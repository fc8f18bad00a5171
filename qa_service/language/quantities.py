"""Figures in running text: value with the scale applied, unit, qualifier and range, each at its exact place."""

from __future__ import annotations

import re
from dataclasses import replace

from qa_service.language.atoms import Atom, digit_atoms
from qa_service.language.conditions import find_conditions
from qa_service.language.currencies import CODES
from qa_service.language.directions import change_direction
from qa_service.language.not_figures import not_figures
from qa_service.language.numerals import NUMBER_WORD, plain, scaled
from qa_service.language.qualifiers import qualifier
from qa_service.language.worded import word_atoms
from qa_service.records import Quantity

_NUMBER_WORDS = (
    r"\b(?:half|third|quarter|double|triple|treble|quadruple|twice|thrice|halv|dozen|a\s+(?:hundred|thousand"
    r"|million|billion)"
    rf"|fifth|tenth|second|first|fourth|sixth|seventh|eighth|ninth|eleventh|twelfth)|{NUMBER_WORD}|fold\b"
)
_WORTH = re.compile(rf"\d|{_NUMBER_WORDS}", re.IGNORECASE)
_NUMBER = re.compile(rf"\d+(?:,\d{{3}})*(?:\.\d+)?|{_NUMBER_WORDS}", re.IGNORECASE)
_GAP_RANGE = re.compile(r"\s*(?:-|–|—|\bto\b)\s*", re.IGNORECASE)
_GAP_TO = re.compile(r"\s+to\s+", re.IGNORECASE)
_GAP_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_GAP_LIST = re.compile(r"\s*(?:,\s*(?:and|or)|,|\band\b|\bor\b|/|&)\s*", re.IGNORECASE)
_ROUGHLY = r"(?:an?\s+|about\s+|around\s+|nearly\s+|roughly\s+)?"
_MOVED = re.compile(
    r"\b(?:from|up|down|ros?e|risen|ris(?:es|ing)|fell|fall(?:s|en|ing)?|increas\w+|decreas\w+|declin\w+|dropp\w+"
    r"|grew|growing"
    rf"|gained|lost|climbed|jumped|slipped|shed|added|cut|raised|lifted|lowered|widened|narrowed)\s+{_ROUGHLY}$",
    re.IGNORECASE,
)
_MOVED_BY = re.compile(rf"\b(?:by|of)\s+{_ROUGHLY}$", re.IGNORECASE)
_FROM = re.compile(rf"\bfrom\s+{_ROUGHLY}$", re.IGNORECASE)
_BETWEEN = re.compile(
    rf"\b(?:between|any\w+\s+from|(?:rang|vary|vari)\w*\s+from|range\s+of)\s+{_ROUGHLY}$", re.IGNORECASE
)


_SHARES = 100  # "2,130, or 44%": so large a number lists no share
_CLAUSE = re.compile(r"\s+(?:is|are|was|were|has|have|had)\b")  # "age is 39, and 49% are women"
_PER = re.compile(r"\bper\s+$", re.IGNORECASE)


def find_quantities(text: str) -> list[Quantity]:
    """The figures of ``text`` in order, disjoint, ``text[q.start:q.end] == q.text``.

    Dates, periods, ages, group thresholds, numbering and names with numbers in them are left out. The unit of a bare
    count is "". A fraction in words is a percentage. Basis points are given as percentage points.
    """
    if not _WORTH.search(text):
        return []
    atoms = _shared_units(text, _atoms(text, not_figures(text)))
    return [_quantity(text, atom) for atom in _ranges(text, atoms)]


def numbers_in(text: str) -> int:
    """How many numbers ``text`` writes, figures or not: a quick measure of what ``find_quantities`` may find."""
    return sum(1 for _ in _NUMBER.finditer(text))


def _atoms(text: str, closed: list[tuple[int, int]]) -> list[Atom]:
    found = [a for a in (*word_atoms(text), *digit_atoms(text)) if not _overlaps(a, closed)]
    found.sort(key=lambda a: (a.start - a.end, a.start))
    kept: list[Atom] = []
    for atom in found:
        of_a_rate = _PER.search(text[max(0, atom.start - 6) : atom.start])  # "deaths per 1,000 births fell"
        if not of_a_rate and not _overlaps(atom, [(k.start, k.end) for k in kept]):
            kept.append(atom)
    return sorted(kept, key=lambda a: a.start)


def _overlaps(atom: Atom, spans: list[tuple[int, int]]) -> bool:
    return any(atom.start < end and start < atom.end for start, end in spans)


def _shared_units(text: str, atoms: list[Atom]) -> list[Atom]:
    """Hand a unit and a scale back along "5, 6 and 7 per cent" and a currency on along "£3 million and 5 million"."""
    out = list(atoms)
    for i in range(len(out) - 2, -1, -1):
        if _takes_from_next(text, out[i], out[i + 1]):
            out[i] = _taking(out[i], out[i + 1])
    for i in range(1, len(out)):
        before, gap = out[i - 1], text[out[i - 1].end : out[i].start]
        bare = out[i].scale and not out[i].unit and not out[i].fixed
        if bare and before.unit in CODES and (_GAP_LIST.fullmatch(gap) or _GAP_RANGE.fullmatch(gap)):
            out[i] = replace(out[i], unit=before.unit)
    return out


def _takes_from_next(text: str, left: Atom, right: Atom) -> bool:
    gap = text[left.end : right.start]
    if left.fixed or right.fixed or not (right.unit or right.scale):
        return False
    if _FROM.search(text[max(0, left.start - 20) : left.start]) and _GAP_TO.fullmatch(gap):
        same_money = (
            left.unit == right.unit and right.scale > 0 and not left.scale and abs(left.raw) < abs(right.raw) * 10
        )
        return same_money or (not left.unit and text[right.start] not in "£$€¥₹")
    if left.unit or not _GAP_LIST.fullmatch(gap) or text[right.start] in "£$€¥₹":
        return False
    if right.unit == "%" and "," in gap and (left.raw > _SHARES or _CLAUSE.match(text, right.end)):
        return False
    return right.shared if gap.strip() == "," else True


def _taking(atom: Atom, giver: Atom) -> Atom:
    if atom.scale:
        return replace(atom, unit=giver.unit, shared=True)
    fits = abs(atom.raw) < 1000 and abs(atom.raw) <= 100 * abs(giver.raw)
    power = giver.scale if fits else 0
    return replace(atom, value=scaled(atom.raw, power), unit=giver.unit, scale=power, shared=True)


def _ranges(text: str, atoms: list[Atom]) -> list[Atom]:
    out: list[Atom] = []
    for atom in atoms:
        merged = _range(text, out[-1], atom) if out else None
        if merged:
            out[-1] = merged
        else:
            out.append(atom)
    return out


def _range(text: str, left: Atom, right: Atom) -> Atom | None:
    """The two as one range, or None. "From a to b" and "rose a to b" are two figures; "between a and b" is a range."""
    gap, before = text[left.end : right.start], text[max(0, left.start - 24) : left.start]
    between = bool(_BETWEEN.search(before))
    joined = _GAP_RANGE.fullmatch(gap) or (between and _GAP_AND.fullmatch(gap))
    if not joined or left.fixed or right.fixed or left.upper is not None or not _one_unit(left, right):
        return None
    if not between and _GAP_TO.fullmatch(gap) and _moves(left, before):
        return None
    lower = _scaled_like(left, right)
    if lower.value > right.value:
        return None
    return replace(lower, end=right.end, unit=right.unit or left.unit, upper=right.value)


def _one_unit(left: Atom, right: Atom) -> bool:
    return not left.unit or left.unit == right.unit or right.unit.startswith(f"{left.unit} ")


def _moves(left: Atom, before: str) -> bool:
    """Tell "rose 5% to 7%" and "rose by £3 to £5", a change and a level, from "rose by 5 to 7 per cent"."""
    own_unit = bool(left.unit) and not left.shared
    return bool(_MOVED.search(before)) or (own_unit and bool(_MOVED_BY.search(before)))


def _scaled_like(left: Atom, right: Atom) -> Atom:
    if left.scale or not right.scale or abs(left.raw) >= abs(right.raw) * 10:
        return left
    return replace(left, value=scaled(left.raw, right.scale), scale=right.scale)


def _quantity(text: str, atom: Atom) -> Quantity:
    start, end = atom.start, atom.end
    return Quantity(plain(atom.value), atom.unit, text[start:end], start, end, qualifier(text, start, end), atom.upper)


__all__ = ["change_direction", "find_conditions", "find_quantities", "numbers_in"]
