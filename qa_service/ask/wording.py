"""What the words of a question ask for: the unit and the role of a figure, and what is to be worked out."""

from __future__ import annotations

import re

from qa_service.ask.dimensions import dimension_asked, thing_asked
from qa_service.ask.slots import Kind, Operation
from qa_service.language.changes import CHANGE
from qa_service.records import Role

# percentage points in all spellings
_PP = re.compile(
    r"\b(?:percentage[- ]points?|pp|ppts?|pct points?)\b|\bhow many points\b|\bbasis points?\b|"
    r"\bpoints (?:higher|lower|above|below|ahead)\b",
    re.I,
)
PERCENT = re.compile(r"%|\b(?:percent(?:age)?|per cent|pct)\b", re.I)
# a part of a whole
SHARE = re.compile(
    r"(?<!per )\b(?:shares?|proportion|fraction|portion|weight)\b|(?:percent(?:age)?|per cent|pct|%) of\b|"
    r"\bhow much of\b",
    re.I,
)
# "what percentage …": a share even without "of"
_WHAT_PERCENT = re.compile(r"\b(?:what|which|how many|how much) (?:percent|per cent|pct)|\bhow much of\b", re.I)
COUNT = re.compile(r"\b(?:how many|number of|no\. of|count of|head ?count)\b", re.I)
# one thing held against another: "ahead of", "higher than", "below the average"
_GAP = re.compile(
    r"\b(?:gap|ahead of|behind|outpac\w+|outperform\w+|exceed\w*)\b|\bdifference (?:to|from|between)\b|"
    r"\b(?:higher|lower|above|below|faster|slower|more|less|better|worse)\b[^?]*\b"
    r"(?:than|the (?:national|country|whole|average|city))\b",
    re.I,
)
_NO_ASKED_CHANGE = frozenset(
    "raising lose loses losing lost loss gain gains up down contract cut".split(),
)
_ASKED_CHANGE = "|".join(w for w in CHANGE.split("|") if w not in _NO_ASKED_CHANGE)
# a change: its verbs and nouns, "how fast", "year on year"; "up" and "down", but neither "up to" nor "end up"
_EARLIER = (
    r"(?:(?:the )?(?:previous|last|prior|preceding|same|corresponding) (?:year|quarter|month|season|period|half|week)|"
    r"(?:an?|one|the|twelve|12|three|six) (?:years?|quarters?|months?|seasons?) (?:before|earlier|ago|previously)|"
    r"last year)"
)
GROWTH = re.compile(
    r"(?<!end )(?<!ended )(?<!add )(?<!put )(?<!made )(?<!make )(?<!take )(?<!taken )(?<!takes )(?<!taking )(?<!set )"
    r"(?<!signed )(?<!sign )(?<!used )(?<!held )(?<!given )(?<!gave )(?<!shut )(?<!closed )(?<!broke )(?<!laid )"
    r"\b(?:up|down)\b(?! to\b)|"
    r"\bcut\b(?=.*\bby\b)|\bby how much\b.*\bcut\b|"
    rf"\b(?:{_ASKED_CHANGE}|chang(?:e|ed|ing)|how fast|how quickly|how sharply|yoy|y/y|y-o-y|year[- ]on[- ]year)\b|"
    r"\b(?:vs\.?|versus|compared (?:with|to)|than|below|above) (?:its |their |the |that )?(?:level )?(?:of |in )?"
    rf"{_EARLIER}\b|"
    r"^how (?:did|have|has|do|does) .*\b(?:do|done|perform|performed|fare|fared|develop|developed)\b"
    r"(?!.*\b(?:with|against|on|in per ?cent)\b)",
    re.I,
)
# a change that only dates what is asked ("before it was raised"), or is a project with a price
_ASIDE_CHANGE = re.compile(
    r"\b(?:before|after|when|until|once|since) (?:it|they|this|that|the [\w-]+) "
    r"(?:(?:was|were|is|are|got|had been|has been) )?\w+\b",
    re.I,
)
_EXPANSION = re.compile(r"\bexpansions?\b", re.I)
_PRICED = re.compile(r"\b(?:costs?|price|worth|value|budget)\b", re.I)
# "what about mining?" asks what was asked before, whatever "supply" or "output" is in its name
_ABOUT = re.compile(r"^(?:and |but |so |ok |okay )*(?:what|how) about\b", re.I)
_GAP_WORD = re.compile(r"\bgap\b", re.I)
# a share and a change in one question: here the share's own change is asked, else a share of the change
_OF_CHANGE = re.compile(
    r"\b(?:by how much|how much|how far|change in|rise in|increase in|growth in|fall in|drop in|decline in)\b", re.I
)
# "share" where it is no part of a whole
_NO_SHARE = re.compile(r"\bshare (?:price|of growth)", re.I)
# "in how many of the 14 sectors did output rise": the sectors are counted
_COUNTED_ONES = re.compile(r"\bhow many of (?:the|its|their)\b|^(?:in|for|at|of) how many\b", re.I)
_RANK = re.compile(r"\b(?:rank(?:ed|ing|s)?|what place|which place|what position)\b", re.I)
# measures that are stated per something or in per cent
_RATE = re.compile(
    r"\b(?:rates?|prevalence|uptake|coverage|turnout|occupancy|margin)\b(?! of (?:exchange|pay|interest))", re.I
)
_RATE_OF_CHANGE = re.compile(
    r"\binflation\b|\b(?:annual|yearly|monthly|growth|(?:12|twelve)[- ]month|cpih?|rpi|ppi|hicp) rate\b"
    r"|\brate of (?:change|growth|increase)\b",
    re.I,
)
# sums of money asked for without a currency
_MONEY = re.compile(
    r"\bhow much\b.*\b(?:costs?|spent|spend|paid|pay|earn(?:ed)?|worth|invest(?:ed)?|raised?|borrow(?:ed)?|owe[ds]?)\b|"
    r"\bhow much money\b",
    re.I,
)
_CURRENCY_WORDS = {
    "CNY": r"rmb|yuan|renminbi|cny",
    "GBP": r"£|pounds?|sterling|gbp",
    "USD": r"us\$|usd|dollars?|\$",
    "EUR": r"€|euros?|eur",
    "INR": r"₹|rupees?|inr|rs\.?",
    "JPY": r"yen|jpy",
    "KRW": r"won|krw",
}
# a currency as the unit asked for ("in pounds"), neither an amount ("£5") nor a denominator ("per million pounds")
_CURRENCIES = {
    code: (
        re.compile(rf"(?:(?<=\s)|^)(?:in |of )?(?:{words})(?![\w])(?!\s?\d)", re.I),
        re.compile(rf"per (?:million |thousand )?(?:{words})\b", re.I),
    )
    for code, words in _CURRENCY_WORDS.items()
}
# "how many dollars": an amount of money, no count
_MANY_OF = {
    code: re.compile(rf"\bhow many (?:more |fewer )?(?:us |british |chinese )?(?:{words})(?! an? | per |\w)", re.I)
    for code, words in _CURRENCY_WORDS.items()
}
# things that have a size, so that "what is the …" asks for a figure
_VALUED = re.compile(
    r"\b(?:value|level|rate|total|amount|cost|price|size|volume|output|income|revenue|profit|turnover|sales|spending|"
    r"expenditure|budget|average|highest|lowest|target|forecast|population|gdp|debt|deficit|surplus|age|length|area|"
    r"capacity|emissions?|add up|production|investment|employment|unemployment|inflation|earnings|wage|salary|pay|"
    r"intensity|prevalence|estimate|balance|rating|score|index|reserves?|assets?|loans?|deposits?|exports?|imports?|"
    r"margin|dividend|yield|tax|fee|headcount|density|expectancy|mortality|consumption|coverage|uptake|ratio|weight|"
    r"occupancy|migration|threshold|ceiling|quota|levy|premium|discount|demand|supply|stock|turnout|enrol\w+|attendance|limit|minimum|maximum|median|mean|peak)s?\b",
    re.I,
)
# "how many of the kilns were not on gas"
NEGATED = re.compile(r"\b(?:not|never|without|neither|none|cannot)\b|n['’]t\b", re.I)
# "on average per claim", "the average cost per claim", "for each claim"
PER = re.compile(
    r"\b(?:per|for each|for every|an?) ((?:[\w-]+ ){0,3}?[\w-]+?)(?=\s+(?:in|on|by|at|for|did|was|were)\b|\W*$)", re.I
)
# what is to be worked out, the first that matches
_OPERATIONS: tuple[tuple[Operation, re.Pattern[str]], ...] = (
    (
        "rest",
        re.compile(
            r"\b(?:the rest|remainder|remaining|everything (?:except|but|else)|all (?:except|but)|other than|not in|"
            r"outside)\b",
            re.I,
        ),
    ),
    (
        "average",
        re.compile(
            r"\b(?:average|mean)\s+(?:monthly|quarterly)\b|\b(?:monthly|quarterly) average\b|\bper month on average\b|"
            r"\baverage per (?:month|quarter)\b",
            re.I,
        ),
    ),
    (
        "sum",
        re.compile(r"\b(?:put together|taken together|combined|together|in total|sum of|add(?:ed)? up|plus)\b", re.I),
    ),
    ("ratio", re.compile(r"\bhow many times\b|\bratio of\b", re.I)),
    ("others", re.compile(rf"\bhow many\b.*(?:{NEGATED.pattern})", re.I)),
    ("each", re.compile(r"\b(?:average|on average|mean)\b.*\b(?:per|for each|for every) ", re.I)),
    (
        "difference",
        re.compile(
            r"\bhow (?:many|much) (?:\w+ ){0,3}?(?:more|fewer|less|higher|lower|further|bigger|smaller|above|below)\b|"
            r"\bby how (?:many|much)\b.*\b(?:than|from .* to)\b|\bdifference between\b|"
            r"\bhow (?:many|much) (?:\w+ ){0,3}(?:above|below|short of)\b",
            re.I,
        ),
    ),
    (
        "base",
        re.compile(
            r"\bimplied\b|\b(?:a|one) year (?:earlier|before)\b.*\b(?:level|value|number|how many|how much)\b|"
            r"\b(?:what|how (?:many|much)) .* (?:a|one|the) (?:year|season) (?:earlier|before|ago)\b|"
            r"\bprevious (?:year|season)['’]s\b",
            re.I,
        ),
    ),
)


