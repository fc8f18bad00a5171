"""Whatever bytes a file has, it is a report or a ReadingError, in bounded time, and the files beside it are read."""

from __future__ import annotations

import random
import re
import time
import zipfile
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_service.errors import ReadingError
from qa_service.ingest import apart, reading
from qa_service.ingest.apart import main, told
from qa_service.ingest.limits import Limits
from qa_service.ingest.pipeline import read_corpus
from qa_service.ingest.reading import read_report
from qa_service.ingest.splitting import split_report
from qa_service.language.sentences import MAX_SENTENCE
from qa_service.settings import Settings
from tests.documents import Part, archive_with, drawn_pdf, page_of, pdf_of, word_of, workbook_of

LIMITS = Limits.of(Settings())
TABLE = (("Town", "Sheep"), ("Oriel", "5"), ("Porth", "6"))
PARTS = [Part("title", "Sheep"), Part("paragraph", "It rose by 5% in 2019."), Part("table", rows=TABLE)]
FILES = {
    "a.pdf": pdf_of(PARTS),
    "a.docx": word_of(PARTS),
    "a.xlsx": workbook_of(TABLE),
    "a.csv": "\n".join(";".join(row) for row in TABLE).encode(),
    "a.html": page_of(PARTS),
    "a.md": b"# Sheep\n\nIt rose by 5% in 2019.\n\n| Town | Sheep |\n|---|---|\n| Oriel | 5 |\n",
    "a.txt": "Sheep\n\nIt rose by £5 in 2019.\n".encode("cp1252"),
}


@pytest.fixture
def in_process(monkeypatch):
    """The readers without a process for each file, which would take hours for all that is tried here."""

    monkeypatch.setattr(reading, "draft_apart", lambda data, suffix, limits: told(main(suffix, limits, data)))


