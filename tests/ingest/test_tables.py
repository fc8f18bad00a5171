"""Tables of five kinds of report, read from their files: each figure with its owner, unit, scale, role and period."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from qa_service.ingest.facts import extract_facts
from qa_service.ingest.limits import Limits
from qa_service.ingest.reading import read_report
from qa_service.ingest.splitting import split_report
from qa_service.ingest.tables import rows_of
from qa_service.settings import Settings
from tests.ingest.conftest import span

STATISTICS = """# Labour market of Norland

Published: 2022-03-10

The labour market of Norland was calm in the year under review, and most of its figures are in the tables below.

## Unemployment

Table 1: Unemployment rate by sex and region (%)

| Region | Sex | 2019 | 2020 | Change on year (pp) |
|---|---|--:|--:|--:|
| North | Men | 4.1 | 5.0 r | 0.9 |
| | Women | 3.9 | .. | - |
| South | Men | 6.2 [1] | 7.1 | -0.4 |

## Pay

**Median weekly earnings, £**

| | Q1 | Q2 |
|---|---|---|
| 2020 | 512 | 520 |
| 2021 | 525 | 1,031.50 |

## Foreign trade

Table 5. Exports and imports

Unit: 100 million yuan

| Year | Exports | Imports | Growth of exports (%) |
|---|---|---|---|
| 2018 | 12.5 | 11 | 3.2 |
| 2019 | 13.5 | 12 p | (8.0) |

## Population

Table 6: Population by age, 2021

| Age | Men ('000) | Women ('000) | Share of all (%) |
|---|---|---|---|
| 0–15 | 102 | 98.5 | 18 |
| 65 and over | 80 | 101 | 16.3 |
| Total | 560 | 571 | 100 |
"""

BANK = """# Monetary report of the Bank of Kestrava, May 2023

Published: 2023-05-04

The Bank keeps an eye on lending and on prices, and sets out below what it has found and what it expects to find.

## Lending

Table 2: Loans outstanding (KSh billion)

| Sector | Dec 2022 | Mar-23 | Annual change (%) |
|---|---|---|---|
| Households | 1,204.5 | 1,230.1 | 6.4 |
| *of which:* mortgages | 310 | 312 | −1.5 |

## Outlook

Table 3: Projections

| Indicator | Unit | 2022 | 2023 | 2024 |
|---|---|---|---|---|
| GDP growth | % | 2.1 | 0.4 to 0.8 | n/a |
| Inflation rate | Annual % change | 9.1 | 5.2 | 2.5 |
| Current account | % of GDP | -3.1 | -2.8 | -2.5 |
| Foreign reserves | US$ million | 4,100 | 4,350 | .. |
"""

ACCOUNTS = """<html><body><h1>Penhallow plc: annual report 2023</h1><p>Published: 2024-03-01</p>
<h2>Income statement</h2>
<p>Year ended 31 December</p>
<table>
<tr><th>£ million</th><th>Note</th><th>2023</th><th>2022</th></tr>
<tr><td>Revenue</td><td>3</td><td>1,234</td><td>1,100</td></tr>
<tr><td>Operating loss</td><td>4</td><td>(12)</td><td>(1.5)</td></tr>
<tr><td>Operating margin (%)</td><td></td><td>(1.0)</td><td>0.2</td></tr>
<tr><td>Earnings per share (pence)</td><td>9</td><td>5.1</td><td>–</td></tr>
</table>
<h2>Segments</h2>
<table>
<caption>Net sales by segment</caption>
<tr><th rowspan="2"></th><th colspan="4">Fiscal</th></tr>
<tr><th colspan="2">2023</th><th colspan="2">2022</th></tr>
<tr><th></th><th colspan="4">(in millions)</th></tr>
<tr><td>Transport:</td><td></td><td></td><td></td><td></td></tr>
<tr><td>Automotive</td><td>$</td><td>5,686</td><td>$</td><td>6,092</td></tr>
<tr><td>Sensors<sup>1</sup></td><td></td><td>914</td><td></td><td>918<sup>2</sup></td></tr>
<tr><td>Total transport</td><td></td><td>6,600</td><td></td><td>7,010</td></tr>
<tr><td>Energy</td><td></td><td>699</td><td></td><td>712</td></tr>
</table></body></html>
"""

HEALTH = """<html><body><h1>Respiratory season in Norvale</h1><p>Published: 2024-06-03</p>
<p>This report covers what the clinics of Norvale have seen during the season, and how they have coped with it.</p>
<h2>Vaccination</h2>
<figure><figcaption>Table 4: Vaccine uptake, 2023/24</figcaption><table>
<thead><tr><th scope="col">Group</th><th>Eligible people</th><th>Vaccinated, n (%)</th><th>Uptake (95% CI), %</th></tr>
</thead><tbody>
<tr><th scope="row">Adults aged 65 and over</th><td>12,300</td><td>9,102 (74.0)</td><td>74.0 (73.2 to 74.8)</td></tr>
<tr><th scope="row">Health workers</th><td>2,100</td><td>987 (47.0)</td><td>47.0 (44.9 to 49.1)</td></tr>
</tbody></table></figure>
<h2>Admissions</h2>
<table><caption>Admissions per 100,000 population by district</caption>
<tr><th>District</th><th>Week ending 7 January 2024</th><th>Rank</th></tr>
<tr><td>Upper Vale</td><td>14.2</td><td>2nd</td></tr>
<tr><td>Lower Vale</td><td>&lt;5</td><td>7</td></tr>
</table></body></html>
"""

CITY = """# Harbour city in figures

