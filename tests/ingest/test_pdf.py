from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.platypus import PageBreak

from qa_service.errors import ReadingError
from qa_service.ingest import pdf_pieces
from qa_service.ingest.limits import Limits
from qa_service.ingest.page_marks import unmarked
from qa_service.ingest.pdf import draft_of_pdf
from qa_service.settings import Settings
from tests.documents import Part, drawn_pdf, pdf_of, ruled, unruled

LIMITS = Limits.of(Settings())
SENTENCE = "Sheep in the northern towns rose by 5.5% on the year, and goats by 3.2%, more than in any year before. "


def told(data: bytes) -> list[tuple[str, str]]:
    return [(piece.kind, unmarked(piece.text)[0]) for piece in draft_of_pdf(data, LIMITS).pieces]


def marked_pages(data: bytes) -> list[int]:
    return [page for piece in draft_of_pdf(data, LIMITS).pieces for page, _ in unmarked(piece.text)[1]]


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_headers_columns_and_pages_leave_no_trace_in_the_text(columns):
    numbers = "one two three four five six seven eight nine ten".split()
    paragraphs = [f"In town {number} there was this. " + SENTENCE * 9 for number in numbers]
    parts = [Part("title", "Sheep"), Part("heading", "North"), *(Part("paragraph", text) for text in paragraphs)]
    data = pdf_of(parts, columns=columns, header="The Sheep Office", numbered=True)
    assert told(data) == [
        ("title", "Sheep"),
        ("heading", "North"),
        *(("paragraph", text.strip()) for text in paragraphs),
    ]
    assert marked_pages(data) == list(range(2, draft_of_pdf(data, LIMITS).pages + 1))


def test_words_parted_at_the_end_of_a_line_are_made_whole():
    lines = ["Sheep farm-", "ers saw year-on-", "year growth of 5% in well-", "known towns."]

    def draw(canvas):
        canvas.setFont("Times-Roman", 10)
        for number, line in enumerate(lines):
            canvas.drawString(100, 700 - 12 * number, line)

    assert told(drawn_pdf(draw)) == [("paragraph", "Sheep farmers saw year-on-year growth of 5% in well-known towns.")]


def test_a_ruled_table_is_read_row_by_row_and_not_twice():
    rows = [["Town", "Sheep", "Change"], ["Oriel", "5", "7.7%"], ["Porth", "6", "-2%"]]
    parts = [
        Part("paragraph", SENTENCE * 3),
        Part("paragraph", "Table 1: Sheep"),
        ruled(rows),
        Part("paragraph", SENTENCE * 3),
    ]
    assert told(pdf_of(parts)) == [
        ("paragraph", (SENTENCE * 3).strip()),
        ("paragraph", "Table 1: Sheep"),
        ("item", "Oriel — Sheep: 5; Change: 7.7%"),
        ("item", "Porth — Sheep: 6; Change: -2%"),
        ("paragraph", (SENTENCE * 3).strip()),
    ]


