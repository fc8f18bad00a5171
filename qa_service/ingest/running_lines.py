"""Running headers, footers and page numbers: what stands at the ends of pages and recurs there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from statistics import median

from qa_service.ingest.pdf_lines import Line

_DEPTH = 6  # runs of words at either end of a page that may belong to a header or a footer
_FEW_PAGES, _FEWEST, _FEWEST_OF_FEW = 5, 3, 2
_PLACE = 12.0  # points: running lines stand this near to the same place
_ROW = 3.0  # points: what stands so near to the same height is one row
_LARGE = 1.15  # of the usual type size: what is larger is a heading
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.?)?\s*[-–—|\[(]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–—|\])]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE
)
_COUNTED = re.compile(r"(?:^|(?<=page ))\d{1,3}\b|(?<!of )(?<![/\d.,])\b\d{1,3}$")
Key = tuple[str, bool, int]


def without_running_lines(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[str]]:
    """The pages without what recurs at their upper and lower ends and without page numbers; and what was left out."""
    usual = median([line.size for line in chain(*pages) for _ in line.text] or [0.0])
    seen = Counter(key for parts in pages for key in {key for end in _at_ends(parts, usual) for key in _keys(*end)})
    fewest = _FEWEST if len(pages) > _FEW_PAGES else _FEWEST_OF_FEW
    running = {key for key, times in seen.items() if times >= fewest}
    kept: list[list[Line]] = []
    texts: dict[str, None] = {}
    for parts in pages:
        gone = {id(line): line.text for line in _gone(parts, running, usual)}
        kept.append([line for line in parts if id(line) not in gone])
        texts.update(dict.fromkeys(gone.values()))
    return kept, list(texts)


def _gone(parts: Sequence[Line], running: set[Key], usual: float) -> Iterator[Line]:
    """The running lines of a page: row by row from each end inwards, up to the first row that holds none."""
    ends = list(_at_ends(parts, usual))
    for at_top in (True, False):
        lines = [line for line, upper in ends if upper is at_top]
        for _, row in groupby(lines, key=lambda line: round(line.bottom / _ROW)):
            beside = list(row)
            recurring = [line for line in beside if running & _keys(line, at_top)]
            others = [line for line in beside if not running & _keys(line, at_top)]
            if len(others) == 1 and _PAGE_NUMBER.fullmatch(others[0].text.strip()):
                recurring = beside
            if not recurring:
                break
            yield from recurring


def _at_ends(parts: Sequence[Line], usual: float) -> Iterator[tuple[Line, bool]]:
    """The outermost lines of a page, from the outside inwards, and whether each is at the upper end."""
    ordered = sorted((line for line in parts if not line.rows), key=lambda line: line.bottom)
    depth = min(_DEPTH, (len(ordered) + 1) // 2)
    ends = [(line, True) for line in ordered[:depth]] + [(line, False) for line in ordered[: -depth - 1 : -1]]
    yield from ((line, upper) for line, upper in ends if line.size <= _LARGE * usual)


def _keys(line: Line, upper: bool) -> set[Key]:
    """What makes two lines the same one on two pages: the text, or the text but for a number that counts the pages."""
    counted = _COUNTED.sub(lambda number: f"#{int(number[0]) - line.page}", line.text.lower())
    place = round(line.bottom / _PLACE)
    return {(line.text.lower(), upper, place), (counted, upper, place)}
