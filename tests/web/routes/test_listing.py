from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.web.fakes import GROWTH, TEXT

CASES = {
    "all": ("", ["f1", "f2", "f3"]),
    "report": ("?report=harbour-2031", ["f1", "f2", "f3"]),
    "another report": ("?report=older+%26+undated", []),
    "subject in other letters": ("?subject=oriel", ["f1", "f2", "f3"]),
    "measure": ("?measure=ferries", ["f1", "f2"]),
    "role": ("?role=level", ["f2", "f3"]),
    "unit": ("?unit=%25", ["f1"]),
    "unit in other letters": ("?unit=eur", ["f3"]),
    "words of the sentence": ("?text=NATIONAL", ["f1", "f2"]),
    "both must hold": ("?text=national&role=level", ["f2"]),
    "none": ("?subject=nobody", []),
}


@pytest.mark.parametrize(("query", "expected"), CASES.values(), ids=CASES.keys())
def test_facts_are_filtered(client: FlaskClient, query: str, expected: list[str]) -> None:
    body = client.get(f"/facts{query}").json
    assert body is not None
    assert [fact["id"] for fact in body["facts"]] == expected
    assert body["total"] == len(expected)


def test_a_page_of_facts(client: FlaskClient) -> None:
    body = client.get("/facts?limit=1&offset=1").json
    assert body is not None
    assert [fact["id"] for fact in body["facts"]] == ["f2"]
    assert (body["total"], body["limit"], body["offset"], body["index_id"]) == (3, 1, 1, "gen-1")


def test_a_fact_shows_its_sentence_and_its_spans(client: FlaskClient) -> None:
    body = client.get("/facts?role=level&unit=ferries").json
    assert body is not None
    (fact,) = body["facts"]
    assert fact["value"] == "1250"
    assert fact["sentence"] == TEXT[fact["start"] : fact["end"]] == GROWTH
    assert TEXT[fact["number_start"] : fact["number_end"]] == "1.25 thousand"
    assert fact["url"] == f"/reports/harbour-2031#s-{fact['start']}"
    assert fact["page"] == 1
