"""What surrounds a report: lines that date it or name its source, and navigation that no reader quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Literal

import dateparser

from qa_service.ingest.path_dates import ISO_DATE, date_in_path
from qa_service.ingest.pieces import Origin, Piece

HEAD_PIECES = 12
HEAD_ENDS_AT_WORDS = 25
_LONGEST = 500  # characters of a line that may be furniture

_DATE_LABEL = (
    r"(?:date (?:of )?(?:publication|issue|release)|(?:publication|release|issue) date|(?:first |last )?published"
    r"|(?:last )?(?:updated|modified|reviewed)|released|issued|posted|publish(?:ing)? time|date|time)(?: on| at)?"
)
_LABELLED_DATE = re.compile(rf"^\W{{0,3}}({_DATE_LABEL})\s*(?:[:\uff1a]|\s(?=\w))\s*(.+)$", re.IGNORECASE)
_SOURCE = re.compile(r"(?:^|[\W\d])source\s*[:\uff1a]\s*(\S.*)$", re.IGNORECASE)
_END_OF_VALUE = re.compile(r"(?<!\w)[|·]|【|(?:source|author|editor|by)\s*[:\uff1a]|$", re.IGNORECASE)
_OTHER_METADATA = re.compile(
    r"(?:(?-i:By (?:[A-Z][\w.’-]* ?){2,4})"
    r"|to be (?:announced|confirmed)|contacts?(?: details)?\s*[:\uff1a]?|\S+@\S+\.\w+"
    r"|(?:by|author|authors|written by|editor|contact|e-?mail|tel|telephone|phone|next release|next update)\b"
    r"\s*[:\uff1a]\s*\S.{0,120}|(?:next release|release date|last updated|published|source)\s*[:\uff1a]?)",
    re.IGNORECASE,
)
_NAVIGATION = re.compile(
    r"""(?:
      [【\[(<\s]*(?:fonts?(?:\s+size)?\s*[:\uff1a]|font\s+size).{0,40}
    | (?:A\s*[+-]?\s*){2,3}[】\])\s]*
    | [【\[(<\s]*(?:print|close|share|download|subscribe|back|top|home|menu|search|next|previous)[】\])>\s]*
    | (?:print|share|email|save|download)\s+this\s+(?:page|article|report|release)(?:\s+\S+){0,4}
    | share\s+(?:on|via)\s+\S.{0,60}
    | (?:skip|jump)\s+to\s+(?:main\s+)?(?:content|navigation)
    | (?:back|return)\s+to\s+(?:the\s+)?(?:top|home|list|index).{0,20}
    | home\s*[>»›/|→].{0,200}
    | (?:you\s+are\s+here|current\s+location|location)\s*[:\uff1a].{0,200}
    | (?:we|this\s+(?:web)?site)\s+uses?\s+cookies.{0,400}
    | (?:accept|reject|manage)(?:\s+all)?(?:\s+\w+)?\s+cookies
    | (?:follow|find)\s+us(?:\s+on)?.{0,60}
    | (?:table\s+of\s+contents|on\s+this\s+page|in\s+this\s+(?:section|article))[:\uff1a]?
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_NEXT = re.compile(r"\W*next\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DATE_WORDING = re.compile(
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thu(?:rs)?|fri|sat|sun)[a-z]*"
    r"|\d{1,4}(?:st|nd|rd|th)?|am|pm|at|of|the|on|gmt|utc|t|z|[\s,.:/+-])+",
    re.IGNORECASE,
)  # a sieve in front of the date parser, which takes a millisecond to refuse a line
_TIME_OR_NOTHING = re.compile(r"(?:[T\s]+\d\d?:\d\d\S*)?")


def sort_out(pieces: Iterable[Piece]) -> list[Piece]:
    """Drop navigation, turn the dating and source lines at the head and the foot into furniture, unwrap the rest."""
    kept = list(pieces)
    head = _head_length(kept)
    result: list[Piece] = []
    for index, piece in enumerate(kept):
        result += _split_lines(piece, at_edge=index < head or index >= len(kept) - 3)
    return result


