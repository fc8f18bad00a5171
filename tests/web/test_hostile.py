"""A real server under hostile uploads and slow clients: it refuses early, keeps its memory, and keeps answering."""

from __future__ import annotations

import json
import socket
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.web.fakes import REPORT
from tests.web.serving import serving

pytestmark = pytest.mark.server

KEY = "a-key-of-sixteen-signs-or-more"
MB = 1_000_000
HEAD = f"Host: x\r\nAuthorization: Bearer {KEY}\r\nConnection: close\r\n"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / REPORT.path).write_text("It grew.")
    return folder


@pytest.fixture(scope="module")
def address(corpus: Path) -> Iterator[str]:
    settings = {"QA_CORPUS": str(corpus), "QA_INDEX": str(corpus.parent / "index"), "QA_WRITE_KEY": KEY}
    with serving("tests.web.fakes:fake_app()", **settings) as address:
        yield address


def connected(address: str) -> socket.socket:
    parts = urlsplit(address)
    return socket.create_connection((parts.hostname, parts.port), timeout=30)


def answer(connection: socket.socket) -> tuple[int, dict[str, object]]:
    received = b"".join(iter(lambda: connection.recv(65_536), b""))
    head, body = received.split(b"\r\n\r\n", 1)
    assert b"application/problem+json" in head
    return int(head.split()[1]), json.loads(body)


def health(address: str) -> float:
    """Seconds until the service has said that it is well."""
    began = time.monotonic()
    with urllib.request.urlopen(f"{address}/health", timeout=30) as response:
        assert json.load(response)["status"] == "ok"
    return time.monotonic() - began


def multipart(size: int) -> tuple[str, bytes]:
    part = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n'
    head = f"{HEAD}Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {size}\r\n\r\n"
    return f"POST /reports HTTP/1.1\r\n{head}", part


def test_a_body_of_100_mb_is_refused_by_its_length_alone(address: str) -> None:
    head, part = multipart(100 * MB)
    with connected(address) as connection:
        connection.sendall(head.encode() + part)
        status, problem = answer(connection)
    assert (status, problem["type"]) == (413, "/problems/report-too-large")


@pytest.mark.parametrize("path", ["/reports/a.txt", "/ask"])
def test_a_body_without_end_is_cut_off(address: str, path: str, corpus: Path) -> None:
    method, kind = ("PUT", "text/plain") if path != "/ask" else ("POST", "application/json")
    head = f"{method} {path} HTTP/1.1\r\n{HEAD}Content-Type: {kind}\r\nTransfer-Encoding: chunked\r\n\r\n"
    block = b"%x\r\n%s\r\n" % (MB, b"x" * MB)
    with connected(address) as connection:
        connection.sendall(head.encode())
        sent = 0
        try:
            for _ in range(100):
                connection.sendall(block)
                sent += 1
        except OSError:
            pass  # refused and closed while it was still being sent
    assert sent < 100
    assert [file.name for file in corpus.iterdir()] == [REPORT.path]
    assert health(address) < 5


def test_without_the_key_not_a_byte_of_the_body_is_waited_for(address: str) -> None:
    head, _ = multipart(10 * MB)
    with connected(address) as connection:
        connection.sendall(head.replace(KEY, "x" * 30).encode())
        status, problem = answer(connection)
    assert (status, problem["type"]) == (401, "/problems/key-required")


def test_large_uploads_at_once_do_not_stay_in_memory(address: str, corpus: Path) -> None:
    """Four uploads of 19 MB at a time; each is another report, so that all are written."""

    def send(number: int) -> int:
        data = (b"%d " % number) * (19 * MB // 2)
        request = urllib.request.Request(f"{address}/reports/{number}.txt", data=data, method="PUT")
        request.add_header("Authorization", f"Bearer {KEY}")
        request.add_header("Content-Type", "text/plain")
        with urllib.request.urlopen(request, timeout=60) as response:
            return int(response.status)

    pid = worker_of(address)
    before = resident(pid)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(send, range(4))) == [202] * 4
    assert resident(pid) - before < 30
    for number in range(4):
        (corpus / f"{number}.txt").unlink()


def worker_of(address: str) -> int:
    """The process that listens on the port and has no children of the server's: its one worker."""
    port = f":{urlsplit(address).port:04X}"
    inodes = {
        line.split()[9] for line in Path("/proc/net/tcp").read_text().splitlines() if line.split()[1].endswith(port)
    }
    owners = [int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit() and inodes & set(sockets(p))]
    return max(owners)


def sockets(process: Path) -> list[str]:
    try:
        return [str(fd.readlink()).removeprefix("socket:[").removesuffix("]") for fd in (process / "fd").iterdir()]
    except OSError:
        return []


def resident(pid: int) -> float:
    return int(Path(f"/proc/{pid}/status").read_text().split("VmRSS:")[1].split()[0]) / 1024


def test_slow_clients_do_not_hold_the_threads(address: str) -> None:
    """More of them than threads: some never end their headers, some send a body by drops."""
    started = time.monotonic()
    with ExitStack() as stack:
        slow = [stack.enter_context(connected(address)) for _ in range(6)]
        for number, connection in enumerate(slow):
            head = f"POST /ask HTTP/1.1\r\n{HEAD}Content-Type: application/json\r\n"
            connection.sendall((head + ("Content-Length: 500\r\n\r\n{" if number % 2 else "")).encode())
        time.sleep(0.5)
        assert health(address) < 25
        statuses = [answer(connection)[1]["type"] for connection in slow[1::2]]
    assert statuses == ["/problems/slow-body"] * 3
    assert time.monotonic() - started < 30
    assert health(address) < 2


def test_a_name_of_mark_up_comes_back_as_data(address: str) -> None:
    request = urllib.request.Request(f"{address}/jobs/%3Cscript%3E", headers={"Accept": "text/html"})
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(request, timeout=30)
    with error.value as page:
        text = page.read().decode()
    assert "<script>" not in text
    assert "&lt;script&gt;" in text
