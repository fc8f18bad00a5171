"""The whole road of a new report: sent to a running server, built in the background, answered from without a pause."""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from qa_service.ingest.facts import extract_facts
from qa_service.ingest.pipeline import Tools, build_index
from qa_service.ingest.splitting import split_report
from qa_service.language.parsing import Parser
from qa_service.store.embedding import OnnxEncoder
from tests.fakes import settings_with
from tests.web.serving import serving

pytestmark = [pytest.mark.server, pytest.mark.model]

KEY = "a-key-of-sixteen-signs-or-more"
QUESTION = {"question": "How many lanterns did Quillon Works build in 2031?"}
PATIENCE, SOON = 180, 10  # seconds


@dataclass(frozen=True)
class Server:
    address: str
    corpus: Path

    def sent(self, method: str, path: str, body: bytes | None = None, kind: str = "application/json") -> dict:
        request = urllib.request.Request(self.address + path, data=body, method=method)
        request.add_header("Content-Type", kind)
        request.add_header("Authorization", f"Bearer {KEY}")
        with urllib.request.urlopen(request, timeout=60) as response:
            return json.load(response)

    def built(self, job_url: str) -> dict:
        """The job, once it has ended."""
        deadline = time.monotonic() + PATIENCE
        while (job := self.sent("GET", job_url))["state"] in ("queued", "running"):
            assert time.monotonic() < deadline, job
            time.sleep(0.2)
        return job

    def answers_from(self, generation: str) -> dict:
        """The answer of the first worker that has switched; the others switch within seconds of it."""
        deadline = time.monotonic() + PATIENCE
        while (answer := self.sent("POST", "/ask", json.dumps(QUESTION).encode()))["index_id"] != generation:
            assert time.monotonic() < deadline, answer
            time.sleep(0.1)
        return answer


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = settings_with(
        tmp_path_factory.mktemp("live"),
        {"ferries.txt": "Ferries in 2031\n\nIn 2031, Oriel Boats built 12 ferries.\n"},
        encoder="all-MiniLM-L6-v2",
    )
    parser = Parser.load()
    build_index(settings, Tools(OnnxEncoder(), split_report, lambda r, p: extract_facts(r, p, parser)))
    given = {"QA_CORPUS": settings.corpus, "QA_INDEX": settings.index, "QA_WRITE_KEY": KEY, "QA_WORKERS": 2}
    with serving(**{name: str(value) for name, value in given.items()}) as address:
        yield Server(address, settings.corpus)


def test_a_report_that_is_sent_answers_questions_without_a_restart(server: Server) -> None:
    before = server.sent("POST", "/ask", json.dumps(QUESTION).encode())
    assert before["status"] == "not_found"

    text = b"Lanterns in 2031\n\nIn 2031, Quillon Works built 345 lanterns.\n"
    sent = server.sent("PUT", "/reports/lanterns.txt", text, "text/plain")
    job = server.built(sent["job_url"])
    assert (job["state"], job["error"], job["changes"][0]["problem"]) == ("done", None, None)
    answer = server.answers_from(job["index_id"])
    assert [value["value"] for value in answer["values"]] == ["345"]
    assert answer["citations"][0]["report"] == sent["report"] == "lanterns"

    job = server.built(server.sent("DELETE", "/reports/lanterns")["job_url"])
    assert job["state"] == "done"
    assert server.answers_from(job["index_id"])["status"] == "not_found"


def test_a_file_that_is_no_report_is_named_and_the_service_goes_on(server: Server) -> None:
    sent = server.sent("PUT", "/reports/noise.txt", b" \n" * 500, "text/plain")
    job = server.built(sent["job_url"])
    assert job["state"] == "failed"
    assert "noise.txt is blank. Replace it by the report's text or remove it." in job["error"]
    assert server.sent("POST", "/ask", json.dumps(QUESTION).encode())["status"] == "not_found"
    assert server.built(server.sent("DELETE", "/reports/noise.txt")["job_url"])["state"] == "done"


def test_the_service_answers_while_a_file_full_of_numbers_is_read(server: Server) -> None:
    crowd = ", ".join(str(number) for number in range(100, 600))
    text = "\n\n".join([f"Lots: {crowd}."] * 100 + ["In 2031, Oriel Boats sold 77 anchors."])
    sent = server.sent("PUT", "/reports/lots.txt", f"Lots\n\n{text}\n".encode(), "text/plain")
    asked, deadline = 0, time.monotonic() + PATIENCE
    while (job := server.sent("GET", sent["job_url"]))["state"] in ("queued", "running"):
        assert time.monotonic() < deadline, job
        began = time.monotonic()
        server.sent("POST", "/ask", json.dumps(QUESTION).encode())
        assert time.monotonic() - began < SOON
        asked += 1
    assert (job["state"], asked > 0) == ("done", True)
    assert server.answers_from(job["index_id"])["status"] == "not_found"
    assert server.built(server.sent("DELETE", "/reports/lots")["job_url"])["state"] == "done"
