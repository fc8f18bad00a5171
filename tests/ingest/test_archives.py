from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from qa_service.errors import ReadingError
from qa_service.ingest.archives import check_archive
from tests.documents import archive_with, workbook_of

BOOK = workbook_of([["Town", "Sheep"], ["Oriel", 5]])
BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


def test_an_honest_archive_passes():
    check_archive(BOOK, 1_000_000)


def test_what_unpacks_to_too_much_is_refused_unread():
    zeros = archive_with(BOOK, "xl/media/a.bin", bytes(5_000_000))
    assert len(zeros) < 20_000
    with pytest.raises(
        ReadingError, match=r"^unpacks to 5,\d+,\d+ bytes, over the limit of 1,000,000\. .*QA_MAX_UNPACKED"
    ):
        check_archive(zeros, 1_000_000)


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_entities_are_refused(code):
    with pytest.raises(ReadingError, match=r"^declares XML entities, which no Office program does\."):
        check_archive(archive_with(BOOK, "xl/workbook.xml", BOMB.decode().encode(code)), 1_000_000)


def test_an_archive_of_very_many_parts_is_refused():
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(10_001):
            archive.writestr(str(number), b"")
    with pytest.raises(ReadingError, match=r"^holds 10,001 parts, over the limit of 10,000\."):
        check_archive(made.getvalue(), 1_000_000)


def test_a_locked_part_is_refused():
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/workbook.xml", b"x")
    data = bytearray(made.getvalue())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ReadingError, match=r"^is locked with a password\. Save it without one\."):
        check_archive(bytes(data), 1_000_000)
