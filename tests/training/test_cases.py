"""Written passages as reports of a real index, put to a reader that says nothing; which facts are right."""

import json

import numpy as np
import pytest
from cases import as_report, exam_cases, open_answerer, written_cases

from qa_service.ask.evidence import FEATURES
from qa_service.store.reader import Reading

pytestmark = pytest.mark.model

PASSAGE = {
    "heading": ["Osthaven in 2021", "Trade"],
    "date": "2022-02-01",
    "text": "Exports of fish were €40 million in 2021, after €35 million in 2020.",
    "questions": [
        {"q": "How much fish did Osthaven export in 2020?", "a": "€35 million", "in": "after €35 million"},
        {"q": "How much fish did Osthaven import in 2020?", "a": None},
        {"q": "Why?", "a": None},
    ],
}


class MuteReader:
    def read(self, question, passages):
        return [Reading(np.zeros((0, 2), int), np.zeros(0), np.zeros(0), 0.0) for _ in passages]


def test_a_passage_becomes_a_dated_report():
    lines = ["# Osthaven in 2021", "Published 2022-02-01", "## Trade", PASSAGE["text"]]
    assert as_report(PASSAGE) == "\n\n".join(lines) + "\n"


def test_the_fact_at_the_answer_is_the_right_one(tmp_path):
    path = tmp_path / "trade.jsonl"
    path.write_text(json.dumps(PASSAGE))
    asked, unknown = written_cases([path], tmp_path / "work", MuteReader())
    assert (asked.group, asked.answerable, unknown.answerable) == ("trade-0", True, False)
    assert asked.rows.shape == (len(asked.right), len(FEATURES))
    assert (asked.right.sum(), unknown.right.sum()) == (1, 0)


def test_of_an_exam_single_figures_and_silence_are_weighed(tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "trade.md").write_text(as_report(PASSAGE))
    figure = {"status": "answered", "value": 40000000, "evidence": "Exports of fish were €40 million in 2021"}
    silence = {"status": "not_found"}
    items = [
        {"id": "a", "type": "figure", "question": "How much fish did Osthaven export in 2021?", "gold": figure},
        {"id": "b", "type": "text", "question": "Why?", "gold": {"status": "answered", "any_of": ["fish"]}},
        {"id": "c", "type": "unanswerable", "question": "How much fish did Osthaven import in 2021?", "gold": silence},
    ]
    (tmp_path / "trade.jsonl").write_text("\n".join(json.dumps(item) for item in items))
    answerer = open_answerer(tmp_path / "reports", tmp_path / "work", MuteReader())
    asked, *others = exam_cases(tmp_path / "trade.jsonl", answerer)
    assert (asked.group, asked.right.sum()) == ("trade", 1)
    assert [other.answerable for other in others] == [False]
