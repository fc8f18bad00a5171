from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.ingest.cell_figures import cell_figures
from qa_service.ingest.pieces import broken_at_lines, table_pieces


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Steel: 5", "Coal: 3"], ["Steel: 5", "Coal: 3"]),
        (["It rose", "by 5%.", "", "It fell."], ["It rose by 5%.", "It fell."]),
        (["by 5%"], ["by 5%"]),
        (["", ""], []),
    ],
)
def test_a_broken_off_line_is_a_piece_unless_it_goes_on_in_lower_case(lines, expected):
    assert [(piece.kind, piece.text) for piece in broken_at_lines("item", lines)] == [("item", t) for t in expected]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["Region", "2019", "2020"], ["North", "5", "6"]], ["North — 2019: 5; 2020: 6"]),
        ([["", "2019"], ["North", ""], ["South", "4"]], ["North", "South — 2019: 4"]),
        ([["Region", ""], ["North", "5"]], ["North — 5"]),
        ([["Region"], ["North", "5", "6"]], ["North — 5; 6"]),
        ([["Region", "2019"], ["", "5"]], ["2019: 5"]),
        ([["Region", "2019"], ["", ""], []], []),
        ([["North", "5"]], ["North; 5"]),
        ([], []),
    ],
    ids=["full", "gaps", "unnamed", "ragged", "unlabelled", "empty rows", "one row", "none"],
)
def test_each_row_of_a_table_is_an_item_that_names_its_columns(rows, expected):
    assert [(piece.kind, piece.text) for piece in table_pieces(rows)] == [("item", text) for text in expected]


def test_a_row_carries_its_figures_with_all_that_heads_them():
    rows = [["Region", "2019", "Note"], ["Coast:", "", ""], ["Port", "5.1 r", "old"], ["Bay", "6", ""]]
    *_, port, bay = table_pieces(rows, "Jobs")
    assert (port.text, bay.text) == ("Coast: Port — 2019: 5.1 r; Note: old", "Coast: Bay — 2019: 6")
    (cell,) = port.cells
    assert port.text[cell.start : cell.end] == "5.1 r"
    assert (cell.labels, cell.heads, cell.group) == (("Port",), ("2019",), "Coast")
    assert (cell.stub, cell.caption) == ("Region", "Jobs")


def test_a_caption_within_the_table_becomes_a_paragraph():
    pieces = list(table_pieces([["Table 1: Jobs", ""], ["Region", "2019"], ["North", "5"]], "Work"))
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("paragraph", "Table 1: Jobs"),
        ("item", "North — 2019: 5"),
    ]
    assert [cell.caption for piece in pieces for cell in piece.cells] == ["Work Table 1: Jobs"]


@pytest.mark.parametrize("rows", [[["Home", "word " * 31], ["Menu", "5 ways to write"]], [["One"], ["Two"]]])
def test_a_lay_out_is_a_paragraph_for_each_cell(rows):
    pieces = list(table_pieces(rows))
    assert [(piece.kind, piece.text, piece.cells) for piece in pieces] == [
        ("paragraph", cell, ()) for row in rows for cell in row
    ]


CELLS = st.sampled_from(
    ["", "North", "Men", "2019", "2018/19", "5", "(1.2)", "7%", "..", "Total", "Coast:", "£ million"]
)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=7))
def test_no_figure_of_a_labelled_row_below_the_heads_is_lost(rows):
    pieces = list(table_pieces([["Region", "Jobs"], *rows]))
    for piece in pieces:
        for cell in piece.cells:
            assert cell_figures(piece.text[cell.start : cell.end])
    text = " ".join(piece.text for piece in pieces)
    labelled = [row for row in rows if row[:1] in (["North"], ["Men"])]
    assert {cell for row in labelled for cell in row if cell in ("5", "(1.2)", "7%")} <= set(
        re.findall(r"[^\s;]+", text)
    )
