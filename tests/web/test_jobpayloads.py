from __future__ import annotations

import pytest

from qa_service.store.jobs import Change, Job
from qa_service.web import jobpayloads
from qa_service.web.jobpayloads import JobPayload, job_url


def test_moments_are_utc_and_the_rest_is_rounded_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobpayloads.time, "time", lambda: 107.0)
    job = Job("j1", "running", 90.5, started=100.0, stage="Reading", stage_started=100.0, done=3, total=4)
    payload = JobPayload.of(job).model_dump(mode="json")
    assert payload["created_at"] == "1970-01-01T00:01:30Z"
    assert (payload["started_at"], payload["ended_at"]) == ("1970-01-01T00:01:40Z", None)
    assert payload["remaining_seconds"] == 3  # 7 s for three steps, one to go: 2.33 s


def test_a_failed_file_keeps_its_reason() -> None:
    job = Job("j1", "failed", 1.0, changes=(Change("added", "<b>.txt", "It is empty."),), error="It is empty.")
    payload = JobPayload.of(job).model_dump(mode="json")
    assert payload["changes"] == [{"action": "added", "name": "<b>.txt", "problem": "It is empty."}]
    assert (payload["error"], payload["remaining_seconds"]) == ("It is empty.", None)


def test_an_address_is_quoted() -> None:
    assert job_url("a/b") == "/jobs/a%2Fb"