Published: 2021-09-01

## Transport

Public transport in 2020

| Mode | Passengers (million) | Fleet | Opened | On time |
|---|---|---|---|---|
| Tram | 28.4 | 120 | 1908 | 82.1% |
| Ferry | 1.9 | 14 | 1874 | 97% |

## Key figures

| | |
|---|---|
| Area | 52.3 km² |
| Budget | €310m |
| Dwellings | 41,200 |
"""


@dataclass(frozen=True, slots=True)
class Case:
    """A report and its tables' figures: (text, value, unit, role, subject, measure, period as ``span`` puts it)."""

    file: str
    text: str
    figures: tuple[tuple[str, str, str, str, str, str, str], ...]


PER_HEAD = "Admissions per 100,000 population"
# fmt: off
CASES = (
    Case("labour.md", STATISTICS, (
        ("4.1", "4.1", "%", "level", "North, Men", "Unemployment rate", "2019"),
        ("5.0", "5", "%", "level", "North, Men", "Unemployment rate", "2020"),
        ("0.9", "0.9", "pp", "change_in_share", "North, Men", "Unemployment rate", "2020"),
        ("3.9", "3.9", "%", "level", "North, Women", "Unemployment rate", "2019"),
        ("6.2", "6.2", "%", "level", "South, Men", "Unemployment rate", "2019"),
        ("7.1", "7.1", "%", "level", "South, Men", "Unemployment rate", "2020"),
        ("-0.4", "-0.4", "pp", "change_in_share", "South, Men", "Unemployment rate", "2020"),
        ("512", "512", "GBP", "level", "Pay", "Median weekly earnings", "2020-01-01/2020-03-31"),
        ("520", "520", "GBP", "level", "Pay", "Median weekly earnings", "2020-04-01/2020-06-30"),
        ("525", "525", "GBP", "level", "Pay", "Median weekly earnings", "2021-01-01/2021-03-31"),
        ("1,031.50", "1031.5", "GBP", "level", "Pay", "Median weekly earnings", "2021-04-01/2021-06-30"),
        ("12.5", "1250000000", "CNY", "level", "Exports and imports", "Exports", "2018"),
        ("11", "1100000000", "CNY", "level", "Exports and imports", "Imports", "2018"),
        ("3.2", "3.2", "%", "growth", "Exports and imports", "Growth of exports", "2018"),
        ("13.5", "1350000000", "CNY", "level", "Exports and imports", "Exports", "2019"),
        ("12", "1200000000", "CNY", "level", "Exports and imports", "Imports", "2019"),
        ("(8.0)", "-8", "%", "growth", "Exports and imports", "Growth of exports", "2019"),
        ("102", "102000", "count", "count", "0–15, Men", "Population", "2021"),
        ("98.5", "98500", "count", "level", "0–15, Women", "Population", "2021"),
        ("18", "18", "%", "share", "0–15", "Share of all (%)", "2021"),
        ("80", "80000", "count", "count", "65 and over, Men", "Population", "2021"),
        ("101", "101000", "count", "count", "65 and over, Women", "Population", "2021"),
        ("16.3", "16.3", "%", "share", "65 and over", "Share of all (%)", "2021"),
        ("560", "560000", "count", "count", "Total, Men", "Population", "2021"),
        ("571", "571000", "count", "count", "Total, Women", "Population", "2021"),
        ("100", "100", "%", "share", "Total", "Share of all (%)", "2021"),
    )),
    Case("bank.md", BANK, (
        ("1,204.5", "1204500000000", "KES", "level", "Households", "Loans outstanding", "2022-12"),
        ("1,230.1", "1230100000000", "KES", "level", "Households", "Loans outstanding", "2023-03"),
        ("6.4", "6.4", "%", "growth", "Households", "Loans outstanding", "2023-03"),
        ("310", "310000000000", "KES", "level", "of which: mortgages", "Loans outstanding", "2022-12"),
        ("312", "312000000000", "KES", "level", "of which: mortgages", "Loans outstanding", "2023-03"),
        ("−1.5", "-1.5", "%", "growth", "of which: mortgages", "Loans outstanding", "2023-03"),
        ("2.1", "2.1", "%", "growth", "Projections", "GDP growth", "2022"),
        ("0.4 to 0.8", "0.4", "%", "growth", "Projections", "GDP growth", "2023"),
        ("9.1", "9.1", "%", "level", "Projections", "Inflation rate", "2022"),
        ("5.2", "5.2", "%", "level", "Projections", "Inflation rate", "2023"),
        ("2.5", "2.5", "%", "level", "Projections", "Inflation rate", "2024"),
        ("-3.1", "-3.1", "%", "share", "Projections", "Current account, % of GDP", "2022"),
        ("-2.8", "-2.8", "%", "share", "Projections", "Current account, % of GDP", "2023"),
        ("-2.5", "-2.5", "%", "share", "Projections", "Current account, % of GDP", "2024"),
        ("4,100", "4100000000", "USD", "level", "Projections", "Foreign reserves", "2022"),
        ("4,350", "4350000000", "USD", "level", "Projections", "Foreign reserves", "2023"),
    )),
    Case("accounts.html", ACCOUNTS, (
        ("1,234", "1234000000", "GBP", "level", "Income statement", "Revenue", "2023"),
        ("1,100", "1100000000", "GBP", "level", "Income statement", "Revenue", "2022"),
        ("(12)", "-12000000", "GBP", "level", "Income statement", "Operating loss", "2023"),
        ("(1.5)", "-1500000", "GBP", "level", "Income statement", "Operating loss", "2022"),
        ("(1.0)", "-1", "%", "level", "Income statement", "Operating margin", "2023"),
        ("0.2", "0.2", "%", "level", "Income statement", "Operating margin", "2022"),
        ("5.1", "5.1", "pence", "level", "Income statement", "Earnings per share", "2023"),
        ("$5,686", "5686000000", "USD", "level", "Transport, Automotive", "Net sales", "2023"),
        ("$6,092", "6092000000", "USD", "level", "Transport, Automotive", "Net sales", "2022"),
        ("914", "914000000", "USD", "level", "Transport, Sensors", "Net sales", "2023"),
        ("918", "918000000", "USD", "level", "Transport, Sensors", "Net sales", "2022"),
        ("6,600", "6600000000", "USD", "level", "Transport, Total transport", "Net sales", "2023"),
        ("7,010", "7010000000", "USD", "level", "Transport, Total transport", "Net sales", "2022"),
        ("699", "699000000", "USD", "level", "Energy", "Net sales", "2023"),
        ("712", "712000000", "USD", "level", "Energy", "Net sales", "2022"),
    )),
    Case("season.html", HEALTH, (
        ("12,300", "12300", "count", "count", "Adults aged 65 and over", "Eligible people", "2023-04-01/2024-03-31"),
        ("9,102", "9102", "count", "count", "Adults aged 65 and over", "Vaccinated", "2023-04-01/2024-03-31"),
        ("74.0", "74", "%", "level", "Adults aged 65 and over", "Vaccinated", "2023-04-01/2024-03-31"),
        ("74.0", "74", "%", "level", "Adults aged 65 and over", "Uptake", "2023-04-01/2024-03-31"),
        ("2,100", "2100", "count", "count", "Health workers", "Eligible people", "2023-04-01/2024-03-31"),
        ("987", "987", "count", "count", "Health workers", "Vaccinated", "2023-04-01/2024-03-31"),
        ("47.0", "47", "%", "level", "Health workers", "Vaccinated", "2023-04-01/2024-03-31"),
        ("47.0", "47", "%", "level", "Health workers", "Uptake", "2023-04-01/2024-03-31"),
        ("14.2", "14.2", "per 100,000 population", "level", "Upper Vale", PER_HEAD,
         "2024-01-01/2024-01-07"),
        ("2nd", "2", "rank", "rank", "Upper Vale", PER_HEAD, ""),
        ("5", "5", "per 100,000 population", "level", "Lower Vale", PER_HEAD,
         "2024-01-01/2024-01-07"),
        ("7", "7", "rank", "rank", "Lower Vale", PER_HEAD, ""),
    )),
    Case("city.md", CITY, (
        ("28.4", "28400000", "count", "level", "Tram", "Passengers", "2020"),
        ("120", "120", "count", "count", "Tram", "Fleet", "2020"),
        ("82.1%", "82.1", "%", "level", "Tram", "On time", "2020"),
        ("1.9", "1900000", "count", "level", "Ferry", "Passengers", "2020"),
        ("14", "14", "count", "count", "Ferry", "Fleet", "2020"),
        ("97%", "97", "%", "level", "Ferry", "On time", "2020"),
        ("52.3 km²", "52.3", "sq km", "level", "Key figures", "Area", ""),
        ("€310m", "310000000", "EUR", "level", "Key figures", "Budget", ""),
        ("41,200", "41200", "count", "count", "Key figures", "Dwellings", ""),
    )),
)
# fmt: on


