"""Spans whose numbers name or number things: sections, models, clock times, quoted names, addresses."""

from __future__ import annotations

import re

from qa_service.language.conditions import find_conditions
from qa_service.language.numerals import NUMBER_WORD
from qa_service.language.periods import period_spans

_ALWAYS = (
    "week day top section sections table tables fig. figs. chart charts chapter chapters annex annexes "
    "appendix appendices page pages p. pp. article articles footnote footnotes note notes map maps paragraph "
    "paragraphs para. clause clauses schedule schedules phase phases stage stages level levels tier tiers "
    "band bands grade grades category categories version versions volume volumes vol. room floor route "
    "highway platform gate flight channel lot question scope scopes quintile decile quartile district zone "
    "part worksheet lesson episode covid sic soc isic nace iso icd windows iphone galaxy boeing airbus falcon "
    "apollo formula division ftse stoxx s&p nikkei topix russell asx dax cac csi nasdaq bulletin playstation "
    "xbox"
).split()
_CAPITALISED = (
    "figure figures euro goal group line item mark big round season ar pm no. nos. number row step option "
    "issue class type types generation wave box game match model watch planet fortune blue\\s+book "
    "pink\\s+book season target tower building block bus tram terminal reactor unit pillar agenda vision "
    "horizon programme world\\s+war title"
).split()
_DIGIT_NEXT = r"(?![\d.,]*\d)(?!\s?(?:%|per\s?cent|percent|million|billion|thousand|trillion|bn\b|m\b|tonnes|km\b))"
_WORDS = "|".join(w.replace(".", r"\.") for w in sorted([*_ALWAYS, *_CAPITALISED], key=len, reverse=True))
_NUMBERED = re.compile(
    rf"(?<![\w-])(?P<word>{_WORDS})[\s-]*(?:number\s+|no\.\s*)?(?P<num>\d[\d.]*\d|\d|[IVX]+\b"
    rf"|{NUMBER_WORD})[a-z]?\b(?:[-/]\d+\b)*{_DIGIT_NEXT}"
    rf"(?:\s*(?:,|and|to|or|&|-|–|/)\s*\d[\d.]*\b{_DIGIT_NEXT}(?!\s+[a-z]))*",
    re.IGNORECASE,
)
_NO_SCALE = r"(?!(?:per|percent\w*|million|billion|thousand|trillion|crore|lakh)\b)"
_RANKED = re.compile(r"\brank(?:s|ed|ing)?\s+(?:at\s+)?$", re.IGNORECASE)
_ADJECTIVAL = (
    r"(?:moving|rolling|plans?|low|high|average|rate|period|window|total|growth|inflation|bonds?|yields?|mean|gilts?"
    r"|treasury)"
)
_STREET = r"(?:Road|Rd|Street|St|Avenue|Ave|Lane|Way|Drive|Boulevard|Square|Place)"
_SOURCES = (
    # the level of confidence of an interval
    (r"\b\d\d(?:\.\d)?\s?%(?=\s(?:CI|confidence\s(?:interval|level|limits?)|credible\sinterval)\b)", 0),
    # how a figure was rounded
    (rf"\b(?:\d{{1,2}}|{NUMBER_WORD})\s(?:decimal\splaces?|significant\s(?:figures?|digits?))\b", re.IGNORECASE),
    (rf"\bnearest\s(?:\d[\d,]*|{NUMBER_WORD})\b", re.IGNORECASE),
    # addresses of all kinds
    (r"https?://\S+|www\.\S+|\S+@\S+\.\w+|\b10\.\d{4,}/\S+", re.IGNORECASE),
    (r"\+\d{1,3}(?:[\s-]?\(?\d{2,5}\)?){2,}|\b0\d{2,4}[\s-]\d{3,4}[\s-]?\d{3,4}\b|\b1-800-[\d-]+", 0),
    (rf"\b\d+[A-Z]?,?\s+(?:[A-Z0-9][\w.]*\s+){{1,3}}{_STREET}\b", 0),
    # clock times, day/month without a year
    (r"(?<!\d)\d{1,2}[:.]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\b\.?|GMT|hrs|hours\b|o['’]clock)", re.IGNORECASE),
    (r"(?<![\d.])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])|\b\d{1,2}\s?[ap]\.?m\b\.?|\b\d{1,2}\s+o['’]clock", re.IGNORECASE),
    (r"(?<![\d/.])\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\d/])(?!\s+of\b)", 0),
    # numbered headings and list items, references
    (
        r"^[ \t]*(?:#+\s*)?\(?\d{1,2}(?:\.\d{1,2})*[.)][ \t]+(?=\S)|^[ \t]*#+\s*\d{1,2}(?:\.\d{1,2})*[ \t]+",
        re.MULTILINE,
    ),
    (r"^[ \t]*\d{1,2}(?:\.\d{1,2})+[ \t]+(?=[A-Z][a-z])", re.MULTILINE),
    (r"\[\d{1,3}(?:,\s?\d{1,3})*\]", 0),
    # names: quoted, in capitals, with a hyphen ("Alpha-7")
    (rf"[“\"‘'«](?:the\s+)?(?:{NUMBER_WORD}|\d{{1,2}})(?:\s+{_NO_SCALE}[\w-]+){{1,3}}[.,]?[”\"’'»]", re.IGNORECASE),
    (r"(?<=\b(?:19|20)\d\d\s=\s)100\b", 0),
    (rf"{NUMBER_WORD}(?=\s+[“\"][A-Z])", re.IGNORECASE),
    (rf"“(?:the\s+)?{NUMBER_WORD}\s+[a-z]+", re.IGNORECASE),
    (r"(?<=[a-z,]\s)(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Twelve)(?=[\s-][A-Z][a-z])", 0),
    (r"\b[A-Z][A-Za-z]*-\d[\w-]*|\b(?:covid|top|catch|carbon|article|[a-z])-\d+\b(?!\s*(?:%|per))", 0),
    (r"\b[A-Z][\w&]*\s\d{1,4}(?=\s+[Ii]ndex\b|['’]s\b)", 0),
    # "a five-year low", "the 12-month rate": how a figure was taken, not a figure
    (
        rf"(?:\b\d+|{NUMBER_WORD})-(?:day|week|month|quarter|year|hour|minute)\s+(?:\w+\s+)?{_ADJECTIVAL}\b",
        re.IGNORECASE,
    ),
)
_NAMES = tuple(re.compile(source, flags) for source, flags in _SOURCES)


def not_figures(text: str) -> list[tuple[int, int]]:
    """Every span of ``text`` whose numbers are no figures: calendar, conditions, names and numbering. Unsorted."""
    spans = [*period_spans(text), *find_conditions(text)]
    spans += [match.span() for regex in _NAMES for match in regex.finditer(text)]
    spans += [match.span() for match in _NUMBERED.finditer(text) if _numbering(match)]
    return spans


def _numbering(match: re.Match[str]) -> bool:
    """Ordinary words ("group", "day") number things only when capitalised and followed by digits."""
    word, number = match["word"], match["num"]
    if word.lower() in ("no.", "number") and _RANKED.search(match.string[: match.start()]):
        return False
    if number.isalpha() and (not word[0].isupper() or number.islower()):
        return False
    return word[0].isupper() or word.lower() in _ALWAYS
