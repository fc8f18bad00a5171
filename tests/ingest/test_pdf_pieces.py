from __future__ import annotations

from dataclasses import replace

import pytest

from qa_service.ingest import pdf_pieces
from qa_service.ingest.page_marks import page_mark
from qa_service.ingest.pdf_lines import Line
from qa_service.ingest.pdf_pieces import pieces_of_lines

PROSE = "Sheep in the northern towns rose by 5% on the year before, and goats by much less."


def line(text: str, y: float, *, size: float = 10.0, bold: bool = False, page: int = 1, end: float = 300.0) -> Line:
    return Line(page, text, 100.0, end, y - size, y, size, bold, 100.0, 300.0, (text,))


def told(*lines: Line) -> list[tuple[str, str, int]]:
    return [(piece.kind, piece.text, piece.level) for piece in pieces_of_lines(lines)]


def test_size_and_boldness_tell_title_and_headings():
    lines = [
        line("Bulletin", 40, size=8),
        line("Sheep of 2021", 70, size=20),
        line("North", 100, size=14),
        line(PROSE, 120),
        line("Hills", 150, bold=True),
        line(PROSE, 170),
    ]
    assert told(*lines) == [
        ("paragraph", "Bulletin", 0),
        ("title", "Sheep of 2021", 0),
        ("heading", "North", 2),
        ("paragraph", PROSE, 0),
        ("heading", "Hills", 3),
        ("paragraph", PROSE, 0),
    ]


def test_a_document_of_one_size_is_read_as_plain_text_is():
    assert told(line("Sheep of 2021", 40, end=160), line(PROSE, 80), line("North", 110, end=130), line(PROSE, 140)) == [
        ("title", "Sheep of 2021", 0),
        ("paragraph", PROSE, 0),
        ("heading", "North", 2),
        ("paragraph", PROSE, 0),
    ]


@pytest.mark.parametrize("bullet", ["•", "–", "\uf0b7", "1."])
def test_bullets_make_items(bullet):
    assert told(line(PROSE, 80), line(f"{bullet} Goats fell.", 110, end=160))[1] == ("item", "Goats fell.", 0)


@pytest.mark.parametrize("text", ["7.7%", "Table 1: Sheep", " ".join(["word"] * 40)])
def test_what_is_no_heading_in_spite_of_its_type(text):
    assert told(line("Sheep", 40, size=20), line(text, 70, bold=True), line(PROSE * 3, 100))[1] == (
        "paragraph",
        text,
        0,
    )


def test_navigation_is_left_out_and_takes_no_page_mark_with_it():
    lines = [line(PROSE, 700), line("Back to top", 40, page=2), line("Goats fell in the south.", 80, page=2)]
    assert [text for _, text, _ in told(*lines)] == [PROSE, f"{page_mark(2)}Goats fell in the south."]


@pytest.fixture
def tables(monkeypatch):
    """Takes the place of table_pieces and keeps what it was given."""
    given_to: list[tuple[list[list[str]], str]] = []
    monkeypatch.setattr(pdf_pieces, "table_pieces", lambda rows, caption="": given_to.append((rows, caption)) or [])
    return given_to


def table(y: float, *rows: tuple[str, ...], page: int = 1) -> Line:
    return replace(line("", y, page=page, size=0.0), rows=rows)


def test_the_lines_right_above_a_table_are_its_caption(tables):
    told(
        line(PROSE, 70),
        line("Table 1: Sheep", 95, end=160),
        line("Thousands", 110, end=150),
        table(120, ("Town", "Sheep"), ("Oriel", "5")),
    )
    assert tables == [([["Town", "Sheep"], ["Oriel", "5"]], "Table 1: Sheep Thousands")]


def test_a_table_that_goes_on_has_header_and_caption_of_its_beginning(tables):
    first = table(700, ("Town", "Sheep"), ("Oriel", "5"))
    told(
        line("Table 1: Sheep", 690, end=160),
        first,
        table(40, ("Porth", "6"), page=2),
        table(40, ("Town", "Sheep"), ("Ayr", "7"), page=3),
    )
    assert [rows for rows, _ in tables] == [
        [["Town", "Sheep"], ["Oriel", "5"]],
        [["Town", "Sheep"], ["Porth", "6"]],
        [["Town", "Sheep"], ["Ayr", "7"]],
    ]
    assert {caption for _, caption in tables} == {"Table 1: Sheep"}


def test_another_table_on_the_next_page_begins_anew(tables):
    told(
        table(700, ("Town", "Sheep"), ("Oriel", "5")),
        table(40, ("Port", "Ships", "Boats"), ("Porth", "6", "7"), page=2),
    )
    assert tables[1][0] == [["Port", "Ships", "Boats"], ["Porth", "6", "7"]]


def test_no_lines_make_no_pieces():
    assert pieces_of_lines([]) == []
