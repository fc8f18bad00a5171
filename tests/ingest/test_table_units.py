from __future__ import annotations

import pytest

from qa_service.ingest.table_units import unit_in


@pytest.mark.parametrize(
    ("label", "name", "factor", "rest"),
    [
        ("Journeys (million)", "", "1000000", "Journeys"),
        ("On time (%)", "%", "1", "On time"),
        ("2019 €m", "EUR", "1000000", "2019"),
        ("U.S. $ in thousands", "USD", "1000", ""),
        ("(dollars in millions)", "USD", "1000000", ""),
        ("In millions of dollars", "USD", "1000000", ""),
        ("in thousands, except per share data", "", "1000", ""),
        ("Exports (£ million)", "GBP", "1000000", "Exports"),
        ("Jobs ('000)", "", "1000", "Jobs"),
        ("£'000", "GBP", "1000", ""),
        ("Revenue ($000)", "USD", "1000", "Revenue"),
        ("RMB bn", "CNY", "1000000000", ""),
        ("Key indicators (RMB 100 million)", "CNY", "100000000", "Key indicators"),
        ("Unit: 10,000 tonnes", "tonnes", "10000", ""),
        ("Units: persons", "persons", "1", ""),
        ("Thousands of people", "people", "1000", ""),
        ("Emissions, kt", "tonnes", "1000", "Emissions"),
        ("Price (pence)", "pence", "1", "Price"),
        ("Area (sq km)", "sq km", "1", "Area"),
        ("Spending (£ per head)", "GBP per head", "1", "Spending"),
        ("Per cent", "%", "1", ""),
        ("Households (%)", "%", "1", "Households"),
        ("Change, percentage points", "pp", "1", "Change"),
        ("Deaths per 100,000 population by age", "per 100,000 population", "1", "Deaths per 100,000 population by age"),
        ("Percentage of households", "%", "1", "Percentage of households"),
        ("Number of pupils", "count", "1", "Number of pupils"),
        ("Prices (2015 = 100)", "index", "1", "Prices"),
        ("Amount (Rs. crore)", "INR", "10000000", "Amount"),
    ],
)
def test_a_label_tells_unit_and_scale(label, name, factor, rest):
    unit, left = unit_in(label)
    assert unit is not None
    assert (unit.name, format(unit.factor, "f"), left) == (name, factor, rest)


@pytest.mark.parametrize(
    "label", ["Sales", "Men aged 16 to 24", "16-24", "2019", "Q1", "Beds (staffed)", "North, East", ""]
)
def test_other_labels_tell_none(label):
    assert unit_in(label) == (None, label)
