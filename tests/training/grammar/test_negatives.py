from __future__ import annotations

from random import Random

import pytest

from training.grammar import negatives, passages, periods
from training.grammar.facts import FORECAST, Fact
from training.grammar.measures import MEASURES
from training.grammar.questions import query
from training.grammar.scene import Scene, Skip


def stage() -> tuple[Scene, Fact]:
    """A scene that says one thing: the level of its first measure, of its first owner."""
    scene = Scene(Random(4), "F")
    scene.period = periods.make("year", 2020)
    fact = Fact(scene.owners[0], scene.measures[0], "level", scene.period, "12")
    scene.facts.append(fact)
    scene.used.add(fact.pair)
    return scene, fact


def test_what_the_passage_says_is_answered_with_and_without_its_period():
    scene, fact = stage()
    assert {negatives.answered(query(fact, scene), scene) for _ in range(20)} == {True}


@pytest.mark.parametrize("seed", range(150))
def test_an_unanswerable_question_is_answered_by_no_fact_and_differs_in_the_slot_that_it_names(seed):
    scene = Scene(Random(seed), "CNBFHETSA"[seed % 9])
    passages._composed(scene)
    for fact in scene.facts:
        found = negatives.negative(fact, scene)
        if found is None:
            continue
        asked, slot = found
        assert not negatives.answered(asked, scene)
        same = {
            "owner": asked.owner == fact.owner, "measure": asked.measure == fact.measure,
            "variant": asked.variant == fact.variant, "comparator": asked.comparator == fact.comparator,
            "role": asked.role == fact.role, "period": asked.period == fact.period,
        }  # fmt: skip
        assert same[slot] is False


def test_another_time_another_owner_and_a_forecast_are_not_answered():
    scene, fact = stage()
    swaps = {}
    for _ in range(300):
        found = negatives.negative(fact, scene)
        assert found is not None
        swaps[found[1]] = found[0]
    assert set(swaps) == {"owner", "measure", "period", "variant", "role"}
    assert swaps["period"].period != periods.make("year", 2020)
    assert swaps["owner"].owner != fact.owner


def test_a_year_that_a_fact_is_for_is_never_asked_for_as_missing():
    scene, fact = stage()
    scene.facts.append(Fact(fact.owner, fact.measure, "level", periods.make("year", 2019), "11"))
    years = set()
    for _ in range(300):
        found = negatives.negative(fact, scene)
        if found and found[1] == "period" and found[0].period:
            years.add(found[0].period.year)
    assert years
    assert years & {2019, 2020} == set()


def test_a_forecast_is_another_figure_than_the_actual_one():
    scene, fact = stage()
    scene.facts[0] = Fact(fact.owner, fact.measure, "level", fact.period, "12", variant=FORECAST)
    assert not negatives.answered(query(fact, scene), scene)


def test_averages_have_no_total_to_take_a_share_of():
    wages = next(m for m in MEASURES if m.key == "average wage")
    with pytest.raises(Skip):
        negatives.wholes(wages)
