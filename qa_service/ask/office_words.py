"""The words for offices and for those who hold them: "who heads the port", "director of the museum".

Reports name people in few forms: the office before the name ("CEO Ana Ruiz"), behind it ("Ana Ruiz, the director,") or
a verb of heading ("chaired by Ana Ruiz"). These are read from the text: taggers miss names of other languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from qa_service.language.terms import stem

_CAPITAL = r"[A-Z\u00c0-\u00de\u0100-\u024f]"
_WORD = rf"{_CAPITAL}[\w’'-]*"
_PARTS = r"(?:de|da|do|dos|das|del|della|di|la|le|van|von|der|den|ter|al|el|bin|ibn|ben|bint|y|ua|und)"
_INITIAL = rf"{_CAPITAL}\."
_RANK = r"(?:(?:Dr|Mr|Mrs|Ms|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Judge|Captain|General)\.? )?"
_NAME = rf"(?-i:{_RANK}{_WORD}(?: (?:{_PARTS} )*(?:{_WORD}|{_INITIAL})){{0,6}})"
_LONG_NAME = rf"(?-i:{_RANK}{_WORD}(?: (?:{_PARTS} )*(?:{_WORD}|{_INITIAL})){{1,6}})"
# what a run of capitals is when it is no person
_BODY = re.compile(
    r"\b(?:Bank|Group|Ltd|Inc|Council|Ministry|University|Authority|Company|Commission|Department|Office|Institute|"
    r"Agency|Association|Federation|Union|Board|Committee|Government|Service|January|February|March|April|May|June|"
    r"July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|The|In|"
    r"On|At|Of|For|And|But|It|Its|Our|We|This|That|These|A|An)\b"
)
_CHAIR = r"chair(?:man|woman|person)?"
_CHIEF = r"chief exec(?:utive)?(?: officer)?|ceo|(?:managing|executive) director|director[- ]general|general manager"
_OFFICES = (
    (r"(?:chief exec(?:utive)?(?: officer)?|ceo)", _CHIEF),
    (r"(?:managing director|md)", r"managing director|md|chief executive(?: officer)?|ceo"),
    (r"(?:cfo|chief financial officer|financ\w+ director)", r"cfo|chief financial officer|financ\w+ director"),
    (r"(?:chief economist)", r"chief economist"),
    (_CHAIR, _CHAIR),
    (r"director", rf"(?:{_CHIEF}|director)"),
    (r"president", r"president"),
    (r"(?:prime minister|premier)", r"prime minister|premier"),
    (r"minister", r"minister|secretary of state|secretary"),
    (r"secretary(?:[- ]general)?", r"secretary(?:[- ]general)?"),
    (r"(?:lord )?mayor(?:ess)?", r"(?:lord )?mayor(?:ess)?"),
    (r"governor", r"governor"),
    (r"commissioner", r"commissioner"),
    (r"comptroller|auditor[- ]general", r"comptroller|auditor[- ]general"),
    (r"ombudsman", r"ombudsman"),
    (r"rector|principal|dean|vice-chancellor|headteacher", r"rector|principal|dean|vice-chancellor|headteacher"),
    (r"spokes(?:man|woman|person)", r"spokes(?:man|woman|person)"),
    (r"author", r"(?:lead |main |co-)?authors?"),
    (r"founder", r"(?:co-)?founder"),
    (r"manager", r"manager"),
    (r"editor", r"editor"),
    (r"curator", r"curator"),
)  # fmt: skip
_ANY_HEAD = rf"{_CHIEF}|head|director|{_CHAIR}|president|leader|boss|chief|mayor|governor|commissioner|manager|curator"
_HEADS = r"(?:heads?|leads?|chairs?|runs?|directs?|manages?|headed|led|chaired|directed|ran|managed)"
_CHAIRS = r"chairs|chaired|took the chair|takes the chair"
_WROTE = r"(?:wrote|writes|authored|compiled|prepared|drew up)"
_DONE = ("led", "headed", "directed", "ran", "managed")  # of a review or a talk, it is no office
_NONE = r"(?!)"
_BY = r"(?:headed|led|chaired|run|directed|managed) by"
_WRITTEN_BY = r"(?:written|authored|compiled|prepared|drawn up) by"
_ACTS = {"chair": (_CHAIRS, "chaired by"), "author": (_WROTE, _WRITTEN_BY)}
_TITLE = "|".join(one for one, _ in _OFFICES)
_ADJECTIVES = r"(?:(?:new|acting|interim|current|present|outgoing|incoming|former|deputy|vice|assistant) )*"
_TOP = r"(?:head|boss|chief|leader)"
# "who is the mayor of", "the museum's director", "director of the museum"; not "director pay"
_WHO = re.compile(
    r"^(?:and )?(?:who(?:['’]s| is| are| was| were)(?: now| currently)?|what(?:['’]s| is| was) the name of|name of) "
    r"(?:(?!(?:of|after|before|behind|than|or|to|by|for|paid|married|\w+ing)\b)[\w.&'’-]+ ){0,6}?"
    rf"(?P<office>{_TITLE}|{_TOP})s?\b",
    re.I,
)
_TERSE = re.compile(
    rf"^(?:the )?(?:[\w.&-]+['’]s? )?{_ADJECTIVES}(?:[\w-]+ )?(?P<office>{_TITLE}|{_TOP})"
    rf"(?: (?:of|at|for|in) (?!cattle|livestock|sheep|pigs)[^?]+)?\W*$|"
    rf"^[\w.& -]+['’]s? {_ADJECTIVES}(?P<owned>{_TITLE}|{_TOP})\W*$",
    re.I,
)
_WHO_HEADS = re.compile(
    rf"^(?:and )?who(?: now| currently)? (?:(?P<verb>{_HEADS})|is (?:now )?in charge of|is at the head of)\b", re.I
)
_WHO_WROTE = re.compile(rf"^(?:and )?who {_WROTE}\b", re.I)
_OTHER_ACT = re.compile(
    r"\b(?:stepped|resigned|retired|left|met|told|asked|replaced|replaces|succeeds|succeed|succeeded|not|no|with|by|to|from)\b",
    re.I,
)  # before a title: the name is not its holder's
# an office of a part or of another time, unless the question has the same word
_LESSER = frozenset(
    "deputy vice assistant former associate shadow junior marketing finance financial commercial technical sales "
    "operations operating communications medical scientific research legal regional sports design creative "
    "sporting musical artistic editorial project programme program account press policy personnel".split()
)
_WORKS = frozenset(stem(word) for word in "study report survey paper review analysis article".split())
_ASIDE = frozenset(
    stem(word)
    for word in "new acting interim current present outgoing incoming charge head heads headed lead leads led chair "
    "chairs chaired run runs ran direct directs directed manage manages managed boss chief leader exec executive "
    "officer name wrote write writes authored compiled prepared drew company "
    "firm group organisation organization body business".split()
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a question asks for.

    ``titles`` is a pattern of the titles that come to it; ``verbs`` and ``passive`` of what its holder does;
    ``named`` are its own words in the question. Of a ``work`` it may be the report itself that is meant.
    """

    titles: str
    verbs: str = ""
    passive: str = ""
    named: str = ""
    work: bool = False


