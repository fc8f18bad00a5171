from __future__ import annotations

import os
import subprocess
import threading
import time
from dataclasses import replace
from datetime import date

import pytest

from qa_service.errors import ReadingError
from qa_service.ingest import apart
from qa_service.ingest.apart import Reply, draft_apart, main
from qa_service.ingest.limits import Limits
from qa_service.ingest.pieces import Draft, Origin, Piece
from qa_service.settings import Settings
from tests.documents import Part, archive_with, pdf_of, word_of, workbook_of

LIMITS = Limits.of(Settings())
WORD = word_of([Part("title", "Sheep"), Part("heading", "North"), Part("paragraph", "It rose by 5%.")])


def test_a_draft_comes_back_whole_from_the_other_process():
    assert draft_apart(WORD, ".docx", LIMITS) == Draft(
        [Piece("title", "Sheep"), Piece("heading", "North", 1), Piece("paragraph", "It rose by 5%.")],
        saved=date(2021, 2, 3),
    )
    assert (
        draft_apart(workbook_of([["Town", "Sheep"], ["Oriel", 5]]), ".xlsx", LIMITS).pieces[0].text
        == "Oriel — Sheep: 5"
    )
    assert draft_apart(pdf_of([Part("paragraph", "It rose by 5%.")]), ".pdf", LIMITS).pages == 1


def test_what_a_running_header_states_comes_back_too():
    data = pdf_of([Part("paragraph", "It rose by 5% in the north. " * 300)], header="Published: 8 January 2021")
    assert draft_apart(data, ".pdf", LIMITS).hidden == Origin(date(2021, 1, 8), None)


def test_reading_goes_on_in_several_threads_at_once():
    drafts: list[Draft] = []
    threads = [threading.Thread(target=lambda: drafts.append(draft_apart(WORD, ".docx", LIMITS))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(draft.pieces) for draft in drafts] == [3, 3, 3]


def test_what_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(apart, "_command", lambda suffix, limits: ["/bin/sleep", "30"])
    started = time.monotonic()
    with pytest.raises(ReadingError, match=r"^is not read within 1 seconds\. Split it, .* raise QA_READING_SECONDS\."):
        draft_apart(b"", ".pdf", replace(LIMITS, seconds=1))
    assert time.monotonic() - started < 5


def test_what_needs_too_much_memory_is_refused():
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    sheet += b"<row>" + b"<c><v>1</v></c>" * 2_000_000
    data = archive_with(workbook_of([["x"]]), "xl/worksheets/sheet1.xml", sheet)
    with pytest.raises(ReadingError, match=r"^needs more than 256 megabytes .* raise QA_READING_MEGABYTES\."):
        draft_apart(data, ".xlsx", replace(LIMITS, megabytes=256))


def test_a_process_that_dies_is_a_reading_error(monkeypatch):
    monkeypatch.setattr(apart, "_command", lambda suffix, limits: ["/bin/sh", "-c", "kill -SEGV $$"])
    with pytest.raises(ReadingError, match="or is damaged"):
        draft_apart(b"", ".pdf", LIMITS)


@pytest.mark.parametrize(
    ("raised", "message"),
    [
        (ReadingError("is locked."), "is locked."),
        (MemoryError(), "needs more than 1,500 megabytes of memory to be read, or is damaged."),
        (OSError(MemoryError()), "needs more than 1,500 megabytes of memory to be read, or is damaged."),
        (RecursionError(), "is nested too deeply. Save it anew."),
        (KeyError("x"), "is a damaged PDF document (KeyError). Save or export it anew."),
    ],
)
def test_whatever_a_library_raises_is_told_in_a_sentence(monkeypatch, raised, message):
    def fail(*_: object) -> Draft:
        raise raised

    monkeypatch.setattr(apart, "_read", fail)
    assert main(".pdf", LIMITS, b"").error.startswith(message)


def test_too_much_text_is_refused():
    assert main(".docx", replace(LIMITS, size=10), WORD) == Reply(
        None, "holds 24 characters of text, over the limit of 10. Split it, or raise QA_MAX_REPORT_BYTES."
    )


def test_what_a_library_prints_is_no_part_of_the_reply(tmp_path):
    """A module that Python runs at its start stands for a library that prints when it is used."""
    (tmp_path / "sitecustomize.py").write_text(
        "import atexit, sys\natexit.register(lambda: print('noise'))\nprint('more', file=sys.stderr)\n"
    )
    done = subprocess.run(
        apart._command(".docx", LIMITS),
        input=WORD,
        capture_output=True,
        check=True,
        cwd=apart._ROOT,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )
    assert done.stdout.startswith(b'{"draft":{')
    assert b"noise" not in done.stdout
    assert b"noise" in done.stderr


def test_the_process_needs_no_setting_of_the_callers(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(os.environ, "QA_UNKNOWN", "1")
    assert len(draft_apart(WORD, ".docx", LIMITS).pieces) == 3
