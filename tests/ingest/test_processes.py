import multiprocessing
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from qa_service.errors import file_at_fault
from qa_service.ingest.facts import extract_facts
from qa_service.ingest.gathering import Parts
from qa_service.ingest.processes import cores, take_apart_in_processes
from qa_service.ingest.splitting import split_report
from qa_service.records import Block
from qa_service.settings import ROOT
from tests.fakes import make_report


def report(number):
    text = f"Norland Steel made {number} tonnes in 2019."
    return make_report(f"r{number}", text)


def with_block(one):
    return type(one)(
        **{name: getattr(one, name) for name in one.__slots__} | {"blocks": (Block("paragraph", 0, len(one.text)),)}
    )


@pytest.mark.model
def test_parts_come_in_the_order_of_the_reports_and_as_they_would_from_one_process(parser):
    reports = [with_block(report(number)) for number in range(1000, 1012)]
    expected = []
    for one in reports:
        passages = split_report(one)
        expected.append(Parts(passages, extract_facts(one, passages, parser)))
    assert list(take_apart_in_processes(reports, 2)) == expected
    assert multiprocessing.active_children() == []


@pytest.mark.model
def test_the_report_that_breaks_is_named(parser):
    reports = [with_block(report(number)) for number in range(1000, 1004)]
    reports[2] = replace(reports[2], text=None)
    with pytest.raises(TypeError) as caught:
        list(take_apart_in_processes(reports, 1))
    assert file_at_fault(caught.value) == "r1002.txt"


def test_cores_are_those_that_this_process_may_use():
    assert cores() == len(os.sched_getaffinity(0))


@pytest.mark.model
def test_processes_end_with_the_one_that_started_them():
    code = (
        "import time, multiprocessing\n"
        "from tests.ingest.test_processes import report, with_block\n"
        "from qa_service.ingest.processes import take_apart_in_processes\n"
        "parts = take_apart_in_processes([with_block(report(n)) for n in range(1000, 1400)], 2)\n"
        "next(parts)\n"
        "print(*[child.pid for child in multiprocessing.active_children()], flush=True)\n"
        "time.sleep(600)\n"
    )
    started = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    children = [int(pid) for pid in started.stdout.readline().split()]
    assert len(children) == 2
    started.send_signal(signal.SIGKILL)
    started.wait()
    started.stdout.close()
    until = time.monotonic() + 30
    while any(_runs(pid) for pid in children):
        assert time.monotonic() < until
        time.sleep(0.05)


def _runs(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:  # noqa: PTH123 - one line of the system's own
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
