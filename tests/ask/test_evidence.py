"""The columns that the judge weighs, over a tiny generation whose facts are "N %" of a line's first word."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from qa_service.ask.evidence import FEATURES, MOST, PASSAGES_READ, WIDEST, Evidence
from qa_service.ask.figures import FactFinder
from qa_service.ask.interpreting import interpret
from qa_service.ask.matching import Matcher
from qa_service.ask.retrieving import Retriever
from qa_service.ask.vocabulary import Vocabulary
from qa_service.language.periods import find_periods
from qa_service.store.reader import AFTER, BEFORE, Reading
from tests.fakes import FakeEncoder, make_generation

TEXT = "Barley rose 3 %, says Marlow.\nOats rose 7 % and 8 %.\nWool fell 9 %.\nRye rose 5 %.\nKilns are old."


class FakeReader:
    """Gives each number of its table so many nats over silence; a passage's best words are its surest number."""

    def __init__(self, margins):
        self.margins, self.shown = margins, []

    def read(self, question, passages):
        self.shown.append((question, list(passages)))
        return [self._reading(passage) for passage in passages]

    def _reading(self, passage):
        tokens = [(0, 0, -50.0)]
        for text, nats in self.margins.items():
            if text in passage:
                at = passage.index(text)
                tokens += [(at, at + len(text), nats), *[(at, at, -50.0)] * (BEFORE + AFTER)]
        offsets = np.array([token[:2] for token in tokens])
        starts = np.array([token[2] for token in tokens], np.float32)
        return Reading(offsets, starts, np.zeros(len(starts), np.float32), 0.0)


class Asking:
    def __init__(self, margins, text=TEXT):
        encoder = FakeEncoder(dimension=64)
        self.generation = make_generation({"harvest": text}, encoder)
        vocabulary = Vocabulary(self.generation, encoder)
        matcher = Matcher(self.generation, vocabulary)
        self.finder = FactFinder(self.generation, matcher, vocabulary)
        self.reader = FakeReader(margins) if margins is not None else None
        self.evidence = Evidence(self.generation, self.finder, matcher, vocabulary, self.reader)
        self.retriever, self.encoder = Retriever(self.generation), encoder

    def table(self, question, **slots):
        """Each fact's columns by name."""
        asked = replace(interpret(question), **slots)
        vector = self.encoder.encode([question])[0]
        found = self.retriever.near(question, vector)
        ranked = self.finder.ranked(replace(asked, unit=None, role=None, period=None), found, vector)
        near, rows = self.evidence.of(asked, ranked, self.finder.accepted(asked, ranked), found, vector)
        assert rows.shape == (len(near), len(FEATURES))
        assert rows.dtype == np.float32
        named = [dict(zip(FEATURES, row, strict=True)) for row in rows.tolist()]
        return {one.fact.text: row for one, row in zip(near, named, strict=True)}


@pytest.fixture(scope="module")
def asking():
    return Asking({"3 %": 4.0, "7 %": 20.0, "8 %": -1.0})


def test_the_nearest_fact_is_behind_none_and_meets_the_question(asking):
    barley = asking.table("barley growth")["3 %"]
    assert barley["behind"] == 0
    assert (barley["coverage"], barley["lost"]) == (1, 0)
    assert asking.table("barley growth")["9 %"]["behind"] < 0


def test_what_is_lacking_is_told_apart(asking):
    barley = asking.table("barley growth in Osthaven")["3 %"]
    assert (barley["names_lost"], barley["things_lost"]) == (1, 0)
    assert barley["lost"] == pytest.approx(barley["names_lost_weight"])
    kilns = asking.table("growth of kilns")["3 %"]
    assert (kilns["names_lost"], kilns["things_lost"]) == (0, 1)


