"""Rows of a report's records among all."""

from __future__ import annotations

import pytest

from qa_service.ask.rows import Rows
from tests.fakes import make_generation

TEXTS = {"harbour": "Boats rose.\nWool fell.", "upland": "Sheep graze."}


@pytest.fixture
def rows():
    return Rows(make_generation(TEXTS).sentences)


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        pytest.param(["harbour"], [True, True, False], id="one"),
        pytest.param(["upland", "harbour"], [True, True, True], id="all-by-name"),
        pytest.param(["moor"], [False, False, False], id="unknown"),
        pytest.param([], [False, False, False], id="none"),
    ],
)
def test_the_rows_of_reports_are_marked(rows, reports, expected):
    assert rows.of(reports).tolist() == expected


def test_no_choice_of_reports_marks_nothing(rows):
    assert rows.of(None) is None


@pytest.mark.parametrize(
    ("report", "start", "row"),
    [
        ("harbour", 0, 0),
        ("harbour", 12, 1),
        ("upland", 0, 2),
        ("upland", 12, None),
        ("harbour", 5, None),
        ("moor", 0, None),
    ],
)
def test_a_record_is_found_by_its_start(rows, report, start, row):
    assert rows.at(report, start) == row


def test_no_records_at_all():
    rows = Rows([])
    assert rows.at("harbour", 0) is None
    assert rows.of(["harbour"]).shape == (0,)


@pytest.mark.parametrize(("report", "span"), [("harbour", (0, 2)), ("upland", (2, 3)), ("moor", (0, 0))])
def test_the_rows_of_a_report_stand_together(rows, report, span):
    assert rows.span(report) == span
