"""Every record type. Offsets are of characters in ``Report.text``, half-open: ``text[start:end]`` is the piece."""

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
    """A figure of a table and what tells of it: ``labels`` of the row, ``heads`` of the column, outermost first.

    ``group`` is the label-only line above, ``stub`` the labels' head, ``caption`` above the table; "" or () for none.
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
    """A report as read: ``path`` below the corpus folder, ``sha256`` of its bytes, ``cells`` of all tables in order."""

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
        """The page, counted from 1, of the character at ``offset``; None where ``pages``, their starts, are none."""
        return bisect_right(self.pages, offset) or None


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days, both ends inclusive; ``text`` is its wording, ``inherited`` where that stands before the clause."""

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
        parts = [self.subject, self.measure, self.role.replace("_", " "), self.basis, self.comparator]
        return " · ".join(filter(None, [*parts, self.period.text if self.period else ""]))


@dataclass(frozen=True, slots=True)
class Claim:
    """What one report says where reports conflict; ``fact`` is the id of the figure, ``text`` as it was printed."""

    report: str
    fact: str
    value: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """The same subject, measure, role, unit, period and basis with figures that cannot all be right."""

    subject: str
    measure: str
    role: Role
    unit: str
    period: Period | None
    basis: str | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A figure in a listing: its report's path, its card, its print; ``former`` is what was printed before, or ""."""

    report: str
    card: str
    text: str
    former: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a build changed. Reports are named by path; ``reports_renamed`` maps the former path to the present one."""

    reports_added: tuple[str, ...] = ()
    reports_removed: tuple[str, ...] = ()
    reports_altered: tuple[str, ...] = ()
    reports_renamed: dict[str, str] = field(default_factory=dict)
    facts_added: tuple[Told, ...] = ()
    facts_removed: tuple[Told, ...] = ()
    facts_altered: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question; scores are comparable within one result list only."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Citation:
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
