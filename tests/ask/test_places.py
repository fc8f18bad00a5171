"""The words around a sentence."""

from __future__ import annotations

from dataclasses import replace

from qa_service.ask.places import Place, heading_words, title_words
from qa_service.language.terms import EMPTY, bag, stem
from tests.fakes import make_generation, make_report

PLACE = Place(
    bag("cod rose"), bag("Harbours"), bag("Selm"), {"ghp": bag("gross harbour product")}, "Nets.", "Eels. Nets."
)


def test_what_stands_before_is_the_last_sentence_and_the_scene_all_of_them():
    assert PLACE.before == bag("Nets.")
    assert PLACE.scene == bag("Eels. Nets.")


def test_alone_only_heading_and_title_stay():
    assert (PLACE.alone.sentence, PLACE.alone.before, PLACE.alone.scene) == (EMPTY, EMPTY, EMPTY)
    assert (PLACE.alone.heading, PLACE.alone.title) == (bag("Harbours"), bag("Selm"))


def test_acronyms_before_a_sentence_are_written_out():
    assert stem("product") in replace(PLACE, previous="GHP fell.").before.stems


def test_headings_count_from_the_last_two_and_the_lead_in():
    passage = make_generation({"a": "Cod rose."}).passages[0]
    passage = replace(passage, heading=("Selm", "Fishing", "Catch"), lead_in="In detail:")
    assert heading_words(passage) == bag("Fishing Catch In detail:")


def test_a_title_counts_with_its_source():
    report = replace(make_report("selm", "Cod rose."), source="Coast Office")
    assert title_words(report) == bag("Selm Coast Office")
