"""What a figure measures (money, time, length …) by its unit, and what a question asks to be measured by its words."""

from __future__ import annotations

import re
from functools import lru_cache

from qa_service.language.currencies import is_money
from qa_service.language.periods import find_periods, without

# the names of units by what they measure
_UNITS = {
    "money": (
        "(?:US )?cents|lei|leva?|forints?|dinars?|crowns?|florins?|francs?|krónur|öre|øre|pesos?|rials?|drams?|tenge|"
        "soms?|afghanis?|kyats?|riels?|shillings?|pula|kwachas?|korunas?|leke?|manats?|laris?"
    ),  # currencies without a code of their own here
    "duration": "milliseconds|seconds|minutes|hours|days|weeks|months|years|decades",
    "length": "km|cm|mm|μm|nm|metres|miles|nautical miles|yards|feet|inches",
    "area": "sq km|sq m|sq ft|sq miles|hectares|acres|mu",
    "mass": "kg|grams|milligrams|micrograms|lb|ounces|tonnes|tons",
    "speed": "km/h|mph|Mbps|Gbps",
    "temperature": "°C|°F|degrees",
    "another": (
        "cubic metres|cubic feet|hectolitres|litres|ml|gallons|barrels|TWh|GWh|MWh|kWh|GW|MW|kW|W|PJ|TJ|GHz|MHz|kHz|Hz|"
        "TB|GB|MB|horsepower|ppm|ppb|mpg|TEU|times"
    ),
}
DIMENSIONS = frozenset(_UNITS) - {"another"}
_OF_UNIT = tuple((name, re.compile(rf"(?:{units})(?:$| )")) for name, units in _UNITS.items())
# nouns that a sum of money goes by; "loss" but of money
_MONEY = (
    r"prices?|costs?|fees?|fares?|rents?|wages?|salar(?:y|ies)|pay|earnings|incomes?|revenues?|turnover|profits?|"
    r"(?<!job )(?<!weight )(?<!water )(?<!forest )(?<!habitat )(?<!heat )(?<!blood )(?<!hearing )loss|ebitda|ebit|"
    r"budgets?|spend|spending|expenditures?|expenses|outlays?|debts?|deficits?|surplus|arrears|dividends?|fortunes?|"
    r"wealth|worth|value|subsid(?:y|ies)|funding|grants?|fine|levy|money|cash|cash flow|receipts|payroll|sum|"
    r"compensation|bonus(?:es)?|proceeds|takings|royalt(?:y|ies)|capex|opex|bills?|investment|overrun|order book|"
    r"market cap(?:itali[sz]ation)?|eps|pat|fdi|revpar|(?:net|gross) sales|impairments?|write-(?:downs?|offs?)"
)
_NOUNS = {
    "money": _MONEY,
    "duration": r"durations?|waits?|times?|delay|lifespan|lifetime|tenure|expectancy|ages?",
    "length": "length|distance|height|depth|width",
    "area": "area",
    "mass": "tonnage",
    "speed": "speeds?",
    "temperature": "temperatures?",
}
_OF_NOUN = tuple((name, re.compile(rf"\b(?:{nouns})\b", re.I)) for name, nouns in _NOUNS.items())
_MONEY_WORD = re.compile(rf"\b(?:{_MONEY}|ow(?:e|es|ed)|spen[dt]|paid|earn(?:s|ed)?|lent|borrowed)\b", re.I)
# kinds of sums that exclude each other
_KINDS_OF_SUM = tuple(
    re.compile(rf"\b(?:{nouns})\b", re.I)
    for nouns in (
        r"profits?|ebitda|ebit|(?:net|operating) income|surplus|earnings",
        r"revenues?|sales|turnover|takings|income|premiums?",
        r"loss|deficit",
        r"debts?|arrears",
        r"dividends?",
        r"costs?|spending|expenditures?|expenses",
    )
)
# a public balance is told in money or in per cent of what the country earns
BALANCE = re.compile(r"\b(?:debts?|deficits?|surplus|balance)\b", re.I)
OF_OUTPUT = re.compile(r"\b(?:GDP|GNI|GNP|national (?:income|output))\b")
LOSS = re.compile(r"\b(?:loss(?:es)?|lost|lose)\b", re.I)
# "what", "what was the", "how high is the", "at what" in front of the noun asked for
_LEAD = re.compile(
    r"^(?:and |but |so )*(?:(?:at|to|for|by|from|in|on) )?"
    r"(?:(?:what|which) (?:(?:is|was|were|are|will be|would be) )?|what's |"
    r"how (?:high|low|large|big|great) (?:is|was|were|are|will|did) )?(?:the |its |their |a |an )*",
    re.I,
)
_AUXILIARY = "did|do|does|is|was|were|are|has|have|had|will|would|can|could|should|must|may|might"
_NO_NOUN = re.compile(rf"(?:how|why|when|where|who|whom|whose|{_AUXILIARY})\b", re.I)
# where that noun's phrase ends
_END = re.compile(
    r"\s(?:of|for|in|on|at|by|to|from|with|under|over|per|between|among|during|since|before|after|across|within|as|that|"
    rf"which|who|than|via|through|against|without|into|around|above|below|compared|and|or|the|it|an?|{_AUXILIARY})\s|"
    r"[,;:(?]",
    re.I,
)
# what may follow a noun without making another noun of it: "budgeted", "forecast", "now", a name
_TRAILING = re.compile(
    r"(?:\s+(?:\w+ed|spent|paid|made|lost|sold|won|held|met|set|left|sent|built|bought|brought|caught|born|drawn|driven|"
    r"given|known|seen|foreseen|taken|written|guidance|forecasts?|targets?|consensus|estimates?|aim|now|today|so far|"
    r"up to now|back then|(?:last|this|next) \w+|[A-Z0-9]\S*))*\s*$"
)
# people and things that are counted
_PERSONS = (
    r"people|persons?|children|kids|pupils|students|graduates|apprentices|residents|inhabitants|tenants|pensioners|staff|"
    r"employees|workers|teachers|lecturers|researchers|doctors|nurses|officers|farmers|passengers|visitors|tourists|"
    r"guests|travell?ers|commuters|drivers|riders|cyclists|pedestrians|migrants|immigrants|refugees|seekers|patients|"
    r"victims|prisoners|applicants|candidates|recruits|users|subscribers|customers|clients|investors|members|voters|"
    r"participants|volunteers|players|soldiers|civilians|parents|mothers|fathers|men|women"
)
_THING = re.compile(
    rf"\b(?:{_PERSONS}|jobs|posts|households|families|homes|houses|dwellings|apartments|flats|rooms|beds|deaths|births|"
    r"marriages|divorces|cases|accidents|crashes|incidents|injuries|arrests|offences|crimes|thefts|burglaries|robberies|"
    r"murders|suicides|attacks|fires|wildfires|earthquakes|cars|vehicles|trucks|lorries|buses|trains|ships|vessels|"
    r"planes|flights|containers|parcels|trips|journeys|visits|arrivals|departures|admissions|applications|complaints|"
    r"enquiries|inquiries|vacancies|companies|firms|farms|schools|hospitals|hotels|shops|stores|branches|stations|"
    r"villages|towns|cities|titles|books|games|animals|cattle|pigs|sheep|trees)\b",
    re.I,
)
_UNIT = re.compile(
    r"\b(?:days|hours|minutes|weeks|tonnes|tons|inches|miles|kilomet(?:re|er)s|hectares|acres|litres|TEU)\b"
)
_PERSON = re.compile(rf"(?:{_PERSONS})", re.I)
_NUMBER_OF = re.compile(r"\b(?:number|count|no\.) of (?:the |its |their )?", re.I)
# "how many" says itself what is counted, "and drivers?" asks what was asked before, "complaints per 1,000 trips" a rate
_NO_THING = re.compile(r"\bhow many\b|^(?:and|but|so|or|among|what about|how about)\b|\bper (?!cent)", re.I)
_PLURAL = re.compile(rf"\b(?:{_PERSONS}|\w+(?<!s)(?<!u)(?<!i)s)\b", re.I)
_HOW_MUCH = re.compile(r"\bhow much\b(?! (?:of|more|less|fewer)\b)", re.I)
_BY_HOW_MUCH = re.compile(r"\bby how much\b|\b(?:cheap|dear|rich|poor|high|low|larg|bigg|small|fast|slow)er\b", re.I)
_BARE_VALUE = re.compile(r"\bvalue of (?:the |its |an? )?(?:[\w-]+ ){0,3}(?:index|rate|ratio|score|indicator)\b", re.I)
_LENGTH_OF_TIME = re.compile(
    r"\blength of (?:the |an? |their |his |her )?(?:[\w-]+ )?(?:stay|time|wait|contract|term|service|life)\b|"
    r"\bhow (?:old\b|long\b.*\b(?:takes?|took|last\w*|wait\w*|stay\w*|spen[dt]|live|watch)\b)",
    re.I,
)
_HOW_FAR = re.compile(
    r"\bhow far (?:is|are|was|were|away|from)\b(?!.*\b(?:below|above|along|ahead|behind|short|off)\b)", re.I
)
# a sum of money asked for by a verb: "what did it cost", "how expensive is", "spent on roads"
_WHAT = rf"^(?:and |but |so )*what (?:{_AUXILIARY})\b(?:(?!\b(?:say|said|saying|about|know|mean|happen\w*)\b).)*"
_NO_VERB = "".join(rf"(?<!\b{word} )" for word in "the their its an a of in high low".split())
_PAID = re.compile(
    rf"{_WHAT}{_NO_VERB}\b(?:cost|owe|spen[dt]|earn|pay|paid|lay out|laid out|charge|fetch|lose|turn over)(?:s|d|ed)?\b"
    rf"(?! of\b)(?!.*\b(?:on|for|with|by|about)\W*$)|{_WHAT}\b(?:sell|go) for\W*$|"
    rf"{_WHAT}\b(?:make|get)s? (?:in an?|an?|per|each|every) (?:hour|day|week|month|year)\b|"
    r"^(?:and )?how (?:expensive|cheap|dear|costly)\b|"
    r"^(?:(?:total|average|annual|yearly|monthly) )*(?:(?:amount|sum) )?(?:spent|paid|invested|earned) "
    r"(?:so far |out )?(?:on|for|by|to|in)\b",
    re.I,
)
_TIME = re.compile(
    r"\bhow (?:long|old|soon|quickly|fast|many|late)\b|\b(?:times?|wait\w*|age[ds]?|delay\w*|durations?|length|terms?|"
    r"last(?:s|ed|ing)|period|life|lives|lifespan|expectancy|tenure|years|months|weeks|days|hours|minutes|seconds|"
    r"decades|sleep|experience|sentences?|notice|deadline|stay|tak(?:es?|ing)|took|late|early|threshold|target|limit|"
    r"maturity|warranty|turnaround|turned|response|longest|shortest)\b",
    re.I,
)


