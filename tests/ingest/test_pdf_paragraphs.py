from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from qa_service.ingest.page_marks import page_mark
from qa_service.ingest.pdf_lines import Line
from qa_service.ingest.pdf_paragraphs import joined_text, known_words, paragraphs_of


def line(text: str, y: float, *, x: float = 100.0, end: float = 300.0, size: float = 10.0, page: int = 1) -> Line:
    return Line(page, text, x, end, y - size, y, size, left=100.0, right=300.0, cells=(text,))


def grouped(*lines: Line) -> list[str]:
    return [" / ".join(line.text for line in paragraph) for paragraph in paragraphs_of(lines, 10.0)]


FULL = [line("Sheep rose in", 100), line("the north, and", 112)]


@pytest.mark.parametrize(
    ("following", "goes_on"),
    [
        (line("goats fell.", 124, end=150), True),
        (line("Goats fell.", 124), True),
        (line("Goats fell.", 134), False),
        (line("Goats fell.", 124, x=112), False),
        (line("goats fell.", 124, size=12), False),
        (line("• goats fell.", 124), False),
        (line("goats fell.", 100, x=320, end=500), True),
        (line("Goats fell.", 100, x=320, end=500), True),
        (line("goats fell.", 100, page=2), True),
        (line("• goats fell.", 100, page=2), False),
    ],
    ids="lower upper wide-gap indent larger bullet next-column next-column-full next-page next-page-bullet".split(),
)
def test_when_a_line_goes_on_with_the_paragraph_before(following, goes_on):
    assert len(grouped(*FULL, following)) == (1 if goes_on else 2)


def test_after_a_sentence_that_ends_a_page_a_new_paragraph_begins():
    assert len(grouped(line("Sheep rose in the north.", 100), line("Goats fell.", 40, page=2))) == 2


def test_a_short_line_ends_a_paragraph():
    assert len(grouped(line("Sheep rose", 100, end=160), line("Goats fell in the south and", 112))) == 2


def test_the_hanging_text_of_an_item_belongs_to_it():
    assert grouped(
        line("• Sheep rose in", 100), line("The North, as", 112, x=110), line("told.", 124, x=110, end=130)
    ) == ["• Sheep rose in / The North, as / told."]


def test_the_lines_of_a_centred_heading_belong_together():
    assert grouped(line("Sheep and Goats", 100, x=150, end=250), line("In 2021", 112, x=175, end=225)) == [
        "Sheep and Goats / In 2021"
    ]


def test_a_note_stands_before_a_paragraph_that_goes_on_on_the_next_page():
    note = line("1 By the census.", 140, size=8)
    on_next_page = line("goats fell.", 40, page=2)
    assert grouped(*FULL, note, on_next_page) == ["1 By the census.", "Sheep rose in / the north, and / goats fell."]
    assert grouped(*FULL[:1], note) == ["Sheep rose in", "1 By the census."]


def test_a_table_is_a_paragraph_of_its_own():
    table = replace(line("", 112), rows=(("a", "b"), ("c", "5")))
    assert len(paragraphs_of([FULL[0], table, line("goats fell.", 130)], 10.0)) == 3


@pytest.mark.parametrize(
    ("texts", "known", "joined"),
    [
        (["Sheep", "rose."], "", "Sheep rose."),
        (["farm-", "ers"], "", "farmers"),
        (["farm\u2010", "ers"], "", "farmers"),
        (["farm\u00ad", "ers and\u00ad so"], "", "farmers and so"),
        (["year-on-", "year"], "", "year-on-year"),
        (["year-", "on-year"], "", "year-on-year"),
        (["non-", "financial"], "", "non-financial"),
        (["wool-", "market"], "wool-market", "wool-market"),
        (["wool-", "market"], "woolmarket", "woolmarket"),
        (["wool-", "market"], "the wool in a market", "wool-market"),
        (["2019-", "20"], "", "2019-20"),
        (["Anglo-", "Saxon"], "", "Anglo-Saxon"),
        (["2019–", "20"], "", "2019–20"),
        (["it fell –", "sharply"], "", "it fell – sharply"),
    ],
)
def test_lines_are_joined_and_parted_words_made_whole(texts, known, joined):
    lines = [line(text, 100 + 12 * number) for number, text in enumerate(texts)]
    assert joined_text(lines, Counter(known.split())) == joined


def test_a_page_that_starts_inside_a_paragraph_or_a_word_is_marked_there():
    assert joined_text([line("It rose", 700), line("by 5%.", 40, page=2)], Counter()) == f"It rose {page_mark(2)}by 5%."
    assert joined_text([line("farm-", 700), line("ers", 40, page=2)], Counter()) == f"farm{page_mark(2)}ers"


def test_a_word_that_a_line_end_cuts_is_not_known():
    assert known_words([line("Wool-market and farm-", 100), line("ers", 112)]) == Counter(
        {"wool-market": 1, "and": 1, "ers": 1}
    )
