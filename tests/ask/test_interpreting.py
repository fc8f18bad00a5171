"""Invented questions, terse, wordy, abbreviated, and the slots that any reader would fill from them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.ask.interpreting import interpret, spelled_out, terms_of
from qa_service.ask.slots import Asked, Term

PUBLISHED = date(2022, 6, 1)
YEAR_2019, YEAR_2020, YEAR_2021 = (f"{year}-01-01..{year}-12-31" for year in (2019, 2020, 2021))


def span(asked: Asked) -> str | None:
    return f"{asked.period.start}..{asked.period.end}" if asked.period else None


FIGURES = [
    # question, unit, role, direction, period
    ("how many ferries did Norland run in 2021?", "count", "level", None, YEAR_2021),
    ("ferries 2021 how many", "count", "level", None, YEAR_2021),
    ("number of apprentices at the end of March 2022", "count", "level", None, "2022-03-31..2022-03-31"),
    ("no. of vessels registered 2020?", "count", "level", None, YEAR_2020),
    ("Could you tell me how many people work in fishing?", "count", "level", None, None),
    ("wheat output growth 2020", None, "growth", "up", YEAR_2020),
    ("by how much did tram ridership rise in 2019?", None, "growth", "up", YEAR_2019),
    ("by how much was output cut in 2020", None, "growth", "down", YEAR_2020),
    ("how fast did parcel volumes grow in Q2 2021", None, "growth", "up", "2021-04-01..2021-06-30"),
    ("what was the yoy change in brick production in 2020?", None, "growth", None, YEAR_2020),
    ("exports up or down in 2020 and by how much", None, "growth", None, YEAR_2020),
    ("Did rents rise or fall in 2020?", None, "growth", None, YEAR_2020),
    ("is rye up or down?", None, "growth", None, None),
    ("How did milk sales change in 2020?", None, "growth", None, YEAR_2020),
    ("at what rate did wages grow in 2021", None, "growth", "up", YEAR_2021),
    ("Norland's share price rise in 2020", None, "growth", "up", YEAR_2020),
    ("how much did fares rise from 2019 to 2021", None, "growth", "up", "2019-01-01..2021-12-31"),
    ("by how many euros did the toll rise", "EUR", "growth", "up", None),
    ("by what percent did hiring fall", "%", "growth", "down", None),
    ("what share of pupils cycle to school?", "%", "share", None, None),
    ("what percentage of the fleet is electric", "%", "share", None, None),
    ("pct of households with a garden 2021", "%", "share", None, YEAR_2021),
    ("how much of the harvest is exported", "%", "share", None, None),
    ("what proportion of growth came from exports", "%", "share", "up", None),
    ("By how many percentage points did the share of renters increase?", "pp", "change_in_share", "up", None),
    ("what was the drop in the share of coal?", "pp", "change_in_share", "down", None),
    ("how many points higher than the national average was literacy", "pp", "gap", None, None),
    ("how many bps did the deposit rate move", "pp", None, None, None),
    ("what was revenue in euros in 2021?", "EUR", "level", None, YEAR_2021),
    ("what did the mill earn in 2020, in yuan?", "CNY", "level", None, YEAR_2020),
    ("turnover in pounds", "GBP", "level", None, None),
    ("total cost of the bridge in RMB", "CNY", "level", None, None),
    ("debt in USD", "USD", "level", None, None),
    ("how much did the library spend on books in 2020?", "money", "level", None, YEAR_2020),
    ("how much money went to the harbour", "money", "level", None, None),
    ("what is the unemployment rate in Osthaven?", "rate", "level", None, None),
    ("unempl rate osthaven q3 21", "rate", "level", None, "2021-07-01..2021-09-30"),
    ("vaccine uptake among nurses", "rate", "level", None, None),
    ("where does Norland rank in timber exports", "rank", "rank", None, None),
    ("What place did the port take among the ports?", "rank", "rank", None, None),
    ("what's the median wage?", "money", "level", None, None),
    ("sales in 2019", None, "level", None, YEAR_2019),
    ("attendance 21/22", None, "level", None, "2021-04-01..2022-03-31"),
    ("rents YE Mar 2021?", "money", "level", None, "2020-04-01..2021-03-31"),
    ("how long is the tunnel", None, None, None, None),
    ("what did the weavers earn in 2020?", "money", "level", None, YEAR_2020),
    ("how long did a repair take in 2020", "duration", "level", None, YEAR_2020),
]


@pytest.mark.parametrize(("question", "unit", "role", "direction", "period"), FIGURES, ids=[f[0] for f in FIGURES])
def test_a_question_for_a_figure_fills_its_slots(question, unit, role, direction, period):
    asked = interpret(question, published=PUBLISHED)
    assert (asked.kind, asked.unit, asked.role, asked.direction, span(asked)) == (
        "figure",
        unit,
        role,
        direction,
        period,
    )


KINDS = [
    ("Did rents fall in 2020?", "yesno"),
    ("I'd like to know who runs the depot", "text"),
    ("please tell me, is the mine open", "yesno"),
    ("could you please tell me when the tannery closed", "text"),
    ("is the mine still open", "yesno"),
    ("Were there more cyclists than drivers?", "yesno"),
    ("who is the head of the fisheries board?", "text"),
    ("where was the first kiln built?", "text"),
    ("when did the tannery close", "text"),
    ("what does GVA stand for", "text"),
    ("which town has the most kilns", "text"),
    ("which yard ranks first", "text"),
    ("What is the new depot called?", "text"),
    ("in which town is the depot", "text"),
    ("what are the four themes of the plan?", "text"),
    ("When was this report published?", "published"),
    ("publication date?", "published"),
    ("how old is the report", "published"),
    ("when is the next report released", "text"),
    ("over what period were 3,400 carts built?", "period"),
    ("in which year did it make 2.5 million tonnes", "period"),
    ("list all growth rates", "list"),
    ("give me all the figures on dairy", "list"),
    ("name every district with its number of schools", "list"),
]


@pytest.mark.parametrize(("question", "kind"), KINDS, ids=[k[0] for k in KINDS])
def test_the_kind_of_answer_wanted_is_told(question, kind):
    assert interpret(question, published=PUBLISHED).kind == kind


OPTIONS = [
    ("Which grew faster, dairy or poultry?", ("dairy", "poultry")),
    ("which is larger in 2019: the ferry fleet or the bus fleet?", ("the ferry fleet", "bus fleet")),
    ("Are imports or exports higher?", ("imports", "exports")),
]


@pytest.mark.parametrize(("question", "options"), OPTIONS, ids=[o[0] for o in OPTIONS])
def test_a_choice_of_two_is_a_comparison_with_its_options(question, options):
    asked = interpret(question)
    assert (asked.kind, asked.options) == ("compare", options)


BASES = [
    ("how far are rents up on 2019?", "2019", None),
    ("freight compared with 2018: change?", "2018", None),
    ("growth in 2021 over 2019", "2019", YEAR_2021),
    ("freight in 2019", None, YEAR_2019),
]


@pytest.mark.parametrize(("question", "base", "period"), BASES, ids=[b[0] for b in BASES])
def test_a_year_counted_from_is_not_the_year_asked_for(question, base, period):
    asked = interpret(question)
    assert (asked.base, span(asked)) == (base, period)


OPERATIONS = [
    ("how many more trams than buses were there?", "difference"),
    ("difference between barley and oats harvested in 2020", "difference"),
    ("ratio of nurses to beds", "ratio"),
    ("how many times bigger is the fleet", "ratio"),
    ("how many schools do Osthaven and Marlow have put together", "sum"),
    ("how many boats did they add up to", "sum"),
    ("what share do all but the top three have", "rest"),
    ("average monthly output in 2021", "average"),
    ("what were wages the year before", "base"),
    ("how many schools are there", None),
    ("who adds up the totals, and where are the rest", None),
]


@pytest.mark.parametrize(("question", "operation"), OPERATIONS, ids=[o[0] for o in OPERATIONS])
def test_what_is_to_be_worked_out_is_read_from_the_words(question, operation):
    assert interpret(question).operation == operation


FLAGS = [
    ("how many loaves were baked and by how much did that rise in 2020?", {"many"}),
    ("both revenue and its growth in 2021", {"many"}),
    ("flour sales in 2020 and their increase", {"many"}),
    ("how much steel was made in the full year 2020, not partial?", {"strict"}),
    ("how much steel was made in the full year 2020?", set()),
    ("hires for exactly March 2021", {"strict"}),
    ("sales in the full twelve months of 2019", {"strict"}),
    ("sales in the first half", {"relative"}),
    ("sales in the first half of 2019", set()),
    ("visitors last year", {"relative"}),
    ("why did barley prices fall in 2021?", {"why"}),
    ("how come tourism fell", {"why"}),
    ("which is smaller: dairy or poultry?", {"lesser"}),
    ("how many ferries ran in 2021", set()),
]


@pytest.mark.parametrize(("question", "flags"), FLAGS, ids=[f[0] for f in FLAGS])
def test_what_else_a_question_asks_for_is_marked(question, flags):
    asked = interpret(question, published=PUBLISHED)
    assert {name for name in ("many", "strict", "relative", "why", "lesser") if getattr(asked, name)} == flags


def test_two_figures_at_once_leave_unit_and_role_open():
    asked = interpret("how many loaves were baked and by how much did that rise?")
    assert (asked.unit, asked.role, asked.direction) == (None, None, "up")


def test_last_year_counts_from_the_date_of_publication():
    assert span(interpret("visitors last year", published=PUBLISHED)) == YEAR_2021
    assert interpret("visitors last year").period is None


def test_the_up_of_a_phrasal_verb_is_no_rise():
    assert interpret("how many boats did they add up to").direction is None


@pytest.mark.parametrize(
    ("question", "spelled"),
    [
        ("rents YE Mar 2021", "rents year ending Mar 2021"),
        ("attendance 22/23", "attendance 2022/23"),
        ("attendance 2022/23", "attendance 2022/23"),
        ("sales yoy and qoq", "sales year on year and quarter on quarter"),
        ("up 25 bps", "up 25 basis points"),
    ],
)
def test_abbreviations_are_written_out(question, spelled):
    assert spelled_out(question) == spelled


TERMS = [
    ("how many ferries did Norland run", ["ferri", "norland", "run"], {"norland"}),
    ("what share of the pupils cycle to school", ["pupil", "cycl", "school"], set()),
    ("over 40k boats and 3,400 carts", ["40000", "boat", "3400", "cart"], {"40000", "3400"}),
    ("GVA of farms", ["gva", "farm"], {"gva"}),
    ("boats, boats and boats", ["boat"], set()),
    ("by how much did it rise", [], set()),
]


@pytest.mark.parametrize(("text", "stems", "names"), TERMS, ids=[t[0] for t in TERMS])
def test_terms_are_the_words_that_a_fact_must_meet(text, stems, names):
    terms = terms_of(text)
    assert [t.stems[0] for t in terms] == stems
    assert {t.stems[0] for t in terms if t.name} == names


def test_a_decade_of_life_is_met_by_its_number():
    (term,) = terms_of("fifties")
    assert term.stems[0] == "50"
    assert term.number


def test_a_hyphenated_word_is_met_whole_joined_or_in_parts():
    (term,) = terms_of("ship-builders")
    assert term.stems[1:] == ("shipbuild", "ship", "builder")


def test_a_report_named_at_the_end_is_no_term():
    asked = interpret("how many boats are there, according to the 2020 fisheries report?")
    assert [t.stems[0] for t in asked.terms] == ["boat"]
    assert asked.period is None


@given(st.text(max_size=80))
def test_any_text_is_read_and_asks_for_something(text):
    asked = interpret(text, published=PUBLISHED)
    assert asked.kind in ("figure", "text", "compare", "yesno", "published", "period", "list")
    assert all(term.stems for term in asked.terms)


def test_the_words_of_a_comparison_are_not_looked_for():
    assert [term.text for term in interpret("Which grew faster, boats or nets?").terms] == ["boats", "nets"]


def test_people_and_things_named_are_counted_like_those_of_how_many():
    assert interpret("passengers at the port").counted == Term("passengers", ("passeng",))
    assert interpret("number of mills").counted == Term("mills", ("mill",))
    assert interpret("price of felt").counted is None
