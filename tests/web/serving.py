"""A real server for tests: gunicorn as it is run, on a free port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(*arguments: str, **settings: str) -> subprocess.Popen[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("QA_")} | settings
    command = [sys.executable, "-m", "gunicorn", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)


@contextmanager
def serving(*arguments: str, **settings: str) -> Iterator[str]:
    """The address of a running server; its first line on stderr names it."""
    process = start(*arguments, QA_PORT=str(free_port()), **settings)
    assert process.stderr is not None
    try:
        line = process.stderr.readline()
        assert line.startswith("Serving on http://127.0.0.1:"), line
        yield line.removeprefix("Serving on ").strip()
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)
