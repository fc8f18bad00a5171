"""Marks that keep the place of a page's start in the pieces' texts until these are joined."""

from __future__ import annotations

import re
from collections.abc import Iterable

MOST_PAGES = 65_533
_FIRST = 0xF0000  # a plane of private use: no font shows these characters
_MARK = re.compile(f"([{chr(_FIRST)}-{chr(_FIRST + MOST_PAGES)}])")


def page_mark(page: int) -> str:
    """The mark of a page, counted from 1."""
    return chr(_FIRST + page)


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without marks, and the page and the offset of each."""
    clean, marks = "", []
    for part in _MARK.split(text):
        if _MARK.fullmatch(part):
            marks.append((ord(part) - _FIRST, len(clean)))
        else:
            clean += part
    return clean, marks


def page_starts(marks: Iterable[tuple[int, int]], pages: int, end: int) -> tuple[int, ...]:
    """Where each page starts; a page without text starts where the next one does, the first page at 0."""
    first: dict[int, int] = {1: 0}
    for page, offset in marks:
        first.setdefault(page, offset)
    starts = []
    for page in range(pages, 0, -1):
        end = min(end, first.get(page, end))
        starts.append(end)
    return tuple(reversed(starts))
