"""A question read into the slots of a fact: what is asked of whom, in which unit, role, direction and period."""

from __future__ import annotations

import re
from datetime import date

from qa_service.ask.dating import asked_period, base_of
from qa_service.ask.dimensions import thing_asked
from qa_service.ask.kinds import LESSER, REASONS, kind_of, options_of
from qa_service.ask.slots import Asked, Term
from qa_service.ask.wording import operation_of, unit_and_role
from qa_service.language.changes import CHANGE, directions_in
from qa_service.language.fiscal import LABEL
from qa_service.language.periods import find_periods, without
from qa_service.language.terms import SLOT_WORDS, STOP, decade, join_phrases, number_of, stem, tokens

# abbreviations of statistics; "22/23" is two years, "10/12" and "1999/00" stay
_ABBREVIATIONS = (
    (re.compile(r"\(?\b(?:19|20)\d\d\s*=\s*100\b\)?"), ""),
    (re.compile(r"\b(?:YE|y/e|ye)\b(?= [A-Za-z]{3})"), "year ending"),
    (re.compile(r"\bbps\b", re.I), "basis points"),
    (re.compile(r"(?<![\d/])(?<!20)(?<!19)([0-4]\d)/([0-5]\d)(?![\d/])"), r"20\1/\2"),
    (re.compile(r"\byoy\b|\by-o-y\b", re.I), "year on year"),
    (re.compile(r"\bqoq\b", re.I), "quarter on quarter"),
)
# "could you please tell me", "I'd like to know"
_POLITE = re.compile(
    r"^(?:(?:can|could|would|will) (?:you|u) (?:please |kindly )?(?:tell me|say)|do you know|"
    r"i(?:['’]d| would) like to know|i (?:want|need) to know|(?:please |pls )?tell me|please|pls),? ",
    re.I,
)
# ", according to the 2023 labour market report" at the end
_PER_REPORT = re.compile(
    r",? (?:per|according to|as per) (?:the |this )?(?:(?:19|20)\d\d )?(?:[\w-]+ ){0,4}"
    r"(?:report|accounts|bulletin|statistics|release|survey|article|review)\b(?=\W*$)",
    re.I,
)
# verbs whose "up" is no rise
_PHRASAL = re.compile(r"\b(?:add|adds|added|g[ai]ve|given|pick|picked|make|makes|made) up\b|\bup to\b", re.I)
# "in the most recent year", "for the latest quarter": time that names no calendar
_UNDATED = re.compile(
    r"\b(?:in |during |for )?the (?:[\w-]+ ){1,3}(?:year|quarter|month|half|decade|period),?\s*(?=$|[?.,])", re.I
)
# words that steer and that no fact needs to meet
_ASIDE = re.compile(
    r"\b(?:per cent|given (?:what )?(?:the |this )?reports? (?:says?|states?)(?: about)?|"
    r"according to (?:the|this) \w+|(?:the )?rest of|everything (?:except|but|else)|all (?:except|but)|other than|"
    r"the remainder of|remaining|put together|taken together|combined|implied|average monthly|monthly average|"
    r"average quarterly|quarterly average|per month on average|so far|what would have happened to|if you leave out|"
    r"in (?:percent|pounds|pp)|i\.e\.|how come|gap between|the gap|gap|difference between|figures? p(?:lease|ls)|"
    r"roughly|approximately|in the report|compared with|relative to)\b",
    re.I,
)
# two figures at once: "and its growth", "both"
_BOTH = re.compile(
    r"\bboth\b|\band (?:its|the|their|by how much|how much|how fast) (?:[\w-]+ ){0,3}"
    r"(?:growth|increase|share|rise|rose|grew|change|changed)\b",
    re.I,
)
# no other period will do
_STRICT = re.compile(
    r"\bfull(?:-| )?(?:twelve|12) months|\b(?:not|no) (?:partial|part)\b|\bexactly\b",
    re.I,
)
# a period without it counts from a report's date: "last year", "the first half"
_YEAR = re.compile(r"(?:19|20)\d\d")
_OUT = re.compile(r"(?:out|not|non)-", re.I)  # "out-of-work" is not met by "work"
_PART = re.compile(r"[-‑.]")


