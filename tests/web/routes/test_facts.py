from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient

from tests.web.fakes import GROWTH, TEXT, TITLE

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
    "fields of a form left empty": ("?report=&subject=&role=&unit=+&period=&text=&sort=", ["f1", "f2", "f3"]),
    "within a period in words": ("?period=the+year+2031", ["f1", "f2", "f3"]),
    "within two years": ("?period=2030/2031", ["f1", "f2", "f3"]),
    "not within a quarter of the period": ("?period=2031-Q1", []),
    "from the largest value": ("?sort=-value", ["f3", "f2", "f1"]),
    "in the order of periods": ("?sort=period", ["f1", "f2", "f3"]),
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


def test_a_fact_names_its_report_and_tells_whether_its_period_is_its_own(client: FlaskClient) -> None:
    body = client.get("/facts?limit=1").json
    assert body is not None
    (fact,) = body["facts"]
    assert (fact["report"], fact["title"], fact["published"]) == ("harbour-2031", TITLE, "2032-02-03")
    assert fact["period"] == {"start": "2031-01-01", "end": "2031-12-31", "text": "In 2031", "inherited": False}


BAD = {
    "period": ("?period=soon", "period", "'period' must be a year (2020), a quarter (2020-Q3), a month (2020-01), "
        "a day, two of these with / between, or such words, not 'soon'."),
    "role": ("?role=size", "role",
        "'role' must be 'level', 'growth', 'share', 'change_in_share', 'gap', 'rank' or 'count', not 'size'."),
    "sort": ("?sort=size", "sort",
        "'sort' must be 'reading', 'value', '-value', 'period' or '-period', not 'size'."),
    "format": ("?format=xls", "format", "'format' must be 'json' or 'csv', not 'xls'."),
    "limit": ("?limit=0", "limit", "'limit' must be 1 or more, not '0'."),
    "offset": ("?offset=-1", "offset", "'offset' must be 0 or more, not '-1'."),
    "unknown field": ("?owner=x", "owner", "'owner' is not known here: leave it out or correct its name."),
    "too long": ("?text=" + "x" * 501, "text", "'text' must have at most 500 characters, not '" + "x" * 56 + "…."),
    "unknown report": ("?report=harbour-2030", "report",
        "There is no report 'harbour-2030'. Did you mean 'harbour-2031'? GET /reports lists the ids."),
}  # fmt: skip


@pytest.mark.parametrize(("query", "field", "detail"), BAD.values(), ids=BAD.keys())
@pytest.mark.parametrize("accept", ["application/json", "text/csv"])
def test_what_cannot_be_asked_is_a_problem_that_names_the_field(
    client: FlaskClient, accept: str, query: str, field: str, detail: str
) -> None:
    response = client.get(f"/facts{query}", headers={"Accept": accept})
    assert (response.status_code, response.mimetype) == (422, "application/problem+json")
    assert response.json is not None
    assert response.json["errors"] == [{"field": field, "detail": detail}]


@pytest.mark.parametrize(
    ("query", "accept"),
    [("?format=csv", "*/*"), ("", "text/csv"), ("?format=csv", "application/json")],
    ids=["by name", "by header", "the name before the header"],
)
def test_facts_come_as_a_file_of_comma_separated_values(client: FlaskClient, query: str, accept: str) -> None:
    response = client.get(f"/facts{query}", headers={"Accept": accept})
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="facts.csv"'
    assert response.headers["Vary"] == "Accept"
    rows = list(csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff"), newline="")))
    assert [(row["id"], row["value"], row["period_end"]) for row in rows] == [
        ("f1", "8.4", "2031-12-31"),
        ("f2", "1250", "2031-12-31"),
        ("f3", "40000000", "2031-12-31"),
    ]


def test_json_stays_json_where_it_is_named(client: FlaskClient) -> None:
    assert client.get("/facts?format=json", headers={"Accept": "text/csv"}).mimetype == "application/json"


def test_a_file_has_a_page_only_where_a_limit_is_named(client: FlaskClient) -> None:
    lines = client.get("/facts?format=csv&limit=1&offset=1&sort=-value").text.split("\r\n")
    assert [line.split(",")[0] for line in lines] == ["\ufeffid", "f2", ""]
