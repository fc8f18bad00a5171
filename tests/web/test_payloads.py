from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.web.payloads import decimal_text, report_url, sentence_url

DECIMALS = {"2.214E+6": "2214000", "7.70": "7.70", "-4.6": "-4.6", "1E-7": "0.0000001", "0": "0", "12": "12"}


@pytest.mark.parametrize(("given_", "written"), DECIMALS.items(), ids=DECIMALS.keys())
def test_decimals_are_written_out(given_: str, written: str) -> None:
    assert decimal_text(Decimal(given_)) == written


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15))
def test_no_digit_is_lost(value: Decimal) -> None:
    written = decimal_text(value)
    assert Decimal(written) == value
    assert "E" not in written.upper()


def test_addresses_are_quoted() -> None:
    assert report_url("a b/ü") == "/reports/a%20b%2F%C3%BC"
    assert sentence_url("a", 12) == "/reports/a#s-12"
