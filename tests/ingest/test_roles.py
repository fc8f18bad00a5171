from __future__ import annotations

from decimal import Decimal

import pytest

from qa_service.ingest.binding import Bound
from qa_service.ingest.cues import Cue
from qa_service.ingest.roles import comparator_of, role_of
from qa_service.ingest.segments import Segment
from qa_service.language.quantities import find_quantities


def bound(text, cue):
    quantity = find_quantities(text)[0]
    return Bound(Segment(quantity, 0, len(text)), cue, None, (len(text), len(text)), own_tail=False)


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("fell by 3%", Cue("change", -1), ("growth", Decimal(-3))),
        ("rose by 3%", Cue("change", 1), ("growth", Decimal(3))),
        ("3 points below the average", Cue("gap", -1), ("gap", Decimal(-3))),
        ("3% of homes", Cue("share"), ("share", Decimal(3))),
        ("the rate was 3%", Cue("level"), ("level", Decimal(3))),
        ("they own 40 trams", Cue("level"), ("count", Decimal(40))),
        ("they spent £40", Cue("level"), ("level", Decimal(40))),
        ("it was the third largest", Cue("level"), ("rank", Decimal(3))),
    ],
)
def test_the_cue_and_the_unit_decide_the_role(text, cue, expected):
    assert role_of(bound(text, cue)) == expected


def test_a_gap_refers_to_what_it_is_measured_from():
    assert comparator_of("gap", " above the national average, said the office", "mills") == "national average"


def test_a_share_is_of_its_whole():
    assert comparator_of("share", " of all homes", "flats") == "all homes"


def test_nothing_is_compared_with_itself():
    assert comparator_of("share", " of mills in the north", "mills") is None


def test_a_level_refers_to_nothing():
    assert comparator_of("level", " of all homes", "flats") is None
