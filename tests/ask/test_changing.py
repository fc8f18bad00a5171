"""The two times of a change; the changes themselves are asked for in test_operations and test_operands."""

from __future__ import annotations

from datetime import date

import pytest

from qa_service.ask.changing import times_of
from qa_service.ask.interpreting import interpret

YEAR_2020, YEAR_2021 = (date(2020, 1, 1), date(2020, 12, 31)), (date(2021, 1, 1), date(2021, 12, 31))
# question, the later time, the earlier one
TIMES = [
    ("How many more trips were there in 2021 than the year before?", YEAR_2021, YEAR_2020),
    ("By how many pounds did rents rise from 2020 to 2021?", YEAR_2021, YEAR_2020),
    ("By how many pounds did debt fall between 31 March and 30 June 2021?", (date(2021, 6, 30),), (date(2021, 3, 31),)),
    ("How many jobs did it lose over the year to June 2021?", (date(2021, 6, 30),), (date(2020, 6, 30),)),
    ("By how many pounds did rents rise in 2021?", YEAR_2021, None),
    ("How many points higher is it than in last year's survey?", None, None),
]


@pytest.mark.parametrize(("question", "later", "earlier"), TIMES, ids=[case[0] for case in TIMES])
def test_the_two_times_of_a_change_are_told(question, later, earlier):
    times = times_of(interpret(question))
    assert (_days(times.later), _days(times.earlier)) == (later, earlier)


def _days(period):
    if period is None:
        return None
    return (period.start,) if period.start == period.end else (period.start, period.end)
