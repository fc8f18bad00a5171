"""The period of a figure, said or handed down."""

from __future__ import annotations

import pytest

from qa_service.ingest.facts import extract_facts
from qa_service.ingest.splitting import split_report
from qa_service.records import Block, Report
from tests.ingest.conftest import PUBLISHED, span

PARTS = "Punctuality was 76% in March 2023 and 81% in July 2023. Delays cost 300 hours."


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "title", "spans"),
    [
        pytest.param("Rents rose by 3% in 2021.", "", ["2021"], id="its own"),
        pytest.param("In May 2023 rents rose by 3%.", "", ["2023-05"], id="fronted"),
        pytest.param("Rents rose by 3%.", "Housing in 2022", ["2022"], id="of the title"),
        pytest.param("Rents rose by 3%.", "Housing in 2024", [""], id="not of a title whose year goes on"),
        pytest.param("Rents rose by 3% in 2021. Wages fell by 2%.", "", ["2021", "2021"], id="carried"),
        pytest.param("In 2021 the mill grew. It made 400 carts.", "", ["2021"], id="carried without a figure"),
        pytest.param("The rate was 4% in 2022, against 3% a year earlier.", "", ["2022", "2021"], id="a year earlier"),
        pytest.param("Rents rose by 3% last year.", "", ["2023"], id="last year"),
        pytest.param(
            "In May 2023 rents rose. Vacancies ran at 4%, the same as last year. Rents made 9 million.",
            "",
            ["2023-05", "2023-05"],
            id="the same as last year",
        ),
        pytest.param("The rate went from 4% in 2010 to 9% in 2020.", "", ["2010", "2020"], id="from and to"),
        pytest.param(
            "Output grew by 9% from 40 tonnes in 2010 to 44 tonnes in 2020.",
            "",
            ["2010/2020", "2010", "2020"],
            id="growth between two years",
        ),
        pytest.param("Rents rose by 3% from 2019.", "Housing in 2022", ["2019/2022"], id="counted from a year"),
        pytest.param("Rents were 3% above their 2019 level.", "Housing in 2022", ["2022"], id="compared with a year"),
        pytest.param(
            "Sales were $9 million (2021: $8 million).", "Year 2022", ["2022", "2021"], id="label in brackets"
        ),
        pytest.param(
            "Riders: 6,800, up 4% on May 2023 (6,500)", "Year 2022", ["2022", "2022", "2023-05"], id="base in brackets"
        ),
        pytest.param(
            "Goods: 140 tonnes, plus 41% (99 in May 2023)", "Year 2022", ["2022", "2022", "2023-05"], id="former value"
        ),
        pytest.param(
            "The fair drew 400 guests, 30 more than in 2022 (310 in 2021).", "", ["", "", "2021"], id="two years before"
        ),
        pytest.param(
            "Trust was 57%, nine points fewer than in 2021; for the mayor it was 19%.",
            "Year 2022",
            ["2022", "2021/2022", "2022"],
            id="base of another",
        ),
        pytest.param("The share was 4%, the same share as in 2019.", "Housing in 2022", ["2022"], id="same as"),
        pytest.param(PARTS, "Rail in 2023", ["2023-03", "2023-07", "2023"], id="parts are not carried"),
        pytest.param(
            "Rents were 3% higher than in the previous year; 40 people moved.", "Year 2022", ["2022", "2022"], id="base"
        ),
        pytest.param(
            "Cash was $38m, compared with $27m a year earlier, and margins improved to 9% from 8%.",
            "Year 2022",
            ["2022", "2021", "2022", "2021"],
            id="a clause beside a comparison",
        ),
        pytest.param(
            "Sales rose 6% to $41m (2021: $39m); up 8% at fixed prices.",
            "Year 2022",
            ["2022", "2022", "2021", "2022"],
            id="behind a bracket",
        ),
        pytest.param(
            "58% of voters agreed, down from 62% in the previous year and from 69% in May 2018.",
            "Year 2022",
            ["2022", "2021", "2018-05"],
            id="earlier levels",
        ),
        pytest.param(
            "The standard is 95%, and it was last met in July 2017.", "Year 2022", ["2022"], id="another clause's"
        ),
        pytest.param("Alder had 31% of votes, having had 35% in 2020.", "Year 2022", ["2022", "2020"], id="having had"),
        pytest.param("Orders rose by 4% on the 300 of 2021.", "Year 2022", ["2022", "2021"], id="on the figure of"),
        pytest.param(
            "The jobless rate was 5.1%, 0.4 points lower than before, and stood at 4.9% in September 2022.",
            "Year 2022",
            ["2022", "2022", "2022-09"],
            id="of a clause with a verb of its own",
        ),
        pytest.param(
            "The number of visits is 400, against 300 in last year's report.",
            "Year 2022",
            ["2022", "2022"],
            id="edition",
        ),
        pytest.param(
            "Some 400 deaths (5%) in 2020 were linked to heat.", "Year 2022", ["2020", "2020"], id="after a bracket"
        ),
        pytest.param(
            "Trips rose 4% in the first nine months; in the final quarter they fell 2%.",
            "Rail in 2022/23",
            ["2022-04-01/2022-12-31", "2023-01-01/2023-03-31"],
            id="parts of a financial year",
        ),
        pytest.param(
            "Between week 40 of 2022 and week 20 of 2023, 840 cases were notified.",
            "Flu",
            ["2022-10-03/2023-05-21"],
            id="weeks",
        ),
    ],
)
def test_a_figure_has_the_period_a_reader_would_give_it(text, title, spans, facts_of):
    assert [span(fact.period) for fact in facts_of(text, title=title or "Review")] == spans


@pytest.mark.model
def test_a_period_from_elsewhere_is_marked_as_inherited(facts_of):
    own, carried = facts_of("Rents rose by 3% in 2021. Wages fell by 2%.")
    assert (own.period.inherited, carried.period.inherited) == (False, True)


@pytest.mark.model
def test_a_past_looked_back_at_is_not_carried_into_the_next_paragraph(parser):
    paragraphs = ("Review of 2022", "In 2017 the firm made 40 carts.", "Exports were 12 million tonnes.")
    starts = [sum(len(p) + 2 for p in paragraphs[:n]) for n in range(3)]
    kinds = ("title", "paragraph", "paragraph")
    blocks = tuple(Block(k, s, s + len(p), 1) for k, s, p in zip(kinds, starts, paragraphs, strict=True))
    report = Report("r", paragraphs[0], PUBLISHED, None, "r.txt", "0" * 64, "\n\n".join(paragraphs), blocks)
    facts = extract_facts(report, split_report(report), parser)
    assert [span(fact.period) for fact in facts] == ["2017", "2022"]
