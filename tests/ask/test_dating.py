from __future__ import annotations

from datetime import date

import pytest

from qa_service.ask.dating import asked_period, base_of, dated
from qa_service.ask.interpreting import interpret
from qa_service.language.periods import find_periods
from tests.fakes import make_report


@pytest.mark.parametrize(
    ("text", "base", "kept"),
    [
        ("bales up on 2019", "2019", []),
        ("bales since 2019", None, ["since 2019"]),
        ("bales sold in 2020, up on 2019", "2019", ["2020"]),
        ("growth from 2018", "2018", []),
        ("growth in 2020 from 2018", None, ["2020", "2018"]),
        ("growth since March 2018", None, ["since March 2018"]),
        ("more bales than 2019", None, ["2019"]),
    ],
)
def test_base_of(text, base, kept):
    found, mentions = base_of(text, find_periods(text))
    assert (found, [m.period.text for m in mentions]) == (base, kept)


@pytest.mark.parametrize(
    ("text", "start", "end", "words"),
    [
        ("in 2019", date(2019, 1, 1), date(2019, 12, 31), "2019"),
        ("from 2018 and in 2020", date(2018, 1, 1), date(2020, 12, 31), "2018 and 2020"),
        ("last year, in 2015", date(2015, 1, 1), date(2015, 12, 31), "2015"),
    ],
)
def test_asked_period(text, start, end, words):
    period = asked_period(find_periods(text, published=date(2022, 6, 1)))
    assert period is not None
    assert (period.start, period.end, period.text) == (start, end, words)


def test_no_mention_is_no_period():
    assert asked_period([]) is None


def test_last_year_is_the_year_before_the_report_held_against_it():
    asked = interpret("how many bales were sold last year", published=date(2022, 6, 1))
    older = dated(asked, make_report("bales", "Bales.", published=date(2018, 3, 1)))
    assert older.period is not None
    assert (older.period.start, older.period.end) == (date(2017, 1, 1), date(2017, 12, 31))


def test_a_period_that_names_its_year_stays_whatever_the_report():
    asked = interpret("how many bales were sold in 2019", published=date(2022, 6, 1))
    assert dated(asked, make_report("bales", "Bales.", published=date(2018, 3, 1))) == asked


def test_an_undated_report_leaves_the_period():
    asked = interpret("how many bales were sold last year", published=date(2022, 6, 1))
    assert dated(asked, make_report("bales", "Bales.", published=None)) == asked


def test_a_label_of_a_financial_year_counts_from_the_reports_own_year():
    asked = interpret("bales sold in H1 FY25", published=date(2024, 11, 1))
    text = "H1 FY25 results for the six months ended 30 September 2024."
    period = dated(asked, make_report("bales", text, published=date(2024, 11, 1))).period
    assert period is not None
    assert (period.start, period.end) == (date(2024, 4, 1), date(2024, 9, 30))
