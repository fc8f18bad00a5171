"""A sheet of cells taken apart into its tables and the lines of text around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from qa_service.ingest.captions import is_title
from qa_service.ingest.pieces import Piece, table_pieces

Rows = list[list[str]]
_NUMBER = re.compile(r"[^\w]*(?:[A-Z]{3}\s?)?[-−+(]?\s*\d[\d,.\s]*\)?\s*(?:%|[A-Za-z]{1,3})?[^\w]*")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-–/]\s*\d\d(?:\d\d)?)?")


def grid_pieces(grid: Sequence[Sequence[str]], title: str = "") -> Iterator[Piece]:
    """Pieces of the tables that blank rows and columns part; a row of one cell is a line of text.

    The lines above a table are its caption; where there are none, ``title`` is. A single line right above a table that
    names it is the heading of its rows. A table without heads below one of the same columns takes the heads and the
    caption of that one, so that rows set apart by a blank line stay rows of one table.
    """
    heads: Rows = []
    lines: list[str] = []
    caption = ""
    for block in _blocks([list(row) for row in grid]):
        above, table = _parted(block)
        lines += above
        if table and len(above) == 1 and is_title(above[0]):
            yield Piece("heading", above[0], 3)
        else:
            yield from (Piece("paragraph", line) for line in above)
        if not table:
            continue
        goes_on = bool(heads) and len(heads[0]) == len(table[0]) and has_figures(table[0])
        table = heads + table if goes_on else table
        heads = heads_of(table)
        caption = " ".join(lines) or (caption if goes_on else title)
        yield from table_pieces(table, caption=caption)
        lines = []


def heads_of(table: Rows) -> Rows:
    """The rows of names at the top of a table, which tell what its columns are."""
    rows = 1
    while rows < len(table) - 1 and table[rows][0] in {"", table[0][0]} and not has_figures(table[rows]):
        rows += 1
    return table[:rows]


def _blocks(rows: Rows) -> Iterator[Rows]:
    """The parts of a grid that blank rows, and in these blank columns, set apart."""
    for filled, group in groupby(rows, key=any):
        if filled:
            yield from _side_by_side(list(group))


def _side_by_side(rows: Rows) -> Iterator[Rows]:
    """The tables beside one another; a single column apart belongs to the table on its left."""
    width = max(map(len, rows))
    columns = list(zip(*(row + [""] * (width - len(row)) for row in rows), strict=True))
    parts = [list(group) for filled, group in groupby(columns, key=any) if filled]
    if len(parts) > 1 and any(len(part) == 1 for part in parts[1:]):
        parts = [[column for part in parts for column in part]]
    tables = [[list(row) for row in zip(*part, strict=True)] for part in parts]
    if len(tables) == 1:
        yield tables[0]
    else:
        yield from (block for table in tables for block in _blocks(table))


def _parted(block: Rows) -> tuple[list[str], Rows]:
    """The lines above a table, each a row of one cell or merged into one, and the table, where there is one."""
    first = next((i for i, row in enumerate(block) if len({*row} - {""}) > 1), len(block))
    return [next(filter(None, row)) for row in block[:first]], block[first:]


def has_figures(row: Sequence[str]) -> bool:
    """Whether a row holds figures rather than names of columns; years are names."""
    cells = [cell for cell in row[1:] if cell]
    figures = [cell for cell in cells if _NUMBER.fullmatch(cell) and not _YEAR.fullmatch(cell)]
    return bool(cells) and 2 * len(figures) >= len(cells)
