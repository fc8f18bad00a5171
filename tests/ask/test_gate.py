"""The numeric gate: true answers pass, answers with anything changed do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qa_service.ask.gate import Gate, UnsupportedNumberError, numbers
from qa_service.records import Answer, Citation, Derivation, Nearest, Period, Value
from tests.ask.facts import YEAR, fact

QUOTE = "In 2021 Orla Shipyard built 1,400 boats, up 6.1%, 2.3 percentage points above the country."
OTHER = "In 2021 the yard at Selm built 900 boats."
FACTS = {
    0: [
        fact("1400", "boats", "1,400", role="count", start=0),
        fact("6.1", start=0),
        fact("2.3", "pp", "2.3 percentage points", role="gap", comparator="the country", start=0),
    ],
    200: [fact("900", "boats", "900", role="count", start=200)],
}
EARLIER = Period(date(2020, 1, 1), date(2020, 12, 31), "2020")
GATE = Gate(lambda report, start: FACTS.get(start, []) if report == "harbour" else [])


def citation(quote=QUOTE, start=0):
    return Citation("harbour", "Harbour towns", date(2022, 3, 10), quote, start, start + len(quote), f"#s-{start}")


def value(number="6.1", unit="%", text="6.1%", role="growth", period=YEAR, **slots):
    given = {
        "subject": "Orla Shipyard",
        "measure": "boats built",
        "basis": None,
        "derived": None,
        "citation": 0,
        **slots,
    }
    return Value(Decimal(number), unit, text, role=role, period=period, **given)


def answer(text="Orla Shipyard – boats built (2021): up 6.1%.", values=None, citations=None, **slots):
    return Answer(text, "answered", tuple(values or [value()]), tuple(citations or [citation()]), **slots)


def derived(number="3.8", formula="6.1 - 2.3", operands=(0, 0), **slots):
    given = {"unit": "%", "text": f"{number}%", "role": "growth", **slots}
    return value(number, derived=Derivation(formula, operands), **given)


GAP = value("2.3", "pp", "2.3 percentage points", "gap", basis="the country")

TRUE = [
    pytest.param(answer("Boats: 2.3 percentage points above the country (2021).", [GAP]), id="a gap"),
    pytest.param(
        answer(
            "500 boats more, derived as 1400 - 900.",
            [derived("500", "1400 - 900", (0, 1), unit="boats", text="500 boats", role="gap")],
            [citation(), citation(OTHER, 200)],
        ),
        id="a difference of two sentences",
    ),
    pytest.param(
        answer(
            "1,320 boats (2020), derived as 1400 / 1.061.",
            [derived("1320", "1400 / 1.061", unit="boats", text="1,320 boats", role="count", period=EARLIER)],
        ),
        id="the level before",
    ),
    pytest.param(
        answer(
            "117 boats a month, derived as 1400 / 12.",
            [derived("117", "1400 / 12", (0,), unit="boats", text="117 boats", role="count")],
        ),
        id="a monthly average",
    ),
    pytest.param(answer(), id="a stated figure"),
    pytest.param(
        answer("1,400 boats in 2021.", [value("1400", "boats", "1,400", "count")]), id="a count with its separator"
    ),
    pytest.param(answer("3.8%, derived as 6.1 - 2.3.", [derived()]), id="a worked-out figure"),
    pytest.param(
        answer("93.9%, derived as 100 - 6.1.", [derived("93.9", "100 - 6.1", (0,), role="share")]), id="the rest of all"
    ),
    pytest.param(Answer("The reports do not say.", "not_found"), id="silence"),
    pytest.param(Answer("1,400 boats were built.", "answered", (), (citation(),)), id="words of a quote"),
    pytest.param(
        Answer("Nearest: 900.", "not_found", (), (), nearest=(Nearest("900", citation(OTHER, 200)),)), id="the nearest"
    ),
]


@pytest.mark.parametrize("true", TRUE)
def test_an_answer_that_its_citations_support_passes(true):
    assert GATE.check(true) is true


FALSE = [
    pytest.param(answer(values=[value(basis="a month earlier")]), id="another comparison"),
    pytest.param(answer(values=[value(subject="Selm Yard")]), id="another owner"),
    pytest.param(answer(values=[value(measure="boats sold")]), id="another measure"),
    pytest.param(answer("Orla Shipyard: down 6.1%."), id="another direction in the text"),
    pytest.param(answer("Orla Shipyard: −6.1%."), id="another sign in the text"),
    pytest.param(answer("Orla Shipyard: 6.1 percentage points."), id="another unit in the text"),
    pytest.param(answer("Orla Shipyard: 2.3%.", [GAP]), id="points told as per cent"),
    pytest.param(answer("2.3 percentage points below the country.", [GAP]), id="above told as below"),
    pytest.param(
        answer("3.8%", [derived(operands=(0, 1))], [citation(), citation(OTHER, 200)]),
        id="an operand of another sentence",
    ),
    pytest.param(answer("3.8%", [derived(operands=(0,))]), id="an operand without a citation"),
    pytest.param(
        answer("3.8 pp", [derived(unit="pp", text="3.8 percentage points")]), id="a worked-out value in another unit"
    ),
    pytest.param(answer("3.8%", [derived(role="level")]), id="a worked-out value in another role"),
    pytest.param(answer("3.8%", [derived(period=None)]), id="a worked-out value of no period"),
    pytest.param(answer("3.8%", [derived(text="38%")]), id="a worked-out value in another writing"),
    pytest.param(answer("8.4%", [derived("8.4", "6.1 + 2.3")]), id="per cent and points added up"),
    pytest.param(answer("-3.8%", [derived("-3.8", "2.3 - 6.1", text="−3.8%")]), id="operands changed round"),
    pytest.param(answer(values=[value(unit="pp")]), id="another unit"),
    pytest.param(answer(values=[value("-6.1")]), id="another sign"),
    pytest.param(answer(values=[value(role="share")]), id="another role"),
    pytest.param(answer(values=[value(period=None)]), id="no period"),
    pytest.param(
        answer(values=[value(period=Period(date(2020, 1, 1), date(2020, 12, 31), "2020"))]), id="another period"
    ),
    pytest.param(answer(values=[value(text="61%")]), id="another writing"),
    pytest.param(answer(values=[value(citation=1)]), id="no such citation"),
    pytest.param(answer(values=[value(citation=-1)]), id="a citation counted from the end"),
    pytest.param(answer(values=[value("900", "boats", "900", "count")]), id="a figure of another sentence"),
    pytest.param(answer(citations=[citation(OTHER, 200)]), id="the citation of another sentence"),
    pytest.param(answer("Up 6.1%, and 900 boats.", [value()]), id="a number of another sentence in the text"),
    pytest.param(answer("Up 6.1%, ahead by 2.3.", [value()]), id="a neighbour's number in the text"),
    pytest.param(answer("In 2019: up 6.1%.", [value()]), id="another year in the text"),
    pytest.param(answer("3.9%", [derived("3.9")]), id="a sum done wrong"),
    pytest.param(answer("4.0%", [derived("4.0", "6.3 - 2.3")]), id="an operand that nobody stated"),
    pytest.param(answer("3.8%", [derived(operands=())]), id="operands without a citation"),
    pytest.param(answer("3.8%", [derived(operands=(4,))]), id="operands with no such citation"),
    pytest.param(answer("3.8%", [derived(formula="6.1 - 2.3 - 0")]), id="a formula of another form"),
]


@pytest.mark.parametrize("false", FALSE)
def test_an_answer_with_anything_changed_does_not_pass(false):
    with pytest.raises(UnsupportedNumberError, match=r"[Nn]o cited sentence|no citation|no fact|does not follow"):
        GATE.check(false)


@given(st.decimals("0", "100000", places=2))
def test_no_value_passes_but_the_stated_one(number):
    assume(number not in {f.value for f in FACTS[0]})
    with pytest.raises(UnsupportedNumberError, match="no fact"):
        GATE.check(answer(values=[replace(value(), value=number)]))


@given(st.sampled_from(range(len("1400"))), st.sampled_from("0123456789"))
def test_no_changed_digit_passes(place, digit):
    changed = "1400"[:place] + digit + "1400"[place + 1 :]
    assume(changed != "1400")
    with pytest.raises(UnsupportedNumberError, match=r"no fact|no cited sentence"):
        GATE.check(answer(f"{changed} boats.", [value("1400", "boats", "1,400", "count")]))
    with pytest.raises(UnsupportedNumberError, match="no fact"):
        GATE.check(answer("1,400 boats.", [value(changed, "boats", "1,400", "count")]))


@given(st.integers(1900, 2099).filter(lambda year: year != 2021))
def test_no_other_year_passes(year):
    period = Period(date(year, 1, 1), date(year, 12, 31), str(year))
    with pytest.raises(UnsupportedNumberError, match="no fact"):
        GATE.check(answer(values=[value(period=period)]))


@given(st.decimals("-50", "50", places=1))
def test_no_worked_out_value_passes_but_the_right_one(number):
    assume(abs(number - Decimal("3.8")) > Decimal("0.03"))
    with pytest.raises(UnsupportedNumberError, match="does not follow"):
        GATE.check(answer("A figure.", [derived(str(number))]))


@st.composite
def stated(draw):
    """A sentence's fact with its true answer."""
    number = draw(st.decimals("0.1", "9999", places=1))
    sign, role, word = draw(st.sampled_from([(1, "growth", "up "), (-1, "growth", "down "), (1, "level", "")]))
    quote = f"In 2021 the yard changed by {number}% there."
    held = fact(str(sign * number), text=f"{number}%", role=role)
    gate = Gate(lambda report, start: [held])
    true = answer(
        f"The yard (2021): {word}{number}%.", [value(str(held.value), text=held.text, role=role)], [citation(quote)]
    )
    return gate, true


