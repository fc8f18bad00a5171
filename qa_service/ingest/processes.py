"""Many reports taken apart at once, in processes of their own: a parser uses one processor core."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import wait

from qa_service.errors import about
from qa_service.ingest.crowding import crowded
from qa_service.ingest.facts import extract_facts
from qa_service.ingest.gathering import Parts
from qa_service.ingest.splitting import split_report
from qa_service.language.parsing import Parser
from qa_service.records import Report

_CHUNK = 4
_PARSER: list[Parser] = []


def cores() -> int:
    """How many processor cores this process may use."""
    return len(os.sched_getaffinity(0))


def take_apart_in_processes(reports: Sequence[Report], workers: int) -> Iterator[Parts]:
    """The parts of each report, in the order of ``reports``, whichever process is done first.

    The processes end with this one, however it ends.
    """
    # Spawned, not forked: torch may be running threads here, and a fork would copy their locks as they stand.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)
    try:
        yield from pool.map(_parts, reports, chunksize=_CHUNK)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to all; the parent ends the others
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _PARSER.append(Parser.load())


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _parts(report: Report) -> Parts:
    with about(report.path):
        passages = split_report(report)
        return Parts(passages, extract_facts(report, passages, _PARSER[0]), len(crowded(report, passages)))
