"""Which format a file is of, by what it holds; the end of its name decides only between the kinds of text."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from qa_service.errors import ReadingError

PDF, DOCX, XLSX, HTML = ".pdf", ".docx", ".xlsx", ".html"
TAKEN_APART = {PDF: "PDF document", DOCX: "Word document", XLSX: "Excel workbook"}
"""The formats that a process of its own takes apart, and what they are called."""

_MAIN_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_PDF_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?\s*%PDF-")
_PDF_HEAD_WITHIN = 1024  # where readers of PDF look for it
_ARCHIVE_HEADS = (b"PK\x03\x04", b"PK\x05\x06")
_HEAD = 65_536
_REFUSED = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of old Office programs, or one that is locked with a password",
     "Save it without a password as .docx, .xlsx or PDF"),
    (b"{\\rtf", "an RTF document", "Save it as .docx or PDF"),
    (b"\x89PNG\r\n", "a PNG picture", "Put the report there as text"),
    (b"\xff\xd8\xff", "a JPEG picture", "Put the report there as text"),
    (b"GIF8", "a GIF picture", "Put the report there as text"),
    (b"II*\0", "a TIFF picture", "Put the report there as text"),
    (b"MM\0*", "a TIFF picture", "Put the report there as text"),
    (b"\x1f\x8b", "a gzip archive", "Unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "Unpack it"),
    (b"Rar!", "a RAR archive", "Unpack it"),
)  # fmt: skip


def format_of(data: bytes, suffix: str) -> str:
    """The format as the end of a name: ``suffix`` itself, or what the bytes are in truth.

    Raises:
        ReadingError: the bytes are of a format that is not read, or not of the one that the name promises; the
            message lacks the file's name.
    """
    if _PDF_HEAD.match(data) or (suffix == PDF and b"%PDF-" in data[:_PDF_HEAD_WITHIN]):
        return PDF
    if data.startswith(_ARCHIVE_HEADS):
        return _format_of_archive(BytesIO(data))
    for start, what, remedy in _REFUSED:
        if data.startswith(start):
            raise ReadingError(f"is {what}. {remedy}.")
    if _PAGE.match(data):
        return HTML
    if suffix in TAKEN_APART:
        raise ReadingError(f"is no {TAKEN_APART[suffix]}, though its name says so. Save the report anew.")
    return suffix


def format_of_file(path: Path, suffix: str) -> str:
    """The same of a file, of which only the beginning is read, or the directory of an archive.

    Raises:
        ReadingError: as ``format_of``.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
        return _format_of_archive(file) if head.startswith(_ARCHIVE_HEADS) else format_of(head, suffix)


def _format_of_archive(file: IO[bytes]) -> str:
    try:
        names = set(ZipFile(file).namelist())
    except (BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise ReadingError("is a damaged ZIP archive or Office document. Save it anew.") from error
    for part, suffix in _MAIN_PARTS.items():
        if part in names:
            return suffix
    raise ReadingError("is a ZIP archive, but neither a Word document nor an Excel workbook. Unpack or convert it.")
