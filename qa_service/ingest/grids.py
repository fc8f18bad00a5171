"""The plan of a table: which rows are its caption and its heads, which columns its labels, what each cell is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from qa_service.ingest.cell_figures import cell_figures
from qa_service.ingest.table_units import is_unit
from qa_service.language.periods import period_spans

Rows = list[list[str]]

_SIGNS = frozenset("$ £ € ¥ ₹ US$ RMB".split())
_CLOSERS = frozenset(["%", ")", ")%", "%)"])
_TITLED = re.compile(r"(?:table|figure|chart|exhibit|annex|unit|units)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_INDEXED = re.compile(
    r"(?:rank(?:ing)?|position|place|#|no\.?|number|code|id|ref\.?|s/?n|sl\.? no\.?|years?)\W*", re.IGNORECASE
)
_MARKED = re.compile(r"(?<=\d\d\d\d)(?:\s*\([a-z\d]\)|\s?[a-z*])$", re.IGNORECASE)
_PLAIN_FIGURE = re.compile(r"[$£€(]*[-−]?[\d.,]+[)%]*")
_HAS_YEAR = re.compile(r"(?:19|20)\d\d")
_FRAMES = re.compile(r"\b(?:to|and|of|at|as|on|end|ended|year|years|months)\b|\W", re.IGNORECASE)
_UNITS = re.compile(r"units?(?: of measure(?:ment)?)?|measured in", re.IGNORECASE)
_TOTAL = re.compile(r"(?:sub-?)?totals?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A row below the heads; without ``cells`` it groups those below it. Each cell is (heads of its column, text)."""

    group: str
    labels: tuple[str, ...]
    cells: tuple[tuple[tuple[str, ...], str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    captions: tuple[str, ...] = ()
    stub: str = ""
    lines: list[Line] = field(default_factory=list)


def read_grid(rows: Sequence[Sequence[str]]) -> Grid:
    """Plan a table given row by row, spanning cells repeated or followed by blanks."""
    table = _squared(rows)
    captions = [next(filter(None, row)) for row in takewhile(_is_caption, table[:-2])]
    table = table[len(captions) :]
    heads, body = _parted(table)
    columns = [c for c in range(len(table[0]) if table else 0) if any(row[c] for row in body)]
    heads = [[row[c] for c in columns] for row in heads]
    body = [[row[c] for c in columns] for row in body]
    labels = _label_columns(heads, body)
    stub = next((row[c] for row in reversed(heads) for c in labels[:1] if row[c]), "")
    return Grid(tuple(captions), stub, list(_lines(_spread(heads, labels), body, labels)))


def _squared(rows: Sequence[Sequence[str]]) -> Rows:
    """Rows of one length without blank ones; a sign in a cell of its own ("$", "%") goes to its number."""
    table = [[" ".join(cell.split()) for cell in row] for row in rows]
    width = max(map(len, table), default=0)
    return [_with_signs([*row, *[""] * (width - len(row))]) for row in table if any(row)]


def _with_signs(row: list[str]) -> list[str]:
    for c in range(len(row) - 1):
        left, right = row[c], row[c + 1]
        if left in _SIGNS and any(ch.isdigit() for ch in right):
            row[c], row[c + 1] = "", f"{left}{right}"
        elif right in _CLOSERS and left and left[-1].isdigit():
            row[c], row[c + 1] = f"{left}{right}", ""
    return row


def _is_caption(row: list[str]) -> bool:
    """Whether a row above the heads is one text over the whole table."""
    texts = {cell for cell in row if cell}
    over = len(row) > 1 and len(texts) == 1 and row[0] in texts
    return over and (len(row[0].split()) > 2 or bool(_TITLED.match(row[0])) or all(row))


def _parted(table: Rows) -> tuple[Rows, Rows]:
    """The rows of the heads and those below them; a table that opens with its first figures has no heads."""
    if not table or _opens_with_figures(table[0]):
        return [], table
    size = 1
    while size < len(table) - 1 and _goes_on(table[:size], table[size]):
        size += 1
    return table[:size], table[size:]


def _opens_with_figures(row: list[str]) -> bool:
    label, *cells = row
    given = [cell for cell in cells if cell]
    return bool(label and given) and not cell_figures(label) and all(is_figure(cell) for cell in given)


def is_figure(cell: str) -> bool:
    return bool(cell_figures(cell)) and not is_time(cell) and not is_unit(cell)


def is_time(text: str) -> bool:
    """Whether a text is nothing but a time: "2019", "2018/19", "Q1 2020", "Jan"."""
    plain = _MARKED.sub("", text.strip(" .:*"))
    if _YEAR.fullmatch(plain):
        return True
    if not plain or len(plain) > 40:
        return False
    spans = period_spans(plain)
    rest = "".join(plain[b:a] for b, a in zip([0, *(e for _, e in spans)], [*(s for s, _ in spans), None], strict=True))
    return bool(spans) and not _FRAMES.sub("", rest)


def _goes_on(heads: Rows, row: list[str]) -> bool:
    """Whether a row below heads is one more of them: words in it and no label of its own, or only times or units."""
    given = [cell for cell in row[1:] if cell]
    figures = [cell for cell in given if is_figure(cell)]
    if any(_PLAIN_FIGURE.fullmatch(cell) for cell in figures):
        return False
    if all(cell in figures or (_no_figure(cell) and not is_time(cell) and not is_unit(cell)) for cell in given):
        return False
    if not row[0] or row[0] == heads[0][0] or _UNITS.fullmatch(row[0]) or is_unit(row[0]):
        return True
    if len(row) > 2 and all(len(_distinct(head)) == 1 and not head[0] for head in heads):
        return True
    dated = all(is_time(cell) for cell in given) and not any(_HAS_YEAR.search(c) for head in heads for c in head[1:])
    return dated or all(is_unit(cell) for cell in given)


def _label_columns(heads: Rows, body: Rows) -> list[int]:
    """The columns of names and times that open each row, and one of units."""
    width = len(body[0]) if body else 0
    texts = [c for c in range(width) if _holds_labels(c, heads, body)]
    leading = 0
    while leading < width and (leading in texts or (leading == 0 and _is_indexed(heads) and 1 in texts)):
        leading += 1
    units = [c for c in texts if c >= leading and any(_UNITS.fullmatch(row[c]) for row in heads)]
    found = [c for c in range(leading) if c in texts]
    if len(found) == width:
        return found[:1]
    return [*(found or ([0] if heads and heads[0][:1] == [""] and width > 1 else [])), *units]


def _holds_labels(column: int, heads: Rows, body: Rows) -> bool:
    given = [row[column] for row in body if row[column]]
    figures = sum(is_figure(cell) for cell in given)
    if column == 0 and given and all(is_time(cell) for cell in given):
        return True
    if column and given and all(map(is_time, given)):
        return any(re.search(r"\b(?:year|period|date|month|quarter)\b", row[column], re.I) for row in heads)
    return figures * 2 < len(given) and not (column and all(_no_figure(cell) or is_figure(cell) for cell in given))


def _no_figure(cell: str) -> bool:
    """Whether a cell says that there is no figure: "..", "n/a", ":"."""
    return not any(c.isalpha() for c in cell) or cell.lower().strip("[]()") in ("n/a", "na", "nil", "x", "z", "c", "u")


def _is_indexed(heads: Rows) -> bool:
    return any(_INDEXED.fullmatch(row[0]) for row in heads if row)


def _spread(heads: Rows, labels: Sequence[int]) -> Rows:
    """Heads with those that span several columns written over each of them."""
    spread = []
    for number, row in enumerate(heads):
        given = [c for c, cell in enumerate(row) if cell and c not in labels]
        over_all = len(given) == 1 and len(heads) > 1
        filled, last = [], ""
        for c, cell in enumerate(row):
            upper = number < len(heads) - 1 and c not in labels
            last = cell or (last if upper else "")
            filled.append(row[given[0]] if over_all and c not in labels else last)
        spread.append(filled)
    for c in range(1, len(heads[0]) if heads else 0):
        if c not in labels and c - 1 not in labels and not any(row[c] for row in spread):
            for row in spread:
                row[c] = row[c - 1]
    return spread


def _lines(heads: Rows, body: Rows, labels: Sequence[int]) -> Iterator[Line]:
    groups: list[str] = []
    above = [""] * len(labels)
    for number, row in enumerate(body):
        names = [row[c] for c in labels]
        cells = [c for c in range(len(row)) if c not in labels and row[c]]
        if not cells and len(_distinct(names)) > 1:
            yield Line(", ".join(groups), _distinct(names), ())
        elif not cells or _is_over_all(row):
            name = next(filter(None, row))
            if is_unit(name):
                heads = [*heads, [name] * len(row)]
            elif _groups(name, body[number + 1 :], labels):
                nested = number > 0 and groups and (not _has_cells(body[number - 1], labels))
                groups = [*(groups if nested else []), name.rstrip(" :")]
            yield Line("", (name,), ())
        elif heads and not any(names) and not any(is_figure(row[c]) for c in cells):
            heads = [*heads[:-1], row]
        else:
            above = names = _filled_down(names, above)
            yield Line(", ".join(groups), _distinct(names), tuple((_heads_of(heads, c), row[c]) for c in cells))
            groups = [] if names and _closes(names[0], groups) else groups


def _is_over_all(row: list[str]) -> bool:
    """Whether a row is one text that spans several columns."""
    given = [cell for cell in row if cell]
    return len(given) > 1 and len(set(given)) == 1 and not cell_figures(given[0])


def _has_cells(row: list[str], labels: Sequence[int]) -> bool:
    return any(cell for c, cell in enumerate(row) if c not in labels) and not _is_over_all(row)


def _groups(name: str, below: Rows, labels: Sequence[int]) -> bool:
    """Whether a line without figures groups the rows below it, rather than lacking its own."""
    if name.endswith(":"):
        return True
    following = list(takewhile(lambda row: _has_cells(row, labels), below))
    return len(following) > 1 or (not following and len(below) > 2)


def _closes(label: str, groups: Sequence[str]) -> bool:
    """Whether a row is the total of the group that it stands in: "Total", "Total assets" under "Assets"."""
    total = _TOTAL.match(label)
    rest = label[total.end() :].strip(" :,").lower() if total else None
    return rest == "" or any(rest == group.lower() for group in groups)


def _filled_down(names: list[str], above: list[str]) -> list[str]:
    """Labels with a blank one taken from the row above where a later one is given."""
    given = [i for i, name in enumerate(names) if name]
    return [name or above[i] if given and i < given[-1] else name for i, name in enumerate(names)]


def _heads_of(heads: Rows, column: int) -> tuple[str, ...]:
    return _distinct([row[column] for row in heads])


def _distinct(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
