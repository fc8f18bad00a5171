"""Which figure of a sentence belongs to whom: lists, rises and falls, from–to, clauses without a verb, brackets."""

from __future__ import annotations

import pytest

from qa_service.ingest.binding import bind, has_content
from qa_service.language.quantities import find_quantities
from tests.ingest.conftest import Case, as_told, ids

CASES = [
    Case(
        "city-respectively-2",
        "In 2022, the harbour district and the mill district of Tarnby recorded investment of €410 million "
        "and €275 million respectively.",
        (
            ("€410 million", "410000000", "EUR", "level", "harbour", "2022"),
            ("€275 million", "275000000", "EUR", "level", "mill", "2022"),
        ),
    ),
    Case(
        "national-respectively-3",
        "In 2022, output of coal, steel and cement was 14.2 million, 9.8 million and 3.1 million tonnes respectively.",
        (
            ("14.2 million", "14200000", "tonnes", "level", "coal", "2022"),
            ("9.8 million", "9800000", "tonnes", "level", "steel", "2022"),
            ("3.1 million tonnes", "3100000", "tonnes", "level", "cement", "2022"),
        ),
    ),
    Case(
        "national-respectively-growth",
        "Exports and imports rose by 4.5% and 6.1%, respectively, in 2021.",
        (
            ("4.5%", "4.5", "%", "growth", "exports", "2021"),
            ("6.1%", "6.1", "%", "growth", "imports", "2021"),
        ),
    ),
    Case(
        "company-respectively-with-growth",
        "Revenue and profit were $2.4 billion and $310 million in 2023, up 8.3% and 12.9% respectively.",
        (
            ("$2.4 billion", "2400000000", "USD", "level", "revenue", "2023"),
            ("$310 million", "310000000", "USD", "level", "profit", "2023"),
            ("8.3%", "8.3", "%", "growth", "revenue", "2023"),
            ("12.9%", "12.9", "%", "growth", "profit", "2023"),
        ),
    ),
    Case(
        "city-list-of-three-towns",
        "The districts of Elmstead, Corby Vale and Harrow Bay attracted 120, 85 and 40 new firms in 2022.",
        (
            ("120", "120", "new firms", "count", "Elmstead", "2022"),
            ("85", "85", "new firms", "count", "Corby Vale", "2022"),
            ("40", "40", "new firms", "count", "Harrow Bay", "2022"),
        ),
    ),
    Case(
        "national-list-without-respectively",
        "The unemployment rates of men and women were 4.9% and 5.6% in 2021.",
        (
            ("4.9%", "4.9", "%", "level", "men", "2021"),
            ("5.6%", "5.6", "%", "level", "women", "2021"),
        ),
    ),
    Case(
        "health-list-of-falls",
        "Cases of measles and mumps fell by 12% and 30% respectively in 2020.",
        (
            ("12%", "-12", "%", "growth", "measles", "2020"),
            ("30%", "-30", "%", "growth", "mumps", "2020"),
        ),
    ),
    Case(
        "health-list-of-gaps",
        "Vaccination coverage among children and adults reached 91% and 64%, 3 and 7 percentage points "
        "higher than in 2020.",
        (
            ("91%", "91", "%", "level", "children", ""),
            ("64%", "64", "%", "level", "adults", ""),
            ("3", "3", "pp", "change_in_share", "children", ""),
            ("7 percentage points", "7", "pp", "change_in_share", "adults", ""),
        ),
    ),
    Case(
        "city-two-towns",
        "Tarnby and Elmstead received 1.4 million and 0.9 million visitors in 2022.",
        (
            ("1.4 million", "1400000", "visitors", "count", "Tarnby", "2022"),
            ("0.9 million", "900000", "visitors", "count", "Elmstead", "2022"),
        ),
    ),
    Case(
        "national-list-of-stocks",
        "Over the same period, stocks of wheat and barley fell by 14% and 9%.",
        (
            ("14%", "-14", "%", "growth", "wheat", ""),
            ("9%", "-9", "%", "growth", "barley", ""),
        ),
    ),
    Case(
        "company-list-of-regions",
        "Sales in Europe, Asia and America grew by 3%, 11% and 6% respectively in 2023.",
        (
            ("3%", "3", "%", "growth", "Europe", "2023"),
            ("11%", "11", "%", "growth", "Asia", "2023"),
            ("6%", "6", "%", "growth", "America", "2023"),
        ),
    ),
    Case(
        "bank-list-of-rates",
        "In May 2023 the deposit and lending rates stood at 3.5% and 5.25% respectively.",
        (
            ("3.5%", "3.5", "%", "level", "deposit", "2023-05"),
            ("5.25%", "5.25", "%", "level", "lending", "2023-05"),
        ),
    ),
    Case(
        "city-list-of-incomes",
        "The average income of urban and rural households was 41,000 yuan and 19,500 yuan in 2019, up 6.2% and 8.4%.",
        (
            ("41,000 yuan", "41000", "CNY", "level", "urban", "2019"),
            ("19,500 yuan", "19500", "CNY", "level", "rural", "2019"),
            ("6.2%", "6.2", "%", "growth", "urban", "2019"),
            ("8.4%", "8.4", "%", "growth", "rural", "2019"),
        ),
    ),
    Case(
        "health-up-and-down",
        "Admissions for asthma and bronchitis were 5,200 and 3,100 in 2022, up 4% and down 7% respectively.",
        (
            ("5,200", "5200", "count", "count", "asthma", "2022"),
            ("3,100", "3100", "count", "count", "bronchitis", "2022"),
            ("4%", "4", "%", "growth", "asthma", "2022"),
            ("7%", "-7", "%", "growth", "bronchitis", "2022"),
        ),
    ),
    Case(
        "national-gapping",
        "Pay rose by 2% and prices by 3% in 2022.",
        (
            ("2%", "2", "%", "growth", "pay", "2022"),
            ("3%", "3", "%", "growth", "prices", "2022"),
        ),
    ),
    Case(
        "bank-gapping-nouns-with-complements",
        "Loans to households grew by 5.2% and loans to firms by 1.8% in 2023.",
        (
            ("5.2%", "5.2", "%", "growth", "loans to households", "2023"),
            ("1.8%", "1.8", "%", "growth", "loans to firms", "2023"),
        ),
    ),
    Case(
        "bank-gapping-falls",
        "Deposits fell by 4% and overseas loans by 7% in 2021.",
        (
            ("4%", "-4", "%", "growth", "deposits", "2021"),
            ("7%", "-7", "%", "growth", "overseas loans", "2021"),
        ),
    ),
    Case(
        "national-contrast",
        "Rents rose by 5.5%, while wages grew by only 3.1%.",
        (
            ("5.5%", "5.5", "%", "growth", "rents", ""),
            ("3.1%", "3.1", "%", "growth", "wages", ""),
        ),
    ),
    Case(
        "company-opposite-directions",
        "In 2022, orders climbed by 8% but margins fell by 2%.",
        (
            ("8%", "8", "%", "growth", "orders", "2022"),
            ("2%", "-2", "%", "growth", "margins", "2022"),
        ),
    ),
    Case(
        "health-brackets-than",
        "Smoking was more common among men (22%) than women (16%).",
        (
            ("22%", "22", "%", "level", "men", ""),
            ("16%", "16", "%", "level", "women", ""),
        ),
    ),
    Case(
        "health-brackets-and",
        "Obesity was highest in Elmstead (31.4%) and lowest in Harrow Bay (17.2%).",
        (
            ("31.4%", "31.4", "%", "level", "Elmstead", ""),
            ("17.2%", "17.2", "%", "level", "Harrow Bay", ""),
        ),
    ),
    Case(
        "company-brackets-earlier-year",
        "Turnover totalled €86 million (2022: €79 million).",
        (
            ("€86 million", "86000000", "EUR", "level", "turnover", ""),
            ("€79 million", "79000000", "EUR", "level", "turnover", "2022"),
        ),
    ),
    Case(
        "city-brackets-earlier-count",
        "Hospital admissions reached 58,000 in 2022 (2021: 49,000).",
        (
            ("58,000", "58000", "count", "count", "admissions", "2022"),
            ("49,000", "49000", "count", "count", "admissions", "2021"),
        ),
    ),
    Case(
        "company-brackets-growth",
        "Sales of pumps rose to £14 million (up 6%) in 2022.",
        (
            ("£14 million", "14000000", "GBP", "level", "pumps", "2022"),
            ("6%", "6", "%", "growth", "pumps", "2022"),
        ),
    ),
    Case(
        "national-fall-with-percentage-in-brackets",
        "Employment fell by 4,300 (1.2%) in 2021.",
        (
            ("4,300", "-4300", "count", "growth", "employment", "2021"),
            ("1.2%", "-1.2", "%", "growth", "employment", "2021"),
        ),
    ),
    Case(
        "company-growth-clause",
        "Revenue was 5.2 billion yuan, an increase of 9.4%.",
        (
            ("5.2 billion yuan", "5200000000", "CNY", "level", "revenue", ""),
            ("9.4%", "9.4", "%", "growth", "revenue", ""),
        ),
    ),
    Case(
        "city-growth-on-previous-year",
        "The tram network carried 41 million passengers in 2022, up 6% on the previous year.",
        (
            ("41 million", "41000000", "passengers", "count", "tram network", "2022"),
            ("6%", "6", "%", "growth", "tram network", "2022"),
        ),
    ),
    Case(
        "company-rise-to",
        "Revenue rose 9.4% to $5.2 billion in 2022.",
        (
            ("9.4%", "9.4", "%", "growth", "revenue", "2022"),
            ("$5.2 billion", "5200000000", "USD", "level", "revenue", "2022"),
        ),
    ),
    Case(
        "company-fall-to",
        "Profit fell by 3.5% to £14.2 million in 2023.",
        (
            ("3.5%", "-3.5", "%", "growth", "profit", "2023"),
            ("£14.2 million", "14200000", "GBP", "level", "profit", "2023"),
        ),
    ),
    Case(
        "health-from-to",
        "Prevalence of asthma fell from 9.8% in 2012 to 7.4% in 2021.",
        (
            ("9.8%", "9.8", "%", "level", "asthma", "2012"),
            ("7.4%", "7.4", "%", "level", "asthma", "2021"),
        ),
    ),
    Case(
        "health-from-to-count",
        "The number of nurses increased from 11,200 in 2015 to 13,900 in 2022.",
        (
            ("11,200", "11200", "count", "count", "nurses", "2015"),
            ("13,900", "13900", "count", "count", "nurses", "2022"),
        ),
    ),
    Case(
        "bank-to-from",
        "The bank's capital ratio rose to 14.6% in 2022 from 13.9% in 2021.",
        (
            ("14.6%", "14.6", "%", "level", "capital ratio", "2022"),
            ("13.9%", "13.9", "%", "level", "capital ratio", "2021"),
        ),
    ),
    Case(
        "national-deficit-to-from",
        "The deficit narrowed to 2.9% of GDP in 2023 from 4.1% in 2022.",
        (
            ("2.9%", "2.9", "%", "level", "deficit", "2023"),
            ("4.1%", "4.1", "%", "level", "deficit", "2022"),
        ),
    ),
    Case(
        "bank-by-to",
        "The Bank of Ostrava Bay raised its key rate by 25 basis points to 4.5% in May 2023.",
        (
            ("25 basis points", "0.25", "pp", "growth", "key rate", "2023-05"),
            ("4.5%", "4.5", "%", "level", "key rate", "2023-05"),
        ),
    ),
    Case(
        "national-by-to",
        "The unemployment rate rose by 0.3 percentage points to 5.1% in the three months to August 2023.",
        (
            ("0.3 percentage points", "0.3", "pp", "growth", "unemployment rate", "2023-06-01/2023-08-31"),
            ("5.1%", "5.1", "%", "level", "unemployment rate", "2023-06-01/2023-08-31"),
        ),
    ),
    Case(
        "health-three-years",
        "The hospital treated 5,400 patients in 2021, 5,900 in 2022 and 6,300 in 2023.",
        (
            ("5,400", "5400", "patients", "count", "patients", "2021"),
            ("5,900", "5900", "patients", "count", "patients", "2022"),
            ("6,300", "6300", "patients", "count", "patients", "2023"),
        ),
    ),
    Case(
        "company-two-verbs",
        "The company opened 34 stores and closed 11 in 2023.",
        (
            ("34", "34", "stores", "count", "opened", "2023"),
            ("11", "11", "stores", "count", "closed", "2023"),
        ),
    ),
    Case(
        "city-two-counts",
        "The city built 12 schools and 40 playgrounds in 2021.",
        (
            ("12", "12", "schools", "count", "schools", "2021"),
            ("40", "40", "playgrounds", "count", "playgrounds", "2021"),
        ),
    ),
]


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=ids)
def test_every_figure_gets_its_own_owner_role_and_period(case, facts_of):
    assert as_told(case, facts_of(case.text)) == list(case.figures)


