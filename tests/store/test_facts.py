from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.records import Block, Fact, Passage, Period, Report, Sentence
from qa_service.store.facts import (
    read_records,
    record_from_line,
    record_to_line,
    write_records,
)
from tests.fakes import extract_percentages, make_report, split_lines

REPORT = make_report("farms", "Oats rose 5 % while rye fell 3 %.\nBarley rose 12 %.")
FACTS = extract_percentages(REPORT, split_lines(REPORT))

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False)
PERIODS = st.builds(Period, start=st.dates(), end=st.dates(), text=st.text(), inherited=st.booleans())
RECORDS = {
    Fact: st.builds(Fact, value=DECIMALS, period=st.none() | PERIODS),
    Report: st.builds(Report, blocks=st.lists(st.builds(Block), max_size=3).map(tuple)),
    Passage: st.builds(Passage),
    Sentence: st.builds(Sentence),
}


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_a_record_comes_back_from_its_line_exactly(kind, data):
    record = data.draw(RECORDS[kind])
    line = record_to_line(record)
    assert b"\n" not in line
    assert record_from_line(kind, line) == record


@given(DECIMALS)
def test_every_digit_and_exponent_of_a_value_is_kept(value):
    record = record_from_line(Fact, record_to_line(replace(FACTS[0], value=value)))
    assert str(record.value) == str(value)


def test_decimals_are_strings_and_dates_are_iso():
    period = Period(date(2019, 1, 1), date(2019, 12, 31), "2019")
    line = record_to_line(replace(FACTS[0], period=period))
    assert b'"value":"5"' in line
    assert b'"start":"2019-01-01"' in line


def test_files_keep_order_and_line_separators_within_texts(tmp_path):
    sentences = [Sentence("a", 0, 3, "x\u2028y\x85z\nw", 0), Sentence("b", 1, 2, "…", 1)]
    write_records(tmp_path / "sentences.jsonl", sentences)
    assert read_records(Sentence, tmp_path / "sentences.jsonl") == sentences


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(b"{}", id="fields-missing"),
        pytest.param(b'{"report":"a","start":"x","end":2,"text":"","passage":0}', id="not-a-number"),
        pytest.param(b'{"report":"a","sta', id="cut-off"),
    ],
)
def test_what_is_no_record_is_refused(line):
    with pytest.raises(ValueError, match="validation error"):
        record_from_line(Sentence, line)


def test_values_of_the_fake_are_decimals():
    assert FACTS[2].value == Decimal(12)
