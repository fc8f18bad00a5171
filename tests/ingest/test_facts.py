"""Figures of invented sentences of five kinds of report: city, national statistics, central bank, company, health."""

from __future__ import annotations

import pytest

from tests.ingest.conftest import Case, as_told, ids

CASES = [
    Case(
        "bank-compared-with",
        "In June 2023 the policy rate stood at 4.25%, compared with 3.75% a year earlier.",
        (
            ("4.25%", "4.25", "%", "level", "policy rate", "2023-06"),
            ("3.75%", "3.75", "%", "level", "policy rate", "2022-06"),
        ),
    ),
    Case(
        "company-compared-with",
        "The Elmstead Shipyard delivered 14 vessels in 2022, compared with 11 in 2021.",
        (
            ("14", "14", "vessels", "count", "Elmstead Shipyard", "2022"),
            ("11", "11", "vessels", "count", "Elmstead Shipyard", "2021"),
        ),
    ),
    Case(
        "national-compared-to",
        "House prices averaged £210,000 in 2022, compared to £198,000 in 2021.",
        (
            ("£210,000", "210000", "GBP", "level", "house prices", "2022"),
            ("£198,000", "198000", "GBP", "level", "house prices", "2021"),
        ),
    ),
    Case(
        "company-against",
        "Profit before tax was $64m in 2023 against $71m in 2022.",
        (
            ("$64m", "64000000", "USD", "level", "profit", "2023"),
            ("$71m", "71000000", "USD", "level", "profit", "2022"),
        ),
    ),
    Case(
        "company-down-from",
        "Net debt stood at $1.9 billion on 31 December 2023, down from $2.3 billion a year earlier.",
        (
            ("$1.9 billion", "1900000000", "USD", "level", "net debt", "2023-12-31"),
            ("$2.3 billion", "2300000000", "USD", "level", "net debt", "2022-12-31"),
        ),
    ),
    Case(
        "national-share-with-change",
        "Exports accounted for 42% of total sales in 2023, up 3 percentage points.",
        (
            ("42%", "42", "%", "share", "exports", "2023"),
            ("3 percentage points", "3", "pp", "change_in_share", "exports", "2023"),
        ),
    ),
    Case(
        "national-share-higher-than-in",
        "Services accounted for 71% of output in 2022, 2.4 percentage points higher than in 2021.",
        (
            ("71%", "71", "%", "share", "services", "2022"),
            ("2.4 percentage points", "2.4", "pp", "change_in_share", "services", "2021/2022"),
        ),
    ),
    Case(
        "city-share-of-total",
        "Total investment was 12 billion yuan, of which foreign investment accounted for 18%.",
        (
            ("12 billion yuan", "12000000000", "CNY", "level", "total investment", ""),
            ("18%", "18", "%", "share", "foreign investment", ""),
        ),
    ),
    Case(
        "city-fronted-share",
        "At least 45% of the fleet was electric in 2023.",
        (("45%", "45", "%", "share", "fleet", "2023"),),
    ),
    Case(
        "health-fraction",
        "Half of the wards were closed in 2020.",
        (("Half", "50", "%", "share", "wards", "2020"),),
    ),
    Case(
        "city-two-thirds",
        "Nearly two thirds of residents owned a bicycle in 2022.",
        (("two thirds", "66.67", "%", "share", "residents", "2022"),),
    ),
    Case(
        "health-one-in-five",
        "One in five adults reported poor sleep in 2022.",
        (("One in five", "20", "%", "share", "adults", "2022"),),
    ),
    Case(
        "health-there-were",
        "There were 3.4 million registered patients in 2022.",
        (("3.4 million", "3400000", "registered patients", "count", "registered patients", "2022"),),
    ),
    Case(
        "health-fewer-than-last-season",
        "There were 212 deaths from influenza last winter, 18 fewer than in the previous season.",
        (
            ("212", "212", "deaths", "count", "deaths from influenza", ""),
            ("18", "-18", "deaths", "growth", "deaths from influenza", ""),
        ),
    ),
    Case(
        "city-fronted-count",
        "In 2021, 4,500 homes were built in the Northern Quarter.",
        (("4,500", "4500", "homes", "count", "homes", "2021"),),
    ),
    Case(
        "health-total-of",
        "A total of 7,300 patients were treated in 2022, an increase of 12.5% from 2021.",
        (
            ("7,300", "7300", "patients", "count", "patients", "2022"),
            ("12.5%", "12.5", "%", "growth", "patients", "2021/2022"),
        ),
    ),
    Case(
        "national-gap-between-places",
        "The average weekly wage was 14.5% higher in the capital than in the provinces.",
        (("14.5%", "14.5", "%", "gap", "average weekly wage", ""),),
    ),
    Case(
        "national-gap-above-average",
        "Output per worker was 12% above the national average in 2021.",
        (("12%", "12", "%", "gap", "output per worker", "2021"),),
    ),
    Case(
        "national-gap-to-an-earlier-level",
        "Employment in manufacturing was 7.5% below its 2019 level.",
        (("7.5%", "-7.5", "%", "gap", "manufacturing", ""),),
    ),
    Case(
        "company-more-than-a-year-earlier",
        "The company employed 5,600 people at the end of 2023, 400 more than a year earlier.",
        (
            ("5,600", "5600", "people", "count", "company", "2023-12-31"),
            ("400", "400", "people", "growth", "company", "2023-12-31"),
        ),
    ),
    Case(
        "city-fewer-than-in",
        "The town's population was 48,200 in 2021, 1,300 fewer than in 2011.",
        (
            ("48,200", "48200", "count", "count", "population", "2021"),
            ("1,300", "-1300", "count", "growth", "population", "2011/2021"),
        ),
    ),
    Case(
        "national-two-comparisons",
        "Employment was 3.1 million, 18,000 more than in the previous quarter and 9,000 fewer than a year earlier.",
        (
            ("3.1 million", "3100000", "count", "count", "employment", ""),
            ("18,000", "18000", "count", "growth", "employment", ""),
            ("9,000", "-9000", "count", "growth", "employment", ""),
        ),
    ),
    Case(
        "company-last-year",
        "Last year the company sold 38,000 boilers, 12% fewer than in 2022.",
        (
            ("38,000", "38000", "boilers", "count", "boilers", "2023"),
            ("12%", "-12", "%", "growth", "boilers", "2022/2023"),
        ),
    ),
    Case(
        "company-quarter",
        "Orders in the fourth quarter were 15% higher than a year earlier.",
        (("15%", "15", "%", "growth", "orders", "2023-10-01/2023-12-31"),),
    ),
    Case(
        "national-year-on-year",
        "Consumer prices were up 3.2% year on year in January 2024.",
        (("3.2%", "3.2", "%", "growth", "consumer prices", "2024-01"),),
    ),
    Case(
        "national-month-on-month",
        "Industrial output fell 2.1% month on month in May 2023.",
        (("2.1%", "-2.1", "%", "growth", "industrial output", "2023-05"),),
    ),
    Case(
        "city-gdp",
        "GDP of the region reached 340 billion yuan in 2022, up 5.1% year on year.",
        (
            ("340 billion yuan", "340000000000", "CNY", "level", "region", "2022"),
            ("5.1%", "5.1", "%", "growth", "region", "2022"),
        ),
    ),
    Case(
        "city-span-of-years",
        "Between 2015 and 2022, the number of cyclists grew by 44%.",
        (("44%", "44", "%", "growth", "cyclists", "2015/2022"),),
    ),
    Case(
        "national-since",
        "Since 2010, emissions have fallen by 27%.",
        (("27%", "-27", "%", "growth", "emissions", ""),),
    ),
    Case(
        "company-plan",
        "By the end of 2025 the council plans to build 2,400 homes.",
        (("2,400", "2400", "homes", "count", "homes", "2025-12-31"),),
    ),
    Case(
        "company-carried-subject",
        "The Corby Vale plant made 52,000 engines in 2022. It employed 1,900 people.",
        (
            ("52,000", "52000", "engines", "count", "Corby Vale plant", "2022"),
            ("1,900", "1900", "people", "count", "Corby Vale plant", "2022"),
        ),
    ),
    Case(
        "national-carried-subject-own-period",
        "Wages rose 4.1% in 2022. They had risen 2.6% in 2021.",
        (
            ("4.1%", "4.1", "%", "growth", "wages", "2022"),
            ("2.6%", "2.6", "%", "growth", "wages", "2021"),
        ),
    ),
    Case(
        "company-group",
        "The group's headcount fell by 4% to 12,300 in 2023.",
        (
            ("4%", "-4", "%", "growth", "group", "2023"),
            ("12,300", "12300", "count", "count", "group", "2023"),
        ),
    ),
    Case(
        "company-appositive",
        "Operating profit, at £92 million, was 11% lower than in 2022.",
        (
            ("£92 million", "92000000", "GBP", "level", "operating profit", ""),
            ("11%", "-11", "%", "growth", "operating profit", ""),
        ),
    ),
    Case(
        "company-margin",
        "Gross margin improved by 1.5 percentage points to 38.2% in 2023.",
        (
            ("1.5 percentage points", "1.5", "pp", "growth", "gross margin", "2023"),
            ("38.2%", "38.2", "%", "level", "gross margin", "2023"),
        ),
    ),
    Case(
        "bank-take-at",
        "The tax take was up 9 percent at $4.4 billion.",
        (
            ("9 percent", "9", "%", "growth", "tax take", ""),
            ("$4.4 billion", "4400000000", "USD", "level", "tax take", ""),
        ),
    ),
    Case(
        "city-rank",
        "The harbour ranked third in the country in 2022.",
        (("third", "3", "rank", "rank", "harbour", "2022"),),
    ),
    Case(
        "company-more-than",
        "More than 300 firms took part.",
        (("300", "300", "firms", "count", "firms", ""),),
    ),
    Case(
        "city-years-are-no-figures",
        "The plan was adopted in 2019 and revised in 2021.",
    ),
    Case(
        "city-definite-set-is-no-figure",
        "The three districts signed an agreement in 2022.",
    ),
    Case(
        "national-up-percent",
        "The vacancy rate was 5.2% in May 2023, up 0.4%.",
        (
            ("5.2%", "5.2", "%", "level", "vacancy rate", "2023-05"),
            ("0.4%", "0.4", "%", "growth", "vacancy rate", "2023-05"),
        ),
    ),
    Case(
        "bank-no-number",
        "The committee left the policy rate unchanged.",
    ),
    Case(
        "health-men-women",
        "Median earnings were £31,000 for men and £27,500 for women in 2022.",
        (
            ("£31,000", "31000", "GBP", "level", "median earnings", "2022"),
            ("£27,500", "27500", "GBP", "level", "women", "2022"),
        ),
    ),
    Case(
        "national-places",
        "House prices climbed 7% in the north, but fell 2% in the south.",
        (
            ("7%", "7", "%", "growth", "house prices", ""),
            ("2%", "-2", "%", "growth", "house prices", ""),
        ),
    ),
    Case(
        "bank-months",
        "Retail sales rose 1.2% in July, up from 0.4% in June 2023.",
        (
            ("1.2%", "1.2", "%", "growth", "retail sales", "2023-07"),
            ("0.4%", "0.4", "%", "growth", "retail sales", "2023-06"),
        ),
    ),
    Case(
        "statistics-below-its-level",
        "The industry remains 5.5% below its level a year ago.",
        (("5.5%", "-5.5", "%", "growth", "industry", ""),),
    ),
    Case(
        "statistics-now-higher",
        "Spending fell by 0.5% in May 2023 and it is now 0.7% higher compared with the same month a year ago.",
        (
            ("0.5%", "-0.5", "%", "growth", "spending", "2023-05"),
            ("0.7%", "0.7", "%", "growth", "spending", "2023-05"),
        ),
    ),
    Case(
        "statistics-compared-with-a-fall",
        "Power prices rose by 3% in the year to April 2023, compared with a fall of 10% a year ago.",
        (
            ("3%", "3", "%", "growth", "power prices", "2022-05-01/2023-04-30"),
            ("10%", "-10", "%", "growth", "power prices", "2021-05-01/2022-04-30"),
        ),
    ),
    Case(
        "bank-that-of",
        "The balance of deposits was $8 billion, and that of loans $7 billion.",
        (
            ("$8 billion", "8000000000", "USD", "level", "deposits", ""),
            ("$7 billion", "7000000000", "USD", "level", "loans", ""),
        ),
    ),
]


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=ids)
def test_a_sentence_gives_its_figures_as_any_reader_would(case, facts_of):
    assert as_told(case, facts_of(case.text)) == list(case.figures)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "basis", "comparator"),
    [
        ("Exports rose by 4% year on year.", "year on year", None),
        ("Exports rose by 4% from a year earlier.", "from a year earlier", None),
        ("Exports were 4% higher than in the previous quarter.", "compared with the previous quarter", None),
        ("Exports were 4% higher than in 2019.", "compared with 2019", None),
        ("Exports were 4% higher than imports.", None, "imports"),
        ("Exports were 4% above the average of the decade.", None, "average of the decade"),
        ("Wool accounted for 4% of exports.", None, "exports"),
        ("Exports were 40 million florins.", None, None),
    ],
)
def test_growth_has_a_basis_and_a_gap_or_share_a_comparator(text, basis, comparator, facts_of):
    (fact,) = facts_of(text)
    assert (fact.basis, fact.comparator) == (basis, comparator)


