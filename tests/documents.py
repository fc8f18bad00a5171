"""Real PDF, DOCX, XLSX and HTML files made while the tests run, each from the same few parts of a report."""

from __future__ import annotations

import html
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from openpyxl import Workbook
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Table

MARGIN, GUTTER, BOTTOM = 56, 18, 60
SAVED = datetime(2021, 2, 3, tzinfo=UTC)
BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=10, leading=12, alignment=4, spaceAfter=6)
TITLE = ParagraphStyle("title", fontName="Times-Bold", fontSize=18, leading=21, spaceAfter=8)
HEADING = ParagraphStyle("heading", fontName="Times-Bold", fontSize=13, leading=15, spaceBefore=6, spaceAfter=4)


@dataclass(frozen=True)
class Part:
    """A part of a report: its kind ("title", "heading", "paragraph", "item", "table") and text, or a table's rows."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def parts_of(text: str, headings: Sequence[str]) -> list[Part]:
    """A plain text's lines as parts: the first is the title, those in ``headings`` are headings."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    kinds = ["title", *("heading" if line in headings else "paragraph" for line in lines[1:])]
    return [Part(kind, line) for kind, line in zip(kinds, lines, strict=True)]


def pdf_of(
    parts: Sequence[Part | Flowable],
    *,
    columns: int = 1,
    header: str = "",
    numbered: bool = False,
    body: ParagraphStyle = BODY,
) -> bytes:
    """A PDF of one or more columns, with a running header and page numbers where asked for."""

    def furnish(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(MARGIN, A4[1] - 30, header)
        canvas.drawCentredString(A4[0] / 2, 24, f"- {document.page} -" if numbered else "")

    width = (A4[0] - 2 * MARGIN - GUTTER * (columns - 1)) / columns
    frames = [
        Frame(MARGIN + i * (width + GUTTER), BOTTOM, width, A4[1] - MARGIN - BOTTOM, 0, 0, 0, 0) for i in range(columns)
    ]
    made = BytesIO()
    document = BaseDocTemplate(
        made, pagesize=A4, pageTemplates=[PageTemplate("page", frames, onPage=furnish)], invariant=1
    )
    document.build([part if isinstance(part, Flowable) else _flowable(part, body) for part in parts])
    return made.getvalue()


def _flowable(part: Part, body: ParagraphStyle) -> Flowable:
    if part.kind == "table":
        return ruled(part.rows)
    if part.kind == "item":
        return Paragraph(html.escape(part.text), body, bulletText="•")
    return Paragraph(html.escape(part.text), {"title": TITLE, "heading": HEADING}.get(part.kind, body))


def unruled(rows: Sequence[Sequence[str]]) -> Table:
    """A table whose cells only gaps part."""
    return Table([list(row) for row in rows], style=[("FONT", (0, 0), (-1, -1), "Times-Roman", 10)])


def ruled(rows: Sequence[Sequence[str]], **more: object) -> Table:
    """A table with lines between its cells."""
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), "Times-Roman", 10)]
    return Table([list(row) for row in rows], style=style, **more)


def drawn_pdf(*pages: Callable[[Canvas], None], encrypt: str | None = None) -> bytes:
    """A PDF whose pages are drawn by hand."""
    made = BytesIO()
    canvas = Canvas(made, pagesize=A4, encrypt=encrypt, invariant=1)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def word_of(parts: Sequence[Part], *, title: str = "") -> bytes:
    document = Document()
    document.core_properties.title = title
    document.core_properties.modified = SAVED
    styles = {"title": "Title", "heading": "Heading 1", "item": "List Bullet"}
    for part in parts:
        if part.kind == "table":
            table = document.add_table(len(part.rows), len(part.rows[0]))
            for row, texts in zip(table.rows, part.rows, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
        else:
            document.add_paragraph(part.text, styles.get(part.kind))
    return saved(document)


def saved(document: object) -> bytes:
    made = BytesIO()
    document.save(made)  # type: ignore[attr-defined]
    return made.getvalue()


def page_of(parts: Sequence[Part]) -> bytes:
    body = "\n".join(_element(part) for part in parts)
    return f"<!doctype html><html><body><main>{body}</main></body></html>".encode()


def _element(part: Part) -> str:
    if part.kind == "table":
        cells = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in part.rows)
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"
    tag = {"title": "h1", "heading": "h2", "item": "li"}.get(part.kind, "p")
    return f"<{tag}>{html.escape(part.text)}</{tag}>"


def markdown_of(parts: Sequence[Part]) -> bytes:
    marks = {"title": "# ", "heading": "## ", "item": "- "}
    return "\n\n".join(_pipes(p.rows) if p.rows else marks.get(p.kind, "") + p.text for p in parts).encode()


def _pipes(rows: Sequence[Sequence[str]]) -> str:
    first, *others = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([first, "|---" * len(rows[0]) + "|", *others])


def workbook_of(rows: Sequence[Sequence[object]], *, name: str = "Sheet") -> bytes:
    book = Workbook()
    book.active.title = name
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def archive_with(data: bytes, name: str, content: bytes) -> bytes:
    """A ZIP archive with one of its parts replaced or added."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return made.getvalue()
