"""Answers put together: the sentence for people, values, citations, caveats."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from qa_service.ask import deriving
from qa_service.ask.composing import Composer, interpretation_of
from qa_service.ask.interpreting import interpret
from qa_service.records import Answer, Caveat
from tests.ask.facts import YEAR
from tests.fakes import make_generation


@pytest.fixture
def composer():
    return Composer(make_generation({"harbour": "Boats rose by 6 % here\nBoats rose by 4 % there"}))


def facts_of(composer):
    return composer._generation.facts


def test_a_stated_answer_cites_each_sentence_once(composer):
    one, other = facts_of(composer)
    answer = composer.stated(interpret("boats growth"), [one, other], again=[one])
    assert [value.citation for value in answer.values] == [0, 1]
    assert [c.quote for c in answer.citations] == ["Boats rose by 6 % here", "Boats rose by 4 % there"]
    assert answer.citations[0].url == "/reports/harbour#s-0"


def test_a_citation_has_the_page_that_its_sentence_starts_on(composer):
    reports = composer._generation.reports
    reports["harbour"] = replace(reports["harbour"], pages=(0, 10))
    assert [c.page for c in composer.stated(interpret("boats growth"), facts_of(composer)).citations] == [1, 2]
    reports["harbour"] = replace(reports["harbour"], pages=())
    assert composer.cite("harbour", 0, 5).page is None


def test_sentences_that_say_it_again_are_cited_without_a_value(composer):
    one, other = facts_of(composer)
    answer = composer.stated(interpret("boats growth"), [one], again=[other])
    assert (len(answer.values), len(answer.citations)) == (1, 2)


def test_caveats_stand_in_the_text_too(composer):
    answer = composer.stated(
        interpret("boats growth"), facts_of(composer)[:1], [Caveat("period_differs", "It is for May.")]
    )
    assert answer.answer.endswith("It is for May.")
    assert [c.code for c in answer.caveats] == ["period_differs"]


def test_a_derived_answer_says_so_and_cites_its_operands(composer):
    one, other = (replace(f, role="level") for f in facts_of(composer))
    answer = composer.derived(interpret("boats"), deriving.difference(one, other))
    assert (answer.values[0].value, answer.values[0].unit, answer.values[0].derived.operands) == (
        Decimal(2),
        "pp",
        (0, 1),
    )
    assert "derived as 6 - 4" in answer.answer
    assert [c.code for c in answer.caveats] == ["derived"]


def test_a_short_answer_stands_before_its_quote(composer):
    sentence = composer._generation.sentences[0]
    assert composer.quoted(interpret("who"), "Boats", [sentence]).answer == "Boats — “Boats rose by 6 % here”"
    assert composer.quoted(interpret("who"), "", [sentence]).answer == "Boats rose by 6 % here"


def test_silence_offers_the_nearest(composer):
    answer = composer.silent(
        interpret("ships"), "Nothing found on ships.", [facts_of(composer)[0], composer._generation.sentences[1]]
    )
    assert (answer.status, answer.values) == ("not_found", ())
    assert answer.answer == "The reports do not say. Nothing found on ships."
    assert [n.citation.quote for n in answer.nearest] == ["Boats rose by 6 % here", "Boats rose by 4 % there"]


def test_the_interpretation_shows_names_words_role_and_period():
    shown = interpretation_of(interpret("How much did boats of Orla grow in 2021?"))
    assert (shown.subject, shown.measure, shown.role, shown.period) == ("Orla", "boats", "growth", "2021")


def test_a_figure_said_twice_is_told_once_and_cited_twice(composer):
    one, other = facts_of(composer)
    answer = composer.stated(interpret("boats growth"), [one, replace(other, value=one.value, text=one.text)])
    assert (answer.answer, len(answer.citations)) == ("Boats – harvest: up 6 % year on year.", 2)


def test_the_reports_own_word_for_less_is_kept():
    composer = Composer(make_generation({"harbour": "Boats rose by nearly 6 % here\nOats rose by less than 4 % there"}))
    nearly, less = (replace(f, qualifier="less_than") for f in facts_of(composer))
    assert "up nearly 6 %" in composer.stated(interpret("boats"), [nearly]).answer
    assert "up less than 4 %" in composer.stated(interpret("oats"), [less]).answer


def test_a_worked_out_figure_of_a_name_that_reads_badly_stands_alone(composer):
    one, other = (replace(f, role="level", subject="boats", measure="was (of)") for f in facts_of(composer))
    answer = composer.derived(interpret("boats"), deriving.difference(one, other))
    assert answer.answer == "2 percentage points, derived as 6 - 4 from stated figures."


def test_a_comparison_begins_with_the_winner(composer):
    answer = composer.compared(interpret("boats or oats"), "boats", facts_of(composer))
    assert answer.answer.startswith("Boats. Boats – harvest: up 6 % year on year.")


def test_a_question_of_when_is_answered_by_the_period_first(composer):
    fact = replace(facts_of(composer)[0], period=YEAR)
    assert composer.timed(interpret("when"), fact).answer.startswith("2021. ")


def test_publication_days_are_told_with_their_titles(composer):
    (report,) = composer._generation.reports.values()
    answer = composer.published(interpret("when was it published"), [report])
    assert answer.answer == "Harbour: published 2020-03-01."
    assert answer.citations[0].quote == "Boats rose by 6 % here"


@pytest.mark.parametrize(("yes", "told"), [(True, "Yes. Output: down 3%."), (False, "No. Output: down 3%.")])
def test_a_figure_gives_yes_or_no(yes, told):
    composer = Composer(make_generation({"r": "oats 5 %"}))
    assert composer.decided(Answer(answer="Output: down 3%.", status="answered"), yes=yes).answer == told
