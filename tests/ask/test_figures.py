from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from qa_service.ask.figures import MARGIN, FactFinder
from qa_service.ask.interpreting import interpret
from qa_service.ask.matching import Matcher
from qa_service.ask.retrieving import Retriever
from qa_service.ask.vocabulary import Vocabulary
from tests.fakes import FakeEncoder, make_generation

TEXT = "Barley rose 3 %.\nOats rose 7 %.\nWool fell 9 %, says Marlow.\nRain was rare, as Marlow says.\nKilns are old."


class Asking:
    """A finder over one tiny generation, asked with the vector of the question itself."""

    def __init__(self) -> None:
        self.encoder = FakeEncoder(dimension=64)
        self.generation = make_generation({"harvest": TEXT}, self.encoder)
        vocabulary = Vocabulary(self.generation, self.encoder)
        self.finder = FactFinder(self.generation, Matcher(self.generation, vocabulary), vocabulary)
        self.retriever = Retriever(self.generation)

    def ranked(self, question: str, **slots):
        asked = replace(interpret(question), **slots)
        vector = self.encoder.encode([question])[0]
        found = self.retriever.near(question, vector)
        return asked, self.finder.ranked(asked, found, vector), found, vector


@pytest.fixture(scope="module")
def asking():
    return Asking()


@pytest.mark.parametrize(
    ("question", "text"),
    [("barley growth", "3 %"), ("growth of oats", "7 %"), ("by what percent did wool fall", "9 %")],
)
def test_the_fact_of_the_thing_asked_for_comes_first_and_is_accepted(asking, question, text):
    asked, ranked, _, _ = asking.ranked(question)
    assert [c.fact.text for c in asking.finder.accepted(asked, ranked)] == [text]


def test_a_fact_that_lacks_a_light_word_only_is_accepted(asking):
    asked, ranked, _, _ = asking.ranked("barley growth recorded")
    assert [c.fact.text for c in asking.finder.accepted(asked, ranked)] == ["3 %"]
    assert not asking.finder.essential(asked, asked.terms[-1])


@pytest.mark.parametrize("slots", [{"unit": "count"}, {"unit": "EUR"}, {"role": "level"}, {"role": "gap"}], ids=str)
def test_a_fact_of_another_unit_or_role_is_not_even_ranked(asking, slots):
    assert asking.ranked("barley growth", **slots)[1] == []


@pytest.mark.parametrize(
    "question",
    ["barley growth in Osthaven", "growth of kilns", "barley growth of 17 farms"],
    ids=["a name", "a thing that the reports speak of elsewhere", "a number"],
)
def test_a_fact_that_lacks_what_matters_is_not_accepted(asking, question):
    asked, ranked, _, _ = asking.ranked(question)
    assert ranked
    assert asking.finder.accepted(asked, ranked) == []


def test_a_fact_far_behind_the_first_is_not_accepted(asking):
    asked, ranked, _, _ = asking.ranked("barley growth")
    far = replace(ranked[0], match=replace(ranked[0].match, score=ranked[0].match.score + MARGIN + 0.01))
    assert asking.finder.accepted(asked, [far, ranked[0]]) == [far]


def test_facts_of_a_preferred_sentence_stand_nearer(asking):
    asked, ranked, found, vector = asking.ranked("growth")
    last = ranked[-1]
    preferred = asking.finder.ranked(asked, found, vector, [last.fact.id])
    score = next(c.match.score for c in preferred if c.fact == last.fact)
    assert score == pytest.approx(last.match.score + 0.1)


def test_what_is_near_does_not_mind_unit_role_and_period(asking):
    asked = interpret("how many euros did barley cost in 1999")
    found = asking.retriever.near("barley", asking.encoder.encode(["barley"])[0])
    near = asking.finder.near(asked, found, np.zeros(64, np.float32))
    assert {c.fact.text for c in near} == {"3 %", "7 %", "9 %"}


def test_facts_are_looked_up_by_their_sentence(asking):
    assert [[f.text for f in asking.finder.of_sentence(i)] for i in (0, 1, 3)] == [["3 %"], ["7 %"], []]


def test_facts_around_the_question_are_all_those_of_the_nearest_sections(asking):
    asked, ranked, found, vector = asking.ranked("barley growth")
    assert {c.fact.text for c in asking.finder.around(asked, found, vector)} == {"3 %", "7 %", "9 %"}
    nothing_near = replace(found, cards={}, sentences={0: 1.0})
    assert {c.fact.text for c in asking.finder.around(asked, nothing_near, vector)} == {"3 %", "7 %", "9 %"}
    assert ranked[0].fact.text == "3 %"


@pytest.mark.parametrize(
    ("slots", "reports", "texts"),
    [
        ({"role": "growth"}, None, ["3 %", "7 %", "9 %"]),
        ({"role": "growth"}, ["harvest"], ["3 %", "7 %", "9 %"]),
        ({"role": "growth"}, ["another"], []),
        ({"role": "level"}, None, []),
        ({"unit": "EUR"}, None, []),
    ],
    ids=["all", "of a report", "of another report", "of another role", "of another unit"],
)
def test_every_fact_that_fits_the_slots(asking, slots, reports, texts):
    asked = replace(interpret("list all"), **slots)
    assert [fact.text for fact in asking.finder.fitting(asked, reports)] == texts


@pytest.mark.parametrize(
    ("question", "around", "literal"),
    [
        ("barley growth", False, True),
        ("oats growth", False, False),
        ("fleet growth", True, False),
        ("barley growth in the harvest", True, True),
    ],
    ids=["its own word", "a neighbour's word", "no word of the report", "a word of the title"],
)
def test_words_asked_for_are_a_facts_own_or_stand_around_it(asking, question, around, literal):
    asked = interpret(question)
    assert asking.finder.literal(asked, asking.generation.facts[0], around=around) is literal
