"""Tables as facts: each figure of a row with its owner, measure, unit, scale and period, read from what heads it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from qa_service.ingest.cell_figures import CellFigure, cell_figures
from qa_service.ingest.phrases import clean
from qa_service.ingest.table_labels import Label, read_label
from qa_service.ingest.table_names import Frame, frame_of, names_of
from qa_service.ingest.table_units import ONE, Unit
from qa_service.ingest.timing import Timing
from qa_service.language.currencies import CODES
from qa_service.language.fiscal import year_end
from qa_service.language.numerals import plain
from qa_service.language.periods import find_periods
from qa_service.records import Cell, Fact, Passage, Period, Report, Role

_UNSCALED = re.compile(
    r"\b(?:weighted[- ]average|price|per(?! cent)|EPS|ratio|rates?|margin|yield|index)\b|%", re.IGNORECASE
)
_COUNT_AND_SHARE = re.compile(r"(?:^|[\s,])(?:n|no\.?|numbers?|counts?)\s*[(,/]\s*(?:%|per ?cent)", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:year|opened|founded|established|built|launched|since|born|joined|created)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_NOT_MONEY = re.compile(
    r"\b(?:number|employees|staff|headcount|stores|shops|customers|shares|units|members|people|vehicles|sites|offices"
    r"|outstanding shares|weighted average|days|ratio|rate|margin)\b",
    re.IGNORECASE,
)
_SCALABLE = frozenset({"", "count"})
_HEADING_WORDS = 7


@dataclass(frozen=True, slots=True)
class Row:
    """A row of figures: its sentence, ``start`` to ``end`` in the report's text, and its cells."""

    start: int
    end: int
    passage: Passage
    cells: tuple[Cell, ...]


def rows_of(report: Report, passages: Sequence[Passage]) -> list[Row]:
    """The sentences that are rows of tables, in the order of the text."""
    sentences = [(start, end, passage) for passage in passages for start, end in passage.sentences]
    starts = [start for start, _, _ in sentences]
    found: dict[int, list[Cell]] = {}
    for cell in report.cells:
        found.setdefault(bisect_right(starts, cell.start) - 1, []).append(cell)
    return [Row(*sentences[index], tuple(cells)) for index, cells in found.items()]


def set_aside(rows: Sequence[Row], report: Report) -> set[int]:
    """Where the sentences begin that give no facts of their own: rows, and the lines of units above them."""
    lines = {(row.passage.id, row.cells[0].caption): row.passage for row in rows if row.cells[0].caption}
    above = [
        start
        for (_, caption), passage in lines.items()
        for start, end in passage.sentences
        if report.text[start:end] in caption and _labels_only(read_label(report.text[start:end]))
    ]
    return {*(row.start for row in rows), *above}


def _labels_only(caption: Label) -> bool:
    return caption.unit is not None or not caption.name or caption.numbered


def table_facts(report: Report, rows: Sequence[Row]) -> list[Fact]:
    """The facts of all tables of a report, in the order of the text."""
    reader = _Reader(report)
    return [fact for row in rows for fact in reader.facts(row)]


