from __future__ import annotations

import pytest

from qa_service.ingest.table_labels import read_label
from tests.ingest.conftest import span


@pytest.mark.parametrize(
    ("text", "name", "period", "timed"),
    [
        ("Table 3: Unemployment rate by sex (%), 2019 to 2021", "Unemployment rate by sex", "2019/2021", True),
        ("Table 2.1 Output of main products", "Output of main products", "", False),
        ("2019/20 (£000)", "", "2019-04-01/2020-03-31", True),
        ("Q1", "", "", True),
        ("2024 Apr", "", "2024-04", True),
        ("Output index (2015=100)", "Output index", "", False),
        ("Table: Stock of beds", "Stock of beds", "", False),
        ("Years ended September 30,", "", "", True),
        ("2020 p", "", "2020", True),
        ("Fiscal", "", "", False),
        ("16-24", "16-24", "", False),
        ("Men aged 16 to 24", "Men aged 16 to 24", "", False),
        ("Sales (note 23)", "Sales", "", False),
        ("Beds [note 2]", "Beds", "", False),
        ("Sensors¹", "Sensors", "", False),
        ("Uptake (95% CI), %", "Uptake", "", False),
        ("Population in 2019 and 2021", "Population", "", True),
        ("Rank", "", "", False),
    ],
)
def test_a_label_is_parted_into_name_and_time(text, name, period, timed):
    label = read_label(text)
    assert (label.name, span(label.period), label.timed) == (name, period, timed)


@pytest.mark.parametrize(
    ("text", "role", "basis", "of"),
    [
        ("Change on year, %", "growth", "year on year", None),
        ("y/y %", "growth", "year on year", None),
        ("Change on previous quarter (%)", "growth", "quarter on quarter", None),
        ("Change since 2015 (%)", "growth", "from 2015", None),
        ("Percent change from 2019", "growth", "from 2019", None),
        ("% change 2019 to 2020", "growth", None, None),
        ("2019 vs 2018", "growth", "from 2018", None),
        ("% Difference", "growth", None, None),
        ("GDP growth", "growth", None, None),
        ("Consumer prices (annual % change)", "growth", "year on year", None),
        ("Inflation rate (annual % change)", None, None, None),
        ("Climate change", None, None, None),
        ("Share of exports (%)", "share", None, "exports"),
        ("Balance (per cent of GDP)", "share", None, "GDP"),
        ("Rank", "rank", None, None),
        ("Rate of pay", None, None, None),
    ],
)
def test_a_label_tells_a_role_with_basis_or_whole(text, role, basis, of):
    label = read_label(text)
    assert (label.role, label.basis, label.of) == (role, basis, of)


@pytest.mark.parametrize(
    ("text", "expected"), [("Decrease (%)", True), ("Increase/decrease (%)", False), ("Change (%)", False)]
)
def test_a_label_tells_whether_its_figures_count_a_fall(text, expected):
    assert read_label(text).falls is expected


def test_a_label_as_long_as_a_paragraph_is_only_a_name():
    label = read_label("Sales in 2019 (£ million) " * 20)
    assert (label.name, label.unit, label.period) == (label.text, None, None)


def test_notes_and_codes_only_refer():
    assert [text for text in ("Note", "Code", "Notes", "Rank", "Codes of conduct") if read_label(text).indexes] == [
        "Note", "Code", "Notes",
    ]  # fmt: skip
    assert [read_label(text).numbered for text in ("Table 3: Jobs", "Jobs")] == [True, False]
