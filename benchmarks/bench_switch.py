"""Ask a running server from many clients while new generations are published, and check every single answer.

    python benchmarks/bench_switch.py [--seconds N] [--generations N] [--clients N] [--reports N] [--workers N]
                                      [--check]

Each generation holds invented reports whose figures belong to that generation alone; all are built before the server
starts. A third of the time nothing is published, for comparison; then the generations follow one another evenly. An
answer fails where it is no 200, and mixes where a value or a sentence of it is not that of the generation that its
index_id names; an answer about another firm of the same generation is told apart as wrong. ``--check`` exits with 1
where there is any of these, or where a worker had not reached the last generation 30 s after the end.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a script, from any folder

from qa_service.ingest.facts import extract_facts
from qa_service.ingest.pipeline import Tools, build_index
from qa_service.ingest.splitting import split_report
from qa_service.language.parsing import Parser
from qa_service.settings import Settings
from qa_service.store.embedding import OnnxEncoder
from qa_service.store.files import only_writer
from qa_service.store.generations import Generation, load_current, publish

ROOT = Path(__file__).resolve().parent.parent
FIRST = ("Alder", "Birch", "Cedar", "Dog", "Elm", "Fox", "Gorse", "Hazel", "Ivy", "Juniper")
LAST = ("ford", "moor", "wick", "dale", "thorpe", "stead", "combe", "haven", "brook", "ridge")
PATIENCE = 30.0  # seconds until every worker must have switched


@dataclass
class Seen:
    """What the clients met. ``times`` are (moment of the answer, seconds that it took)."""

    times: list[tuple[float, float]] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    mixed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    by_generation: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The one sentence of a generation about one firm, and its figure."""

    text: str
    value: str


class Index:
    """An index that generations are published to; ``told`` maps a generation's id to its sentence of each firm."""

    def __init__(self, folder: Path, reports: int) -> None:
        self.settings = replace(Settings(), corpus=folder / "corpus", index=folder / "index")
        self._scratch = replace(self.settings, index=folder / "scratch")
        self.firms = [f"{FIRST[n % 10]}{LAST[n // 10 % 10]} Works{f' {n // 100}' * (n > 99)}" for n in range(reports)]
        self.told: dict[str, dict[str, Sentence]] = {}
        self.current = ""
        self.published: list[tuple[float, str]] = []
        parser = Parser.load()
        self._tools = Tools(
            encoder=OnnxEncoder(),
            split=split_report,
            extract=lambda report, passages: extract_facts(report, passages, parser),
        )

    def build(self, number: int) -> Generation:
        """Build generation ``number`` of the invented reports, in a folder of its own."""
        told = {firm: _sentence(firm, number, place) for place, firm in enumerate(self.firms)}
        for place, (firm, sentence) in enumerate(told.items()):
            path = self.settings.corpus / f"works-{place}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{firm} in 2020\n\n{sentence.text} The year brought a new yard and a longer quay.\n")
        done = build_index(self._scratch, self._tools)
        self.told[done.generation] = told
        return load_current(self._scratch.index, encoder_name=self._scratch.encoder)

    def publish(self, generation: Generation) -> None:
        """Make a generation the current one of the index that the server follows."""
        with only_writer(self.settings.index):
            publish(self.settings.index, generation)
        self.current = generation.id
        self.published.append((time.monotonic(), generation.id))


def _sentence(firm: str, number: int, place: int) -> Sentence:
    value = 1000 + 17 * place + 7919 * number
    return Sentence(f"In 2020, {firm} built {value:,} boats.", str(value))


class Client(threading.Thread):
    """Asks one question after the other on one connection until it is told to stop."""

    def __init__(self, port: int, index: Index, seen: Seen, ended: threading.Event, seed: int) -> None:
        super().__init__()
        self._port = port
        self._index = index
        self._seen = seen
        self._ended = ended
        self._random = random.Random(seed)  # noqa: S311 - which firm is asked for
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)

    def run(self) -> None:
        while not self._ended.is_set():
            firm = self._random.choice(self._index.firms)
            began = time.monotonic()
            try:
                self._ask(firm)
            except (OSError, HTTPException, ValueError) as error:
                self._seen.failed.append(f"{firm}: {error!r}")
                self._connection.close()
            self._seen.times.append((time.monotonic(), time.monotonic() - began))
        self._connection.close()

    def _ask(self, firm: str) -> None:
        if self._random.random() < 0.1:
            self._facts(firm)
        else:
            self._answer(firm)

    def _answer(self, firm: str) -> None:
        answer = self._sent("POST", "/ask", {"question": f"How many boats did {firm} build in 2020?"})
        said = [value["value"] for value in answer["values"][:1]]
        self._judge(answer["index_id"], firm, said, [one["quote"] for one in answer["citations"][:1]])

    def _facts(self, firm: str) -> None:
        place = self._index.firms.index(firm)
        page = self._sent("GET", f"/facts?report=works-{place}&unit=boats", None)
        rows = page["facts"]
        self._judge(page["index_id"], firm, [row["value"] for row in rows], [row["sentence"] for row in rows])

    def _sent(self, method: str, path: str, body: object) -> dict[str, Any]:
        text = None if body is None else json.dumps(body)
        self._connection.request(method, path, text, {"Content-Type": "application/json"})
        response = self._connection.getresponse()
        received = response.read()
        if response.status != 200:
            raise ValueError(f"{response.status} {received[:200]!r}")
        parsed: dict[str, Any] = json.loads(received)
        return parsed

    def _judge(self, generation: str, firm: str, values: list[str], quotes: list[str]) -> None:
        self._seen.by_generation[generation] += 1
        told = self._index.told[generation]
        if (values, quotes) == ([told[firm].value], [told[firm].text]):
            return
        ours = any((values, quotes) == ([other.value], [other.text]) for other in told.values())
        line = f"{generation}, {firm}: {values} {quotes}, not {told[firm].value}"
        (self._seen.wrong if ours else self._seen.mixed).append(line)