def asked_office(text: str) -> Office | None:
    """The office whose holder a question asks for, or None."""
    if _WHO_WROTE.search(text):
        return _office("author")
    if heads := _WHO_HEADS.search(text):
        verb = heads.group("verb") or ""
        if verb.startswith("chair"):
            return _office("chair")
        return Office(_NONE if verb in _DONE else _ANY_HEAD, _HEADS, _BY)
    found = _WHO.search(text) or _TERSE.search(text)
    if found is None:
        return None
    named = found.group("office") or found.groupdict().get("owned") or ""
    if re.fullmatch(_TOP, named, re.I):
        return Office(_ANY_HEAD, _HEADS, _BY, named)
    return _office(named)


def holders(text: str, office: Office) -> list[tuple[str, str]]:
    """Who holds an office by a sentence: (name, the words before the title), in the order of the text."""
    found = []
    for pattern in _patterns(office):
        for match in pattern.finditer(text):
            name = match.group("name").removesuffix("’s").removesuffix("'s")
            before = match.groupdict().get("before") or ""
            if not _BODY.search(name) and not _OTHER_ACT.search(before):
                found.append((match.start("name"), name, before))
    return [(name, before) for _, name, before in sorted(found)]


def _office(named: str) -> Office:
    """The office of a title, with the acts that tell of it."""
    titles = next((titles for asked, titles in _OFFICES if re.fullmatch(asked, named, re.I)), re.escape(named))
    verbs, passive = _ACTS.get(named.lower(), ("", ""))
    return Office(titles, verbs, passive, named, work=named.lower() == "author")


@lru_cache(maxsize=256)
def _patterns(office: Office) -> tuple[re.Pattern[str], ...]:
    before = r"(?P<before>(?:[\w’'-]+ ){0,3})"
    forms = [
        rf"\b{before}(?:{office.titles})(?:, | of [^,;.]{{2,40}}, |: | )(?P<name>{_NAME})",
        rf"(?P<name>{_LONG_NAME}),? (?:is |was |becomes |became |as |has been |will be )?(?:now )?"
        rf"(?:the |its |our |their |an? |whose )?{before}(?:{office.titles})\b",
    ]
    if office.verbs:
        forms.append(rf"(?P<name>{_LONG_NAME})(?:, who)? (?:now )?(?:{office.verbs})\b")
    if office.passive:
        forms.append(rf"\b(?:{office.passive}) (?:[a-z-]+ ){{0,2}}(?P<name>{_LONG_NAME})")
    return tuple(re.compile(form, re.I) for form in forms)


def lesser(before: str) -> set[str]:
    """The words before a title that make it that of a part or of another time: "deputy", "former", "marketing"."""
    return {word for word in before.lower().split() if word in _LESSER or word.startswith("ex-")}


def only_office(stems: tuple[str, ...], office: Office) -> bool:
    """Whether a word of a question only names the office or what its holder does."""
    words = {stem(word) for word in re.findall(r"\w+", office.named)} | (_WORKS if office.work else frozenset())
    return any(form in _ASIDE or form in words for form in stems)
