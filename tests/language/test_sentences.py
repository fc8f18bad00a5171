from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qa_service.language.sentences import MAX_SENTENCE, lead_in, split_sentences


def sentences(text):
    return [text[start:end] for start, end in split_sentences(text)]


SPLIT = {
    "plain": ["Sales rose.", "Costs fell.", "Why?", "Nobody knows!"],
    "figure first": ["Sales rose by 3.4 million.", "19% of firms agreed.", "£5 was the price."],
    "quotes and brackets": [
        "He called it “a record.”",
        "“It is,” she said (twice).",
        "(So did others.)",
        "[See below.]",
    ],
    "footnote marks": ["Sales rose.[12]", "Costs fell."],
    "years": ["It grew until 2014.", "In 2015 it fell.", "The rest grew to 25.", "It was 1.5."],
    "after a soft abbreviation": [
        "The group is Acme Inc.",
        "The rest is Brand Ltd.",
        "It opened at 9 a.m.",
        "In May it closed.",
    ],
    "country": ["It is made in the U.S.", "However, it is sold in the U.K.", "This is new."],
    "ellipsis": ["It rose… and rose.", "It fell..."],
}
KEPT = [
    "Mr. Brandt and Dr. Lee met Prof. Grey at St. Olaf.",
    "Growth (cf. Fig. 3 and No. 7) was approx. 5% vs. 4% before.",
    "It rose in Jan. 2020 and in Sept. 2021.",
    "J. R. Smith of Acme Inc. said so, and so did U.S. Steel.",
    "Prices, e.g. Rents, rose by 3.4%, i.e. Much more than 1.5 p.m. would tell.",
    "The site example.com has version 2.0.1 of it.",
    "Growth in steel—The works made more.",
    "It asked “why?” and went on.",
    "1. Sales rose.",
]


@pytest.mark.parametrize("expected", SPLIT.values(), ids=SPLIT.keys())
def test_sentences_end_where_a_reader_would_end_them(expected):
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize("text", KEPT)
def test_abbreviations_initials_numbers_and_lead_ins_end_none(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sales rose\nCosts fell", ["Sales rose", "Costs fell"]),
        ("Two: • sales rose • costs fell", ["Two:", "• sales rose", "• costs fell"]),
        ("  Sales rose.   Costs fell.\n\n", ["Sales rose.", "Costs fell."]),
        ("產量增長。成本下降\uff01", ["產量增長。", "成本下降\uff01"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_lines_and_bullets_and_ideographic_stops_end_sentences(text, expected):
    assert sentences(text) == expected


def test_a_run_without_a_stop_is_cut_at_a_space():
    text = ("word " * 900).strip()
    pieces = sentences(text)
    assert [len(piece) for piece in pieces] == [1999, 1999, 499]
    assert " ".join(pieces) == text
    assert [len(piece) for piece in sentences("x" * (MAX_SENTENCE + 1))] == [MAX_SENTENCE, 1]


@given(st.text(st.sampled_from('Aab1 .?!\n\t"”’)(•。—:,U.S\u00a0')))
@example("Mr. A. B.")
def test_spans_are_ordered_disjoint_trimmed_and_cover_all_but_white_space(text):
    spans = split_sentences(text)
    flat = [offset for span in spans for offset in span]
    assert flat == sorted(flat)
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


LEAD_INS = [
    ("Growth in steel—The works made more than before.", "Growth in steel"),
    ("Growth in steel — The works made more than before.", "Growth in steel"),
    ("Growth in steel – The works made more than before.", "Growth in steel"),
    ("Growth in steel - The works made more than before.", "Growth in steel"),
    ("Industrial Renewal: With new works built, output rose.", "Industrial Renewal"),
    (
        "Osthaven lives up to all expectations—Under the new plan, it made 5 cars.",
        "Osthaven lives up to all expectations",
    ),
    (
        "Osthaven (Norland)-Sud Zone enters a stage—On the opening day, it rained.",
        "Osthaven (Norland)-Sud Zone enters a stage",
    ),
    ("“Green” Energy—“Clean” power made up 5% of all.", "“Green” Energy"),
    ("Growth in steel—The works—all of them—made more than before.", "Growth in steel"),
]
NO_LEAD_INS = [
    "In 2014 – the first year – sales rose.",
    "In 2014 – The First Year – sales rose.",
    "In 2014 – Brandt was minister then.",
    "Acme Works—Norland’s largest maker—sold 3 cars.",
    "Sales rose—and how they rose.",
    "The minister said: We will build more works.",
    "The towns are as follows: Osthaven, Westhaven and Norhaven.",
    "Steel, coal and iron: Output rose in all three.",
    "Sales rose. Growth in steel—The works made more.",
    "growth in steel—The works made more.",
    "A ratio of 3: 4 was found in it.",
    "One two three four five six seven eight nine: Sales rose by much.",
    "Growth—Now",
    "—The works made more.",
    "",
]


@pytest.mark.parametrize(("text", "expected"), LEAD_INS)
def test_a_run_in_heading_is_told_with_the_start_of_its_clause(text, expected):
    found = lead_in(text)
    assert found is not None
    assert found[0] == expected
    assert text[found[1] :].startswith(("The", "With", "Under", "On", "“Clean”"))


@pytest.mark.parametrize("text", NO_LEAD_INS)
def test_what_is_no_run_in_heading_is_left_alone(text):
    assert lead_in(text) is None


@given(st.text(st.sampled_from("Ab —–:-.\n“(1")))
def test_a_run_in_heading_stands_at_the_start_of_its_text(text):
    found = lead_in(text)
    if found is not None:
        assert text.lstrip().startswith(found[0])
        assert 0 < len(found[0]) < found[1] < len(text)
