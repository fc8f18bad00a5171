from datetime import date
from decimal import Decimal

import pytest

from qa_service.evaluation.grading import grade, has_period, is_cited, unit_class
from qa_service.evaluation.questions import Figure, Gold
from qa_service.records import Answer, Caveat, Citation, Period, Value

TEN_MONTHS = Period(date(2020, 1, 1), date(2020, 10, 31), "the first ten months")


def value(number, unit="%", *, period=TEN_MONTHS):
    return Value(Decimal(number), unit, number, "oats", "harvest", "growth", None, period, None, 0)


def answered(text="", *values, codes=()):
    return Answer(text, "answered", values, caveats=tuple(Caveat(code, "…") for code in codes))


def gold(**rules):
    return Gold(status="answered", **rules)


SEVEN = gold(value="7.7", unit="%")
BOTH = gold(values=(Figure("5", "%"), Figure("3", "pp")))
SIDES = gold(any_of=("oats",), values=(Figure("9", "%", "oats"), Figure("8", "%", "rye")))
OTHERS = gold(value="7", unit="%", also_ok=(Figure("12", "EUR"),), accept=(Figure("13", "tonnes"),))


@pytest.mark.parametrize(
    ("wanted", "answer", "mark"),
    [
        pytest.param(SEVEN, answered("", value("7.7")), "right", id="exact"),
        pytest.param(SEVEN, answered("", value("7.70")), "right", id="trailing-zero"),
        pytest.param(SEVEN, answered("", value("7.71")), "wrong", id="nearly"),
        pytest.param(SEVEN, answered("", value("-7.7")), "wrong", id="other-sign"),
        pytest.param(SEVEN, answered("", value("7.7", "pp")), "wrong", id="points-for-per-cent"),
        pytest.param(SEVEN, answered("", value("5"), value("7.7")), "wrong", id="not-first"),
        pytest.param(SEVEN, answered("It grew 7.7 %."), "wrong", id="only-in-the-text"),
        pytest.param(SEVEN, Answer("Nothing.", "not_found"), "silent", id="silent"),
        pytest.param(gold(value="7.7"), answered("", value("7.7", "pp")), "right", id="any-unit"),
        pytest.param(gold(value="40", unit="count"), answered("", value("40", "farms")), "right", id="counted"),
        pytest.param(gold(value="40", unit="RMB"), answered("", value("40", "CNY")), "right", id="currency-name"),
        pytest.param(gold(value="40", unit="GBP"), answered("", value("40", "EUR")), "wrong", id="other-currency"),
        pytest.param(gold(value="3", direction="down"), answered("", value("-3")), "right", id="fall-as-negative"),
        pytest.param(gold(value="-3", direction="down"), answered("", value("3")), "right", id="fall-as-positive"),
        pytest.param(gold(value="3", direction="up"), answered("", value("-3")), "wrong", id="rise-as-negative"),
        pytest.param(gold(value="200", tolerance="0.01"), answered("", value("202")), "right", id="within-tolerance"),
        pytest.param(gold(value="200", tolerance="0.01"), answered("", value("203")), "wrong", id="outside-it"),
        pytest.param(gold(value="-200", tolerance="0.01"), answered("", value("-198")), "right", id="below-zero"),
        pytest.param(OTHERS, answered("", value("12", "EUR")), "right", id="also-ok"),
        pytest.param(OTHERS, answered("", value("13", "t")), "right", id="accepted"),
        pytest.param(OTHERS, answered("", value("12", "%")), "wrong", id="also-ok-other-unit"),
        pytest.param(BOTH, answered("", value("3", "pp"), value("5")), "right", id="all-values-any-order"),
        pytest.param(BOTH, answered("", value("5")), "wrong", id="one-value-missing"),
        pytest.param(SIDES, answered("It was oats."), "right", id="labelled-values-are-not-graded"),
        pytest.param(SIDES, answered("It was rye."), "wrong", id="other-side"),
    ],
)
def test_figures_count_only_when_exactly_right_and_first(wanted, answer, mark):
    assert grade(wanted, answer) == mark


