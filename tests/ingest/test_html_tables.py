from __future__ import annotations

import pytest
from lxml.html import document_fromstring

from qa_service.ingest.html_tables import MOST_SPANNED, make_plain


def plain(markup):
    tree = document_fromstring(f"<html><body>{markup}</body></html>")
    make_plain(tree)
    return [[" ".join(cell.text_content().split()) for cell in row] for row in tree.iter("tr")]


def test_a_spanning_cell_is_written_over_each_column_and_row():
    table = '<tr><th rowspan="2">Region<th colspan="2">2019</tr><tr><th>Men<th>Women</tr><tr><td>North<td>5<td>6</tr>'
    assert plain(f"<table>{table}</table>") == [
        ["Region", "2019", "2019"],
        ["Region", "Men", "Women"],
        ["North", "5", "6"],
    ]


def test_a_cell_at_the_end_of_a_row_may_reach_down():
    assert plain('<table><tr><td>a<td rowspan="2">b</tr><tr><td>c</tr></table>') == [["a", "b"], ["c", "b"]]


@pytest.mark.parametrize(
    "markup",
    [
        "<table><caption>Jobs <b>by</b> sector</caption><tr><td>a<td>b</tr></table>",
        "<figure><figcaption>Jobs by sector</figcaption><table><tr><td>a<td>b</tr></table></figure>",
    ],
)
def test_a_caption_becomes_a_row_over_all_columns(markup):
    assert plain(markup) == [["Jobs by sector", "Jobs by sector"], ["a", "b"]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("12.3<sup>1</sup>", "12.3[1]"),
        ("12.3<sup><a href='#n'>[1]</a></sup>", "12.3[1]"),
        ("Area (km<sup>2</sup>)", "Area (km²)"),
        ("5<sub>a</sub><sup>2</sup>", "5a[2]"),
        ("5<sup></sup>", "5"),
    ],
)
def test_a_raised_digit_is_a_footnote_or_a_power(cell, text):
    assert plain(f"<table><tr><td>{cell}</td><td>b</td></tr></table>")[0][0] == text


def test_a_table_around_another_is_left_as_it_is():
    markup = '<table><tr><td colspan="2">a<table><tr><td>b</td></tr></table></td></tr></table>'
    assert plain(markup) == [["ab"], ["b"]]


def test_spans_are_written_out_within_reason():
    assert len(plain('<table><tr><td colspan="1000">a</td><td colspan="x">b</td></tr></table>')[0]) == MOST_SPANNED + 1
    many = "".join(f'<td colspan="{MOST_SPANNED}">a</td>' for _ in range(100))
    assert len(plain(f"<table><tr>{many}</tr></table>")[0]) == 100