def origin_of(pieces: Iterable[Piece]) -> Origin:
    """The date and the source that the furniture states; of several dates the one of publication."""
    lines = [piece.text for piece in pieces if piece.kind == "furniture"]
    dated = [(_rank(label), day) for label, day in _labelled_dates(lines)]
    sources = [found for line in lines if (found := _source_in(line))]
    published = min(dated, key=lambda pair: pair[0])[1] if dated else None
    return Origin(published, sources[0] if sources else None)


def is_furniture(line: str) -> bool:
    return is_navigation(line) or is_metadata(line)


def is_metadata(line: str) -> bool:
    """Whether a line on its own dates the report, names its source or its contact."""
    if len(line) > _LONGEST or len(line.split()) > 30:
        return False
    dated = _date_in(line) is not None or _parsed_date(line) is not None
    return (
        dated
        or re.match(r"\W{0,3}source\s*[:\uff1a]", line, re.IGNORECASE) is not None
        or bool(_OTHER_METADATA.fullmatch(line))
    )


def is_navigation(line: str) -> bool:
    return len(line) <= _LONGEST and _NAVIGATION.fullmatch(line.strip()) is not None


def _head_length(pieces: list[Piece]) -> int:
    for index, piece in enumerate(pieces[:HEAD_PIECES]):
        longest_line = max((len(line.split()) for line in piece.text.split("\n")), default=0)
        if piece.kind == "paragraph" and longest_line >= HEAD_ENDS_AT_WORDS and not is_metadata(piece.text):
            return index
    return HEAD_PIECES


def _split_lines(piece: Piece, *, at_edge: bool) -> Iterator[Piece]:
    if piece.cells:
        yield piece
        return
    if piece.kind == "title":
        yield Piece("title", " ".join(piece.text.split("\n")), piece.level)
        return
    for sort, lines in groupby(piece.text.split("\n"), key=lambda line: _sort_of_line(line, at_edge=at_edge)):
        if sort == "metadata":
            yield from (Piece("furniture", line) for line in lines)
        elif sort == "text" and (text := " ".join(lines).strip()):
            yield Piece(piece.kind, text, piece.level)


def _sort_of_line(line: str, *, at_edge: bool) -> Literal["navigation", "metadata", "text"]:
    if is_navigation(line):
        return "navigation"
    return "metadata" if at_edge and line.strip() and is_metadata(line) else "text"


def _labelled_dates(lines: list[str]) -> Iterator[tuple[str, date]]:
    previous = ""
    for line in lines:
        labelled = _date_in(line)
        if labelled:
            yield labelled
        elif (day := _parsed_date(line)) and not _NEXT.match(previous):
            yield previous, day
        previous = "" if labelled else line


def _rank(label: str) -> int:
    """Publication before a bare date before an update, whatever order the lines stand in."""
    label = label.lower()
    if re.search(r"publi|release|issue|posted", label):
        return 0
    return 2 if re.search(r"update|modif|review", label) else 1


def _date_in(line: str) -> tuple[str, date] | None:
    match = _LABELLED_DATE.match(line)
    if not match:
        return None
    value = match[2]
    end = _END_OF_VALUE.search(value)
    day = _parsed_date(value[: end.start()] if end else value)
    return (match[1], day) if day else None


def _parsed_date(text: str) -> date | None:
    """A date that the whole of ``text`` is, month and year at least; the first of the month without a day."""
    text = text.strip(" \t\u00a0.,;()[]【】")
    if not 6 <= len(text) <= 40 or not _YEAR.search(text) or not _DATE_WORDING.fullmatch(text):
        return None
    iso = ISO_DATE.match(text)
    if iso and _TIME_OR_NOTHING.fullmatch(text[iso.end() :]):
        return date_in_path(iso[0])
    settings = {"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["month", "year"], "PREFER_DAY_OF_MONTH": "first"}
    parsed: datetime | None = dateparser.parse(text, languages=["en"], settings=settings)
    return parsed.date() if parsed else None


def _source_in(line: str) -> str | None:
    match = _SOURCE.search(line)
    if not match:
        return None
    value = re.split(r"\s+\|\s+|【|(?i:\b(?:updated|published|author|editor)\s*[:\uff1a])", match[1])[0]
    return value.strip(" \t\u00a0|】]") or None