@pytest.mark.parametrize(
    ("rules", "text", "mark"),
    [
        pytest.param({"any_of": ("Oats", "rye")}, "OATS led.", "right", id="any-of"),
        pytest.param({"any_of": ("oats", "rye")}, "Barley led.", "wrong", id="none-of"),
        pytest.param({"all_of": ("oats", "rye")}, "Rye and oats.", "right", id="all-of"),
        pytest.param({"all_of": ("oats", "rye")}, "Rye alone.", "wrong", id="not-all-of"),
        pytest.param({"must_not": ("rye",)}, "Oats.", "right", id="must-not-and-does-not"),
        pytest.param({"must_not": ("rye",)}, "Oats and Rye.", "wrong", id="must-not-and-does"),
        pytest.param({"any_of": ("co-op's “old\nmill”",)}, 'The co–op’s  "old mill"', "right", id="quotes-and-dashes"),
        pytest.param({"any_of": ("oats",)}, "oats " * 120, "right", id="120-words"),
        pytest.param({"any_of": ("oats",)}, "oats " * 121, "wrong", id="121-words"),
    ],
)
def test_texts_hold_what_they_must(rules, text, mark):
    assert grade(gold(**rules), answered(text)) == mark


@pytest.mark.parametrize(
    ("codes", "mark"), [((), "wrong"), (("derived",), "wrong"), (("derived", "period_differs"), "right")]
)
def test_a_period_trap_needs_its_caveat(codes, mark):
    assert grade(gold(value="7.7", caveat="period"), answered("", value("7.7"), codes=codes)) == mark


@pytest.mark.parametrize(
    ("status", "answer", "mark"),
    [
        pytest.param("not_found", Answer("No.", "not_found"), "right", id="silent"),
        pytest.param("not_found", answered("5 %.", value("5")), "wrong", id="asserted"),
        pytest.param("not_found", Answer("No.", "not_found", (value("5"),)), "wrong", id="values-beside-not-found"),
        pytest.param("not_found", answered("It fell.", codes=("premise_differs",)), "wrong", id="corrected-unasked"),
        pytest.param(
            "not_found_or_corrected", answered("It fell.", codes=("premise_differs",)), "right", id="corrected"
        ),
        pytest.param("not_found_or_corrected", answered("It rose."), "wrong", id="not-corrected"),
    ],
)
def test_a_question_without_an_answer_wants_silence(status, answer, mark):
    assert grade(Gold(status=status), answer) == mark


def citation(quote):
    return Citation("farms", "Farm report", None, quote, 0, len(quote), "/reports/farms")


@pytest.mark.parametrize(
    ("rules", "quotes", "cited"),
    [
        pytest.param({}, (), True, id="no-evidence-given"),
        pytest.param({"evidence": "rye fell"}, ("Oats rose.", "There Rye  fell 3 %."), True, id="quote-holds-it"),
        pytest.param({"evidence": "rye fell"}, ("Oats rose.",), False, id="other-sentence"),
        pytest.param({"evidence": "x", "evidence_more": ("oats",)}, ("Oats rose.",), True, id="further-evidence"),
        pytest.param({"evidence": f"so {'r' * 31} it was"}, ("r" * 31,), True, id="long-quote-inside-it"),
        pytest.param({"evidence": f"so {'r' * 30} it was"}, ("r" * 30,), False, id="short-quote-inside-it"),
        pytest.param({"evidence": "rye"}, (), False, id="nothing-cited"),
    ],
)
def test_evidence_is_cited_when_a_quote_holds_it_or_is_much_of_it(rules, quotes, cited):
    assert is_cited(gold(value="1", **rules), [citation(quote) for quote in quotes]) is cited


@pytest.mark.parametrize(
    ("period", "values", "fits"),
    [
        pytest.param("2020-01/2020-10", (value("1"),), True, id="months"),
        pytest.param("2020-01-01/2020-10-31", (value("1"),), True, id="days"),
        pytest.param("2020", (value("1"),), True, id="year-of-both-ends"),
        pytest.param("2020-01/2020-09", (value("1"),), False, id="other-end"),
        pytest.param("2019/2020", (value("1"),), False, id="other-start"),
        pytest.param("2020", (value("1", period=None),), False, id="value-without-period"),
        pytest.param("2019", (value("1"), value("1", period=None)), False, id="only-the-first-counts"),
        pytest.param("2019", (), True, id="no-value"),
        pytest.param(None, (value("1"),), True, id="no-period-wanted"),
    ],
)
def test_the_first_values_period_is_compared_as_far_as_the_gold_goes(period, values, fits):
    assert has_period(gold(value="1", period=period), values) is fits


@pytest.mark.parametrize(
    ("unit", "label"),
    [("%", "%"), ("Per cent", "%"), ("percentage points", "pp"), ("Rs", "INR"), ("", "counted"), ("cars", "counted")],
)
def test_unit_classes_keep_apart_what_may_not_be_confused(unit, label):
    assert unit_class(unit) == label
