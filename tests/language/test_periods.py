from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.language.periods import describe, find_periods, period_spans, shift_years, without
from qa_service.records import Period

PUBLISHED = date(2021, 1, 8)
YEAR_2020 = Period(date(2020, 1, 1), date(2020, 12, 31), "2020")


def read(text, **given_dates):
    """Each period as "wording: start/end"."""
    return [f"{m.period.text}: {m.period.start}/{m.period.end}" for m in find_periods(text, **given_dates)]


WRITTEN = {
    "year": ("In 2014, 19% agreed.", ["2014: 2014-01-01/2014-12-31"]),
    "year possessive": ("what was Borel's 2020 output growth", ["2020: 2020-01-01/2020-12-31"]),
    "year of a total": ("26% of the 2021 total", ["2021: 2021-01-01/2021-12-31"]),
    "day this year without one": ("on February 11 this year", []),
    "two years": ("Comparing 2019 and 2020", ["2019: 2019-01-01/2019-12-31", "2020: 2020-01-01/2020-12-31"]),
    "month": ("It rained in October 2020.", ["October 2020: 2020-10-01/2020-10-31"]),
    "short month": ("It rained in Oct 2020.", ["Oct 2020: 2020-10-01/2020-10-31"]),
    "short month with dot": ("Feb. 2020 was dry.", ["Feb. 2020: 2020-02-01/2020-02-29"]),
    "coded month": ("2020M10", ["2020M10: 2020-10-01/2020-10-31"]),
    "ISO month": ("2020-10", ["2020-10: 2020-10-01/2020-10-31"]),
    "day": ("on 8 January 2021", ["8 January 2021: 2021-01-08/2021-01-08"]),
    "day in American order": ("on January 8, 2021", ["January 8, 2021: 2021-01-08/2021-01-08"]),
    "ordinal day": ("the 3rd of March 2019", ["3rd of March 2019: 2019-03-03/2019-03-03"]),
    "ISO day": ("Updated : 2021-01-08Source", ["2021-01-08: 2021-01-08/2021-01-08"]),
    "slashed day": ("on 31/12/2020", ["31/12/2020: 2020-12-31/2020-12-31"]),
    "as at": ("as at 31 March 2015", ["31 March 2015: 2015-03-31/2015-03-31"]),
    "day range": ("8 to 12 January 2021", ["8 to 12 January 2021: 2021-01-08/2021-01-12"]),
    "quarter": ("in Q1 2020", ["Q1 2020: 2020-01-01/2020-03-31"]),
    "quarter first": ("2020Q3", ["2020Q3: 2020-07-01/2020-09-30"]),
    "short quarter": ("1Q20", ["1Q20: 2020-01-01/2020-03-31"]),
    "quarter with apostrophe": ("Q4'19", ["Q4'19: 2019-10-01/2019-12-31"]),
    "quarter in words": ("the second quarter of 2020", ["second quarter of 2020: 2020-04-01/2020-06-30"]),
    "quarter with months": (
        "Quarter 2 (Apr to June) 2021",
        ["Quarter 2 (Apr to June) 2021: 2021-04-01/2021-06-30"],
    ),
    "final quarter": ("the final quarter of 2020", ["final quarter of 2020: 2020-10-01/2020-12-31"]),
    "half": ("H1 2020", ["H1 2020: 2020-01-01/2020-06-30"]),
    "half behind": ("1H2020", ["1H2020: 2020-01-01/2020-06-30"]),
    "short half": ("investment growth 2H20", ["2H20: 2020-07-01/2020-12-31"]),
    "half in words": ("the first half of 2020", ["first half of 2020: 2020-01-01/2020-06-30"]),
    "half terse": ("first half 2020", ["first half 2020: 2020-01-01/2020-06-30"]),
    "months span": (
        "From January to October 2020, vans sold well.",
        ["From January to October 2020: 2020-01-01/2020-10-31"],
    ),
    "short months span": ("Jan–Oct 2020", ["Jan–Oct 2020: 2020-01-01/2020-10-31"]),
    "lower-case span": ("sales jan-oct 2019", ["jan-oct 2019: 2019-01-01/2019-10-31"]),
    "span over years": (
        "From January 2019 to March 2020",
        ["From January 2019 to March 2020: 2019-01-01/2020-03-31"],
    ),
    "span turning the year": ("November to January 2020", ["November to January 2020: 2019-11-01/2020-01-31"]),
    "quarters span": ("q1-q3 2020", ["q1-q3 2020: 2020-01-01/2020-09-30"]),
    "coded span": ("2020M1-M10", ["2020M1-M10: 2020-01-01/2020-10-31"]),
    "between years": ("Between 2010 and 2020", ["Between 2010 and 2020: 2010-01-01/2020-12-31"]),
    "from year to year": ("from 2013 to 2014", ["from 2013 to 2014: 2013-01-01/2014-12-31"]),
    "dashed years": ("2010–2020", ["2010–2020: 2010-01-01/2020-12-31"]),
    "short dashed years": ("2010–15", ["2010–15: 2010-01-01/2015-12-31"]),
    "two years in one sentence": (
        "It rose from 13.7 in 2013 to 14.6 in 2014.",
        ["2013: 2013-01-01/2013-12-31", "2014: 2014-01-01/2014-12-31"],
    ),
    "three months to": (
        "in the three months to August 2015",
        ["the three months to August 2015: 2015-06-01/2015-08-31"],
    ),
    "year to": ("in the year to January 2016", ["the year to January 2016: 2015-02-01/2016-01-31"]),
    "year ending": ("year ending March 2019", ["year ending March 2019: 2018-04-01/2019-03-31"]),
    "months ended": ("12 months ended 30 June 2021", ["12 months ended 30 June 2021: 2020-07-01/2021-06-30"]),
    "week ending": ("the week ending 3 May 2020", ["the week ending 3 May 2020: 2020-04-27/2020-05-03"]),
    "decade to": ("the decade to 2020", ["the decade to 2020: 2011-01-01/2020-12-31"]),
    "first ten months": ("the first ten months of 2020", ["first ten months of 2020: 2020-01-01/2020-10-31"]),
    "first 9 months": ("first 9 months of 2020", ["first 9 months of 2020: 2020-01-01/2020-09-30"]),
    "first three quarters": ("first three quarters of 2020", ["first three quarters of 2020: 2020-01-01/2020-09-30"]),
    "last three months": ("the last three months of 2020", ["last three months of 2020: 2020-10-01/2020-12-31"]),
    "past months of": ("in the past 12 months of 2018", ["past 12 months of 2018: 2018-01-01/2018-12-31"]),
    "financial year slash": ("cost £5bn in 2005/06", ["2005/06: 2005-04-01/2006-03-31"]),
    "financial year dash": ("cost in 2005-06?", ["2005-06: 2005-04-01/2006-03-31"]),
    "financial year named": ("financial year 2013/14", ["financial year 2013/14: 2013-04-01/2014-03-31"]),
    "financial years span": ("2010/11 to 2012/13", ["2010/11 to 2012/13: 2010-04-01/2013-03-31"]),
    "FY": ("FY2019", ["FY2019: 2019-01-01/2019-12-31"]),
    "FY short": ("FY19 results", ["FY19: 2019-01-01/2019-12-31"]),
    "fiscal": ("fiscal 2019", ["fiscal 2019: 2019-01-01/2019-12-31"]),
    "census before": ("According to Census 2021", ["Census 2021: 2021-01-01/2021-12-31"]),
    "census after": ("in the 2021 Census", ["2021 Census: 2021-01-01/2021-12-31"]),
    "nineties": ("in the 1990s", ["1990s: 1990-01-01/1999-12-31"]),
    "full year": ("for the full year 2020", ["full year 2020: 2020-01-01/2020-12-31"]),
    "twelve months of": ("the 12 months of 2020", ["the 12 months of 2020: 2020-01-01/2020-12-31"]),
    "end of year": ("at the end of 2019", ["the end of 2019: 2019-12-31/2019-12-31"]),
    "end of month": ("end-June 2020", ["end-June 2020: 2020-06-30/2020-06-30"]),
    "start of year": ("at the start of 2019", ["the start of 2019: 2019-01-01/2019-01-01"]),
    "since alone": ("since 1990", ["since 1990: 1990-01-01/1990-12-31"]),
    "old years": ("between 1650 and 1900", ["between 1650 and 1900: 1650-01-01/1900-12-31"]),
    "listed months": (
        "October and November 2020",
        ["October: 2020-10-01/2020-10-31", "November 2020: 2020-11-01/2020-11-30"],
    ),
    "listed quarters": ("Q1 and Q2 2020", ["Q1: 2020-01-01/2020-03-31", "Q2 2020: 2020-04-01/2020-06-30"]),
    "brackets": ("(H1 2020)?", ["H1 2020: 2020-01-01/2020-06-30"]),
    "leap day": ("29 February 2020", ["29 February 2020: 2020-02-29/2020-02-29"]),
    "May": ("it was dry in May 2019", ["May 2019: 2019-05-01/2019-05-31"]),
}
NO_PERIOD = {
    "people": "More than 2000 people came.",
    "bare people": "2000 people came.",
    "separated": "1,990 homes and 2,014 shops",
    "money": "It cost £2014 and RMB2020 in all.",
    "per cent": "a rise of 2014% or 1999 per cent",
    "ages": "those aged 25 to 34 and aged 50",
    "classification": "SIC 2007",
    "section": "see section 2014",
    "may": "It may rise; they may march on.",
    "decimal": "1990.5 points",
    "no such date": "version 2020-13-45",
    "relative without a date": "last year, a year earlier, the past five years",
    "month without any year": "in October",
    "second place": "the second halfway house",
}
PUBLICATION = {
    "last year": ("Last year it grew.", ["Last year: 2020-01-01/2020-12-31"]),
    "this year": ("this year", ["this year: 2021-01-01/2021-12-31"]),
    "last month": ("last month", ["last month: 2020-12-01/2020-12-31"]),
    "last quarter": ("last quarter", ["last quarter: 2020-10-01/2020-12-31"]),
    "past five years": ("over the past five years", ["the past five years: 2016-01-09/2021-01-08"]),
    "last 12 months": ("in the last 12 months", ["the last 12 months: 2020-01-09/2021-01-08"]),
    "previous financial year": (
        "the first half of the previous financial year",
        ["first half of the previous financial year: 2020-01-01/2020-06-30"],
    ),
    "end of last year": ("at the end of last year", ["the end of last year: 2020-12-31/2020-12-31"]),
    "month of last year": ("in October last year", ["October last year: 2020-10-01/2020-10-31"]),
    "half of last year": ("the first half of last year", ["first half of last year: 2020-01-01/2020-06-30"]),
    "span of last year": ("January to October last year", ["January to October last year: 2020-01-01/2020-10-31"]),
    "bare month": ("in October", ["October: 2020-10-01/2020-10-31"]),
    "bare month begun": ("in January", ["January: 2021-01-01/2021-01-31"]),
    "bare quarter": ("in the third quarter", ["third quarter: 2020-07-01/2020-09-30"]),
    "quarter not ended": ("in the first quarter", ["first quarter: 2020-01-01/2020-03-31"]),
    "bare ten months": ("the first ten months", ["first ten months: 2020-01-01/2020-10-31"]),
    "bare span": ("January to October", ["January to October: 2020-01-01/2020-10-31"]),
    "year of the text": (
        "In 2018 it grew; in October it fell.",
        ["2018: 2018-01-01/2018-12-31", "October: 2018-10-01/2018-10-31"],
    ),
    "nearest earlier year": (
        "2017 and 2018 were dry, not the first half.",
        ["2017: 2017-01-01/2017-12-31", "2018: 2018-01-01/2018-12-31", "first half: 2018-01-01/2018-06-30"],
    ),
    "since": ("since 1990", ["since 1990: 1990-01-01/2021-12-31"]),
    "since a month": ("since March 2020", ["since March 2020: 2020-03-01/2021-12-31"]),
}
ANCHORED = {
    "a year earlier": ("up on a year earlier", ["a year earlier: 2019-01-01/2019-10-31"]),
    "previous year": ("a fall on the previous year", ["the previous year: 2019-01-01/2019-10-31"]),
    "same period": ("than in the same period last year", ["the same period last year: 2019-01-01/2019-10-31"]),
    "same period of": (
        "against the same period of the previous year",
        ["the same period of the previous year: 2019-01-01/2019-10-31"],
    ),
    "ten years earlier": ("than ten years earlier", ["ten years earlier: 2010-01-01/2010-10-31"]),
    "a month earlier": ("than a month earlier", ["a month earlier: 2019-12-01/2020-09-30"]),
    "previous period": ("than in the previous period", ["the previous period: 2019-03-02/2019-12-31"]),
}


