"""Figures behind a label or beside a name: "Docks: 41 strikes", "Volunteers, 410, gave …"."""

from __future__ import annotations

import re

from qa_service.ingest.binding import Bound
from qa_service.ingest.counting import is_counted
from qa_service.ingest.cues import bare
from qa_service.ingest.phrases import clean, owner_and_measure
from qa_service.ingest.verbless import FINITE
from qa_service.language.parsing import Doc

_LABEL = re.compile(r"(?:^|[;•]\s*)([^:;]{2,70}):$")
_OWNED = re.compile(r"\W*([^:;,()]{2,60}):\s+([^:;,()]{3,60})$")  # "Elm Mutual: gross premiums 18"
_BESIDE = re.compile(r"(?:^|[;,]\s*)(?:(?:and|while|but)\s+)?([^,;:()]{2,60}),$", re.IGNORECASE)
_BEHIND = re.compile(r"[^,;:()]{0,45}(?:\([^()]*\)\s*)?,\s+")
_END = re.compile(r",\s|[;()]|\s[–—]\s|\.?$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NO_LABEL = re.compile(r"\W*(?:in|on|at|by|of|for|from|to|with|among|under|after|before|since|during)\b", re.IGNORECASE)


def labelled_names(text: str, doc: Doc, item: Bound) -> tuple[str, str] | None:
    """Subject and measure of a figure that stands alone behind a label, or in apposition to a noun; "" for no owner."""
    head = bare(text[item.segment.start : item.quantity.start])
    found = _LABEL.search(head)
    if found and _is_label(doc, item, found.group(1)):
        return _behind(text, item, found.group(1))
    owned = _OWNED.match(head)
    if owned and not item.segment.start and all(_is_label(doc, item, part) for part in owned.groups()):
        return clean(owned[1]), clean(owned[2])
    beside = _BESIDE.search(head)
    if beside and _is_label(doc, item, beside.group(1)) and _is_beside(text, doc, item):
        return _named(beside.group(1))
    return None


def _is_label(doc: Doc, item: Bound, label: str) -> bool:
    """Whether words before a figure only name: no verb, or a lone one ("Injured: 12")."""
    if any(c.isdigit() for c in _YEAR.sub("", label)) or _NO_LABEL.match(label):
        return False
    start = doc.text.find(label, item.segment.start)
    inside = [t for t in doc if start <= t.idx < start + len(label)]
    return len(inside) == 1 or not any(t.tag_ in FINITE or t.tag_ == "WDT" for t in inside)


def _behind(text: str, item: Bound, label: str) -> tuple[str, str]:
    end = _END.search(text, item.quantity.end)
    said = text[item.quantity.end : end.start() if end else len(text)].strip()
    unit = item.quantity.unit
    if is_counted(unit):
        return clean(label), said if unit in said else unit
    if unit == "%" and re.match(r"of\s", said):
        return clean(label), f"share {said}"
    return _named(label)


def _named(label: str) -> tuple[str, str]:
    """Owner and measure of a label, whose first capital tells of no name."""
    owner, measure = owner_and_measure(clean(label))
    return ("", clean(label)) if clean(label) == f"{owner} {measure}" and " " not in owner else (owner, measure)


def _is_beside(text: str, doc: Doc, item: Bound) -> bool:
    """Whether a clause goes on with its verb behind a figure in commas: "…, 410, gave"."""
    behind = _BEHIND.match(text, item.quantity.end)
    after = [t for t in doc if behind and t.idx >= behind.end()][:2]
    return bool(after) and any(t.tag_ in FINITE for t in after[: 2 if after[0].tag_ == "RB" else 1])
