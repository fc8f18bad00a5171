"""Parts of a year that begins in another month than January."""

from __future__ import annotations

from datetime import date

import pytest

from qa_service.ingest.year_parts import in_year
from qa_service.records import Period, PeriodMention
from tests.ingest.conftest import span

FINANCIAL = Period(date(2022, 4, 1), date(2023, 3, 31), "2022/23")
CALENDAR = Period(date(2022, 1, 1), date(2022, 12, 31), "2022")
NINE = Period(date(2022, 1, 1), date(2022, 9, 30), "first nine months")


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("first nine months", FINANCIAL, "2022-04-01/2022-12-31"),
        ("final quarter", FINANCIAL, "2023-01-01/2023-03-31"),
        ("second half of the year", FINANCIAL, "2022-10-01/2023-03-31"),
        ("first nine months", CALENDAR, "2022-01-01/2022-09-30"),
        ("first nine months", None, "2022-01-01/2022-09-30"),
        ("first nine months of 2022", FINANCIAL, "2022-01-01/2022-09-30"),
    ],
)
def test_a_part_of_a_year_counts_from_its_first_month(text, year, expected):
    mention = PeriodMention(Period(NINE.start, NINE.end, text), 0, len(text))
    assert span(in_year(mention, year).period) == expected
