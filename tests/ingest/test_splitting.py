from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.ingest.splitting import split_report
from qa_service.records import Block, Cell, Report


def report(*pieces, title="Steel in Norland", published=date(2020, 5, 4)):
    """A report of (kind, level, text) pieces, with the title before them."""
    blocks, at = [], 0
    pieces = (("title", 0, title), *pieces)
    for kind, level, text in pieces:
        blocks.append(Block(kind, at, at + len(text), level))
        at += len(text) + 2
    text = "\n\n".join(text for _, _, text in pieces)
    return Report("steel", title, published, None, "steel.txt", "0" * 64, text, tuple(blocks))


def heading(text, level=2):
    return ("heading", level, text)


def paragraph(text):
    return ("paragraph", 0, text)


def item(text):
    return ("item", 0, text)


def texts(given_report, **options):
    return [passage.text for passage in split_report(given_report, **options)]


def test_each_paragraph_is_a_passage_with_the_headings_above_it():
    passages = split_report(
        report(
            paragraph("It rose."),
            heading("Works"),
            paragraph("They grew."),
            heading("Northern works", 3),
            paragraph("One grew."),
            paragraph("Two shrank."),
            heading("Trade"),
            paragraph("It fell."),
        )
    )
    assert [(p.heading, p.text) for p in passages] == [
        ((), "It rose."),
        (("Works",), "They grew."),
        (("Works", "Northern works"), "One grew."),
        (("Works", "Northern works"), "Two shrank."),
        (("Trade",), "It fell."),
    ]


def test_spans_are_absolute_and_give_the_text():
    given_report = report(("furniture", 0, "Published: 2020-05-04"), paragraph("It rose. It fell."))
    (passage,) = split_report(given_report)
    assert given_report.text[passage.start : passage.end] == passage.text == "It rose. It fell."
    assert [given_report.text[start:end] for start, end in passage.sentences] == ["It rose.", "It fell."]


@pytest.mark.parametrize(
    ("published", "above"),
    [(date(2020, 5, 4), "Steel in Norland · Works · May 2020"), (None, "Steel in Norland · Works")],
)
def test_the_context_is_title_headings_month_and_text(published, above):
    (passage,) = split_report(report(heading("Works"), paragraph("It rose."), published=published))
    assert passage.context == f"{above}\nIt rose."


def test_a_lead_in_is_told_and_stays_in_text_and_sentence():
    text = "Growth in steel—The works made more. Costs fell."
    (passage,) = split_report(report(paragraph(text)))
    assert (passage.lead_in, passage.text) == ("Growth in steel", text)
    assert passage.sentences[0][1] - passage.sentences[0][0] == len("Growth in steel—The works made more.")


def test_a_list_stays_with_its_paragraph_while_both_fit():
    pieces = (paragraph("There are two works:"), item("the old one"), item("the new one"), paragraph("Both grew."))
    assert texts(report(*pieces)) == ["There are two works:\n\nthe old one\n\nthe new one", "Both grew."]
    assert texts(report(*pieces), max_words=7) == ["There are two works:\n\nthe old one", "the new one", "Both grew."]
    (first, _) = split_report(report(*pieces))
    assert len(first.sentences) == 3


def test_a_long_paragraph_is_split_evenly_at_sentences():
    sentences = [f"Sentence {n} has five words." for n in range(1, 6)]
    assert texts(report(paragraph(" ".join(sentences))), max_words=20) == [
        " ".join(sentences[:3]),
        " ".join(sentences[3:]),
    ]


def test_a_sentence_over_the_limit_stays_whole():
    assert texts(report(paragraph("One two three four five six. Seven.")), max_words=4) == [
        "One two three four five six.",
        "Seven.",
    ]


def test_a_heading_with_nothing_below_is_a_passage():
    passages = split_report(report(heading("Works"), heading("Output up 5%", 3), heading("Trade"), heading("Exports")))
    assert [(p.heading, p.text) for p in passages] == [
        (("Works",), "Output up 5%"),
        ((), "Trade"),
        ((), "Exports"),
    ]


def test_an_id_depends_on_what_is_embedded_and_not_on_the_file():
    first = split_report(report(paragraph("It rose.")))[0]
    other_file = split_report(report(("furniture", 0, "Source: Bureau"), paragraph("It rose.")))[0]
    other_title = split_report(report(paragraph("It rose."), title="Coal in Norland"))[0]
    assert first.id == other_file.id
    assert first.id != other_title.id
    assert len(first.id) == 16


def test_a_repeated_passage_gets_an_id_of_its_own():
    ids = [p.id for p in split_report(report(*[paragraph("It rose.")] * 3))]
    assert len(set(ids)) == 3
    assert ids == [p.id for p in split_report(report(*[paragraph("It rose.")] * 3))]


WORDS = st.lists(
    st.sampled_from(["It", "rose.", "Fell", "by", "5.2%", "(so)", "U.S.", "—The"]), min_size=1, max_size=40
)
PIECES = st.tuples(
    st.sampled_from(["heading", "paragraph", "item", "furniture"]), st.integers(1, 3), WORDS.map(" ".join)
)


@given(st.lists(PIECES, max_size=8))
def test_nothing_but_furniture_is_lost_and_passages_are_ordered_and_disjoint(pieces):
    given_report = report(*[(kind, level if kind == "heading" else 0, text) for kind, level, text in pieces])
    passages = split_report(given_report, max_words=12)
    assert all(a.end <= b.start for a, b in pairwise(passages))
    assert all(given_report.text[p.start : p.end] == p.text for p in passages)
    assert len({p.id for p in passages}) == len(passages)
    seen = {offset for p in passages for start, end in p.sentences for offset in range(start, end)}
    for block in given_report.blocks:
        text = given_report.text[block.start : block.end]
        offsets = {block.start + i for i, character in enumerate(text) if not character.isspace()}
        is_above = block.kind == "heading" and any(text in p.heading for p in passages)
        assert block.kind in {"title", "furniture"} or is_above or offsets <= seen


def test_a_row_of_a_table_is_one_sentence_whatever_stops_it_holds():
    row = "Transport. Rail etc. All lines — 2019: 5"
    plain = report(paragraph("Table 1"), item(row))
    at = plain.text.index(row)
    cell = Cell(at + len(row) - 1, at + len(row), ("Rail",), ("2019",), "", "", "Table 1")
    assert len(split_report(plain)[0].sentences) == 4
    assert split_report(replace(plain, cells=(cell,)))[0].sentences[-1] == (at, at + len(row))