def main() -> int:
    """Measure and print; the exit code is 1 where ``--check`` finds a failure."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        index = Index(Path(folder), options.reports)
        first, *others = [index.build(number) for number in range(options.generations + 1)]
        index.publish(first)
        port = _free_port()
        server = _start(port, index.settings, options.workers)
        try:
            return _measured(server, port, index, others, options)
        finally:
            server.terminate()
            server.wait()


def _measured(
    server: subprocess.Popen[bytes], port: int, index: Index, others: list[Generation], options: argparse.Namespace
) -> int:
    _wait_until_served(server, port)
    seen, stop = Seen(), threading.Event()
    clients = [Client(port, index, seen, stop, seed) for seed in range(options.clients)]
    for client in clients:
        client.start()
    memory = [_memory(server.pid)]
    try:
        time.sleep(options.seconds / 3)
        quiet_until = time.monotonic()
        memory.append(_memory(server.pid))
        _publish(index, others, options.seconds * 2 / 3)
        lag = _all_switched(seen, index)
    finally:
        stop.set()
        for client in clients:
            client.join()
    memory.append(_memory(server.pid))
    _print(seen, index, quiet_until, memory)
    print(f"all workers at the last generation after {lag:.1f} s" if lag else "not all workers reached the last one")
    return 1 if options.check and (seen.failed or seen.mixed or seen.wrong or not lag) else 0


def _publish(index: Index, generations: list[Generation], seconds: float) -> None:
    began = time.monotonic()
    for number, generation in enumerate(generations, 1):
        index.publish(generation)
        time.sleep(max(0.0, began + seconds * number / len(generations) - time.monotonic()))


def _all_switched(seen: Seen, index: Index) -> float | None:
    """Seconds from the last publication until no answer came from an older one for 2 s, or None after 30 s."""
    published = index.published[-1][0]
    newest, latest = index.current, time.monotonic()
    older = seen.by_generation.total() - seen.by_generation[newest]
    while time.monotonic() < published + PATIENCE:
        time.sleep(0.05)
        now_older = seen.by_generation.total() - seen.by_generation[newest]
        if now_older != older or not seen.by_generation[newest]:
            older, latest = now_older, time.monotonic()
        elif time.monotonic() - latest > 2:
            return latest - published
    return None


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--generations", type=int, default=10)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--reports", type=int, default=40)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--check", action="store_true")
    return parser.parse_args()


def _start(port: int, settings: Settings, workers: int) -> subprocess.Popen[bytes]:
    given = {"QA_CORPUS": settings.corpus, "QA_INDEX": settings.index, "QA_PORT": port, "QA_WORKERS": workers}
    environment = os.environ | {name: str(value) for name, value in given.items()}
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"]
    return subprocess.Popen(command, cwd=ROOT, env=environment)


def _wait_until_served(server: subprocess.Popen[bytes], port: int) -> None:
    while server.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("GET", "/health")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
    raise SystemExit("The server did not start; its message stands above.")


def _memory(server: int) -> float:
    """Resident megabytes of the server's largest worker, as Linux counts them."""
    workers = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    statuses = [Path(f"/proc/{worker}/status").read_text() for worker in workers]
    return max(int(status.split("VmRSS:")[1].split()[0]) / 1024 for status in statuses)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _print(seen: Seen, index: Index, quiet_until: float, memory: list[float]) -> None:
    phases = {
        "nothing published": [taken for at, taken in seen.times if at <= quiet_until],
        f"{len(index.published) - 1} published": [taken for at, taken in seen.times if at > quiet_until],
    }
    for name, times in phases.items():
        ranked = sorted(1000 * taken for taken in times)
        high = ranked[int(len(ranked) * 0.99)]
        print(
            f"{name:<18}{len(ranked):>7} requests   median {statistics.median(ranked):.0f} ms   p99 {high:.0f} ms   "
            f"longest {ranked[-1]:.0f} ms"
        )
    print(f"{len(seen.failed)} failed, {len(seen.mixed)} mixed generations, {len(seen.wrong)} wrong")
    print(f"{len(seen.by_generation)} generations answered")
    for line in (*seen.failed[:5], *seen.mixed[:5], *seen.wrong[:5]):
        print(f"    {line}")
    print("largest worker: " + ", then ".join(f"{size:.0f} MB" for size in memory) + " resident (start, quiet, end)")


if __name__ == "__main__":
    raise SystemExit(main())
