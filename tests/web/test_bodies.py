"""A body is looked at before its fields are."""

from __future__ import annotations

import pytest
from flask import Flask

from qa_service.web.bodies import check_body, check_request
from qa_service.web.problems import ProblemError

BAD = [
    pytest.param(b"{}", "text/plain", 415, "The body came as text/plain.", id="another content type"),
    pytest.param(b"{}", None, 415, "The body came as no content type.", id="no content type"),
    pytest.param(b"{", "application/json", 400, "The body is not valid JSON.", id="broken JSON"),
    pytest.param(b"[" * 100_000, "application/json", 400, "The body is not valid JSON.", id="nested without end"),
    pytest.param(b"\xff", "application/json", 400, "The body is not valid JSON.", id="no text"),
    pytest.param(b"[1]", "application/json", 422, "The body is JSON but not an object.", id="a list"),
    pytest.param(b"null", "application/json", 422, "The body is JSON but not an object.", id="null"),
]


@pytest.fixture
def app():
    app = Flask(__name__)
    app.add_url_rule("/ask", view_func=lambda: "", methods=["GET", "POST"])
    return app


@pytest.mark.parametrize(("body", "kind", "status", "detail"), BAD)
def test_a_body_that_is_no_json_object_is_refused(app, body, kind, status, detail):
    with app.test_request_context("/ask", method="POST", data=body, content_type=kind):
        with pytest.raises(ProblemError) as problem:
            check_body()
        assert problem.value.kind.status == status
        assert str(problem.value).startswith(detail)


def test_an_object_passes(app):
    with app.test_request_context("/ask", method="POST", data=b"{}", content_type="application/json"):
        check_body()


def test_a_request_without_a_body_passes(app):
    with app.test_request_context("/ask", method="GET"):
        check_request()


def test_what_no_route_takes_is_left_to_the_router(app):
    with app.test_request_context("/nowhere", method="POST", data=b"{"):
        check_request()
