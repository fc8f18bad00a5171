"""The server as it is run: gunicorn.conf.py and wsgi.py."""

from __future__ import annotations

import json
import socket
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.web.serving import PATIENCE, serving, start

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving("tests.web.fakes:fake_app()") as address:
        yield address


def sent(address: str, request: bytes) -> tuple[int, dict[str, object]]:
    """Send raw bytes; return the status and the problem."""
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as connection:
        connection.sendall(request)
        received = b"".join(iter(lambda: connection.recv(65_536), b""))
    head, body = received.split(b"\r\n\r\n", 1)
    assert b"Content-Type: application/problem+json" in head
    return int(head.split()[1]), json.loads(body)


def test_it_answers_once_the_address_is_printed(address: str) -> None:
    with urllib.request.urlopen(f"{address}/health") as response:
        assert json.load(response) == {"status": "ok", "index_id": "gen-1", "failure": None}


def chunked(length: int) -> bytes:
    head = b"POST /ask HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
    return head + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (length, b"x" * length)


RAW = {
    "not HTTP": (b"GARBAGE\r\n\r\n", 400, "bad-request"),
    "a header without a name": (b"GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n", 400, "bad-request"),
    "a question too long for an address": (
        b"GET /ask?q=" + b"x" * 9000 + b" HTTP/1.1\r\n\r\n",
        414,
        "address-too-long",
    ),
    "a header too long": (b"GET / HTTP/1.1\r\nA: " + b"x" * 9000 + b"\r\n\r\n", 431, "headers-too-large"),
    "an endless body": (chunked(70_000), 413, "body-too-large"),
    "a chunked body that is no JSON": (chunked(100), 400, "invalid-json"),
}


@pytest.mark.parametrize(("request_", "status", "slug"), RAW.values(), ids=RAW.keys())
def test_what_never_reaches_the_app_is_a_problem_too(address: str, request_: bytes, status: int, slug: str) -> None:
    given, problem = sent(address, request_)
    assert (given, problem["status"], problem["type"]) == (status, status, f"/problems/{slug}")


def test_without_an_index_it_refuses_to_start_and_says_what_to_run(tmp_path: Path) -> None:
    process = start(QA_INDEX=str(tmp_path / "none"))
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 3
    assert "flask index build" in errors
    assert "Traceback" not in errors


def test_a_bad_setting_stops_it_with_one_line() -> None:
    process = start(QA_PORT="nine")
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert errors == "error: QA_PORT='nine' is not valid: it takes a whole number from 1 to 65535.\n"
