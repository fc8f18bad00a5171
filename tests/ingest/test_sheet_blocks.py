from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.ingest import sheet_blocks
from qa_service.ingest.sheet_blocks import grid_pieces, heads_of


@pytest.fixture
def tables(monkeypatch):
    """Takes the place of table_pieces and keeps what it was given."""
    given_to: list[tuple[list[list[str]], str]] = []
    monkeypatch.setattr(sheet_blocks, "table_pieces", lambda rows, caption="": given_to.append((rows, caption)) or [])
    return given_to


def grid(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").split("\n")]


def lines(pieces):
    return [(piece.kind, piece.text) for piece in pieces]


def test_blank_rows_part_tables_and_the_lines_above_one_are_its_caption(tables):
    found = lines(
        grid_pieces(grid("Sheep by town||\n||\nTown|2020|2021\nOriel|5|6\n||\nGoats||\nTown|2020|2021\nPorth|7|8"))
    )
    assert found == [("paragraph", "Sheep by town"), ("heading", "Goats")]
    assert tables == [
        ([["Town", "2020", "2021"], ["Oriel", "5", "6"]], "Sheep by town"),
        ([["Town", "2020", "2021"], ["Porth", "7", "8"]], "Goats"),
    ]


def test_blank_columns_part_tables_side_by_side(tables):
    list(grid_pieces(grid("Town|Sheep||Port|Ships\nOriel|5||Porth|7")))
    assert [rows for rows, _ in tables] == [[["Town", "Sheep"], ["Oriel", "5"]], [["Port", "Ships"], ["Porth", "7"]]]


def test_rows_set_apart_by_a_blank_line_keep_their_heads(tables):
    list(grid_pieces(grid("Town|Sheep\nOriel|5\n|\nPorth|7")))
    assert [rows for rows, _ in tables] == [[["Town", "Sheep"], ["Oriel", "5"]], [["Town", "Sheep"], ["Porth", "7"]]]


def test_a_title_merged_over_a_table_is_the_heading_of_its_rows(tables):
    assert lines(grid_pieces(grid("Sheep|Sheep|Sheep\nTown|2020|2021\nOriel|5|6"))) == [("heading", "Sheep")]
    assert tables == [([["Town", "2020", "2021"], ["Oriel", "5", "6"]], "Sheep")]


@pytest.mark.parametrize("line", ["in thousands", "Source: Office of Farms, 2021", "Sheep were counted in May."])
def test_a_line_above_a_table_that_does_not_name_it_is_no_heading(tables, line):
    assert lines(grid_pieces(grid(f"{line}||\nTown|2020|2021\nOriel|5|6"))) == [("paragraph", line)]
    assert tables[0][1] == line


def test_a_table_without_lines_above_it_has_the_title_as_caption_and_rows_apart_that_of_their_table(tables):
    text = "Town|2020\nOriel|5\n|\nGoats|\nTown|2020\nOriel|6\n|\nPorth|7\n|\nPort|Ships\nPorth|8"
    assert lines(grid_pieces(grid(text), "Sheep")) == [("heading", "Goats")]
    assert [caption for _, caption in tables] == ["Sheep", "Goats", "Goats", "Sheep"]


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("Town|Sheep\nOriel|5", 1),
        ("Town|2020|2021\nOriel|5|6", 1),
        ("|Sheep|Sheep|Goats\n|2020|2021|2021\nOriel|5|6|7", 2),
        ("Town|Sheep|Sheep\nTown|Ewes|Rams\nOriel|5|6", 2),
        ("Town|State\nOriel|open\nPorth|shut", 1),
        ("Oriel|5", 1),
    ],
    ids=["one", "years", "two-levels", "merged-label", "no-figures", "single-row"],
)
def test_rows_of_names_at_the_top_are_heads(table, rows):
    assert heads_of(grid(table)) == grid(table)[:rows]


@given(st.lists(st.tuples(st.sampled_from(["", "Oriel"]), *[st.sampled_from(["", "7", "12%"])] * 3), max_size=7))
def test_no_figure_below_a_header_is_lost(rows):
    found = [piece.text for piece in grid_pieces([("Town", "Sheep", "Goats", "Change"), *rows])]
    figures = [cell for row in rows for cell in row[1:] if cell]
    assert sum(" ".join(found).count(f": {figure}") for figure in ("7", "12%")) >= len(figures)
