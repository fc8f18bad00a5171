"""Answers held against gold: right, wrong or silent; cited; of the right period.

A figure counts only where it is exactly right, or within the gold's own tolerance, and stands first in the values.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal

from qa_service.evaluation.questions import Figure, Gold
from qa_service.records import Answer, Citation, Value

Mark = Literal["right", "wrong", "silent", "error"]
MOST_WORDS = 120
LEAST_QUOTE = 30
"""Characters above which a quote that lies inside the evidence counts as citing it."""

_FOLDS = str.maketrans(dict.fromkeys("–—‑−", "-") | dict.fromkeys("“”", '"') | dict.fromkeys("‘’", "'"))
_CLASSES = {
    name: label
    for label, names in {
        "%": ("%", "percent", "per cent", "pct"),
        "pp": ("pp", "percentage point", "percentage points", "points"),
        "CNY": ("cny", "rmb", "yuan"),
        "GBP": ("gbp", "£"),
        "USD": ("usd", "us$", "$"),
        "INR": ("inr", "rs", "₹", "rupees"),
        "EUR": ("eur", "€"),
    }.items()
    for name in names
}


def grade(gold: Gold, answer: Answer) -> Mark:
    """``wrong`` where something else is asserted, ``silent`` where nothing is though the reports say it."""
    codes = {caveat.code for caveat in answer.caveats}
    if gold.status != "answered":
        corrected = gold.status == "not_found_or_corrected" and "premise_differs" in codes
        return "right" if corrected or (answer.status == "not_found" and not answer.values) else "wrong"
    if answer.status != "answered":
        return "silent"
    timed = gold.caveat is None or "period_differs" in codes
    return "right" if timed and _figures_fit(gold, answer.values) and _text_fits(gold, answer.answer) else "wrong"


def is_cited(gold: Gold, citations: Iterable[Citation]) -> bool:
    """Tell whether a quote holds a piece of evidence, or is a good part of one; True where the gold has none."""
    pieces = [plain(piece) for piece in (gold.evidence, *gold.evidence_more) if piece]
    quotes = [plain(citation.quote) for citation in citations]
    return not pieces or any(
        piece in quote or (len(quote) > LEAST_QUOTE and quote in piece) for piece in pieces for quote in quotes
    )


def has_period(gold: Gold, values: Sequence[Value]) -> bool:
    """Tell whether the first value has the gold's period; True where there is nothing to compare."""
    if not gold.period or not values:
        return True
    start, _, end = gold.period.partition("/")
    given = values[0].period
    if given is None:
        return False
    return given.start.isoformat().startswith(start) and given.end.isoformat().startswith(end or start)


def unit_class(unit: str) -> str:
    """What may not be confused: per cent, percentage points, each currency; all counted things are one class."""
    return _CLASSES.get(plain(unit), "counted")


def plain(text: str) -> str:
    """Take out letter case, forms of quotes and dashes, and white space."""
    folded = unicodedata.normalize("NFKC", text).translate(_FOLDS).casefold()
    return re.sub(r"\s+", " ", folded).strip()


def _figures_fit(gold: Gold, values: Sequence[Value]) -> bool:
    if gold.value is not None:
        options = (Figure(gold.value, gold.unit), *gold.also_ok, *gold.accept)
        if not values or not any(_fits(gold, option, values[0]) for option in options):
            return False
    return all(any(_same(wanted, value) for value in values) for wanted in gold.asked_values)


def _fits(gold: Gold, option: Figure, value: Value) -> bool:
    signs = (1, -1) if gold.direction == "down" else (1,)
    return any(_same(Figure(sign * option.value, option.unit), value, gold.tolerance) for sign in signs)


def _same(wanted: Figure, value: Value, tolerance: Decimal = Decimal(0)) -> bool:
    if wanted.unit and unit_class(wanted.unit) != unit_class(value.unit):
        return False
    return abs(value.value - wanted.value) <= abs(wanted.value) * tolerance


def _text_fits(gold: Gold, text: str) -> bool:
    said = plain(text)
    return (
        len(said.split()) <= MOST_WORDS
        and (not gold.any_of or any(plain(words) in said for words in gold.any_of))
        and all(plain(words) in said for words in gold.all_of)
        and not any(plain(words) in said for words in gold.must_not)
    )
