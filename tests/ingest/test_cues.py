"""Words beside a figure that tell its role."""

from __future__ import annotations

import pytest

from qa_service.ingest.cues import Cue, bare, cue


@pytest.mark.parametrize(
    ("head", "tail", "unit", "expected"),
    [
        pytest.param("The rate stood at ", "", "%", Cue("level"), id="level"),
        pytest.param("Sales rose by ", "", "%", Cue("change", 1), id="rise"),
        pytest.param("Sales fell sharply by ", "", "%", Cue("change", -1), id="fall"),
        pytest.param("a drop of ", "", "jobs", Cue("change", -1), id="noun of change"),
        pytest.param("a fall in sales of ", "", "%", Cue("change", -1), id="noun of change with complement"),
        pytest.param("Sales were up ", "", "%", Cue("change", 1), id="up"),
        pytest.param("GDP growth was ", "", "%", Cue("change", 1), id="growth stated"),
        pytest.param("growth in the number of cars was ", "", "cars", Cue("level"), id="growth stated in a count"),
        pytest.param("a ", " rise in sales", "%", Cue("change", 1, beside=True), id="change after"),
        pytest.param("a ", " year-on-year decline", "%", Cue("change", -1, beside=True), id="annual change after"),
        pytest.param("Pay was ", " higher than in 2019", "%", Cue("change", 1, beside=True), id="than in a year"),
        pytest.param(
            "Pay was ", " lower than a year earlier", "%", Cue("change", -1, beside=True), id="than a year ago"
        ),
        pytest.param(
            ", ", " fewer than in the previous season", "%", Cue("change", -1, beside=True), id="than last season"
        ),
        pytest.param("Pay was ", " higher than in Oakham", "%", Cue("gap", 1, beside=True), id="than elsewhere"),
        pytest.param("Pay was ", " below the average", "%", Cue("gap", -1, beside=True), id="below the average"),
        pytest.param("rose from ", "", "%", Cue("from"), id="from"),
        pytest.param("down from its peak of ", "", "%", Cue("from"), id="from a peak"),
        pytest.param("Net sales of ", " fell sharply", "USD", Cue("level"), id="subject of a fall"),
        pytest.param("The town raised ", " for a bridge", "GBP", Cue("level"), id="money raised"),
        pytest.param("The bank raised its rate by ", "", "pp", Cue("change", 1), id="raised by"),
        pytest.param("goods: 40 tonnes, plus ", "", "%", Cue("change", 1), id="plus"),
        pytest.param("rose to ", "", "%", Cue("to"), id="to"),
        pytest.param("fell to a record low of ", "", "%", Cue("to"), id="to a low"),
        pytest.param("compared with ", "", "%", Cue("compared"), id="compared with"),
        pytest.param("compared to just ", "", "%", Cue("compared"), id="compared to"),
        pytest.param("exports accounted for ", " of sales", "%", Cue("share"), id="share before"),
        pytest.param("wool made up nearly ", "", "%", Cue("share"), id="made up"),
        pytest.param("", " of adults smoke", "%", Cue("share"), id="share after"),
        pytest.param("", " of adults smoke", "adults", Cue("level"), id="no share of a count"),
        pytest.param("rising employment in recycling (", ")", "%", Cue("change", 1), id="in brackets"),
    ],
)
def test_the_words_beside_a_figure_tell_its_role(head, tail, unit, expected):
    assert cue(head, tail, unit) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("rose by nearly ", "rose by"),
        ("an estimated ", ""),
        ("stood at just over $", "stood at"),
        ("Wool makes up about ", "Wool comprise"),
        ("the rate of ", "the rate of"),
    ],
)
def test_qualifiers_next_to_the_figure_are_left_out(head, expected):
    assert bare(head).strip() == expected
