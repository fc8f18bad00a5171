"""PDF documents taken apart into a title, headings, paragraphs, list items and tables, page by page."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from statistics import median
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.table import Table
from pdfplumber.utils.exceptions import PdfminerException
from pdfplumber.utils.text import extract_words

from qa_service.errors import ReadingError
from qa_service.ingest.characters import printed, without_controls
from qa_service.ingest.furniture import origin_of
from qa_service.ingest.limits import Limits
from qa_service.ingest.page_marks import unmarked
from qa_service.ingest.pdf_lines import Line, Word, in_reading_order, segments
from qa_service.ingest.pdf_pieces import pieces_of_lines
from qa_service.ingest.pieces import Draft, Piece
from qa_service.ingest.running_lines import without_running_lines

_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_UNKNOWN_LETTER = re.compile(r"\(cid:\d+\)|\ufffd")
_FEWEST_LETTERS = 20  # a page, on average, below which a document of pictures is a scan
_MOST_CHARACTERS = 60_000  # of one page: a page of the densest print has a quarter of them
_SMALL, _RAISED = 0.8, 0.12  # of the type size: what a note's number is smaller than, and raised by
_SPACE = 0.2  # of the type size: a gap that parts two words
_OVERPRINT = 0.12  # of the type size: a shift that makes print bold
_MOST_CROSSING = 2  # words over the sides of one table: one may be a cell's own that is too long
_AREA_UNITS = re.compile(r"(?:[kcdm]?m|mi|ft|yd|in)")


def draft_of_pdf(data: bytes, limits: Limits) -> Draft:
    """The text layer in reading order without running headers and footers; ruled tables row by row.

    Raises:
        ReadingError: locked, without a text layer or over a limit; the message lacks the file's name.
    """
    with _opened(data) as document:
        pages = document.pages
        if len(pages) > limits.pages:
            raise ReadingError(
                f"has {len(pages):,} pages, over the limit of {limits.pages:,}. Split it, or raise QA_MAX_REPORT_PAGES."
            )
        found, pictures = [], 0
        for page in pages:
            found.append(_parts(page))
            pictures += len(page.images)
            page.close()  # else all pages' characters are kept at once
        saved = _saved(document.metadata)
    _refuse_without_text(found, pictures)
    pages_of_text, running = without_running_lines(found)
    lines = [line for parts in pages_of_text if parts for line in in_reading_order(parts)]
    stated = origin_of(Piece("furniture", text) for text in running)
    return Draft(pieces_of_lines(lines), stated, saved, len(found))


def _opened(data: bytes) -> PDF:
    try:
        return pdfplumber.open(BytesIO(data))
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            raise ReadingError("is locked with a password. Save it without one.") from error
        raise


def _refuse_without_text(pages: Sequence[Sequence[Line]], pictures: int) -> None:
    text = "".join(line.text for parts in pages for line in parts) + "".join(
        cell for parts in pages for line in parts for row in line.rows for cell in row
    )
    unknown = len(_UNKNOWN_LETTER.findall(text))
    letters = sum(c.isalnum() for c in _UNKNOWN_LETTER.sub("", text))
    if letters < _FEWEST_LETTERS * len(pages) and (pictures or not letters):
        raise ReadingError(
            "has no text layer: its pages are pictures, as a scanner makes them. Run text recognition (OCR) on it"
            " first."
        )
    if unknown > letters // 4:
        raise ReadingError(
            "does not tell which letters its fonts show, so that its text cannot be read. Export it anew or run text"
            " recognition (OCR) on it."
        )


def _saved(metadata: dict[str, Any]) -> date | None:
    """The day on which the document was made, as its information dictionary has it (D:20210108…)."""
    match = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", str(metadata.get("CreationDate", "")))
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _parts(page: Page) -> list[Line]:
    """What stands on a page: runs of words, and the tables that they are not part of."""
    if len(page.chars) > _MOST_CHARACTERS:
        raise ReadingError(
            f"has {len(page.chars):,} characters on page {page.page_number}, over the limit of {_MOST_CHARACTERS:,}."
            " Export it anew."
        )
    words = list(_words(page))
    tables = []
    for table in page.find_tables():
        rows = _table_rows(table, words)
        if len(rows) > 1 and len(rows[0]) > 1 and sum(any(row[1:]) for row in rows) > 1:
            if not _is_overprinted(table.bbox, words):
                tables.append(_table_line(table, rows, page.page_number))
            words = [word for word in words if not _inside(word, table.bbox)]
    return segments(words, page.page_number) + tables


def _words(page: Page) -> Iterator[Word]:
    upright = [char for char in page.chars if char["upright"]]
    chars = page.chars if 2 * len(upright) < len(page.chars) else upright
    for found in extract_words(_once(chars), return_chars=True, x_tolerance_ratio=_SPACE):
        chars = _without_notes([char for char in found["chars"] if char["text"].strip()])
        text = unmarked(without_controls("".join(char["text"] for char in chars)))[0].strip() if chars else ""
        if text:
            yield Word(
                _spelled(text), float(chars[0]["x0"]), float(chars[-1]["x1"]), float(found["top"]),
                float(max(char["bottom"] for char in chars)), float(median(char["size"] for char in chars)),
                all(_BOLD.search(char["fontname"]) for char in chars),
            )  # fmt: skip


def _once(chars: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The characters without those printed over themselves, as is done to make them bold."""
    kept: list[dict[str, Any]] = []
    places: dict[tuple[str, int, int], tuple[float, float]] = {}
    for char in chars:
        x, y = char["x0"], char["top"]
        near = [places.get((char["text"], round(x) + i, round(y) + j)) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        if not any(place and math.dist(place, (x, y)) < _OVERPRINT * char["size"] for place in near):
            places[char["text"], round(x), round(y)] = x, y
            kept.append(char)
    return kept


def _without_notes(chars: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A word's characters without the raised number of a note at its end, which would make 5% into 5%1."""
    if not chars:
        return chars
    size = max(char["size"] for char in chars)
    base = max(char["bottom"] for char in chars if char["size"] == size)
    end = len(chars)
    while end and chars[end - 1]["size"] < _SMALL * size and chars[end - 1]["bottom"] < base - _RAISED * size:
        end -= 1
    raised = "".join(char["text"] for char in chars[end:])
    before = "".join(char["text"] for char in chars[:end])
    is_unit = raised in {"2", "3"} and _AREA_UNITS.fullmatch(before)
    return chars if is_unit or not re.fullmatch(r"[\d,*†‡()\[\]]+", raised) else chars[:end]


_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


def _spelled(text: str) -> str:
    for sign, letters in _LIGATURES.items():
        text = text.replace(sign, letters)
    return text


def _inside(word: Word, box: tuple[float, float, float, float]) -> bool:
    x0, top, x1, bottom = box
    return x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= (word.top + word.bottom) / 2 <= bottom


def _is_overprinted(box: tuple[float, float, float, float], words: Sequence[Word]) -> bool:
    """Whether a table is too wide for its column and printed over the next one, so that its cells can't be told."""
    x0, top, x1, bottom = box
    beside = [word for word in words if top <= (word.top + word.bottom) / 2 <= bottom]
    crossing = [word for word in beside if any(word.x0 + 1 < edge < word.x1 - 1 for edge in (x0, x1))]
    return len(crossing) >= _MOST_CROSSING


def _table_rows(table: Table, words: Sequence[Word]) -> list[list[str]]:
    """The text of each place of a table; a merged cell's text stands in all the places that it covers."""
    cells = {box: _cell_text([word for word in words if _inside(word, box)]) for box in table.cells}
    columns = [_middle(column.bbox, 0, 2) for column in table.columns]
    rows = []
    for row in table.rows:
        height = _middle(row.bbox, 1, 3)
        here = [(box, text) for box, text in cells.items() if box[1] <= height <= box[3]]
        rows.append([next((text for box, text in here if box[0] <= x <= box[2]), "") for x in columns])
    return [row for row in rows if any(row)]


def _middle(box: Sequence[float], low: int, high: int) -> float:
    return (box[low] + box[high]) / 2


def _cell_text(words: Sequence[Word]) -> str:
    lines = sorted(segments(words, 0), key=lambda line: (line.bottom, line.x0)) if words else []
    return printed(re.sub(r"(?<=[a-z])[-\u2010\u00ad] (?=[a-z])", "", " ".join(line.text for line in lines)))


def _table_line(table: Table, rows: list[list[str]], page: int) -> Line:
    x0, top, x1, bottom = map(float, table.bbox)
    return Line(page, "", x0, x1, top, bottom, 0.0, rows=tuple(map(tuple, rows)))
