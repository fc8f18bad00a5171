"""Figures in words for people; what would read badly is left to the cited sentence that stands beside every answer."""

from __future__ import annotations

import re
from decimal import Decimal

from qa_service.language.currencies import CODES
from qa_service.language.numerals import WORD_NUMBER, from_digits
from qa_service.language.periods import describe
from qa_service.records import Fact

MOST_WORDS, MOST_COMPARED = 10, 8
_QUALIFIERS = {
    "more_than": "more than ",
    "less_than": "less than ",
    "at_least": "at least ",
    "at_most": "at most ",
    "about": "about ",
}
_SMALL = "of|in|for|by|to|the|with|at|a|an|than|and|or|from|on|as|its|their|whose|so|that"
_FORMS = "was|were|is|are|be|been|has|have|had|did|do|does|will|would|can|could"
# verbs that stand for a noun nowhere, or hardly: names read from a parse begin or end with them
_VERBS = "made|put|make|got|get|came|come|went|become|became|rose|fell|grew|said|says|saw|stood|stayed|remained|reached"
_LAST = (
    "put|make|get|got|come|came|went|became|rose|fell|grew|said|stood|remained|reached|achieve|comprise|smoke|start|include|totalled|accounted|dragged|edged|"
    "followed|ranged"
)
_CLUMSY = re.compile(
    rf"^(?:{_SMALL}|{_VERBS}|those|these|this|it|they|particular|involving|including|following|using|expect|expects|\w+ly)\b|"
    rf"\b(?:{_SMALL}|{_LAST}|\w{{4,}}ly)$|\b(?:{_FORMS}|(?:last|this|next) year)\b|"
    r"^(?:one|two|three|four|five|six|seven|eight|nine|ten|\w+ed|lower|higher)$|[()\d:;“”]",
    re.IGNORECASE,
)
_WHOEVER = re.compile(r"^(?:we|our|i|he|she|it|they|this|the)$", re.IGNORECASE)
_POINTLESS = re.compile(rf"^(?:the|it|its|them|this|that|those|these|which)$|\b(?:{_FORMS})\b", re.IGNORECASE)
_DETERMINED = re.compile(r"^(?:the|an?|all|any|each|every|its|their|our|this|that|last|[A-Z]\S*)\b")
_DEFINITE = frozenset("level average city country province region total population sector industry target plan".split())
_NEARLY = re.compile(r"\b(nearly|almost|close to|(?:just |well )?(?:under|below))\W*$", re.IGNORECASE)
_SIGN = re.compile(r"^[-−+]\s?(?=\d)")
_SCALES = re.compile(
    r"\b(?:hundred|thousand|million|billion|trillion|lakh|crore|dozen|and|to|or|between)\b", re.IGNORECASE
)
_WRITTEN_NUMBER = re.compile(rf"[\d.,\s–-]+|{WORD_NUMBER}", re.IGNORECASE)
_PLAIN_NUMBER = re.compile(r"([^\w\s]{0,2}|[A-Z]{2,3}\$? ?|) ?(\d[\d, ]*(?:\.\d+)?)")
_BRACKETS = re.compile(r"[()]")
_WORDS = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_WHEN = re.compile(r"\s+(?:(?:last|this|next) (?:year|month|quarter|week|season)|in (?:19|20)\d\d)$", re.IGNORECASE)


def sentence_of(fact: Fact, before: str = "") -> str:
    """A fact as one short sentence: "Orla Shipyard – boats built (2021): up 6.1% year on year.".

    ``before`` are the report's words in front of the figure: they tell "nearly 500" from "less than 500".
    """
    when = f" ({describe(fact.period)})" if fact.period else ""
    name, told = name_of(fact.subject, fact.measure), _told(fact, _qualified(fact, before))
    return f"{name}{when}: {told}." if name else f"{capital(told)}{when}."


def told_of(fact: Fact, before: str = "") -> str:
    """A fact without its name: "up 6.1% year on year"; ``before`` as for ``sentence_of``."""
    return _told(fact, _qualified(fact, before))


def name_of(subject: str, measure: str) -> str:
    """What a figure is of: "Orla Shipyard – boats built"; the owner's name alone where its measure reads badly."""
    names = [name for name in (subject, measure) if name and not _WHOEVER.search(name)]
    if not all(_reads_well(name) for name in names):
        return capital(subject) if names and names[0] == subject and _names_an_owner(subject) else ""
    if len(names) == 2 and re.search(rf"\b{re.escape(names[0])}\b", names[1], re.IGNORECASE):
        names = names[1:]
    return capital(" – ".join(names))


