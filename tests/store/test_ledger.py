from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.records import Period
from qa_service.store.ledger import SORTS, FactFilter, Ledger
from tests.fakes import extract_percentages, make_report, split_lines

REPORT = make_report("farms", "Oats rose 5 % while rye fell 3 %.\nBarley   rose 12 %.\nHay rose 9 %.")
MILLS = make_report("mills", "Flour rose 4 %.")
REPORTS = {REPORT.id: REPORT, MILLS.id: MILLS}


def period(start: str, end: str) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end), "")


YEAR = period("2020-01-01", "2020-12-31")
PERIODS = (YEAR, period("2020-07-01", "2020-09-30"), None, period("2019-07-01", "2020-06-30"), YEAR)
FACTS = [
    replace(fact, period=when)
    for fact, when in zip(
        [fact for report in REPORTS.values() for fact in extract_percentages(report, split_lines(report))],
        PERIODS,
        strict=True,
    )
]
LEDGER = Ledger(FACTS, REPORTS)


def figures(wanted: FactFilter = FactFilter(), sort="reading", **page) -> list[str]:  # noqa: B008  frozen
    return [str(fact.value) for fact in LEDGER.page(wanted, sort, **page).facts]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param(FactFilter(), ["5", "3", "12", "9", "4"], id="all"),
        pytest.param(FactFilter(subject="BARL"), ["12"], id="part-of-subject-any-case"),
        pytest.param(FactFilter(measure="harvest", text="barley"), ["12"], id="both-must-hold"),
        pytest.param(FactFilter(text="WHILE rye"), ["5", "3"], id="text-of-the-sentence"),
        pytest.param(FactFilter(text="barley rose"), ["12"], id="white-space-is-one-blank"),
        pytest.param(FactFilter(role="level"), [], id="other-role"),
        pytest.param(FactFilter(role="grow"), [], id="role-is-whole"),
        pytest.param(FactFilter(unit="%"), ["5", "3", "12", "9", "4"], id="unit"),
        pytest.param(FactFilter(report="MILLS"), ["4"], id="report"),
        pytest.param(FactFilter(report="farm"), [], id="report-id-is-whole"),
        pytest.param(FactFilter(report="mills", text="oats"), [], id="text-of-another-report"),
        pytest.param(FactFilter(period=YEAR), ["5", "3", "4"], id="within-or-equal"),
        pytest.param(FactFilter(period=period("2020-07-01", "2020-12-31")), ["3"], id="within-a-half"),
        pytest.param(FactFilter(period=period("2019-01-01", "2020-12-31")), ["5", "3", "9", "4"], id="never-undated"),
        pytest.param(FactFilter(period=period("2020-08-01", "2020-08-31")), [], id="not-overlapping"),
        pytest.param(FactFilter(period=period("0001-01-01", "9999-12-31")), ["5", "3", "9", "4"], id="all-of-time"),
    ],
)
def test_filter(wanted, expected):
    page = LEDGER.page(wanted)
    assert [str(fact.value) for fact in page.facts] == expected
    assert page.total == len(expected)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("reading", ["5", "3", "12", "9", "4"]),
        ("value", ["3", "4", "5", "9", "12"]),
        ("-value", ["12", "9", "5", "4", "3"]),
        ("period", ["9", "5", "4", "3", "12"]),
        ("-period", ["3", "5", "4", "9", "12"]),
    ],
)
def test_order(sort, expected):
    assert figures(sort=sort) == expected


def test_a_page_tells_how_many_there_are_in_all():
    page = LEDGER.page(FactFilter(), "value", limit=2, offset=1)
    assert ([str(fact.value) for fact in page.facts], page.total) == (["4", "5"], 5)
    assert LEDGER.page(FactFilter(), offset=9).facts == []


def test_equal_values_stay_in_reading_order():
    twins = Ledger([replace(fact, value=Decimal(1)) for fact in FACTS], REPORTS)
    assert [fact.text for fact in twins.page(FactFilter(), "-value").facts] == ["5 %", "3 %", "12 %", "9 %", "4 %"]


@given(st.lists(st.sampled_from(FACTS), max_size=8), st.sampled_from(SORTS), st.integers(1, 4))
def test_pages_together_are_the_whole_list(facts, sort, limit):
    ledger = Ledger(facts, REPORTS)
    whole = ledger.page(FactFilter(), sort).facts
    paged = [f for at in range(0, 8, limit) for f in ledger.page(FactFilter(), sort, limit=limit, offset=at).facts]
    assert paged == whole
    assert len(whole) == len(facts)


@given(st.text(alphabet="aAeEoO sS%5ß", max_size=3), st.sampled_from([None, YEAR]))
def test_a_filter_finds_what_a_walk_finds(part, when):
    """The columns against the plain definition, the sentence's words included."""

    def plain(text: str) -> str:
        return " ".join(text.casefold().split())

    walked = [
        fact
        for fact in FACTS
        if plain(part) in plain(REPORTS[fact.report].text[fact.start : fact.end])
        and (when is None or (fact.period is not None and when.contains(fact.period)))
    ]
    assert LEDGER.page(FactFilter(text=part, period=when)).facts == walked


def test_units_come_with_the_commonest_first():
    facts = [replace(fact, unit=unit) for fact, unit in zip(FACTS, ("cars", "%", "", "%", "pp"), strict=True)]
    assert Ledger(facts, REPORTS).units(2) == ["%", "cars"]


def test_an_empty_ledger_has_no_facts():
    page = Ledger([], {}).page(FactFilter(text="a", unit="%", period=YEAR), "-period")
    assert (page.facts, page.total) == ([], 0)
