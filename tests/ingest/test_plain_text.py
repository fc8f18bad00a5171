from __future__ import annotations

import pytest

from qa_service.ingest.plain_text import draft_of_text, pieces_of_text


def parts(text):
    return [(piece.kind, piece.level, piece.text) for piece in pieces_of_text(text)]


def test_blank_lines_part_paragraphs_and_the_first_line_is_the_title():
    draft = draft_of_text("Steel in Norland\n \nOutput rose.\n\n\nCosts fell.\n")
    assert [(p.kind, p.text) for p in draft.pieces] == [
        ("title", "Steel in Norland"),
        ("paragraph", "Output rose."),
        ("paragraph", "Costs fell."),
    ]


WRAPPED = (
    "Output of the works rose by 5% in the year, which was more than had been\n"
    "expected. The works at Osthaven made the greater part of it, as they did\n"
    "before."
)


def test_lines_broken_at_a_column_are_one_paragraph():
    assert parts(WRAPPED) == [("paragraph", 0, WRAPPED)]


def test_a_short_line_above_a_wrapped_paragraph_is_a_heading():
    assert parts(f"The works\n{WRAPPED}") == [("heading", 2, "The works"), ("paragraph", 0, WRAPPED)]


def test_long_lines_are_a_paragraph_each():
    line = "Output of the works rose. " * 6
    assert parts(f"{line}\n{line}") == [("paragraph", 0, line.strip())] * 2


def test_bullets_are_items_and_a_wrapped_item_is_one():
    bullets = (
        "- Output of the works rose by 5% in the year, which was more than had been\n"
        "  expected.\n"
        "* Costs fell.\n"
        "(2) Exports, which had fallen in the year before, rose."
    )
    assert [(kind, text.replace("\n", " ")) for kind, _, text in parts(bullets)] == [
        ("item", "Output of the works rose by 5% in the year, which was more than had been expected."),
        ("item", "Costs fell."),
        ("item", "Exports, which had fallen in the year before, rose."),
    ]


@pytest.mark.parametrize(
    ("line", "level"),
    [("Steel works", 2), ("1. Main points", 2), ("2.1 Steel works", 3), ("STEEL", 2), ("“Green” steel", 2)],
)
def test_a_short_lone_line_is_a_heading_by_its_numbering(line, level):
    assert parts(line) == [("heading", level, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Output rose.",
        "output rose",
        "As follows:",
        "One two three four five six seven eight nine ten eleven twelve thirteen",
        "2019 2020 2021 5.1",
        "Published: 2020-05-04",
    ],
)
def test_other_lines_are_paragraphs(line):
    assert parts(line) == [("paragraph", 0, line)]


@pytest.mark.parametrize(
    "table",
    [
        "Region  2018  2019\nNorth   2.8   3.0\nSouth   1.2   1.2",
        "\t2018\t2019\nNorth\t2.8\t3.0\nSouth\t1.2\t1.2",
        "2018    2019\n------------\nNorth   2.8   3.0\nSouth   1.2   1.2",
        "| Region | 2018 | 2019 |\n|---|---|---|\n| North | 2.8 | 3.0 |\n| South | 1.2 | 1.2 |",
    ],
    ids=["spaces", "tabs", "no first header", "upright strokes"],
)
def test_aligned_columns_are_a_table(table):
    assert parts(table) == [("item", 0, "North — 2018: 2.8; 2019: 3.0"), ("item", 0, "South — 2018: 1.2; 2019: 1.2")]


@pytest.mark.parametrize("text", ["It rose.  It fell.\nIt stayed.  It went.", "Region  2018", "a  5\nb  6  7\nc  8"])
def test_other_lines_with_gaps_are_no_table(text):
    assert all(kind != "item" for kind, _, _ in parts(text))


def test_rules_of_dashes_are_dropped():
    assert parts("Steel\n=====\n\nOutput rose.\n\n* * *\n") == [
        ("heading", 2, "Steel"),
        ("paragraph", 0, "Output rose."),
    ]
