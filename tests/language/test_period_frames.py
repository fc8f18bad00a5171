from __future__ import annotations

from datetime import date

import pytest

from qa_service.language.period_frames import framed

JANUARY_2016 = (date(2016, 1, 1), date(2016, 1, 31))
FRAMED = {
    "in the year to ": ("the year to ", (date(2015, 2, 1), date(2016, 1, 31))),
    "three months ending ": ("three months ending ", (date(2015, 11, 1), date(2016, 1, 31))),
    "over the quarter to ": ("the quarter to ", (date(2015, 11, 1), date(2016, 1, 31))),
    "since ": ("since ", (date(2016, 1, 1), date(2018, 12, 31))),
    "at the end of ": ("the end of ", (date(2016, 1, 31), date(2016, 1, 31))),
    "mid-": ("mid-", JANUARY_2016),
    "years to ": ("", JANUARY_2016),
    "in ": ("", JANUARY_2016),
}


@pytest.mark.parametrize(("before", "expected"), FRAMED.items(), ids=FRAMED)
def test_the_words_around_a_date_stretch_or_narrow_it(before, expected):
    text = f"{before}January 2016"
    start, end, days = framed(text, len(before), len(text), JANUARY_2016, date(2018, 5, 1))
    assert (text[start : len(before)], end, days) == (expected[0], len(text), expected[1])
