"""What stands above a table and is its caption."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa_service.ingest.furniture import is_metadata
from qa_service.ingest.pieces import Piece
from qa_service.ingest.table_units import unit_in
from qa_service.language.sentences import split_sentences

CAPTION_WORDS, MOST_PIECES = 40, 2
_CAPTIONED = re.compile(r"(?:table|figure|chart|exhibit|panel)\s+[\w.]*\d", re.IGNORECASE)
_SCALED = re.compile(r"\(in (?:[£$€¥] ?)?(?:thousand|million|billion)s?\b", re.IGNORECASE)
_UNIT_LINE = re.compile(r"\(?(?:units?\b|in\s|figures in\b|all figures\b|[£$€¥]|%|per cent)", re.IGNORECASE)


def caption_above(pieces: Sequence[Piece]) -> str:
    """The caption among the pieces right above a table: a short paragraph that is no sentence or opens with "Table 3".

    A heading counts where it has such a number or tells a unit. A line of units between caption and table is taken too.
    """
    found: list[str] = []
    for piece in reversed(pieces[-MOST_PIECES:]):
        text = _last_sentence(" ".join(piece.text.split()))
        if piece.kind == "heading" and not (_CAPTIONED.match(text) or unit_in(text)[0]):
            break
        if piece.kind not in ("paragraph", "heading") or not _reads_as_caption(text):
            break
        found.insert(0, text)
        if not _UNIT_LINE.match(text):
            break
    return " ".join(found)


def is_title(text: str) -> bool:
    """Whether a line of its own right above a table names it, and does not only tell its unit or source."""
    return _reads_as_caption(text) and not _UNIT_LINE.match(text)


def _last_sentence(text: str) -> str:
    """The sentence right above a table, where it announces the table or tells its scale."""
    start, end = (split_sentences(text) or [(0, 0)])[-1]
    last = text[start:end]
    return last if last.endswith(":") or _SCALED.search(last) else text


def _reads_as_caption(text: str) -> bool:
    if len(text.split()) > CAPTION_WORDS or is_metadata(text):
        return False
    if _CAPTIONED.match(text) or _SCALED.search(text):
        return True
    return text[-1:] not in (".", "!", "?", ",", ";")
