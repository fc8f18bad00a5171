from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qa_service.records import Block
from qa_service.web.reportpage import Run, sections
from tests.web.fakes import REPORT, SENTENCES

SPANS = [(sentence.start, sentence.end) for sentence in SENTENCES]


def test_blocks_become_elements_in_order() -> None:
    assert [(section.tag, section.kind) for section in sections(REPORT, SPANS)] == [
        ("h1", "title"),
        ("h2", "heading"),
        ("p", "paragraph"),
        ("p", "paragraph"),
    ]


def test_text_between_sentences_is_kept_without_an_anchor() -> None:
    last = sections(REPORT, SPANS)[-1]
    assert last.runs == (Run("Its sales fell 12.5% to 40 million euros.", SPANS[2][0]), Run(" \N{HEAVY BLACK HEART}"))


def test_without_blocks_blank_lines_part_the_paragraphs() -> None:
    report = replace(REPORT, text="One.\n\nTwo.\n\n\nThree.", blocks=())
    assert [section.runs[0].text.strip() for section in sections(report, [])] == ["One.", "Two.", "Three."]


def test_text_that_no_block_covers_is_shown() -> None:
    report = replace(REPORT, text="Title\n\nLost\n\nKept", blocks=(Block("title", 0, 5, 1), Block("paragraph", 13, 17)))
    assert [(s.tag, s.runs[0].text) for s in sections(report, [])] == [("h1", "Title"), ("p", "Lost"), ("p", "Kept")]


def test_the_first_section_of_a_page_tells_it() -> None:
    report = replace(REPORT, text="One.\n\nTwo.\n\nThree.", blocks=(), pages=(0, 12, 12))
    assert [section.page for section in sections(report, [])] == [1, None, 3]
    assert [section.page for section in sections(replace(report, pages=()), [])] == [None, None, None]


def test_deep_headings_stop_at_h6() -> None:
    report = replace(REPORT, text="Deep", blocks=(Block("heading", 0, 4, 9),))
    assert sections(report, [])[0].tag == "h6"


@given(st.lists(st.tuples(st.integers(0, len(REPORT.text)), st.integers(1, 60)), max_size=8))
def test_no_letter_is_lost_or_doubled_whatever_the_sentences(starts: list[tuple[int, int]]) -> None:
    spans = [(start, min(start + length, len(REPORT.text))) for start, length in starts]
    shown = "".join(run.text for section in sections(REPORT, spans) for run in section.runs)
    assert "".join(shown.split()) == "".join(REPORT.text.split())
