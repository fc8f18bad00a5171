"""Doubt and certainty over candidates by hand: a judge that knows one column, and columns that rule facts out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from qa_service.ask.evidence import FEATURES
from qa_service.ask.figures import NARROWER, Candidate
from qa_service.ask.interpreting import interpret
from qa_service.ask.judging import DOUBTED_IF_MET, MET, SURE, SURER, FactJudge
from qa_service.ask.matching import Match
from tests.fakes import make_fact

ASKED = interpret("How many looms did the mill make?")


def candidate(score, coverage=0.7, **columns):
    """A fact whose id tells the judge's score of it."""
    return Candidate(make_fact(id=str(score)), Match(0.5, coverage, 0.5, ())), {"nearness": score, "read": 1, **columns}


class FakeEvidence:
    reads = True

    def __init__(self, columns):
        self.columns = columns

    def of(self, asked, ranked, accepted, found, vector):
        rows = [[one.get(name, 0) for name in FEATURES] for one in self.columns]
        return ranked, np.array(rows, np.float32)


class FakeJudge:
    def score(self, rows):
        return rows[:, FEATURES.index("nearness")].astype(float)


def accepted_of(given, accepted=(), asked=ASKED):
    candidates = [one for one, _ in given]
    judge = FactJudge(FakeEvidence([columns for _, columns in given]), FakeJudge())
    found = judge.accepted(asked, candidates, [candidates[place] for place in accepted], None, None)
    return [float(one.fact.id) for one in found]


def test_what_the_rules_accept_stands_unless_doubted():
    assert accepted_of([candidate(9.0), candidate(0.5), candidate(-3.0)], accepted=(1, 2)) == [0.5, -3.0]


def test_in_place_of_a_doubted_fact_a_sure_one_answers():
    assert accepted_of([candidate(-0.5), candidate(SURE + 0.25)], accepted=(0,)) == [SURE + 0.25]
    assert accepted_of([candidate(-0.5), candidate(SURE - 0.25)], accepted=(0,)) == []


def test_a_fact_that_meets_the_question_is_doubted_less():
    assert accepted_of([candidate(DOUBTED_IF_MET + 0.5, coverage=MET)], accepted=(0,)) == [DOUBTED_IF_MET + 0.5]
    assert accepted_of([candidate(DOUBTED_IF_MET - 0.5, coverage=MET)], accepted=(0,)) == []


def test_what_lacks_a_thing_that_is_spoken_of_must_be_surer():
    assert accepted_of([candidate(SURER - 0.25, things_lost=1)]) == []
    assert accepted_of([candidate(SURER + 0.25, things_lost=1)]) == [SURER + 0.25]


def test_without_a_reading_there_is_no_doubt():
    assert accepted_of([candidate(-9.0, read=0), candidate(SURE + 1, read=0)], accepted=(0,)) == [-9.0]


def test_where_the_rules_accept_nothing_the_surest_answers():
    assert accepted_of([candidate(SURE + 0.5), candidate(SURE + 1), candidate(SURE - 1)]) == [SURE + 1]
    assert accepted_of([candidate(SURE - 0.5)]) == []


@pytest.mark.parametrize(
    "column",
    [{"unit_differs": 1}, {"another_time": 1}, {"counts_another": 1}, {"names_lost": 1}, {"of_another": 1},
     {"narrower": NARROWER}],
    ids=str,
)  # fmt: skip
def test_no_certainty_makes_up_for_another_slot_or_name(column):
    assert accepted_of([candidate(9.0, **column)]) == []


def test_where_no_fact_is_near_nothing_answers():
    assert accepted_of([]) == []


def test_a_question_that_names_nothing_is_left_to_the_rules():
    assert accepted_of([candidate(9.0)], asked=replace(ASKED, terms=())) == []
