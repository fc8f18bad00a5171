"""Which quantities are figures, and what bare numbers count."""

from __future__ import annotations

import pytest

from qa_service.ingest.counting import figures_of, is_measured
from qa_service.language.quantities import find_quantities


def _units(text, parser, earlier=""):
    figures = figures_of(text, parser.parse(text), find_quantities(text), earlier)
    return [(figure.text, figure.unit) for figure in figures]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "units"),
    [
        pytest.param("The yard built 40 boats.", [("40", "boats")], id="the noun behind"),
        pytest.param("The yard built 10 or 12 boats.", [("10", "boats"), ("12", "boats")], id="behind a list"),
        pytest.param("Output rose in 7 of the 12 branches.", [("7", "branches"), ("12", "branches")], id="part"),
        pytest.param("Output rose in 7 out of 13 branches.", [("7", "branches"), ("13", "branches")], id="out of"),
        pytest.param("Wards saw 231 laboratory-confirmed cases.", [("231", "laboratory-confirmed cases")], id="hyphen"),
        pytest.param("The city counted 410 newly registered firms.", [("410", "newly registered firms")], id="adverb"),
        pytest.param("Clinics handled 22,130 of the visits.", [("22,130", "visits")], id="of the whole"),
        pytest.param(
            "Some 41,000 visits took more than 8 hours and 12,300 more than 12 hours.",
            [("41,000", "visits"), ("8 hours", "hours"), ("12,300", "visits"), ("12 hours", "hours")],
            id="not the measure between",
        ),
        pytest.param(
            "It paid $6.2 million on 87,000 claims; before it was $4.5 million on 49,000.",
            [("$6.2 million", "USD"), ("87,000", "claims"), ("$4.5 million", "USD"), ("49,000", "claims")],
            id="not the money between",
        ),
        pytest.param(
            "The rate was 58.6 per 100,000; the peak before was 49.2.",
            [("58.6 per 100,000", "per 100,000"), ("49.2", "per 100,000")],
            id="a decimal shares a rate",
        ),
        pytest.param(
            "Card fraud made 51%, an increase of 5 percentage points, cheque fraud 13%, a decrease of 4.",
            [("51%", "%"), ("5 percentage points", "pp"), ("13%", "%"), ("4", "pp")],
            id="points left out",
        ),
        pytest.param("The three plants closed.", [], id="points back"),
        pytest.param("Half (51%) agreed.", [("51%", "%")], id="made exact"),
        pytest.param("The loss was 5.6% (8.7%).", [("5.6%", "%"), ("8.7%", "%")], id="a former figure is not exact"),
        pytest.param("The school had 1,487 pupils last autumn.", [("1,487", "pupils")], id="no time in the noun"),
    ],
)
def test_a_bare_number_counts_the_noun_that_belongs_to_it(text, units, parser):
    assert _units(text, parser) == units


@pytest.mark.model
def test_of_these_counts_what_the_sentence_before_counted(parser):
    assert _units("Knives were used in 412 of these.", parser, "violent offences") == [("412", "violent offences")]


@pytest.mark.model
def test_basis_points_left_out_keep_their_scale(parser):
    text = "After cuts of 50 basis points in May and 25 in July, rates held."
    figures = figures_of(text, parser.parse(text), find_quantities(text), "")
    assert [(str(f.value), f.unit) for f in figures] == [("0.5", "pp"), ("0.25", "pp")]


@pytest.mark.parametrize(
    ("unit", "measured"),
    [("tonnes", True), ("per 1,000", True), ("GBP", True), ("hours", True), ("boats", False), ("claims", False)],
)
def test_a_measure_or_a_currency_is_no_counted_noun(unit, measured):
    assert is_measured(unit) is measured
