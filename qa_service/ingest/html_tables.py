"""Tables of web pages made plain: spanning cells written out, captions as first rows, footnotes in brackets."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml.html import HtmlElement
from lxml.html.builder import E as make

MOST_SPANNED, MOST_WIDENED = 50, 20
_POWERS = {"2": "²", "3": "³"}
_METRES = ("m", "km", "cm", "ft")


def make_plain(tree: HtmlElement) -> None:
    """Rewrite, in place, each table that holds no other one."""
    for table in [table for table in tree.iter("table") if table.find(".//table") is None]:
        for mark in list(table.iter("sup")):
            _bracket(mark)
        _name(table)
        _widen(table)


def _bracket(mark: HtmlElement) -> None:
    """Tell the footnote of "4.5¹" from a digit of the number, and leave "km²" a unit."""
    text = mark.text_content().strip()
    before = mark.getprevious()
    word = ((before.tail if before is not None else mark.getparent().text) or "").split()[-1:] or [""]
    for child in list(mark):
        mark.remove(child)
    if text in _POWERS and word[0].lower().lstrip("(/") in _METRES:
        mark.text = _POWERS[text]
    else:
        mark.text = f"[{text}]" if text and text[0] not in "[(" else text


def _name(table: HtmlElement) -> None:
    """Put the caption of a table, or of the figure around it, into a row of its own over all columns."""
    caption = table.find("caption")
    figure = table.getparent() if table.getparent() is not None and table.getparent().tag == "figure" else None
    named = caption if caption is not None else figure.find("figcaption") if figure is not None else None
    rows = list(table.iter("tr"))
    if named is None or not rows:
        return
    text = " ".join(named.text_content().split())
    named.getparent().remove(named)
    if text:
        row = make.tr(make.td(text, colspan=str(max(map(_width, rows)))))
        rows[0].addprevious(row)


def _width(row: HtmlElement) -> int:
    return sum(_span(cell, "colspan") for cell in _cells(row))


def _widen(table: HtmlElement) -> None:
    """Write each cell once for every row and column that it spans, within reason."""
    rows = list(table.iter("tr"))
    cells = [cell for row in rows for cell in _cells(row)]
    if sum(_span(c, "colspan") * _span(c, "rowspan") for c in cells) > MOST_WIDENED * (len(cells) + MOST_SPANNED):
        return
    below: dict[int, tuple[HtmlElement, int]] = {}
    for row in rows:
        written = list(_written(row, below))
        for cell in list(row):
            row.remove(cell)
        row.extend(written)


def _written(row: HtmlElement, below: dict[int, tuple[HtmlElement, int]]) -> Iterator[HtmlElement]:
    """The cells of a row, one a column; ``below`` maps columns to cells that reach down, and for how many rows."""
    column = 0
    for cell in _cells(row):
        while column in below:
            yield _from_above(below, column)
            column += 1
        for _ in range(_span(cell, "colspan")):
            if _span(cell, "rowspan") > 1:
                below[column] = (cell, _span(cell, "rowspan") - 1)
            yield _single(cell)
            column += 1
    while column in below:
        yield _from_above(below, column)
        column += 1


def _from_above(below: dict[int, tuple[HtmlElement, int]], column: int) -> HtmlElement:
    cell, rows = below.pop(column)
    if rows > 1:
        below[column] = (cell, rows - 1)
    return _single(cell)


def _single(cell: HtmlElement) -> HtmlElement:
    copy = deepcopy(cell)
    copy.tail = None
    for name in ("colspan", "rowspan"):
        copy.attrib.pop(name, None)
    return copy


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _span(cell: HtmlElement, name: str) -> int:
    given = (cell.get(name) or "").strip()
    return min(max(int(given), 1), MOST_SPANNED) if given.isdecimal() else 1
