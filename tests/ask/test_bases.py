"""From which period a change is counted; whole questions are in test_operations and test_operands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from qa_service.ask.bases import Bases, started
from qa_service.ask.ranking import Ranking
from qa_service.ask.slots import Asked
from qa_service.records import Period
from tests.ask.facts import fact

QUARTER = Period(date(2021, 7, 1), date(2021, 9, 30), "third quarter of 2021")
LEVEL = fact("340", "trams", role="level", period=QUARTER)
CHANGE = replace(LEVEL, id="f2", role="growth")
GAP = replace(LEVEL, id="f3", role="gap")
STARTED = [
    pytest.param(replace(CHANGE, basis="year on year"), date(2020, 7, 1), id="year on year"),
    pytest.param(replace(CHANGE, basis="on the previous quarter"), date(2021, 4, 1), id="the quarter before"),
    pytest.param(replace(CHANGE, basis="compared with last season"), date(2020, 7, 1), id="the season before"),
    pytest.param(replace(GAP, comparator="third quarter of 2019, the lowest"), date(2019, 7, 1), id="gap to a period"),
    pytest.param(replace(GAP, comparator="the most that any town had in 2019"), None, id="gap to something else"),
    pytest.param(replace(CHANGE, basis="over five years"), None, id="over several years"),
    pytest.param(replace(CHANGE, basis=None), None, id="no basis"),
    pytest.param(replace(CHANGE, basis="year on year", period=None), None, id="no period"),
]


@pytest.mark.parametrize(("change", "start"), STARTED)
def test_the_period_that_a_change_is_counted_from_is_told_by_its_basis_or_comparator(change, start):
    period = started(LEVEL, change)
    assert (period.start if period else None) == start


class Finder:
    """A finder with nothing to find."""

    def ranked(self, *_):
        raise AssertionError("a question for a growth has no level before it to look for")


def test_a_growth_has_no_earlier_level():
    asked = Asked("How fast did it grow in 2020?", "figure", (), role="growth")
    assert Bases(Ranking(Finder(), None, None)).before(asked) is None