def dimension_of(unit: str) -> str | None:
    """What a unit measures; None for counted things, bare numbers, ``%``, ``pp`` and ranks."""
    if is_money(unit):
        return "money"
    return next((name for name, pattern in _OF_UNIT if pattern.match(unit)), None)


def dimension_asked(text: str) -> str | None:
    """What a question asks to be measured, as far as its own noun or verb tells."""
    if _BARE_VALUE.search(text):
        return None
    for name, pattern in (("duration", _LENGTH_OF_TIME), ("length", _HOW_FAR), ("money", _PAID)):
        if pattern.search(text):
            return name
    head = head_of(text)
    for name, pattern in _OF_NOUN:
        if any(_TRAILING.match(head, noun.end()) for noun in pattern.finditer(head)):
            return name
    return None


def thing_asked(text: str) -> str:
    """The noun of people or things to be counted, or "": "passengers at the port", "number of mills"."""
    if _NO_THING.search(text):
        return ""
    number = _NUMBER_OF.search(text)
    head = head_of(text[number.end() :] if number else text)
    unit = _UNIT.match(head.removeprefix("total ").removeprefix("average "))
    if unit and not number:
        return unit.group().lower()
    found = [n.group() for n in (_PLURAL if number else _THING).finditer(head) if _TRAILING.match(head, n.end())]
    return found[0 if number else -1].lower() if found else ""


