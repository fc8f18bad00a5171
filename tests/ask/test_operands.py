"""Questions whose value has to be worked out, over five small invented reports, with the real encoder and parser."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from qa_service.ask.answering import Answerer
from qa_service.ingest.pipeline import build_index, open_tools
from qa_service.language.parsing import Parser
from qa_service.settings import Settings
from qa_service.store.embedding import open_encoder
from qa_service.store.generations import load_current

pytestmark = pytest.mark.model
REPORTS = Path(__file__).parent / "derived"


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    settings = replace(Settings(), corpus=REPORTS, index=tmp_path_factory.mktemp("derived") / "index")
    assert build_index(settings, open_tools(settings)).refused == {}
    generation = load_current(settings.index, encoder_name=settings.encoder)
    return Answerer(generation, open_encoder(settings.encoder, for_questions=True), Parser.load())


# question, value, unit, formula
DERIVED = [
    # a city
    (
        "How many more homes did the Brackenford council complete in 2023 than the year before?",
        "125",
        "homes",
        "640 - 515",
    ),
    (
        "How many of the housing sites in Brackenford had not started by the end of 2023?",
        "17",
        "housing sites",
        "48 - 31",
    ),
    (
        "By how many pounds a month does the average rent in Castle Hill exceed that in the Old Harbour?",
        "335",
        "GBP a month",
        "1240 - 905",
    ),
    (
        "by how many passengers did bus use in Brackenford grow between 2022 and 2023",
        "900000",
        "count",
        "9100000 - 8200000",
    ),
    (
        "How many passengers did trams and ferries carry together in Brackenford in 2023?",
        "4000000",
        "passengers",
        "3400000 + 600000",
    ),
    ("How many stations in Brackenford were not step-free at the end of 2023?", "5", "stations", "22 - 17"),
    ("How many cycle trips were there on the hire scheme in 2022?", "194000", "cycle trips", "212000 - 18000"),
    ("What was Brackenford's recycling rate in 2022?", "45.2", "%", "47.3 - 2.1"),
    ("gap in satisfaction with collections between homeowners and tenants, percentage points", "13", "pp", "62 - 49"),
    # national statistics
    ("What was the employment rate in Tessaly in the second quarter of 2023?", "69.1", "%", "68.4 + 0.7"),
    ("difference in activity rate between men and women in Tessaly, pp", "11.7", "pp", "72.9 - 61.2"),
    (
        "How many jobs did construction in Tessaly lose over the year to June 2024?",
        "-12500",
        "count",
        "201500 - 214000",
    ),
    ("Unemployment gap between the Southern Isles and Norrland in percentage points?", "2.5", "pp", "8.1 - 5.6"),
    (
        "How many redundancies were there in Tessaly in the second quarter of 2023?",
        "10500",
        "redundancies",
        "9300 + 1200",
    ),
    (
        "By how many percentage points did pay growth in the public sector outpace that in the private sector?",
        "1.3",
        "pp",
        "6.1 - 4.8",
    ),
    (
        "by how many talers an hour was the statutory minimum raised in May 2024",
        "0.45",
        "talers an hour",
        "11.65 - 11.2",
    ),
    ("What was Tessaly's trade surplus in the second quarter of 2024?", "700000000", "USD", "5400000000 - 4700000000"),
    # a central bank
    (
        "How wide is the gap between the standing lending rate and the standing deposit rate in pp?",
        "1.25",
        "pp",
        "5.25 - 4",
    ),
    ("What inflation had the Bank of Orsmark forecast in November for February 2025?", "3.4", "%", "3.9 - 0.5"),
    (
        "By how many percentage points did core inflation fall between January and February 2025?",
        "-0.5",
        "pp",
        "3.1 - 3.6",
    ),
    (
        "By how many points did inflation of services prices exceed that of goods prices in February 2025?",
        "3.3",
        "pp",
        "5.2 - 1.9",
    ),
    (
        "By how many US dollars did foreign exchange reserves rise between end-December 2024 and end-February 2025?",
        "450000000",
        "USD",
        "11350000000 - 10900000000",
    ),
    (
        "How many dollars did loans to households and loans to companies in Orsmark come to together in February 2025?",
        "17000000000",
        "USD",
        "7200000000 + 9800000000",
    ),
    (
        "By how many points did banks expecting demand for loans to rise outnumber those expecting it to fall?",
        "22",
        "pp",
        "34 - 12",
    ),
    # a company
    (
        "by how many pounds did net debt of Halden Tools fall between 31 December 2022 and 31 December 2023",
        "-12500000",
        "GBP",
        "84600000 - 97100000",
    ),
    ("What revenue had Halden Tools originally reported for 2022?", "408500000", "GBP", "402000000 + 6500000"),
    (
        "How many pounds more operating profit did Power Tools make than Hand Tools in 2023?",
        "9500000",
        "GBP",
        "31900000 - 22400000",
    ),
    ("How many people did the Power Tools division add in 2023?", "155", "people", "2140 - 1985"),
    ("What share of Halden Tools revenue did online sales make up in 2022?", "25.2", "%", "28.6 - 3.4"),
    ("What did Halden Tools pay on average per warranty claim in 2023?", "75.0", "GBP", "3600000 / 48000"),
    ("Combined operating profit of Hand Tools and Power Tools in 2023", "54300000", "GBP", "22400000 + 31900000"),
    # health
    ("What was flu vaccine coverage among people over 65 in Ostmere in 2022/23?", "75.2", "%", "73.4 + 1.8"),
    ("Coverage gap between doctors and nurses in Ostmere, percentage points", "13.5", "pp", "71.5 - 58"),
    (
        "By how many did hospital admissions for influenza in Ostmere fall from 2022/23 to 2023/24?",
        "-684",
        "count",
        "2230 - 2914",
    ),
    (
        "How many fewer influenza admissions were there in Ostmere in 2023/24 than the season before?",
        "-684",
        "count",
        "2230 - 2914",
    ),
    ("How many deaths from influenza were there in Ostmere in 2022/23?", "125", "deaths", "146 - 21"),
    ("How many hospitals in Ostmere did not meet the waiting time standard in 2023/24?", "4", "hospitals", "15 - 11"),
    ("How many beds do Eastmere and Westmere have together?", "765", "count", "310 + 455"),
    ("By how many did admissions in Eastmere drop between 2022/23 and 2023/24?", "-236", "count", "968 - 1204"),
    ("How many more admissions did Westmere have than Eastmere in 2023/24?", "294", "count", "1262 - 968"),
]


@pytest.mark.parametrize(("question", "value", "unit", "formula"), DERIVED, ids=[case[0] for case in DERIVED])
def test_a_value_is_worked_out_from_the_two_figures_that_the_question_means(answerer, question, value, unit, formula):
    answer = answerer.ask(question)
    first = next(iter(answer.values), None)
    assert first is not None, answer.answer
    assert first.derived is not None, answer.answer
    assert (first.value, first.unit, first.derived.formula) == (Decimal(value), unit, formula)


SILENT = [
    "gap in satisfaction with collections between homeowners and lodgers, percentage points",
    "Unemployment gap between the Southern Isles and Westmark in percentage points?",
    "difference in unemployment rate between men and women in Tessaly, pp",
    "By how many pounds did net debt of Halden Tools fall between 31 March 2022 and 31 December 2023?",
    "What was Brackenford's recycling rate in 2020?",
    "By how many percentage points did pay growth in the public sector outpace that in the voluntary sector?",
    "How many deaths from influenza were there in Ostmere in 2021/22?",
    "Coverage gap between doctors and midwives in Ostmere, percentage points",
    "How many museums in Ostmere did not meet the waiting time standard in 2023/24?",
    "What did Halden Tools pay on average per injury claim in 2023?",
    "What was the trade deficit of Tessaly in the second quarter of 2024?",
    "By how many dollars did foreign exchange reserves rise between end-June 2024 and end-February 2025?",
]


@pytest.mark.parametrize("question", SILENT)
def test_nothing_is_worked_out_where_an_operand_is_wanting(answerer, question):
    answer = answerer.ask(question)
    assert [value for value in answer.values if value.derived] == []
    assert answer.status == "not_found"
