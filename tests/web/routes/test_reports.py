from __future__ import annotations

import html
import re

from flask.testing import FlaskClient

from tests.web.fakes import ATTACK, REPORT, SENTENCES, TEXT, span

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def test_reports_are_listed_newest_first_with_their_counts(client: FlaskClient) -> None:
    body = client.get("/reports").json
    assert body is not None
    assert body["reports"] == [
        {
            "id": "harbour-2031",
            "title": "Harbour report <2031>",
            "published": "2032-02-03",
            "source": "Harbour Office",
            "passages": 1,
            "facts": 3,
            "url": "/reports/harbour-2031",
            "text_url": "/reports/harbour-2031.txt",
        },
        {
            "id": "older & undated",
            "title": "An older report",
            "published": None,
            "source": None,
            "passages": 0,
            "facts": 0,
            "url": "/reports/older%20%26%20undated",
            "text_url": "/reports/older%20%26%20undated.txt",
        },
    ]


def test_a_browser_gets_the_list_as_a_page(client: FlaskClient) -> None:
    page = client.get("/reports", headers=HTML)
    assert page.mimetype == "text/html"
    assert '<a class="listing-title" href="/reports/harbour-2031">Harbour report &lt;2031&gt;</a>' in page.text
    assert "3 February 2032" in page.text


def test_every_listed_address_answers(client: FlaskClient) -> None:
    body = client.get("/reports").json
    assert body is not None
    for report in body["reports"]:
        assert client.get(report["url"]).status_code == 200
        assert client.get(report["text_url"]).text == TEXT


def test_the_plain_text_is_exact_utf_8(client: FlaskClient) -> None:
    response = client.get("/reports/harbour-2031.txt")
    assert response.content_type == "text/plain; charset=utf-8"
    assert response.get_data() == TEXT.encode()


def test_every_sentence_has_its_anchor(client: FlaskClient) -> None:
    page = client.get("/reports/harbour-2031").text
    for sentence in SENTENCES:
        found = re.search(rf'<span class="sentence" id="s-{sentence.start}">(.*?)</span>', page)
        assert found is not None
        assert html.unescape(found[1]) == sentence.text


def test_where_a_page_begins_its_number_is_shown(client: FlaskClient) -> None:
    page = client.get("/reports/harbour-2031").text
    assert re.findall(r'<p class="page" aria-label="Page (\d)">p\. (\d)</p>\s*<(\w+)', page) == [
        ("1", "1", "h1"),
        ("2", "2", "p"),
    ]


def test_markup_in_a_report_stays_text(client: FlaskClient) -> None:
    page = client.get("/reports/harbour-2031").text
    assert "<script" not in page
    assert f'id="s-{span(ATTACK)[0]}">A note says &lt;script&gt;' in page


def test_the_page_shows_headings_and_all_of_the_text(client: FlaskClient) -> None:
    page = client.get(f"/reports/{REPORT.id}").text
    assert '<h1 class="title">Harbour report &lt;2031&gt;</h1>' in page
    assert '<h2 class="heading">Boats &amp; ferries</h2>' in page
    assert "\N{HEAVY BLACK HEART}</p>" in page
