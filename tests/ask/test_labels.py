from dataclasses import replace

import pytest

from qa_service.ask.labels import Sentences, labels_of
from qa_service.language.parsing import Parser
from tests.ask.facts import fact

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def parse():
    return Parser.load().parse


def figures(*sentences: tuple[str, str]):
    """Facts of the figures, told with blanks between them, of each sentence; and how to get a fact's sentence."""
    facts, texts = [], {}
    for number, (sentence, told) in enumerate(sentences):
        texts[1000 * number] = sentence
        for text in told.split():
            at = 1000 * number + sentence.index(text)
            place = {"start": 1000 * number, "number_start": at, "number_end": at + len(text)}
            facts.append(replace(fact(text=text), id=str(at), **place))
    return facts, lambda one: texts[one.start]


def beside(facts, one):
    return [fact for fact in facts if fact.start == one.start]


@pytest.mark.parametrize(
    ("sentences", "labels"),
    [
        pytest.param(
            [("The jobless rate was 7.1% in Harlow Hill, 4.6% in Quayside and 3.9% in Northfield.", "7.1% 4.6% 3.9%")],
            ["Harlow Hill", "Quayside", "Northfield"],
            id="after",
        ),
        pytest.param(
            [("The plant in Delft employed 820 people and the plant in Porto employed 415 people.", "820 415")],
            ["Delft", "Porto"],
            id="before",
        ),
        pytest.param(
            [("Arbor Bank held 31% of all deposits, Linden Bank 24% and Rowan Bank 12%.", "31% 24% 12%")],
            ["Arbor Bank", "Linden Bank", "Rowan Bank"],
            id="names with a word in common",
        ),
        pytest.param(
            [("In Leeds the rate was 7%, and it was 4% in York.", "7% 4%")], ["Leeds", "York"], id="before and after"
        ),
        pytest.param(
            [
                ("In the third quarter of 2023 food prices rose by 9.4%.", "9.4%"),
                ("Energy prices fell by 6.2%.", "6.2%"),
                ("Prices of services rose by 5.0%.", "5.0%"),
            ],
            ["food prices", "Energy prices", "services"],
            id="a sentence each, without its time",
        ),
        pytest.param(
            [("Exports of timber came to 31 billion, exports of fish to 19 billion.", "31 19")],
            ["timber", "fish"],
            id="common nouns",
        ),
        pytest.param(
            [("The rate was 5.1% last spring and 5.4% last autumn.", "5.1% 5.4%")], None, id="nothing but times"
        ),
        pytest.param([("In York it rose by 5% and then by 6%.", "5% 6%")], None, id="nothing to tell them apart"),
    ],
)
def test_labels(parse, sentences, labels):
    facts, texts = figures(*sentences)
    assert labels_of(facts, Sentences(texts, lambda one: beside(facts, one), parse), frozenset()) == labels


def test_words_of_the_question_are_no_names(parse):
    facts, texts = figures(("It was 8% in Delft and 9% in Porto.", "8% 9%"))
    assert labels_of(facts, Sentences(texts, lambda one: beside(facts, one), parse), frozenset({"delft"})) is None


def test_a_figure_has_its_own_words_before_those_of_its_neighbours(parse):
    facts, texts = figures(
        ("Leeds has 40 homes, up 5%, and York has 60 homes, up 7%.", "40 5% 60 7%"), ("Hull has 35 homes.", "35")
    )
    told = Sentences(texts, lambda one: beside(facts, one), parse)
    assert labels_of([facts[1], facts[3]], told, frozenset()) == ["Leeds", "York"]
    assert labels_of([facts[2], facts[4]], told, frozenset()) == ["York", "Hull"]
