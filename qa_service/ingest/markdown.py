"""Markdown taken apart into a title, headings, paragraphs, list items and table rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from qa_service.errors import ReadingError
from qa_service.ingest.captions import caption_above
from qa_service.ingest.furniture import is_metadata
from qa_service.ingest.pieces import Draft, Piece, broken_at_lines, table_pieces
from qa_service.ingest.titles import titled_by_heading
from qa_service.ingest.web_pages import visible_pieces

_DEEPEST = 100  # levels; what is nested deeper would be left out in silence
_UNSEEN = re.compile(r"<(/?)(script|style)\b", re.IGNORECASE)
_HARD_BREAK = "\v"  # stands in no text that is read: control characters are removed before


def draft_of_markdown(text: str) -> Draft:
    """Headings, paragraphs, list items and table rows of CommonMark with tables; mark-up is removed.

    Raises:
        ReadingError: quotes, lists or mark-up are nested too deeply; the message lacks the file's name.
    """
    front, body = _front_matter(text)
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    tokens = parser.parse(body)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        raise ReadingError(f"has quotes or lists nested over {_DEEPEST} levels deep. Convert it to plain text.")
    pieces = _markdown_pieces(tokens)
    return Draft(front + (pieces if any(piece.kind == "title" for piece in front) else titled_by_heading(pieces)))


def _front_matter(text: str) -> tuple[list[Piece], str]:
    match = re.match(r"---[^\S\n]*\n((?:\w[\w -]*:.*\n|[^\S\n]+.*\n|\n)+?)(?:---|\.\.\.)[^\S\n]*(?:\n|$)", text)
    if not match:
        return [], text
    pieces: list[Piece] = []
    for key, value in re.findall(r"^(\w[\w -]*):[^\S\n]*(\S.*?)[^\S\n]*$", match[1], re.MULTILINE):
        if key.lower() == "title":
            pieces.insert(0, Piece("title", value.strip("\"'")))
        elif is_metadata(line := f"{key}: " + value.strip("\"'")):
            pieces.append(Piece("furniture", line))
    return pieces, text[match.end() :]


def _markdown_pieces(tokens: Sequence[Token]) -> list[Piece]:
    pieces: list[Piece] = []
    items = 0
    index = 0
    while index < len(tokens):
        token = tokens[index]
        items += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type == "table_open":
            end = _closing(tokens, index)
            pieces.extend(table_pieces(_markdown_rows(tokens[index:end]), caption_above(pieces)))
            index = end
        elif token.type == "inline":
            pieces.extend(_inline_pieces(tokens[index - 1], _inline_text(token), in_item=items > 0))
        elif token.type in {"fence", "code_block"}:
            pieces.append(Piece("paragraph", token.content))
        elif token.type == "html_block":
            pieces.extend(visible_pieces(token.content, pieces))
        index += 1
    return pieces


def _closing(tokens: Sequence[Token], start: int) -> int:
    return next(i for i in range(start, len(tokens)) if tokens[i].type == "table_close")


def _inline_pieces(opening: Token, text: str, *, in_item: bool) -> Iterator[Piece]:
    if opening.type == "heading_open":
        yield Piece("heading", " ".join(text.split()), int(opening.tag[1]))
    else:
        yield from broken_at_lines("item" if in_item else "paragraph", text.split(_HARD_BREAK))


def _inline_text(token: Token) -> str:
    parts = []
    unseen = ""
    for child in token.children or []:
        if mark := _UNSEEN.match(child.content) if child.type == "html_inline" else None:
            unseen = "" if mark[1] else mark[2]
        elif unseen:
            continue
        elif child.type in {"text", "code_inline", "text_special"}:
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append("\n")
        elif child.type == "hardbreak":
            parts.append(_HARD_BREAK)
    return "".join(parts)


def _markdown_rows(tokens: Sequence[Token]) -> list[list[str]]:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(" ".join(_inline_text(token).split()))
    return rows
