"""Which quantities of a sentence are figures, and what a bare number counts: the noun behind it, or one before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from qa_service.ingest.phrases import clean, counted
from qa_service.language.currencies import is_money
from qa_service.language.parsing import Doc
from qa_service.records import Quantity

_LISTS = re.compile(r"\s*(?:,|,?\s+(?:and|or))\s+")
_DEFINITE = re.compile(r"\b(?:the|these|those|its|their|our|all)$")
_HEAD_WITH_UNIT = re.compile(
    r"\([^()]*(?:thousand|million|billion|000|%|per cent|tonnes|[£$€])[^()]*\): ?$", re.IGNORECASE
)
_OUT_OF = re.compile(r"\s+(?:out\s+)?of\s+(?:(?:the|its|their|our|all|these|those)\s+)*")
_OF_THEM = re.compile(r"\s+of\s+(?:these|those|them|which)\b", re.IGNORECASE)
_APPOSED = re.compile(r"[a-z]s,\s+(?:some |about )?$")  # "The mills, 12 of which"
_OF_THE = re.compile(r"\s+of\s+(?:the|all)\s+(?:[a-z-]+\s+)?([a-z-]+s)\b")
_NUMBER_OF = re.compile(r"\b(?:number|total|count) of\b[^,;]*$", re.IGNORECASE)
_CHANGED_BY = re.compile(
    r"\b(?:increase|rise|gain|decrease|fall|drop|decline|reduction|cut)s? of $|\b(?:up|down|by) $", re.IGNORECASE
)
_ALIKE = 100  # figures of a list are at most so many times as large
_WHOLE = re.compile(r"[\w.,]+\s+(?:out\s+)?of\s+(?:(?:the|its|their|our|all|these|those)\s+)*$")
_BASIS_POINTS = re.compile(r"(?:basis[\s-]points?|bps?)$", re.IGNORECASE)

_MEASURED = re.compile(
    r"^(?:tonnes?|km|kg|kw|mw|gw|tw|hectares?|litres?|barrels?|°c|m2|sq|days?|hours?|minutes?|years?|months?|times|pence\b|"
    r"index|per )",
    re.IGNORECASE,
)


def figures_of(text: str, doc: Doc, quantities: Sequence[Quantity], earlier: str) -> list[Quantity]:
    """The quantities that are figures. ``earlier`` is the unit of the last figure of the sentence before, or ""."""
    kept: list[Quantity] = []
    for index, quantity in enumerate(quantities):
        sentence = _Counting(text, doc, tuple(kept), tuple(quantities[index + 1 :]), earlier)
        if not sentence.passes_over(quantity):
            kept.append(sentence.with_unit(quantity))
    points = any(q.unit in ("%", "pp") for q in quantities)
    return [replace(q, unit="pp") if points and q.unit in ("point", "points") else q for q in kept]


def is_whole(text: str, quantity: Quantity, before: Quantity | None) -> bool:
    """Whether a count is the whole of which the count before it is a part: "10 of the 14 boats"."""
    if before is None or before.unit != quantity.unit or is_measured(quantity.unit):
        return False
    return bool(_WHOLE.fullmatch(text[before.start : quantity.start]))


def is_measured(unit: str) -> bool:
    """Whether a unit is a currency or a measure, not a noun that is counted."""
    return is_money(unit) or unit.isupper() or bool(_MEASURED.match(unit))


def is_counted(unit: str) -> bool:
    """Whether a unit is a noun that is counted ("boats"), not a measure, a share or nothing."""
    return bool(unit) and unit != "count" and not _is_unit(unit)


@dataclass(frozen=True, slots=True)
class _Counting:
    """A quantity's neighbours: the figures ``before`` it in its sentence, with units, and those ``after``, without."""

    text: str
    doc: Doc
    before: tuple[Quantity, ...]
    after: tuple[Quantity, ...]
    earlier: str

    def passes_over(self, quantity: Quantity) -> bool:
        """Whether a quantity is no figure of its own.

        A cell whose scale stands in its head ("grain (thousand tonnes): 12"), a number word that only points back
        ("the three companies"), or a rough figure that its exact form follows in brackets ("half (51%)").
        """
        head = self.text[: quantity.start]
        refers = quantity.text.isalpha() and not quantity.unit and _DEFINITE.search(head.rstrip("“\"' ").lower())
        exact = self.after[0] if self.after else None
        made_exact = exact is not None and _rough(quantity, exact) and self._between(quantity, exact).strip() == "("
        return bool((not quantity.unit and _HEAD_WITH_UNIT.search(head)) or refers or made_exact)

    def with_unit(self, quantity: Quantity) -> Quantity:
        """A quantity with its unit; points that follow a share ("a decrease of 4") are of its unit and scale."""
        if quantity.unit:
            return quantity
        noun = self._noun(quantity)
        last = self.before[-1] if self.before else None
        if not noun and last is not None and last.unit == "pp" and _BASIS_POINTS.search(last.text):
            return replace(quantity, unit="pp", value=quantity.value.scaleb(-2))
        changed = _CHANGED_BY.search(self.text[: quantity.start]) and abs(quantity.value) < Decimal(100)
        if not noun and last is not None and last.unit == "%" and changed and any(q.unit == "pp" for q in self.before):
            return replace(quantity, unit="pp")
        return replace(quantity, unit=noun or self._carried(quantity))

    def _noun(self, quantity: Quantity) -> str:
        """The noun behind a number, behind its list ("10 or 12 boats") or behind its whole ("10 of the 14 boats")."""
        after = list(self.after)
        while True:
            noun = counted(self.doc, quantity.end)
            if noun or not after:
                break
            between = self._between(quantity, after[0])
            if not _LISTS.fullmatch(between) and not (_OUT_OF.fullmatch(between) and not after[0].unit):
                break
            quantity = after.pop(0)
        tail = self.text[quantity.end :]
        apposed = self.before or _APPOSED.search(self.text[: quantity.start])
        if not noun and not apposed and is_counted(self.earlier) and _OF_THEM.match(tail):
            return self.earlier
        whole = None if noun else _OF_THE.match(tail)
        return noun or (clean(whole[1]) if whole else "")

    def _carried(self, quantity: Quantity) -> str:
        """What the figure before counts: its noun, and of a list also its measure ("180 florins and 210")."""
        for other in reversed(self.before):
            if other.unit in ("%", "pp"):
                continue
            listed = other is self.before[-1] and _LISTS.fullmatch(self._between(other, quantity))
            if listed and abs(quantity.value) <= _ALIKE * abs(other.value):
                return other.unit
            if not _is_unit(other.unit):
                return "" if _NUMBER_OF.search(self.text[other.end : quantity.start]) else other.unit
        if "." in quantity.text and self.before and not self.before[-1].unit.isupper():
            rates = [q.unit for q in self.before if is_measured(q.unit) and not q.unit.isupper()]
            return rates[-1] if rates else ""
        same = {q.unit for q in self.before if q.unit not in ("%", "pp")}
        alone = same.pop() if len(same) == 1 else ""
        return alone if alone and not self._has_noun(quantity) else ""

    def _has_noun(self, quantity: Quantity) -> bool:
        """Whether a noun stands between the last figure and this one, so that it measures something else."""
        last = self.before[-1]
        return any(t.pos_ in ("NOUN", "PROPN") for t in self.doc if last.end <= t.idx < quantity.start)

    def _between(self, left: Quantity, right: Quantity) -> str:
        return self.text[left.end : right.start]


def _rough(quantity: Quantity, exact: Quantity) -> bool:
    """Whether a figure only rounds another: "half (51%)", "5 million (4,980,000)", but not "5.6% (8.7%)"."""
    close = abs(quantity.value - exact.value) * 10 <= abs(exact.value)
    digits = [sum(c.isdigit() for c in q.text) for q in (quantity, exact)]
    return quantity.unit == exact.unit and close and digits[0] < digits[1]


def _is_unit(unit: str) -> bool:
    """Whether a unit is a measure or money rather than a noun that is counted."""
    return unit in ("%", "pp", "rank") or is_measured(unit)
