"""Every record type on one screen: what a report becomes, and what an answer is made of.

All offsets are character offsets into ``Report.text``, half-open, so ``text[start:end]`` is the quoted piece.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Role = Literal["level", "growth", "share", "change_in_share", "gap", "rank", "count"]
Status = Literal["answered", "not_found"]
CaveatCode = Literal["period_differs", "derived", "conflict", "premise_differs", "scope_differs"]
BlockKind = Literal["title", "heading", "paragraph", "item", "furniture"]


@dataclass(frozen=True, slots=True)
class Block:
    """One structural piece of a report. ``level`` is 1 for the highest heading, 0 for anything else."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table that is a figure, and the texts that tell what of.

    ``start``/``end`` are offsets into the report's text. ``labels`` are the row's, ``heads`` the column's, outermost
    first; ``group`` is the label-only line above the row, ``stub`` the head of the labels ("Region"), each "" or () if
    there is none. ``caption`` is what stands above the table.
    """

    start: int
    end: int
    labels: tuple[str, ...]
    heads: tuple[str, ...]
    group: str
    stub: str
    caption: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report as read. ``path`` is relative to the corpus folder, ``sha256`` is of the file's bytes.

    ``cells`` are those of all its tables, in the order of the text. ``pages`` has the offset at which each page starts,
    and is empty for a format without pages.
    """

    id: str
    title: str
    published: date | None
    source: str | None
    path: str
    sha256: str
    text: str
    blocks: tuple[Block, ...] = ()
    cells: tuple[Cell, ...] = ()
    pages: tuple[int, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The page, counted from 1, that the character at ``offset`` stands on; None without pages."""
        return bisect_right(self.pages, offset) or None


@dataclass(frozen=True, slots=True)
class Period:
    """A span of whole days, both ends inclusive; ``text`` is the wording it was read from.

    ``inherited`` marks a period taken from an earlier clause, sentence, heading or title.
    """

    start: date
    end: date
    text: str
    inherited: bool = False

    def overlaps(self, other: Period) -> bool:
        return self.start <= other.end and other.start <= self.end

    def contains(self, other: Period) -> bool:
        return self.start <= other.start and other.end <= self.end

    def same_span(self, other: Period) -> bool:
        return self.start == other.start and self.end == other.end


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period and where it stands: offsets into the text it was searched in."""

    period: Period
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, scale applied. ``start``/``end`` are offsets into the text it was searched in.

    ``unit`` is ``%``, ``pp``, an ISO 4217 code, a measure ("tonnes", "cigarettes a day"), a counted noun, or ``""``
    for a bare number. ``upper`` is the second end of a range. ``qualifier`` is one of ``more_than``, ``less_than``,
    ``at_least``, ``at_most``, ``about`` or None.
    """

    value: Decimal
    unit: str
    text: str
    start: int
    end: int
    qualifier: str | None = None
    upper: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report; ``passage`` is the index of its passage in the generation."""

    report: str
    start: int
    end: int
    text: str
    passage: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrieval unit: a paragraph or a part of one.

    ``id`` is a content hash of everything that goes into its embedding; ``heading`` is the path of headings above it,
    outermost first; ``lead_in`` is its own run-in heading ("Lead in growth"), or ""; ``context`` is the text embedded.
    """

    id: str
    report: str
    start: int
    end: int
    text: str
    heading: tuple[str, ...]
    lead_in: str
    context: str
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure bound to its owner, measure, period and comparison.

    ``value`` has the scale applied; a fall is a negative growth. ``start``/``end`` span the sentence and
    ``number_start``/``number_end`` the figure, both in the report's text. ``basis`` is what a growth is measured
    against ("year on year"), ``comparator`` what a gap or share refers to. ``scope`` holds the words of the sentence
    that belong to this figure rather than to its neighbours. ``method`` names the rule that bound it.
    """

    id: str
    report: str
    subject: str
    measure: str
    role: Role
    value: Decimal
    unit: str
    text: str
    period: Period | None
    basis: str | None
    comparator: str | None
    qualifier: str | None
    start: int
    end: int
    number_start: int
    number_end: int
    scope: str
    method: str

    @property
    def card(self) -> str:
        """The line that is embedded: subject · measure · role · basis or comparator · period."""
        parts = [self.subject, self.measure, self.role.replace("_", " "), self.basis or "", self.comparator or ""]
        if self.period:
            parts.append(self.period.text)
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question; scores are comparable within one result list only."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Citation:
    """A quoted sentence; ``page`` is the one it starts on, counted from 1, or None for a format without pages."""

    report: str
    title: str
    published: date | None
    quote: str
    start: int
    end: int
    url: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a value was worked out; ``operands`` are indexes into the answer's citations."""

    formula: str
    operands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """One figure of an answer; ``citation`` is an index into the answer's citations."""

    value: Decimal
    unit: str
    text: str
    subject: str
    measure: str
    role: Role
    basis: str | None
    period: Period | None
    derived: Derivation | None
    citation: int


@dataclass(frozen=True, slots=True)
class Caveat:
    code: CaveatCode
    text: str


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What was understood of a question; "" and None mean that the question does not say."""

    subject: str = ""
    measure: str = ""
    role: Role | None = None
    period: str = ""


@dataclass(frozen=True, slots=True)
class Nearest:
    """What the reports do say, offered when they do not answer."""

    text: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Answer:
    answer: str
    status: Status
    values: tuple[Value, ...] = ()
    citations: tuple[Citation, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    interpretation: Interpretation = field(default_factory=Interpretation)
    nearest: tuple[Nearest, ...] = ()
    conversation_id: str = ""
    index_id: str = ""
