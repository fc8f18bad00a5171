from __future__ import annotations

import pytest

from qa_service.ingest.pieces import Piece
from qa_service.ingest.titles import titled_by_first_line, titled_by_heading

ROSE = Piece("paragraph", "It rose.")
DATE = Piece("furniture", "Published: 2020-05-04")


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        (Piece("heading", "Steel", 2), "title"),
        (Piece("paragraph", "Why did steel output rise so much in all of Norland in the year of 2019?"), "title"),
        (Piece("paragraph", "It fell."), "paragraph"),
        (Piece("item", "Steel"), "item"),
        (Piece("paragraph", "word " * 31 + "end"), "paragraph"),
    ],
)
def test_the_first_line_is_the_title_where_it_is_short_and_no_sentence(first, kind):
    assert [piece.kind for piece in titled_by_first_line([first, ROSE])] == [kind, "paragraph"]


def test_furniture_above_the_title_is_passed_over():
    kinds = [piece.kind for piece in titled_by_first_line([DATE, Piece("heading", "Steel", 2), ROSE])]
    assert kinds == ["furniture", "title", "paragraph"]


def test_a_single_line_is_text_and_no_title():
    assert titled_by_first_line([Piece("heading", "Output up 5%", 2)]) == [Piece("heading", "Output up 5%", 2)]


@pytest.mark.parametrize(
    ("pieces", "title"),
    [
        ([Piece("heading", "Steel", 1), ROSE], "Steel"),
        ([Piece("heading", "Bureau", 2), Piece("heading", "Steel", 1), ROSE], "Steel"),
        ([Piece("heading", "Steel", 3), ROSE], "Steel"),
        ([DATE, Piece("heading", "Steel", 2), ROSE], "Steel"),
        ([ROSE, Piece("heading", "Steel", 2)], None),
        ([], None),
    ],
)
def test_a_heading_of_level_1_or_one_that_opens_the_report_is_the_title(pieces, title):
    titles = [piece.text for piece in titled_by_heading(list(pieces)) if piece.kind == "title"]
    assert titles == ([title] if title else [])
    assert len(titled_by_heading(list(pieces))) == len(pieces)
