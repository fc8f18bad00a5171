from __future__ import annotations

from datetime import date

import pytest

from qa_service.language.period_relative import find_relative, relative_spans
from qa_service.records import Period

AUGUST = Period(date(2019, 8, 1), date(2019, 8, 31), "August 2019")
MOVED = {
    "a year earlier": (date(2018, 8, 1), date(2018, 8, 31)),
    "two years ago": (date(2017, 8, 1), date(2017, 8, 31)),
    "a month earlier": (date(2019, 7, 1), date(2019, 7, 31)),
    "the previous quarter": (date(2019, 5, 1), date(2019, 5, 31)),
    "a week earlier": (date(2019, 7, 25), date(2019, 8, 24)),
    "same month last year": (date(2018, 8, 1), date(2018, 8, 31)),
    "(previous half": (date(2019, 2, 1), date(2019, 2, 28)),
    "(previous year": (date(2018, 8, 1), date(2018, 8, 31)),
    "the year before": (date(2018, 8, 1), date(2018, 8, 31)),
}
WINDOWS = ["the past 40 years", "last five years", "ten years ago", "next two quarters", "three months in a row"]


@pytest.mark.parametrize(("text", "days"), MOVED.items(), ids=MOVED)
def test_comparisons_count_from_the_anchor(text, days):
    (mention,) = find_relative(text, None, AUGUST)
    assert (mention.period.start, mention.period.end) == days
    assert find_relative(text, None, None) == []


@pytest.mark.parametrize("text", WINDOWS, ids=WINDOWS)
def test_windows_are_found_whole(text):
    assert (0, len(text)) in relative_spans(f"{text} it grew")
