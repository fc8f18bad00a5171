"""Which piece of a report is its title."""

from __future__ import annotations

from qa_service.ingest.furniture import is_furniture
from qa_service.ingest.pieces import Piece

TITLE_WORDS = 30


def titled_by_first_line(pieces: list[Piece]) -> list[Piece]:
    """The first line that is no furniture becomes the title where it is short and does not end as a sentence does.

    A text of a single paragraph has none.
    """
    told = [index for index, piece in enumerate(pieces) if not is_furniture(piece.text)]
    if len(told) < 2:
        return pieces
    first = pieces[told[0]]
    if first.kind != "item" and len(first.text.split()) <= TITLE_WORDS and first.text[-1] not in ".;:,":
        pieces[told[0]] = Piece("title", first.text)
    return pieces


def titled_by_heading(pieces: list[Piece]) -> list[Piece]:
    """The first heading of level 1 becomes the title, or else a heading that opens the report."""
    ones = [i for i, piece in enumerate(pieces) if piece.kind == "heading" and piece.level == 1]
    first = next((i for i, piece in enumerate(pieces) if not is_furniture(piece.text)), None)
    index = ones[0] if ones else first
    if index is not None and pieces[index].kind == "heading":
        pieces.insert(0, Piece("title", pieces.pop(index).text))
    return pieces
