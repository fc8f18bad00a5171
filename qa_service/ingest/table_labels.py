"""What the labels, heads and captions of a table say of its figures: unit, time, role, and the name that is left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from qa_service.ingest.table_units import CHANGE_WORDS, PERCENT, PERCENT_OF, Unit, unit_in
from qa_service.language.fiscal import DECEMBER
from qa_service.language.periods import find_periods, period_spans, without
from qa_service.records import Period, Role

LONGEST = 400
_NUMBERING = re.compile(
    r"table:\s+|(?:table|figure|chart|exhibit|panel)\s+[\w.]*\d[\w.]*\s*[:.–—-]*\s*|\d+(?:\.\d+)*[.)]\s+", re.IGNORECASE
)
_INDEX_BASE = re.compile(r",?\s*(?:[A-Z][a-z]+ )?(?:19|20)\d\d(?:[/–-]\d\d)?\s?=\s?100\b")  # tells of no time
_NOTES = re.compile(
    r"\s*(?:\[[^\]]{1,12}\]|\((?:see |refer to )?notes?\s[^)]*\)|\(\d\d%\s(?:CI|confidence intervals?)\)"
    r"|\([a-fpr\d]\)|(?<=[a-z)])\s?[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+)"
    r"(?=\s*(?:$|[,;:(]))",
    re.IGNORECASE,
)
_GROWTH = re.compile(
    r"(?<!climate )\b(?:change|chg\.?|growth|variation|variance|inc\.?(?= \(dec)|(?<=[%$£€] )difference"
    r"|(?<=\d\d\d\d )(?:vs\.?|versus|over|compared (?:to|with))(?= (?:FY )?(?:19|20)\d\d)|y[/-]?o[/-]?y|([yqm])/\1"
    r"|(?:year|quarter|month)[- ]on[- ](?:year|quarter|month)|increase|decrease|decline|reduction"
    r"|(?:rise|fall)(?= (?:on|from|over|since|\()|$))(?![a-z])",
    re.IGNORECASE,
)
_FALL = re.compile(r"\b(?:decrease|decline|reduction|fall)\b", re.IGNORECASE)
_EITHER = re.compile(r"\b(?:increase|change|growth|rise)\b|[+(]\s*-|\+/", re.IGNORECASE)
_RATE = re.compile(r"\b(?:rate|inflation|index)\b", re.IGNORECASE)
_SHARE = re.compile(rf"\b(?:share|proportion)\b|{PERCENT}\s+of\b", re.IGNORECASE)
_RANK = re.compile(r"(?:\w+ )?(?:rank(?:ing)?|position|place)(?: \w+)?\W*", re.IGNORECASE)
_INDEXING = re.compile(
    r"(?:notes?|codes?|ids?|refs?\.?|references?|pages?|tel(?:ephone)?|postcode|zip|no\.|s/?n|#|line)\W*", re.IGNORECASE
)
_OF_PREVIOUS = r"(?:on|over|from|than) (?:the |a )?(?:previous |prior |last )?"
_BASES = tuple(
    (re.compile(rf"\b(?:{words}|{_OF_PREVIOUS}{unit})\b", re.IGNORECASE), f"{unit} on {unit}")
    for unit, words in (
        ("year", r"y[/-]?o[/-]?y|y/y|year[- ]on[- ]year|annual|yearly|12[- ]month"),
        ("quarter", r"q[/-]?o[/-]?q|q/q|quarter[- ]on[- ]quarter|quarterly"),
        ("month", r"m[/-]?o[/-]?m|m/m|month[- ]on[- ]month|monthly"),
    )
)
_SINCE = re.compile(
    r"\b(?:since|from|on|over|compared (?:with|to)|vs\.?|against)\s+((?:19|20)\d\d(?:[/–-]\d\d)?)\s*$", re.IGNORECASE
)
_TIME_WORDS = re.compile(
    r"(?:\b(?:years?|months?|quarters?|weeks?|ended|ending|end|as|of|at|to|for|the|fiscal|financial|calendar|three|six"
    r"|nine|twelve|\d{1,2}|period|date|in|on|and|[pre])\b|\W)+",
    re.IGNORECASE,
)
_DANGLING = re.compile(r"(?:(?:\s+|^)(?:to|and|in|for|at|by|of|as|from|on|the))+$|,\s*n$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """A label as read.

    ``rest`` is the label without numbering, notes and unit, ``name`` that without its times. ``timed`` tells that it
    speaks of time, ``period`` which one, None where the year is missing ("Q1") or several are named. ``of`` is the
    whole that a share refers to; ``falls`` tells of a figure that counts a fall.
    """

    text: str
    rest: str
    name: str
    unit: Unit | None = None
    period: Period | None = None
    timed: bool = False
    role: Role | None = None
    basis: str | None = None
    of: str | None = None
    falls: bool = False

    @property
    def numbered(self) -> bool:
        """Whether it opens with the number of its table."""
        return bool(_NUMBERING.match(self.text))

    @property
    def indexes(self) -> bool:
        """Whether the figures below only number or refer: notes, codes, pages."""
        return bool(_INDEXING.fullmatch(self.text))


@lru_cache(maxsize=20_000)
def read_label(text: str, ends: int = DECEMBER) -> Label:
    """Read a label, a head or a caption of a table; one that is as long as a paragraph is only a name.

    ``ends`` is the month in which the report's financial year ends.
    """
    if len(text) > LONGEST:
        return Label(text, text, text)
    plain = _INDEX_BASE.sub("", text)
    plain = _NOTES.sub("", _NUMBERING.sub("", plain, count=1) if _NUMBERING.match(plain) else plain).strip()
    unit, rest = unit_in(plain)
    rest = _trimmed(rest)
    role = _role(plain, rest, unit)
    grows = role == "growth"
    since = _SINCE.search(rest) or _SINCE.search(plain) if grows else None
    timed, base = (rest.replace(since[0], ""), since[1]) if since else (rest, "")
    periods = sorted((mention.period for mention in find_periods(timed, ends=ends)), key=lambda period: period.end)
    if grows and len(periods) == 2:
        base, periods = periods[0].text, periods[1:]
    of = PERCENT_OF.search(plain) if role == "share" else None
    return Label(
        text=text,
        rest=rest,
        name="" if role == "rank" and " " not in rest else _name(timed, grows=grows),
        unit=unit,
        period=periods[0] if len(periods) == 1 else None,
        timed=bool(periods or period_spans(timed)),
        role=role,
        basis=_basis(plain, base) if grows else None,
        of=_trimmed(of[1]) if of else None,
        falls=grows and bool(_FALL.search(plain)) and not _EITHER.search(plain),
    )


def _role(text: str, rest: str, unit: Unit | None) -> Role | None:
    """The role that a label gives its figures; an inflation rate is a level, though its unit tells of change."""
    if _RANK.fullmatch(text):
        return "rank"
    if _GROWTH.search(rest) or (_GROWTH.search(text) and not _RATE.search(rest)):
        return "growth"
    return "share" if _SHARE.search(text) and (unit is None or unit.name == "%") else None


def _basis(text: str, base: str) -> str | None:
    if base:
        return f"from {base}"
    return next((name for pattern, name in _BASES if pattern.search(text)), None)


def _name(text: str, *, grows: bool) -> str:
    """``text`` without its times; "" where it only says when, or that something changed."""
    spans = period_spans(text)
    text = _trimmed(without(text, spans))
    timed = _TIME_WORDS.fullmatch(text) and (spans or not any(c.isdigit() for c in text))
    return "" if timed or (grows and CHANGE_WORDS.fullmatch(text)) else text


def _trimmed(text: str) -> str:
    text = re.sub(r"\(\s*[,;]*\s*\)|\[\s*\]", " ", text)
    text = re.sub(r"\s+", " ", text).strip(" ,;:–—-=*")
    return _DANGLING.sub("", text).strip(" ,;:–—-")
