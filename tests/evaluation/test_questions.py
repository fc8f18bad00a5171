import json
from decimal import Decimal

import pytest

from qa_service.evaluation.questions import Figure, QuestionSetError, read_questions

ROWED = {"id": "a", "type": "figure", "question": "How far?", "gold": {"status": "answered", "value": "1,250.5"}}


@pytest.fixture
def write(tmp_path):
    def write(*lines):
        path = tmp_path / "set.jsonl"
        path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
        return path

    return write


def with_gold(**gold):
    return {**ROWED, "gold": gold}


def test_items_are_read_in_order_and_blank_lines_passed_over(write):
    talk = {"id": "b", "type": "followup", "turns": ["How far?", "And back?"], "gold": {"status": "not_found"}}
    first, second = read_questions(write(ROWED, "", talk, " "))
    assert (first.id, first.asked, first.gold.value) == ("a", ("How far?",), Decimal("1250.5"))
    assert (second.type, second.asked) == ("followup", ("How far?", "And back?"))


def test_turns_go_before_a_question_that_stands_beside_them(write):
    [item] = read_questions(write({**ROWED, "turns": ["How far?", "And back?"]}))
    assert item.asked == ("How far?", "And back?")


def test_every_field_of_a_gold_is_read(write):
    figure = {"value": "-3", "unit": "pp", "why": "rounded", "period": "2019"}
    gold = {
        "status": "answered", "value": 7, "unit": "%", "period": "2020-01/2020-10", "direction": "down",
        "tolerance": "0.01", "also_ok": [figure], "accept": [figure], "values": [{**figure, "label": "oats"}],
        "any_of": ["a"], "all_of": ["b"], "must_not": ["c"], "evidence": "d", "evidence_more": ["e"],
        "caveat": "period", "surface": "7", "qualifier": "about", "asked_period": "2020", "derived": True,
        "operands": ["3", "4"], "formula": "3 + 4",
    }  # fmt: skip
    read = read_questions(write(with_gold(**gold)))[0].gold
    assert read.also_ok == read.accept == (Figure(Decimal(-3), "pp", "", "2019", "rounded"),)
    assert (read.value, read.tolerance, read.operands) == (Decimal(7), Decimal("0.01"), ("3", "4"))
    assert read.asked_values == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("{", "line 2: Invalid JSON: EOF", id="no-json"),
        pytest.param([1], "line 2: Input should be an object", id="no-object"),
        pytest.param({"id": "b"}, "line 2: type: Field required; gold: Field required", id="missing"),
        pytest.param({**ROWED, "id": ""}, "line 2: id: String should have at least 1 character", id="empty-id"),
        pytest.param(ROWED, "line 2: the id 'a' stands on an earlier line too", id="id-twice"),
        pytest.param({**ROWED, "question": ""}, "line 2: Value error, give a question or turns", id="nothing-asked"),
        pytest.param({**ROWED, "golden": 1}, "line 2: golden: Unexpected keyword argument", id="unknown-key"),
        pytest.param({**ROWED, "turns": [1]}, r"line 2: turns\.0: Input should be a valid string", id="turn-a-number"),
        pytest.param(with_gold(status="maybe"), r"line 2: gold\.status: Input should be 'answered'", id="status"),
        pytest.param(with_gold(status="answered", mustnot=["x"]), r"gold\.mustnot: Unexpected", id="unknown-rule"),
        pytest.param(
            with_gold(status="answered"), "gold: Value error, an answered question needs a value", id="no-rule"
        ),
        pytest.param(
            with_gold(status="answered", values=[{"label": "oats", "value": 1}]), "needs a value", id="only-labelled"
        ),
        pytest.param(with_gold(status="answered", value="few"), r"gold\.value: .*'few' is not a number", id="value"),
        pytest.param(
            with_gold(status="answered", value=1, also_ok=[{"unit": "%"}]),
            r"also_ok\.0\.value: Field req",
            id="also-ok",
        ),
        pytest.param(
            with_gold(status="answered", value=1, period="May 2020"), r"gold\.period: String should match", id="period"
        ),
    ],
)
def test_a_bad_line_is_refused_with_its_number_and_what_is_wrong(write, line, message):
    good = {**ROWED, "id": "a"}
    with pytest.raises(QuestionSetError, match=rf"set\.jsonl, {message}" if message[:4] == "line" else message):
        read_questions(write(good, line))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"\n \n", "holds no question. Write one JSON object a line", id="empty"),
        pytest.param(b"\xff\xfe", r"is not UTF-8 text \(byte 0\)\. Save it as UTF-8", id="not-text"),
    ],
)
def test_a_file_without_questions_is_refused(tmp_path, content, message):
    path = tmp_path / "set.jsonl"
    path.write_bytes(content)
    with pytest.raises(QuestionSetError, match=message):
        read_questions(path)


@pytest.mark.parametrize(
    ("gold", "summary"),
    [
        ({"status": "answered", "value": "7.70", "unit": "%", "period": "2020"}, "7.70 % · 2020"),
        ({"status": "answered", "values": [{"value": 1}, {"value": "2e3", "unit": "t"}]}, "1 · 2000 t"),
        ({"status": "answered", "any_of": ["oats", "rye"], "evidence": "Oats led."}, "oats or rye · Oats led."),
        ({"status": "not_found"}, "not_found"),
    ],
)
def test_a_summary_says_what_is_wanted(write, gold, summary):
    assert read_questions(write(with_gold(**gold)))[0].gold.summary == summary