class _Reader:
    """Reads the rows of one report."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._timing = Timing(report)
        self._ends = year_end(report.text)
        self._table: object = None
        self._money: dict[tuple[str, ...], str] = {}

    def facts(self, row: Row) -> list[Fact]:
        self._enter(row)
        made = [(fact, frame) for cell in row.cells for fact, frame in self._cell_facts(row, cell)]
        latest = max((f.period for f, frame in made if f.period and _dated(frame)), key=lambda p: p.end, default=None)
        return [
            replace(fact, period=replace(latest, inherited=True)) if latest and _follows(fact, frame) else fact
            for fact, frame in made
        ]

    def _enter(self, row: Row) -> None:
        """Keep the currencies of the first row of a table: accounts print them there and leave them out below."""
        table = (row.passage.heading, row.cells[0].caption, row.cells[0].stub)
        if table != self._table:
            self._table = table
            units = {c.heads: f.unit for c in row.cells for f in cell_figures(self._report.text[c.start : c.end])}
            self._money = {heads: unit for heads, unit in units.items() if unit in CODES}

    def _cell_facts(self, row: Row, cell: Cell) -> Iterator[tuple[Fact, Frame]]:
        frame = frame_of(cell, self._ends)
        text = self._report.text[cell.start : cell.end]
        dates = _YEAR.fullmatch(text) and any(_SINCE.search(head.text) for head in frame.heads)
        if dates or any(head.indexes for head in frame.heads):
            return
        for figure in cell_figures(text):
            if not figure.aside or figure.unit or _counts_and_shares(frame):
                yield self._fact(row, cell, figure, frame), frame

    def _fact(self, row: Row, cell: Cell, figure: CellFigure, frame: Frame) -> Fact:
        start, end = cell.start + figure.start, cell.start + figure.end
        subject, measure = names_of(frame, self._heading(row.passage))
        unit = self._unit(figure, frame, cell)
        role, basis, of = _role_of(frame, unit.name, figure)
        value = plain(figure.value * unit.factor)
        return Fact(
            id=sha256(f"{self._report.id}:{start}".encode()).hexdigest()[:12], report=self._report.id,
            subject=subject, measure=measure, role=role, value=-value if value > 0 and _falls(frame, role) else value,
            unit="rank" if role == "rank" else unit.name or "count", text=self._report.text[start:end],
            period=self._period(frame, row.passage), basis=basis, comparator=of, qualifier=figure.qualifier,
            start=row.start, end=row.end, number_start=start, number_end=end, scope=frame.scope, method="table",
        )  # fmt: skip

    def _unit(self, figure: CellFigure, frame: Frame, cell: Cell) -> Unit:
        unit = _unit_of(figure, frame)
        money = self._money.get(cell.heads)
        plain_money = money and not unit.name and not any(_NOT_MONEY.search(label.text) for label in frame.labels)
        return Unit(money, unit.factor) if money and plain_money else unit

    def _heading(self, passage: Passage) -> str:
        nearest = passage.heading[-1] if passage.heading else ""
        return clean(nearest if nearest and len(nearest.split()) <= _HEADING_WORDS else self._report.title)

    def _period(self, frame: Frame, passage: Passage) -> Period | None:
        """The period that head or label names, else the group, the caption, the heading, the title."""
        near = [label for label in (*reversed(frame.heads), *reversed(frame.labels), frame.group) if label.timed]
        whole = [label for label in near if label.period]
        parts = [label for label in (*near, frame.caption) if label.timed and not label.period]
        years = [label.period for label in (*whole, frame.stub, frame.caption) if label.period]
        joined = next(filter(None, (_completed(part, years) for part in parts)), None)
        if joined or whole:
            return joined or min(years[: len(whole)], key=lambda period: period.end - period.start)
        alone = [m for part in parts for m in find_periods(part.rest, published=self._report.published)]
        if len(alone) == 1:
            return alone[0].period
        above = frame.stub.period or frame.caption.period
        if above:
            return replace(above, inherited=True)
        return self._timing.above(passage)


def _completed(part: Label, years: Sequence[Period]) -> Period | None:
    """A time without its year, with the year that another label gives: "Q1" under "2020"."""
    for period in years:
        year = period.text if period.text[-4:].isdigit() else str(period.end.year)
        found = find_periods(f"{_singular(part.rest)} {year}")
        if len(found) == 1:
            return found[0].period
    return None


def _singular(text: str) -> str:
    """Heads over several years, as one of them says it: "Years ended 31 March" → "Year ended 31 March"."""
    return re.sub(r"^(?:for the )?years?\b(?=.*\bend)", "the year", text.strip(" ,"), flags=re.IGNORECASE)


def _dated(frame: Frame) -> bool:
    return any(label.period for label in (*frame.heads, *frame.labels, frame.group))


def _follows(fact: Fact, frame: Frame) -> bool:
    """Whether a change or a share stands beside dated figures without a time of its own: it is of the last of them."""
    return fact.role in ("growth", "change_in_share", "share") and not _dated(frame)


def _falls(frame: Frame, role: Role) -> bool:
    return role in ("growth", "change_in_share") and any(label.falls for label in (*frame.heads, *frame.labels))


def _unit_of(figure: CellFigure, frame: Frame) -> Unit:
    """Unit and scale of a cell: its own, else those of its texts, each filling what the nearer leaves open."""
    told = _told(frame)
    if figure.aside:
        return Unit(figure.unit or "%")
    if figure.unit and figure.unit not in CODES:
        return Unit(figure.unit)
    if told.name == "%" and _counts_and_shares(frame) and not figure.unit:
        return Unit("count")
    if not figure.unit:
        return Unit(told.name, ONE if figure.scaled else told.factor)
    scales = not figure.scaled and told.name in ("", "count", figure.unit)
    return Unit(figure.unit, told.factor if scales else ONE)


def _counts_and_shares(frame: Frame) -> bool:
    """Whether a column holds counts with their shares in brackets: "n (%)"."""
    return any(_COUNT_AND_SHARE.search(head.text) for head in frame.heads)


def _told(frame: Frame) -> Unit:
    """What the texts around a cell tell of its unit."""
    told: Unit | None = None
    for label in _by_nearness(frame):
        unit = label.unit
        if unit is None:
            continue
        if told is None:
            told = unit
        elif not told.name and unit.factor == 1 and (unit.name in CODES or told.factor == 1):
            told = Unit(unit.name, told.factor)
        elif (told.name in _SCALABLE or told.name in CODES) and told.factor == 1 and not unit.name:
            told = Unit(told.name, unit.factor)
    told = told or Unit("")
    own = [label for label in (*frame.labels, *frame.heads) if label.name]
    scaled_by_own = any(label.unit and label.unit.factor != 1 for label in own)
    if told.factor != 1 and not scaled_by_own and any(_UNSCALED.search(label.text) for label in own):
        return Unit("" if told.name not in CODES else told.name)
    return told


def _by_nearness(frame: Frame) -> list[Label]:
    """Head before row where it tells a percentage; else the row's unit is the nearer ("Margin (%)" under "2019 £m")."""
    heads, labels = list(reversed(frame.heads)), list(reversed(frame.labels))
    percent = any(head.unit and head.unit.name in ("%", "pp") for head in heads)
    near = [*heads, *labels] if percent else [*labels, *heads]
    return [*near, frame.group, frame.stub, frame.caption]


def _role_of(frame: Frame, unit: str, figure: CellFigure) -> tuple[Role, str | None, str | None]:
    """Role, basis and the whole of a share, from the nearest label that tells a role."""
    if figure.unit == "rank":
        return "rank", None, None
    own = [*reversed(frame.heads), *reversed(frame.labels), frame.group]
    told = [label for label in own if label.role]
    if not told and unit in ("%", "pp") and not any(label.unit for label in own):
        told = [frame.caption] if frame.caption.role else []
    if told and told[0].role == "growth" and not (unit == "%" and _is_inflation(frame)):
        basis = told[0].basis or next((label.basis for label in (*own, frame.caption) if label.basis), None)
        return ("change_in_share" if unit == "pp" else "growth"), basis, None
    if told and told[0].role == "rank":
        return "rank", None, None
    if told and told[0].role == "share" and unit == "%":
        return "share", None, told[0].of
    whole = unit in ("", "count") and figure.value == figure.value.to_integral_value()
    return ("count" if whole else "level"), None, None


def _is_inflation(frame: Frame) -> bool:
    """Inflation is a level of its own, though its unit is a change in prices."""
    return any(re.search(r"\binflation\b", label.rest, re.IGNORECASE) and not label.role for label in frame.labels)
