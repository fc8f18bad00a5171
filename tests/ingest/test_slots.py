from dataclasses import replace
from datetime import date

import pytest

from qa_service.ingest.slots import slots_of
from qa_service.records import Period
from tests.fakes import make_fact

YEAR = Period(date(2020, 1, 1), date(2020, 12, 31), "2020")
FACT = make_fact(subject="Norland Steel", measure="tonnes made", period=YEAR)


@pytest.mark.parametrize(
    "same",
    [
        pytest.param({"subject": "the Norland steel"}, id="article-and-case"),
        pytest.param({"subject": "Norland Steel's"}, id="possessive"),
        pytest.param({"measure": "tonne make"}, id="inflection"),
        pytest.param({"basis": "year on year"}, id="hyphens-of-the-basis"),
        pytest.param({"period": replace(YEAR, text="last year", inherited=True)}, id="wording-of-the-period"),
        pytest.param({"value": 7, "text": "7", "report": "other", "scope": "x", "start": 4}, id="value-and-place"),
    ],
)
def test_wordings_of_the_same_slots_are_one(same):
    assert slots_of(replace(FACT, **same)) == slots_of(FACT)


@pytest.mark.parametrize(
    "other",
    [
        {"subject": "Norland Mills"},
        {"measure": "tonnes sold"},
        {"role": "level"},
        {"unit": "pp"},
        {"unit": "count"},
        {"period": replace(YEAR, end=date(2020, 6, 30))},
        {"period": None},
        {"basis": "on the previous quarter"},
        {"comparator": "all exports"},
    ],
    ids=str,
)
def test_any_other_slot_makes_another_thing(other):
    assert slots_of(replace(FACT, **other)) != slots_of(FACT)
