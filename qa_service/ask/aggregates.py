"""Questions about several figures at once, as they are worded: all of them, the largest of them, an order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from qa_service.ask.slots import Asked, Term
from qa_service.ask.wording import GROWTH, currency_of, unit_and_role
from qa_service.language.changes import directions_in
from qa_service.language.terms import stem, tokens

MORE = "highest|largest|biggest|greatest|most|fastest|strongest|longest|sharpest|steepest"
LESS = "lowest|smallest|least|fewest|slowest|weakest|shortest"
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_HOW_MANY = rf"(?P<most>{'|'.join(_NUMBERS)}|[2-9]|10)"
_BY = r"\b(?:by|in terms of|according to|in order of|for)\b"
_SUPERLATIVE = re.compile(rf"\b(?:(?P<more>{MORE})|(?P<less>{LESS}))\b", re.I)
_OF_THEM = re.compile(r"\bof (?:them|these|those)\b", re.I)
# "which district had the highest …", "in which region was … lowest", "who built the most …"
_WHICH = re.compile(
    r"^(?:and |so |but )?(?:(?:in|at|for|by|to|from|among|of) )?(?:(?:which|what)(?: of (?:them|these|those|the))?"
    r"(?: (?P<noun>(?:[\w-]+ ){0,3}?[\w-]+?)(?:(?:['’]s|s['’]) (?P<owned>(?:[\w-]+ ){0,2}[\w-]+))?)?|who|where)"
    r" (?P<verb>had|has|have|saw|sees|is|are|was|were|did|do|does|grew|grows|rose|fell|built|made|sold|held|lost|spent|"
    r"\w{2,}ed)\b",
    re.I,
)
# "what were the three largest divisions by revenue", "the top three sectors by output"
_TOP = re.compile(
    rf"\b(?:top {_HOW_MANY}|{_HOW_MANY.replace('most', 'many')} (?:{MORE}|{LESS})|(?:{MORE}|{LESS}|top)) "
    rf"(?P<noun>(?:[\w-]+ ){{0,3}}?[\w-]+?) {_BY} (?P<measure>.+)",
    re.I,
)
_RANK = re.compile(
    rf"^(?:please )?(?:rank|order|sort)\b (?:all |the |each |of )*(?P<noun>(?:[\w-]+ ){{0,3}}?[\w-]+?) {_BY} "
    rf"(?P<measure>.+)",
    re.I,
)
_LIST = re.compile(
    r"^(?:please )?(?:list|enumerate|show|name|give|what are)\b(?: me)?(?: (?P<all>all(?: of)?|every|each))?(?: the)?\b"
    r"(?P<rest>.*\b(?:figures?|numbers?|values?|rates?|shares?|percentages?|increases?|falls?|levels?)\b.*)",
    re.I,
)
_COUNT = re.compile(
    r"^how many (?P<rest>(?:[\w-]+ )?(?:figures|numbers|values|growth rates|rates|percentages|shares)\b.*)", re.I
)
_COUNTED = re.compile(r"\b(?:most|fewest|(?:largest|greatest|highest|smallest|lowest) number of) ([\w-]+)", re.I)
# nouns that only say that figures are meant
_FIGURES = frozenset(
    "figure number value rate share percentage increase fall level list all every each enumerate growth available "
    "state given reported published contain include there".split()
)
_VERBS = frozenset(
    stem(word) for word in "saw record post show register experience see rank order sort top worth value".split()
)


@dataclass(frozen=True, slots=True)
class Aggregate:
    """What is asked of many figures.

    ``figures`` is the question for any one of them, without the words that set them against each other; ``nouns`` name
    what they are of ("district"), lower-cased; ``most`` is how many are wanted, None for all; ``lesser`` asks for the
    smallest first; ``of_them`` points at the figures of the answer before.
    """

    kind: Literal["list", "count", "rank", "extreme"]
    figures: Asked
    nouns: tuple[str, ...] = ()
    most: int | None = None
    lesser: bool = False
    of_them: bool = False


def aggregate_of(asked: Asked) -> Aggregate | None:
    """The question about many figures that ``asked`` is, or None where it is about one, or about words."""
    if asked.options or asked.why or asked.kind in ("compare", "published", "yesno") or asked.operation:
        return None
    text = asked.text.strip(" ?.!")
    return _ranked(asked, text) or _extreme(asked, text) or _listed(asked, text)


def _ranked(asked: Asked, text: str) -> Aggregate | None:
    match = _RANK.search(text)
    if match is None:
        return None
    figures = _figures(asked, f"the {match.group('measure')}", match.group("noun"))
    lesser = bool(re.search(r"\b(?:ascending|smallest first|lowest first|from (?:lowest|smallest))\b", text, re.I))
    return Aggregate("rank", figures, _nouns(match.group("noun")), None, lesser)


def _extreme(asked: Asked, text: str) -> Aggregate | None:
    top = _TOP.search(text)
    if top is not None:
        given = next((n for n in (top.group("most"), top.group("many")) if n), "1").lower()
        figures = _figures(asked, f"the {top.group('measure')}", top.group("noun"))
        most = _NUMBERS.get(given) or int(given)
        return Aggregate("extreme", figures, _nouns(top.group("noun")), most, _lesser(top.group()))
    which, superlative = _WHICH.search(text), _SUPERLATIVE.search(text)
    if which is None or superlative is None or superlative.start() < which.start("verb"):
        return None
    noun, of_them = which.group("noun") or "", bool(_OF_THEM.search(text))
    if not noun and not of_them and not re.match(r"(?:and |so |but )?(?:who|where)\b", text, re.I):
        return None
    figures = _figures(asked, f"{which.group('owned') or ''} {text[which.start('verb') :]}", noun)
    return Aggregate("extreme", figures, () if of_them else _nouns(noun), 1, _lesser(text), of_them)


def _listed(asked: Asked, text: str) -> Aggregate | None:
    match = _LIST.search(text) or _COUNT.search(text)
    if match is None or _SUPERLATIVE.search(text):
        return None
    several = re.search(r"\b(?:figures|numbers|values|rates|shares|percentages|increases|falls|levels)\b", text, re.I)
    if not several and not (match.groupdict().get("all")):
        return None
    kind: Literal["list", "count"] = "count" if match.re is _COUNT else "list"
    if kind == "list" and match.string.lower().startswith("what are") and not match.group("all"):
        return None
    figures = _figures(asked, match.group("rest"), "")
    rates = bool(re.search(r"\bgrowth rates?\b", text, re.I))
    return Aggregate(kind, replace(figures, role="growth", unit="%") if rates else _open(figures, text))


def _open(figures: Asked, text: str) -> Asked:
    """A list of "figures" takes any role and unit that its other words leave open."""
    if re.search(r"\bpercentages\b", text, re.I):
        return replace(figures, role=None, unit="%")
    if re.search(r"\bshares\b", text, re.I):
        return replace(figures, role="share", unit="%")
    named = GROWTH.search(text) or currency_of(text)
    return figures if named else replace(figures, role=None, unit=None)


def _figures(asked: Asked, measured: str, noun: str) -> Asked:
    """The question for one of the figures that are compared; ``measured`` are the words that tell of what."""
    counted = _COUNTED.search(measured)
    plain = _SUPERLATIVE.sub(" ", measured)
    unit, role = unit_and_role(plain, "figure")
    aside = {stem(w) for w in tokens(noun)}
    meant = tuple(t for t in asked.terms if not _steers(t))
    terms = tuple(t for t in meant if t.name or t.stems[0] not in aside) or meant
    directions = set(directions_in(plain))
    term = next((t for t in terms if counted and t.text.lower() == counted.group(1).lower()), None)
    if term is not None and role in (None, "level") and unit in (None, "count"):
        unit = "count"
    return replace(
        asked,
        kind="figure",
        terms=terms,
        unit=unit,
        role=role or "level",
        direction=directions.pop() if len(directions) == 1 else None,
        counted=term if unit == "count" else None,
        operation=None,
        lesser=False,
    )


def _steers(term: Term) -> bool:
    """Whether a term only says how figures are set against each other."""
    word = term.text.lower()
    counts = word in _NUMBERS or (word.isdecimal() and int(word) <= max(_NUMBERS.values()))
    return bool(_SUPERLATIVE.fullmatch(word) or counts or stem(word) in _FIGURE_STEMS or stem(word) in _VERBS)


_FIGURE_STEMS = frozenset(stem(word) for word in _FIGURES)


def _lesser(text: str) -> bool:
    return any(match.group("less") for match in _SUPERLATIVE.finditer(text))


def _nouns(phrase: str) -> tuple[str, ...]:
    """What the figures are of: the last word of "administrative district", and what it is narrowed by."""
    return tuple(word.lower() for word in tokens(phrase)[-1:])
