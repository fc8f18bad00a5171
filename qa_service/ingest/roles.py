"""The role that a figure plays, and what a gap or a share refers to."""

from __future__ import annotations

import re
from decimal import Decimal

from qa_service.ingest.binding import Bound
from qa_service.ingest.counting import is_measured
from qa_service.ingest.phrases import clean
from qa_service.records import Role

_COMPARATOR = re.compile(
    r"\b(?:than|above|below|over|ahead of|behind)\s+(?:that of\s+|those of\s+|in\s+|for\s+)?([^,;()]+)", re.IGNORECASE
)
_OF = re.compile(r"^\s*(?:share\s+)?of\s+((?:[^;(),]|,(?=\d))+)")
_N_IN_M = re.compile(r"\w+ (?:in|out of) (?:every )?\w+")


def role_of(item: Bound) -> tuple[Role, Decimal]:
    """The role of a figure and its value, negative for a fall."""
    quantity, found = item.quantity, item.cue
    value = quantity.value
    if quantity.unit == "rank":
        return "rank", value
    if found.kind in ("change", "gap"):
        return ("growth" if found.kind == "change" else "gap"), -value if found.sign < 0 < value else value
    if re.search(r"\b(?:more|fewer|less|higher|lower)\b", quantity.text):
        return "gap", value
    if found.kind == "share" or _N_IN_M.fullmatch(quantity.text):
        return "share", value
    if quantity.unit in ("%", "pp") or is_measured(quantity.unit):
        return "level", value
    return "count", value


def comparator_of(role: Role, tail: str, subject: str) -> str | None:
    """What a gap or a share refers to, from the words after the figure; ``subject`` is no comparator of itself."""
    pattern = {"gap": _COMPARATOR, "share": _OF}.get(role)
    match = pattern.search(tail) if pattern else None
    found = clean(match.group(1)) if match else None
    found = None if found in ("the", "a", "its", "their") else found
    return None if found and subject and found.startswith(subject) else found
