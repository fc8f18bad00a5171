"""What the readers of the file formats hand on: structural pieces in the order of the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from qa_service.ingest.cell_figures import cell_figures
from qa_service.ingest.grids import Line, is_figure, read_grid
from qa_service.records import BlockKind, Cell

LAYOUT_WORDS = 30


@dataclass(frozen=True, slots=True)
class Piece:
    """A structural piece on its way into a report. Lines of ``text`` may still be wrapped at newlines.

    ``cells`` are the figures of a row of a table, their offsets counted in ``text``.
    """

    kind: BlockKind
    text: str
    level: int = 0
    cells: tuple[Cell, ...] = ()


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
    """An item for each row of a table, ``label — head: cell; head: cell``, that carries its figures as cells.

    ``caption`` is what stands above the table: it is in the report already. Rows above the heads that are one text
    over the whole table go into the report as paragraphs and count as caption. A spanning cell of ``rows`` may be
    repeated or followed by blanks. A table without figures that holds long texts is a lay-out: a paragraph each.
    """
    if _is_layout(rows):
        yield from (Piece("paragraph", cell) for row in rows for cell in dict.fromkeys(row) if cell)
        return
    given = [row for row in rows if any(row)]
    if len(given) == 1 and (len(rows) == 1 or any(map(is_figure, given[0]))):
        yield Piece("item", "; ".join(filter(None, given[0])))
        return
    grid = read_grid(given)
    yield from (Piece("paragraph", text) for text in grid.captions)
    whole = " ".join(dict.fromkeys(filter(None, [caption, *grid.captions])))
    for line in grid.lines:
        yield _row(line, grid.stub, whole)


def _is_layout(rows: Sequence[Sequence[str]]) -> bool:
    cells = [cell for row in rows for cell in row if cell]
    flat = max(map(len, rows), default=0) < 2
    return flat or (any(len(cell.split()) > LAYOUT_WORDS for cell in cells) and not any(map(cell_figures, cells)))


def _row(line: Line, stub: str, caption: str) -> Piece:
    label = ": ".join(filter(None, [line.group, ", ".join(line.labels)]))
    text = f"{label} — " if label and line.cells else label
    cells = []
    for number, (heads, given) in enumerate(line.cells):
        text += "; " * (number > 0) + (f"{_joined(heads)}: " if heads else "")
        if cell_figures(given):
            end = len(text) + len(given)
            cells.append(Cell(len(text), end, line.labels, heads, line.group, stub, caption))
        text += given
    return Piece("item", text, cells=tuple(cells))


def _joined(heads: Sequence[str]) -> str:
    return ", ".join(head.rstrip(" ,:") for head in heads)
