"""Figures of a part of what a figure before counts: "12 of them for life", "of which 8 million abroad"."""

from __future__ import annotations

import re

from qa_service.ingest.binding import Bound
from qa_service.ingest.clauses import predicate
from qa_service.ingest.counting import is_counted
from qa_service.ingest.cues import bare
from qa_service.ingest.phrases import clean, swapped, token_at
from qa_service.ingest.verbless import FINITE
from qa_service.language.parsing import Doc
from qa_service.records import Fact

_OF_THEM = re.compile(r"\s+of (?:it|them|these|those|which|whom)\b", re.IGNORECASE)
_AMONG_THEM = re.compile(r"(?:\s+[\w-]+){0,3}\s+among(?:st)? (?:them|these|those)\b", re.IGNORECASE)
_OF_WHICH = re.compile(r"\W*(?:and\s+)?of (?:which|whom)\b[\s,]*(?P<name>[^,;]*)", re.IGNORECASE)
_BESIDE = re.compile(  # "The mills, 12 of which …"
    r"(?:.*[;,]\s+)?(?:(?:and|while|but)\s+)?(?!(?:in|of|on|at|by|for|from|since|after|during)\b)([^\d,;:]{3,60}),",
    re.IGNORECASE,
)
_END = re.compile(r",\s|[;()]|\s[–—]\s|\.?$")


def part_names(text: str, doc: Doc, item: Bound, whole: Fact | None) -> tuple[str, str] | None:
    """Subject and measure of a figure of a part, from those of the ``whole``, the figure before; None for no part."""
    head = bare(text[item.segment.start : item.quantity.start])
    leads = _OF_WHICH.fullmatch(head)
    behind = _OF_THEM.match(text, item.quantity.end)
    among = _AMONG_THEM.match(text, item.quantity.end)
    beside = _BESIDE.fullmatch(head) if behind else None
    if behind and beside:
        return clean(beside[1]), _said(text, behind.end(), item.segment.end) or "number"
    if whole is None:
        return None
    if behind:
        return _trailing(doc, whole, behind.end(), _said(text, behind.end(), item.segment.end))
    if among and is_counted(item.quantity.unit):
        return _among(whole, item.quantity.unit)
    return _leading(text, doc, item, whole, leads["name"]) if leads else None


def is_part(text: str, item: Bound) -> bool:
    """Whether a figure is told of as a part: "12 of them", "of which 12"."""
    head = bare(text[item.segment.start : item.quantity.start])
    return bool(_OF_THEM.match(text, item.quantity.end) or _OF_WHICH.fullmatch(head))


def _said(text: str, start: int, stop: int) -> str:
    """The words of a part's own, up to the end of its clause."""
    end = _END.search(text, start, stop)
    return text[start : end.start() if end else stop].strip()


def _trailing(doc: Doc, whole: Fact, start: int, said: str) -> tuple[str, str]:
    """Of "12 of them were fined", "… women", "… for life"."""
    first = token_at(doc, start, start + 2)
    if not said or first is None:
        return whole.subject, whole.measure
    if predicate(doc, start) is not None:
        return _counted(whole), said
    first = next((t for t in doc if t.idx >= start and t.text[0].isalnum()), first)
    if first.pos_ not in ("NOUN", "PROPN", "ADJ", "DET"):
        return whole.subject, f"{whole.measure} {said}"
    return (_counted(whole), said) if is_counted(whole.unit) else (whole.subject, f"{clean(said)} {whole.measure}")


def _counted(whole: Fact) -> str:
    """What the figure before counts, or whose it is."""
    return whole.unit if is_counted(whole.unit) and whole.unit not in whole.subject else whole.subject


def _among(whole: Fact, unit: str) -> tuple[str, str]:
    """Of "fed 900 families, with 400 children among them": children, in place of the families."""
    if whole.unit in whole.subject:
        return unit, whole.measure
    measure = swapped(whole.measure, whole.unit, unit)
    return whole.subject, measure if measure != whole.measure else f"{unit} {measure}"


def _leading(text: str, doc: Doc, item: Bound, whole: Fact, name: str) -> tuple[str, str] | None:
    """Of "of which 8 million is spent", "of which 8 million abroad", "of which grain 8 million"."""
    start = item.segment.start + text[item.segment.start : item.quantity.start].find(name)
    inside = [t for t in doc if name and start <= t.idx < item.quantity.start]
    if any(t.tag_ in FINITE for t in inside):
        return None
    if name:
        return clean(name), whole.measure
    said = _said(text, item.quantity.end, item.segment.end)
    if said and predicate(doc, item.quantity.end) is not None:
        return _counted(whole), said
    return whole.subject, f"{whole.measure} {said}".strip()
