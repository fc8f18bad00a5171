"""Build and ask indexes of growing size, and print a Markdown table of time, size and memory.

    python benchmarks/bench_scale.py REPORTS [--sizes 10,100,1000,5694] [--output FILE] [--keep DIR] [--most-embedded N]

REPORTS is a folder, or a tar archive, of .txt, .md and .html files. For each size the first so many of them, in an
order that is random and always the same, are built into an index of their own by a process of its own. Columns:

build             seconds of the build, models loaded; ``embedding`` what its texts take the encoder alone, in a process
                  with nothing else to do. Beyond N texts an even choice of N is embedded and the time scaled up.
memory            most resident megabytes of the building process and its children together, pages that they share
                  counted for each.
index             megabytes of the generation's files
median, p99       milliseconds of /ask over HTTP, one question after the other; the questions are made of the facts of
                  the smallest index, so they are the same for all
worker            resident megabytes of the server's worker after them
adding one        seconds of a build after one more report came, and how many texts it embedded

Each row is printed, and added to FILE, as soon as it is measured. ``--keep`` leaves corpus and index of each size
below DIR.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import shutil
import statistics
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a script, from any folder

from bench_ask import ask, first_answer, free_port, memory_of_worker, start_server

from qa_service.settings import Settings

Result = TypeVar("Result")
SUFFIXES = {".txt", ".md", ".html", ".htm"}
QUESTIONS = 200
MOST_SECONDS = 600.0  # for any step, and besides
MOST_SECONDS_A_REPORT = 6.0
HEAD = (
    "reports", "texts", "build, s", "embedding, s", "ratio", "memory, MB", "index, MB", "median, ms", "p99, ms",
    "worker, MB", "adding one, s", "embedded for it",
)  # fmt: skip
OTHER_FIGURES = str.maketrans("0123456789", "1234567890")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build took; ``texts`` are the distinct texts that have a vector, ``peak`` is in megabytes."""

    seconds: float
    texts: int
    embedded: int
    generation: str
    peak: float = 0.0


@dataclass(frozen=True, slots=True)
class Asked:
    """Milliseconds of each question, and megabytes of the worker."""

    times: list[float]
    memory: float


def main() -> None:
    """Measure size after size, from the smallest."""
    options = _options()
    with _folder(options.keep) as work, _reports(options.reports) as files:
        sizes = sorted({min(size, len(files)) for size in options.sizes})
        _tell(options.output, f"| {' | '.join(HEAD)} |", f"|{'---|' * len(HEAD)}")
        questions: list[str] = []
        medians = []
        for size in sizes:
            settings = _corpus(work / str(size), files[:size])
            built = _build(settings, size)
            questions = questions or _in_process(_questions_of, (settings,), size)[0]
            embedding = _in_process(_embed, (settings, options.most_embedded), size)[0]
            asked = _ask_all(settings, questions)
            added = _add(settings, size)
            _tell(options.output, _row(size, settings, built, embedding, asked, added))
            medians.append(statistics.median(asked.times))
            if not options.keep:
                shutil.rmtree(settings.corpus.parent)
        _tell(
            options.output, f"\n{len(questions)} questions; from {sizes[0]} to {sizes[-1]} reports the median grows "
            f"{medians[-1] / medians[0]:.2f} times."
        )  # fmt: skip


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument(
        "--sizes", type=lambda text: [int(size) for size in text.split(",")], default=[10, 100, 1000, 5694]
    )
    parser.add_argument("--output", type=Path)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--most-embedded", type=int, default=20_000)
    return parser.parse_args()


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    """The folder of corpora and indexes; removed at the end unless it is to be kept."""
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="bench-scale-") as folder:
        yield Path(folder)


@contextmanager
def _reports(given: Path) -> Iterator[list[Path]]:
    """The files of the folder or the archive, in the order in which they are taken."""
    with tempfile.TemporaryDirectory(prefix="bench-reports-") as unpacked:
        root = given
        if not given.is_dir():
            root = Path(unpacked)
            with tarfile.open(given) as archive:
                archive.extractall(root, filter="data")
        files = sorted(path for path in root.rglob("*") if path.is_file() and path.suffix.lower() in SUFFIXES)
        if not files:
            raise SystemExit(f"There is no .txt, .md or .html file in {given}.")
        random.Random(7).shuffle(files)  # noqa: S311 - no secret hangs on it
        yield files


def _tell(output: Path | None, *lines: str) -> None:
    text = "\n".join(lines)
    print(text, flush=True)
    if output is not None:
        with output.open("a", encoding="utf-8") as file:
            file.write(text + "\n")


