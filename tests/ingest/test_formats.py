from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from qa_service.errors import ReadingError
from qa_service.ingest.formats import format_of, format_of_file
from tests.documents import Part, word_of, workbook_of

WORD, BOOK = word_of([Part("paragraph", "It rose.")]), workbook_of([["a", 1]])
PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"


def zipped(name: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, b"x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "suffix", "expected"),
    [
        (b"It rose.", ".txt", ".txt"),
        (b"It rose.", ".md", ".md"),
        (b"a,b", ".csv", ".csv"),
        (b"<p>It rose.", ".html", ".html"),
        (b"<p>It rose.", ".md", ".md"),
        (b" \n<!DOCTYPE html><p>It rose.", ".txt", ".html"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a -->\n<html lang='en'>", ".md", ".html"),
        (b"<html>sign in</html>", ".pdf", ".html"),
        (PDF, ".pdf", ".pdf"),
        (PDF, ".txt", ".pdf"),
        (b"stamp\n" + PDF, ".pdf", ".pdf"),
        (b"On %PDF-1.4 and its heirs.", ".txt", ".txt"),
        (WORD, ".docx", ".docx"),
        (WORD, ".xlsx", ".docx"),
        (WORD, ".txt", ".docx"),
        (BOOK, ".csv", ".xlsx"),
    ],
)
def test_what_the_bytes_are_goes_before_the_name(data, suffix, expected, tmp_path):
    assert format_of(data, suffix) == expected
    (tmp_path / "a").write_bytes(data)
    assert format_of_file(tmp_path / "a", suffix) == expected


@pytest.mark.parametrize(
    ("data", "suffix", "message"),
    [
        (b"It rose.", ".pdf", r"^is no PDF document, though its name says so\. Save the report anew\."),
        (b"It rose.", ".docx", r"^is no Word document, though its name says so\."),
        (b"It rose.", ".xlsx", r"^is no Excel workbook, though its name says so\."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99),
            ".docx",
            r"^is a file of old Office .*locked with a password\. Save",
        ),
        (b"{\\rtf1 It rose.}", ".docx", r"^is an RTF document\. Save it as \.docx or PDF\."),
        (b"\xff\xd8\xff\xe0", ".txt", r"^is a JPEG picture\. Put the report there as text\."),
        (b"\x1f\x8b\x08", ".csv", r"^is a gzip archive\. Unpack it\."),
        (b"PK\x03\x04 and no more", ".docx", r"^is a damaged ZIP archive or Office document\. Save it anew\."),
        (
            zipped("ppt/presentation.xml"),
            ".docx",
            r"^is a ZIP archive, but neither a Word document nor an Excel workbook\.",
        ),
    ],
)
def test_what_is_not_read_is_named(data, suffix, message):
    with pytest.raises(ReadingError, match=message):
        format_of(data, suffix)
