from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from tests.web.fakes import ATTACK, GROWTH


def page(client: FlaskClient, query: str, status: int = 200) -> str:
    response = client.get(f"/ledger{query}")
    assert (response.status_code, response.mimetype) == (status, "text/html")
    return response.text


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_every_figure_is_listed_with_its_sentence_marked(client: FlaskClient) -> None:
    html = page(client, "")
    assert html.count("<tbody") == 1
    assert html.count('<tr role="row">') == 4
    assert "3 figures" in words(html)
    assert "up <mark>8.4%</mark> year on year" in html
    assert 'href="/reports/harbour-2031#s-' in html
    assert words(html).count(GROWTH.replace("8.4%", "8.4%")) == 2
    assert '<time datetime="2032-02-03">3 February 2032</time>' in html


def test_the_filters_hold_and_stay_filled_in(client: FlaskClient) -> None:
    html = page(client, "?role=level&unit=EUR&sort=-value&period=2031&subject=")
    assert "1 figure " in words(html)
    assert '<option value="level" selected>' in html
    assert '<option value="-value" selected>' in html
    assert 'value="EUR"' in html
    assert 'href="/facts?role=level&amp;unit=EUR&amp;period=2031&amp;sort=-value&amp;format=csv"' in html


def test_nothing_found_says_so_and_what_to_leave_out(client: FlaskClient) -> None:
    html = page(client, "?subject=oriel&period=1950")
    assert "No figure of the reports passes these filters. Without the period : 3 figures" in words(html)
    assert "<table" not in html


@pytest.mark.parametrize(
    ("query", "field", "detail"),
    [
        ("?period=soon", "period", "'period' must be a year (2020), a quarter (2020-Q3)"),
        ("?role=size", "role", "'role' must be 'level', 'growth'"),
        ("?sort=up", "sort", "'sort' must be 'reading', 'value'"),
        ("?report=harbour-2030", "report", "There is no report 'harbour-2030'. Did you mean 'harbour-2031'?"),
    ],
)
def test_what_cannot_be_read_is_told_beside_its_field(client: FlaskClient, query: str, field: str, detail: str) -> None:
    html = page(client, query, 422)
    told = re.search(rf'<p class="field-error" id="{field}-error">(.*?)</p>', html)
    assert told is not None
    assert unescape(told.group(1)).startswith(detail)
    assert f'aria-describedby="{field}-error"' in html
    assert "<table" not in html


def test_an_offset_that_is_no_number_is_refused(client: FlaskClient) -> None:
    assert "'offset' must be a whole number, not 'x'." in words(page(client, "?offset=x", 422))


def test_what_is_typed_and_what_reports_say_is_text_and_never_markup(client: FlaskClient) -> None:
    html = page(client, "?text=%22%3E%3Cscript%3E")
    assert "<script>" not in html
    assert 'value="&#34;&gt;&lt;script&gt;"' in html
    assert ATTACK not in page(client, "")


def test_the_other_pages_lead_to_it(client: FlaskClient) -> None:
    for address in ("/", "/reports/harbour-2031"):
        assert '<a href="/ledger">Figures</a>' in client.get(address, headers={"Accept": "text/html"}).text
    assert '<a href="/ledger" aria-current="page">Figures</a>' in page(client, "")
