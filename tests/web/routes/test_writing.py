"""Sending, replacing and removing reports; what builds is a stand-in that only notes that it was called."""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI
from werkzeug.test import TestResponse

from qa_service.ingest.reading import SUPPORTED
from qa_service.settings import Settings
from qa_service.web import uploads
from qa_service.web.app import create_app
from qa_service.web.building import Builds
from tests.web.fakes import FILE, REPORT, fake_service

KEY = "a-key-of-sixteen-signs-or-more"
BEARER = {"Authorization": f"Bearer {KEY}"}
TEXT = b"Harbour report 2032\n\nIn 2032, Oriel Boats built 9 ferries.\n"
MOST = 2000


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / REPORT.path).write_bytes(FILE)
    return Settings(corpus=corpus, index=tmp_path / "index", write_key=KEY, max_report_bytes=MOST)


@pytest.fixture
def app(settings: Settings) -> OpenAPI:
    app = create_app(settings, fake_service())
    app.extensions["qa_builds"] = Builds(settings, launch=lambda _: 0)
    app.extensions["qa_builds"].start = lambda: None
    return app


@pytest.fixture
def client(app: OpenAPI) -> FlaskClient:
    return app.test_client()


def post(client: FlaskClient, name: str, data: bytes = TEXT, **headers: str) -> TestResponse:
    form = {"file": (io.BytesIO(data), name)}
    return client.post("/reports", data=form, content_type="multipart/form-data", headers=BEARER | headers)


def put(client: FlaskClient, name: str, data: bytes = TEXT, kind: str = "text/plain") -> TestResponse:
    return client.put(f"/reports/{name}", data=data, content_type=kind, headers=BEARER)


def problem(response: TestResponse) -> tuple[int, str]:
    assert response.mimetype == "application/problem+json"
    assert response.json is not None
    return response.status_code, response.json["type"].removeprefix("/problems/")


def files(settings: Settings) -> list[str]:
    return sorted(path.name for path in settings.corpus.iterdir())


def test_a_new_report_is_in_the_corpus_before_it_is_accepted(client: FlaskClient, settings: Settings) -> None:
    response = post(client, "harbour-2032.txt")
    assert response.status_code == 202
    body = response.json
    assert body is not None
    assert (body["name"], body["report"]) == ("harbour-2032.txt", "harbour-2032")
    assert response.headers["Location"] == body["job_url"] == f"/jobs/{body['job']}"
    assert (settings.corpus / "harbour-2032.txt").read_bytes() == TEXT
    assert files(settings) == ["harbour-2031.txt", "harbour-2032.txt"]
    job = client.get(body["job_url"]).json
    assert job is not None
    assert (job["state"], job["changes"]) == (
        "queued", [{"action": "added", "name": "harbour-2032.txt", "problem": None}],
    )  # fmt: skip


def test_reports_sent_before_a_build_begins_share_it(client: FlaskClient) -> None:
    first, second = post(client, "a.txt").json, post(client, "b.txt", TEXT + b"b").json
    assert first is not None
    assert second is not None
    assert first["job"] == second["job"]


def test_the_same_bytes_name_the_report_that_is_there(client: FlaskClient, settings: Settings) -> None:
    same = (settings.corpus / REPORT.path).read_bytes()
    for response in (post(client, "another-name.txt", same), put(client, REPORT.path, same)):
        assert response.status_code == 200
        assert response.json is not None
        assert (response.json["report"], response.json["name"]) == (REPORT.id, REPORT.path)
        assert (response.json["job"], response.json["job_url"]) == (None, None)
    assert files(settings) == [REPORT.path]


def test_a_report_sent_again_while_it_waits_names_its_job(client: FlaskClient) -> None:
    first, again = post(client, "a.txt"), post(client, "a.txt")
    assert (first.status_code, again.status_code) == (202, 200)
    assert first.json is not None
    assert again.json is not None
    assert again.json["job"] == first.json["job"]


def test_a_report_that_no_build_took_up_is_built_when_it_is_sent_again(client: FlaskClient, app: OpenAPI) -> None:
    post(client, "a.txt")
    jobs = app.extensions["qa_builds"].jobs
    job = jobs.claim()
    jobs.fail(job.id, "The disk: No space left on device.")
    again = post(client, "a.txt")
    assert again.status_code == 202
    assert again.json is not None
    assert again.json["job"] not in (None, job.id)
    assert again.json["detail"] == "It is kept and will be in the index once the job is done."