def read(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")
    return read_report(folder / name, folder, Limits.of(Settings()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_each_figure_of_a_table_is_one_fact(case, tmp_path, parser):
    report = read(tmp_path, case.file, case.text)
    facts = extract_facts(report, split_report(report), parser)
    told = [(f.text, f"{f.value:f}", f.unit, f.role, f.subject, f.measure, span(f.period)) for f in facts]
    assert told == list(case.figures)
    assert {f.method for f in facts} == {"table"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_a_fact_of_a_table_can_be_checked_by_slicing(case, tmp_path, parser):
    report = read(tmp_path, case.file, case.text)
    passages = split_report(report)
    sentences = {span for passage in passages for span in passage.sentences}
    for fact in extract_facts(report, passages, parser):
        assert report.text[fact.number_start : fact.number_end] == fact.text
        assert (fact.start, fact.end) in sentences
        assert fact.start <= fact.number_start < fact.number_end <= fact.end


def facts_of(table, folder, parser):
    report = read(folder, "r.md", f"# Review\n\nPublished: 2024-03-15\n\n{table}\n")
    return extract_facts(report, split_report(report), parser)


def test_a_change_tells_what_it_counts_from_and_a_share_what_it_is_of(tmp_path, parser):
    table = "| | 2022 | Change since 2015 (%) | Annual decrease (%) | % of exports |\n|---|---|---|---|---|\n"
    facts = facts_of(table + "| Grain | 5 | 2.0 | 3 | 7 |", tmp_path, parser)
    told = [(f.text, f"{f.value:f}", f.role, f.basis, f.comparator) for f in facts]
    assert told == [
        ("5", "5", "count", None, None),
        ("2.0", "2", "growth", "from 2015", None),
        ("3", "-3", "growth", "year on year", None),
        ("7", "7", "share", None, "exports"),
    ]
    assert [span(f.period) for f in facts] == ["2022"] * 4
    assert [bool(f.period and f.period.inherited) for f in facts] == [False, True, True, True]


def test_a_scale_of_the_whole_table_leaves_rates_and_prices_alone(tmp_path, parser):
    table = "Table 1: Results (in thousands, except per share data)\n\n| | 2023 |\n|---|---|\n"
    table += "| Sales | $ 12 |\n| Costs | 7 |\n| Employees | 9 |\n| Earnings per share | $ 0.55 |\n| Tax rate | 21% |\n"
    told = [(f.text, f"{f.value:f}", f.unit) for f in facts_of(table, tmp_path, parser)]
    assert told == [
        ("$ 12", "12000", "USD"),
        ("7", "7000", "USD"),
        ("9", "9000", "count"),
        ("$ 0.55", "0.55", "USD"),
        ("21%", "21", "%"),
    ]


def test_the_words_of_row_column_and_caption_are_the_scope_of_a_cell(tmp_path, parser):
    table = "**Jobs by sector (thousand)**\n\n| Sector | Men | Women |\n|---|---|---|\n| Farming | 5 | 6 |\n"
    assert [f.scope for f in facts_of(table, tmp_path, parser)] == [
        "Sector Farming Men Jobs by sector (thousand)",
        "Sector Farming Women Jobs by sector (thousand)",
    ]


def test_notes_codes_and_years_of_opening_are_no_figures(tmp_path, parser):
    table = "| Code | Works | Note | Opened | Staff |\n|---|---|---|---|---|\n| 17 | North | 3 | 1987 | 120 |\n"
    assert [(f.text, f.subject, f.measure) for f in facts_of(table, tmp_path, parser)] == [("120", "North", "Staff")]


def test_a_table_of_words_is_read_as_sentences_are(tmp_path, parser):
    table = "| Date | What |\n|---|---|\n| 2021 | The works made 500 cars in the year. |\n"
    facts = facts_of(table, tmp_path, parser)
    assert [(f.text, f.unit, f.method) for f in facts] == [("500", "cars", "level")]


def test_a_report_without_tables_has_no_rows(tmp_path):
    report = read(tmp_path, "r.txt", "Review\n\nIt rose by 5% in 2019, as it had done before.")
    assert rows_of(report, split_report(report)) == []
