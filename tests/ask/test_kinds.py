from __future__ import annotations

import pytest

from qa_service.ask.kinds import kind_of, options_of, without_periods


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("what date did the bulletin come out", "published"),
        ("when is the next bulletin released", "text"),
        ("during which months were 700 kilns lit", "period"),
        ("which months were dry", "text"),
        ("is it wool or linen that sells more", "compare"),
        ("has the mill closed", "yesno"),
        ("show every rate of duty", "list"),
        ("show every mill", "figure"),
        ("under what law was it founded", "text"),
        ("what rate applies to wool", "figure"),
        ("what is felt made of", "text"),
        ("what is the output of felt", "figure"),
        ("how did the mill win the prize", "text"),
        ("director of the mill", "text"),
        ("director pay", "figure"),
        ("how did felt sales grow", "figure"),
        ("which share goes abroad", "figure"),
    ],
)
def test_kind_of(text, kind):
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("Which is bigger: wool or linen?", ("wool", "linen")),
        ("did wool (or felt) sell better", ()),
        ("is it higher in Osthaven or in Marlow?", ("Osthaven", "Marlow")),
        ("either tin or zinc in 2020", ("tin", "zinc")),
        ("no choice here", ()),
    ],
)
def test_options_of(text, options):
    assert options_of(text) == options


def test_periods_are_cut_out():
    assert without_periods("tin in 2019, zinc").split() == ["tin", "in", ",", "zinc"]
