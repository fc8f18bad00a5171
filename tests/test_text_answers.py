"""The whole road of questions for words: five kinds of report in, their questions out, with the real models."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from qa_service.ask.answering import Answerer
from qa_service.evaluation.grading import grade, is_cited
from qa_service.evaluation.questions import read_questions
from qa_service.ingest.pipeline import build_index, open_tools
from qa_service.language.parsing import Parser
from qa_service.settings import Settings
from qa_service.store.embedding import open_encoder
from qa_service.store.generations import load_current

pytestmark = pytest.mark.model
TEXTS = Path(__file__).resolve().parent / "texts"
ITEMS = read_questions(TEXTS / "questions.jsonl")


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    (folder / "corpus").mkdir()
    for path in TEXTS.glob("*.md"):
        shutil.copy(path, folder / "corpus")
    settings = replace(Settings(), corpus=folder / "corpus", index=folder / "index")
    assert build_index(settings, open_tools(settings)).refused == {}
    generation = load_current(settings.index, encoder_name=settings.encoder)
    return Answerer(generation, open_encoder(settings.encoder, for_questions=True), Parser.load())


@pytest.mark.parametrize("item", ITEMS, ids=[f"{item.id} {item.question}" for item in ITEMS])
def test_a_question_for_words_is_answered_with_its_sentence_or_not_at_all(answerer, item):
    answer = answerer.ask(item.question)
    assert grade(item.gold, answer) == "right", answer.answer
    assert item.gold.status != "answered" or is_cited(item.gold, answer.citations)
    if item.gold.any_of in (("Yes",), ("No",)):
        assert answer.answer.startswith(item.gold.any_of[0])
