"""The shortest span that answers, by the real parser."""

from __future__ import annotations

import pytest

from qa_service.ask.interpreting import terms_of
from qa_service.ask.spans import can_answer, short_answer, wanted
from qa_service.language.parsing import Parser

KINDS = [
    ("Who praised the yard?", "name"),
    ("Who is the mayor?", "person"),
    ("What is the name of the deputy mayor?", "person"),
    ("Where is the yard?", "place"),
    ("Which city has the yard?", "place"),
    ("When was it opened?", "date"),
    ("which year was it opened", "date"),
    ("Why did it close?", "reason"),
    ("what is it caused by", "reason"),
    ("At what age do skippers retire?", "number"),
    ("Which company was listed first?", "name"),
    ("Which body publishes the figures?", "name"),
    ("What came of the talks?", "other"),
]


@pytest.mark.parametrize(("question", "kind"), KINDS)
def test_what_a_question_wants(question, kind):
    assert wanted(question) == kind


@pytest.fixture(scope="module")
def parser():
    return Parser.load()


def stems(question):
    return frozenset(form for term in terms_of(question) for form in term.stems)


SHORT = [
    pytest.param(
        "Who built the bridge?",
        "The bridge was built by Marlow Steel and opened in May.",
        "Marlow Steel",
        id="an agent before another verb",
    ),
    pytest.param(
        "Who opened the dock?", "Anna Berg opened the dock in June.", "Anna Berg", id="a person as the subject"
    ),
    pytest.param(
        "Who owns the mill?",
        "The mill is owned by the town of Selm.",
        "town of Selm",
        id="a complement stays, the article goes",
    ),
    pytest.param(
        "Which bank financed the works?",
        "The works were financed by the Coastal Development Bank.",
        "Coastal Development Bank",
        id="a bank",
    ),
    pytest.param(
        "Who signed the agreement?",
        "The agreement was signed by the Port of Selm and the Marlow Group.",
        "Port of Selm and the Marlow Group",
        id="two agents",
    ),
    pytest.param(
        "who led the survey",
        "The survey was led by Dr Ida Holm, who retired later.",
        "Dr Ida Holm",
        id="a clause is left out",
    ),
    pytest.param(
        "Which university trains pilots?",
        "Pilots are trained by the University of Marrick.",
        "University of Marrick",
        id="a university",
    ),
    pytest.param(
        "Which firm was ranked second?",
        "Among the yards, Kestrel Boats ranked as the second came from Selm.",
        "Kestrel Boats",
        id="a name with a rank",
    ),
    pytest.param("When did the mill close?", "The mill closed in March 2020 after a fire.", "March 2020", id="a month"),
    pytest.param(
        "When was the 2019 plan published?",
        "The 2019 plan was published in June 2020.",
        "June 2020",
        id="not the date that the question names",
    ),
    pytest.param("When did the ferry start?", "The ferry started in 2018 and stopped in 2020.", "", id="two dates"),
    pytest.param(
        "What was praised by the council?",
        "The yard was praised by the council.",
        "",
        id="the agent is in the question",
    ),
    pytest.param("Who praised the yard?", "It was praised.", "", id="nobody is named"),
    pytest.param("Who praised the yard?", "The yard praised itself.", "", id="the subject is in the question"),
    pytest.param(
        "Why did the mill close?", "The mill closed because of a fire.", "", id="a reason is told by the whole sentence"
    ),
    pytest.param("Where is the yard?", "The yard lies in Selm.", "", id="so is a place"),
    pytest.param(
        "Who praised the yard?",
        "The yard was praised by the Harbour Council.",
        "Harbour Council",
        id="the agent of a passive",
    ),
    pytest.param(
        "Who publishes the figures?",
        "The Bureau of Coastal Statistics publishes the figures every May.",
        "Bureau of Coastal Statistics",
        id="a subject",
    ),
    pytest.param(
        "When was the lighthouse opened?", "The lighthouse was opened on 4 May 2019.", "4 May 2019", id="a date"
    ),
    pytest.param(
        "Which company was listed first?",
        "The zone made progress, with Orla Marine listed as the first on the board.",
        "Orla Marine",
        id="a name with a participle",
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("question", "sentence", "short"), SHORT)
def test_the_short_answer(parser, question, sentence, short):
    doc = parser.parse(sentence, entities=True)
    assert short_answer(wanted(question), doc, stems(question)) == short


HOLDS = [
    pytest.param("Who praised the yard?", "The yard was praised.", False, id="no name"),
    pytest.param("Who praised the yard?", "It was praised by the Harbour Council.", True, id="a name"),
    pytest.param("Who praised Selm?", "In spring, Selm was praised.", False, id="no name but the question's"),
    pytest.param("Where is the yard?", "It lies by the sea.", True, id="a place needs no name"),
    pytest.param("When was it shut?", "It was shut around 1987 or so.", True, id="a bare year"),
    pytest.param("When will the yard be finished?", "The yard is being built.", False, id="no date"),
    pytest.param("When will the yard be finished?", "The yard will be finished in 2023.", True, id="a date"),
    pytest.param("Who is the mayor?", "The mayor opened the yard.", False, id="no person"),
    pytest.param("Who is the mayor?", "Anna Berg is the mayor of the town.", True, id="a person"),
    pytest.param("At what age do skippers retire?", "Skippers retire early.", False, id="no age"),
    pytest.param("At what age do skippers retire?", "Skippers retire at 61.", True, id="an age"),
    pytest.param("What came of the talks?", "The talks brought new rules.", True, id="anything will do"),
]


@pytest.mark.model
@pytest.mark.parametrize(("question", "sentence", "expected"), HOLDS)
def test_whether_a_sentence_can_answer_at_all(parser, question, sentence, expected):
    doc = parser.parse(sentence, entities=True)
    assert can_answer(wanted(question), sentence, doc, stems(question)) is expected


@pytest.mark.model
def test_no_span_where_the_parse_does_not_single_one_out(parser):
    doc = parser.parse("Boats and nets were sold.", entities=True)
    assert short_answer("other", doc, stems("What was bought?")) == ""
