"""The owner that figures of a section fall back on."""

from __future__ import annotations

import pytest

from qa_service.ingest.owners import Owners
from qa_service.records import Passage, Report


def _owner(title, parser, *headings, lead_in=""):
    report = Report("r", title, None, None, "r.txt", "0" * 64, title)
    passage = Passage("p", "r", 0, 1, "", headings, lead_in, "", ())
    return Owners(report, parser).of(passage)


@pytest.mark.model
@pytest.mark.parametrize(
    ("title", "headings", "owner"),
    [
        ("Harbours of Elm, 2023", (), "Harbours of Elm"),
        ("Harbours of Elm, 2023", ("Retail sales",), "Retail sales"),
        ("Harbours of Elm, 2023", ("Retail sales", "IV. Shops recovered and cafes were booming"), "Harbours of Elm"),
        ("Harbours of Elm, 2023", ("Main points",), "Harbours of Elm"),
        ("Alder plc: half-year results for the six months to June 2023", (), "Alder plc"),
        ("Harbours: Elm (north), July 2023", (), "Harbours: Elm (north)"),
        ("Elmstead Economy Keeps Steady Growth in 2023", (), "Elmstead Economy"),
        ("Harbours of Elm", ("What the many harbours of the whole long coast earn",), "Harbours of Elm"),
    ],
)
def test_a_heading_owns_figures_unless_it_is_a_headline(title, headings, owner, parser):
    assert _owner(title, parser, *headings) == owner


@pytest.mark.model
def test_a_run_in_heading_is_nearer_than_a_heading(parser):
    assert _owner("Harbours", parser, "Retail sales", lead_in="Fish market") == "Fish market"
