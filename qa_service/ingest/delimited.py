"""Comma-separated values and their kin taken apart into tables."""

from __future__ import annotations

import csv
from io import StringIO

from qa_service.errors import ReadingError
from qa_service.ingest.limits import Limits
from qa_service.ingest.pieces import Draft
from qa_service.ingest.sheet_blocks import grid_pieces

_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 50


def draft_of_delimited(text: str, limits: Limits) -> Draft:
    """The tables of a text whose cells are parted by commas, semicolons, tabs or bars, whichever fits.

    Raises:
        ReadingError: a cell or the number of cells is over the limit; the message lacks the file's name.
    """
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), skipinitialspace=True):
            rows.append([" ".join(cell.split()) for cell in row])
            cells += sum(map(bool, rows[-1]))
            if cells > limits.cells:
                raise ReadingError(too_many_cells(limits))
    except csv.Error as error:
        raise ReadingError(f"cannot be read as a table ({error}). Save it anew as CSV.") from error
    return Draft(list(grid_pieces(rows)))


def too_many_cells(limits: Limits) -> str:
    return (
        f"has more than {limits.cells:,} filled cells. Keep the tables that will be asked about, or raise"
        " QA_MAX_REPORT_CELLS."
    )


def _delimiter(text: str) -> str:
    """The delimiter that cuts the first lines into the same number of cells most often."""
    lines = [line for line in text.split("\n")[:_SAMPLE_LINES] if line.strip()]
    return max(_DELIMITERS, key=lambda mark: _evenness(lines, mark))


def _evenness(lines: list[str], mark: str) -> tuple[int, int]:
    """How many lines have the commonest number of cells above one, and that number."""
    widths = [len(row) for row in csv.reader(lines, delimiter=mark) if len(row) > 1]
    return max(((widths.count(width), width) for width in set(widths)), default=(0, 0))
