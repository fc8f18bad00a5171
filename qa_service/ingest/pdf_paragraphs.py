"""The lines of a PDF document joined to paragraphs, across columns and pages where they go on."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from qa_service.ingest.characters import printed
from qa_service.ingest.page_marks import page_mark
from qa_service.ingest.pdf_lines import Line

SMALLER = 0.93  # of the usual type size: what is set smaller at the foot of a page is a note
_SAME_SIZE = 0.06
_WIDE_PITCH = 1.3  # of the usual distance of two base lines: what parts paragraphs
_USUAL_PITCH, _WIDEST_PITCH = 1.2, 2.0  # of the type size: where nothing tells it, and what is no distance of lines
_INDENT = 0.7  # of the type size
_LETTER_WIDTH = 0.5  # of the type size, on average
_ENDED = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_BULLET = re.compile(r"(?:[•●▪◦■‣∙·*–+\ue000-\uf8ff-]|\(?(?:\d{1,2}|[a-z])[.)])\s")
_HYPHENATED = re.compile(r"([^\W\d_]+(?:[-\u2010][^\W\d_]+)*)[-\u2010]$")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
Paragraph = list[Line]


def paragraphs_of(lines: Sequence[Line], usual_size: float) -> list[Paragraph]:
    """The paragraphs in order, each table one of its own; a page's notes stand before what goes on on the next page."""
    pitch = _pitches(lines)
    notes = _notes(lines, usual_size)
    text = _grouped([line for index, line in enumerate(lines) if index not in notes], pitch)
    place = {id(line): number for number, paragraph in enumerate(text) for line in paragraph}
    below: dict[int, list[Line]] = defaultdict(list)
    last = -1
    for index, line in enumerate(lines):
        if index in notes:
            below[last].append(line)
        else:
            last = place[id(line)]
    ordered = _grouped(below[-1], pitch)
    for number, paragraph in enumerate(text):
        put_aside = _grouped(below[number], pitch)
        goes_on = bool(put_aside) and paragraph[-1].page > put_aside[0][0].page
        ordered += [*put_aside, paragraph] if goes_on else [paragraph, *put_aside]
    return ordered


def _notes(lines: Sequence[Line], usual_size: float) -> set[int]:
    """The lines set small that end a column."""
    found: set[int] = set()
    ending = True
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        following = lines[index + 1] if index + 1 < len(lines) else None
        if following is None or following.page != line.page or following.bottom < line.bottom:
            ending = True
        ending = ending and not line.rows and line.size < SMALLER * usual_size
        if ending:
            found.add(index)
    return found


def _pitches(lines: Sequence[Line]) -> dict[int, float]:
    """The usual distance of two base lines by type size in whole points."""
    distances: dict[int, list[float]] = defaultdict(list)
    for line, following in pairwise(lines):
        distance = following.bottom - line.bottom
        if line.page == following.page and 0 < distance < _WIDEST_PITCH * line.size and _same_type(line, following):
            distances[round(line.size)].append(distance)
    return {size: median(found) for size, found in distances.items()}


def _grouped(lines: Sequence[Line], pitch: dict[int, float]) -> list[Paragraph]:
    made: list[Paragraph] = []
    for line in lines:
        if made and _goes_on(made[-1], line, pitch):
            made[-1].append(line)
        else:
            made.append([line])
    return made


def _goes_on(paragraph: Paragraph, line: Line, pitch: dict[int, float]) -> bool:
    last = paragraph[-1]
    if last.rows or line.rows or not _same_type(last, line) or _BULLET.match(line.text):
        return False
    if not _is_below(last, line):
        begun = line.text[0].islower() or line.text[0].isdigit() or _is_full(last, line)
        return begun and not _ENDED.search(last.text)
    usual = pitch.get(round(line.size), _USUAL_PITCH * line.size)
    if line.bottom - last.bottom > _WIDE_PITCH * usual or _is_indented(paragraph, line):
        return False
    return _is_full(last, line) or line.text[0].islower() or _is_centred(last, line)


def _same_type(line: Line, other: Line) -> bool:
    return abs(line.size - other.size) <= _SAME_SIZE * max(line.size, other.size) and line.bold == other.bold


def _is_below(last: Line, line: Line) -> bool:
    """Whether a line stands below another in the same column, not at the head of the next column or page."""
    overlap = min(last.x1, line.x1) - max(last.x0, line.x0)
    return last.page == line.page and line.bottom > last.bottom and overlap > 0


def _is_full(last: Line, line: Line) -> bool:
    """Whether the first word of a line would not have fitted at the end of the one before."""
    first = len(line.text.split()[0]) + 1
    return last.x1 + first * _LETTER_WIDTH * line.size > last.right - line.size / 2


def _is_indented(paragraph: Paragraph, line: Line) -> bool:
    """Whether a line starts further in than the one before; below an item's first line that is its hanging text."""
    if _BULLET.match(paragraph[0].text):
        return line.x0 < paragraph[0].x0 + _INDENT * line.size / 2 and len(paragraph) > 1
    return line.x0 > paragraph[-1].x0 + _INDENT * line.size and not _is_centred(paragraph[-1], line)


def _is_centred(last: Line, line: Line) -> bool:
    """Whether both lines have space on either side of them and the same middle, as lines of a heading may."""
    inside = last.x0 > last.left + last.size and line.x0 > line.left + line.size
    return inside and abs((last.x0 + last.x1) - (line.x0 + line.x1)) < 2 * line.size


def known_words(lines: Sequence[Line]) -> Counter[str]:
    """The words of the lines that no line end cuts, hyphened ones whole."""
    words: Counter[str] = Counter()
    for line in lines:
        found = _WORD.findall(line.text.lower().replace("\u2010", "-"))
        words.update(found[:-1] if _HYPHENATED.search(line.text) else found)
    return words


def joined_text(paragraph: Paragraph, known: Counter[str]) -> str:
    """A paragraph's lines as one, words parted at a line's end made whole, with a mark where a page starts in it."""
    text = paragraph[0].text
    for last, line in pairwise(paragraph):
        mark = page_mark(line.page) if line.page > last.page else ""
        parted = _HYPHENATED.search(text)
        if text.endswith("\u00ad"):
            text = text[:-1] + mark + line.text
        elif parted and line.text[0].islower():
            text = (text if _keeps_hyphen(parted[1], line.text, known) else text[:-1]) + mark + line.text
        elif re.search(r"\w[-\u2010–—/]$", text):
            text = text + mark + line.text
        else:
            text = f"{text} {mark}{line.text}"
    return printed(text)


def _keeps_hyphen(before: str, after: str, known: Counter[str]) -> bool:
    """Whether a hyphen at a line's end is the word's own, by how the rest of the document writes it."""
    match = _WORD.match(after)
    rest = match[0].lower().replace("\u2010", "-") if match else ""
    before = before.lower().replace("\u2010", "-")
    whole, hyphened = known[before + rest], known[f"{before}-{rest}"]
    if whole or hyphened:
        return hyphened > whole
    return (
        "-" in before + rest
        or before in _PREFIXES
        or bool(known[before] and known[rest] and min(len(before), len(rest)) > 2)
    )


_PREFIXES = frozenset(
    "all cross ex full half high long low mid multi non part post pre self semi short so well year".split()
)
"""Words that most often keep their hyphen: "year-on-year", "non-financial"."""
