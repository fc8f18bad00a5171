from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.ingest.path_dates import date_in_path


@pytest.mark.parametrize(
    ("path", "day"),
    [
        pytest.param("steel-2021-01-08.txt", date(2021, 1, 8), id="iso"),
        pytest.param("2020/20210108.md", date(2021, 1, 8), id="iso-without-dashes"),
        pytest.param("2020-01-15-name.txt", date(2020, 1, 15), id="iso-first"),
        pytest.param("1999-01-01/2021_01_08.md", date(2021, 1, 8), id="name-before-folder"),
        pytest.param("2021-01-08-to-2021-01-15.md", date(2021, 1, 15), id="last-of-two"),
        pytest.param("1983/1983-05-bo.txt", date(1983, 5, 1), id="month"),
        pytest.param("beige_2015.07.txt", date(2015, 7, 1), id="month-last"),
        pytest.param("2015-07/harbour.txt", date(2015, 7, 1), id="month-of-a-folder"),
        pytest.param("2015/07/harbour.txt", date(2015, 7, 1), id="folders"),
        pytest.param("news/2015/07/03/harbour.html", date(2015, 7, 3), id="folders-with-a-day"),
        pytest.param("2014/01/2015/7/harbour.txt", date(2015, 7, 1), id="innermost-folders"),
        pytest.param("harbour-May-2015.txt", date(2015, 5, 1), id="month-by-name"),
        pytest.param("2015_sept_harbour.txt", date(2015, 9, 1), id="year-then-name"),
        pytest.param("harbour 3rd June 2015.txt", date(2015, 6, 3), id="day-by-name"),
        pytest.param("june-3-2015.txt", date(2015, 6, 3), id="month-name-first"),
        pytest.param("15jan2020.txt", date(2020, 1, 15), id="run-together"),
        pytest.param("2010-11-harbour.txt", date(2010, 11, 1), id="next-year's-number-at-the-beginning"),
        pytest.param("2010/harbour-2010-11.txt", date(2010, 11, 1), id="next-year's-number-in-the-year's-folder"),
        pytest.param("annual-report-2010-11.txt", None, id="financial-year"),
        pytest.param("annual-report-2019-20.txt", None, id="financial-year-past-twelve"),
        pytest.param("2020-02-30.md", None, id="no-such-day"),
        pytest.param("31-june-2015.md", None, id="no-such-day-by-name"),
        pytest.param("steel-2021.md", None, id="year-alone"),
        pytest.param("2021/steel.md", None, id="year-folder-alone"),
        pytest.param("12021-01-089.md", None, id="part-of-longer-numbers"),
        pytest.param("2021-01-089.md", None, id="day-of-three-digits"),
        pytest.param("section-2-05-1983.md", None, id="year-last"),
        pytest.param("mayor-2015.md", None, id="longer-word"),
        pytest.param("2021-01-08/2015.txt", date(2021, 1, 8), id="folder-where-the-name-has-none"),
    ],
)
def test_a_path_may_hold_the_date(path, day):
    assert date_in_path(path) == day


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)), st.sampled_from(["-", "_", ".", ""]))
def test_every_iso_date_is_found(day, dash):
    assert date_in_path(f"a/report-{day:%Y}{dash}{day:%m}{dash}{day:%d}-x.txt") == day


@given(st.text())
def test_any_path_gives_a_date_or_none(path):
    found = date_in_path(path)
    assert found is None or 1900 <= found.year < 2100
