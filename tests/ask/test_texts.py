"""Questions of words over small invented reports: the real parser, a bag-of-words encoder."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa_service.ask.composing import Composer
from qa_service.ask.interpreting import interpret
from qa_service.ask.matching import Matcher
from qa_service.ask.retrieving import Retriever
from qa_service.ask.sentences import SentenceFinder
from qa_service.ask.slots import tagged
from qa_service.ask.texts import TextFinder
from qa_service.ask.understanding import solid_words
from qa_service.ask.vocabulary import Vocabulary
from qa_service.ingest.pipeline import Tools, build_index
from qa_service.ingest.splitting import split_report
from qa_service.language.parsing import Parser
from qa_service.store.generations import load_current
from tests.fakes import FAKE_ENCODER, FakeEncoder, settings_with

pytestmark = pytest.mark.model

TOWNS = """# Harbour towns in 2021

Published: 2022-03-10
Source: Coastal Bureau

## News

Barley prices fell in 2021 because the harvest was large.
Hotel visits rose in 2021.
Rents remained stable in 2021.
The tannery closed in March 2019.
The new lighthouse was designed by Ada Brandt.
The ferry depot stands in Osthaven.
The tram depot was built in 1987 and rebuilt in 1999.
The salt market will open next spring.
Dock fees were halved in May.
The ferries were late, fog having closed the sound.
Eel catches fell as the nets were torn.

## Three themes

Clean harbours—The towns dredged all basins. The mud went inland.

Open schools—The towns opened two schools.

Quiet roads—Lorries were banned at night.
"""
FARMS = """# Upland farms in 2021

Published: 2022-05-02

Sheep farms were the largest group. The farms grew three crops: barley, oats and rye.

The breeders have two aims:

- finer wool
- longer lives
"""
UNDATED = """# Notes on kilns

Kilns are old.
"""


class Asking:
    """A finder of texts over the reports of one folder."""

    def __init__(self, folder, files: dict[str, str]) -> None:
        self.parser = Parser.load()
        self.encoder = FakeEncoder(dimension=256)
        settings = settings_with(folder, files)
        tools = Tools(self.encoder, split_report, lambda report, passages: [])
        assert build_index(settings, tools).refused == {}
        self.generation = load_current(settings.index, encoder_name=FAKE_ENCODER)
        vocabulary = Vocabulary(self.generation, self.encoder)
        matcher = Matcher(self.generation, vocabulary)
        self.finder = TextFinder(self.generation, matcher, vocabulary, self.parser)
        self.sentences = SentenceFinder(self.generation, matcher, vocabulary)
        self.composer = Composer(self.generation)

    def asked(self, question: str):
        return tagged(interpret(question), solid_words(self.parser.parse(question)))

    def found(self, question: str):
        return Retriever(self.generation).near(question, self.encoder.encode([question])[0])

    def answer(self, question: str, finder=None, **slots):
        """The answer of a finder, of that of texts unless another is given."""
        asked = replace(self.asked(question), **slots)
        return (finder or self.finder).answer(asked, self.found(question), self.composer)

    def published(self, question: str):
        return self.finder.published(self.asked(question), self.composer)


@pytest.fixture(scope="module")
def asking(tmp_path_factory):
    return Asking(tmp_path_factory.mktemp("texts"), {"towns.md": TOWNS, "farms.md": FARMS, "kilns.md": UNDATED})


QUOTED = [
    pytest.param("Why did barley prices fall in 2021?", "because the harvest was large", "Barley prices", id="why"),
    pytest.param("When did the tannery close?", "March 2019", "The tannery closed", id="when"),
    pytest.param("Who designed the new lighthouse?", "Ada Brandt", "The new lighthouse", id="who"),
    pytest.param("Where does the ferry depot stand?", "Osthaven", "The ferry depot", id="where"),
    pytest.param("When will the salt market open?", "next spring", "The salt market", id="no calendar dates it"),
    pytest.param("When were dock fees halved?", "May", "Dock fees", id="a month alone"),
    pytest.param("Why were the ferries late?", "fog", "The ferries", id="fog having closed it"),
    pytest.param("Why did eel catches fall?", "nets were torn", "Eel catches", id="as"),
    pytest.param("Which farms were the largest group?", "Sheep farms", "Sheep farms", id="which"),
]


@pytest.mark.parametrize(("question", "holds", "begins"), QUOTED)
def test_the_sentence_that_answers_is_cited_and_the_answer_taken_from_it(asking, question, holds, begins):
    answer = asking.answer(question)
    assert answer is not None
    assert answer.status == "answered"
    assert holds in answer.answer
    assert answer.citations[0].quote.startswith(begins)


@pytest.mark.parametrize(
    ("question", "way", "quote"),
    [
        ("Why did hotel visits fall in 2021?", "a fall", "Hotel visits rose in 2021."),
        ("Why did rents rise in 2021?", "a rise", "Rents remained stable in 2021."),
    ],
    ids=["it rose", "nothing changed"],
)
def test_a_wrong_premise_is_corrected_by_the_sentence(asking, question, way, quote):
    answer = asking.answer(question)
    assert answer is not None
    assert [c.quote for c in answer.citations] == [quote]
    assert [(c.code, c.text) for c in answer.caveats] == [
        ("premise_differs", f"The question takes {way} for granted; the report does not say so.")
    ]


@pytest.mark.parametrize(
    "question",
    [
        "Why did hotel visits rise in 2021?",
        "Why did barley prices fall in 2015?",
        "Where is the airport of Marlow?",
        "When will the salt market close?",
    ],
    ids=["no reason is given", "another year", "a name that is nowhere", "another act at that time"],
)
def test_no_answer_where_no_sentence_holds_one(asking, question):
    assert asking.answer(question) is None


@pytest.mark.parametrize("question", ["What are the three themes?", "name the three themes", "Which are the themes?"])
def test_run_in_headings_answer_a_question_for_the_heading_above_them(asking, question):
    answer = asking.answer(question)
    assert answer is not None
    assert [part in answer.answer for part in ("Clean harbours", "Open schools", "Quiet roads")] == [True] * 3
    assert len(answer.citations) == 3


def test_a_sentence_that_ends_in_a_colon_is_cited_with_the_list_under_it(asking):
    answer = asking.answer("What aims do the breeders have?")
    assert answer is not None
    quote = answer.citations[0].quote
    assert quote.startswith("The breeders have two aims:")
    assert [aim in quote for aim in ("finer wool", "longer lives")] == [True, True]


@pytest.mark.parametrize(
    ("question", "dates"),
    [
        ("When was the report on upland farms published?", ["2022-05-02"]),
        ("When was the harbour towns report released?", ["2022-03-10"]),
        ("When was this report published?", ["2022-05-02", "2022-03-10"]),
    ],
    ids=["by its title", "another by its title", "none named: newest first"],
)
def test_published_names_the_reports_that_are_meant(asking, question, dates):
    answer = asking.published(question)
    assert answer.status == "answered"
    given = [c.published.isoformat() for c in answer.citations if c.published]
    assert given == dates


def test_undated_reports_have_no_date_of_publication(tmp_path):
    answer = Asking(tmp_path, {"kilns.md": UNDATED}).published("When was this report published?")
    assert answer.status == "not_found"
    assert "No report is dated." in answer.answer
