"""Excel workbooks taken apart into their sheets' tables, each cell written as a reader sees it."""

from __future__ import annotations

import re
import warnings
from datetime import date
from io import BytesIO
from typing import cast
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from qa_service.errors import ReadingError
from qa_service.ingest.archives import check_archive
from qa_service.ingest.cell_text import CellValue, cell_text
from qa_service.ingest.characters import printed
from qa_service.ingest.delimited import too_many_cells
from qa_service.ingest.limits import Limits
from qa_service.ingest.pieces import Draft, Piece
from qa_service.ingest.sheet_blocks import grid_pieces

_UNNAMED = re.compile(r"(?:work)?sheet ?\d*", re.IGNORECASE)  # what a program calls a sheet that nobody named
_CORE = "docProps/core.xml"
_MOST_COLUMNS = 1_000
_LARGEST_MERGED = 1_000
Shown = dict[tuple[int, int], str]


def draft_of_workbook(data: bytes, limits: Limits) -> Draft:
    """The visible sheets in order, each under its name as a heading; hidden sheets, rows and columns are left out.

    The name is also the caption of the sheet's tables that have none of their own.

    Raises:
        ReadingError: over a limit; the message lacks the file's name.
    """
    check_archive(data, limits.unpacked)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl tells that it leaves out (charts, rules) is nothing to read
        book = load_workbook(BytesIO(data), data_only=True, keep_links=False)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if sum(cell.value is not None for sheet in sheets for cell in sheet._cells.values()) > limits.cells:
        raise ReadingError(too_many_cells(limits))
    pieces: list[Piece] = []
    for sheet in sheets:
        name = printed(sheet.title).strip()
        title = "" if _UNNAMED.fullmatch(name) else name
        found = list(grid_pieces(_grid(sheet), title))
        pieces += [Piece("heading", title, 2), *found] if found and title else found
    return Draft(_titled(book, pieces), saved=_saved(book, data))


def _titled(book: Workbook, pieces: list[Piece]) -> list[Piece]:
    title = " ".join(printed(book.properties.title or "").split())
    return [Piece("title", title), *pieces] if title else pieces


def _saved(book: Workbook, data: bytes) -> date | None:
    """The day of the last change; for what a workbook does not tell openpyxl would give the present day."""
    with ZipFile(BytesIO(data)) as archive:
        told = archive.read(_CORE) if _CORE in archive.namelist() else b""
    stamp = book.properties.modified if b"modified>" in told else book.properties.created
    return stamp.date() if stamp and (b"modified>" in told or b"created>" in told) else None


def _grid(sheet: Worksheet) -> list[list[str]]:
    """The filled rows, with a blank one for each gap however long; columns likewise."""
    shown = _without_hidden(_shown(sheet), sheet)
    columns = _with_gaps(sorted({column for _, column in shown})[:_MOST_COLUMNS])
    rows = _with_gaps(sorted({row for row, _ in shown}))
    return [[shown.get((row, column), "") for column in columns] for row in rows]


def _with_gaps(indexes: list[int]) -> list[int]:
    """The indexes, with 0, which no row or column has, where some are left out between two of them."""
    parted: list[int] = []
    for index in indexes:
        if parted and index - parted[-1] > 1:
            parted.append(0)
        parted.append(index)
    return parted


def _shown(sheet: Worksheet) -> Shown:
    """The text of each filled cell by row and column; a merged cell's text in all the cells that it covers."""
    # The cells as they are kept: to go through rows would make a cell for every place up to the last one.
    cells = sheet._cells.items()
    # Formulas are not met: openpyxl is asked for the values that were last worked out.
    texts = ((place, cell_text(cast(CellValue, cell.value), cell.number_format)) for place, cell in cells)
    shown = {place: text for place, text in texts if text}
    for area in sheet.merged_cells.ranges:
        text = shown.get((area.min_row, area.min_col), "")
        if text and area.size["rows"] * area.size["columns"] <= _LARGEST_MERGED:
            shown.update(dict.fromkeys(area.cells, text))
    return shown


def _without_hidden(shown: Shown, sheet: Worksheet) -> Shown:
    rows = {index for index, row in sheet.row_dimensions.items() if row.hidden}
    spans = [(column.min or 0, column.max or 0) for column in sheet.column_dimensions.values() if column.hidden]
    return {
        (row, column): text
        for (row, column), text in shown.items()
        if row not in rows and not any(first <= column <= last for first, last in spans)
    }
