from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.language.period_reading import read_period


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        (" 2020 ", "2020-01-01", "2020-12-31"),
        ("2020-Q3", "2020-07-01", "2020-09-30"),
        ("2020-q1", "2020-01-01", "2020-03-31"),
        ("2020-H2", "2020-07-01", "2020-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020-01-31", "2020-01-31", "2020-01-31"),
        ("2020-01-01/2020-10-31", "2020-01-01", "2020-10-31"),
        ("2019/2020", "2019-01-01", "2020-12-31"),
        ("2019-Q4/2020-02", "2019-10-01", "2020-02-29"),
        ("2019/20", "2019-04-01", "2020-03-31"),
        ("January to October 2020", "2020-01-01", "2020-10-31"),
        ("in the third quarter of 2020", "2020-07-01", "2020-09-30"),
        ("the year 2020.", "2020-01-01", "2020-12-31"),
        ("Q3 2020", "2020-07-01", "2020-09-30"),
        ("31 March 2020", "2020-03-31", "2020-03-31"),
    ],
)
def test_one_period_is_read(text, start, end):
    period = read_period(text)
    assert (period.start, period.end) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "last year", "2019 and 2020", "2020 winter", "not 2020", "2020-13", "2020-02-30", "2020-Q5",
        "0000", "2020-10/2020-01", "2018/2019/2020", "2020/", "20", "20200101", "2020; DROP TABLE facts",
    ],
)  # fmt: skip
def test_what_is_not_one_period_is_refused_with_the_legal_forms(text):
    with pytest.raises(ValueError, match=r"^must be a year \(2020\), a quarter \(2020-Q3\), a month"):
        read_period(text)


@given(st.dates(), st.dates())
def test_any_two_days_in_order_are_read_as_they_stand(one, other):
    start, end = sorted((one, other))
    period = read_period(f"{start.isoformat()}/{end.isoformat()}")
    assert (period.start, period.end) == (start, end)


@given(st.text(max_size=30))
def test_no_text_gives_a_period_that_ends_before_it_starts(text):
    try:
        period = read_period(text)
    except ValueError:
        return
    assert period.start <= period.end
