from __future__ import annotations

import pytest

from qa_service.language.not_figures import not_figures

COVERED = {
    "Section 8": "8", "Table 2.1": "2.1", "Figures 3 and 4": "4", "Annex IV": "IV", "page 12": "12",
    "SIC 2007": "2007",
    "COVID-19": "19", "Orbit-4": "4", "FTSE 250": "250", "Blue Book 2022": "2022", "“six steps": "six",
    "“Six Steps”": "Six",
    "the three \"Aims\"": "three", "at 10:30": "10:30", "at 5 pm": "5", "[12]": "12", "3. Trade": "3",
    "# 4.1 Trade": "4.1",
    "see https://example.org/15": "15", "+44 20 7946 0000": "7946", "12 Mill Road": "12",
    "a 12-month average": "12",
    "in 2014": "2014", "aged 25": "25", "on 9/11": "9/11", "ISO 3888-2": "2", "the Topaz 40 index": "40",
    "Q3": "3",
}  # fmt: skip
OPEN = {
    "Wales 12 firms": "12", "figure of 5": "5", "group 4 per cent": "4", "ranked No. 3": "3", "12 mills": "12",
    "a five-month project that": "five", "5% of": "5", "Section: 8 tonnes": "8",
}  # fmt: skip


def _closed(text, number):
    at = text.rindex(number)
    return any(start <= at and at + len(number) <= end for start, end in not_figures(text))


@pytest.mark.parametrize(("text", "number"), COVERED.items(), ids=COVERED)
def test_names_and_numbering_are_no_figures(text, number):
    assert _closed(text, number)


@pytest.mark.parametrize(("text", "number"), OPEN.items(), ids=OPEN)
def test_counts_beside_such_words_stay_figures(text, number):
    assert not _closed(text, number)
