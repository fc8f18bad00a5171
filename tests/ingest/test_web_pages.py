from __future__ import annotations

from datetime import date

import pytest

from qa_service.errors import ReadingError
from qa_service.ingest.web_pages import draft_of_page, visible_pieces

LONG = "The works at Osthaven made more steel than in any year before, and the other works of the country did so too."
PAGE = f"""<!DOCTYPE html><html><head><title>Steel in Norland - Bureau</title>
<meta property="article:published_time" content="2020-05-04T10:00:00Z">
<meta property="og:site_name" content="Norland Bureau"><style>p {{ color: red }}</style></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><main>
<h1>Steel in <em>Norland</em></h1><p class="meta">Updated : 2020-05-05Source : NLBUR</p>
<p>{LONG}</p><h2>Output &amp; exports</h2><p>Output rose by <b>5.2&nbsp;%</b><br>in 2019.</p>
<ul><li>North: 4.1 million</li><li>South: 3 million</li></ul>
<table><tr><th>Region</th><th>2019</th></tr><tr><td>North</td><td>5</td></tr></table>
<script>var rose = "by 9%";</script></main><footer>All rights reserved</footer></body></html>"""


def parts(text):
    return [(piece.kind, piece.level, piece.text) for piece in draft_of_page(text).pieces if piece.text]


def test_a_page_gives_its_title_its_dating_line_and_its_main_content():
    assert parts(PAGE) == [
        ("title", 0, "Steel in Norland"),
        ("furniture", 0, "Updated : 2020-05-05Source : NLBUR"),
        ("paragraph", 0, LONG),
        ("heading", 2, "Output & exports"),
        ("paragraph", 0, "Output rose by 5.2 % in 2019."),
        ("item", 0, "North: 4.1 million"),
        ("item", 0, "South: 3 million"),
        ("item", 0, "North — 2019: 5"),
    ]


def test_what_only_the_mark_up_states_is_kept_apart():
    hidden = draft_of_page(PAGE).hidden
    assert (hidden.published, hidden.source) == (date(2020, 5, 4), "Norland Bureau")


def test_a_page_without_h1_takes_the_title_of_its_head():
    assert parts(f"<title>Steel</title><p>{LONG}</p>") == [("title", 0, "Steel"), ("paragraph", 0, LONG)]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>It rose.</p>", "It rose."),
        ("It rose.", "It rose."),
        ("<div>It <b>rose</b> by 5% in 2020.", "It rose by 5% in 2020."),
    ],
)
def test_a_page_too_small_for_an_extractor_gives_its_text(markup, text):
    assert parts(markup) == [("paragraph", 0, text)]


@pytest.mark.parametrize("markup", ["", "<html></html>", "<script>rose()</script>", "<!-- rose -->"])
def test_a_page_without_text_gives_nothing(markup):
    assert parts(markup) == []


def test_lines_that_a_page_breaks_off_are_paragraphs_and_nested_items_are_items():
    listed = "<ul><li>one<ul><li>two</li></ul></li><li><p>three</p>four</li></ul>"
    assert parts(f"<title>Steel</title><p>{LONG}<br><br>It rose.<br>It fell<br>again.</p>{listed}<p>{LONG}</p>") == [
        ("title", 0, "Steel"),
        ("paragraph", 0, LONG),
        ("paragraph", 0, "It rose."),
        ("paragraph", 0, "It fell again."),
        ("item", 0, "one"),
        ("item", 0, "two"),
        ("item", 0, "three four"),
        ("paragraph", 0, LONG),
    ]


def test_a_dating_line_ends_at_its_break_and_before_its_buttons():
    page = f"<div>Updated : 2020-05-05<span>Source : NLBUR</span><br>【Fonts: <a>A+</a> Print</div><p>{LONG}</p>"
    assert parts(page)[0] == ("furniture", 0, "Updated : 2020-05-05Source : NLBUR")


@pytest.mark.parametrize("mark", ["<div>", "<b>", "<table><tr><td>"])
def test_a_page_nested_too_deeply_is_refused(mark):
    with pytest.raises(ReadingError, match=r"^has mark-up nested over 256 elements deep\. Save the page anew"):
        draft_of_page(mark * 300 + "It rose.")


def test_visible_pieces_are_the_blocks_without_what_is_hidden():
    pieces = visible_pieces("<h2>Steel</h2><p>It <i>rose</i>.<br>Much.</p><nav>Home</nav><style>p{}</style>")
    assert [piece.text for piece in pieces] == ["Steel", "It rose.", "Much."]


def test_visible_pieces_keep_tables_in_their_place():
    table = "<table><tr><th>Region<th>2019</tr><tr><td>North<td>5<sup>1</sup></tr></table>"
    pieces = visible_pieces(f"<p>Before.</p><p>Jobs (thousand):</p>{table}<p>\ue0007\ue000 after.</p>{table}")
    assert [piece.text for piece in pieces] == [
        "Before.",
        "Jobs (thousand):",
        "North — 2019: 5[1]",
        "7 after.",
        "North — 2019: 5[1]",
    ]
    assert [cell.caption for piece in pieces for cell in piece.cells] == ["Jobs (thousand):", ""]
    assert visible_pieces("<!-- nothing -->") == []


def test_a_table_of_a_page_has_its_spans_written_out_and_its_caption_once():
    rows = '<tr><th rowspan="2">Region</th><th colspan="2">2019</th></tr><tr><th>Men</th><th>Women</th></tr>'
    rows += "<tr><th>North</th><td>5</td><td>6</td></tr>"
    page = f"<html><body><main><p>{LONG}</p><table><caption>Jobs by sex</caption>{rows}</table></main></body></html>"
    assert parts(page)[1:] == [
        ("paragraph", 0, "Jobs by sex"),
        ("item", 0, "North — 2019, Men: 5; 2019, Women: 6"),
    ]
    cells = [cell for piece in draft_of_page(page).pieces for cell in piece.cells]
    assert [(cell.heads, cell.caption) for cell in cells] == [
        (("2019", "Men"), "Jobs by sex"),
        (("2019", "Women"), "Jobs by sex"),
    ]


def test_a_table_of_links_gives_no_cells():
    links = "<tr><td><a href='/a'>Home</a></td><td><a href='/b'>Prices from 2019</a></td></tr>"
    page = f"<html><body><main><p>{LONG}</p><table>{links * 3}</table></main></body></html>"
    assert [piece.cells for piece in draft_of_page(page).pieces if piece.cells] == []
