"""Plain text taken apart into a title, headings, paragraphs and list items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from qa_service.ingest.captions import caption_above
from qa_service.ingest.furniture import is_furniture
from qa_service.ingest.pieces import Draft, Piece, table_pieces
from qa_service.ingest.titles import titled_by_first_line

HEADING_WORDS = 12
_OPENING = 60  # characters, in which a heading's numbering stands: to look for one in a line without end takes hours

_WRAPPED_WIDTH = range(40, 121)
_BULLET = re.compile(r"\s*(?:[•●▪◦■‣∙·*–+-]|\(?(?:\d{1,2}|[a-z])[.)])\s+(?=\S)")
_GAP, _CELL = re.compile(r"\s*\t\s*| {2,}"), 60
_RULE = re.compile(r"\s*([=\-_*~#])(?:\s*\1){2,}\s*")
_PIPED, _PIPE_RULE = re.compile(r"\|[^|]*\|.*\|"), re.compile(r"[|\s:+=–-]+")
_NUMBERING = re.compile(r"\d+(?:\.\d+)*(?=[.)]?\s)")


def draft_of_text(text: str) -> Draft:
    return Draft(titled_by_first_line(pieces_of_text(text)))


def pieces_of_text(text: str) -> list[Piece]:
    """Blank-line separated paragraphs; lines broken at a column are one paragraph, short lone lines are headings."""
    pieces: list[Piece] = []
    for group in re.split(r"\n[^\S\n]*\n\s*", text):
        lines = [line.strip() for line in group.split("\n") if line.strip() and not _RULE.fullmatch(line)]
        for piped, run in groupby(lines, key=lambda line: bool(_PIPED.fullmatch(line))):
            part = list(run)
            rows = _piped_rows(part) if piped else _aligned_rows(part)
            pieces += (
                table_pieces(rows, caption_above(pieces))
                if rows
                else (_piece_of_text(paragraph) for paragraph in _unwrapped(part))
            )
    return pieces


def _piped_rows(lines: Sequence[str]) -> list[list[str]]:
    """The rows of a table whose cells stand between upright strokes; none where they are not equally many."""
    rows = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines if not _PIPE_RULE.fullmatch(line)]
    return rows if len(rows) > 1 and len({len(row) for row in rows}) == 1 and len(rows[0]) > 1 else []


def _aligned_rows(lines: Sequence[str]) -> list[list[str]]:
    """The rows of a table whose cells are parted by tabs or several spaces; none where the lines are no table."""
    rows = [_GAP.split(line) for line in lines]
    width = max(map(len, rows), default=0)
    if len(rows) > 1 and len(rows[0]) == width - 1:
        rows[0].insert(0, "")
    figures = all(any(c.isdigit() for cell in row[1:] for c in cell) for row in rows[1:])
    short = all(len(cell) <= _CELL for row in rows for cell in row)
    return rows if len(rows) > 1 and width > 1 and {len(row) for row in rows} == {width} and figures and short else []


def _unwrapped(lines: Sequence[str]) -> Iterator[str]:
    """Paragraphs of a group of lines. Two lines belong together when the second's first word would not have fitted."""
    width = max(map(len, lines), default=0)
    paragraph = ""
    for line in lines:
        if paragraph and _continues(paragraph.rsplit("\n", 1)[-1], line, width):
            paragraph += "\n" + line
            continue
        if paragraph:
            yield paragraph
        paragraph = line
    if paragraph:
        yield paragraph


def _continues(last: str, line: str, width: int) -> bool:
    if width not in _WRAPPED_WIDTH or _BULLET.match(line) or is_furniture(last) or is_furniture(line):
        return False
    fitted = len(last) + 1 + len(line.split()[0]) <= width - 10
    return not fitted or line[0].islower()


def _piece_of_text(text: str) -> Piece:
    bullet = _BULLET.match(text)
    if bullet and not _looks_like_heading(text):
        return Piece("item", text[bullet.end() :])
    if _looks_like_heading(text):
        numbering = _NUMBERING.match(text)
        return Piece("heading", text, 2 + (numbering[0].count(".") if numbering else 0))
    return Piece("paragraph", text)


def _looks_like_heading(text: str) -> bool:
    words = text.split()
    if not words or len(words) > HEADING_WORDS or text[-1] in ".!?;:,…" or is_furniture(text):
        return False
    opens = _NUMBERING.sub("", text[:_OPENING], count=1).lstrip(" .)\"'“‘«(【[")[:1]
    lettered = sum(any(c.isalpha() for c in word) for word in words)
    return (opens.isupper() or opens.isdigit()) and 2 * lettered > len(words)
