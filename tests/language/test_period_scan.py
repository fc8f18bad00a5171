from __future__ import annotations

import pytest

from qa_service.language.calendar_spans import CalendarSpan
from qa_service.language.period_scan import scan

SCANNED = {
    "January to October 2020": [("January to October 2020", CalendarSpan(1, 10), 2020, None)],
    "Q1–Q3": [("Q1–Q3", CalendarSpan(1, 9), None, None)],
    "October last year": [("October last year", CalendarSpan(10, 1), None, -1)],
    "May, June and July 2019": [
        ("May", CalendarSpan(5, 1), 2019, None),
        ("June", CalendarSpan(6, 1), 2019, None),
        ("July 2019", CalendarSpan(7, 1), 2019, None),
    ],
    "October to March 2019": [("October to March 2019", CalendarSpan(10, 6), 2018, None)],
    "2019 to 2018": [("2019", CalendarSpan(1, 12), 2019, None), ("2018", CalendarSpan(1, 12), 2018, None)],
    "between 2010 and 2012": [("between 2010 and 2012", CalendarSpan(1, 36), 2010, None)],
    "2024 May": [("2024 May", CalendarSpan(5, 1), 2024, None)],
    "in 2024 may": [("2024", CalendarSpan(1, 12), 2024, None)],
    "week 3 of 2024": [("week 3 of 2024", CalendarSpan(1, 1, 15, 21), 2024, None)],
    "nothing here": [],
}


@pytest.mark.parametrize(("text", "expected"), SCANNED.items(), ids=SCANNED)
def test_wordings_are_joined_and_years_handed_back(text, expected):
    assert [(text[s.start : s.end], s.span, s.year, s.year_shift) for s in scan(text)] == expected
