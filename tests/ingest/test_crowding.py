"""Sentences with too many numbers to bind."""

from __future__ import annotations

import time

import pytest

from qa_service.ingest import crowding
from qa_service.ingest.crowding import MOST_IN_SENTENCE, crowded
from qa_service.ingest.facts import extract_facts
from qa_service.ingest.limits import Limits
from qa_service.ingest.reading import read_report
from qa_service.ingest.splitting import split_report
from qa_service.settings import Settings

SECONDS = 15


@pytest.fixture
def read(tmp_path):
    """The report of a text, and its passages."""

    def of(text, name="sheep.md"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        report = read_report(tmp_path / name, tmp_path, Limits.of(Settings()))
        return report, split_report(report)

    return of


def listed(count):
    return ", ".join(str(number) for number in range(1, count + 1))


def test_a_sentence_of_too_many_numbers_is_crowded_and_its_neighbours_are_not(read):
    report, passages = read(f"# Sheep\n\nWool rose by 5%. Lots: {listed(MOST_IN_SENTENCE + 1)}. Milk fell by 3%.")
    (start,) = crowded(report, passages)
    assert report.text[start:].startswith("Lots: 1, 2")


def test_a_sentence_of_as_many_as_may_be_is_not_crowded(read):
    assert crowded(*read(f"# Sheep\n\nLots: {listed(MOST_IN_SENTENCE)}.")) == frozenset()


def test_of_a_report_of_too_many_numbers_what_comes_first_is_read(read, monkeypatch):
    monkeypatch.setattr(crowding, "MOST_IN_REPORT", 3)
    text = "Wool rose by 5% and by 6%. Milk fell by 3% and by 4%. Cheese rose. Hay cost £5."
    report, passages = read(f"# Sheep\n\n{text}")
    assert [report.text[start:][:4] for start in sorted(crowded(report, passages))] == ["Milk"]


def test_the_rows_of_a_table_are_not_counted(read):
    heads = " | ".join(f"{2000 + year} sheep" for year in range(45))
    cells = " | ".join(str(year) for year in range(45))
    rule = "|".join(["---"] * 46)
    report, passages = read(f"# Sheep\n\nWool rose by 5%.\n\n| Town | {heads} |\n|{rule}|\n| Oriel | {cells} |\n")
    assert len(report.cells) == 45
    assert crowded(report, passages) == frozenset()


def test_figures_of_crowded_sentences_are_no_facts(read, parser):
    report, passages = read(f"# Sheep\n\nWool rose by 5% in 2019. Lots: {listed(300)}. Milk fell by 3% in 2019.")
    assert [fact.text for fact in extract_facts(report, passages, parser)] == ["5%", "3%"]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param(listed(MOST_IN_SENTENCE), id="as many as may be"),
        pytest.param(listed(500), id="a list"),
        pytest.param(" ".join(str(number) for number in range(100, 600)), id="bare"),
        pytest.param(" and ".join(["5%"] * 250), id="joined"),
        pytest.param("one, two, three, " * 100, id="words"),
        pytest.param("7" * 1900, id="one number"),
    ],
)
def test_a_file_full_of_numbers_is_read_in_bounded_time(read, parser, sentence):
    report, passages = read("# Sheep\n\n" + "\n\n".join([f"Lots: {sentence}."] * 20))
    began = time.monotonic()
    extract_facts(report, passages, parser)
    assert time.monotonic() - began < SECONDS