def interpret(question: str, *, published: date | None = None) -> Asked:
    """Read a question. ``published`` is the date that "last year" counts from: the newest report's."""
    text = _PER_REPORT.sub("", _POLITE.sub("", spelled_out(re.sub(r"\s+", " ", question).strip())))
    mentions = find_periods(text, published=published)
    base, kept = base_of(text, mentions)
    plain = join_phrases(text).replace("-", "_") if _PHRASAL.search(text) else text
    kind = kind_of(plain)
    unit, role = unit_and_role(plain, kind)
    directions = set(directions_in(_PHRASAL.sub(" ", text)))
    many = kind == "figure" and bool(_BOTH.search(text))
    options = options_of(text) if kind in ("compare", "yesno") else ()
    terms = terms_of(_bare(without(text, [(m.start, m.end) for m in mentions])))
    thing = thing_asked(text) if unit == "count" else ""
    return Asked(
        text=text,
        kind="compare" if options else kind,
        terms=terms,
        counted=next((t for t in terms if t.text.lower() == thing), None),
        unit=None if many else unit,
        role=None if many else role,
        direction=directions.pop() if len(directions) == 1 else None,
        period=asked_period(kept),
        relative=any(not _YEAR.search(m.period.text) or LABEL.search(m.period.text) for m in kept),
        strict=bool(_STRICT.search(text)),
        base=base,
        operation=operation_of(text) if kind in ("figure", "list") else None,
        options=options,
        lesser=bool(LESSER.search(text)),
        why=bool(REASONS.match(text)),
        many=many,
    )


def spelled_out(text: str) -> str:
    """The question with its abbreviations written out: "YE Mar" → "year ending Mar", "22/23" → "2022/23"."""
    for pattern, words in _ABBREVIATIONS:
        text = pattern.sub(words, text)
    return text


def _bare(text: str) -> str:
    """A question without the words that steer only."""
    return _ASIDE.sub(" ", _UNDATED.sub(" ", text.strip(" ?")))


def terms_of(text: str) -> tuple[Term, ...]:
    """The words of ``text`` that a fact must meet: no stop words, no words that only name a slot."""
    found: dict[str, Term] = {}
    before = ""
    for word in tokens(join_phrases(text)):
        term = _term(word, before)
        if term is not None:
            found.setdefault(term.text.lower() if decade(term.text) else term.stems[0], term)
        before = word
    return tuple(found.values())


def _term(word: str, before: str) -> Term | None:
    """A word as a term; ``before`` is the word before it, or ""."""
    lower = word.lower().replace("’", "'").removesuffix("'s")
    if lower in STOP or lower in SLOT_WORDS or (len(lower) < 2 and not lower.isdigit()) or re.fullmatch(CHANGE, lower):
        return None
    number = number_of(word)
    if number is not None:
        return Term(word, (number,), name=True, number=True)
    years = decade(lower)
    if years:
        return Term(word, (years, stem(lower)), number=True)
    inside = before != "" and not before.endswith(".")
    return Term(word, _forms(lower), name=(word[0].isupper() and inside) or word[:2].isupper())


def _forms(word: str) -> tuple[str, ...]:
    """The stem of a word, and of a hyphenated one also that of the whole and those of its parts."""
    forms = [stem(word)]
    parts = [p for p in _PART.split(word) if len(p) > 1]
    if len(parts) > 1 and not _OUT.match(word):
        forms.append(stem("".join(parts)))
        forms.extend(stem(p) for p in parts if p not in STOP and p not in SLOT_WORDS)
    return tuple(dict.fromkeys(forms))
