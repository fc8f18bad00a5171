"""Currencies as written before and after a number, to their ISO 4217 codes."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SIGNS = {
    "US$": "USD", "$US": "USD", "A$": "AUD", "AU$": "AUD", "$A": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD",
    "NZ$": "NZD", "S$": "SGD", "SG$": "SGD", "NT$": "TWD", "R$": "BRL", "MX$": "MXN", "$": "USD", "£": "GBP",
    "€": "EUR", "¥": "CNY", "￥": "CNY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₦": "NGN", "₱": "PHP",
    "₫": "VND", "₪": "ILS", "฿": "THB", "₵": "GHS", "CN¥": "CNY", "JP¥": "JPY", "₴": "UAH", "₸": "KZT", "₾": "GEL",
    "৳": "BDT", "J$": "JMD", "TT$": "TTD", "GH¢": "GHS", "GH₵": "GHS", "EC$": "XCD", "N$": "NAD",
}  # fmt: skip
_CODES = (
    "USD EUR GBP CNY JPY INR KRW AUD CAD HKD SGD CHF KES MYR ZAR NZD SEK NOK DKK THB IDR PHP VND BRL MXN TRY RUB NGN "
    "EGP PKR BDT TWD ILS PLN CZK HUF SAR AED QAR KWD CLP COP ARS PEN LKR GHS TZS UGX ETB MAD UAH RON JMD "
    "AFN AMD AOA AZN BAM BGN BHD BIF BOB BWP BYN BZD CDF CRC CVE DJF DOP DZD FJD GEL GMD GNF GTQ GYD HNL HTG IQD IRR "
    "ISK JOD KGS KHR KZT LAK LBP LRD LYD MDL MGA MKD MMK MNT MUR MVR MWK MZN NAD NIO NPR OMR PGK PYG RSD RWF SLE SRD "
    "SSP SYP TJS TMT TND TTD UYU UZS VES XAF XCD XOF XPF YER ZMW"
).split()
_ALIASES = {
    "RMB": "CNY", "CNH": "CNY", "Rs.": "INR", "Rs": "INR", "Re": "INR", "KSh": "KES", "Ksh": "KES",
    "KShs": "KES", "Kshs": "KES", "Sh": "KES", "RM": "MYR", "Rp": "IDR", "Tk": "BDT", "Fr": "CHF", "Dh": "AED",
    "Dhs": "AED", "JD": "JOD", "KD": "KWD", "BD": "BHD", "QR": "QAR", "SR": "SAR", "CFA": "XOF", "FCFA": "XOF",
    "F CFA": "XOF",
}  # fmt: skip
_NAMES = {
    "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "euro": "EUR", "dollar": "USD", "pound sterling": "GBP",
    "pounds sterling": "GBP", "pound": "GBP", "sterling": "GBP", "yen": "JPY", "won": "KRW", "rupee": "INR",
    "rupiah": "IDR", "ringgit": "MYR", "franc": "CHF", "baht": "THB", "rand": "ZAR", "shekel": "ILS",
    "rouble": "RUB", "ruble": "RUB", "zloty": "PLN", "naira": "NGN", "dirham": "AED", "riyal": "SAR",
    "krona": "SEK", "kronor": "SEK", "kroner": "NOK", "krone": "NOK", "taka": "BDT", "dong": "VND",
    "forint": "HUF", "birr": "ETB", "tenge": "KZT", "leu": "RON", "lei": "RON", "dinar": "JOD",
    "lira": "TRY", "hryvnia": "UAH", "cedi": "GHS", "shilling": "KES", "peso": "MXN", "reais": "BRL",
}  # fmt: skip
_NATIONS = {
    "us": "USD", "u.s.": "USD", "american": "USD", "australian": "AUD", "canadian": "CAD", "hong kong": "HKD",
    "singapore": "SGD", "new zealand": "NZD", "taiwan": "TWD", "jamaican": "JMD", "pakistani": "PKR",
    "sri lankan": "LKR", "indian": "INR", "swiss": "CHF", "kenyan": "KES", "kenya": "KES", "tanzanian": "TZS",
    "ugandan": "UGX", "danish": "DKK", "swedish": "SEK", "norwegian": "NOK", "egyptian": "EGP",
    "british": "GBP", "turkish": "TRY", "chinese": "CNY", "japanese": "JPY", "south korean": "KRW",
    "korean": "KRW", "philippine": "PHP", "argentine": "ARS", "chilean": "CLP", "colombian": "COP",
    "tunisian": "TND", "jordanian": "JOD", "kuwaiti": "KWD", "iraqi": "IQD", "algerian": "DZD", "moroccan": "MAD",
    "serbian": "RSD", "icelandic": "ISK", "omani": "OMR", "qatari": "QAR", "ethiopian": "ETB", "cfa": "XOF",
    "mexican": "MXN", "saudi": "SAR", "uae": "AED", "malaysian": "MYR", "czech": "CZK",
}  # fmt: skip
PENCE = "pence"  # a unit of its own: reports print earnings a share and fuel prices in it
_PENCE_WORDS = frozenset({"pence", "penny", "p"})


CODES = frozenset([*_CODES, *_SIGNS.values(), *_ALIASES.values(), *_NAMES.values(), *_NATIONS.values()])


def is_money(unit: str) -> bool:
    """Whether a unit is a currency, pence, or one of them for each of something ("USD a barrel")."""
    return unit.split(" ")[0] in CODES or unit.split(" ")[0] == PENCE


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=len, reverse=True))


_RAND = r"(?<![A-Za-z])R(?=\d[\d.,]*\s?(?:thousand|million|billion|trillion|m|bn)\b)"  # "R412 million", but no "R2"
_SPACED = r"(?:US|AU?|CA?|HK|NZ|SG?|NT)\s\$"
CURRENCY_BEFORE = (
    rf"(?:(?<![A-Za-z]){_SPACED}|{_either(_SIGNS)}|(?<![A-Za-z])(?:{_either([*_CODES, *_ALIASES])})(?=[\s\d.−-])"
    rf"|{_RAND})"
)
_NAME = rf"(?:(?:{_either(_NATIONS)})\s+(?:crowns?|(?:{_either(_NAMES)})s?)|(?:{_either(_NAMES)})s?)"
CURRENCY_AFTER = rf"(?:(?i:{_NAME})|(?:{_either([*_CODES, 'RMB', 'CFA', 'FCFA'])})|(?i:pence|penny)|p|€|£|\$)(?![\w-])"


def currency_before(sign: str, text: str) -> str:
    """The ISO 4217 code of a sign or code before a number; ¥ is the yuan unless ``text`` speaks of yen or Japan."""
    sign = re.sub(r"\s", "", sign)
    if sign in ("¥", "￥") and re.search(r"\byen\b|\bJPY\b|\bJapan", text, re.IGNORECASE):
        return "JPY"
    return "ZAR" if sign == "R" else _SIGNS.get(sign) or _ALIASES.get(sign) or sign


def currency_after(word: str) -> str:
    """The code of a name, code or sign behind a number, or "pence"; "dollars" alone are US dollars."""
    if word in _CODES:
        return word
    if word in _SIGNS or word in _ALIASES:
        return _SIGNS.get(word) or _ALIASES[word]
    lowered = re.sub(r"\s+", " ", word.lower())
    if lowered in _PENCE_WORDS:
        return PENCE
    for nation, code in _NATIONS.items():
        if lowered.startswith(f"{nation} "):
            return code
    return _NAMES.get(lowered) or _NAMES[lowered.removesuffix("s")]
