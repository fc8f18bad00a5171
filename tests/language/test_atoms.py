from __future__ import annotations

from decimal import Decimal

import pytest

from qa_service.language.atoms import digit_atoms

READ = {
    "1,234 vans": ("1,234", "1234", "", 0),
    "2.2 million vans": ("2.2 million", "2200000", "", 6),
    "£3bn": ("£3bn", "3000000000", "GBP", 9),
    "−£3bn": ("−£3bn", "-3000000000", "GBP", 9),
    "£-3bn": ("£-3bn", "-3000000000", "GBP", 9),
    "minus 4%": ("minus 4%", "-4", "%", 0),
    "-1.5 °C": ("-1.5 °C", "-1.5", "°C", 0),
    "$40 a barrel": ("$40 a barrel", "40", "USD a barrel", 0),
    "12k": ("12k", "12000", "", 3),
    "3¾ hours": ("3¾ hours", "3.75", "hours", 0),
    "5m": ("5m", "5000000", "", 6),
    "5 m": ("5", "5", "", 0),
    "5m wide": None,
    "5G": None,
    "B12": None,
    "v1.2.3": None,
}


@pytest.mark.parametrize(("text", "expected"), READ.items(), ids=READ)
def test_a_number_is_read_with_all_that_is_written_onto_it(text, expected):
    found = [(text[a.start : a.end], str(a.value), a.unit, a.scale) for a in digit_atoms(text)]
    assert found == ([] if expected is None else [expected])


def test_a_negative_number_keeps_all_its_digits():
    digits = "9" * 40
    (atom,) = digit_atoms(f"-{digits}")
    assert atom.value == Decimal(f"-{digits}")