def of_persons(noun: str) -> bool:
    """Whether a noun, in the plural, is one of people."""
    return bool(_PERSON.fullmatch(noun))


@lru_cache(maxsize=1000)
def head_of(text: str) -> str:
    """The noun phrase asked for, or "": "net sales" of "what were the net sales of Alder?"."""
    plain = without(text, [(m.start, m.end) for m in find_periods(text)])
    bare = _LEAD.sub("", plain.strip(" ?.!"))
    return "" if _NO_NOUN.match(bare) else _END.split(bare + " ", maxsplit=1)[0].strip()


def speaks_of_time(text: str) -> bool:
    """Whether a question may be answered by a length of time."""
    return bool(_TIME.search(text))


def speaks_of_money(text: str) -> bool:
    """Whether a text holds a word that a sum of money goes by."""
    return bool(_MONEY_WORD.search(text))


def asks_an_amount(text: str) -> bool:
    """Whether a question is for how much of something there is, which no number of things tells."""
    return bool(_HOW_MUCH.search(text))


def asks_a_difference(text: str) -> bool:
    """Whether "how much" is how much dearer, or by how much: an amount or a percentage."""
    return bool(_BY_HOW_MUCH.search(text))


def of_other_sum(text: str, own: str) -> bool:
    """Whether a question asks for one kind of sum, such as profit, and a figure's own words tell of others only."""
    asked = _sums_asked(text)
    told = {kind for kind in _KINDS_OF_SUM if kind.search(own)} if asked else set()
    return bool(told) and not asked & told


@lru_cache(maxsize=1000)
def _sums_asked(text: str) -> frozenset[re.Pattern[str]]:
    head = head_of(text)
    return frozenset(k for k in _KINDS_OF_SUM if any(_TRAILING.match(head, noun.end()) for noun in k.finditer(head)))
