"""From a file to a Report: the plain text that citations point into, and what stands where in it."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path

from charset_normalizer import from_bytes

from qa_service.errors import ReadingError
from qa_service.ingest.apart import draft_apart
from qa_service.ingest.characters import printed, without_controls
from qa_service.ingest.delimited import draft_of_delimited
from qa_service.ingest.formats import TAKEN_APART, format_of
from qa_service.ingest.furniture import origin_of, sort_out
from qa_service.ingest.limits import Limits
from qa_service.ingest.markdown import draft_of_markdown
from qa_service.ingest.page_marks import page_starts, unmarked
from qa_service.ingest.path_dates import date_in_path
from qa_service.ingest.pieces import Draft, Piece
from qa_service.ingest.plain_text import draft_of_text
from qa_service.ingest.web_pages import draft_of_page
from qa_service.records import Block, Cell, Report

_READERS: dict[str, Callable[[str], Draft]] = {
    ".txt": draft_of_text,
    ".md": draft_of_markdown,
    ".html": draft_of_page,
    ".htm": draft_of_page,
}
"""The readers of text; tables are read by draft_of_delimited, what is no text by draft_apart."""
_DELIMITED = (".csv", ".tsv")
_SUFFIXES = (*_READERS, *_DELIMITED, *TAKEN_APART)
SUPPORTED = ", ".join(sorted(_SUFFIXES))
_BINARY = f"is not text but binary data. Convert the report to one of {SUPPORTED}."


def report_files(root: Path) -> list[Path]:
    """Every file below ``root`` that is not hidden, sorted by relative path; what is unreadable is for read_report.

    Raises:
        ReadingError: the folder, or one below it, does not exist or cannot be listed.
    """
    found = []
    for folder, below, names in os.walk(root, onerror=_cannot_list):
        below[:] = [name for name in below if not name.startswith(".")]
        linked = [name for name in below if (Path(folder) / name).is_symlink()]
        found += [Path(folder) / name for name in [*names, *linked] if not name.startswith(".")]
    return sorted(found, key=lambda path: path.relative_to(root).as_posix())


def _cannot_list(error: OSError) -> None:
    reason = error.strerror or "unknown reason"
    raise ReadingError(
        f"The folder {error.filename} cannot be read ({reason}). Set QA_CORPUS to a folder of reports that can."
    ) from error


def read_report(path: Path, root: Path, limits: Limits) -> Report:
    """Read one file below ``root``.

    Raises:
        ReadingError: the file is no readable report; the message names it, the reason and what to do.
    """
    name = path.relative_to(root).as_posix()
    data = _file_bytes(path, root, name, limits)
    draft = _draft(data, path.suffix.lower(), name, limits)
    pieces = [piece for piece in sort_out(draft.pieces) if piece.text.strip()]
    if not any(piece.kind not in {"title", "furniture"} and _has_words(piece) for piece in pieces):
        raise ReadingError(
            f"{name} has no text left once title, mark-up and navigation are set aside. Export the report anew."
        )
    body, blocks, cells, marks = _joined(pieces)
    origin = origin_of(pieces)
    return Report(
        id=report_id(name),
        title=next((unmarked(piece.text)[0] for piece in pieces if piece.kind == "title"), path.stem),
        published=origin.published or draft.hidden.published or date_in_path(name) or draft.saved,
        source=origin.source or draft.hidden.source,
        path=name,
        sha256=hashlib.sha256(data).hexdigest(),
        text=body,
        blocks=blocks,
        cells=cells,
        pages=page_starts(marks, draft.pages, len(body)),
    )


def _draft(data: bytes, suffix: str, name: str, limits: Limits) -> Draft:
    try:
        kind = format_of(data, suffix)
        if kind in TAKEN_APART:
            return draft_apart(data, kind, limits)
        text = text_of(data)
        if not text.strip():
            raise ReadingError("is blank. Replace it by the report's text or remove it.")
        return draft_of_delimited(text, limits) if kind in _DELIMITED else _READERS[kind](text)
    except ReadingError as error:
        raise ReadingError(f"{name} {error}") from error


def report_id(relative_path: str) -> str:
    """A stable id: the path without its suffix in lower-case ASCII and dashes, a hash where letters were lost."""
    stem = re.sub(r"\.[^./]+$", "", relative_path)
    plain = unicodedata.normalize("NFKD", stem)
    ascii_only = "".join(c for c in plain if c.isascii())
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")
    lost = any(not c.isascii() and not unicodedata.combining(c) and c.isalnum() for c in plain)
    return "-".join(filter(None, [slug, _short_hash(relative_path) if lost or not slug else ""]))


def with_distinct_ids(reports: Sequence[Report], taken: Collection[str] = ()) -> list[Report]:
    """The same reports; those whose ids clash (``a.md`` and ``a.txt``) or are taken get a hash of their path added."""
    times = Counter([*(report.id for report in reports), *taken])
    return [
        replace(report, id=f"{report.id}-{_short_hash(report.path)}") if times[report.id] > 1 else report
        for report in reports
    ]


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:8]


def _file_bytes(path: Path, root: Path, name: str, limits: Limits) -> bytes:
    if path.suffix.lower() not in _SUFFIXES:
        raise ReadingError(f"{name} is of no supported kind: its name must end in one of {SUPPORTED}. Convert it.")
    if not path.resolve().is_relative_to(root.resolve()):
        raise ReadingError(f"{name} is a link that leads out of the corpus folder. Put a copy of the file there.")
    if not path.is_file():
        raise ReadingError(f"{name} is not a file that can be opened. Replace it by the report itself or remove it.")
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= limits.size else b""
    except OSError as error:
        raise ReadingError(f"{name} cannot be opened ({error.strerror}). Check its permissions.") from error
    if size > limits.size:
        raise ReadingError(
            f"{name} has {size:,} bytes, over the limit of {limits.size:,}. Split it, or raise QA_MAX_REPORT_BYTES."
        )
    if not data:
        raise ReadingError(f"{name} is empty. Replace it by the report's text or remove it.")
    return data


def _decoded(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return _as(data, "utf-16")
    if b"\0" in data:
        raise ReadingError(_BINARY)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(data).best()
        return _as(data, best.encoding if best else "utf-8")


def _as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadingError("is in no encoding that can be made out. Save it as UTF-8.") from error


def text_of(data: bytes) -> str:
    """Every newline as a line feed; control and zero-width characters removed; every other character as it stands.

    Raises:
        ReadingError: the bytes are no text; the message lacks the file's name.
    """
    text = re.sub(r"\r\n?|[\u2028\u2029\x85\v\f]", "\n", _decoded(data))
    kept = without_controls(text)
    if len(text) - len(kept) > len(text) // 20:
        raise ReadingError(_BINARY)
    return unmarked(printed(kept))[0]


def _has_words(piece: Piece) -> bool:
    return any(c.isalnum() for c in piece.text)


def _joined(pieces: Sequence[Piece]) -> tuple[str, tuple[Block, ...], tuple[Cell, ...], list[tuple[int, int]]]:
    """The pieces' text joined by blank lines, the title first; the span of each piece and cell; where pages start."""
    ordered = sorted(pieces, key=lambda piece: piece.kind != "title")
    blocks, parts, starts, at = [], [], [], 0
    cells: list[Cell] = []
    for piece in ordered:
        text, marks = unmarked(piece.text.strip())
        starts += [(page, at + offset) for page, offset in marks]
        blocks.append(Block(piece.kind, at, at + len(text), piece.level))
        cells.extend(replace(cell, start=at + cell.start, end=at + cell.end) for cell in piece.cells)
        parts.append(text)
        at += len(text) + 2
    return "\n\n".join(parts), tuple(blocks), tuple(cells), starts