def outcome(name: str, data: bytes, limits: Limits = LIMITS) -> str:
    """The text of the report, or the message of the refusal."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            return read_report(path, Path(folder), limits).text
        except ReadingError as error:
            assert str(error).startswith(f"{name} ")  # noqa: PT017 - a report is as good
            return str(error)


@pytest.mark.parametrize("name", FILES)
def test_the_files_that_are_spoilt_below_can_be_read(in_process, name):
    assert "5" in outcome(name, FILES[name])


SECONDS_EACH = 4


@pytest.mark.parametrize("name", FILES)
def test_a_spoilt_file_is_a_report_or_a_reading_error(in_process, name):
    chance, until = random.Random(name), time.monotonic() + SECONDS_EACH  # noqa: S311 - no secret
    for _ in range(400):
        outcome(name, spoilt(FILES[name], chance))
        if time.monotonic() > until:
            break


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """A file with some bytes changed, cut out or doubled; of an archive also within one of its parts."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            name = chance.choice(archive.namelist())
            return archive_with(data, name, spoilt(archive.read(name), chance))
    found = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(found) or 1)
        kind = chance.randrange(4)
        if kind == 0:
            found[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del found[at : at + chance.randint(1, 40)]
        elif kind == 2:
            found[at:at] = found[at : at + chance.randint(1, 40)]
        else:
            found[at : at + 1] = str(chance.choice([0, -1, 65_536, 2**31])).encode()
    return bytes(found)


HEADS = [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", b"---\n", b"a,b\n"]


@settings(max_examples=60)
@given(name=st.sampled_from(sorted(FILES)), head=st.sampled_from(HEADS), data=st.binary(max_size=200))
def test_random_bytes_are_a_report_or_a_reading_error(name, head, data):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "draft_apart", lambda data, suffix, limits: told(main(suffix, limits, data)))
        assert outcome(name, head + data)


def bomb(name: str) -> bytes:
    """An archive whose main part is a thousand times as large as the file."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"<x>" + b" " * 300_000_000)
    return made.getvalue()


def pdf_bomb() -> bytes:
    """A PDF whose page is a stream that unpacks to 400 megabytes."""
    packer = zlib.compressobj(9)
    stream = b"".join(packer.compress(b" " * 10_000_000) for _ in range(40)) + packer.flush()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
    ]
    body = b"".join(b"%d 0 obj%s\nendobj\n" % (number, text) for number, text in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        (
            "a.docx",
            lambda: bomb("word/document.xml"),
            "a.docx unpacks to 300,000,003 bytes, over the limit of 200,000,000.",
        ),
        (
            "a.xlsx",
            lambda: bomb("xl/workbook.xml"),
            "a.xlsx unpacks to 300,000,003 bytes, over the limit of 200,000,000.",
        ),
        ("a.pdf", pdf_bomb, "a.pdf needs more than 300 megabytes of memory to be read, or is damaged."),
        (
            "a.docx",
            lambda: deep_word(500),
            "a.docx is nested too deeply. Save it anew.",
        ),
        ("a.pdf", lambda: drawn_pdf(*[lambda canvas: None] * 501), "a.pdf has 501 pages, over the limit of 500."),
    ],
    ids=["docx-bomb", "xlsx-bomb", "pdf-bomb", "deep-docx", "many-pages"],
)
def test_a_hostile_file_is_refused_in_bounded_time(name, data, message):
    started = time.monotonic()
    assert outcome(name, data(), replace(LIMITS, megabytes=300)).startswith(message)
    assert time.monotonic() - started < 30


def deep_word(depth: int) -> bytes:
    """A Word document whose content controls are nested very deeply."""
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    nested = b"<w:sdt>" * depth + b"<w:p><w:r><w:t>It rose.</w:t></w:r></w:p>" + b"</w:sdt>" * depth
    part = b"<w:document " + space + b"><w:body>" + nested + b"</w:body></w:document>"
    return archive_with(FILES["a.docx"], "word/document.xml", part)


NESTED = {
    "elements.html": b"<p>" + b"<b>" * 10_000 + b"It rose by 5%.",
    "tables.html": b"<table><tr><td>" * 10_000 + b"It rose by 5%.",
    "quotes.md": b"> " * 10_000 + b"It rose by 5%.",
    "lists.md": b"- " * 10_000 + b"It rose by 5%.",
    "mark-up.md": b"<div>\n" * 10_000 + b"It rose by 5%.",
}


@pytest.mark.parametrize("name", NESTED)
def test_what_is_nested_too_deeply_is_refused_and_not_left_out_in_silence(name):
    assert re.match(rf"{name} has (mark-up|quotes or lists) nested over \d+ \w+ deep\.", outcome(name, NESTED[name]))


@pytest.mark.parametrize("mark", [b"[", b"*a ", b"[a](", b"`", b"_"])
def test_marks_without_end_are_text(mark):
    assert "It rose by 5%" in outcome("a.md", mark * 10_000 + b"\n\nIt rose by 5%.")


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".csv"])
def test_zero_bytes_are_no_text(suffix):
    name = f"a{suffix}"
    assert outcome(name, b"It rose\0 by 5%.\n" * 9).startswith(f"{name} is not text but binary data. Convert the ")


SCRIPTED = (
    'It rose by 5%.<script>alert("X9")</script><style>p{X9}</style><img src=x onerror="X9"> '
    '<a href="javascript:X9" onclick="X9()">It fell by 6%.</a> <svg onload="X9"></svg>\n\nThe end came in 2019.'
)


@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_scripts_styles_and_handlers_are_no_text(name):
    text = f"# Sheep\n\n{SCRIPTED}" if name == "a.md" else f"<main><h1>Sheep</h1><p>{SCRIPTED}</p></main>"
    found = outcome(name, text.encode())
    assert "X9" not in found
    assert "It rose by 5%. It fell by 6%." in found
    assert found.endswith("The end came in 2019.")


UNITS = (b"5", b".", b"5. ", b"a@", b"x", b"It rose. ")


@pytest.mark.parametrize("unit", UNITS)
def test_a_line_without_end_is_split_in_time_that_grows_with_its_length(tmp_path, unit):
    (tmp_path / "a.txt").write_bytes(unit * (300_000 // len(unit)) + b" It rose by 5%.")
    started = time.monotonic()
    passages = split_report(read_report(tmp_path / "a.txt", tmp_path, LIMITS))
    assert time.monotonic() - started < 10
    assert max(end - start for passage in passages for start, end in passage.sentences) <= MAX_SENTENCE
    assert passages[-1].text.endswith("It rose by 5%.")


def test_the_longest_line_that_a_file_can_have_is_read():
    text = b"It rose by 5% in 2019. " * (LIMITS.size // 23)
    assert len(outcome("a.txt", text)) == len(text) - 1


def test_a_large_file_is_refused_unread(tmp_path):
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(ReadingError, match=r"^a\.pdf has 100,000,000 bytes, over the limit of 20,000,000\. Split it"):
        read_report(path, tmp_path, LIMITS)


def test_the_files_beside_a_hostile_one_are_read(make_corpus, tmp_path, monkeypatch):
    monkeypatch.setattr(apart, "_command", lambda suffix, limits: ["/bin/sleep", "30"])
    root = make_corpus({"a.pdf": b"%PDF-1.4", "b.txt": "It rose by 5%.", "../escape.txt": "It fell."})
    found = read_corpus(replace(Settings(), corpus=root, reading_seconds=1))
    assert [report.path for report in found.reports] == ["b.txt"]
    assert found.refused["a.pdf"].startswith("a.pdf is not read within 1 seconds.")
