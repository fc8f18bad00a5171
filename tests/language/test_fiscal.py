from datetime import date

import pytest

from qa_service.language.calendar_spans import CalendarSpan
from qa_service.language.fiscal import in_financial_year, year_end
from qa_service.language.periods import find_periods


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Results for the year ended 31 March 2025. FY25 revenue rose.", 3),
        ("H1 FY25 was strong. Half-year report for the six months to 30 September 2024.", 3),
        ("In FY24 we grew. Fiscal year ended June 30, 2024.", 6),
        ("First quarter ended April 30, 2025 (Q1 FY26).", 1),
        ("FY23: the year ended 31 December 2023.", 12),
        ("Revenue rose in the year ended 31 March 2025.", 12),  # nothing is labelled, so nothing is to be read
        ("FY25 was a good year.", 12),
        ("FY25. The year ended 30 June 2025; pensions were valued in the six months to 30 September 2024.", 6),
        ("", 12),
    ],
)
def test_year_end(text: str, month: int) -> None:
    assert year_end(text) == month


@pytest.mark.parametrize(
    ("first", "count", "ends", "start", "end"),
    [
        (1, 12, 3, date(2024, 4, 1), date(2025, 3, 31)),
        (1, 6, 3, date(2024, 4, 1), date(2024, 9, 30)),
        (7, 6, 3, date(2024, 10, 1), date(2025, 3, 31)),
        (10, 3, 3, date(2025, 1, 1), date(2025, 3, 31)),
        (4, 3, 9, date(2025, 1, 1), date(2025, 3, 31)),
        (1, 12, 1, date(2024, 2, 1), date(2025, 1, 31)),
        (1, 12, 12, date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_in_financial_year(first: int, count: int, ends: int, start: date, end: date) -> None:
    span, year = in_financial_year(CalendarSpan(first, count), 2025, ends)
    assert span.in_year(year) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Revenue in FY25", date(2024, 4, 1), date(2025, 3, 31)),
        ("Revenue in H1 FY25", date(2024, 4, 1), date(2024, 9, 30)),
        ("Revenue in FY25 H2", date(2024, 10, 1), date(2025, 3, 31)),
        ("Revenue in 1H FY2025", date(2024, 4, 1), date(2024, 9, 30)),
        ("Revenue in Q3 FY25", date(2024, 10, 1), date(2024, 12, 31)),
        ("the third quarter of fiscal 2025", date(2024, 10, 1), date(2024, 12, 31)),
        ("the first half of the financial year 2025", date(2024, 4, 1), date(2024, 9, 30)),
        ("Revenue in H1 2025", date(2025, 1, 1), date(2025, 6, 30)),
        ("Revenue in 2025", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_labels_count_from_the_years_end(text: str, start: date, end: date) -> None:
    (found,) = find_periods(text, ends=3)
    assert (found.period.start, found.period.end) == (start, end)
