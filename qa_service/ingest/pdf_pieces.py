"""A PDF document's paragraphs made structural pieces: title and headings by their type, tables, page starts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from qa_service.ingest.furniture import is_furniture, is_navigation
from qa_service.ingest.page_marks import page_mark, unmarked
from qa_service.ingest.pdf_lines import Line
from qa_service.ingest.pdf_paragraphs import Paragraph, joined_text, known_words, paragraphs_of
from qa_service.ingest.pieces import Piece, table_pieces
from qa_service.ingest.plain_text import pieces_of_text
from qa_service.ingest.sheet_blocks import Rows, has_figures, heads_of
from qa_service.ingest.titles import titled_by_first_line

_LARGER = 1.08  # of the usual type size: what is set larger is a heading
_HEADING_WORDS = 30
_CAPTION = re.compile(r"(?:table|figure|chart|exhibit|box)\s+[\w.]+", re.IGNORECASE)
_CAPTION_WORDS, _NEAR = 25, 3.0  # how long a caption is, and how far from its table, in type sizes
_FIGURE = re.compile(r"\d")
_FONT_BULLET = re.compile(r"^[\ue000-\uf8ff]\s*")
Style = tuple[float, bool]


def pieces_of_lines(lines: Sequence[Line]) -> list[Piece]:
    """Title, headings, paragraphs, items and table rows of a document's lines in reading order."""
    styles: Counter[Style] = Counter()
    for line in lines:
        styles[_style(line)] += len(line.text)
    usual = max(styles, key=lambda style: styles[style], default=(0.0, False))
    paragraphs = paragraphs_of(_with_tables(lines), usual[0])
    return _Maker(paragraphs, usual).pieces()


def _style(line: Line) -> Style:
    return round(2 * line.size) / 2, line.bold


def _with_tables(lines: Sequence[Line]) -> list[Line]:
    """The lines, those that stand as rows of the same number of cells with figures below one another made a table."""
    made: list[Line] = []
    for key, group in groupby(lines, key=lambda line: (line.page, line.left, len(line.cells))):
        rows = list(group)
        with_figures = [row for row in rows if all(_FIGURE.search(cell) for cell in row.cells[1:])]
        if key[2] > 1 and len(rows) > 2 and len(with_figures) >= len(rows) - 1:
            cells = tuple(row.cells for row in rows)
            first = rows[0]
            made.append(replace(first, text="", x0=first.left, x1=first.right, bottom=rows[-1].bottom, rows=cells))
        else:
            made += rows
    return made


class _Maker:
    """Goes through the paragraphs of a document once, in order."""

    def __init__(self, paragraphs: Sequence[Paragraph], usual: Style) -> None:
        self._paragraphs = paragraphs
        self._usual = usual
        self._known = known_words([line for paragraph in paragraphs for line in paragraph])
        self._texts = [joined_text(paragraph, self._known) for paragraph in paragraphs]
        headings = {_style(p[0]) for p, text in zip(paragraphs, self._texts, strict=True) if self._is_heading(p, text)}
        self._levels = {style: level for level, style in enumerate(sorted(headings, reverse=True), 1)}
        self._title = self._title_index()

    def pieces(self) -> list[Piece]:
        made: list[Piece] = []
        page = 1
        for index, paragraph in enumerate(self._paragraphs):
            new = self._table(index) if paragraph[0].rows else self._text(index)
            if new and paragraph[0].page > page:
                new[0] = replace(new[0], text=page_mark(paragraph[0].page) + new[0].text)
            if new:
                page = max(page, paragraph[-1].page)
            made += new
        return made if self._title is not None else titled_by_first_line(made)

    def _title_index(self) -> int | None:
        """The first of the largest headings of the first page, where it is set larger than the text."""
        first = next((p[0].page for p in self._paragraphs), 1)
        there = [
            (-p[0].size, index)
            for index, p in enumerate(self._paragraphs)
            if p[0].page == first and p[0].size > _LARGER * self._usual[0] and _style(p[0]) in self._levels
            and self._is_heading(p, self._texts[index]) and not is_furniture(self._texts[index])
        ]  # fmt: skip
        return min(there)[1] if there else None

    def _is_heading(self, paragraph: Paragraph, text: str) -> bool:
        first = paragraph[0]
        if first.rows or len(text.split()) > _HEADING_WORDS or not any(c.isalpha() for c in text):
            return False
        larger = first.size > _LARGER * self._usual[0]
        bold = first.bold and not self._usual[1] and first.size > self._usual[0] / _LARGER
        return larger or (bold and not text.endswith((".", ",", ";")) and not _CAPTION.match(text))

    def _text(self, index: int) -> list[Piece]:
        paragraph, text = self._paragraphs[index], _FONT_BULLET.sub("• ", self._texts[index])
        if is_navigation(unmarked(text)[0]):
            return []
        if index == self._title:
            return [Piece("title", text)]
        if self._is_heading(paragraph, text):
            return [Piece("heading", text, min(self._levels[_style(paragraph[0])], 6))]
        found = pieces_of_text(text)
        if self._levels or _CAPTION.match(text):
            found = [Piece("paragraph", piece.text) if piece.kind == "heading" else piece for piece in found]
        return found

    def _table(self, index: int) -> list[Piece]:
        rows = [list(row) for row in self._paragraphs[index][0].rows]
        heads = self._heads_before(index, len(rows[0])) or []
        of_years = not has_figures(rows[0]) and any(map(_FIGURE.search, rows[0][1:]))
        table = rows if of_years or rows[: len(heads)] == heads else heads + rows
        return list(table_pieces(table, caption=self._caption(index)))

    def _heads_before(self, index: int, width: int) -> Rows | None:
        """The heads of the table that goes on here from the page before; None where a table begins."""
        if index == 0 or not self._paragraphs[index - 1][0].rows:
            return None
        before, here = self._paragraphs[index - 1][0], self._paragraphs[index][0]
        same = before.page + 1 == here.page and abs(before.x0 - here.x0) < 5 and abs(before.x1 - here.x1) < 5
        if not same or len(before.rows[0]) != width:
            return None
        return self._heads_before(index - 1, width) or heads_of([list(row) for row in before.rows])

    def _caption(self, index: int) -> str:
        """The one or two short lines right above a table; for one that goes on, those above its beginning."""
        if self._heads_before(index, len(self._paragraphs[index][0].rows[0])) is not None:
            return self._caption(index - 1)
        table = self._paragraphs[index][0]
        found: list[str] = []
        top = table.top
        for above in range(index - 1, max(-1, index - 3), -1):
            line = self._paragraphs[above][-1]
            text = unmarked(self._texts[above])[0]
            near = line.page == table.page and 0 <= top - line.bottom < _NEAR * line.size
            if line.rows or not near or len(text.split()) > _CAPTION_WORDS or text.endswith("."):
                break
            found.insert(0, text)
            top = self._paragraphs[above][0].top
        return " ".join(found)