def _names_an_owner(subject: str) -> bool:
    """Whether a subject is a name that can stand alone: without its owner a figure could be anybody's."""
    return _reads_well(subject) and any(word[:1].isupper() for word in subject.split())


def figure(value: Decimal, unit: str) -> str:
    """A worked-out value: "−1.5%", "1,030,000 boats", "27 percentage points"."""
    number = f"{value:,f}".replace("-", "−")
    if unit == "%":
        return f"{number}%"
    if unit in CODES:
        return f"{unit} {number}"
    return number if unit in ("count", "") else f"{number} {_unit_words(unit)}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _reads_well(name: str) -> bool:
    return 0 < len(name.split()) <= MOST_WORDS and not _CLUMSY.search(name)


def _qualified(fact: Fact, before: str) -> str:
    own = _NEARLY.search(before) if fact.qualifier == "less_than" else None
    return f"{own.group(1).lower()} " if own else _QUALIFIERS.get(fact.qualifier or "", "")


def _told(fact: Fact, qualifier: str) -> str:
    text = qualifier + (_scaled(fact) or _with_unit(fact))
    if fact.role in ("growth", "change_in_share"):
        return _moved(fact, text)
    compared = _comparator(fact.comparator or "")
    if fact.role == "gap" and fact.value:
        way = ("below", "lower") if fact.value < 0 else ("above", "higher")
        return f"{text} {way[0]} {compared}" if compared else f"{text} {way[1]}"
    return f"{text} of {compared}" if fact.role == "share" and compared and "%" in text else text


def _moved(fact: Fact, text: str) -> str:
    basis = f" {_basis(fact.basis)}" if fact.basis else ""
    if not re.search(r"\d", text):
        return text + basis  # "halved" is a growth already
    if not fact.value:
        return f"no change ({text}){basis}"
    way = "down" if fact.value < 0 else "up"
    by = "" if fact.unit in ("%", "pp") else "by "
    return f"{way} {by}{text}{basis}"


def _basis(basis: str) -> str:
    """What a growth is measured against, as it follows a figure: "than a year earlier" → "from a year earlier"."""
    return re.sub(r"^(?:than|over)\b", "from", basis)


def _comparator(name: str) -> str:
    """What a gap or a share refers to, "" where that is no name: "national level" → "the national level"."""
    if not name or len(name.split()) > MOST_COMPARED or _POINTLESS.search(name):
        return ""
    head = re.split(r" (?:of|for|in) ", name)[0].split()
    return f"the {name}" if head[-1] in _DEFINITE and not _DETERMINED.search(name) else name


def _with_unit(fact: Fact) -> str:
    """The figure as the report writes it, unsigned, with its unit where the writing leaves that to a neighbour."""
    text = _SIGN.sub("", fact.text)
    if fact.unit in ("", "count", "rank") or not _is_bare(text):
        return text
    if fact.unit == "%":
        return f"{text}%" if text[-1].isdigit() else text
    if fact.unit in CODES:
        return f"{fact.unit} {text}"
    return f"{text} {_unit_words(fact.unit)}"


def _scaled(fact: Fact) -> str:
    """A cell of a table with sign, scale and unit from where they stand, "" where the figure itself has them all."""
    found = _PLAIN_NUMBER.fullmatch(_BRACKETS.sub("", _SIGN.sub("", fact.text)))
    if found is None:
        return ""
    sign, digits = found.groups()
    written = from_digits(digits)
    minus = "−" if fact.value < 0 and fact.role not in ("growth", "change_in_share", "gap") else ""
    if abs(fact.value) == written:
        return figure(-written, fact.unit) if minus and fact.unit != "rank" else ""
    word = next((word for word, power in _WORDS.items() if written * 10**power == abs(fact.value)), None)
    if word is None:
        return figure(fact.value if minus else abs(fact.value), fact.unit)
    number = f"{minus}{sign}{digits} {word}"
    if sign:
        return number
    if fact.unit in CODES:
        return f"{fact.unit} {number}"
    return number if fact.unit == "count" else f"{number} {_unit_words(fact.unit)}"


def _is_bare(text: str) -> bool:
    """Whether a figure is written without any word or sign but those of its number: "1.2 million", "three"."""
    return not _SCALES.sub("", _WRITTEN_NUMBER.sub("", text)).strip(" .,-–")


def _unit_words(unit: str) -> str:
    """A unit as it follows a number, without a time that the parse has left in it: "trips last year" → "trips"."""
    return "percentage points" if unit == "pp" else _WHEN.sub("", unit)
