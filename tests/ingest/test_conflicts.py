import time
from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from qa_service.ingest.conflicts import find_conflicts, slots_keys, told_by_several
from qa_service.records import Period
from tests.fakes import make_fact

YEAR = Period(date(2020, 1, 1), date(2020, 12, 31), "2020")


def said(report, text, value, **other):
    words = {"subject": "Norland Steel", "measure": "tonnes made", "period": YEAR, "unit": "tonnes", "role": "level"}
    return make_fact(id=f"{report}:{text}", report=report, text=text, value=Decimal(str(value)), **words | other)


CASES = {
    "different": ([("5,000 tonnes", 5000), ("5,200 tonnes", 5200)], True),
    "equal": ([("5,000 tonnes", 5000), ("5000 tonnes", 5000)], False),
    "rounded": ([("2.21 million", 2_210_000), ("2.2 million", 2_200_000)], False),
    "rounded-to-whole": ([("2,214,000", 2_214_000), ("2 million", 2_000_000)], False),
    "not-what-it-rounds-to": ([("2.26 million", 2_260_000), ("2.2 million", 2_200_000)], True),
    "last-digit-differs": ([("2.2 million", 2_200_000), ("2.3 million", 2_300_000)], True),
    "sign": ([("5%", 5, {"unit": "%"}), ("5%", -5, {"unit": "%"})], True),
    "zero": ([("0%", 0, {"unit": "%"}), ("0.4%", "0.4", {"unit": "%"})], False),
    "more-than-kept": ([("more than 5,000", 5000, {"qualifier": "more_than"}), ("5,214", 5214)], False),
    "more-than-broken": ([("more than 5,000", 5000, {"qualifier": "more_than"}), ("4,800", 4800)], True),
    "at-most-kept": ([("at most 5,000", 5000, {"qualifier": "at_most"}), ("4,800", 4800)], False),
    "two-floors": (
        [("over 4,000", 4000, {"qualifier": "more_than"}), ("over 5,000", 5000, {"qualifier": "more_than"})],
        False,
    ),
    "about": ([("about 5,000", 5000, {"qualifier": "about"}), ("5,214", 5214)], False),
    "about-but-far": ([("about 5,000", 5000, {"qualifier": "about"}), ("7,000", 7000)], True),
    "in-words": ([("half", 50, {"unit": "%"}), ("51%", 51, {"unit": "%"})], False),
    "range": ([("8–10 million", 8_000_000), ("9 million", 9_000_000)], False),
    "other-measure": ([("5,000", 5000), ("6,000", 6000, {"measure": "tonnes sold"})], False),
    "other-owner": ([("5,000", 5000), ("6,000", 6000, {"subject": "Norland Mills"})], False),
    "other-role": ([("5%", 5, {"role": "growth"}), ("6%", 6, {"role": "share"})], False),
    "other-period": ([("5,000", 5000), ("6,000", 6000, {"period": replace(YEAR, end=date(2020, 6, 30))})], False),
    "no-period": ([("5,000", 5000, {"period": None}), ("6,000", 6000, {"period": None})], False),
    "no-owner": ([("5,000", 5000, {"subject": ""}), ("6,000", 6000, {"subject": ""})], False),
    "inflected": ([("5,000", 5000), ("6,000", 6000, {"measure": "tonne make", "subject": "the Norland steel"})], True),
}


@pytest.mark.parametrize(("pair", "conflicts"), CASES.values(), ids=CASES)
def test_two_reports_conflict_only_where_both_cannot_be_right(pair, conflicts):
    facts = [
        said(report, text, value, **(other[0] if other else {}))
        for report, (text, value, *other) in zip("ab", pair, strict=True)
    ]
    assert len(find_conflicts(facts)) == conflicts
    assert len(find_conflicts(facts[::-1])) == conflicts


def test_conflict_tells_its_slots_and_every_claim():
    (found,) = find_conflicts([said("a", "5,000", 5000), said("b", "6,000", 6000), said("c", "5,000", 5000)])
    assert (found.subject, found.measure, found.role, found.unit) == ("Norland Steel", "tonnes made", "level", "tonnes")
    assert found.period == YEAR
    assert [(c.report, c.fact, c.value, c.text) for c in found.claims] == [
        ("a", "a:5,000", 5000, "5,000"),
        ("b", "b:6,000", 6000, "6,000"),
        ("c", "c:5,000", 5000, "5,000"),
    ]


def test_one_report_does_not_conflict_with_itself():
    assert find_conflicts([said("a", "5,000", 5000), said("a", "6,000", 6000)]) == []


def test_two_figures_of_a_sentence_conflict_with_no_report_that_gives_one_of_them():
    sentence = [said("a", "5,000", 5000), said("a", "6,000", 6000)]
    assert find_conflicts([*sentence, said("b", "6,000", 6000)]) == []
    assert find_conflicts([*sentence, said("b", "5,000", 5000), said("b", "6,000", 6000)]) == []
    assert len(find_conflicts([*sentence, said("b", "7,000", 7000)])) == 1


def test_one_that_differs_among_many_is_found():
    agreeing = [said(f"r{n}", "5,000", 5000) for n in range(30)]
    assert len(find_conflicts([*agreeing, said("odd", "5,001", 5001)])) == 1


def test_a_rough_figure_between_does_not_hide_a_conflict():
    values = [("2 million", 2_000_000), ("2.1 million", 2_100_000), ("2.4 million", 2_400_000)]
    assert len(find_conflicts([said(str(n), *value) for n, value in enumerate(values)])) == 1


@pytest.mark.parametrize("owners", [1, 50_000], ids=["one-large-group", "many-small-groups"])
def test_work_grows_with_the_number_of_facts_not_with_its_square(owners):
    facts = [said(f"r{n}", f"{n:,}", n, subject=f"Firm{n % owners}") for n in range(100_000)]
    began = time.process_time()
    found = find_conflicts(facts)
    assert len(found) == owners
    assert time.process_time() - began < 60  # a square of it would take hours


def test_only_facts_of_the_same_slots_in_several_reports_are_looked_at():
    facts = [
        said("a", "5,000 tonnes", 5000),
        said("a", "5,100 tonnes", 5100),
        said("a", "70 tonnes", 70, subject="Southmark Mills"),
        said("a", "71 tonnes", 71, subject="Southmark Mills"),
        said("b", "6 %", 6, period=None),
        said("c", "5,200 tonnes", 5200),
        said("c", "7 %", 7, period=None),
    ]
    keys = slots_keys(facts)
    assert (keys[4], keys[6]) == (0, 0)
    rows = told_by_several(keys, np.array([4, 1, 2]))
    assert rows.tolist() == [0, 1, 5]
    assert find_conflicts([facts[row] for row in rows]) == find_conflicts(facts) != []


def test_keys_do_not_hang_on_the_order_of_words():
    first, second = said("a", "5", 5, measure="tonnes made"), said("b", "6", 6, measure="made tonnes")
    assert slots_keys([first]).tolist() == slots_keys([second]).tolist()


def test_no_facts_are_told_by_nobody():
    assert told_by_several(slots_keys([]), np.zeros(3, np.int64)).tolist() == []
