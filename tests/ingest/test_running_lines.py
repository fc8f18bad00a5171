from __future__ import annotations

import pytest

from qa_service.ingest.pdf_lines import Line
from qa_service.ingest.running_lines import without_running_lines

BODY = ["It rose by 5% in the north.", "It fell by 3% in the south.", "It stayed as it was in the east."]


def page(number: int, *texts: str, size: float = 10.0) -> list[Line]:
    """Lines of a page from top to bottom; texts parted by a bar stand on one row."""
    lines = []
    for row, text in enumerate(texts):
        for column, part in enumerate(text.split(" | ")):
            x, y = 50.0 + 200 * column, 40.0 + 15 * row
            lines.append(Line(number, part, x, x + 150, y - size, y, size))
    return lines


def own(number: int) -> list[str]:
    """Lines that no other page has."""
    return [f"In town {'abcdefghij'[number]}: {line}" for line in BODY]


def kept(pages: list[list[Line]]) -> list[list[str]]:
    return [[line.text for line in parts] for parts in without_running_lines(pages)[0]]


def test_what_recurs_at_the_ends_is_left_out_and_told():
    pages = [page(n, "The Sheep Office | January 2021", *own(n), f"Page {n} of 9") for n in (1, 2, 3)]
    left, running = without_running_lines(pages)
    assert [[line.text for line in parts] for parts in left] == [own(n) for n in (1, 2, 3)]
    assert running[:2] == ["The Sheep Office", "January 2021"]


@pytest.mark.parametrize("number", ["7", "- 7 -", "Page 7", "p. 7", "vii", "7 / 12", "Page 7 of 12"])
def test_a_page_number_is_left_out_even_from_a_single_page(number):
    assert kept([page(1, *BODY, number)]) == [BODY]


@pytest.mark.parametrize("header", ["11/24/26, 11:21 AM", "3rd edition of 4", "Sheep | 12"])
def test_a_number_that_stays_the_same_is_no_page_number(header):
    assert kept([page(n, header, *own(n)) for n in (1, 2, 3)]) == [own(n) for n in (1, 2, 3)]


def test_a_header_of_a_chapter_recurs_on_its_pages_alone():
    pages = [page(n, "Sheep" if n < 5 else "Goats", *own(n)) for n in range(1, 10)]
    assert kept(pages) == [own(n) for n in range(1, 10)]


def test_lines_that_differ_in_a_figure_are_no_header():
    pages = [page(n, f"Output rose by {n * n}% in {2010 + n}.", *BODY) for n in (1, 2, 3)]
    assert [texts[0] for texts in kept(pages)] == [
        "Output rose by 1% in 2011.",
        "Output rose by 4% in 2012.",
        "Output rose by 9% in 2013.",
    ]


def test_a_heading_that_recurs_in_large_type_stays():
    pages = [page(n, "Overview", size=16) + page(n, "", *own(n))[1:] for n in (1, 2, 3)]
    assert [texts[0] for texts in kept(pages)] == ["Overview"] * 3


def test_a_row_of_figures_at_the_foot_of_a_page_is_no_page_number():
    assert kept([page(1, *BODY, "Ayr | 9 | 4")]) == [[*BODY, "Ayr", "9", "4"]]


def test_a_document_without_text_has_none():
    assert without_running_lines([[], []]) == ([[], []], [])
