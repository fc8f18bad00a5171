"""Hand-made facts for tests of the asking side."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from qa_service.records import Fact, Period

YEAR = Period(date(2021, 1, 1), date(2021, 12, 31), "2021")


def fact(value: str = "6.1", unit: str = "%", text: str | None = None, **slots) -> Fact:
    """A growth of boats built in 2021, but for the slots given."""
    given = {
        "id": "f1",
        "report": "harbour",
        "subject": "Orla Shipyard",
        "measure": "boats built",
        "role": "growth",
        "period": YEAR,
        "basis": None,
        "comparator": None,
        "qualifier": None,
        "start": 0,
        "end": 60,
        "number_start": 0,
        "number_end": 4,
        "scope": "Orla Shipyard built boats",
        "method": "change",
        **slots,
    }
    return Fact(
        value=Decimal(value), unit=unit, text=text or f"{value.lstrip('-')}{unit if unit == '%' else ''}", **given
    )
