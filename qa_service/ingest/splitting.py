"""From a report to its passages: along paragraphs and headings, with exact spans."""

from __future__ import annotations

import hashlib
import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from qa_service.language.sentences import lead_in, split_sentences
from qa_service.records import Block, Passage, Report

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Section:
    """Blocks that stand directly below one another under the same headings, outermost heading first."""

    heading: tuple[str, ...]
    blocks: tuple[Block, ...]


def split_report(report: Report, *, max_words: int = 180) -> list[Passage]:
    """Passages in the order of the report, at most ``max_words`` words each unless one sentence has more.

    A list stays with the paragraph that leads into it while both fit. A heading with nothing below it is a passage
    of its own, so that no text is lost; title and furniture are no passages.
    """
    passages: list[Passage] = []
    rows = _rows(report)
    for section in _sections(report):
        for sentences in _groups(report.text, section, max_words, rows):
            passages.append(_passage(report, section.heading, sentences))
    return _with_distinct_ids(passages)


def _sections(report: Report) -> Iterator[_Section]:
    path: list[Block] = []
    body: list[Block] = []
    for block in report.blocks:
        if block.kind == "heading":
            yield from _section(report.text, path, body, leads_to=block.level)
            path = [*(above for above in path if above.level < block.level), block]
            body = []
        elif block.kind in {"paragraph", "item"}:
            body.append(block)
    yield from _section(report.text, path, body, leads_to=0)


def _section(text: str, path: list[Block], body: list[Block], *, leads_to: int) -> Iterator[_Section]:
    """``leads_to`` is the level of the heading that follows, 0 at the end of the report."""
    headings = tuple(text[above.start : above.end] for above in path)
    if body:
        yield _Section(headings, tuple(body))
    elif path and leads_to <= path[-1].level:
        yield _Section(headings[:-1], (path[-1],))


def _rows(report: Report) -> frozenset[int]:
    """Where the blocks begin that are rows of figures: such a row is one sentence, whatever stops its labels hold."""
    starts = [block.start for block in report.blocks]
    return frozenset(starts[bisect_right(starts, cell.start) - 1] for cell in report.cells)


def _groups(text: str, section: _Section, max_words: int, rows: Collection[int]) -> Iterator[list[Span]]:
    """Sentence spans of each passage to be."""
    group: list[Span] = []
    for block in section.blocks:
        parts = [(0, block.end - block.start)] if block.start in rows else split_sentences(_of(text, block))
        sentences = [(block.start + start, block.start + end) for start, end in parts]
        joins = block.kind == "item" and _words(text, group) + _words(text, sentences) <= max_words
        if joins:
            group += sentences
            continue
        if group:
            yield group
        *whole, group = _packed(text, sentences, max_words)
        yield from whole
    if group:
        yield group


def _packed(text: str, sentences: list[Span], max_words: int) -> list[list[Span]]:
    """Sentences in groups of about equal length, as few as the limit asks for."""
    total = _words(text, sentences)
    target = total / max(1, math.ceil(total / max_words))
    groups: list[list[Span]] = [[]]
    for sentence in sentences:
        so_far = _words(text, groups[-1])
        if groups[-1] and (so_far >= target or so_far + _words(text, [sentence]) > max_words):
            groups.append([])
        groups[-1].append(sentence)
    return groups


def _passage(report: Report, heading: tuple[str, ...], sentences: list[Span]) -> Passage:
    start, end = sentences[0][0], sentences[-1][1]
    text = report.text[start:end]
    context = _context(report, heading, text)
    found = lead_in(text)
    return Passage(
        id=_content_id(context),
        report=report.id,
        start=start,
        end=end,
        text=text,
        heading=heading,
        lead_in=found[0] if found and any(block.start == start for block in report.blocks) else "",
        context=context,
        sentences=tuple(sentences),
    )


def _context(report: Report, heading: tuple[str, ...], text: str) -> str:
    published = report.published.strftime("%B %Y") if report.published else ""
    above = " · ".join(part for part in (report.title, *heading, published) if part)
    return f"{above}\n{text}"


def _content_id(context: str) -> str:
    return hashlib.sha256(context.encode()).hexdigest()[:16]


def _with_distinct_ids(passages: list[Passage]) -> list[Passage]:
    """Passages that a report repeats word for word keep distinct ids: the second hash counts the repetition."""
    seen: Counter[str] = Counter()
    result = []
    for passage in passages:
        times = seen[passage.id]
        seen[passage.id] += 1
        result.append(replace(passage, id=_content_id(f"{passage.context}\n{times}")) if times else passage)
    return result


def _of(text: str, block: Block) -> str:
    return text[block.start : block.end]


def _words(text: str, spans: list[Span]) -> int:
    return sum(len(text[start:end].split()) for start, end in spans)
