"""The whole of it: a real server with two workers, sixteen clients, ten generations, every answer checked."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.web.serving import ROOT

pytestmark = [pytest.mark.server, pytest.mark.model]


def test_no_request_fails_and_no_answer_mixes_generations_while_they_change() -> None:
    options = ("--seconds", "9", "--generations", "10", "--clients", "16", "--reports", "6", "--check")
    command = [sys.executable, "benchmarks/bench_switch.py", *options]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert "0 failed, 0 mixed generations, 0 wrong" in run.stdout, run.stdout + run.stderr
    assert "all workers at the last generation" in run.stdout
    assert run.returncode == 0
