from __future__ import annotations

import re

import pytest

from qa_service.language.currencies import CURRENCY_AFTER, CURRENCY_BEFORE, currency_after, currency_before, is_money

BEFORE = {
    "£": "GBP", "€": "EUR", "$": "USD", "US$": "USD", "$US": "USD", "US $": "USD", "A$": "AUD", "C$": "CAD",
    "HK $": "HKD",
    "RMB": "CNY", "CNY": "CNY", "Rs.": "INR", "Rs": "INR", "₹": "INR", "KSh": "KES", "₩": "KRW", "RM": "MYR",
    "JD": "JOD", "TND": "TND", "CFA": "XOF", "F CFA": "XOF", "ISK": "ISK", "₴": "UAH", "GH¢": "GHS",
}  # fmt: skip
AFTER = {
    "yuan": "CNY", "RMB": "CNY", "dollars": "USD", "US dollars": "USD", "Hong Kong dollars": "HKD",
    "pounds": "GBP",
    "pounds sterling": "GBP", "yen": "JPY", "won": "KRW", "rupees": "INR", "Swiss francs": "CHF", "EUR": "EUR",
    "Swedish crowns": "SEK", "€": "EUR", "CFA francs": "XOF", "CFA": "XOF", "Tunisian dinars": "TND", "forints": "HUF",
}  # fmt: skip


@pytest.mark.parametrize(("sign", "code"), BEFORE.items(), ids=BEFORE)
def test_signs_and_codes_before_a_number(sign, code):
    assert re.fullmatch(CURRENCY_BEFORE, sign) or re.match(CURRENCY_BEFORE, f"{sign}5")
    assert currency_before(sign, "") == code


@pytest.mark.parametrize(("name", "code"), AFTER.items(), ids=AFTER)
def test_names_and_codes_after_a_number(name, code):
    assert re.fullmatch(CURRENCY_AFTER, name)
    assert currency_after(name) == code


def test_the_yen_sign_is_the_yuan_unless_the_text_speaks_of_japan():
    assert currency_before("¥", "Output rose.") == "CNY"
    assert currency_before("¥", "Output in Japan rose.") == "JPY"


@pytest.mark.parametrize(
    ("unit", "money"),
    [("GBP", True), ("pence", True), ("USD a barrel", True), ("FTE", False), ("boats", False), ("", False)],
)
def test_money_is_told_from_other_units(unit, money):
    assert is_money(unit) is money