def _row(size: int, settings: Settings, built: Built, embedding: float, asked: Asked, added: Built) -> str:
    generation = settings.index / built.generation
    megabytes = sum(path.stat().st_size for path in generation.rglob("*") if path.is_file()) / 2**20
    times = sorted(asked.times)
    cells = (
        f"{size:,}", f"{built.texts:,}", f"{built.seconds:.1f}", f"{embedding:.1f}", f"{built.seconds / embedding:.2f}",
        f"{built.peak:,.0f}", f"{megabytes:,.1f}", f"{statistics.median(times):.1f}",
        f"{times[min(len(times) - 1, int(len(times) * 0.99))]:.1f}", f"{asked.memory:,.0f}", f"{added.seconds:.1f}",
        f"{added.embedded:,}",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


# The steps


def _corpus(folder: Path, files: Sequence[Path]) -> Settings:
    """Settings of an empty index and of a corpus of these files."""
    shutil.rmtree(folder, ignore_errors=True)
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    for number, path in enumerate(files):
        shutil.copyfile(path, corpus / f"{number:06}-{path.name}")
    return replace(Settings.from_environment(), corpus=corpus, index=folder / "index")


def _build(settings: Settings, size: int) -> Built:
    built, peak = _in_process(_build_here, (settings,), size)
    return replace(built, peak=peak)


def _add(settings: Settings, size: int) -> Built:
    """Build with one more report: one of middling length with every digit another. The index itself stays as it is."""
    by_length = sorted(settings.corpus.iterdir(), key=lambda path: (path.stat().st_size, path.name))
    model = by_length[len(by_length) // 2]
    index = settings.index.with_name("index-with-one-more")
    shutil.copytree(settings.index, index, copy_function=os.link)  # a build never writes to a file that is there
    new = settings.corpus / f"one-more{model.suffix}"
    new.write_text(model.read_text(encoding="utf-8", errors="replace").translate(OTHER_FIGURES), encoding="utf-8")
    try:
        return _build(replace(settings, index=index), size)
    finally:
        new.unlink()
        shutil.rmtree(index)


def _ask_all(settings: Settings, questions: Sequence[str]) -> Asked:
    port = free_port()
    server = start_server(port, QA_INDEX=str(settings.index), QA_CORPUS=str(settings.corpus))
    try:
        connection = first_answer(server, port)
        return Asked([ask(connection, question) for question in questions], memory_of_worker(server.pid))
    finally:
        server.terminate()
        server.wait()


def _build_here(settings: Settings) -> Built:
    from qa_service.ingest.pipeline import build_index, open_tools

    done = build_index(settings, open_tools(settings))
    return Built(done.seconds, done.carried + done.embedded, done.embedded, done.generation)


def _questions_of(settings: Settings) -> list[str]:
    """Questions made of an index's facts: what each measures, of whom, and when."""
    from qa_service.store.generations import load_current

    facts = [fact for fact in load_current(settings.index, encoder_name=settings.encoder).facts if fact.measure]
    asked = (
        f"What was the {fact.measure} of {fact.subject or 'all'}{f' in {fact.period.text}' if fact.period else ''}?"
        for fact in facts
    )
    distinct = list(dict.fromkeys(asked))
    return distinct[:: max(1, len(distinct) // QUESTIONS)][:QUESTIONS]


def _embed(settings: Settings, most: int) -> float:
    """Seconds that the encoder takes for the distinct texts of an index, in the batches of a build."""
    from qa_service.ingest.vectorising import VectorPool
    from qa_service.store.embedding import open_encoder
    from qa_service.store.generations import load_current

    encoder = open_encoder(settings.encoder, for_questions=False)
    encoder.encode(["A first text, for which much is set up."])
    generation = load_current(settings.index, encoder_name=settings.encoder)
    kinds = [
        list(dict.fromkeys(passage.context for passage in generation.passages)),
        list(dict.fromkeys(sentence.text for sentence in generation.sentences)),
        list(dict.fromkeys(fact.card for fact in generation.facts)),
        generation.words.words,
    ]
    step = max(1, sum(map(len, kinds)) // most)
    pool, seconds = VectorPool(encoder), 0.0
    for texts in kinds:
        chosen = sorted(texts, key=len)[step // 2 :: step]
        began = time.monotonic()
        pool.vectors(chosen, "")
        seconds += (time.monotonic() - began) * len(texts) / max(1, len(chosen))
    return seconds


# Processes of their own


def _in_process(work: Callable[..., Result], given: tuple[object, ...], size: int) -> tuple[Result, float]:
    """What ``work`` returns, and the most memory in megabytes that it and its children held meanwhile."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(sender, work, given))
    process.start()
    sender.close()
    until = time.monotonic() + MOST_SECONDS + MOST_SECONDS_A_REPORT * size
    peak = 0.0
    try:
        while not receiver.poll(0.1):
            peak = max(peak, _resident(process.pid))
            if time.monotonic() > until:
                raise SystemExit(f"{work.__name__} of {size} reports takes too long.")
        result: Result = receiver.recv()
    except EOFError:
        raise SystemExit(f"{work.__name__} of {size} reports failed; its message stands above.") from None
    finally:
        process.join(5)
        if process.is_alive():
            process.kill()  # its own children end with it
    return result, peak


def _send(sender: Connection, work: Callable[..., object], given: tuple[object, ...]) -> None:
    sender.send(work(*given))


def _resident(pid: int | None) -> float:
    """Resident megabytes of a process and its children; those that have just ended count for nothing."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        children = [child for thread in threads for child in (thread / "children").read_text().split()]
    except OSError:
        return 0.0
    own = int(status.split("VmRSS:")[1].split()[0]) / 1024 if "VmRSS:" in status else 0.0
    return own + sum(_resident(int(child)) for child in children)


if __name__ == "__main__":
    main()
