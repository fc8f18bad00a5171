"""How the page writes figures and periods: static/format.js, run in the browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# value, unit, role, the report's wording -> headline, exact value, whether both are shown
FIGURES = {
    "growth": ("7.7", "%", "growth", "7.7%", "+7.7%", "+7.7%", False),
    "fall": ("-4.6", "%", "growth", "4.6%", "−4.6%", "−4.6%", False),
    "no growth": ("0", "%", "growth", "0%", "0%", "0%", False),
    "share": ("62.3", "%", "share", "62.3%", "62.3%", "62.3%", False),
    "gap": ("12.3", "pp", "gap", "12.3", "+12.3 percentage points", "+12.3 percentage points", False),
    "scaled count": ("2214000", "ferries", "level", "2.214 million", "2.214 million", "2,214,000 ferries", True),
    "plain count": ("1234", "ferries", "count", "1,234 ferries", "1,234 ferries", "1,234 ferries", False),
    "money": ("40000000", "EUR", "level", "€40 million", "€40 million", "EUR 40,000,000", True),
    "decimals": ("1234.5678", "tonnes", "level", "1,234.5678 tonnes", "1,234.5678 tonnes", "1,234.5678 tonnes", False),
    "a number in words": ("3", "ferries", "count", "three", "3 ferries", "3 ferries", False),
    "bare": ("25", "", "level", "25", "25", "25", False),
}
PERIODS = {
    "a year": ("2031-01-01", "2031-12-31", "2031"),
    "years": ("2029-01-01", "2031-12-31", "2029–2031"),
    "months": ("2031-01-01", "2031-10-31", "January–October 2031"),
    "a month": ("2031-02-01", "2031-02-28", "February 2031"),
    "a leap month": ("2032-02-01", "2032-02-29", "February 2032"),
    "over the turn of a year": ("2030-10-01", "2031-03-31", "October 2030 to March 2031"),
    "a day": ("2031-05-04", "2031-05-04", "4 May 2031"),
    "days": ("2031-05-04", "2031-06-03", "4 May 2031 to 3 June 2031"),
}


@pytest.mark.parametrize(
    ("value", "unit", "role", "text", "headline", "exact", "differs"), FIGURES.values(), ids=FIGURES.keys()
)
def test_figures(
    page: Page, address: str, value: str, unit: str, role: str, text: str, headline: str, exact: str, differs: bool
) -> None:
    page.goto(address)
    given = {"value": value, "unit": unit, "role": role, "text": text}
    script = """async (v) => {
        const f = await import("/static/format.js");
        return [f.headline(v), f.exact(v), f.differs(v)];
    }"""
    assert page.evaluate(script, given) == [headline, exact, differs]


@pytest.mark.parametrize(("start", "end", "name"), PERIODS.values(), ids=PERIODS.keys())
def test_periods(page: Page, address: str, start: str, end: str, name: str) -> None:
    page.goto(address)
    script = """async (p) => (await import("/static/format.js")).periodName(p)"""
    assert page.evaluate(script, {"start": start, "end": end}) == name
