from __future__ import annotations

from unicodedata import category

import pytest

from qa_service.ingest.page_marks import MOST_PAGES, page_mark, page_starts, unmarked


def test_marks_are_taken_out_and_their_places_told():
    assert unmarked(f"{page_mark(2)}It rose{page_mark(3)} by 5%.") == ("It rose by 5%.", [(2, 0), (3, 7)])
    assert unmarked("It rose.") == ("It rose.", [])


def test_a_mark_is_no_letter_digit_space_or_punctuation():
    for page in (1, 500, MOST_PAGES):
        assert category(page_mark(page)) == "Co"


@pytest.mark.parametrize(
    ("marks", "pages", "starts"),
    [
        ([], 0, ()),
        ([], 1, (0,)),
        ([(2, 40), (3, 70)], 3, (0, 40, 70)),
        ([(3, 70)], 4, (0, 70, 70, 90)),
        ([(2, 40), (2, 50)], 2, (0, 40)),
        ([(2, 0), (3, 70)], 3, (0, 0, 70)),
    ],
    ids=["no-pages", "one", "three", "empty-pages", "first-mark-counts", "title-of-the-second-page"],
)
def test_pages_start_at_their_marks(marks, pages, starts):
    assert page_starts(marks, pages, 90) == starts
