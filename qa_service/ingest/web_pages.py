"""Web pages taken apart into a title, headings, paragraphs, list items and table rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from qa_service.errors import ReadingError
from qa_service.ingest.captions import caption_above
from qa_service.ingest.furniture import is_metadata
from qa_service.ingest.html_tables import make_plain
from qa_service.ingest.pieces import Draft, Origin, Piece, broken_at_lines, table_pieces
from qa_service.ingest.plain_text import pieces_of_text
from qa_service.ingest.titles import titled_by_heading

_HIDDEN_TAGS = "script style nav noscript template form svg iframe object head title footer aside".split()
_LAY_OUT = "//main | //article | //div[@class or @id] | //ul[@class or @id]"
_LINE_TAGS = ("p", "div", "span", "li", "dd", "td", "em", "small")
_INLINE_ELEMENTS = 12
_PLACE = "\ue000"  # of private use; holds the place of a table
_BLOCK_TAGS = frozenset(
    "address article aside blockquote body br center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6"
    " header hr item li lb list main ol p pre section summary table td th tr ul".split()
)


def draft_of_page(text: str) -> Draft:
    """The main content of a page; the plain text of the whole page where no main content is made out.

    Raises:
        ReadingError: the mark-up is nested too deeply; the message lacks the file's name.
    """
    tree = _parsed(text)
    if tree is None:
        return Draft([])
    hidden = _hidden_statement(tree)
    stated = [Piece("furniture", line) for line in _stated_lines(tree)]
    make_plain(tree)
    found = trafilatura.bare_extraction(_marked(tree), include_comments=False, include_tables=True, favor_recall=True)
    body = getattr(found, "body", None)
    pieces = _main_pieces(body) if body is not None else []
    if not any(piece.text for piece in pieces):
        pieces = visible_pieces(text)
    known = {hidden.title, *(piece.text for piece in stated)}
    kept = [piece for piece in pieces if piece.text not in known]
    titled = [Piece("title", hidden.title), *stated, *kept] if hidden.title else stated + titled_by_heading(kept)
    return Draft(titled, hidden.origin)


def visible_pieces(text: str, above: Sequence[Piece] = ()) -> list[Piece]:
    """The text and the tables of mark-up, without scripts, styles and navigation; ``above`` may hold a caption.

    Raises:
        ReadingError: as draft_of_page.
    """
    tree = _parsed(f"<html><body>{text.replace(_PLACE, '')}</body></html>")
    if tree is None:
        return []
    etree.strip_elements(tree, *_HIDDEN_TAGS, etree.Comment, with_tail=False)
    make_plain(tree)
    tables = [table for table in tree.iter("table") if table.find(".//table") is None]
    rows = [[[_flat(cell) for cell in row] for row in table.iter("tr")] for table in tables]
    for number, table in enumerate(tables):
        tail = table.tail
        table.clear()
        table.text, table.tail = f"{_PLACE}{number}{_PLACE}", tail
    pieces: list[Piece] = []
    for number, part in enumerate(re.split(rf"{_PLACE}\d+{_PLACE}", _visible_lines(tree))):
        pieces += table_pieces(rows[number - 1], caption_above([*above, *pieces])) if number else []
        pieces += pieces_of_text(part)
    return pieces


def _visible_lines(tree: HtmlElement) -> str:
    return "\n\n".join(filter(None, (line.strip() for line in _lines(tree).split("\n"))))


@dataclass(frozen=True, slots=True)
class _Hidden:
    """What the mark-up alone states of a page; the title is "" without one."""

    title: str
    origin: Origin


def _parsed(text: str) -> HtmlElement | None:
    """The element tree, None without any element. An XML declaration is dropped: the text is decoded already."""
    parser = HTMLParser(encoding="utf-8")
    try:
        tree = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None
    if any("depth" in error.message for error in parser.error_log):
        raise ReadingError("has mark-up nested over 256 elements deep. Save the page anew or convert it to text.")
    return tree


def _marked(tree: HtmlElement) -> HtmlElement:
    """The tree; all of a page without lay-out marked as its article, lest its short lists and tables be left out."""
    if tree.xpath(_LAY_OUT):
        return tree
    page = document_fromstring("<html><body><article></article></body></html>")
    article = page[0][0]
    for part in list(tree):
        article.text = part.text
        article.extend([element for element in part if element.tag not in _HIDDEN_TAGS])
    return page


def _hidden_statement(tree: HtmlElement) -> _Hidden:
    stated = trafilatura.extract_metadata(tree, date_config={"extensive_search": False, "original_date": True})
    published = date.fromisoformat(stated.date) if stated.date else None
    return _Hidden(_title(tree) or _flat_text(stated.title or ""), Origin(published, stated.sitename or None))


def _title(tree: HtmlElement) -> str:
    """The only h1, or else nothing."""
    headings = [heading for element in tree.iter("h1") if (heading := _flat(element))]
    return headings[0] if len(headings) == 1 else ""


def _stated_lines(tree: HtmlElement) -> list[str]:
    """Labelled lines that date the page or name its source, which an extractor of the main content leaves out."""
    found: list[str] = []
    for element in tree.iter(*_LINE_TAGS):
        if len(list(islice(element.iter(), _INLINE_ELEMENTS))) == _INLINE_ELEMENTS:
            continue
        for line in map(_flat_text, _lines(element).split("\n")):
            known = any(line in longer for longer in found)
            if len(line) <= 200 and is_metadata(line) and re.search(r"[:\uff1a]", line) and not known:
                found.append(line)
    return found[:4]


def _main_pieces(body: HtmlElement) -> list[Piece]:
    """Pieces of trafilatura's element tree: head, p, list/item, quote, table/row/cell, code."""
    pieces: list[Piece] = []
    for element in body.iterchildren():
        make = _MAKERS.get(str(element.tag), _paragraphs)
        pieces.extend(_table(element, caption_above(pieces)) if element.tag == "table" else make(element))
        if tail := _flat_text(element.tail or ""):
            pieces.append(Piece("paragraph", tail))
    return pieces


def _lines(element: HtmlElement, *, without: str = "") -> str:
    """Text of an element, a newline at each end of a block and at each break; elements of one tag left out."""
    parts = [_one_space(element.text)]
    for child in element:
        if isinstance(child.tag, str) and child.tag != without:
            edge = "\n" if child.tag in _BLOCK_TAGS else ""
            parts += [edge, _lines(child, without=without), edge]
        parts.append(_one_space(child.tail))
    return "".join(parts)


def _one_space(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _flat_text(text: str) -> str:
    return " ".join(text.split())


def _flat(element: HtmlElement) -> str:
    return _flat_text(_lines(element))


def _paragraphs(element: HtmlElement) -> Iterator[Piece]:
    yield from broken_at_lines("paragraph", map(_flat_text, _lines(element).split("\n")))


def _heading(element: HtmlElement) -> Iterator[Piece]:
    level = re.fullmatch(r"h([1-6])", element.get("rend") or "")
    yield Piece("heading", _flat(element), int(level[1]) if level else 2)


def _items(element: HtmlElement) -> Iterator[Piece]:
    for item in element.iterchildren("item"):
        yield Piece("item", _flat_text(_lines(item, without="list")))
        for nested in item.iterchildren("list"):
            yield from _items(nested)


def _table(element: HtmlElement, caption: str) -> Iterator[Piece]:
    rows = [[_flat(cell) for cell in row.iterchildren("cell")] for row in element.iter("row")]
    yield from table_pieces(rows, caption)


_MAKERS: dict[str, Callable[[HtmlElement], Iterator[Piece]]] = {"head": _heading, "list": _items}
