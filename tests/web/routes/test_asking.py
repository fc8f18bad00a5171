from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

from qa_service.web.service import Service
from tests.web.fakes import ANSWER, PASSAGE, REPORT, SILENT, TEXT

CONTRACT_KEYS = [
    "answer", "status", "values", "citations", "caveats", "interpretation", "nearest", "conversation_id", "index_id",
]  # fmt: skip
VALUE_KEYS = ["value", "unit", "text", "subject", "measure", "role", "basis", "period", "derived", "citation"]


def test_an_answer_has_every_key_of_the_contract_in_order(client: FlaskClient) -> None:
    response = client.post("/ask", json={"question": "How many ferries?"})
    body = json.loads(response.text)
    assert response.status_code == 200
    assert response.mimetype == "application/json"
    assert list(body) == CONTRACT_KEYS
    assert list(body["values"][0]) == VALUE_KEYS
    assert body["values"][0] == {
        "value": "8.4",
        "unit": "%",
        "text": "8.4%",
        "subject": "Oriel Boats",
        "measure": "ferries built",
        "role": "growth",
        "basis": "year on year",
        "period": {"start": "2031-01-01", "end": "2031-12-31", "text": "In 2031"},
        "derived": None,
        "citation": 0,
    }
    assert body["values"][2]["derived"] == {"formula": "8.4 - 3.1", "operands": [0]}
    assert body["caveats"][1] == {"code": "period_differs", "text": "The report covers the year 2031 only."}
    assert body["interpretation"] == {
        "subject": "Oriel Boats",
        "measure": "ferries",
        "role": "growth",
        "period": "2031",
    }


def test_every_citation_is_a_slice_of_the_plain_text(client: FlaskClient) -> None:
    body = client.post("/ask", json={"question": "How many ferries?"}).json
    assert body is not None
    for citation in body["citations"]:
        text = client.get(f"/reports/{citation['report']}.txt").get_data().decode("utf-8")
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert [citation["page"] for citation in body["citations"]] == [1, 2]


def test_silence_names_what_the_reports_do_say(client: FlaskClient) -> None:
    body = client.post("/ask", json={"question": "How many trams?"}).json
    assert body is not None
    assert (body["status"], body["values"], body["citations"]) == ("not_found", [], [])
    assert body["nearest"][0]["text"] == SILENT.nearest[0].text
    assert body["nearest"][0]["citation"]["published"] == "2032-02-03"


def test_get_and_post_answer_alike(client: FlaskClient) -> None:
    posted = client.post("/ask", json={"question": "ferries", "conversation_id": "c-7", "reports": [REPORT.id]})
    got = client.get("/ask", query_string={"q": "ferries", "conversation_id": "c-7", "reports": REPORT.id})
    assert posted.json == got.json


def test_conversation_and_reports_reach_the_core(client: FlaskClient, service: Service) -> None:
    body = client.post("/ask", json={"question": "  ferries? ", "conversation_id": "c-7", "reports": [REPORT.id]}).json
    assert service.answers.asked == [("ferries?", "c-7", [REPORT.id])]  # type: ignore[attr-defined]
    assert body is not None
    assert body["conversation_id"] == "c-7"


def test_several_reports_are_repeated_parameters(client: FlaskClient, service: Service) -> None:
    client.get("/ask", query_string=[("q", "ferries"), ("reports", REPORT.id), ("reports", "older & undated")])
    assert service.answers.asked == [("ferries", None, [REPORT.id, "older & undated"])]  # type: ignore[attr-defined]


@pytest.mark.parametrize("method", ["get", "post"])
def test_plain_text_is_the_sentence_alone(client: FlaskClient, method: str) -> None:
    headers = {"Accept": "text/plain"}
    if method == "get":
        response = client.get("/ask?q=ferries", headers=headers)
    else:
        response = client.post("/ask", json={"question": "ferries"}, headers=headers)
    assert response.content_type == "text/plain; charset=utf-8"
    assert response.text == ANSWER.answer


@pytest.mark.parametrize("accept", ["*/*", "application/json", "text/plain;q=0.5, application/json", ""])
def test_json_is_what_everyone_else_gets(client: FlaskClient, accept: str) -> None:
    assert client.get("/ask?q=ferries", headers={"Accept": accept}).mimetype == "application/json"


def test_a_question_at_the_limit_is_read(client: FlaskClient) -> None:
    assert client.post("/ask", json={"question": "f" * 2000}).status_code == 200


def test_passages_carry_span_score_and_address(client: FlaskClient, service: Service) -> None:
    body = client.get("/passages?q=ferries").json
    assert service.answers.asked == [("ferries", "5", None)]  # type: ignore[attr-defined]
    assert body == {
        "passages": [
            {
                "report": REPORT.id,
                "title": REPORT.title,
                "start": PASSAGE.start,
                "end": PASSAGE.end,
                "text": TEXT[PASSAGE.start : PASSAGE.end],
                "score": 0.75,
                "url": f"/reports/harbour-2031#s-{PASSAGE.start}",
                "page": 1,
            }
        ],
        "index_id": "gen-1",
    }


def test_suggestions(client: FlaskClient) -> None:
    body = client.get("/suggestions").json
    assert body is not None
    assert body["suggestions"][0] == "How many ferries did Oriel Boats build in 2031?"
