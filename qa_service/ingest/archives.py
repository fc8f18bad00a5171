"""Checks of the ZIP archives that DOCX and XLSX files are, before anything of them is unpacked."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from qa_service.errors import ReadingError

_MOST_PARTS = 10_000
_DECLARATIONS = ("<!DOCTYPE", "<!ENTITY")
_FORBIDDEN = [text.encode(code) for text in _DECLARATIONS for code in ("ascii", "utf-16-le", "utf-16-be")]


def check_archive(data: bytes, unpacked: int) -> None:
    """Refuse what unpacks to more than ``unpacked`` bytes, and XML that declares entities.

    An archive cannot lie about its size: zipfile unpacks no more of a part than its directory tells. Office documents
    have no document type declaration (ECMA-376, part 2), so that an entity that expands without end is never read.

    Raises:
        ReadingError: the message lacks the file's name.
    """
    with ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        total = sum(part.file_size for part in parts)
        if len(parts) > _MOST_PARTS:
            raise ReadingError(f"holds {len(parts):,} parts, over the limit of {_MOST_PARTS:,}. Save it anew.")
        if total > unpacked:
            raise ReadingError(
                f"unpacks to {total:,} bytes, over the limit of {unpacked:,}. Split it, or raise QA_MAX_UNPACKED_BYTES."
            )
        if any(part.flag_bits & 1 for part in parts):
            raise ReadingError("is locked with a password. Save it without one.")
        for part in parts:
            if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                _refuse_declarations(archive.read(part))


def _refuse_declarations(part: bytes) -> None:
    if any(forbidden in part for forbidden in _FORBIDDEN):
        raise ReadingError("declares XML entities, which no Office program does. Save it anew.")
