from __future__ import annotations

from random import Random

from training.grammar import periods, questions
from training.grammar.measures import MEASURES, Verb
from training.grammar.owners import Owner
from training.grammar.questions import Query

BY_KEY = {measure.key: measure for measure in MEASURES}
COREX = Owner("Corex Tools", "the firm", "o", "at")


def asked(key: str, role: str = "level", period: periods.Period | None = None) -> set[str]:
    query = Query(COREX, BY_KEY[key], role, period, None, (), -1)
    return {questions.word(query, Random(seed)) for seed in range(400)}


def test_a_level_is_asked_for_in_other_words_than_the_passage_has():
    wordings = asked("staff", period=periods.make("year", 2020))
    assert len(wordings) > 150
    assert "How many people worked for Corex Tools in 2020?" in wordings
    assert "How many people did Corex Tools employ in 2020?" in wordings
    assert any("headcount" in w for w in wordings)
    assert any("payroll" in w for w in wordings)


def test_a_question_without_a_period_leaves_no_gap():
    assert [w for w in asked("revenue") if "  " in w or " ?" in w or "None" in w] == []


def test_a_fall_is_asked_for_as_a_fall():
    wordings = asked("revenue", "growth")
    assert any("fall" in w for w in wordings)
    assert [w for w in wordings if "grow " in w or "rise" in w] == []


def test_a_verb_with_its_object_becomes_a_question():
    verb = Verb("spent", "spend", "on roads")
    assert questions._verb_question(verb, BY_KEY["road spending"]) == "How much did {o} spend on roads{p}?"
    assert questions._verb_question(Verb("made", "make", "of steel"), BY_KEY["steel made"]) == (
        "How much steel did {o} make{p}?"
    )
    assert questions._verb_question(Verb("booked", "book orders of", ""), BY_KEY["orders"]) == ""


def test_a_slip_changes_one_long_word_and_no_figure_or_name():
    text = "How many vehicles did Corex make in 2020?"
    slips = {questions.misspelt(text, Random(seed)) for seed in range(50)}
    assert len(slips) > 5
    assert {(s[:9], s[-23:]) for s in slips} == {("How many ", "did Corex make in 2020?")}
    assert questions.misspelt("How so?", Random(1)) == "How so?"
