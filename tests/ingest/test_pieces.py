from __future__ import annotations

import pytest

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
