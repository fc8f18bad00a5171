"""What the readers of the file formats hand on: structural pieces in the order of the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from qa_service.records import BlockKind


@dataclass(frozen=True, slots=True)
class Piece:
    """A structural piece on its way into a report. Lines of ``text`` may still be wrapped at newlines."""

    kind: BlockKind
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Origin:
    """When and by whom a report says it was published; None where it does not say."""

    published: date | None
    source: str | None


NO_ORIGIN = Origin(None, None)


@dataclass(frozen=True, slots=True)
class Draft:
    """A file taken apart. ``hidden`` is what only mark-up states (a page's meta elements), not the visible text.

    ``saved`` is the day on which the file says that it was made or last changed. ``pages`` is the number of pages of a
    format that has them; their starts are marked in the pieces' texts (ingest/page_marks.py).
    """

    pieces: list[Piece]
    hidden: Origin = NO_ORIGIN
    saved: date | None = None
    pages: int = 0


def broken_at_lines(kind: BlockKind, lines: Iterable[str]) -> Iterator[Piece]:
    """A piece for each line that its author broke off, save that a line in lower case goes on with the one before."""
    text = ""
    for line in filter(None, lines):
        if text and not line[0].islower():
            yield Piece(kind, text)
            text = line
        else:
            text = f"{text} {line}".lstrip()
    if text:
        yield Piece(kind, text)


def table_pieces(rows: Sequence[Sequence[str]], caption: str = "") -> Iterator[Piece]:
    """One item for each row below the first: ``label — header: cell; header: cell``."""
    header, *body = rows or [[]]
    if not body:
        yield from (Piece("item", "; ".join(filter(None, row))) for row in rows if any(row))
    for label, *cells in (row for row in body if row):
        names = [*header[1:], *[""] * len(cells)]
        named = [f"{name}: {cell}" if name else cell for name, cell in zip(names, cells, strict=False) if cell]
        if label or named:
            yield Piece("item", " — ".join(filter(None, [label, "; ".join(named)])))