def _bound(text, parser):
    return bind(text, parser.parse(text), find_quantities(text), [])


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        pytest.param("Profit was $5 million, up 3%.", [None, 0], id="a rise hangs on its level"),
        pytest.param(
            "Profit and revenue were $5 million and $9 million, up 3% and 4%.",
            [None, None, 0, 1],
            id="two on two, in order",
        ),
        pytest.param("Profit rose by 3% and revenue rose by 4%.", [None, None], id="clauses of their own"),
        pytest.param("Sales were 5.2%, up 0.4%.", [None, 0], id="a comma makes no list"),
    ],
)
def test_a_figure_without_words_of_its_own_hangs_on_the_one_before(text, anchors, parser):
    assert [item.anchor for item in _bound(text, parser)] == anchors


@pytest.mark.model
def test_a_listed_figure_leaves_out_the_words_of_the_others(parser):
    text = "Wages of cooks, bakers and waiters rose by 2%, 3% and 4%."
    told = [
        ([text[slice(*span)] for span in item.left_out], text[slice(*item.member)]) for item in _bound(text, parser)
    ]
    assert told == [
        (["bakers", "waiters"], "cooks"),
        (["cooks", "waiters"], "bakers"),
        (["cooks", "bakers"], "waiters"),
    ]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("up sharply on the previous year", False),
        ("a record low of", False),
        ("compared with", False),
        ("sales of boats", True),
        ("who moved", True),
    ],
)
def test_words_of_change_time_and_measure_are_no_content(text, expected, parser):
    assert has_content(parser.parse(text), 0, len(text), []) is expected
