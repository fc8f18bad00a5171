"""Once installed, nothing of the service needs the network: its parts run where loopback alone can be reached."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

NO_NETWORK = """
import socket

def only_loopback(allowed):
    def connect(self, address):
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"the network was asked for: {address}")
        return allowed(self, address)
    return connect

def no_lookup(host, *rest, **more):
    if host not in {None, "", "127.0.0.1", "::1", "localhost", "0.0.0.0"}:
        raise AssertionError(f"the network was asked for: {host}")
    return lookup(host, *rest, **more)

lookup = socket.getaddrinfo
socket.getaddrinfo = no_lookup
socket.socket.connect = only_loopback(socket.socket.connect)
socket.socket.connect_ex = only_loopback(socket.socket.connect_ex)
"""

PARTS = {
    "question encoder": """
from qa_service.store.embedding import open_encoder
vectors = open_encoder("all-MiniLM-L6-v2", for_questions=True).encode(["How much steel was made?"])
assert vectors.shape == (1, 384), vectors.shape
assert abs((vectors[0] ** 2).sum() - 1) < 1e-4
""",
    "service": """
import pathlib, tempfile
from qa_service.settings import Settings
from qa_service.web.app import create_app
folder = pathlib.Path(tempfile.mkdtemp())
(folder / "corpus").mkdir()
report = "# Steel in Norland\\n\\nOutput of steel rose by 5% in 2019.\\n"
(folder / "corpus" / "steel.md").write_text(report)
app = create_app(Settings(corpus=folder / "corpus", index=folder / "index"))
built = app.test_cli_runner().invoke(args=["index", "build"])
assert built.exit_code == 0, built.output
app.extensions["qa"].load()
reply = app.test_client().post("/ask", json={"question": "How much did steel output grow in 2019?"})
assert reply.status_code == 200, reply.text
assert reply.json["values"][0]["value"] == "5", reply.text
assert reply.json["citations"][0]["quote"] == "Output of steel rose by 5% in 2019."
""",
    "readers": """
import pathlib, tempfile
from qa_service.ingest.limits import Limits
from qa_service.ingest.reading import read_report
from qa_service.settings import Settings
root = pathlib.Path(tempfile.mkdtemp())
(root / "a.html").write_text("<title>Steel</title><p>Published: 5 June 2023</p><p>Output rose by 5%.</p>")
assert str(read_report(root / "a.html", root, Limits.of(Settings())).published) == "2023-06-05"
""",
}


def run_without_network(code: str) -> subprocess.CompletedProcess[str]:
    """The outcome of the code in a fresh process whose home, and so every model cache, is not there."""
    environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", NO_NETWORK + code]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT, check=False)


@pytest.mark.model
@pytest.mark.parametrize("code", PARTS.values(), ids=PARTS.keys())
def test_a_part_of_the_service_works_without_network(code):
    done = run_without_network(code)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)",
        "import urllib.request; urllib.request.urlopen('http://example.org', timeout=1)",
    ],
)
def test_the_block_holds(code):
    done = run_without_network(code)
    assert done.returncode != 0
    assert "the network was asked for" in done.stderr
