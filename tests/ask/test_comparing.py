from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from qa_service.ask.comparing import Comparer, holds_word
from qa_service.ask.figures import Candidate, FactFinder
from qa_service.ask.matching import Match, Matcher
from qa_service.ask.vocabulary import Vocabulary
from qa_service.language.parsing import Parser
from qa_service.records import Fact
from tests.ask.facts import YEAR, fact
from tests.fakes import FakeEncoder, make_generation

pytestmark = pytest.mark.model
TEXT = (
    "Leeds has 40 homes, York has 60 homes and Hull has 35 homes.\nBath has 90 homes.\n"
    "The county has 135 homes in total."
)
NUMBERS = ("40", "60", "35", "90", "135")


@pytest.fixture(scope="module")
def comparer() -> Comparer:
    generation = make_generation({"county": TEXT})
    generation = replace(generation, facts=[homes(text).fact for text in NUMBERS])
    vocabulary = Vocabulary(generation, FakeEncoder())
    finder = FactFinder(generation, Matcher(generation, vocabulary), vocabulary)
    return Comparer(generation, finder, Parser.load().parse)


def homes(text: str, score: float = 0.9, **slots) -> Candidate:
    at = TEXT.index(f"{text} homes")
    start = TEXT.rfind("\n", 0, at) + 1
    end = len(TEXT) if TEXT.find("\n", at) < 0 else TEXT.find("\n", at)
    place = {"start": start, "end": end, "number_start": at, "number_end": at + len(text), "scope": TEXT[start:end]}
    one: Fact = replace(fact(text, "homes", text, report="county", role="count", id=text), **{**place, **slots})
    return Candidate(one, Match(score, 1.0, 1.0, ()))


def told(comparer: Comparer, *candidates: Candidate) -> list[tuple[str, str]]:
    return [(named.label, named.fact.text) for named in comparer.best(candidates, frozenset())]


def test_figures_of_one_section_are_compared_and_their_total_is_left_aside(comparer):
    found = told(comparer, *(homes(text) for text in NUMBERS))
    assert found == [("Leeds", "40"), ("York", "60"), ("Hull", "35"), ("Bath", "90")]


@pytest.mark.parametrize(
    "slots", [{"unit": "%"}, {"role": "growth"}, {"period": None}], ids=["unit", "role", "period"]
)
def test_a_figure_of_another_kind_is_not_compared(comparer, slots):
    found = told(comparer, homes("40"), homes("60"), homes("35", **slots))
    assert found == [("Leeds", "40"), ("York", "60")]


def test_one_figure_is_no_comparison(comparer):
    assert told(comparer, homes("40")) == []
    assert told(comparer, homes("40"), homes("60", role="growth")) == []


def test_what_the_others_come_to_is_no_part_of_them(comparer):
    found = told(comparer, homes("40"), homes("35"), homes("60", value=Decimal(75)))
    assert found == [("Leeds", "40"), ("Hull", "35")]


def test_of_like_comparisons_the_latest_is_taken(comparer):
    later = replace(YEAR, start=YEAR.start.replace(year=2022), end=YEAR.end.replace(year=2022))
    found = told(comparer, homes("40"), homes("60"), homes("35", period=later), homes("90", period=later))
    assert found == [("Hull", "35"), ("Bath", "90")]


def test_the_figures_of_a_sentence_get_their_own_subjects(comparer):
    facts = [homes(text).fact for text in ("40", "60", "35")]
    assert [one.subject for one in comparer.owned(facts)] == ["Leeds", "York", "Hull"]
    assert [one.subject for one in comparer.owned(facts[:1])] == ["Orla Shipyard"]


@pytest.mark.parametrize(
    ("word", "text", "holds"),
    [("districts", "the district of", True), ("plant", "a river", False), ("workers", "employees", True)],
)
def test_a_word_is_held_in_any_form_and_by_its_synonyms(word, text, holds):
    assert holds_word(word, text) is holds
