"""Word documents taken apart into a title, headings, paragraphs, list items and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import takewhile

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml.etree import _Element

from qa_service.ingest.archives import check_archive
from qa_service.ingest.characters import printed
from qa_service.ingest.limits import Limits
from qa_service.ingest.pieces import Draft, Piece, broken_at_lines, table_pieces
from qa_service.ingest.sheet_blocks import Rows
from qa_service.ingest.titles import titled_by_first_line, titled_by_heading

_MOST_SPANNED = 64
_HEADING_STYLE, _LIST_STYLE = re.compile(r"heading (\d)"), re.compile(r"list\b")
_CAPTION = re.compile(r"(?:table|figure|chart)\s+[\w.]+", re.IGNORECASE)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset([*map(qn, ("w:del", "w:moveFrom", "w:txbxContent", "w:instrText", "w:pPr")), _FALLBACK])
_WRITTEN = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_P, _T, _TBL, _TR, _TC, _BOX = map(qn, ("w:p", "w:t", "w:tbl", "w:tr", "w:tc", "w:txbxContent"))
_TEMPLATE_YEAR = 2013  # the stamp of the template that python-docx starts a document from tells nothing


def draft_of_word(data: bytes, limits: Limits) -> Draft:
    """The text as it stands with all changes accepted, text boxes below their paragraph; without headers and notes.

    Raises:
        ReadingError: over a limit; the message lacks the file's name.
    """
    check_archive(data, limits.unpacked)
    document = Document(BytesIO(data))
    pieces = [piece for piece in _Body(_styles(document)).pieces(document.element.body) if piece.text.strip()]
    if not any(piece.kind == "title" for piece in pieces):
        pieces = _titled(document, pieces)
    stamp = document.core_properties.modified or document.core_properties.created
    return Draft(pieces, saved=stamp.date() if stamp and stamp.year > _TEMPLATE_YEAR else None)


def _titled(document: WordDocument, pieces: list[Piece]) -> list[Piece]:
    if any(piece.kind == "heading" for piece in pieces):
        pieces = titled_by_heading(pieces)
    if any(piece.kind == "title" for piece in pieces):
        return pieces
    title = " ".join(printed(document.core_properties.title).split())
    return [Piece("title", title), *pieces] if title else titled_by_first_line(pieces)


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says: its name in lower case, the level of a heading or 0, whether it makes list items."""

    name: str = ""
    level: int = 0
    lists: bool = False


def _styles(document: WordDocument) -> dict[str, _Style]:
    found = {}
    for style in document.styles.element.iterchildren(qn("w:style")):
        name = _value(style.find(qn("w:name"))).lower()
        heading = _HEADING_STYLE.fullmatch(name)
        outline = _value(style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}"))
        level = int(heading[1]) if heading else int(outline) + 1 if outline.isdigit() and int(outline) < 9 else 0
        lists = bool(_LIST_STYLE.match(name)) or style.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
        found[style.get(qn("w:styleId"), "")] = _Style(name, level, lists)
    return found


def _value(element: _Element | None) -> str:
    return "" if element is None else element.get(qn("w:val"), "")


class _Body:
    """Makes pieces of a document's paragraphs and tables, which it knows the styles of."""

    def __init__(self, styles: dict[str, _Style]) -> None:
        self._styles = styles
        self._caption = ""

    def pieces(self, parent: _Element) -> Iterator[Piece]:
        for element in parent.iterchildren():
            if element.tag == _P:
                yield from self._paragraph(element)
                for box in _boxes(element):
                    yield from self.pieces(box)
            elif element.tag == _TBL:
                rows = list(_rows(element))
                yield from table_pieces(rows, caption=self._caption) if rows else ()
                self._caption = ""
            elif element.tag not in _LEFT_OUT:  # content controls and the like, whose content counts as any other
                yield from self.pieces(element)

    def _paragraph(self, element: _Element) -> Iterator[Piece]:
        text = _text(element).strip()
        if not text:
            return
        properties = element.find(qn("w:pPr"))
        style = self._style(properties)
        self._caption = text if style.name == "caption" or _CAPTION.match(text) else ""
        if style.name == "title":
            yield Piece("title", " ".join(text.split()))
        elif style.level:
            yield Piece("heading", " ".join(text.split()), style.level)
        else:
            listed = style.lists or (properties is not None and properties.find(qn("w:numPr")) is not None)
            lines = (" ".join(line.split()) for line in text.split("\n"))
            yield from broken_at_lines("item" if listed else "paragraph", lines)

    def _style(self, properties: _Element | None) -> _Style:
        if properties is None:
            return _Style()
        return self._styles.get(_value(properties.find(qn("w:pStyle"))), _Style())


def _text(element: _Element) -> str:
    """The text of an element as it is printed: without what was deleted, fields' instructions and text boxes."""
    if element.tag == _T:
        return printed(element.text or "")
    if element.tag in _LEFT_OUT:
        return ""
    return _WRITTEN.get(element.tag, "") + "".join(map(_text, element.iterchildren()))


def _boxes(paragraph: _Element) -> Iterator[_Element]:
    """The text boxes that hang on a paragraph, each once."""
    for box in paragraph.iter(_BOX):
        around = takewhile(lambda parent: parent is not paragraph, box.iterancestors())
        if not any(parent.tag in {_FALLBACK, _BOX} for parent in around):
            yield box


def _rows(table: _Element) -> Iterator[list[str]]:
    """The rows with every merged cell's text in all the places that it covers."""
    above: list[str] = []
    width = 0
    rows: Rows = []
    for row in _within(table, _TR):
        cells: list[str] = []
        for cell in _within(row, _TC):
            properties = cell.find(qn("w:tcPr"))
            merged = None if properties is None else properties.find(qn("w:vMerge"))
            goes_on = merged is not None and _value(merged) != "restart" and len(cells) < len(above)
            text = above[len(cells)] if goes_on else " ".join(" ".join(_text(p) for p in cell.iter(_P)).split())
            span = "1" if properties is None else _value(properties.find(qn("w:gridSpan"))) or "1"
            cells += [text] * min(int(span) if span.isdigit() else 1, _MOST_SPANNED)
        above = cells
        width = max(width, len(cells))
        rows.append(cells)
    yield from (cells + [""] * (width - len(cells)) for cells in rows if any(cells))


def _within(parent: _Element, tag: str) -> Iterable[_Element]:
    """The rows of a table or the cells of a row, through content controls, not those of a table inside."""
    for element in parent.iterchildren():
        if element.tag == tag:
            yield element
        elif element.tag not in {_TBL, _TR, _TC, _P} and element.tag not in _LEFT_OUT:
            yield from _within(element, tag)
