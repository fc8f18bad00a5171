from __future__ import annotations

import pytest

from qa_service.ingest.markdown import draft_of_markdown


def parts(text):
    return [(piece.kind, piece.level, piece.text) for piece in draft_of_markdown(text).pieces]


def test_headings_paragraphs_lists_and_quotations_keep_their_order():
    text = "# Steel\nPublished: 2020-05-04\nSource: Bureau\n\n## Works\n\nIt rose\nby 5%.\n"
    text += "\n1. one\n   - two\n\n> Three.\n"
    assert parts(text) == [
        ("title", 0, "Steel"),
        ("paragraph", 0, "Published: 2020-05-04\nSource: Bureau"),
        ("heading", 2, "Works"),
        ("paragraph", 0, "It rose\nby 5%."),
        ("item", 0, "one"),
        ("item", 0, "two"),
        ("paragraph", 0, "Three."),
    ]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("It **rose** by *5%*.", "It rose by 5%."),
        ("See [the tables](http://example.org/a) for `more`.", "See the tables for more."),
        ("Smith &amp; Sons &ndash; 5&nbsp;%", "Smith & Sons – 5\u00a0%"),
        ("It ~~fell~~ rose ![chart](a.png) again", "It fell rose  again"),
        ("5 \\* 3 <b>is</b> 15", "5 * 3 is 15"),
        ("a line  \nand another", "a line and another"),
        ("A line  \nAnother", "Another"),
        ("    indented code", "indented code\n"),
    ],
)
def test_inline_mark_up_is_removed_and_entities_are_decoded(markup, text):
    assert parts(markup)[-1] == ("paragraph", 0, text)


def test_a_table_gives_an_item_for_each_row():
    table = "| Region | 2019 |\n|---|--:|\n| **North** | 5 |\n| South | 4 |\n\nIt rose.\n"
    assert parts(table) == [
        ("item", 0, "North — 2019: 5"),
        ("item", 0, "South — 2019: 4"),
        ("paragraph", 0, "It rose."),
    ]


def test_front_matter_gives_title_and_date_and_nothing_else():
    text = '---\ntitle: "Steel"\ndate: 2020-05-04\ntags:\n  - a\nlayout: post\n---\n\n# Works\n\nIt rose.\n'
    assert parts(text) == [
        ("title", 0, "Steel"),
        ("furniture", 0, "date: 2020-05-04"),
        ("heading", 1, "Works"),
        ("paragraph", 0, "It rose."),
    ]


def test_a_rule_at_the_start_is_no_front_matter():
    assert parts("---\n\nIt rose.\n\n---\n\nIt fell.\n") == [("paragraph", 0, "It rose."), ("paragraph", 0, "It fell.")]


def test_raw_html_gives_its_text_without_scripts():
    assert parts("<div><p>It rose by 5%.</p><script>alert(1)</script></div>\n") == [("paragraph", 0, "It rose by 5%.")]


def test_a_table_knows_its_caption_and_raw_html_tables_are_tables_too():
    table = "| Region | 2019 |\n|---|--:|\n| North | 5 |\n"
    html = "<table><tr><th>Region</th><th>2019</th></tr>\n<tr><td>South</td><td>6</td></tr></table>\n"
    pieces = draft_of_markdown(f"Published: 2020-05-04\n\n**Jobs (thousand)**\n\n{table}\n## Pay, £\n\n{html}").pieces
    told = [(piece.text, cell.heads, cell.caption) for piece in pieces for cell in piece.cells]
    assert told == [
        ("North — 2019: 5", ("2019",), "Jobs (thousand)"),
        ("South — 2019: 6", ("2019",), "Pay, £"),
    ]
