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
from qa_service.ingest.furniture import origin_of, sort_out
from qa_service.ingest.markdown import draft_of_markdown
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
SUPPORTED = ", ".join(sorted(_READERS))
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x2060, 0xFEFF])


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


def read_report(path: Path, root: Path, *, max_bytes: int) -> Report:
    """Read one file below ``root``.

    Raises:
        ReadingError: the file is no readable report; the message names it, the reason and what to do.
    """
    name = path.relative_to(root).as_posix()
    data = _file_bytes(path, root, name, max_bytes)
    draft = _draft(path.suffix.lower(), _visible(_decoded(data, name), name), name)
    pieces = [piece for piece in sort_out(draft.pieces) if piece.text.strip()]
    if not any(piece.kind not in {"title", "furniture"} and _has_words(piece) for piece in pieces):
        raise ReadingError(
            f"{name} has no text left once title, mark-up and navigation are set aside. Export the report anew."
        )
    body, blocks, cells = _joined(pieces)
    origin = origin_of(pieces)
    return Report(
        id=report_id(name),
        title=next((piece.text for piece in pieces if piece.kind == "title"), path.stem),
        published=origin.published or draft.hidden.published or date_in_path(name),
        source=origin.source or draft.hidden.source,
        path=name,
        sha256=hashlib.sha256(data).hexdigest(),
        text=body,
        blocks=blocks,
        cells=cells,
    )


def _draft(suffix: str, text: str, name: str) -> Draft:
    try:
        return _READERS[suffix](text)
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


def _file_bytes(path: Path, root: Path, name: str, max_bytes: int) -> bytes:
    if path.suffix.lower() not in _READERS:
        raise ReadingError(f"{name} is of no supported kind: its name must end in one of {SUPPORTED}. Convert it.")
    if not path.resolve().is_relative_to(root.resolve()):
        raise ReadingError(f"{name} is a link that leads out of the corpus folder. Put a copy of the file there.")
    if not path.is_file():
        raise ReadingError(f"{name} is not a file that can be opened. Replace it by the report itself or remove it.")
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise ReadingError(
                f"{name} has {size:,} bytes, over the limit of {max_bytes:,}. Split it, or raise QA_MAX_REPORT_BYTES."
            )
        return path.read_bytes()
    except OSError as error:
        raise ReadingError(f"{name} cannot be opened ({error.strerror}). Check its permissions.") from error


def _decoded(data: bytes, name: str) -> str:
    if not data:
        raise ReadingError(f"{name} is empty. Replace it by the report's text or remove it.")
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return _as(data, "utf-16", name)
    if b"\0" in data or data.startswith(b"%PDF-"):
        raise ReadingError(f"{name} is not text but binary data. Convert the report to one of {SUPPORTED}.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(data).best()
        return _as(data, best.encoding if best else "utf-8", name)


def _as(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadingError(f"{name} is in no encoding that can be made out. Save it as UTF-8.") from error


def _visible(text: str, name: str) -> str:
    """Every newline as a line feed; control and zero-width characters removed; every other character as it stands."""
    text = re.sub(r"\r\n?|[\u2028\u2029\x85\v\f]", "\n", text)
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    if len(text) - len(kept) > len(text) // 20:
        raise ReadingError(f"{name} is not text but binary data. Convert the report to one of {SUPPORTED}.")
    kept = kept.translate(_INVISIBLE)
    if not kept.strip():
        raise ReadingError(f"{name} is blank. Replace it by the report's text or remove it.")
    return kept


def _has_words(piece: Piece) -> bool:
    return any(c.isalnum() for c in piece.text)


def _joined(pieces: Sequence[Piece]) -> tuple[str, tuple[Block, ...], tuple[Cell, ...]]:
    """The pieces' text joined by blank lines, the title first, with the span of each piece and each cell."""
    ordered = sorted(pieces, key=lambda piece: piece.kind != "title")
    blocks, parts, at = [], [], 0
    cells: list[Cell] = []
    for piece in ordered:
        text = piece.text.strip()
        blocks.append(Block(piece.kind, at, at + len(text), piece.level))
        cells.extend(replace(cell, start=at + cell.start, end=at + cell.end) for cell in piece.cells)
        parts.append(text)
        at += len(text) + 2
    return "\n\n".join(parts), tuple(blocks), tuple(cells)