@given(stated())
def test_any_true_answer_passes(made):
    gate, true = made
    assert gate.check(true) is true


@given(stated(), st.data())
def test_no_answer_with_a_changed_digit_in_its_text_passes(made, data):
    gate, true = made
    places = [i for i, c in enumerate(true.answer) if c.isdigit()]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from("0123456789").filter(lambda d: d != true.answer[place]))
    changed = true.answer[:place] + digit + true.answer[place + 1 :]
    assume(not set(numbers(changed)) <= {*numbers(true.answer), "1", "31", "2022", "3", "03", "10"})
    with pytest.raises(UnsupportedNumberError, match="no cited sentence"):
        gate.check(replace(true, answer=changed))


@given(stated(), st.sampled_from(["unit", "sign", "role", "period", "writing", "owner", "basis"]))
def test_no_answer_with_a_changed_slot_passes(made, slot):
    gate, true = made
    (value,) = true.values
    changed = {
        "unit": {"unit": "pp"},
        "sign": {"value": -value.value},
        "role": {"role": "share"},
        "period": {"period": EARLIER},
        "writing": {"text": f"{value.text} or so"},
        "owner": {"subject": "Selm"},
        "basis": {"basis": "year on year"},
    }[slot]
    with pytest.raises(UnsupportedNumberError, match="no fact"):
        gate.check(replace(true, values=(replace(value, **changed),)))


@given(stated(), st.sampled_from([("up ", "down "), ("down ", "up "), ("%.", " percentage points.")]))
def test_no_text_with_another_direction_or_unit_passes(made, change):
    gate, true = made
    text = true.answer.replace(*change)
    assume(text != true.answer)
    with pytest.raises(UnsupportedNumberError, match="No cited sentence says"):
        gate.check(replace(true, answer=text))


def test_numbers_are_read_without_signs_and_separators():
    assert numbers("−4.6% of 2,214,000 in 2020.") == ["4.6", "2214000", "2020"]
