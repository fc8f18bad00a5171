from __future__ import annotations

import pytest

from qa_service.ingest.table_names import frame_of, names_of
from qa_service.records import Cell


def names(labels, heads, *, group="", stub="", caption="", heading="Trade"):
    return names_of(frame_of(Cell(0, 1, labels, heads, group, stub, caption), 12), heading)


@pytest.mark.parametrize(
    ("labels", "heads", "more", "subject", "measure"),
    [
        (("North",), ("Exports (£ million)",), {}, "North", "Exports"),
        (("Exports",), ("North",), {}, "North", "Exports"),
        (("Women",), ("2019",), {"caption": "Table 1: Unemployment rate by sex"}, "Women", "Unemployment rate"),
        (("North", "Men"), ("2019",), {"caption": "Jobs by region"}, "North, Men", "Jobs"),
        (("Sales",), ("2019",), {}, "Trade", "Sales"),
        (("Sales",), ("2019",), {"group": "Coal"}, "Coal", "Sales"),
        (("2019",), ("Exports",), {"caption": "Norland in figures"}, "Norland in figures", "Exports"),
        (("Tram",), ("Fleet",), {"stub": "Mode"}, "Tram", "Fleet"),
        (("Harbour Area",), ("Sales (£ million)",), {"stub": "District"}, "Harbour Area", "Sales"),
        (("North",), ("Men",), {"stub": "Region", "caption": "Births by region"}, "North, Men", "Births"),
        (("Turnover",), ("Annual change (%)",), {"stub": "Item"}, "Trade", "Turnover"),
        (("Dwellings",), (), {}, "Trade", "Dwellings"),
        (("Bell",), ("2019",), {"stub": "District"}, "Bell", "Trade"),
        (("Pig iron",), ("2019",), {"stub": "Indicator"}, "Trade", "Pig iron"),
        (("North",), ("Coal",), {}, "North", "Coal"),
        (("Bell",), ("2019",), {"stub": "Operating revenues"}, "Bell", "Operating revenues"),
        (
            ("Land",),
            ("2019",),
            {"caption": "The table below shows our fixed assets as of 31 December:"},
            "Land",
            "fixed assets",
        ),
        (("Land",), ("2019",), {"caption": "Land is held at cost (in thousands)."}, "Trade", "Land"),
        ((), ("2019",), {}, "Trade", "Trade"),
    ],
)
def test_the_owner_is_told_from_the_measure(labels, heads, more, subject, measure):
    assert names(labels, heads, **more) == (subject, measure)


def test_the_scope_holds_each_text_once():
    cell = Cell(0, 1, ("North",), ("2019", "North"), "", "Region", "Jobs")
    assert frame_of(cell, 12).scope == "Region North 2019 Jobs"
