"""What a client would rather read."""

from __future__ import annotations

import pytest
from flask import Flask

from qa_service.web.negotiation import prefers_csv, prefers_html, prefers_text

CASES = [
    pytest.param("", False, False, id="says nothing"),
    pytest.param("*/*", False, False, id="takes anything"),
    pytest.param("application/json", False, False, id="a bot"),
    pytest.param("text/plain", False, True, id="a bot that wants the short answer"),
    pytest.param("text/html,application/xhtml+xml,*/*;q=0.8", True, False, id="a browser"),
    pytest.param("text/html;q=0.5,application/json", False, False, id="rather JSON"),
]


@pytest.mark.parametrize(("accept", "html", "text"), CASES)
def test_the_accept_header_is_weighed(accept, html, text):
    with Flask(__name__).test_request_context(headers={"Accept": accept}):
        assert (prefers_html(), prefers_text()) == (html, text)


@pytest.mark.parametrize(
    ("accept", "csv"),
    [("", False), ("*/*", False), ("text/csv", True), ("text/csv;q=0.5,application/json", False)],
)
def test_comma_separated_values_are_wanted_by_name(accept, csv):
    with Flask(__name__).test_request_context(headers={"Accept": accept}):
        assert prefers_csv() is csv
