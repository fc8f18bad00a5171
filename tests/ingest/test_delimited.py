from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.errors import ReadingError
from qa_service.ingest.delimited import draft_of_delimited
from qa_service.ingest.limits import Limits
from qa_service.ingest.reading import read_report
from qa_service.settings import Settings

LIMITS = Limits.of(Settings())
ROWS = [("Town", "Sheep", "Change"), ("Oriel, upper", "5", "7.7%"), ("Porth", "6", "-2%")]
TABLE = ["Oriel, upper — Sheep: 5; Change: 7.7%", "Porth — Sheep: 6; Change: -2%"]


def texts(draft):
    return [piece.text for piece in draft.pieces]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"], ids=["comma", "semicolon", "tab", "bar"])
def test_the_delimiter_is_the_one_that_cuts_evenly(mark):
    text = "\n".join(mark.join(f'"{cell}"' if "," in cell else cell for cell in row) for row in ROWS)
    assert texts(draft_of_delimited(text, LIMITS)) == TABLE


def test_decimal_commas_are_no_delimiters():
    assert texts(draft_of_delimited("Town;Rate\nOriel;7,7\nPorth;6,5\n", LIMITS)) == [
        "Oriel — Rate: 7,7",
        "Porth — Rate: 6,5",
    ]


def test_a_line_break_inside_quotes_stays_in_its_cell():
    assert texts(draft_of_delimited('Town,Note\nOriel,"first\nsecond"\n', LIMITS)) == ["Oriel — Note: first second"]


def test_lines_above_the_table_are_kept():
    text = "Sheep by town\n\nTown,Sheep\nOriel,5\n"
    assert [(piece.kind, piece.text) for piece in draft_of_delimited(text, LIMITS).pieces] == [
        ("paragraph", "Sheep by town"),
        ("item", "Oriel — Sheep: 5"),
    ]


def test_too_many_cells_are_refused():
    with pytest.raises(ReadingError, match=r"^has more than 4 filled cells\. .* raise QA_MAX_REPORT_CELLS\."):
        draft_of_delimited("a,b\n1,2\n3,4\n", replace(LIMITS, cells=4))


def test_a_cell_without_end_is_refused():
    with pytest.raises(ReadingError, match=r"^cannot be read as a table \(field larger than field limit"):
        draft_of_delimited('a,"' + "x" * 200_000, LIMITS)


def test_the_title_is_the_file_name(make_corpus):
    root = make_corpus({"sheep-2021-01-08.csv": "Town;Größe\nOriel;5\n".encode("cp1252")})
    report = read_report(root / "sheep-2021-01-08.csv", root, LIMITS)
    assert (report.title, report.text, str(report.published)) == ("sheep-2021-01-08", "Oriel — Größe: 5", "2021-01-08")


@given(st.text(st.sampled_from('a7,;"\n\t| é'), max_size=60))
def test_any_text_is_a_draft_or_a_reading_error(text):
    try:
        assert all(piece.text for piece in draft_of_delimited(text, LIMITS).pieces)
    except ReadingError as error:
        assert str(error)  # noqa: PT017 - either is right
