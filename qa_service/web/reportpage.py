"""A report cut for its page: structural pieces in order, each cut into its sentences. Nothing of the text is lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa_service.records import Block, Report

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; ``start`` is the offset of the sentence it is, None between sentences."""

    text: str
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One structural piece. ``tag`` is the HTML element that fits it; ``page`` is the page that it is the first on."""

    tag: str
    kind: str
    runs: tuple[Run, ...]
    page: int | None = None


def sections(report: Report, sentences: Iterable[Span]) -> list[Section]:
    """Cut a report into sections in reading order.

    Args:
        report: the report; without blocks its paragraphs are told apart by blank lines.
        sentences: spans in the report's text, in any order. A sentence that crosses blocks belongs to its first.
    """
    remaining = sorted(set(sentences))
    pieces = []
    shown = None
    for block in _covering(report):
        inside = [span for span in remaining if block.start <= span[0] < block.end]
        page = report.page_at(block.start)
        begun = page if page != shown else None
        shown = page
        pieces.append(Section(_tag(block), block.kind, tuple(_runs(report.text, block, inside)), begun))
    return pieces


def _covering(report: Report) -> list[Block]:
    """The blocks, with the text that no block covers as paragraphs between them."""
    blocks: list[Block] = []
    position = 0
    for block in sorted(report.blocks, key=lambda block: block.start):
        blocks.extend(_paragraphs(report.text, position, block.start))
        blocks.append(block)
        position = max(position, block.end)
    return [*blocks, *_paragraphs(report.text, position, len(report.text))]


def _paragraphs(text: str, start: int, end: int) -> list[Block]:
    found = []
    for piece in text[start:end].split("\n\n") if start < end else ():
        if piece.strip():
            found.append(Block("paragraph", start, start + len(piece)))
        start += len(piece) + 2
    return found


def _runs(text: str, block: Block, sentences: Sequence[Span]) -> Iterable[Run]:
    position = block.start
    for start, end in sentences:
        if start < position:
            continue
        if position < start:
            yield Run(text[position:start])
        position = min(end, block.end)
        yield Run(text[start:position], start)
    if position < block.end:
        yield Run(text[position : block.end])


def _tag(block: Block) -> str:
    if block.kind == "title":
        return "h1"
    if block.kind == "heading":
        return f"h{min(max(block.level, 1) + 1, 6)}"
    return "p"
