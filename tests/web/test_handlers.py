"""Every bad request gets a problem: one shape, the right status, a sentence that says what to send."""

from __future__ import annotations

import json
import logging
import re

import pytest
from flask.testing import FlaskClient

from qa_service.errors import IndexUnusableError, ModelError, NotFoundError, QuestionError
from qa_service.settings import Settings
from qa_service.web.app import create_app
from qa_service.web.problems import KINDS
from qa_service.web.service import Service
from tests.web.fakes import FakeAnswers, FakeContents

SEND_OBJECT = 'Send one JSON object in UTF-8, such as {"question"'
BODIES = {
    "broken JSON": ('{"question": ', 400, "invalid-json", SEND_OBJECT),
    "empty body": ("", 400, "invalid-json", SEND_OBJECT),
    "not UTF-8": (b'{"question": "\xff"}', 400, "invalid-json", SEND_OBJECT),
    "nested too deep": ("[" * 60_000, 400, "invalid-json", SEND_OBJECT),
    "a number too long": ('{"question": ' + "1" * 9_000 + "}", 400, "invalid-json", SEND_OBJECT),
    "body over the limit": ("x" * 70_000, 413, "body-too-large", "larger than 65536 bytes"),
    "a list": ('["x"]', 422, "invalid-fields", SEND_OBJECT),
    "a string": ('"{\\"question\\": \\"x\\"}"', 422, "invalid-fields", SEND_OBJECT),
    "no question": ("{}", 422, "invalid-fields", "'question' is missing"),
    "number": ('{"question": 3}', 422, "invalid-fields", "'question' must be a string, not 3."),
    "null": ('{"question": null}', 422, "invalid-fields", "'question' must be a string, not null."),
    "list": ('{"question": ["x"]}', 422, "invalid-fields", "'question' must be a string, not ['x']."),
    "half a character": ('{"question": "x\\ud800"}', 422, "invalid-fields", "without unpaired surrogates"),
    "empty": ('{"question": ""}', 422, "question-blank", "no letter or digit"),
    "blank": ('{"question": " \\n\\t\\u00a0"}', 422, "question-blank", "no letter or digit"),
    "marks only": ('{"question": "?!"}', 422, "question-blank", "no letter or digit"),
    "too long": (json.dumps({"question": "x" * 2001}), 422, "question-too-long", "2001 characters; at most 2000"),
    "unknown field": ('{"question": "x", "top": 3}', 422, "invalid-fields", "'top' is not known here"),
    "odd field": (
        '{"question": "x", "\\ud800": 3}',
        422,
        "invalid-fields",
        "'body' must be Unicode text without unpaired",
    ),
    "long conversation id": (
        json.dumps({"question": "x", "conversation_id": "c" * 101}),
        422,
        "invalid-fields",
        "at most 100 characters",
    ),
    "conversation number": (
        '{"question": "x", "conversation_id": 1}',
        422,
        "invalid-fields",
        "'conversation_id' must be a string, not 1.",
    ),
    "reports as a string": ('{"question": "x", "reports": "a"}', 422, "invalid-fields", "must be a list of report ids"),
    "no reports": ('{"question": "x", "reports": []}', 422, "invalid-fields", "at least one report id, or be left out"),
    "report as a number": ('{"question": "x", "reports": [1]}', 422, "invalid-fields", "'reports.0' must be a string"),
    "unknown report": (
        '{"question": "x", "reports": ["harbour-2030"]}',
        422,
        "unknown-report",
        "Did you mean 'harbour-2031'?",
    ),
}
PATHS = {
    "question missing": ("/ask", 422, "invalid-fields", "'q' is missing"),
    "question blank": ("/ask?q=+", 422, "question-blank", "no letter or digit"),
    "question too long": ("/ask?q=" + "x" * 2001, 422, "question-too-long", "2001 characters"),
    "unknown parameter": ("/ask?q=x&question=y", 422, "invalid-fields", "'question' is not known here"),
    "unknown report": ("/ask?q=x&reports=nowhere", 422, "unknown-report", "GET /reports lists the ids."),
    "k too small": ("/passages?q=x&k=0", 422, "invalid-fields", "'k' must be 1 or more, not '0'."),
    "k too large": ("/passages?q=x&k=51", 422, "invalid-fields", "'k' must be 50 or less, not '51'."),
    "k not a number": ("/passages?q=x&k=many", 422, "invalid-fields", "'k' must be a whole number, not 'many'."),
    "role": ("/facts?role=size", 422, "invalid-fields", "'role' must be 'level', 'growth', 'share'"),
    "facts of an unknown report": ("/facts?report=x", 422, "unknown-report", "There is no report 'x'."),
    "report page": ("/reports/harbour-2013", 404, "report-not-found", "Did you mean 'harbour-2031'?"),
    "report text": ("/reports/nowhere.txt", 404, "report-not-found", "There is no report 'nowhere'."),
    "page": ("/nowhere", 404, "not-found", "/nowhere is not a page"),
    "static file": ("/static/nothing.js", 404, "not-found", "/static/nothing.js is not a page"),
    "kind of problem": ("/problems/nothing", 404, "not-found", "GET /problems/ lists all of them"),
}


