from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.ingest.cell_figures import cell_figures


@pytest.mark.parametrize(
    ("cell", "value", "unit", "text"),
    [
        ("12.3", "12.3", "", "12.3"),
        ("1,234", "1234", "", "1,234"),
        ("1 234.5", "1234.5", "", "1 234.5"),
        ("1'234", "1234", "", "1'234"),
        ("0", "0", "", "0"),
        ("2019", "2019", "", "2019"),
        ("12.3[1]", "12.3", "", "12.3"),
        ("12.3 [note 2]", "12.3", "", "12.3"),
        ("1,234 r", "1234", "", "1,234"),
        ("12.3r", "12.3", "", "12.3"),
        ("12.3%*", "12.3", "%", "12.3%"),
        ("12.3(1)", "12.3", "", "12.3"),
        ("12,345.6 (e)", "12345.6", "", "12,345.6"),
        ("(1.2)", "-1.2", "", "(1.2)"),
        ("$(1.2)", "-1.2", "USD", "$(1.2)"),
        ("(£1.2m)", "-1200000", "GBP", "(£1.2m)"),
        ("(4.5)%", "-4.5", "%", "(4.5)%"),
        ("-1.2", "-1.2", "", "-1.2"),
        ("−1.2", "-1.2", "", "−1.2"),
        ("– 5", "-5", "", "– 5"),
        ("+2.3%", "2.3", "%", "+2.3%"),
        ("$ 1,452.4", "1452.4", "USD", "$ 1,452.4"),
        ("£5m", "5000000", "GBP", "£5m"),
        ("RMB 5 bn", "5000000000", "CNY", "RMB 5 bn"),
        ("3.2 million", "3200000", "", "3.2 million"),
        ("5 km", "5", "km", "5 km"),
        ("52.3 km²", "52.3", "sq km", "52.3 km²"),
        ("1.2 pp", "1.2", "pp", "1.2 pp"),
        ("3rd", "3", "rank", "3rd"),
        ("8–10", "8", "", "8–10"),
        ("10-20%", "10", "%", "10-20%"),
        ("12.3 (11.9 to 12.7)", "12.3", "", "12.3"),
        ("12.3 [11.9–12.7]", "12.3", "", "12.3"),
        ("5.3 ± 0.2", "5.3", "", "5.3"),
    ],
)
def test_a_cell_is_read_with_its_sign_and_unit_and_without_its_notes(cell, value, unit, text):
    (figure,) = cell_figures(cell)
    assert (figure.value, figure.unit, cell[figure.start : figure.end]) == (Decimal(value), unit, text)


@pytest.mark.parametrize(
    ("cell", "qualifier"), [("<0.1", "less_than"), ("~5", "about"), ("up to 7", "at_most"), ("≥3", "at_least")]
)
def test_a_bound_is_a_qualifier(cell, qualifier):
    assert [figure.qualifier for figure in cell_figures(cell)] == [qualifier]


def test_a_single_number_in_brackets_is_a_second_figure():
    cell = "1,204 (10.5%)"
    told = [(str(f.value), f.unit, cell[f.start : f.end], f.aside) for f in cell_figures(cell)]
    assert told == [("1204", "", "1,204", False), ("10.5", "%", "10.5%", True)]
    assert [f.aside for f in cell_figures("5 (3)")] == [False, True]


def test_a_scale_of_its_own_is_told():
    assert [figure.scaled for cell in ("£5m", "£5", "5%", "5") for figure in cell_figures(cell)] == [
        True, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "cell",
    ["", "..", "-", "–", "n/a", ":", "[x]", "- - %", "Q1 2020", "65+", "12:30", "45,6", "5.5.2020", "Table 3", "5 6",
     "1/2", "up 5% on the year before", "January 5", "(5", "5)"],
)  # fmt: skip
def test_anything_else_is_no_figure(cell):
    assert cell_figures(cell) == ()


@given(st.text(alphabet="0123456789.,-−()[]%£$ kmbnr–to±<", max_size=14))
def test_whatever_a_cell_holds_its_figures_lie_within_it(cell):
    for figure in cell_figures(cell):
        assert 0 <= figure.start < figure.end <= len(cell)
        assert any(c.isdigit() for c in cell[figure.start : figure.end])