@pytest.mark.parametrize(("text", "expected"), WRITTEN.values(), ids=WRITTEN)
def test_periods_with_their_year_are_read_as_whole_days(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize("text", NO_PERIOD.values(), ids=NO_PERIOD)
def test_other_numbers_and_unsettled_wordings_are_no_periods(text):
    assert read(text) == []


@pytest.mark.parametrize(("text", "expected"), PUBLICATION.values(), ids=PUBLICATION)
def test_missing_years_come_from_the_text_or_the_publication_date(text, expected):
    assert read(text, published=PUBLISHED) == expected


@pytest.mark.parametrize(("text", "expected"), ANCHORED.values(), ids=ANCHORED)
def test_comparisons_move_the_anchor(text, expected):
    anchor = Period(date(2020, 1, 1), date(2020, 10, 31), "January–October 2020")
    assert read(text, anchor=anchor) == expected


def test_a_later_year_serves_where_nothing_else_does():
    assert read("in Q3, against 2019")[0] == "Q3: 2019-07-01/2019-09-30"


def test_windows_that_cannot_be_settled_are_still_calendar():
    text = "over the past 40 years and ten years ago, in October"
    assert {text[start:end] for start, end in period_spans(text)} >= {"the past 40 years", "ten years ago", "October"}


DESCRIBED = {
    "2020": (date(2020, 1, 1), date(2020, 12, 31)),
    "2010–2020": (date(2010, 1, 1), date(2020, 12, 31)),
    "first half of 2020": (date(2020, 1, 1), date(2020, 6, 30)),
    "third quarter of 2020": (date(2020, 7, 1), date(2020, 9, 30)),
    "January–October 2020": (date(2020, 1, 1), date(2020, 10, 31)),
    "February 2020": (date(2020, 2, 1), date(2020, 2, 29)),
    "April 2005–March 2006": (date(2005, 4, 1), date(2006, 3, 31)),
    "8 January 2021": (date(2021, 1, 8), date(2021, 1, 8)),
    "8 January 2021–12 January 2021": (date(2021, 1, 8), date(2021, 1, 12)),
}


@pytest.mark.parametrize(("words", "days"), DESCRIBED.items(), ids=DESCRIBED)
def test_periods_are_described_in_words_that_read_back(words, days):
    assert describe(Period(*days, "")) == words
    if "20" in words[:3] or "–" not in words:
        (mention,) = find_periods(words)
        assert (mention.period.start, mention.period.end) == days


def test_shifting_by_years_keeps_whole_months_whole():
    february = Period(date(2020, 2, 1), date(2020, 2, 29), "February 2020")
    moved = shift_years(february, -1)
    assert (moved.start, moved.end, moved.text) == (date(2019, 2, 1), date(2019, 2, 28), "February 2019")
    assert shift_years(moved, 1).end == date(2020, 2, 29)
    assert shift_years(YEAR_2020, 2).text == "2022"


DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
PIECES = st.sampled_from(
    "2014 2020 Q1 H2 1H20 first half third quarter of the January to October May - – / and from between since year "
    "ending months decade 12 3 8 last this earlier a past five years 2005/06 FY19 , . ( ) end of 2020M10 Census".split()
)
TEXTS = st.one_of(
    st.text(max_size=60), st.lists(PIECES, max_size=20).map(" ".join), st.lists(PIECES, max_size=20).map("".join)
)


@given(TEXTS, st.none() | st.dates(min_value=date(2, 1, 1)), st.none() | st.just(YEAR_2020))
def test_any_text_gives_exact_ordered_disjoint_mentions(text, published, anchor):
    found = find_periods(text, published=published, anchor=anchor)
    assert all(text[m.start : m.end] == m.period.text and m.period.text for m in found)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))
    assert all(m.period.start <= m.period.end for m in found)


@given(DAYS, DAYS)
def test_every_description_is_read_back_as_the_same_days(one, other):
    start, end = sorted((one, other))
    period = Period(start, end, "")
    (mention,) = find_periods(describe(period))
    assert (mention.period.start, mention.period.end) == (start, end)


def test_spans_are_cut_out_from_the_last_to_the_first():
    assert without("tin in 2019 and zinc", [(0, 3), (16, 20)]) == "  in 2019 and  "