@pytest.mark.model
def test_offsets_give_the_sentence_and_the_figure_back(facts_of):
    (_, fact) = facts_of("Rents rose by 3%. In Elmstead they rose by 1.5%.", title="Yearbook")
    text = "Yearbook\n\nRents rose by 3%. In Elmstead they rose by 1.5%."
    assert text[fact.start : fact.end] == "In Elmstead they rose by 1.5%."
    assert text[fact.number_start : fact.number_end] == "1.5%"


@pytest.mark.model
def test_the_scope_of_a_listed_figure_is_free_of_the_others(facts_of):
    first, second = facts_of("Cases of measles and mumps fell by 12% and 30% in 2020.")
    assert ("measles" in first.scope, "mumps" in first.scope) == (True, False)
    assert ("measles" in second.scope, "mumps" in second.scope) == (False, True)


@pytest.mark.model
def test_figures_have_ids_of_their_own_that_last(facts_of):
    text = "Pay rose by 2% and prices by 3% in 2022."
    first, second = facts_of(text)
    assert first.id != second.id
    assert [fact.id for fact in facts_of(text)] == [first.id, second.id]


@pytest.mark.model
def test_a_cell_whose_head_holds_the_scale_is_no_fact_of_its_bare_number(facts_of):
    assert [f.text for f in facts_of("Grain — 2021 (thousand tonnes): 1,310; berths: 12")] == ["12"]
