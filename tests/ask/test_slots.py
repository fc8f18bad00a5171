from __future__ import annotations

import pytest

from qa_service.ask.interpreting import interpret
from qa_service.ask.slots import Asked, merged, tagged


def follow(first: str, second: str, *names: str) -> Asked:
    return merged(interpret(first), interpret(second), names=frozenset(names))


def stems(asked: Asked) -> list[str]:
    return [t.stems[0] for t in asked.terms]


def test_a_follow_up_with_a_new_year_keeps_all_else():
    asked = follow("how many boats did Orla build in 2020?", "and in 2019?", "orla")
    assert (asked.kind, asked.unit, asked.role) == ("figure", "count", "level")
    assert stems(asked) == ["boat", "orla", "build"]
    assert asked.period is not None
    assert asked.period.text == "2019"
    assert not asked.carried_period


def test_a_new_name_takes_the_place_of_the_old_and_the_period_is_carried():
    asked = follow("how many boats did Orla build in 2020?", "and what about Marlow?", "orla", "marlow")
    assert stems(asked) == ["marlow", "boat", "build"]
    assert asked.soft == frozenset({"boat", "build"})
    assert asked.period is not None
    assert (asked.period.text, asked.carried_period, asked.follow_up) == ("2020", True, True)


def test_a_follow_up_with_its_own_role_drops_unit_and_role_of_the_first():
    asked = follow("how many boats did Orla build in 2020?", "by how much did that rise?", "orla")
    assert (asked.unit, asked.role, asked.direction) == (None, "growth", "up")


def test_an_opposite_takes_the_place_of_its_opposite():
    assert "man" not in stems(follow("how many men sail?", "and women?"))


def test_a_follow_up_that_asks_why_stays_a_question_of_words():
    asked = follow("by how much did sales fall in 2020?", "why?")
    assert (asked.kind, asked.why) == ("text", True)


def test_a_base_of_its_own_drops_the_carried_period():
    asked = follow("how many boats were built in 2020?", "what increase is that on 2018?")
    assert (asked.base, asked.period, asked.carried_period) == ("2018", None, False)


@pytest.mark.parametrize(
    ("solid", "counted", "marks", "noun"),
    [
        ({"boats", "sail"}, "boats", {"boats": True, "sail": True, "gladly": False}, "boats"),
        ({"boats"}, "", {"boats": True, "sail": False, "gladly": False}, None),
        (set(), "rafts", {"boats": False, "sail": False, "gladly": False}, None),
    ],
    ids=["counted", "none counted", "counted noun is no term"],
)
def test_a_tagger_marks_solid_words_and_the_counted_noun(solid, counted, marks, noun):
    asked = tagged(interpret("how many boats sail gladly"), frozenset(solid), counted)
    assert {t.text: t.solid for t in asked.terms} == marks
    assert (asked.counted.text if asked.counted else None) == noun


def test_a_hyphenated_word_is_solid_whatever_the_tagger_says():
    asked = tagged(interpret("how many ship-builders"), frozenset())
    assert [t.solid for t in asked.terms] == [True]


@pytest.mark.parametrize(
    ("question", "figure"), [("how many boats", True), ("list all rates", True), ("who sails", False)]
)
def test_figures_and_lists_are_asked_for_figures(question, figure):
    assert interpret(question).figure is figure
