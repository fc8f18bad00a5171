"""Start the real server, ask it questions one after the other, and print start, time a question and memory.

    python benchmarks/bench_ask.py [--questions FILE] [--rounds N] [--check]

Corpus, index and encoder come from the QA_* settings as always; the index must be built. FILE has one question a line,
or one JSON object a line with the key "question"; without it the page's own suggestions are asked. The first round
meets every question for the first time; it is counted apart, since a cache would show in the later ones. ``--check``
exits with 1 where a bar is missed: first answer within 8 s of the start, median of the first round 25 ms or less, no
worker above 700 MB.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_START, MOST_MEDIAN, MOST_MEMORY = 8.0, 25.0, 700.0  # seconds, milliseconds, megabytes
WARM_UP = "How much did it grow?"


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds to the first answer; milliseconds a question, by round; megabytes of the largest worker."""

    start: float
    rounds: list[list[float]]
    memory: float

    def misses(self) -> list[str]:
        """Name the bars that are missed."""
        median = statistics.median(self.rounds[0])
        bars = (
            ("first answer, s", self.start, MOST_START),
            ("median, ms", median, MOST_MEDIAN),
            ("memory of a worker, MB", self.memory, MOST_MEMORY),
        )
        return [f"{name}: {value:.1f}, at most {most:.1f}" for name, value, most in bars if value > most]


def main() -> int:
    """Measure and print; the exit code is 1 where ``--check`` finds a bar missed."""
    options = _options()
    port = free_port()
    began = time.monotonic()
    server = start_server(port)
    try:
        measured = _measure(server, port, began, options.questions, options.rounds)
    finally:
        server.terminate()
        server.wait()
    _print(measured)
    misses = measured.misses()
    for miss in misses:
        print(f"missed: {miss}")
    return 1 if options.check and misses else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--check", action="store_true")
    return parser.parse_args()


def start_server(port: int, **settings: str) -> subprocess.Popen[bytes]:
    """Start the real server on loopback; settings beyond those of the environment are named as there."""
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"]
    environment = os.environ | {"QA_HOST": "127.0.0.1", "QA_PORT": str(port)} | settings
    return subprocess.Popen(command, cwd=ROOT, env=environment)


def _measure(server: subprocess.Popen[bytes], port: int, began: float, questions: Path | None, rounds: int) -> Measured:
    connection = first_answer(server, port)
    start = time.monotonic() - began
    asked = _from_file(questions) if questions else _suggestions(connection)
    if not asked:
        raise SystemExit("No question to ask: give --questions FILE.")
    times = [[ask(connection, question) for question in asked] for _ in range(rounds)]
    return Measured(start, times, memory_of_worker(server.pid))


def first_answer(server: subprocess.Popen[bytes], port: int) -> HTTPConnection:
    """Wait until the server has answered once; it may as well end with its reason."""
    while server.poll() is None:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=60)
            ask(connection, WARM_UP)
            return connection
        except OSError:
            time.sleep(0.05)
    raise SystemExit("The server did not start; its message stands above.")


def ask(connection: HTTPConnection, question: str) -> float:
    """Milliseconds from sending a question to having read its answer."""
    body = json.dumps({"question": question})
    began = time.perf_counter()
    connection.request("POST", "/ask", body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    answer = response.read()
    if response.status != 200:
        raise SystemExit(f"{question!r} gave {response.status}: {answer.decode(errors='replace')}")
    return (time.perf_counter() - began) * 1000


def _suggestions(connection: HTTPConnection) -> list[str]:
    connection.request("GET", "/suggestions")
    suggestions: list[str] = json.loads(connection.getresponse().read())["suggestions"]
    return suggestions


def _from_file(path: Path) -> list[str]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [json.loads(line)["question"] if line.startswith("{") else line for line in lines]


def memory_of_worker(server: int) -> float:
    """Resident megabytes of the server's largest worker, as Linux counts them."""
    workers = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    statuses = [Path(f"/proc/{worker}/status").read_text() for worker in workers]
    return max(int(status.split("VmRSS:")[1].split()[0]) / 1024 for status in statuses)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _print(measured: Measured) -> None:
    print(f"start to first answer  {measured.start:8.2f} s")
    later = [taken for times in measured.rounds[1:] for taken in times]
    for name, times in (("first round", measured.rounds[0]), ("later rounds", later)):
        if times:
            high = sorted(times)[int(len(times) * 0.95)]
            print(f"{name:<14}{len(times):>6} questions   median {statistics.median(times):.1f} ms   p95 {high:.1f} ms")
    print(f"largest worker         {measured.memory:8.0f} MB resident")


if __name__ == "__main__":
    raise SystemExit(main())