@pytest.mark.parametrize(
    ("slots", "column"),
    [({"unit": "EUR"}, "unit_differs"), ({"role": "gap"}, "role_differs"), ({"role": "growth"}, "role_agrees")],
    ids=str,
)
def test_slots_that_differ_or_agree_are_marked(asking, slots, column):
    assert asking.table("barley growth", **slots)["3 %"][column] == 1
    assert asking.table("barley", role=None, unit=None)["3 %"][column] == 0


def test_a_fact_without_a_time_is_undated_where_one_is_asked(asking):
    period = find_periods("2019")[0].period
    barley = asking.table("barley growth in 2019", period=period)["3 %"]
    assert (barley["undated"], barley["covered"], barley["fits"], barley["another_time"]) == (1, 0, 0, 0)


@pytest.mark.parametrize(("direction", "columns"), [("up", (1, 0)), ("down", (0, 1)), (None, (0, 0))])
def test_a_direction_is_the_same_or_the_other(asking, direction, columns):
    barley = asking.table("barley growth", direction=direction)["3 %"]
    assert (barley["same_direction"], barley["other_direction"]) == columns


def test_the_place_in_its_sentence_is_told(asking):
    oats = asking.table("growth of oats")
    assert (oats["7 %"]["first"], oats["8 %"]["first"]) == (1, 0)
    assert oats["7 %"]["siblings"] == pytest.approx(2 / 6)


def test_margins_are_those_of_the_reader_cut_off_where_they_tell_no_more(asking):
    table = asking.table("growth of oats")
    assert (table["7 %"]["read"], table["7 %"]["margin"], table["7 %"]["best"]) == (1, 1, 1)
    assert (table["8 %"]["margin"], table["8 %"]["best"]) == (-1 / WIDEST, 0)
    assert (table["7 %"]["lead"], table["8 %"]["lead"]) == (1, -1)


def test_no_more_passages_are_read_than_set(asking):
    asking.table("growth of oats")
    question, passages = asking.reader.shown[-1]
    assert question == "growth of oats"
    assert len(passages) == PASSAGES_READ


def test_a_fact_whose_passage_was_not_read_has_no_margin():
    table = Asking({"7 %": 2.0}).table("growth of oats", unit="EUR")
    assert all((row["read"], row["margin"], row["best"], row["lead"]) == (0, 0, 0, 0) for row in table.values())


def test_only_the_nearest_are_weighed():
    asking = Asking({}, "\n".join(f"Oats rose {number} %." for number in range(MOST + 5)))
    table = asking.table("growth of oats")
    assert len(table) == MOST


def test_where_no_fact_is_near_there_are_no_rows():
    assert Asking({}, "Kilns are old.").table("growth of oats") == {}


def test_without_a_reader_nothing_is_read():
    table = Asking(None).table("growth of oats")
    assert all((row["read"], row["margin"], row["best"], row["lead"]) == (0, 0, 0, 0) for row in table.values())


def test_a_fact_is_set_beside_the_others_of_the_list(asking):
    table = asking.table("growth of barley")
    barley, wool = table["3 %"], table["9 %"]
    others = [row["score"] for text, row in table.items() if text != "3 %"]
    assert barley["score_lead"] == pytest.approx(barley["score"] - max(others))
    assert wool["score_lead"] == pytest.approx(wool["score"] - barley["score"])
    assert {row["most_covered"] for row in table.values()} == {1}
    assert {row["admitted"] for row in table.values()} == {len(table)}


def test_what_the_rules_accept_is_marked(asking):
    table = asking.table("growth of barley")
    assert (table["3 %"]["accepted"], table["3 %"]["chosen"], table["9 %"]["accepted"]) == (1, 1, 0)
    assert {row["answered"] for row in table.values()} == {1}
    assert {row["answered"] for row in asking.table("growth of kilns").values()} == {0}


def test_a_fact_alone_leads_by_its_own_value():
    [row] = Asking({}, "Oats rose 7 %.").table("growth of oats").values()
    assert row["score_lead"] == row["score"]
