"""What a client would rather read."""

from __future__ import annotations

import pytest
from flask import Flask

from qa_service.web.negotiation import prefers_html, prefers_text

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
