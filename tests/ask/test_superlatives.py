"""Superlatives in words, by the real parser: five kinds of report, sentences of no report."""

from __future__ import annotations

import pytest

from qa_service.ask.superlatives import asked_extreme, extremes_in, holder, modified, says
from qa_service.language.parsing import Parser

SPENT = "Households in the Western Isles spent the least per head and those in the Capital Region the most."
GREW = "Of the six boroughs, Eastmark grew most, by 8.2%, while Old Harbour was the slowest, at 2.1%."
DIVISIONS = "Frozen Meals was the most profitable, with a margin of 9.8%, and Snacks grew fastest, by 17.3%."
STAFF = "Our survey found that drivers were the least satisfied group (54%) and bakers the most satisfied (83%)."
WAITS = "Waits were longest for hip replacements (131 days) and shortest for cataracts (39 days)."
ARREARS = "Of the loan types, consumer loans showed the highest rate of arrears (9.1%), while mortgages had the lowest."
JOBS = "The largest rise in jobs was in health and social work, while construction lost 8,300 jobs."

HOLDERS = [
    ("Which borough grew fastest?", GREW, "Eastmark"),
    ("Which borough grew the least?", GREW, "Old Harbour"),
    (
        "Which tram line carries the most people?",
        "The largest number of tram passengers was counted on Line 2.",
        "Line 2",
    ),
    (
        "Which museum was the busiest?",
        "The most visited museum was the Salt Museum, which drew 412,000 people.",
        "Salt Museum",
    ),
    ("Which pool is the quietest?", "Selm Baths was the least used pool, with 9,100 visits.", "Selm Baths"),
    ("In which region do households spend least?", SPENT, "Households in the Western Isles"),
    ("Where is spending highest?", SPENT, "Capital Region"),
    ("Which category pulled spending down most?", "The largest downward contribution came from clothing.", "clothing"),
    ("Which industry dragged output down the most?", "The largest negative contributor was mining, down 3%.", "mining"),
    (
        "Which age group answers least often?",
        "The response rate was lowest among people aged 16 to 24 (38%).",
        "people aged 16 to 24",
    ),
    (
        "Which group pushes inflation up the most?",
        "Food remained the strongest driver of inflation, and rents the weakest.",
        "Food",
    ),
    ("Which loans have the most arrears?", ARREARS, "consumer loans"),
    ("Which loans have the lowest arrears?", ARREARS, "mortgages"),
    ("Which division is the most profitable?", DIVISIONS, "Frozen Meals"),
    ("Which division grew fastest?", DIVISIONS, "Snacks"),
    ("Which employees were the unhappiest?", STAFF, "drivers"),
    ("Which employees were the happiest?", STAFF, "bakers"),
    ("Which hospital is the fullest?", "The Marl Hospital had the highest occupancy in the country.", "Marl Hospital"),
    ("Where is the poorest coverage?", "Coverage ranged from 48% at Dunmere to 79% at Saint Ede's.", "Dunmere"),
    ("Where is the best coverage?", "Coverage ranged from 48% in Dunmere to 79% in Holt.", "Holt"),
    ("Where are the worst waits?", "Waits ranged from 9 days in Dunmere to 31 days in Holt.", "Holt"),
    ("For which operation do patients wait longest?", WAITS, "hip replacements"),
    ("For which operation is the wait shortest?", WAITS, "cataracts"),
    ("Which staff leave most often?", "Nurses were the most likely to leave: 12.6% did so.", "Nurses"),
    ("Who suffered most?", "Single pensioners were hit hardest by dearer energy.", "Single pensioners"),
    ("Which sector gained the most jobs?", JOBS, "health and social work"),
]  # fmt: skip


@pytest.fixture(scope="module")
def parser():
    return Parser.load()


@pytest.mark.model
@pytest.mark.parametrize(("question", "sentence", "who"), HOLDERS, ids=[case[0] for case in HOLDERS])
def test_who_a_sentence_puts_at_the_end_of_the_scale(parser, question, sentence, who):
    asked = asked_extreme(question)
    assert asked is not None
    said = says(sentence, asked)
    assert said is not None
    assert holder(parser.parse(sentence, entities=True), said) == who


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Which sector lost the most jobs?", JOBS),
        ("Which hospital has the longest waits?", "The shortest stay was recorded at Saint Ede's."),
        ("Which line is the busiest?", "Line 4 was the longest."),
        ("Which region had the largest fall?", "The largest rise was in the North."),
        ("Which good rose most?", "The rise of 4% is the largest since 2009."),
        ("Which town is the largest?", "At least three towns and most of the villages replied."),
    ],
    ids=["a rise for a loss", "the other end", "another scale", "a rise for a fall", "a record", "no superlative"],
)
def test_another_superlative_does_not_answer(question, sentence):
    asked = asked_extreme(question)
    assert asked is not None
    assert says(sentence, asked) is None


def test_a_question_without_a_superlative_asks_for_no_end():
    assert asked_extreme("Which bank failed?") is None


def test_both_ends_of_a_range_are_named():
    text = "Shares ranged from 60% in Holt to 20% in Marl."
    assert [(e.holder, e.upper) for e in extremes_in(text)] == [("Holt", True), ("Marl", False)]


@pytest.mark.model
def test_the_word_that_a_superlative_stands_before(parser):
    text = "Bakery was the largest division, and Marl was busiest."
    told = extremes_in(text)
    assert [modified(parser.parse(text), one) for one in told] == ["division", ""]
