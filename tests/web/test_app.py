from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from qa_service.errors import SettingsError
from qa_service.web.app import create_app

ROOT = Path(__file__).parents[2]
PATHS = ["/", "/health", "/reports", "/reports/harbour-2031", "/nowhere", "/static/style.css", "/openapi/openapi.json"]


@pytest.mark.parametrize("path", PATHS)
def test_every_response_carries_the_security_headers(client: FlaskClient, path: str) -> None:
    with client.get(path) as response:
        headers = response.headers
    assert headers["Content-Security-Policy"].startswith("default-src 'self';")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_health_once_loaded(client: FlaskClient) -> None:
    response = client.get("/health")
    assert (response.status_code, response.json) == (200, {"status": "ok", "index_id": "gen-1", "failure": None})


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_MAX_QUESTION", "9")
    assert create_app().extensions["qa_settings"].max_question == 9
    monkeypatch.setenv("QA_MAX_QUESTION", "many")
    with pytest.raises(SettingsError, match="QA_MAX_QUESTION='many' is not valid"):
        create_app()


def test_the_openapi_document_describes_every_path(client: FlaskClient) -> None:
    document = client.get("/openapi/openapi.json").json
    assert document is not None
    assert set(document["paths"]) == {
        "/ask", "/passages", "/suggestions", "/health", "/facts", "/reports", "/reports/{report_id}",
        "/reports/{report_id}.txt", "/jobs", "/jobs/{job_id}",
    }  # fmt: skip
    refused = document["paths"]["/ask"]["post"]["responses"]["422"]
    assert list(refused["content"]) == ["application/problem+json"]
    assert document["components"]["schemas"]["AskBody"]["additionalProperties"] is False


def test_the_documentation_names_every_path(client: FlaskClient) -> None:
    document = client.get("/openapi/openapi.json").json
    assert document is not None
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    for path in document["paths"]:
        assert path.replace("{report_id}", "<id>").replace("{job_id}", "<id>") in text


def test_pages_ask_for_nothing_outside(client: FlaskClient) -> None:
    folder = ROOT / "qa_service" / "web"
    for path in [*folder.glob("static/*"), *folder.glob("templates/*")]:
        text = path.read_text(encoding="utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert "//" not in text.replace("// ", ""), path.name
        assert "style=" not in text, path.name
        assert "innerHTML" not in text, path.name