def test_a_renamed_report_keeps_its_id(client: FlaskClient) -> None:
    put(client, "other.txt")
    client.delete(f"/reports/{REPORT.id}", headers=BEARER)
    renamed = put(client, "quay.txt", FILE)
    assert renamed.json is not None
    assert (renamed.status_code, renamed.json["name"], renamed.json["report"]) == (202, "quay.txt", REPORT.id)


def test_a_changed_file_needs_put(client: FlaskClient, settings: Settings) -> None:
    response = post(client, REPORT.path)
    assert problem(response) == (409, "report-exists")
    assert response.json is not None
    assert "PUT /reports/harbour-2031.txt" in response.json["detail"]
    assert b"It grew." in (settings.corpus / REPORT.path).read_bytes()
    replaced = put(client, REPORT.path)
    assert replaced.status_code == 202
    assert (settings.corpus / REPORT.path).read_bytes() == TEXT
    job = client.get(replaced.headers["Location"]).json
    assert job is not None
    assert job["changes"][0]["action"] == "replaced"


def test_put_of_a_new_name_adds(client: FlaskClient, settings: Settings) -> None:
    assert put(client, "new.md", kind="application/x-www-form-urlencoded").status_code == 202
    assert files(settings) == [REPORT.path, "new.md"]


def test_put_of_anothers_bytes_is_refused(client: FlaskClient, settings: Settings) -> None:
    put(client, "a.txt")
    put(client, "b.txt", TEXT + b"b")
    assert problem(put(client, "b.txt", TEXT)) == (409, "report-exists")
    assert (settings.corpus / "b.txt").read_bytes() == TEXT + b"b"


def test_a_name_that_would_change_the_id_of_another_is_refused(client: FlaskClient) -> None:
    response = post(client, "Harbour 2031.md")
    assert problem(response) == (409, "report-exists")
    assert response.json is not None
    assert "the id of harbour-2031.txt" in response.json["detail"]


def test_a_removed_report_is_gone_from_the_corpus(client: FlaskClient, settings: Settings) -> None:
    put(client, "other.txt")
    response = client.delete(f"/reports/{REPORT.id}", headers=BEARER)
    assert response.status_code == 202
    assert files(settings) == ["other.txt"]
    job = client.get(response.headers["Location"]).json
    assert job is not None
    assert job["changes"][-1] == {"action": "removed", "name": REPORT.path, "problem": None}
    again = client.delete(f"/reports/{REPORT.id}", headers=BEARER)
    assert problem(again) == (404, "report-not-found")
    assert again.json is not None
    assert again.json["detail"] == "Its file is gone already; the next build leaves it out."


def test_a_file_that_is_not_in_the_index_is_removed_by_its_name(client: FlaskClient, settings: Settings) -> None:
    put(client, "unreadable.txt", b" \n")
    assert client.delete("/reports/unreadable.txt", headers=BEARER).status_code == 202
    assert files(settings) == [REPORT.path]


def test_a_report_that_this_worker_does_not_know_yet_is_removed_by_its_id(
    client: FlaskClient, settings: Settings
) -> None:
    sent = put(client, "Lanterns 2032.txt").json
    assert sent is not None
    assert client.delete(f"/reports/{sent['report']}", headers=BEARER).status_code == 202
    assert files(settings) == [REPORT.path]


def test_the_last_report_stays(client: FlaskClient, settings: Settings) -> None:
    assert problem(client.delete(f"/reports/{REPORT.id}", headers=BEARER)) == (409, "report-exists")
    assert files(settings) == [REPORT.path]