def assert_problem(response, status: int, slug: str, detail: str) -> None:
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    body = json.loads(response.text)
    assert set(body) <= {"type", "title", "status", "detail", "errors", "instance"}
    assert (body["type"], body["title"], body["status"]) == (f"/problems/{slug}", KINDS[slug].title, status)
    assert detail in body["detail"]
    assert "Traceback" not in response.text


@pytest.mark.parametrize(("body", "status", "slug", "detail"), BODIES.values(), ids=BODIES.keys())
def test_a_bad_body_is_refused(client: FlaskClient, body: str | bytes, status: int, slug: str, detail: str) -> None:
    assert_problem(client.post("/ask", data=body, content_type="application/json"), status, slug, detail)


@pytest.mark.parametrize("content_type", [None, "application/x-www-form-urlencoded", "text/plain", "text/json"])
def test_another_content_type_is_refused(client: FlaskClient, content_type: str | None) -> None:
    response = client.post("/ask", data='{"question": "x"}', content_type=content_type)
    detail = f"The body came as {content_type or 'no content type'}. Send the header Content-Type: application/json"
    assert_problem(response, 415, "wrong-content-type", detail)


@pytest.mark.parametrize(("path", "status", "slug", "detail"), PATHS.values(), ids=PATHS.keys())
def test_a_bad_address_is_refused(client: FlaskClient, path: str, status: int, slug: str, detail: str) -> None:
    assert_problem(client.get(path), status, slug, detail)


def test_each_field_at_fault_is_listed(client: FlaskClient) -> None:
    body = client.post("/ask", json={"question": 3, "top": 1}).json
    assert body is not None
    assert body["errors"] == [
        {"field": "question", "detail": "'question' must be a string, not 3."},
        {"field": "top", "detail": "'top' is not known here: leave it out or correct its name."},
    ]


def test_another_method_is_refused_with_those_allowed(client: FlaskClient) -> None:
    response = client.put("/ask", json={"question": "x"})
    assert_problem(response, 405, "method-not-allowed", "/ask does not take PUT. It takes GET, HEAD, OPTIONS, POST.")
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS, POST"


def test_a_failure_inside_shows_only_an_id_that_the_log_holds(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        response = client.post("/ask", json={"question": "crash"})
    assert_problem(response, 500, "internal-error", "The log holds it under the id ")
    assert "secret" not in response.text
    assert response.json is not None
    incident = re.search(r"id ([0-9a-f-]{36})\.", response.json["detail"])
    assert incident is not None
    assert incident[1] in caplog.text
    assert "a secret of the inside" in caplog.text


RAISED = {
    "question": (QuestionError("Name one year."), 422, "invalid-question", "Name one year."),
    "not found": (NotFoundError("No such thing."), 404, "not-found", "No such thing."),
    "index": (IndexUnusableError("Run flask index build."), 503, "index-unusable", "Run flask index build."),
    "another": (ModelError("weights at /secret"), 500, "internal-error", "The log holds it"),
}


@pytest.mark.parametrize(("error", "status", "slug", "detail"), RAISED.values(), ids=RAISED.keys())
def test_errors_of_the_core_are_mapped(error: Exception, status: int, slug: str, detail: str) -> None:
    class Raising(FakeAnswers):
        def suggestions(self) -> list[str]:
            raise error

    client = create_app(Settings(), Service(FakeContents(), Raising())).test_client()
    assert_problem(client.get("/suggestions"), status, slug, detail)


def test_a_browser_gets_the_error_as_a_page(client: FlaskClient) -> None:
    response = client.get("/reports/<b>", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (response.status_code, response.mimetype) == (404, "text/html")
    assert "There is no report &#39;&lt;b&gt;&#39;." in response.text


def test_every_type_resolves_to_a_page_that_says_what_to_do(client: FlaskClient) -> None:
    for kind in KINDS.values():
        page = client.get(kind.type)
        assert page.status_code == 200, kind.slug
        assert kind.title in page.text
    assert all(kind.type in client.get("/problems/").text for kind in KINDS.values())
