"""Questions with the facts near them and which of these are right, as the judge is to weigh them."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a script, from any folder

from qa_service.ask.answering import Answerer
from qa_service.evaluation.grading import plain
from qa_service.evaluation.questions import Gold, read_questions
from qa_service.ingest.pipeline import Tools, build_index, open_tools
from qa_service.language.parsing import Parser
from qa_service.records import Fact
from qa_service.settings import Settings
from qa_service.store.conversations import CONVERSATIONS_FILE, ConversationStore
from qa_service.store.embedding import Encoder, open_encoder
from qa_service.store.generations import Generation, load_current
from qa_service.store.reader import Reader

Rows = NDArray[np.float32]
TOGETHER = 4
"""Written passages in one index: as many reports as a small corpus has."""


@dataclass(frozen=True)
class Case:
    """A question for a figure, of one ``group`` that is held out as a whole.

    ``rows`` are of (candidates, features), ``right`` of (candidates,) bool. ``answerable`` tells whether the reports
    say it; where they do, ``right`` can still be all false.
    """

    group: str
    question: str
    answerable: bool
    rows: Rows
    right: NDArray[np.bool_]


def written_cases(paths: Iterable[Path], folder: Path, reader: Reader | None) -> Iterator[Case]:
    """The questions of written passages, each passage a report, a few of them in one index."""
    for path in paths:
        given = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        for first in range(0, len(given), TOGETHER):
            group = f"{path.stem}-{first}"
            yield from _cases_of(group, given[first : first + TOGETHER], folder / group, reader)


def _cases_of(group: str, given: Sequence[dict[str, Any]], folder: Path, reader: Reader | None) -> Iterator[Case]:
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    for number, passage in enumerate(given):
        (corpus / f"{number}.md").write_text(as_report(passage), "utf-8")
    answerer = open_answerer(corpus, folder / "index", reader)
    by_path = {report.path: report for report in answerer.generation.reports.values()}
    for number, passage in enumerate(given):
        report = by_path[f"{number}.md"]
        for item in passage["questions"]:
            right = _written_right(answerer.generation, report.id, report.text, item)
            yield from _case(answerer, group, [item["q"]], item["a"] is not None, right)


def exam_cases(questions: Path, answerer: Answerer) -> Iterator[Case]:
    """The single figures of one question set and what its reports do not say; follow-ups after their questions."""
    for item in read_questions(questions):
        gold = item.gold
        single = gold.value is not None and not (gold.derived or gold.formula)
        if gold.status == "not_found" or (gold.status == "answered" and single):
            right = _exam_right(answerer.generation, gold)
            yield from _case(answerer, questions.stem, item.asked, gold.status == "answered", right)


def as_report(passage: dict[str, Any]) -> str:
    """A written passage as a report in Markdown."""
    title, *sections = passage["heading"]
    date = f"Published {passage['date']}\n\n" if passage.get("date") else ""
    return f"# {title}\n\n{date}" + "".join(f"## {one}\n\n" for one in sections) + passage["text"] + "\n"


def open_answerer(corpus: Path, index: Path, reader: Reader | None) -> Answerer:
    """Build an index of a corpus and answer from it; without a judge, which is yet to be made."""
    settings = replace(Settings(), corpus=corpus, index=index)
    tools, encoder, parser = _models()
    build_index(settings, tools)
    generation = load_current(index, encoder_name=settings.encoder)
    return Answerer(generation, encoder, parser, ConversationStore(index / CONVERSATIONS_FILE, 3600), reader)


@lru_cache(maxsize=1)
def _models() -> tuple[Tools, Encoder, Parser]:
    settings = Settings()
    return open_tools(settings), open_encoder(settings.encoder, for_questions=True), Parser.load()


def _case(
    answerer: Answerer, group: str, asked: Sequence[str], answerable: bool, right: Sequence[Fact]
) -> Iterator[Case]:
    *before, last = asked
    conversation = None
    for question in before:
        conversation = answerer.ask(question, conversation_id=conversation).conversation_id
    weighed = answerer.weighed(last, conversation_id=conversation)
    if weighed is not None:
        candidates, rows = weighed
        ids = {fact.id for fact in right}
        yield Case(group, last, answerable, rows, np.array([one.fact.id in ids for one in candidates], bool))


def _written_right(generation: Generation, report: str, text: str, item: dict[str, Any]) -> list[Fact]:
    place = text.find(item["in"]) if item["a"] is not None else -1
    if place < 0:
        return []
    start = place + item["in"].index(item["a"])
    end = start + len(item["a"])
    facts = [f for f in generation.facts if f.report == report and f.number_start < end and start < f.number_end]
    return facts[:1]  # of a range the lower end answers


def _exam_right(generation: Generation, gold: Gold) -> list[Fact]:
    if gold.value is None:
        return []
    wanted = [gold.value, *(one.value for one in (*gold.also_ok, *gold.accept))]
    near = [
        fact
        for fact in generation.facts
        if any(abs(abs(fact.value) - abs(value)) <= abs(value) * gold.tolerance for value in wanted)
    ]
    pieces = [plain(piece) for piece in (gold.evidence, *gold.evidence_more) if piece]
    held = [fact for fact in near if any(_overlap(plain(_sentence(generation, fact)), piece) for piece in pieces)]
    return held or near


def _sentence(generation: Generation, fact: Fact) -> str:
    return generation.reports[fact.report].text[fact.start : fact.end]


def _overlap(sentence: str, piece: str) -> bool:
    return piece in sentence or sentence in piece
