"""Whose figure a cell of a table is and of what: which of its labels names the owner, which the measure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa_service.ingest.table_labels import Label, read_label
from qa_service.language.terms import stem
from qa_service.records import Cell

_MEASURES = frozenset(
    stem(word)
    for word in (
        "rate growth sales revenue turnover income profit loss margin exports imports output production consumption "
        "spending expenditure cost price wages pay earnings salary population employment unemployment inflation index "
        "share proportion percentage number value volume amount level area density debt deficit surplus balance assets "
        "liabilities equity capital investment tax dividend deaths births admissions visits passengers journeys trips "
        "arrivals capacity emissions use demand supply stock reserves loans deposits yield ratio score average mean "
        "median expectancy prevalence incidence turnout attendance enrolment vacancies jobs cases incidents offences "
        "count stay wait gdp gva cpi ebitda ebit eps fees rent rank intensity rainfall temperature change increase "
        "decrease headcount orders deliveries shipments registrations completions starts claims applications uptake "
        "coverage satisfaction punctuality throughput"
    ).split()
)
_AFTER_NOUN = re.compile(
    r"\s+(?:of|in|by|per|for|from|to|on|at|with|among|before|after|as|if|under|over|excluding|including)\b|[,;:(–—]"
)
_MEASURE_STUB = re.compile(
    r"(?:key )?(?:indicators?|items?|measures?|metrics?|variables?|line items?|statistics?|unit)", re.IGNORECASE
)
_GROUPS = frozenset(
    "men women male males female females total all persons people both boys girls adults children urban rural north "
    "south east west other others".split()
)
_ANNOUNCED = re.compile(
    r".*?\btables?\b(?: below)? (?:shows?|presents?|summari[sz]es?|sets? (?:out|forth)|provides?|gives?|details?"
    r"|reflects?|lists?) (?:the |our )?(.+)",
    re.IGNORECASE,
)
_BY = re.compile(r",?\s+(?:by|according to|broken down by)\s.*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Frame:
    """The labels around a cell as read; ``heads`` and ``labels`` outermost first."""

    labels: tuple[Label, ...]
    heads: tuple[Label, ...]
    group: Label
    stub: Label
    caption: Label

    @property
    def scope(self) -> str:
        """All that is said of the cell, each text once."""
        texts = (self.stub.text, self.group.text, *(one.text for one in (*self.labels, *self.heads, self.caption)))
        return " ".join(dict.fromkeys(text for text in texts if text))


def frame_of(cell: Cell, ends: int) -> Frame:
    """What is said of a cell; ``ends`` is the month in which the report's financial year ends."""
    return Frame(
        labels=tuple(read_label(text, ends) for text in cell.labels),
        heads=tuple(read_label(text, ends) for text in cell.heads),
        group=read_label(cell.group, ends),
        stub=read_label(cell.stub, ends),
        caption=read_label(cell.caption, ends),
    )


def names_of(frame: Frame, heading: str) -> tuple[str, str]:
    """Subject and measure of a cell; ``heading`` stands in for what the table does not tell."""
    owners, measures = _sorted_out(frame)
    topic = _topic(frame)
    if not measures and not topic and len(owners) == 1 and not _named(frame.heads) and not _rows_are_owners(frame):
        owners, measures = [], owners
    if not measures and topic:
        measures = [topic]
    if not measures and len(owners) > 1:
        measures = [owners.pop()]
    if not owners and topic and [topic] != measures:
        owners = [topic]
    measure = ", ".join(measures)
    subject = ", ".join(owners) or heading
    return subject or measure, measure or heading or subject


def _topic(frame: Frame) -> str:
    """What a table is about: the head of its labels where that is a measure, else what the caption names."""
    if frame.stub.name and _is_measure(frame.stub):
        return _BY.sub("", frame.stub.name)
    told = _ANNOUNCED.match(frame.caption.name)
    if frame.caption.text.endswith((":", ".")) and not told and not frame.caption.numbered:
        return ""
    return _BY.sub("", told[1] if told else frame.caption.name)


def _sorted_out(frame: Frame) -> tuple[list[str], list[str]]:
    """The names of the group, the row and the column as owners and as measures, outermost first."""
    labels, heads = _named(frame.labels), _named(frame.heads)
    by_stub = _MEASURE_STUB.fullmatch(frame.stub.name) is not None
    owned = _rows_are_owners(frame) and not _is_measure(frame.stub) and any(map(_is_measure, heads))
    label_measures = bool(labels) and (by_stub or (any(map(_is_measure, labels)) and not owned))
    head_measures = bool(heads) and (any(map(_is_measure, heads)) or _heads_of_owners(frame, heads))
    owners: list[str] = []
    measures: list[str] = []
    for group, of_measures in ((_named([frame.group]), None), (labels, label_measures), (heads, head_measures)):
        for label in group:
            measured = _is_measure(label) if of_measures is None else of_measures
            (measures if measured else owners).append(label.name)
    return list(dict.fromkeys(owners)), list(dict.fromkeys(measures))


def _named(labels: Sequence[Label]) -> list[Label]:
    return [label for label in labels if label.name]


def _heads_of_owners(frame: Frame, heads: Sequence[Label]) -> bool:
    """Whether the rows are told to be owners ("Region"), so that the columns are measures, groups of people aside."""
    grouped = all(word in _GROUPS or word.isdigit() for label in heads for word in label.name.lower().split())
    owned = any(label.name for label in frame.labels)
    return _rows_are_owners(frame) and owned and not grouped and not frame.caption.unit


def _rows_are_owners(frame: Frame) -> bool:
    """Whether the head of the labels names a kind of owner ("Region"), not measures ("Indicator")."""
    return bool(frame.stub.name) and not _MEASURE_STUB.fullmatch(frame.stub.name)


def _is_measure(label: Label) -> bool:
    """Whether a label names what is measured: by its unit or by the noun that it turns on."""
    if label.unit is not None and (label.unit.name or label.unit.factor != 1):
        return label.name.lower() not in _GROUPS
    return turns_on_a_measure(label.name)


def turns_on_a_measure(name: str) -> bool:
    """Whether the noun that a name turns on is a word of measure: "exports of wool"."""
    words = re.findall(r"[A-Za-z]+", _AFTER_NOUN.split(name, maxsplit=1)[0])
    return bool(words) and stem(words[-1].lower()) in _MEASURES
