from __future__ import annotations

import pytest

from qa_service.language.calendar_spans import CalendarSpan
from qa_service.language.period_patterns import PATTERNS, month_number

BUILT = {
    "8 January 2021": CalendarSpan(1, 1, 8, 8),
    "2020M1-M10": CalendarSpan(1, 10),
    "third quarter of 2020": CalendarSpan(7, 3),
    "2H2019": CalendarSpan(7, 6),
    "first nine months of 2020": CalendarSpan(1, 9),
    "last two quarters of 2020": CalendarSpan(7, 6),
    "2005/06": CalendarSpan(4, 12),
    "2010-15": CalendarSpan(1, 72),
    "12/31/2020": CalendarSpan(12, 1, 31, 31),
    "1980s": CalendarSpan(1, 120),
    "Oct '20": CalendarSpan(10, 1),
}


@pytest.mark.parametrize(("text", "span"), BUILT.items(), ids=BUILT)
def test_one_pattern_reads_the_whole_wording(text, span):
    spans = [p.build(m) for p in PATTERNS if (m := p.regex.match(text)) and m.end() == len(text)]
    assert span in spans


@pytest.mark.parametrize("text", ["31 February 2020", "2020-13-01", "first thirteen months of 2020"])
def test_days_and_months_that_do_not_exist_are_not_built(text):
    assert [p.build(m) for p in PATTERNS if (m := p.regex.fullmatch(text))] in ([], [None])


@pytest.mark.parametrize(("word", "number"), [("Jan", 1), ("september", 9), ("Sept.", 9), ("DECEMBER", 12)])
def test_months_by_name(word, number):
    assert month_number(word) == number
