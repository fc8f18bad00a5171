"""The words of a PDF page put into lines, columns and reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

SAME_LINE = 0.4  # of the type size: how far the base lines of one line's words may lie apart
_GAP = 0.9  # of the type size: a gap that parts words of two columns or cells
_CELL_GAP = 1.0
_FEWEST_LINES = 3
_PROSE_WORDS, _PROSE_WIDTH = 3, 0.4
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page; ``x0``, ``x1``, ``top`` and ``bottom`` in points from the page's upper left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column, or a whole table, which then has ``rows``; ``left`` and ``right`` are its column's edges.

    ``cells`` are the parts of the text that wide gaps set apart.
    """

    page: int
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool = False
    left: float = 0.0
    right: float = 0.0
    cells: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def segments(words: Sequence[Word], page: int) -> list[Line]:
    """Runs of words on one line without a wide gap between them."""
    found: list[Line] = []
    for row in _rows(words):
        run: list[Word] = []
        for word in row:
            if run and word.x0 - run[-1].x1 > _GAP * max(word.size, run[-1].size):
                found.append(_line(run, page))
                run = []
            run.append(word)
        found.append(_line(run, page))
    return found


def _rows(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Words by common base line, each row from left to right."""
    row: list[Word] = []
    for word in sorted(words, key=lambda word: (word.bottom, word.x0)):
        if row and abs(word.bottom - row[0].bottom) > SAME_LINE * max(row[0].size, word.size):
            yield sorted(row, key=lambda word: word.x0)
            row = []
        row.append(word)
    if row:
        yield sorted(row, key=lambda word: word.x0)


def _line(words: Sequence[Word], page: int) -> Line:
    text = " ".join(word.text for word in words)
    return Line(
        page,
        text,
        words[0].x0,
        max(word.x1 for word in words),
        min(word.top for word in words),
        max(word.bottom for word in words),
        median(word.size for word in words for _ in word.text),
        all(word.bold for word in words if any(c.isalnum() for c in word.text)),
        cells=(text,),
    )


def in_reading_order(parts: Sequence[Line], deepest: int = _DEEPEST) -> list[Line]:
    """Whole lines, column by column; what crosses the gap between two columns is read before what stands below it."""
    gutter = _gutter(parts) if deepest else None
    if gutter is None:
        return list(_whole_lines(parts))
    ordered: list[Line] = []
    for band in _bands(parts, gutter):
        sides = [part for part in band if part.x1 <= gutter], [part for part in band if part.x0 >= gutter]
        if all(sides):
            ordered += [line for side in sides for line in in_reading_order(side, deepest - 1)]
        else:
            ordered += _whole_lines(band)
    return ordered


def _bands(parts: Sequence[Line], gutter: float) -> Iterator[list[Line]]:
    """Runs from the top to the bottom of parts that cross the gutter, and of parts that do not."""
    band: list[Line] = []
    crossing = False
    for part in sorted(parts, key=lambda part: (part.bottom, part.x0)):
        crosses = part.x0 < gutter < part.x1
        if band and crosses != crossing:
            yield band
            band = []
        band.append(part)
        crossing = crosses
    if band:
        yield band


def _gutter(parts: Sequence[Line]) -> float | None:
    """The x between two columns of prose that the fewest lines cross; None where there are none."""
    edges = sorted({part.x1 for part in parts})
    if len(parts) < 2 * _FEWEST_LINES:
        return None
    best: tuple[int, float] | None = None
    for edge in edges[:-1]:
        following = [part.x0 for part in parts if part.x0 > edge]
        if not following:
            break
        gutter = (edge + min(following)) / 2
        crossing = sum(part.x0 < gutter < part.x1 for part in parts)
        if (best is None or crossing < best[0]) and _parts_columns(parts, gutter):
            best = crossing, gutter
    return best[1] if best else None


def _parts_columns(parts: Sequence[Line], gutter: float) -> bool:
    """Whether lines of prose stand side by side on both sides of a gutter."""
    left = [part for part in parts if part.x1 < gutter]
    right = [part for part in parts if part.x0 > gutter]
    if len(left) < _FEWEST_LINES or len(right) < _FEWEST_LINES or not (_is_prose(left) and _is_prose(right)):
        return False
    top, bottom = max(_top(left), _top(right)), min(_bottom(left), _bottom(right))
    beside = [part for side in (left, right) for part in side if top <= (part.top + part.bottom) / 2 <= bottom]
    return len(beside) >= _FEWEST_LINES


def _top(parts: Sequence[Line]) -> float:
    return min(part.top for part in parts)


def _bottom(parts: Sequence[Line]) -> float:
    return max(part.bottom for part in parts)


def _is_prose(side: Sequence[Line]) -> bool:
    """Whether most lines of a side fill it with words, as the cells of a table do not.

    Rows of several cells count neither way: a column of prose may hold a long table.
    """
    width = max(part.x1 for part in side) - min(part.x0 for part in side)
    full, other = 0, 0
    for row in _in_rows(side):
        filled = [_is_filled(part, width) for part in row]
        full += len(row) if all(filled) else 0
        other += not all(filled) and len(row) == 1
    return full >= max(other, 1)


def _is_filled(part: Line, width: float) -> bool:
    return bool(part.rows) or (len(part.text.split()) >= _PROSE_WORDS and part.x1 - part.x0 > _PROSE_WIDTH * width)


def _whole_lines(parts: Sequence[Line]) -> Iterator[Line]:
    """The parts joined to lines, with the edges of their column."""
    left, right = min(part.x0 for part in parts), max(part.x1 for part in parts)
    for row in _in_rows(parts):
        yield _joined(row, left, right)


def _in_rows(parts: Sequence[Line]) -> Iterator[list[Line]]:
    """Parts by common base line, each table by itself."""
    row: list[Line] = []
    for part in sorted(parts, key=lambda part: (part.bottom, part.x0)):
        if row and (part.rows or row[0].rows or abs(part.bottom - row[0].bottom) > SAME_LINE * part.size):
            yield row
            row = []
        row.append(part)
    if row:
        yield row


def _joined(row: Sequence[Line], left: float, right: float) -> Line:
    row = sorted(row, key=lambda part: part.x0)
    first = row[0]
    longest = max(row, key=lambda part: len(part.text))
    return replace(
        first,
        text=re.sub(r"\s+", " ", " ".join(part.text for part in row)),
        x1=max(part.x1 for part in row),
        top=_top(row),
        bottom=_bottom(row),
        size=longest.size,
        bold=all(part.bold for part in row),
        left=left,
        right=right,
        cells=_cells(row),
    )


def _cells(row: Sequence[Line]) -> tuple[str, ...]:
    """The texts of a row that gaps wider than those of spaced-out print set apart."""
    cells = [row[0].text]
    for part, following in pairwise(row):
        if following.x0 - part.x1 > _CELL_GAP * part.size:
            cells.append(following.text)
        else:
            cells[-1] += f" {following.text}"
    return tuple(cells)
