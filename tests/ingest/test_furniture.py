from __future__ import annotations

from datetime import date

import pytest

from qa_service.ingest.furniture import is_metadata, is_navigation, origin_of, sort_out
from qa_service.ingest.pieces import Origin, Piece
from qa_service.records import Cell

DATED = [
    ("Published: 2016-02-18", date(2016, 2, 18)),
    ("Updated : 2021-01-08Source : NLBUR", date(2021, 1, 8)),
    ("Release date: 5 June 2023", date(2023, 6, 5)),
    ("Release date\uff1a5 June 2023", date(2023, 6, 5)),
    ("Date: Monday 5 June 2023", date(2023, 6, 5)),
    ("Published on January 8, 2021", date(2021, 1, 8)),
    ("Last updated 8 Jan. 2021 | Norland Bureau", date(2021, 1, 8)),
    ("Posted: 2021/01/08 10:33", date(2021, 1, 8)),
    ("January 8, 2021", date(2021, 1, 8)),
    ("2021-01-08 10:33", date(2021, 1, 8)),
    ("[2021-01-08]", date(2021, 1, 8)),
    ("June 2023", date(2023, 6, 1)),
]
NOT_METADATA = [
    "Output rose in June 2023",
    "In January 2021 output rose.",
    "Published figures show that output rose.",
    "Published: figures of 2021 that show a rise",
    "Published: 2021-01-08 figures show",
    "Date: to be announced",
    "2021",
    "yesterday",
    "Sources of energy in 2021",
    "Updated methods",
    "",
]


@pytest.mark.parametrize(("line", "day"), DATED, ids=[line for line, _ in DATED])
def test_a_line_that_is_a_date_or_labelled_as_one_is_metadata_and_dates_the_report(line, day):
    assert is_metadata(line)
    assert origin_of([Piece("furniture", line)]).published == day


@pytest.mark.parametrize("line", NOT_METADATA)
def test_prose_with_a_date_or_a_label_is_no_metadata(line):
    assert not is_metadata(line)


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Source: Norland Bureau of Steel", "Norland Bureau of Steel"),
        ("Updated : 2021-01-08Source : NLBUR", "NLBUR"),
        ("Source: Norland Bureau Published: 2021-01-08", "Norland Bureau"),
        ("Source: Norland Bureau | 2021-01-08", "Norland Bureau"),
        ("【Source: Norland Bureau】", "Norland Bureau"),
        ("Published: 2021-01-08", None),
    ],
)
def test_the_source_is_what_stands_behind_its_label(line, source):
    assert is_metadata(line)
    assert origin_of([Piece("furniture", line)]).source == source


@pytest.mark.parametrize(
    ("lines", "published"),
    [
        (["Last updated: 2021-03-01", "First published: 2021-01-08"], date(2021, 1, 8)),
        (["Last updated: 2021-03-01", "2021-01-08"], date(2021, 1, 8)),
        (["Last updated: 2021-03-01"], date(2021, 3, 1)),
        (["Release date:", "8 January 2021", "Next release:", "8 April 2021"], date(2021, 1, 8)),
        (["Next release:", "8 April 2021"], None),
        ([], None),
    ],
)
def test_of_several_dates_that_of_publication_counts(lines, published):
    assert origin_of([Piece("furniture", line) for line in lines]) == Origin(published, None)


@pytest.mark.parametrize(
    "line",
    [
        "【Fonts: A+ A A- Print",
        "[Print]",
        "Print this page",
        "Share",
        "Share on Facebook",
        "Home > News > Steel",
        "You are here: News",
        "We use cookies to make this site better. Read our policy.",
        "Accept all cookies",
        "Skip to main content",
        "Back to top",
        "On this page",
    ],
)
def test_navigation_is_known(line):
    assert is_navigation(line)
    assert sort_out([Piece("paragraph", line)]) == []


@pytest.mark.parametrize(
    "line",
    [
        "Print works in Norland made 5 books.",
        "Share of steel in output",
        "Home ownership rose",
        "Download speeds rose by 5%.",
        "Top earners",
        "Cookies made in Norland rose to 5 million.",
        "A A rating",
    ],
)
def test_prose_is_no_navigation(line):
    assert not is_navigation(line)


def test_metadata_lines_become_furniture_of_their_own_and_the_other_lines_are_joined():
    pieces = [Piece("paragraph", "Published: 2021-01-08\n[Print]\nSource: Bureau\nOutput rose\nby 5%.")]
    assert sort_out(pieces) == [
        Piece("furniture", "Published: 2021-01-08"),
        Piece("furniture", "Source: Bureau"),
        Piece("paragraph", "Output rose by 5%."),
    ]


def test_metadata_is_looked_for_at_the_head_and_the_foot_only():
    long = Piece("paragraph", "word " * 30)
    source = Piece("paragraph", "Source: Norland Bureau")
    kinds = [piece.kind for piece in sort_out([source, long, source, long, long, source])]
    assert kinds == ["furniture", "paragraph", "paragraph", "paragraph", "paragraph", "furniture"]


def test_a_row_of_figures_is_kept_as_it_is():
    row = Piece("item", "Published — 2019: 5", cells=(Cell(18, 19, ("Published",), ("2019",), "", "", ""),))
    assert sort_out([row]) == [row]
