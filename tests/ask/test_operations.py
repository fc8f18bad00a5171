"""Values worked out over a small invented report: the real parser, a bag-of-words encoder."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qa_service.ask.figures import FactFinder
from qa_service.ask.interpreting import interpret
from qa_service.ask.matching import Matcher
from qa_service.ask.operations import Operator
from qa_service.ask.ranking import Ranking
from qa_service.ask.retrieving import Retriever
from qa_service.ask.slots import tagged
from qa_service.ask.understanding import counted_noun, solid_words
from qa_service.ask.vocabulary import Vocabulary
from qa_service.ingest.facts import extract_facts
from qa_service.ingest.pipeline import Tools, build_index
from qa_service.ingest.splitting import split_report
from qa_service.language.parsing import Parser
from qa_service.store.generations import load_current
from tests.fakes import FAKE_ENCODER, FakeEncoder, settings_with

pytestmark = pytest.mark.model

REPORT = """# Valley transport and farms in 2021

Published: 2022-03-10

## Transport

In 2021, there were 340 trams and 215 buses in the valley.
The operators sold 36.6 million tickets in 2021.

The average monthly wage of conductors was €2,400 in 2021.
In 2021, Tarn Ferries carried 2.2 million passengers, up 10.4% year on year, 3.5
percentage points higher than the national level.

## Farms

In 2021, dairy farms accounted for 62.5% of all farms.
The price of barley rose from $180 to $210 in 2021.
In 2014, union membership was 23.1%.
In 1974, union membership was 55.4%.

The number of orchards fell from 1,250 in 2020 to 1,190 in 2021.
Sheep accounted for 41.5% of livestock in 2021, an increase of 1.5 percentage points year on year.

## Schools

In 2021, Osthaven had 14 schools.
In 2021, Marlow had 9 schools.
"""


class Asking:
    """An operator for each question over one generation."""

    def __init__(self, folder) -> None:
        self.parser = Parser.load()
        self.encoder = FakeEncoder(dimension=256)
        tools = Tools(self.encoder, split_report, lambda report, passages: extract_facts(report, passages, self.parser))
        settings = settings_with(folder, {"valley.md": REPORT})
        assert build_index(settings, tools).refused == {}
        self.generation = load_current(settings.index, encoder_name=FAKE_ENCODER)
        vocabulary = Vocabulary(self.generation, self.encoder)
        matcher = Matcher(self.generation, vocabulary)
        self.finder = FactFinder(self.generation, matcher, vocabulary)
        self.retriever = Retriever(self.generation)

    def asked(self, question: str):
        parsed = self.parser.parse(question)
        return tagged(interpret(question), solid_words(parsed), counted_noun(parsed))

    def operator(self, question: str) -> Operator:
        vector = self.encoder.encode([question])[0]
        return Operator(Ranking(self.finder, self.retriever.near(question, vector), vector))

    def work_out(self, question: str):
        return self.operator(question).work_out(self.asked(question))

    def fall_back(self, question: str):
        return self.operator(question).fall_back(self.asked(question))


@pytest.fixture(scope="module")
def asking(tmp_path_factory):
    return Asking(tmp_path_factory.mktemp("operations"))


WORKED_OUT = [
    pytest.param(
        "How many more trams than buses were there in 2021?", "125", "340 - 215", id="difference of two things"
    ),
    pytest.param("How many schools did Osthaven plus Marlow have in 2021?", "23", "14 + 9", id="sum"),
    pytest.param("How many schools do Osthaven and Marlow have together?", "23", "14 + 9", id="sum, put together"),
    pytest.param("What share of farms are all but dairy farms in 2021?", "37.5", "100 - 62.5", id="rest"),
    pytest.param("average monthly tickets sold in 2021", "3050000", "36600000 / 12", id="monthly average"),
    pytest.param("quarterly average of tickets sold in 2021", "9150000", "36600000 / 4", id="quarterly average"),
    pytest.param("By how much did national passengers grow in 2021?", "6.9", "10.4 - 3.5", id="comparator's own"),
    pytest.param(
        "How many points below its 1974 level was union membership in 2014?", "32.3", "55.4 - 23.1", id="two periods"
    ),
]


@pytest.mark.parametrize(("question", "value", "formula"), WORKED_OUT)
def test_a_value_is_worked_out_where_the_words_ask_for_it(asking, question, value, formula):
    derived = asking.work_out(question)
    assert derived is not None
    assert (derived.value, derived.formula) == (Decimal(value), formula)


FALLEN_BACK = [
    pytest.param(
        "How many passengers did Tarn Ferries carry in 2020?", "1990000", "2200000 / 1.104", id="base of a growth"
    ),
    pytest.param("What share of livestock were sheep in 2020?", "40.0", "41.5 - 1.5", id="share before its change"),
    pytest.param(
        "By how many dollars did the price of barley rise in 2021?", "30", "210 - 180", id="from one to another"
    ),
]


@pytest.mark.parametrize(("question", "value", "formula"), FALLEN_BACK)
def test_a_value_that_no_sentence_states_follows_from_two_that_are(asking, question, value, formula):
    derived = asking.fall_back(question)
    assert derived is not None
    assert (derived.value, derived.formula) == (Decimal(value), formula)


@pytest.mark.parametrize(
    "question",
    [
        "How many trams were there in 2021?",
        "How many more trams than lorries were there in 2021?",
        "How many trams plus lorries were there in 2021?",
        "How many tonnes of wheat in 2021, average monthly?",
        "By how much higher than the national level was passenger growth of Tarn Ferries in 2021?",
        "How many more trams were there in 2021?",
        "average monthly wage of conductors in 2021",
    ],
    ids=[
        "nothing to work out",
        "one side unknown",
        "one summand unknown",
        "no level",
        "the gap itself",
        "one side only",
        "a monthly average already",
    ],
)
def test_nothing_is_worked_out_from_what_is_not_there(asking, question):
    assert asking.work_out(question) is None


@pytest.mark.parametrize(
    "question",
    [
        "How many passengers did Tarn Ferries carry in 2017?",
        "How many trams were there in 2020?",
        "By how much did barley rise?",
    ],
    ids=["further back than a year", "no change is stated", "no unit to take a difference in"],
)
def test_nothing_falls_back_on_what_is_not_there(asking, question):
    assert asking.fall_back(question) is None


def test_the_facts_of_two_options_are_paired(asking):
    question = "Which are more, trams or buses?"
    asked = asking.asked(question)
    pair = asking.operator(question).pair(asked, asked.options)
    assert pair is not None
    assert [fact.value for fact in pair] == [340, 215]


def test_things_of_different_units_are_no_pair(asking):
    question = "Which are more, trams or dairy farms?"
    asked = asking.asked(question)
    assert asking.operator(question).pair(asked, asked.options) is None
