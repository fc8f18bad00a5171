from dataclasses import replace
from decimal import Decimal

import pytest

from qa_service.evaluation.questions import Gold, Item
from qa_service.evaluation.scores import Graded, evaluate, false_answers, scores, table
from qa_service.records import Answer, Citation, Value

RISE = Value(Decimal(5), "%", "5 %", "oats", "harvest", "growth", None, None, None, 0)
QUOTE = Citation("farms", "Farms", None, "Oats rose 5 %.", 0, 14, "/reports/farms")
RIGHT = Answer("By 5 %.", "answered", (RISE,), (QUOTE,))
SILENT = Answer("Nothing.", "not_found")
FIVE = Gold(status="answered", value="5", unit="%", evidence="Oats rose", period="2020")
NONE = Gold(status="not_found")


class Script:
    """Answers each question with what stands for it; notes question and conversation."""

    def __init__(self, answers):
        self.answers = answers
        self.asked = []

    def ask(self, question, *, conversation_id=None):
        self.asked.append((question, conversation_id))
        answer = self.answers[question]
        if isinstance(answer, Exception):
            raise answer
        return replace(answer, conversation_id=conversation_id or f"c{len(self.asked)}")


def item(id, *asked, gold=FIVE, type="figure"):
    return Item(id=id, type=type, turns=asked, gold=gold)


def marked(type, mark, *, gold=FIVE, answer=RIGHT, seconds=0.01):
    return Graded(item("a", "?", gold=gold, type=type), mark, answer, seconds)


def test_each_item_is_a_conversation_whose_last_answer_is_graded():
    script = Script({"Oats?": RIGHT, "And rye?": SILENT})
    first, second = evaluate([item("a", "Oats?", "And rye?"), item("b", "Oats?")], script)
    assert script.asked == [("Oats?", None), ("And rye?", "c1"), ("Oats?", None)]
    assert (first.mark, first.answer.answer, second.mark) == ("silent", "Nothing.", "right")
    assert second.seconds > 0


def test_a_failure_is_counted_and_the_rest_is_asked():
    script = Script({"Oats?": KeyError("oats"), "Rye?": RIGHT})
    first, second = evaluate([item("a", "Oats?"), item("b", "Rye?")], script)
    assert (first.mark, first.answer, first.error) == ("error", None, "KeyError: 'oats'")
    assert second.mark == "right"


def test_scores_are_by_type_and_of_all():
    each = scores([marked("text", "wrong"), marked("figure", "right"), marked("figure", "silent")])
    assert [(score.kind, score.n, score.share) for score in each] == [
        ("figure", 2, 0.5),
        ("text", 1, 0.0),
        ("all", 3, pytest.approx(1 / 3)),
    ]


def test_cited_and_period_are_shares_of_right_answers_to_answerable_questions():
    uncited = replace(RIGHT, citations=())
    graded = [marked("figure", "right"), marked("figure", "right", answer=uncited), marked("figure", "wrong")]
    graded += [marked("figure", "right", gold=NONE, answer=SILENT)]
    [score, _] = scores(graded)
    assert (score.cited, score.period) == (0.5, 0.0)


def test_false_answers_are_the_wrong_ones_of_the_unanswerable():
    graded = [marked("unanswerable", "wrong"), marked("unanswerable", "right", gold=NONE), marked("figure", "wrong")]
    assert (false_answers(graded).count("wrong"), false_answers(graded).n) == (1, 2)


def test_the_table_has_a_line_a_type_and_the_totals():
    graded = [
        marked("figure", "right", seconds=0.010),
        marked("figure", "silent", seconds=0.030),
        marked("unanswerable", "wrong", gold=NONE, seconds=0.020),
        marked("unanswerable", "error", answer=None, seconds=0.0),
    ]
    assert table(graded) == [
        "type              n   right  wrong  silent  error   cited  period",
        "figure            2       1      0       1      0    1.00    0.00",
        "unanswerable      2       0      1       0      1    0.00    0.00",
        "all               4       1      1       1      1    1.00    0.00",
        "false answers to unanswerable questions: 1 of 2",
        "milliseconds a question: median 15.0, p99 30.0",
        "score: 25.0 % of 4",
    ]
