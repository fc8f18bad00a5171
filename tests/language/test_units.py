from __future__ import annotations

import pytest

from qa_service.language.units import Unit, unit_after

BEHIND_A_NUMBER = {
    "%": ("%", 0),
    " per cent": ("%", 0),
    " pct": ("%", 0),
    " percentage points": ("pp", 0),
    "-percentage-point": ("pp", 0),
    "pp": ("pp", 0),
    " basis points": ("pp", -2),
    " tonnes": ("tonnes", 0),
    "kt": ("tonnes", 3),
    " Mt": ("tonnes", 6),
    " gigatonnes": ("tonnes", 9),
    " MtCO2e": ("tonnes CO2e", 6),
    " Mtoe": ("tonnes of oil equivalent", 6),
    " tonnes of standard coal equivalent": ("tonnes of standard coal equivalent", 0),
    " tons": ("tons", 0),
    " pence": ("pence", 0),
    " euros": ("EUR", 0),
    " euros a month": ("EUR a month", 0),
    " km/h": ("km/h", 0),
    " cubic metres": ("cubic metres", 0),
    "°C": ("°C", 0),
    " kWh per day": ("kWh per day", 0),
    " kg/year": ("kg per year", 0),
    " visits a year": ("visits a year", 0),
    " per 100,000 people": ("per 100,000 people", 0),
    " times a week": ("times", 0),
    " square kilometres": ("sq km", 0),
    " m²": ("sq m", 0),
    " hectares": ("hectares", 0),
    " gigawatt-hours": ("GWh", 0),
    " degrees Celsius": ("°C", 0),
    " bpd": ("barrels a day", 0),
    " TEU": ("TEU", 0),
    " ppm": ("ppm", 0),
    " µg/m3": ("micrograms per cubic metre", 0),
}


@pytest.mark.parametrize(("text", "expected"), BEHIND_A_NUMBER.items(), ids=BEHIND_A_NUMBER)
def test_the_unit_behind_a_number_has_one_name_and_a_power(text, expected):
    unit = unit_after(f"7{text}", 1)
    assert unit is not None
    assert (unit.name, unit.power) == expected


@pytest.mark.parametrize("text", [" cars", "", ".", " p of", " in a year", "m long", " a year earlier", " C"])
def test_no_unit_is_made_up(text):
    assert unit_after(f"7{text}", 1) is None


def test_the_end_is_where_the_wording_ends():
    assert unit_after("4.5 deaths per 1,000 live births in Wales", 3) == Unit("deaths per 1,000 live births", 32)