@pytest.mark.parametrize("name", ["nobody", "..", "%2e%2e%2findex", ".hidden", "a%00b", "x" * 300])
def test_what_is_not_there_is_not_removed(client: FlaskClient, name: str) -> None:
    assert problem(client.delete(f"/reports/{name}", headers=BEARER))[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize(
    ("headers", "what"),
    [
        ({}, "is missing"),
        ({"Authorization": f"Bearer {KEY}x"}, "is not the one"),
        ({"Authorization": f"Bearer {KEY[:-1]}"}, "is not the one"),
        ({"Authorization": "Bearer Schlüssel"}, "is not the one"),
        ({"Authorization": f"Basic {KEY}"}, "is not the one"),
        ({"Authorization": KEY}, "is missing"),
    ],
)
def test_without_the_key_nothing_is_read(
    client: FlaskClient, settings: Settings, method: str, headers: dict[str, str], what: str
) -> None:
    path = "/reports" if method == "POST" else f"/reports/{REPORT.path}"
    response = client.open(path, method=method, headers=headers, data=b"x")
    assert problem(response) == (401, "key-required")
    assert response.json is not None
    assert f"The write key {what}" in response.json["detail"]
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert files(settings) == [REPORT.path]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_without_a_key_set_the_ways_in_are_closed_and_say_so(method: str, tmp_path: Path) -> None:
    client = create_app(Settings(index=tmp_path), fake_service()).test_client()
    path = "/reports" if method == "POST" else "/reports/x.txt"
    response = client.open(path, method=method, headers=BEARER)
    assert problem(response) == (403, "writing-off")
    assert response.json is not None
    assert "set QA_WRITE_KEY" in response.json["detail"]


UNSAFE = {
    "a way up": ("../../etc/passwd.txt", "passwd.txt"),
    "a dot file": (".profile.txt", "profile.txt"),
    "mark-up": ("<b>2032</b>.txt", "b_.txt"),
    "a device": ("con.txt", "_con.txt"),
    "overlong": ("y" * 400 + ".txt", "y" * 196 + ".txt"),
}


@pytest.mark.parametrize(("given", "name"), UNSAFE.values(), ids=UNSAFE.keys())
def test_a_posted_name_is_made_safe(client: FlaskClient, settings: Settings, given: str, name: str) -> None:
    response = post(client, given)
    assert response.json is not None
    assert (response.status_code, response.json["name"]) == (202, name)
    assert files(settings) == sorted([REPORT.path, name])


@pytest.mark.parametrize("given", ["%2e%2e%2fx.txt", ".x.txt", "a%5cb.txt", "a%3cb.txt", "x" * 300 + ".txt"])
def test_a_put_name_must_be_safe(client: FlaskClient, settings: Settings, given: str) -> None:
    assert problem(put(client, given)) in [(422, "bad-name"), (404, "not-found"), (405, "method-not-allowed")]
    assert files(settings) == [REPORT.path]


def test_a_put_name_that_is_not_safe_is_answered_with_one_that_is(client: FlaskClient) -> None:
    response = put(client, "a%5cb.txt")
    assert response.json is not None
    assert response.json["detail"] == "'a\\\\b.txt' is no plain file name. Send it as 'b.txt'."


@pytest.mark.parametrize(
    ("name", "data", "detail"),
    [
        ("a.pdf", b"Wool rose by 5%.", "a.pdf is no PDF document, though its name says so. Save the report anew."),
        ("a.docx", b"%PNG", "a.docx is no Word document, though its name says so. Save the report anew."),
        ("a.xlsx", b"PK\x03\x04 cut off", "a.xlsx is a damaged ZIP archive or Office document. Save it anew."),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "a.txt is a PNG picture. Put the report there as text."),
        ("a.md", b"Wool rose.\0", f"a.md is not text but binary data. Convert the report to one of {SUPPORTED}."),
        (
            "a.csv",
            b"\x01\x02\x03 wool",
            f"a.csv is not text but binary data. Convert the report to one of {SUPPORTED}.",
        ),
        ("a.txt", b"\xff\xfea", "a.txt is in no encoding that can be made out. Save it as UTF-8."),
    ],
    ids=[
        "text as PDF",
        "bytes as Word",
        "a damaged workbook",
        "a picture as text",
        "a zero byte",
        "control characters",
        "no encoding",
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused_at_once(
    client: FlaskClient, settings: Settings, name: str, data: bytes, detail: str
) -> None:
    for response in (post(client, name, data), put(client, name, data)):
        assert problem(response) == (415, "unsupported-report")
        assert response.json is not None
        assert response.json["detail"] == detail
    assert files(settings) == [REPORT.path]


def test_a_document_under_the_name_of_another_kind_is_taken(client: FlaskClient) -> None:
    assert post(client, "a.docx", b"%PDF-1.7\n").status_code == 202


def test_a_file_without_a_usable_name_is_refused(client: FlaskClient) -> None:
    assert problem(post(client, "...")) == (422, "bad-name")


@pytest.mark.parametrize("name", ["report.exe", "report", "report.txt.sh", "report.TXT.zip"])
def test_only_kinds_that_can_be_read_are_taken(client: FlaskClient, name: str) -> None:
    response = post(client, name)
    assert problem(response) == (415, "unsupported-report")
    assert response.json is not None
    assert ".txt" in response.json["detail"]


def test_an_empty_file_is_refused(client: FlaskClient, settings: Settings) -> None:
    assert problem(post(client, "a.txt", b"")) == (422, "invalid-fields")
    assert files(settings) == [REPORT.path]


@pytest.mark.parametrize("size", [MOST + 1, MOST + 70_000])
def test_too_large_a_report_is_refused(client: FlaskClient, settings: Settings, size: int) -> None:
    for response in (post(client, "a.txt", b"x" * size), put(client, "a.txt", b"x" * size)):
        assert problem(response) == (413, "report-too-large")
        assert response.json is not None
        assert "more than 2,000 bytes" in response.json["detail"]
    assert files(settings) == [REPORT.path]


def test_a_report_of_just_the_limit_is_taken(client: FlaskClient) -> None:
    assert post(client, "a.txt", b"x" * MOST).status_code == 202


@pytest.mark.parametrize(
    ("method", "kind"),
    [("POST", "application/json"), ("POST", "text/plain"), ("POST", ""), ("PUT", "multipart/form-data; boundary=x")],
)
def test_another_content_type_is_refused(client: FlaskClient, method: str, kind: str) -> None:
    path = "/reports" if method == "POST" else "/reports/a.txt"
    response = client.open(path, method=method, data=b"{}", content_type=kind, headers=BEARER)
    assert problem(response) == (415, "wrong-upload-type")


FORMS = {
    "no file": ({}, "'file' is missing"),
    "text instead of a file": ({"file": "text"}, "'file' must be a file with its name, not text"),
    "another field": ({"file": (io.BytesIO(TEXT), "a.txt"), "title": "x"}, "'title' is not known here"),
}


@pytest.mark.parametrize(("form", "detail"), FORMS.values(), ids=FORMS.keys())
def test_a_form_of_another_shape_is_refused(client: FlaskClient, form: dict[str, object], detail: str) -> None:
    response = client.post("/reports", data=form, content_type="multipart/form-data", headers=BEARER)
    assert problem(response) == (422, "invalid-fields")
    assert response.json is not None
    assert detail in response.json["detail"]


def test_a_full_disk_is_told(client: FlaskClient, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(uploads, "os", SimpleNamespace(fsync=full))
    response = post(client, "a.txt")
    assert problem(response) == (507, "storage-failed")
    assert response.json is not None
    assert "No space left on device" in response.json["detail"]
    assert files(settings) == [REPORT.path]


def test_what_an_ended_worker_left_behind_is_cleared(client: FlaskClient, settings: Settings) -> None:
    for name, age in ((".upload-old", 2 * 86_400), (".upload-under-way", 60)):
        (settings.corpus / name).write_bytes(b"half")
        then = (settings.corpus / name).stat().st_mtime - age
        os.utime(settings.corpus / name, (then, then))
    post(client, "a.txt")
    assert files(settings) == [".upload-under-way", "a.txt", REPORT.path]


def test_the_openapi_document_tells_of_files_and_key(client: FlaskClient) -> None:
    document = client.get("/openapi/openapi.json").json
    assert document is not None
    add, replace = document["paths"]["/reports"]["post"], document["paths"]["/reports/{report_id}"]["put"]
    assert add["security"] == replace["security"] == [{"writeKey": []}]
    assert document["components"]["securitySchemes"]["writeKey"] == {"type": "http", "scheme": "bearer"}
    assert list(add["requestBody"]["content"]) == ["multipart/form-data"]
    form = document["components"]["schemas"]["UploadForm"]["properties"]["file"]
    assert (form["type"], form["format"]) == ("string", "binary")
    assert "text/markdown" in replace["requestBody"]["content"]
    assert {"202", "401", "403", "409", "413", "415", "507"} <= set(add["responses"])
