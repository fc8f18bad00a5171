"""The words next to a figure that tell its role: a level, a growth, a share, a gap, an earlier level, a comparison."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from qa_service.language.changes import CHANGE, comparison_sign, direction_of, last_change

Kind = Literal["level", "change", "gap", "to", "from", "compared", "share"]

_QUALIFIER = (
    r"about|around|nearly|almost|over|some|more than|less than|fewer than|just|only|approximately|roughly|"
    r"an?|the|estimated|average|total|record|further|as much as|as many as|at least|at most|up to|"
    r"slightly|sharply|well|another|under|still|merely|currently|now|below|above|mere|combined|annual|"
    r"whopping|provisional|modest|also"
)
_TRAILING_QUALIFIER = re.compile(rf"(?:\s|^)(?:{_QUALIFIER})\s*$", re.IGNORECASE)
_MADE_UP = re.compile(r"\b(?:make|makes|made|making) up\b", re.IGNORECASE)
_ADVERB = r"(?:\s+\w+ly)?(?:\s+(?:again|back|further|year[- ]on[- ]year|over the year|on average))?"
_MARK = r"(?:peak|high|low|level|rate|base|record|figure|trough)s?"
_FROM = re.compile(rf"\bfrom(?: (?:a|an|its|the|their)(?: [\w-]+){{0,2}} {_MARK}(?: of)?)?$", re.IGNORECASE)
_TO = re.compile(r"\bto(?: (?:reach|hit|stand at|total|a (?:\w+ )?(?:total|high|low|record|peak) of))?$", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:compared (?:with|to)|versus|against|relative to|as opposed to|than)(?: (?:just|only))?$", re.IGNORECASE
)
_CHANGE_OF = re.compile(rf"\b(?:{CHANGE})\b(?:\s+in\b[^,;]*?)?\s+(?:rate )?(?:of|by)$", re.IGNORECASE)
_CHANGE_DIRECT = re.compile(rf"\b(?:{CHANGE}){_ADVERB}(?:\s+(?:by|at))?$", re.IGNORECASE)
_CHANGE_BY = re.compile(rf"\b(?:{CHANGE})\b(?:\W+[\w'’-]+){{0,7}}\W+by$", re.IGNORECASE)
_BASE_BEFORE = re.compile(r"\b(?:on|than|below|above|over|under|against|with|from) the$", re.IGNORECASE)
_BASE_AFTER = re.compile(
    r"\s*(?:[a-z]+ )?(?:(?:of|in|for|recorded|registered|seen|reported|a year)\b (?!the\b)|which)", re.IGNORECASE
)
_LOWER_BY = re.compile(r"\b(?:to|will|would|could|should|may|and) lower\b(?:\W+[\w'’-]+){0,7}\W+by$", re.IGNORECASE)
_STATED = (
    r"was|were|is|are|be|been|being|reached|stood at|averaged|hit|registered|came in at|came to|of|at|"
    r"remained|recorded|posted|saw|remained at|remains at|reaching|reach|exceeded|exceeding|topped|from"
)
_GROWTH_NOUN = r"growth|increase|rise|decline|decrease|drop|fall|reduction|contraction|inflation"
_GROWTH_STATED = re.compile(
    rf"\b(?:{_GROWTH_NOUN})\b(?! in the (?:number|share))[^,;–—]{{0,70}}\b(?:{_STATED})$", re.IGNORECASE
)
_PLUS = re.compile(r"[,(;:]\s*(?:or )?(plus|minus)$", re.IGNORECASE)
_SHARE_BEFORE = re.compile(
    r"\b(?:account(?:ed|ing|s)? for|represent(?:ed|ing|s)?|compris(?:e|ed|ing|es)|ma(?:de|king|ke|kes) up|constitut\w+|"
    r"contribut\w+|(?:share|proportion|percentage|portion)\b[^,;]*)$",
    re.IGNORECASE,
)
_CHANGE_AFTER = re.compile(
    rf"^[\s)]*(?:-|(?:year[- ]on[- ]year|annual|overall|real|monthly|quarterly)\s+)?({CHANGE})\b(?! to\b)",
    re.IGNORECASE,
)
_FINITE_AFTER = re.compile(
    r"fell|rose|grew|shrank|slid|sank|(?:fall|rise|grow|shrink|slide|climb|drop|slip)s|\w+ed", re.IGNORECASE
)
_GATHERED = re.compile(r"\b(?:rais(?:e|es|ed|ing)|contracted)$", re.IGNORECASE)  # "raised £4 million"
_EARLIER = re.compile(
    r"(?:(?:in|at|during) )?(?:(?:its|their|the|that)(?: own)?(?: [\w-]+)? (?:level|value|figure|number|total|rate)s? "
    r"(?:of |in |from |at )?|that of |those of )?(?:the )?\b(?:(?:a|one|the) year (?:earlier|ago|before)|"
    r"(?:last|previous|prior|preceding) (?:year|month|week|quarter|half|period|season)|"
    r"same \w+|corresponding \w+|pre-\w+|(?:in )?(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_EARLIER_DATE = re.compile(
    r"(?:(?:in|at|during) )?(?:the )?(?:(?:years?|quarters?|(?:[\w-]+ )?months?) (?:ending|ended|to|before)|"
    r"(?:first|second|third|fourth) (?:quarter|half)|(?:[HQ][1-4] )?FY ?\d\d|"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)|"
    r"[\d.,]+(?: (?:thousand|million|billion))? (?:of|in|recorded in|a year) )\b",
    re.IGNORECASE,
)
_EARLIER_BRACKET = re.compile(
    r"\b(?:previous|last|prior|preceding|since|earlier) "
    r"?(?:year|season|quarter|month|period|peak|[A-Z][a-z]+)?(?: \d{4})?\s*\($"
)


_AGAINST = re.compile(
    r"\b(?:than|above|below|over|under|ahead of|behind|compared with|compared to|on)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Cue:
    """``sign`` is 1 or -1 for a change or a gap, else 0; ``beside`` tells that the cue follows the figure."""

    kind: Kind
    sign: int = 0
    beside: bool = False


def cue(head: str, tail: str, unit: str) -> Cue:
    """The role of a figure from the words before and after it."""
    inside = head.rstrip().endswith("(")
    if inside and _EARLIER_BRACKET.search(head):
        return Cue("compared")
    after = "" if inside else tail
    beside = _tail_cue(after, unit) or _head_cue(bare(head), unit)
    return beside or _bracketed(head, unit) or _share_after(after, unit) or Cue("level")


def is_base(before: str, tail: str) -> bool:
    """Whether a figure is the one that another is measured against: "up 9% on the 58 million of 2022"."""
    return bool(_BASE_BEFORE.search(before.rstrip()) and _BASE_AFTER.match(tail))


def bare(head: str) -> str:
    """``head`` without the qualifiers next to the figure ("an estimated", "nearly", "just over")."""
    text = _MADE_UP.sub("comprise", head.rstrip(" (“\"'~≈$£€"))
    while True:
        shorter = _TRAILING_QUALIFIER.sub("", text).rstrip()
        if shorter == text:
            return text
        text = shorter


def _tail_cue(tail: str, unit: str) -> Cue | None:
    after = _CHANGE_AFTER.match(tail)
    if after and not _FINITE_AFTER.fullmatch(after.group(1)):  # "sales of $4 million fell 2%" are no fall
        return Cue("change", _sign(after.group(1)), beside=True)
    sign = comparison_sign(tail)
    if sign and _AGAINST.search(tail[:60]):
        than = _AGAINST.split(tail, maxsplit=1)[-1]
        earlier = _EARLIER.match(than.strip()) or (unit != "pp" and _EARLIER_DATE.match(than.strip()))
        return Cue("change" if earlier else "gap", sign, beside=True)
    return None


def _head_cue(head: str, unit: str) -> Cue | None:
    if _FROM.search(head):
        return Cue("from")
    if _LOWER_BY.search(head):
        return Cue("change", -1)
    if _COMPARED.search(head):
        return Cue("compared")
    if _TO.search(head):
        return Cue("to")
    if unit not in ("%", "pp") and _GATHERED.search(head):
        return None
    if _CHANGE_OF.search(head) or _CHANGE_DIRECT.search(head) or _CHANGE_BY.search(head) or _growth_stated(head, unit):
        change = last_change(head)
        return Cue("change", -1 if change and change[0] == "down" else 1)
    plus = _PLUS.search(head) if unit in ("%", "pp") else None
    if plus:
        return Cue("change", -1 if plus.group(1).lower() == "minus" else 1)
    if unit == "%" and _SHARE_BEFORE.search(head):
        return Cue("share")
    return None


def _bracketed(head: str, unit: str) -> Cue | None:
    """In "increased employment in recycling (20%)" a percentage in brackets is of the change before them."""
    change = last_change(head.rpartition(",")[2]) if unit in ("%", "pp") and head.rstrip().endswith("(") else None
    return Cue("change", -1 if change[0] == "down" else 1) if change else None


def _growth_stated(head: str, unit: str) -> bool:
    return unit in ("%", "pp") and bool(_GROWTH_STATED.search(head))


def _share_after(tail: str, unit: str) -> Cue | None:
    return Cue("share") if unit == "%" and re.match(r"\s*(?:share )?of\b", tail) else None


def _sign(word: str) -> int:
    return -1 if direction_of(word) == "down" else 1
