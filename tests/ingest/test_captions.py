from __future__ import annotations

import pytest

from qa_service.ingest.captions import caption_above
from qa_service.ingest.pieces import Piece


@pytest.mark.parametrize(
    ("texts", "caption"),
    [
        (["It rose.", "Table 3: Jobs by sector."], "Table 3: Jobs by sector."),
        (["Jobs by sector, 2020"], "Jobs by sector, 2020"),
        (["The table shows the jobs by sector:"], "The table shows the jobs by sector:"),
        (["Table 3\nJobs by sector", "Unit: 10,000 tonnes"], "Table 3 Jobs by sector Unit: 10,000 tonnes"),
        (["Jobs by sector", "(£ million)"], "Jobs by sector (£ million)"),
        (["Jobs fell.", "Unit: persons"], "Unit: persons"),
        (["Jobs by sector", "Jobs fell in 2020."], ""),
        (["Published: 2020-05-04"], ""),
        (["word " * 41], ""),
        (["It rose. The table below shows the jobs (in thousands):"], "The table below shows the jobs (in thousands):"),
        (["It rose. Jobs are below (in thousands)."], "Jobs are below (in thousands)."),
        ([], ""),
    ],
)
def test_the_caption_is_what_stands_right_above_and_is_no_sentence(texts, caption):
    assert caption_above([Piece("paragraph", text) for text in texts]) == caption


def test_a_heading_or_an_item_is_no_caption():
    assert caption_above([Piece("heading", "Jobs", 2)]) == ""
    assert caption_above([Piece("item", "Jobs by sector")]) == ""


def test_a_heading_is_one_where_it_has_a_number_or_a_unit():
    assert caption_above([Piece("heading", "Table 3: Jobs", 2)]) == "Table 3: Jobs"
    assert caption_above([Piece("heading", "Jobs (thousand)", 2)]) == "Jobs (thousand)"