def unit_and_role(text: str, kind: Kind) -> tuple[str | None, Role | None]:
    """The unit and the role asked for; None for what the words leave open."""
    changed = _ASIDE_CHANGE.sub(" ", _EXPANSION.sub(" ", text) if _PRICED.search(text) else text)
    growth, share = bool(GROWTH.search(changed)), bool(SHARE.search(text))
    if _RANK.search(text):
        return "rank", "rank"
    if _PP.search(text):
        return "pp", "change_in_share" if share and growth else ("gap" if _GAP.search(text) else None)
    if share and growth and not COUNT.search(text) and not _NO_SHARE.search(text):
        return ("pp", "change_in_share") if _OF_CHANGE.search(text) else ("%", "share")
    if growth and not _COUNTED_ONES.search(text):
        return _unit_of_change(text), "gap" if _GAP_WORD.search(text) else "growth"
    if share or _WHAT_PERCENT.search(text):
        return "%", "share"
    return _unit_of_level(text, kind)


def _unit_of_change(text: str) -> str | None:
    if PERCENT.search(text):
        return "%"
    return currency_of(text) or ("count" if COUNT.search(text) else None)


def _unit_of_level(text: str, kind: Kind) -> tuple[str | None, Role | None]:
    if PERCENT.search(text):
        return "%", None
    money = next((code for code, pattern in _MANY_OF.items() if pattern.search(text)), None)
    if COUNT.search(text) and money is None:
        return "count", "level"
    currency = money or currency_of(text)
    if currency:
        return currency, "level"
    dimension = dimension_asked(text) if kind == "figure" and not _ABOUT.search(text) else None
    for unit, asked in ((dimension, dimension), ("rate", _RATE.search(text)), ("money", _MONEY.search(text))):
        if asked:
            return unit, "level"
    if kind != "figure" or _ABOUT.search(text):
        return None, None
    return ("count", "level") if thing_asked(text) else (None, "level" if has_size(text) else None)


def asks_rate_of_change(text: str) -> bool:
    """Whether a level is asked that may be told as a change: inflation, an annual rate."""
    return bool(_RATE_OF_CHANGE.search(text))


def currency_of(text: str) -> str | None:
    """The ISO 4217 code of the currency that the answer is to be in."""
    for code, (asked, denominator) in _CURRENCIES.items():
        if asked.search(text) and not denominator.search(text):
            return code
    return None


def has_size(text: str) -> bool:
    """Whether a "what is the …" asks for something that has a size."""
    return bool(_VALUED.search(text))


def operation_of(text: str) -> Operation | None:
    """What the words ask to be worked out from two figures, or from one."""
    return next((name for name, pattern in _OPERATIONS if pattern.search(text)), None)
