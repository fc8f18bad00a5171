"""The question sets of tests/exams, put to one index of all reports beside them, held to bounds that only tighten."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from qa_service.ask.answering import Answerer
from qa_service.evaluation.questions import read_questions
from qa_service.evaluation.scores import evaluate, false_answers, scores, table
from qa_service.ingest.pipeline import build_index, open_tools
from qa_service.language.parsing import Parser
from qa_service.settings import Settings
from qa_service.store.conversations import ConversationStore
from qa_service.store.embedding import open_encoder
from qa_service.store.generations import load_current

EXAMS = Path(__file__).resolve().parent / "exams"
SETS = {path.stem: path for path in sorted(EXAMS.glob("*.jsonl"))}
MOST_FALSE = 4


@dataclass(frozen=True, slots=True)
class Bounds:
    """``right`` is the least share of right answers, 0 to 1; ``false`` the most false answers to the unanswerable."""

    right: float = 0.0
    false: int = MOST_FALSE


BOUNDS = {
    "beige-book-ninth-district-2015-07": Bounds(right=0.34, false=1),
    "crime-halvern-2023-03": Bounds(right=0.46, false=0),
    "labour-market-orvelia-2024-10": Bounds(right=0.5, false=0),
    "monetary-policy-kestrava-2025-05": Bounds(right=0.34, false=1),
    "norvale-respiratory-season-2023-24": Bounds(right=0.46, false=0),
    "penhallow-marston-half-year-2024": Bounds(right=0.42, false=0),
    "shuoning-harbour-parks-2023-02-10": Bounds(right=0.57, false=0),
    "strandmark-railways-2023-24": Bounds(right=0.38, false=0),
}


def test_every_set_has_bounds_and_a_report_of_its_name():
    assert list(SETS) == sorted(BOUNDS)
    assert sorted(path.stem for path in (EXAMS / "reports").iterdir()) == sorted(BOUNDS)


@pytest.fixture(scope="session")
def answerer(tmp_path_factory):
    settings = replace(Settings(), corpus=EXAMS / "reports", index=tmp_path_factory.mktemp("exams") / "index")
    built = build_index(settings, open_tools(settings))
    assert built.refused == {}
    generation = load_current(settings.index, encoder_name=settings.encoder)
    conversations = ConversationStore(settings.index / "conversations.sqlite", seconds=600)
    return Answerer(generation, open_encoder(settings.encoder, for_questions=True), Parser.load(), conversations)


@pytest.mark.model
@pytest.mark.parametrize("name", sorted(BOUNDS))
def test_a_set_keeps_its_bounds(answerer, name):
    graded = list(evaluate(read_questions(SETS[name]), answerer))
    told = "\n".join(table(graded))
    assert [(one.item.id, one.error) for one in graded if one.mark == "error"] == []
    assert false_answers(graded).count("wrong") <= BOUNDS[name].false, told
    assert scores(graded)[-1].share >= BOUNDS[name].right, told
