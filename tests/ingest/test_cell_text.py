from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.ingest.cell_text import cell_text


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (None, "General", ""),
        (" Two\nlines ", "General", "Two lines"),
        ("#DIV/0!", "General", ""),
        ("#N/A", "0%", ""),
        (True, "General", "TRUE"),
        (12, "General", "12"),
        (1234567, "General", "1234567"),
        (0.1 + 0.2, "General", "0.3"),
        (1e-7, "General", "0.0000001"),
        (2.0, "General", "2"),
        (0.077, "0.0%", "7.7%"),
        (0.077, "0%", "8%"),
        (-0.077, "0.0%", "-7.7%"),
        (Decimal("0.125"), "0.00%", "12.50%"),
        (1234.5, "#,##0", "1,235"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234.5, "0.##", "1234.5"),
        (-1234.5, "#,##0.0;(#,##0.0)", "-1,234.5"),
        (-1234.5, "#,##0.0_);[Red]\\(#,##0.0\\)", "-1,234.5"),
        (1234.5, '"£"#,##0', "£1,235"),
        (1234.5, "[$€-407]#,##0.0", "€1,234.5"),
        (3.2, '0.0" million"', "3.2 million"),
        (3_200_000, '0.0,," m"', "3.2 m"),
        (0.0, "0.0%", "0.0%"),
        (-0.0001, "0.0%", "0.0%"),
        (12345.0, "0.00E+00", "12345"),
        (0.5, "# ?/?", "0.5"),
        (7, "@", "7"),
        (float("nan"), "0.0", ""),
        (datetime(2021, 1, 8), "yyyy-mm-dd", "8 January 2021"),
        (datetime(2021, 1, 8), "General", "8 January 2021"),
        (datetime(2021, 1, 1), "mmm-yy", "January 2021"),
        (datetime(2021, 1, 1), "yyyy", "2021"),
        (datetime(2021, 1, 8, 14, 30), "dd/mm/yyyy hh:mm", "8 January 2021 14:30"),
        (date(2021, 1, 8), "d mmm", "8 January 2021"),
        (time(14, 30), "hh:mm", "14:30"),
        (timedelta(hours=30), "[h]:mm", "1 day, 6:00:00"),
    ],
)
def test_a_cell_is_written_as_it_is_shown(value, number_format, text):
    assert cell_text(value, number_format) == text


@given(st.one_of(st.floats(), st.integers(), st.decimals(), st.text(), st.datetimes()), st.text(max_size=30))
def test_no_value_and_no_format_is_an_error(value, number_format):
    assert "\n" not in cell_text(value, number_format)
