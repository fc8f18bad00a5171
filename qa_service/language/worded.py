"""Figures written in words: counts, fractions, "one in five", multiples and ranks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from qa_service.language.atoms import Atom, with_unit
from qa_service.language.numerals import (
    NUMBER_WORD,
    WORD_NUMBER,
    from_digits,
    from_words,
    part_of_whole,
    percentage,
    scale_power,
    scaled,
    small_number,
)

_PLAIN_WORDS = re.compile(WORD_NUMBER, re.IGNORECASE)
_NOT_BELOW = (
    r"(?!\s*(?:%|per\s?cent|of\b|million|years|months|days|weeks|quarters|hours|minutes|countries|cities))(?!-)"
)
_ONE_IN = re.compile(
    rf"(?<![\w.-])(?P<above>\d{{1,3}}|{NUMBER_WORD})\s+(?:in|out\s+of)\s+(?:every\s+)?"
    rf"(?P<below>\d{{1,3}}(?:,000)?|{NUMBER_WORD}(?:\s+hundred)?)\b{_NOT_BELOW}",
    re.IGNORECASE,
)
_NTHS = r"(?:thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)"
_PART = re.compile(
    rf"\b(?:one|two|three|four|five|six|seven|eight|nine)[-\s](?:halves|{_NTHS})\b"
    r"(?!\s+(?:of\s+(?:19|20)\d\d|consecutive|in\s+a\s+row|quarter|straight|running|largest|highest|most|biggest))"
    r"|\ba\s+(?:third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b"
    r"(?=\s+(?:of|more|less|higher|lower|larger|smaller|fewer|in\s+the)\b|\s*(?:[.,;:)(]|$))"
    r"|(?<!first )(?<!second )(?<!1st )(?<!2nd )(?<!last )(?<!this )(?<!and a )\bhalf\b"
    r"(?=\s+(?:of|the|its|their|all|as|were|was|are|is|had|have|said)\b|\s*[.,;)(]|\s*$)",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    rf"\b(?P<part>half|quarter|(?:an?|one|two|three|four|five|six|seven|eight|nine)[-\s]{_NTHS})\s+(?:of\s+)?an?\s+"
    r"(?:(?P<pp>percentage\s+point)|(?P<percent>per\s?cent)|(?P<scale>million|billion|trillion))\b"
    r"|\b(?P<whole>a\s+(?:full\s+)?percentage\s+point)\b",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(?<![\d/.,])(?P<above>[1-9])/(?P<below>[2-9]|10)(?=\s+of\b)")
_MULTIPLES = {
    "doubled": 2, "doubling": 2, "twice": 2, "tripled": 3, "trebled": 3, "tripling": 3, "trebling": 3,
    "thrice": 3, "quadrupled": 4,
}  # fmt: skip
_MULTIPLE = re.compile(rf"\b(?:{'|'.join(_MULTIPLES)}|halved|halving)\b", re.IGNORECASE)
_FOLD = re.compile(r"\b(?P<word>two|three|four|five|six|seven|eight|nine|ten)[-\s]?fold\b", re.IGNORECASE)
_ORD = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d{1,3}(?:st|nd|rd|th))"
_SUPERLATIVE = (
    r"(?:highest|lowest|largest|biggest|smallest|fastest|slowest|greatest|most|least|best|worst|longest|shortest"
    r"|oldest"
    r"|youngest|busiest|richest|poorest|strongest|weakest|deepest|cheapest|place|position|spot|rank)"
)
_RANK = re.compile(
    rf"\b(?P<a>{_ORD})[-\s]{_SUPERLATIVE}\b"
    r"|\b(?:rank(?:s|ed|ing)?|came|coming|comes|placed|stood|finished|standing)\s+(?:in\s+|at\s+|joint\s+)?"
    rf"(?P<b>{_ORD}|(?:no\.|number|no)\s*\d{{1,3}})(?![\w%]|\.\d)",
    re.IGNORECASE,
)
_NOT_ONE = re.compile(
    r"\s+(?:of|another|day|could|can|that|which|who|by|is|was|has|had|in|on|and|with|as|at|from|for|more|thing|side"
    r"|hand|should"
    r"|would|might|may|must|time|where|after|way|when|will|whose|whole|[a-z]+est)\b|\s*(?:[.,;:!?)'’”]|$)|-"
    rf"|\s+(?:to|or)\s+(?!{NUMBER_WORD}|\d)",
    re.IGNORECASE,
)
_SCALE_AT_END = re.compile(r"(?:thousand|million|billion|trillion|lakh|crore)$", re.IGNORECASE)
_DETERMINED = re.compile(r"\b(?:this|that|which|each|every|any|no|only|same|last|first)\s+$", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:the|these|those|its|their|our|your|his|her)\s+$", re.IGNORECASE)


def word_atoms(text: str) -> Iterator[Atom]:
    """All readings of words as figures; they may overlap ("half a million" and "half")."""
    yield from _counts(text)
    yield from _parts(text)
    yield from _parts_of(text)
    yield from _ranks(text)
    yield from _multiples(text)


def _counts(text: str) -> Iterator[Atom]:
    for match in _PLAIN_WORDS.finditer(text):
        if not _meant(match):
            continue
        scale = _SCALE_AT_END.search(match[0])
        raw = scaled(from_words(match[0]), -scale_power(scale[0])) if scale else from_words(match[0])
        atom = with_unit(text, match.start(), match.end(), raw, scale[0] if scale else "", "")
        if atom.unit or atom.value > 12 or not _definite(match):
            yield atom


def _definite(match: re.Match[str]) -> bool:
    """Tell "the three sectors", "its two plants": a known set, whose number is part of its name."""
    before = match.string[max(0, match.start() - 8) : match.start()]
    return bool(_DEFINITE.search(before)) and bool(re.match(r"\s+[a-z]", match.string[match.end() : match.end() + 3]))


def _meant(match: re.Match[str]) -> bool:
    text, before = match.string, match.string[max(0, match.start() - 12) : match.start()]
    if re.search(r"[A-Za-z]-$|\b(?:no|top|bottom)\s+$", before) or re.match(
        r"-(?:off|party|way|side|time)", text[match.end() :]
    ):
        return False
    if match[0].lower() != "one":
        return True
    return not _NOT_ONE.match(text, match.end()) and not _DETERMINED.search(before) and not _DEFINITE.search(before)


def _parts_of(text: str) -> Iterator[Atom]:
    """Read "half a percentage point", "a tenth of a per cent", "a quarter of a million"."""
    for match in _PART_OF.finditer(text):
        part = Decimal(100) if match["whole"] else part_of_whole(match["part"]) or Decimal(0)
        power = scale_power(match["scale"] or "") - 2
        unit = "%" if match["percent"] else "" if match["scale"] else "pp"
        yield _settled(match.start(), match.end(), scaled(part, power), unit)


def _parts(text: str) -> Iterator[Atom]:
    for match in (*_ONE_IN.finditer(text), *_SLASHED.finditer(text)):
        above, below = _count(match["above"]), _count(match["below"])
        if 0 < above < below and not _counted_out(match[0], below):
            yield _settled(match.start(), match.end(), percentage(above, below), "%")
    for match in _PART.finditer(text):
        value = part_of_whole(match[0])
        if value is not None:
            yield _settled(match.start(), match.end(), value, "%")


def _counted_out(text: str, below: Decimal) -> bool:
    """Whether a part of a number that is no round one ("9 out of 13 branches") is a count rather than a share."""
    return "out" in text and text[0].isdigit() and below > 10 and below % 10 != 0


def _settled(start: int, end: int, value: Decimal, unit: str) -> Atom:
    return Atom(start, end, value, unit, value, fixed=True)


def _count(text: str) -> Decimal:
    return from_digits(text) if text[0].isdigit() else from_words(text)


def _ranks(text: str) -> Iterator[Atom]:
    for match in _RANK.finditer(text):
        start, end = match.span("a") if match["a"] else match.span("b")
        word = re.sub(r"(?<=\d)(?:st|nd|rd|th)$|^(?:no\.|number|no)\s*", "", text[start:end], flags=re.IGNORECASE)
        value = int(word) if word.isdecimal() else small_number(word)
        yield _settled(start, match.end() if match["a"] else end, Decimal(value), "rank")


def _multiples(text: str) -> Iterator[Atom]:
    for match in _MULTIPLE.finditer(text):
        factor = _MULTIPLES.get(match[0].lower())
        value, unit = (Decimal(factor), "times") if factor else (Decimal(50), "%")
        yield _settled(match.start(), match.end(), value, unit)
    for match in _FOLD.finditer(text):
        yield _settled(match.start(), match.end(), from_words(match["word"]), "times")
