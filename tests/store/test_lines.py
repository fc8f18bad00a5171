from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.records import Sentence
from qa_service.store import lines as lines_module
from qa_service.store.facts import read_records, write_records
from qa_service.store.lines import FRESH, LineFile, Lines, Sentences, runs, save_records, sentences_of
from tests.fakes import make_generation

RECORDS = [Sentence("farms", n, n + 1, f"Line {n}\nwith ü", n) for n in range(4)]


@pytest.fixture
def lines(tmp_path):
    write_records(tmp_path / "lines.jsonl", RECORDS)
    return Lines.open(Sentence, tmp_path / "lines.jsonl")


def test_records_come_back_from_the_end_and_in_slices_too(lines):
    assert (list(lines), len(lines), lines[-1], lines[1:3]) == (RECORDS, 4, RECORDS[3], RECORDS[1:3])
    with pytest.raises(IndexError):
        lines[4]


def test_only_what_is_asked_for_is_parsed_and_once(lines):
    assert lines[2] is lines[2]
    assert list(lines._parsed) == [2]


def test_lines_outlive_their_file(lines, tmp_path):
    (tmp_path / "lines.jsonl").unlink()
    assert lines[3] == RECORDS[3]


def test_no_lines(tmp_path):
    save_records(tmp_path / "none.jsonl", [])
    assert list(Lines.open(Sentence, tmp_path / "none.jsonl")) == []


@given(order=st.permutations([*range(4), FRESH, FRESH]), length=st.integers(0, 6))
def test_carried_records_and_fresh_ones_stand_where_the_source_says(order, length, tmp_path_factory):
    source = np.array(order[:length], np.int64)
    new = [replace(RECORDS[0], text=f"New {n}") for n in range(2)]
    fresh = iter(new)
    expected = [next(fresh) if row == FRESH else RECORDS[row] for row in source.tolist()]
    former = Lines.of(Sentence, RECORDS)
    given = Lines.of(Sentence, new[: int((source == FRESH).sum())])
    carried = former.carried(source, given, tmp_path_factory.mktemp("carried") / "lines.jsonl")
    assert (list(carried), carried._ends.tolist()) == (expected, Lines.of(Sentence, expected)._ends.tolist())
    assert former._parsed == {}


def test_lines_are_written_as_they_are(lines, tmp_path):
    save_records(
        tmp_path / "again.jsonl", lines.carried(np.array([3, 0]), Lines.of(Sentence, ()), tmp_path / "new.jsonl")
    )
    assert read_records(Sentence, tmp_path / "again.jsonl") == [RECORDS[3], RECORDS[0]]
    assert lines._parsed == {}


def test_lines_of_a_long_text_end_where_they_end(monkeypatch):
    monkeypatch.setattr(lines_module, "_AT_ONCE", 7)
    assert list(Lines.of(Sentence, RECORDS)) == RECORDS


def test_records_put_into_a_file_as_they_come_are_its_lines(tmp_path):
    file = LineFile(Sentence, tmp_path / "a.jsonl")
    file.add(RECORDS[:1])
    file.add(iter(RECORDS[1:]))
    lines = file.lines()
    assert list(lines) == RECORDS
    lines.save(tmp_path / "b.jsonl")
    assert (tmp_path / "a.jsonl").samefile(tmp_path / "b.jsonl")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param([], [], id="none"),
        pytest.param([0, 1, 2], [(0, 3)], id="as-it-was"),
        pytest.param([-1, -1], [(0, 2)], id="all-fresh"),
        pytest.param([0, 1, -1, 2], [(0, 2), (2, 3), (3, 4)], id="one-added"),
        pytest.param([2, 0, 1], [(0, 1), (1, 3)], id="moved"),
        pytest.param([-1, 0], [(0, 1), (1, 2)], id="first-after-fresh"),
    ],
)
def test_runs(source, expected):
    assert list(runs(np.array(source, np.int64))) == expected


def test_sentences_are_those_of_the_passages():
    generation = make_generation({"farms": "Oats rose.\nRye fell.", "mills": "Looms stood."})
    assert sentences_of(generation.reports, generation.passages) == generation.sentences
    lazy = Sentences(generation.reports, generation.passages, 3)
    assert (len(lazy), list(lazy), lazy[1:]) == (3, generation.sentences, generation.sentences[1:])
