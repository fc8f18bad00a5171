from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI

from qa_service.settings import Settings
from qa_service.store import jobs as jobs_module
from qa_service.store.jobs import Change, JobStore, only_runner
from qa_service.web.app import create_app
from tests.web.fakes import fake_service


@pytest.fixture
def app(tmp_path: Path) -> OpenAPI:
    return create_app(Settings(index=tmp_path), fake_service())


@pytest.fixture
def jobs(app: OpenAPI) -> JobStore:
    store: JobStore = app.extensions["qa_builds"].jobs
    return store


@pytest.fixture
def client(app: OpenAPI) -> FlaskClient:
    return app.test_client()


def test_before_the_first_job_the_list_is_empty(client: FlaskClient) -> None:
    assert client.get("/jobs").json == {"jobs": []}


def test_a_running_job_tells_how_far_it_is(
    client: FlaskClient, jobs: JobStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = jobs.submit(Change("added", "a.txt"))
    jobs.claim()
    for now, done in ((1000.0, 0), (1010.0, 2)):
        monkeypatch.setattr(jobs_module.time, "time", lambda now=now: now)
        jobs.progress(job.id, "Reading", done, 5)
    with only_runner(tmp_path):
        body = client.get(f"/jobs/{job.id}").json
    assert body is not None
    assert body["created_at"].endswith("Z")
    expected = {
        "id": job.id, "state": "running", "stage": "Reading", "done": 2, "total": 5, "remaining_seconds": 15,
        "changes": [{"action": "added", "name": "a.txt", "problem": None}], "error": None, "index_id": None,
        "ended_at": None, "url": f"/jobs/{job.id}",
    }  # fmt: skip
    assert {name: body[name] for name in expected} == expected


def test_a_job_whose_process_is_gone_says_so_when_asked(client: FlaskClient, jobs: JobStore) -> None:
    job = jobs.submit(Change("added", "a.txt"))
    jobs.claim()
    body = client.get(f"/jobs/{job.id}").json
    assert body is not None
    assert (body["state"], body["error"].split(".")[0]) == (
        "failed", "The process that built it ended before it was done",
    )  # fmt: skip


def test_the_newest_job_comes_first(client: FlaskClient, jobs: JobStore) -> None:
    made = []
    for name in ("a.txt", "b.txt"):
        made.append(jobs.submit(Change("added", name)).id)
        claimed = jobs.claim()
        assert claimed is not None
        jobs.finish(claimed.id, f"gen-{name}", {})
    body = client.get("/jobs").json
    assert body is not None
    assert [(job["id"], job["state"], job["index_id"]) for job in body["jobs"]] == [
        (made[1], "done", "gen-b.txt"), (made[0], "done", "gen-a.txt"),
    ]  # fmt: skip


def test_an_unknown_job_is_not_found(client: FlaskClient) -> None:
    response = client.get("/jobs/nothing")
    assert response.status_code == 404
    assert response.json is not None
    assert response.json["type"] == "/problems/job-not-found"
    assert response.json["detail"].startswith("There is no job 'nothing'.")
