"""Figures as people read them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from qa_service.records import Period
from qa_service.web.inputs import FactsFilter
from qa_service.web.ledgerpage import FILTERS, ROWS, address, filters_of, row_of, sheet
from qa_service.web.service import Service
from tests.web.fakes import FACTS, GROWTH, REPORT, FakeAnswers, FakeContents, fake_service

FIGURE = FACTS[0]


@pytest.mark.parametrize(
    ("fields", "exact"),
    [
        pytest.param({"text": "8.4%"}, "", id="nothing more to tell"),
        pytest.param({"text": "8.4 per cent"}, "", id="the same in words"),
        pytest.param({"text": "8.4"}, "+8.4%", id="a unit that stands elsewhere"),
        pytest.param({"text": "8.4%", "value": Decimal("-8.4")}, "−8.4%", id="a fall"),
        pytest.param(
            {"text": "3.1", "value": Decimal("-3.1"), "unit": "pp", "role": "gap"},
            "−3.1 percentage points",
            id="points",
        ),
        pytest.param(
            {"text": "1.25 thousand", "value": Decimal("1.25E+3"), "unit": "ferries", "role": "level"},
            "1,250 ferries",
            id="a scale",
        ),
        pytest.param(
            {"text": "40 million euros", "value": Decimal("4E+7"), "unit": "EUR", "role": "level"},
            "EUR 40,000,000",
            id="money",
        ),
        pytest.param({"text": "1,250", "value": Decimal(1250), "unit": "", "role": "level"}, "", id="a bare number"),
        pytest.param({"text": "0.50", "value": Decimal("0.50"), "unit": "", "role": "level"}, "", id="decimals"),
    ],
)
def test_the_exact_value_stands_beside_a_figure_that_does_not_tell_it(fields, exact):
    assert row_of(replace(FIGURE, **fields), REPORT).exact == exact


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({}, "growth, year on year"),
        ({"role": "gap", "basis": None, "comparator": "national level"}, "gap to national level"),
        ({"role": "share", "basis": None, "comparator": "all exports"}, "share of all exports"),
        ({"role": "change_in_share", "basis": None}, "change in share"),
        ({"role": "level", "basis": None}, "level"),
    ],
)
def test_the_kind_names_basis_and_comparator(fields, kind):
    assert row_of(replace(FIGURE, **fields), REPORT).kind == kind


def test_a_row_cuts_the_sentence_around_its_figure_and_marks_an_inherited_period():
    inherited = Period(date(2031, 1, 1), date(2031, 12, 31), "2031", inherited=True)
    row = row_of(replace(FIGURE, period=inherited, qualifier="more_than"), REPORT)
    assert "".join(row.sentence) == GROWTH
    assert row.sentence[1] == "8.4%"
    assert (row.period, row.inherited, row.qualifier) == ("2031", True, "more than")
    assert row.url == f"/reports/harbour-2031#s-{FIGURE.start}"


def test_a_row_without_a_period_says_nothing_of_one():
    row = row_of(replace(FIGURE, period=None), REPORT)
    assert (row.period, row.inherited) == ("", False)


def many(count: int) -> Service:
    facts = [replace(FIGURE, id=str(n), value=Decimal(n)) for n in range(1, count + 1)]
    return Service(FakeContents(facts=facts), FakeAnswers())


@pytest.mark.parametrize(
    ("offset", "first", "last", "earlier", "later"),
    [
        (0, 1, 50, None, "/ledger?unit=%25&offset=50"),
        (50, 51, 100, "/ledger?unit=%25", "/ledger?unit=%25&offset=100"),
        (60, 51, 100, "/ledger?unit=%25", "/ledger?unit=%25&offset=100"),
        (100, 101, 120, "/ledger?unit=%25&offset=50", None),
        (9_000, 101, 120, "/ledger?unit=%25&offset=50", None),
    ],
    ids=["first", "second", "within the second", "last", "past the end"],
)
def test_pages(offset, first, last, earlier, later):
    shown = sheet(FactsFilter(unit="%", offset=offset), many(120))
    assert (shown.first, shown.last, shown.earlier, shown.later, shown.total) == (first, last, earlier, later, 120)
    assert [row.exact for row in shown.rows][:1] == [f"+{first}%"]
    assert ROWS == 50


def test_the_download_holds_the_filters_and_not_the_page():
    assert sheet(FactsFilter(text="a & b", offset=50), many(0)).csv == "/facts?text=a+%26+b&format=csv"


def test_nothing_found_shows_what_each_filter_keeps_away():
    query = FactsFilter(subject="oriel", unit="ferries", period="1950")
    assert sheet(query, fake_service()).looser == [("the period", "/ledger?subject=oriel&unit=ferries", 1)]
    assert sheet(FactsFilter(period="1950"), fake_service()).looser == []


def test_an_address_leaves_out_what_is_not_asked():
    assert address(FactsFilter()) == "/ledger"
    assert address(FactsFilter(period="2020", sort="-value")) == "/ledger?period=2020&sort=-value"


def test_parameters_that_are_no_filters_are_not_looked_at():
    assert filters_of({"text": "x", "utm_source": "y", "offset": "50"}) == {"text": "x", "offset": "50"}


def test_every_filter_has_its_words():
    assert set(FILTERS) == set(FactsFilter.model_fields) - {"sort", "offset"}
