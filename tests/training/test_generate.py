from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def written(folder: Path, seed: int, hash_seed: str, passages: int = 300) -> bytes:
    out = folder / f"{seed}-{hash_seed}.json"
    command = [
        sys.executable,
        "training/generate.py",
        "--passages",
        str(passages),
        "--seed",
        str(seed),
        "--out",
        str(out),
    ]
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "PYTHONHASHSEED": hash_seed})
    return out.read_bytes()


@pytest.fixture(scope="module")
def paragraphs(tmp_path_factory):
    return json.loads(written(tmp_path_factory.mktemp("generated"), 7, "0", 1200))["data"][0]["paragraphs"]


@pytest.fixture(scope="module")
def questions(paragraphs):
    return [qa for paragraph in paragraphs for qa in paragraph["qas"]]


def test_the_same_seed_writes_the_same_bytes_whatever_the_hash_seed(tmp_path):
    assert written(tmp_path, 3, "0") == written(tmp_path, 3, "4711")


def test_another_seed_writes_other_passages(tmp_path):
    assert written(tmp_path, 3, "0", 5) != written(tmp_path, 4, "0", 5)


def test_every_answer_stands_where_it_is_said_to(paragraphs):
    wrong = [
        (qa["id"], answer)
        for paragraph in paragraphs
        for qa in paragraph["qas"]
        for answer in qa["answers"]
        if not paragraph["context"][answer["answer_start"] :].startswith(answer["text"]) or not answer["text"].strip()
    ]
    assert wrong == []


def test_a_question_has_one_answer_or_is_impossible_by_a_named_swap(questions):
    swaps = {"owner", "measure", "period", "variant", "comparator", "role"}
    assert {(len(qa["answers"]), qa["is_impossible"], qa["swap"] in swaps) for qa in questions} == {
        (1, False, False), (0, True, True),
    }  # fmt: skip
    assert {qa["swap"] for qa in questions} - {""} == swaps
    assert 0.26 < sum(qa["is_impossible"] for qa in questions) / len(questions) < 0.34


def test_passages_are_of_the_length_and_have_the_questions_asked_for(paragraphs):
    assert {60 <= len(p["context"].split()) <= 220 and 2 <= len(p["qas"]) <= 6 for p in paragraphs} == {True}
    assert len({qa["id"] for p in paragraphs for qa in p["qas"]}) == sum(len(p["qas"]) for p in paragraphs)


def test_nothing_of_the_grammar_is_left_in_the_text(paragraphs):
    texts = [p["context"] for p in paragraphs] + [qa["question"] for p in paragraphs for qa in p["qas"]]
    assert [t for t in texts if set(t) & set("<>{}\x02\x03") or " ," in t or "  ?" in t or "None" in t] == []


def test_all_kinds_of_report_and_many_patterns_occur(questions):
    assert len({qa["pattern"] for qa in questions}) >= 70
    kinds = Counter(qa["kind"] for qa in questions)
    assert set(kinds) >= {"city", "national statistics", "central bank", "company", "health"}
    assert len(kinds) == 9
    assert min(kinds.values()) > 200
