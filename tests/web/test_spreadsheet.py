"""Facts as comma-separated values."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.records import Fact
from qa_service.web.spreadsheet import COLUMNS, csv_lines, harmless
from tests.web.fakes import FACTS, REPORT

REPORTS = {REPORT.id: REPORT}


def rows_of(facts: list[Fact]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(csv_lines(facts, REPORTS)), newline="")))


def test_the_columns_are_those_of_a_fact_with_its_period_spread():
    assert COLUMNS == (
        "id", "subject", "measure", "role", "value", "unit", "text", "qualifier", "basis", "comparator", "report",
        "title", "published", "sentence", "start", "end", "number_start", "number_end", "method", "url", "page",
        "period_start", "period_end", "period_text", "period_inherited",
    )  # fmt: skip


def test_every_cell_of_a_fact():
    (row,) = rows_of([replace(FACTS[1], value=Decimal("-1.25E+3"), qualifier="about")])
    assert row["value"] == "-1250"
    assert (row["published"], row["qualifier"], row["basis"]) == ("2032-02-03", "about", "")
    assert row["period_inherited"] == "false"
    assert row["sentence"] == REPORT.text[int(row["start"]) : int(row["end"])]
    assert row["page"] == "1"
    assert row["url"] == f"/reports/harbour-2031#s-{row['start']}"


def test_a_fact_without_a_period_has_empty_cells():
    (row,) = rows_of([replace(FACTS[0], period=None)])
    assert [row[name] for name in COLUMNS if name.startswith("period_")] == ["", "", "", ""]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1", "'  =1"),
        ("\t=1", "'\t=1"),
        ("＝1+1", "'＝1+1"),
        ("\rx", "'\rx"),
        ("-4.6", "-4.6"),
        ("+1,250.5%", "+1,250.5%"),
        ("Steel = iron", "Steel = iron"),
        ("", ""),
    ],
)
def test_no_text_is_run_as_a_formula(text, written):
    assert harmless(text) == written


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_text_comes_back_but_for_the_apostrophe(subject, unit):
    (row,) = rows_of([replace(FACTS[0], subject=subject, unit=unit)])
    assert (row["subject"], row["unit"]) == (harmless(subject), harmless(unit))
    assert not row["subject"].startswith(("=", "@", "\t", "\r", "\n"))
