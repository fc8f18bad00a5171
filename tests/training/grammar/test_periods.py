from __future__ import annotations

from random import Random

import pytest

from training.grammar import periods


@pytest.mark.parametrize(
    ("grain", "year", "part", "label", "adverb"),
    [
        ("year", 2019, 0, "2019", "in 2019"),
        ("half", 2024, 1, "H1 2024", "in the first half of 2024"),
        ("quarter", 2023, 3, "Q3 2023", "in the three months to September 2023"),
        ("month", 2021, 5, "May 2021", "in May 2021"),
        ("fiscal", 2024, 3, "2023/24", "in the year ended 31 March 2024"),
        ("fiscal half", 2025, 1, "H1 FY25", "in H1 FY25"),
        ("to date", 2020, 10, "Jan–Oct 2020", "from January to October 2020"),
    ],
)
def test_a_period_is_printed_in_the_ways_of_reports(grain, year, part, label, adverb):
    period = periods.make(grain, year, part)
    assert (period.label, adverb in period.adverbs, adverb in period.asks) == (label, True, True)


def test_a_shift_keeps_the_part_of_the_year():
    assert periods.shifted(periods.make("quarter", 2023, 3), -1) == periods.make("quarter", 2022, 3)


def test_no_wording_belongs_to_two_periods_of_neighbouring_years():
    rng = Random(5)
    for period in [periods.draw(rng) for _ in range(200)]:
        other = periods.shifted(period, 1)
        assert set(period.asks) & set(other.asks) == set()