def test_a_merged_cell_stands_in_all_the_places_that_it_covers(monkeypatch):
    given_to: list[list[list[str]]] = []
    monkeypatch.setattr(pdf_pieces, "table_pieces", lambda rows, caption="": given_to.append(rows) or [])
    rows = [["Town", "Sheep", ""], ["", "2020", "2021"], ["Oriel", "5", "6"]]
    table = ruled(rows)
    table.setStyle([("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 0), (0, 1))])
    told(pdf_of([Part("paragraph", SENTENCE), table]))
    assert given_to == [[["Town", "Sheep", "Sheep"], ["Town", "2020", "2021"], ["Oriel", "5", "6"]]]


@pytest.mark.parametrize("repeated", [0, 1], ids=["header-once", "header-again"])
def test_a_table_that_crosses_pages_keeps_its_header_and_each_row_its_page(repeated):
    rows = [["Town", "Sheep"], *([f"Town {number}", str(number)] for number in range(70))]
    draft = draft_of_pdf(pdf_of([Part("paragraph", SENTENCE), ruled(rows, repeatRows=repeated)]), LIMITS)
    texts = [unmarked(piece.text) for piece in draft.pieces]
    assert [text for text, _ in texts[1:]] == [f"Town {number} — Sheep: {number}" for number in range(70)]
    assert [page for _, marks in texts for page, _ in marks] == [2]


def test_a_table_without_lines_is_read_row_by_row():
    def draw(canvas):
        canvas.setFont("Times-Roman", 10)
        for number, row in enumerate(
            [("Town", "2020", "2021"), ("Oriel", "5", "6"), ("Porth", "7", "8"), ("Ayr", "9", "4")]
        ):
            for column, text in enumerate(row):
                canvas.drawString(100 + 100 * column, 700 - 14 * number, text)

    assert told(drawn_pdf(draw)) == [
        ("item", "Oriel — 2020: 5; 2021: 6"),
        ("item", "Porth — 2020: 7; 2021: 8"),
        ("item", "Ayr — 2020: 9; 2021: 4"),
    ]


def test_the_raised_number_of_a_note_is_left_out_and_a_square_kilometre_stays():
    def draw(canvas):
        text = canvas.beginText(100, 700)
        for part, size, rise in (
            ("It rose by 5%", 10, 0),
            ("12", 6, 4),
            (" over 7 km", 10, 0),
            ("2", 6, 4),
            (".", 10, 0),
        ):
            text.setFont("Times-Roman", size)
            text.setRise(rise)
            text.textOut(part)
        canvas.drawText(text)

    assert told(drawn_pdf(draw)) == [("paragraph", "It rose by 5% over 7 km2.")]


def test_text_printed_twice_to_make_it_bold_is_read_once():
    def draw(canvas):
        for shift in (0, 0.3):
            canvas.drawString(100 + shift, 700, "It rose by 5%.")

    assert told(drawn_pdf(draw)) == [("paragraph", "It rose by 5%.")]


def test_pages_without_text_are_counted():
    def draw(canvas):
        canvas.drawString(100, 700, "It rose by 5% in the year of the great storm.")

    data = drawn_pdf(lambda canvas: None, draw)
    assert (draft_of_pdf(data, LIMITS).pages, marked_pages(data)) == (2, [2])


def test_the_day_on_which_it_was_made_and_what_the_header_states_are_kept():
    parts = [Part("paragraph", SENTENCE * 90)]
    draft = draft_of_pdf(pdf_of(parts, header="Published: 8 January 2021"), LIMITS)
    assert (draft.hidden.published, draft.saved) == (date(2021, 1, 8), date(2000, 1, 1))


def scan(canvas):
    canvas.drawImage(ImageReader(BytesIO(PICTURE)), 0, 0, 595, 842)


PICTURE = b"P6 2 2 255 " + bytes(12)


@pytest.mark.parametrize(
    ("data", "limits", "message"),
    [
        (
            drawn_pdf(scan),
            LIMITS,
            r"^has no text layer: its pages are pictures, as a scanner makes them\. Run text rec",
        ),
        (drawn_pdf(lambda canvas: None), LIMITS, r"^has no text layer"),
        (
            pdf_of([Part("paragraph", SENTENCE * 90)]),
            replace(LIMITS, pages=1),
            r"^has 2 pages, over the limit of 1\. .*QA_MAX",
        ),
        (
            drawn_pdf(lambda canvas: canvas.drawString(9, 9, "x"), encrypt="secret"),
            LIMITS,
            r"^is locked with a password\.",
        ),
    ],
    ids=["scan", "blank", "pages", "locked"],
)
def test_what_cannot_be_read_is_named(data, limits, message):
    with pytest.raises(ReadingError, match=message):
        draft_of_pdf(data, limits)


def test_a_page_of_very_many_characters_is_refused():
    def draw(canvas):
        for _ in range(70):
            canvas.drawString(0, 0, "x" * 1000)

    with pytest.raises(ReadingError, match=r"^has 70,000 characters on page 1, over the limit of 60,000\."):
        draft_of_pdf(drawn_pdf(draw), LIMITS)


@pytest.mark.parametrize(
    ("heads", "row"),
    [(None, "Town 49 — Sheep in the year: 49"), (["Town", "1990"], "Town 49 — 1990: 49")],
    ids=["none", "its-own"],
)
def test_a_table_without_lines_that_crosses_pages_takes_heads_where_it_has_none(heads, row):
    rows = [["Town", "Sheep in the year"], *([f"Town {number}", str(number)] for number in range(50))]
    first, second = (rows[:31], [*([heads] if heads else []), *rows[31:]])
    prose = Part("paragraph", SENTENCE * 3)
    data = pdf_of([prose, unruled(first), PageBreak(), unruled(second), prose])
    assert told(data)[-2] == ("item", row)
