from __future__ import annotations

from collections import Counter

from training.grammar.measures import MEASURES, own


def test_there_are_more_than_eighty_measures_in_three_and_more_wordings():
    assert len(MEASURES) > 80
    assert {m.key for m in MEASURES if len(m.names) < 3} == set()
    assert [key for key, number in Counter(m.key for m in MEASURES).items() if number > 1] == []


def test_a_line_is_read_into_names_verbs_and_questions():
    staff = next(m for m in MEASURES if m.key == "staff")
    assert (staff.unit, staff.noun, staff.suits) == ("count", "people", "o")
    assert (staff.names[0].text, staff.names[0].bare, staff.names[0].was) == ("workforce", "the workforce", "was")
    assert staff.names[2].was == "were"
    assert (staff.verbs[0].past, staff.verbs[0].base, staff.verbs[0].rest) == ("employed", "employ", "")


def test_a_measure_of_one_pattern_has_its_unit_and_names():
    wait = own("wait", "time days", 6, 140, "the wait", "delays+")
    assert (wait.unit, wait.noun, [n.bare for n in wait.names], [n.was for n in wait.names]) == (
        "time", "days", ["the wait", "delays"], ["was", "were"],
    )  # fmt: skip


def test_every_range_and_unit_can_be_printed():
    assert {m.unit for m in MEASURES} == {"money", "count", "pct", "qty", "time", "per", "price", "index"}
    assert [m.key for m in MEASURES if not 0 < m.low < m.high] == []
