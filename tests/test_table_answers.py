"""The whole road over tables: reports of tables in, questions for cells of them out, with the real models."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from qa_service.ask.answering import Answerer
from qa_service.ingest.pipeline import build_index, open_tools
from qa_service.language.parsing import Parser
from qa_service.settings import Settings
from qa_service.store.embedding import open_encoder
from qa_service.store.generations import load_current
from tests.ingest.test_tables import ACCOUNTS, BANK, CITY, HEALTH, STATISTICS

pytestmark = pytest.mark.model

FILES = {
    "labour.md": STATISTICS, "bank.md": BANK, "accounts.html": ACCOUNTS, "season.html": HEALTH, "city.md": CITY,
}  # fmt: skip
ANSWERED = (
    ("What was the unemployment rate of women in the North in 2019?", "3.9", "%"),
    ("What was the unemployment rate of men in the South in 2020?", "7.1", "%"),
    ("By how many percentage points did the unemployment rate of men in the North change in 2020?", "0.9", "pp"),
    ("What were median weekly earnings in the first quarter of 2021?", "525", "GBP"),
    ("What were the exports in 2019?", "1350000000", "CNY"),
    ("How much did exports grow in 2018?", "3.2", "%"),
    ("What were the outstanding loans of households in March 2023?", "1230100000000", "KES"),
    ("What is the projected inflation rate for 2024?", "2.5", "%"),
    ("What was the revenue in 2022?", "1100000000", "GBP"),
    ("What was the operating margin in 2023?", "-1", "%"),
    ("What were net sales of automotive in 2023?", "5686000000", "USD"),
    ("What percentage of health workers were vaccinated?", "47.0", "%"),
    ("How many tram passengers were there in 2020?", "28400000", "count"),
    ("What share of ferries was on time?", "97", "%"),
    ("What is the area of the harbour city?", "52.3", "sq km"),
)
SILENT = (
    "What was the unemployment rate of women in the North in 2020?",
    "What was the unemployment rate of women in the South in 2019?",
    "What was the unemployment rate of men in the West in 2019?",
    "What were the exports in 2017?",
    "How many passengers did the metro carry in 2020?",
    "What is the projected unemployment rate for 2024?",
)


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    (folder / "corpus").mkdir()
    for name, text in FILES.items():
        (folder / "corpus" / name).write_text(text, encoding="utf-8")
    settings = replace(Settings(), corpus=folder / "corpus", index=folder / "index")
    assert build_index(settings, open_tools(settings)).refused == {}
    generation = load_current(settings.index, encoder_name=settings.encoder)
    return Answerer(generation, open_encoder(settings.encoder, for_questions=True), Parser.load())


@pytest.mark.parametrize(("question", "value", "unit"), ANSWERED, ids=lambda text: text)
def test_a_cell_answers_with_its_value_and_its_row(answerer, question, value, unit):
    answer = answerer.ask(question)
    assert (answer.status, [(v.value, v.unit) for v in answer.values[:1]]) == ("answered", [(Decimal(value), unit)])
    citation = answer.citations[answer.values[0].citation]
    text = answerer.generation.reports[citation.report].text
    assert text[citation.start : citation.end] == citation.quote
    assert answer.values[0].text in citation.quote


@pytest.mark.parametrize("question", SILENT)
def test_a_row_or_column_that_no_table_has_is_not_answered(answerer, question):
    answer = answerer.ask(question)
    assert (answer.status, answer.values) == ("not_found", ())
