from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.language.calendar_spans import CalendarSpan, last_day, month_after, months_back, year_shifted


@pytest.mark.parametrize(
    ("span", "year", "days"),
    [
        (CalendarSpan(1, 12), 2020, (date(2020, 1, 1), date(2020, 12, 31))),
        (CalendarSpan(4, 12), 2005, (date(2005, 4, 1), date(2006, 3, 31))),
        (CalendarSpan(11, 3), 2019, (date(2019, 11, 1), date(2020, 1, 31))),
        (CalendarSpan(2, 1, 29, 29), 2021, (date(2021, 2, 28), date(2021, 2, 28))),
        (CalendarSpan(1, 120), 1990, (date(1990, 1, 1), date(1999, 12, 31))),
    ],
)
def test_a_span_laid_on_a_year(span, year, days):
    assert span.in_year(year) == days


def test_a_span_reaches_until_another_and_never_backwards():
    january, october = CalendarSpan(1, 1), CalendarSpan(10, 1)
    assert january.until(october, 0) == CalendarSpan(1, 10)
    assert october.until(january, 1) == CalendarSpan(10, 4)
    assert october.until(january, 0) is None
    assert CalendarSpan(1, 1, 9, 9).until(CalendarSpan(1, 1, 3, 3), 0) is None


@given(st.integers(2, 9000), st.integers(1, 12), st.integers(-20, 20))
def test_months_go_forth_and_back(year, month, months):
    assert month_after(*month_after(year, month, months), -months) == (year, month)


def test_months_back_from_the_end_of_a_month():
    assert months_back(date(2015, 8, 31), 3) == date(2015, 6, 1)
    assert months_back(date(2021, 6, 30), 12) == date(2020, 7, 1)
    assert months_back(date(2021, 1, 8), 12) == date(2020, 1, 9)


def test_the_last_of_february_stays_the_last():
    assert last_day(2020, 2) == 29
    assert year_shifted(date(2020, 2, 29), -1) == date(2019, 2, 28)
    assert year_shifted(date(2019, 2, 28), 1) == date(2020, 2, 29)
