"""Numbers that pick out a group rather than measure it: ages, and thresholds such as "an income of £40,000 or more"."""

from __future__ import annotations

import re

from qa_service.language.numerals import DIGITS, NUMBER_WORD

_AGE = rf"(?:\d{{1,3}}|{NUMBER_WORD})(?![\d.,]*\d|\s*%)"
_AND = r"\s*(?:to|and|-|–|or)\s*"
_OR_MORE = r"(?:\s*\+|\s+plus\b|\s+(?:or|and)\s+(?:more|less|over|above|under|below|fewer|higher|lower)\b)"
_UP = r"(?:\s+years?)?(?:\s+(?:of\s+age|old))?\s+(?:and|or)\s+(?:over|above|older|under|below|younger|more|up)\b"
_MONEY = (
    rf"(?:[£€$¥₹]|RMB|Rs\.?|US\$|USD|GBP|EUR)\s?(?:{DIGITS})"
    r"(?:\s?(?:k|m|million|thousand|lakh|crore|bn|billion)\b)?"
)
_BOUND = (
    r"(?:under|over|up\s+to|below|above|less\s+than|more\s+than|fewer\s+than|at\s+least|at\s+most|between|exceeding"
    r"|no\s+more\s+than)"
)
_PEOPLE = (
    r"(?:those|people|persons?|households?|families|homes|adults|individuals|men|women|children|workers|employees"
    r"|firms"
    r"|businesses|companies|enterprises|taxpayers|earners|respondents|residents|students|smokers|buyers|farms"
    r"|infants|babies|toddlers|boys|girls|pupils"
    r"|properties"
    r"|dwellings|cities|towns|establishments|employers)"
)
_INCOME = r"(?:incomes?|salary|salaries|earnings|turnovers?|wages?|pay|assets|revenues?)"
_HAVING = r"(?:with|having|earning|employing|on|paid|whose|owning|making)"
_COUNT = rf"(?:{DIGITS}|{NUMBER_WORD})"
_SPAN = rf"{_MONEY}(?:{_AND}{_MONEY})?"
_AGED = r"(?:\s+(?:between|from|over|under|above|below|at\s+least|about|around))?"
_SOURCES = (
    # ages
    rf"\b(?<!average )(?<!mean )(?<!median )(?:aged?|ages|age\s+groups?|ages?\s+of){_AGED}\s+{_AGE}"
    rf"(?:{_UP}|\+|{_AND}{_AGE}(?:\s+years?(?:\s+old)?)?|\s+years?)?",
    rf"\b{_AGE}(?:{_AND}{_AGE})?[\s-]years?[\s-]olds?\b",
    rf"\b{_AGE}{_AND}{_AGE}[\s-](?:age\s+(?:group|band|range|bracket)|year\s+age\s+group)",
    r"\b(?:under|over)[\s-]\d{2}s\b(?!,)|\b(?:under|over)-\d{2}\b",
    rf"\b(?:under|over)\s+the\s+age\s+of\s+{_AGE}",
    rf"\b(?:{_PEOPLE}|population|everyone|anyone|patients)\s+(?:over|under)\s+{_AGE}"
    r"(?=\s*(?:[.,;()?]|$|(?:in|are|is|were|who|whose|had|have|was|and|to|from|at|rose|fell)\b))",
    rf"\b(?:turning|turned)\s+{_AGE}(?=\s*(?:[.,;()?]|$))",
    rf"\b{_AGE}-\s+(?:to|and|or)\s+{_AGE}[\s-]years?-olds?\b",
    r"\b\d{1,2}\s+(?:years\s+)?(?:and|or)\s+(?:over|older|younger|under)\b",
    rf"\b{_AGE}(?:\s*(?:to|-|–)\s*{_AGE})?\s+years?\s+of\s+age\b(?!\s+(?:on|at))",
    rf"\b(?:{_PEOPLE})\s+(?:\w+\s+)?(?:younger|older)\s+than\s+{_AGE}(?:\s+years)?",
    # money that selects
    rf"\b{_INCOME}\s+(?:of\s+|is\s+|was\s+)?(?:{_BOUND}\s+)?{_SPAN}{_OR_MORE}",
    rf"\b{_HAVING}\s+(?:\w+\s+){{0,4}}?{_INCOME}\s+(?:of\s+|is\s+|are\s+|was\s+)?{_BOUND}\s+{_SPAN}",
    rf"\b(?:who|those|people|individuals"
    rf"|households)\b[^.,;]{{0,40}}?\ban?\s+(?:\w+\s+){{0,3}}?income\s+of\s+{_BOUND}\s+{_SPAN}",
    rf"\b(?:incomes|salaries)\s+(?:of\s+)?{_BOUND}\s+{_SPAN}|\bpersonal\s+(?:annual\s+)?income\s+{_BOUND}\s+{_SPAN}",
    rf"\bearning\s+(?:{_BOUND}\s+)?{_SPAN}{_OR_MORE}?",
    rf"\bincomes?\s+(?:of\s+|groups?\s+(?:of\s+)?|ba?nd\s+(?:of\s+)?|bracket\s+(?:of\s+)?)?{_MONEY}\s*(?:to|-"
    rf"|–)\s*{_MONEY}",
    rf"\b(?:on|earning|with|having)\s+(?:over\s+|under\s+)?{_MONEY}{_OR_MORE}",
    # counts that select
    rf"\b{_PEOPLE}\s+{_HAVING}\s+(?:{_BOUND}\s+{_COUNT}(?:{_AND}{_COUNT})?|{_COUNT}\s+or\s+(?:more|fewer|less)"
    rf"|{_COUNT}\s*(?:to|-|–)\s*{_COUNT})\s+[a-z]+",
)
_CONDITIONS = tuple(re.compile(source, re.IGNORECASE) for source in _SOURCES)
_AGES = re.compile(r"\b(?:age[sd]?|age[-\s]?(?:groups?|bands?|ranges?|profiles?)|years?[-\s]olds?)\b", re.IGNORECASE)
_BARE_RANGE = re.compile(
    r"(?<![\w.,£$€¥₹-])\d{1,2}\s*(?:to|-|–)\s*\d{1,2}"
    r"(?![\w%]|[.,]\d|\s*(?:%|per\s?cent|percent\w*|million|billion|thousand|pp|points?|years)\b)"
)


def find_conditions(text: str) -> list[tuple[int, int]]:
    """Spans of ages, age ranges and group thresholds, in order and merged where they overlap.

    Where the text speaks of ages, a bare range of numbers under a hundred ("is 25 to 34") is one too.
    """
    if not _NUMBERS.search(text):
        return []
    regexes = (*_CONDITIONS, _BARE_RANGE) if _AGES.search(text) else _CONDITIONS
    spans = sorted(match.span() for regex in regexes for match in regex.finditer(text))
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


_NUMBERS = re.compile(rf"\d|{NUMBER_WORD}", re.IGNORECASE)
