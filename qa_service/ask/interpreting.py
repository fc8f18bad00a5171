"""A question read into the slots of a fact: what is asked of whom, in which unit, role, direction and period."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from qa_service.language.changes import CHANGE, Direction, directions_in
from qa_service.language.periods import find_periods
from qa_service.language.terms import SLOT_WORDS, STOP, decade, is_phrase, join_phrases, number_of, opposed, stem, tokens
from qa_service.records import Period, Role

Kind = Literal["figure", "text", "compare", "yesno", "published", "period", "list"]
Operation = Literal["difference", "sum", "rest", "base", "average", "comparator", "ratio"]

_CURRENCIES = {
    "CNY": r"rmb|yuan|renminbi|cny",
    "GBP": r"£|pounds?|sterling|gbp",
    "USD": r"us\$|usd|dollars?|\$",
    "EUR": r"€|euros?|eur",
    "INR": r"₹|rupees?|inr|rs\.?",
    "JPY": r"yen|jpy",
    "KRW": r"won|krw",
}
_PP = re.compile(r"\b(?:percentage[- ]points?|pp|ppts?|pct points?)\b|\bhow many points\b|\bbasis points?\b|\bpoints (?:higher|lower|above|below|ahead)\b", re.I)
_PERCENT = re.compile(r"%|\b(?:percent(?:age)?|per cent|pct)\b", re.I)
_SHARE = re.compile(r"\b(?:shares?|proportion|fraction|portion|weight)\b|(?:percent(?:age)?|per cent|pct|%) of\b|\bhow much of\b", re.I)
_COUNT = re.compile(r"\b(?:how many|number of|no\. of|count of|head ?count)\b", re.I)
_GAP = re.compile(
    r"\b(?:gap|ahead of|behind|outpac\w+|outperform\w+|exceed\w*)\b|\bdifference (?:to|from|between)\b|"
    r"\b(?:higher|lower|above|below|faster|slower|more|less|better|worse)\b[^?]*\b(?:than|the (?:national|country|whole|average|city))\b",
    re.I,
)
_ASKED_CHANGE = "|".join(w for w in CHANGE.split("|") if w not in ("raising", "lose", "loses", "losing", "lost", "loss", "gain", "gains", "up", "down", "contract", "cut"))
_GROWTH = re.compile(
    rf"(?<!end )(?<!ended )(?<!add )(?<!put )(?<!made )(?<!make )\b(?:up|down)\b(?! to\b)|\bcut\b(?=.*\bby\b)|\b(?:{_ASKED_CHANGE}|chang(?:e|ed|ing)|how fast|how quickly|how sharply|yoy|y/y|y-o-y|year[- ]on[- ]year)\b", re.I)
_RANK = re.compile(r"\b(?:rank(?:ed|ing|s)?|what place|which place|what position)\b", re.I)
_PUBLISHED = re.compile(
    r"\b(?:when|what (?:date|day)|date)\b.*\b(?:report|article|bulletin|release|document|page|statement|publication|this|it)\b.*"
    r"\b(?:publish\w*|released|issued|updated|came out|come out|dated|out)\b|\b(?:publication|release|issue) date\b|"
    r"\bhow (?:old|recent) is (?:the|this) \w+",
    re.I,
)
_WHEN_FOR = re.compile(
    r"\b(?:(?:over|in|during|for|at|which|what) )*(?:what|which) (?:period|time ?frame|time span|months?|years?|quarter|dates?)\b|\bwhat period\b", re.I
)
_YES_NO = re.compile(r"^(?:did|does|do|is|are|was|were|has|have|had|can|could|will|would)\b", re.I)
_COMPARE = re.compile(
    r"\b(?:bigger|larger|higher|greater|more|most|faster|quicker|stronger|lower|less|smaller|slower|weaker|fewer|least|likelier|older|younger|"
    r"longer|shorter|better|worse|cheaper|dearer)\b",
    re.I,
)
_LESSER = re.compile(r"\b(?:lower|less|smaller|slower|weaker|fewer|least|shorter|cheaper|smallest|lowest)\b", re.I)
_ALL = re.compile(r"\b(?:list|enumerate|name|what are|give me|show)\b.*\b(?:all|every|each)\b", re.I)
_STRICT = re.compile(r"\bfull(?:-| )?(?:twelve|12|year|calendar|\w+ months)|\b(?:not|no) (?:partial|part)|\bwhole year\b|\bentire year\b|\bexactly\b", re.I)
_TEXTUAL = re.compile(r"^(?:and |but |so )?(?:who|whom|whose|where|why|when|which|what are the|how come|how (?:do|does|did|is|are|was|were)\b)", re.I)
_PER_REPORT = re.compile(
    r",? (?:per|according to|as per) (?:the |this )?(?:(?:19|20)\d\d )?(?:[\w-]+ ){0,4}(?:report|accounts|bulletin|statistics|release|survey|article|review)\b(?=\W*$)",
    re.I,
)
_DATED = re.compile(r"\b(?:in |during |for )?the (?:[\w-]+ ){1,3}(?:year|quarter|month|half|decade|period),?\s*(?=$|[?.,])", re.I)
_MONEY = re.compile(r"\bhow much\b.*\b(?:costs?|spent|spend|paid|pay|earn(?:ed)?|worth|invest(?:ed)?|raised?|borrow(?:ed)?|owe[ds]?)\b|\bhow much money\b", re.I)
_PHRASAL = re.compile(r"\b(?:add|adds|added|g[ai]ve|given|pick|picked|make|makes|made) up\b|\bup to\b", re.I)
_RELATIVE = re.compile(r"\b(?:last|this|past|previous|current) (?:year|month|quarter|half)\b|\b(?:a|one) year ago\b", re.I)
_RATE = re.compile(r"\b(?:rates?|prevalence|uptake|coverage|turnout|margin)\b(?! of (?:exchange|pay|interest))", re.I)
_ABBREVIATIONS = (
    (re.compile(r"\b(?:YE|y/e|ye)\b(?= [A-Za-z]{3})"), "year ending"),
    (re.compile(r"\bbps\b", re.I), "basis points"),
    (re.compile(r"(?<![\d/])(?<!20)(?<!19)([0-4]\d)/([0-5]\d)(?![\d/])"), r"20\1/\2"),
    (re.compile(r"\byoy\b|\by-o-y\b", re.I), "year on year"),
    (re.compile(r"\bqoq\b", re.I), "quarter on quarter"),
)
_BOTH = re.compile(r"\bboth\b|\band (?:its|the|their|by how much|how much|how fast) (?:[\w-]+ ){0,3}(?:growth|increase|share|rise|rose|grew|change|changed)\b", re.I)
_ASIDE = re.compile(
    r"\b(?:per cent|given (?:what )?(?:the |this )?reports? (?:says?|states?)(?: about)?|according to (?:the|this) \w+|(?:the )?rest of|everything (?:except|but|else)|"
    r"all (?:except|but)|other than|the remainder of|remaining|put together|taken together|combined|implied|average monthly|monthly average|average quarterly|"
    r"quarterly average|per month on average|so far|what would have happened to|if you leave out|in (?:percent|pounds|pp)|i\.e\.|how come|gap between|"
    r"the gap|gap|difference between|figures? p(?:lease|ls)|roughly|approximately|in the report|compared with|relative to)\b",
    re.I,
)
_REASONS = re.compile(r"^(?:why|how come|for what reason|what (?:is|was) the reason)\b", re.I)
_OPERATIONS: tuple[tuple[Operation, re.Pattern[str]], ...] = (
    ("rest", re.compile(r"\b(?:the rest|remainder|remaining|everything (?:except|but|else)|all (?:except|but)|other than|not in|outside)\b", re.I)),
    ("average", re.compile(r"\b(?:average|mean)\s+(?:monthly|quarterly)\b|\b(?:monthly|quarterly) average\b|\bper month on average\b|\baverage per (?:month|quarter)\b", re.I)),
    ("sum", re.compile(r"\b(?:put together|taken together|combined|together|in total|sum of|add(?:ed)? up|plus)\b.*|\bplus\b", re.I)),
    ("ratio", re.compile(r"\bhow many times\b|\bratio of\b", re.I)),
    ("difference", re.compile(r"\bhow (?:many|much) (?:\w+ ){0,3}?(?:more|fewer|less|higher|lower|further|bigger|smaller|above|below)\b|\bby how (?:many|much)\b.*\b(?:than|from .* to)\b|\bdifference between\b|\bhow (?:many|much) (?:\w+ ){0,3}(?:above|below|short of)\b", re.I)),
    ("base", re.compile(r"\bimplied\b|\b(?:a|one) year (?:earlier|before)\b.*\b(?:level|value|number|how many|how much)\b|\bwhat (?:was|were) .* (?:a|one|the) year (?:earlier|before|ago)\b|\bprevious year's\b", re.I)),
)  # fmt: skip
_NATIONAL = re.compile(r"\b(?:national(?:ly)?|nationwide|country(?:wide)?|whole (?:city|country|nation|region|market)|city-?wide|industry-?wide|overall market)\b", re.I)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question that must be met: ``stems`` are its forms, ``name`` tells a proper name or a number,
    ``solid`` that it is a noun, a verb or an adjective that narrows down."""

    text: str
    stems: tuple[str, ...]
    name: bool = False
    number: bool = False
    solid: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's slots; None and "" mean that it does not say."""

    text: str
    kind: Kind
    terms: tuple[Term, ...]
    unit: str | None = None
    role: Role | None = None
    direction: Direction | None = None
    period: Period | None = None
    carried_period: bool = False
    relative: bool = False
    counted: Term | None = None
    follow_up: bool = False
    strict: bool = False
    base: str | None = None
    operation: Operation | None = None
    options: tuple[str, ...] = ()
    lesser: bool = False
    national: bool = False
    why: bool = False
    many: bool = False
    soft: frozenset[str] = field(default_factory=frozenset)

    @property
    def figure(self) -> bool:
        return self.kind in ("figure", "list")


def interpret(question: str, *, published: date | None = None) -> Asked:
    """Read a question. ``published`` is the date that "last year" counts from: the newest report's."""
    text = spelled_out(re.sub(r"\s+", " ", question).strip())
    text = _PER_REPORT.sub("", text)
    mentions = find_periods(text, published=published)
    base, mentions_kept = _base(text, mentions)
    plain = join_phrases(text).replace("-", "_") if _PHRASAL.search(text) else text
    kind = _kind(plain)
    unit, role = _unit_and_role(plain, kind)
    directions = directions_in(plain)
    many = kind == "figure" and bool(_BOTH.search(text))
    options = _options(text) if kind in ("compare", "yesno") else ()
    if options:
        kind = "compare"
    return Asked(
        text=text,
        kind=kind,
        terms=terms_of(_ASIDE.sub(" ", _DATED.sub(" ", _without(text, [(m.start, m.end) for m in mentions]).strip(" ?")))),
        unit=None if many else unit,
        role=None if many else role,
        direction=directions[0] if directions and (len(set(directions)) == 1) else None,
        period=_asked_period(text, mentions_kept),
        relative=bool(_RELATIVE.search(text)),
        strict=bool(_STRICT.search(text)),
        base=base,
        operation=_operation(text, unit) if kind in ("figure", "list") else None,
        options=options,
        lesser=bool(_LESSER.search(text)),
        national=bool(_NATIONAL.search(text)),
        why=bool(_REASONS.match(text)),
        many=many,
    )


def spelled_out(text: str) -> str:
    """The question with the abbreviations of statistics written out: "YE Mar" → "year ending Mar", "22/23" → "2022/23"."""
    for pattern, words in _ABBREVIATIONS:
        text = pattern.sub(words, text)
    return text


def _base(text: str, mentions: list) -> tuple[str | None, list]:  # noqa: ANN001
    """A year that a change is only counted from ("up on 2019"), set apart from the period asked for."""
    if len(mentions) == 1 or not _GROWTH.search(text):
        only = mentions[0] if len(mentions) == 1 and re.fullmatch(r"(?:19|20)\d\d|(?:last|the previous) year", mentions[0].period.text, re.I) else None
        if only and _GROWTH.search(text) and re.search(r"\b(?:on|from|over|than|since|versus|vs\.?|compared (?:with|to))\s+$", text[: only.start], re.I):
            return only.period.text, []
        return None, mentions
    kept, base = [], None
    for mention in mentions:
        if re.search(r"\b(?:on|over|than|versus|vs\.?|compared (?:with|to))\s+$", text[: mention.start], re.I):
            base = mention.period.text
        else:
            kept.append(mention)
    return base, kept


def _asked_period(text: str, mentions: list) -> Period | None:  # noqa: ANN001
    dated = [m for m in mentions if any(c.isdigit() for c in m.period.text)]
    mentions = dated or mentions
    if not mentions:
        return None
    if len(mentions) == 1:
        return mentions[0].period
    start, end = min(m.period.start for m in mentions), max(m.period.end for m in mentions)
    return Period(start, end, " and ".join(m.period.text for m in mentions))


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = text[:start] + " " + text[end:]
    return text


def _kind(text: str) -> Kind:
    if _PUBLISHED.search(text) and not re.search(r"\b(?:next|future|upcoming|following)\b", text, re.I):
        return "published"
    if _WHEN_FOR.search(text) and re.search(r"\d", _without(text, [(m.start, m.end) for m in find_periods(text)])):
        return "period"
    if _COMPARE.search(text) and re.search(r"\bor\b", text) and not _COUNT.search(text):
        return "compare"
    if _YES_NO.match(text):
        return "yesno"
    if _ALL.search(text) and (_GROWTH.search(text) or _PERCENT.search(text) or re.search(r"\b(?:figures?|numbers?|rates?)\b", text, re.I)):
        return "list"
    if _is_textual(text):
        return "text"
    return "figure"


def _is_textual(text: str) -> bool:
    if re.match(r"^how (?:did|has|have|had|does|do|is|are|was|were)\b", text, re.I) and _GROWTH.search(text):
        return False
    if re.search(r"\b(?:how (?:many|much|fast|quickly|sharply|big|large|high|far|long)|what (?:share|proportion|percent\w*|number|fraction|rate|amount|value))\b", text, re.I):
        return False
    if re.match(r"^(?:at|in|on|for|by|to|from|under) (?:what|which) (?!percent|share|rate|proportion|per cent)", text, re.I):
        return True
    if re.match(r"^what (?:is|are|was|were|do|does|did)\b.*\b(?:caused|made|used|based|driven|compiled|called|meant|mean|defined|responsible|known|due|related|by|about|like|stand for|happening)\W*$", text, re.I):
        return True
    if _TEXTUAL.match(text) and not re.search(r"\bwhich (?:percentage|share|proportion|number)\b", text, re.I):
        return True
    if re.search(r"\b(?:who|where|why|which|whose)\b", text, re.I) and "?" in text:
        return True
    slots = _PERCENT.search(text) or _SHARE.search(text) or _COUNT.search(text) or _GROWTH.search(text)
    return bool(re.match(r"^what\b", text, re.I)) and not slots and not _valued(text)


def _valued(text: str) -> bool:
    """Whether a "what is the …" asks for something that has a size."""
    return bool(
        re.search(
            r"\b(?:value|level|rate|total|amount|cost|price|size|volume|output|income|revenue|profit|turnover|sales|spending|expenditure|budget|"
            r"average|highest|lowest|target|forecast|population|gdp|debt|deficit|surplus|age|length|area|capacity|emissions?|add up|production|"
            r"investment|employment|unemployment|inflation|earnings|wage|salary|pay|intensity|prevalence|estimate|balance|rating|score|index|"
            r"reserves?|assets?|loans?|deposits?|exports?|imports?|margin|dividend|yield|tax|fee|headcount|density|expectancy|mortality|"
            r"consumption|coverage|uptake|ratio|weight|margin|premium|discount|demand|supply|stock|turnout|enrol\w+|attendance|limit|minimum|maximum|median|mean|peak)\b",
            text,
            re.I,
        )
    )


def _unit_and_role(text: str, kind: Kind) -> tuple[str | None, Role | None]:
    growth, share = bool(_GROWTH.search(text)), bool(_SHARE.search(text))
    if _RANK.search(text):
        return "rank", "rank"
    if _PP.search(text):
        return "pp", "change_in_share" if share and growth else ("gap" if _GAP.search(text) else None)
    if share and growth and not _COUNT.search(text) and not re.search(r"\bshare (?:price|of growth)", text, re.I):
        return ("pp", "change_in_share") if _asks_change(text) else ("%", "share")
    currency = _currency(text)
    if growth:
        return ("%" if _PERCENT.search(text) else currency if currency else "count" if _COUNT.search(text) else None), _growth_role(text)
    if share or re.search(r"\b(?:what|which|how many|how much) (?:percent|per cent|pct)|\bhow much of\b", text, re.I):
        return "%", "share"
    if _PERCENT.search(text):
        return "%", None
    if _COUNT.search(text):
        return "count", "level"
    if _RATE.search(text) and not currency:
        return "rate", "level"
    if currency:
        return currency, "level"
    if _MONEY.search(text):
        return "money", "level"
    return None, "level" if kind == "figure" and _valued(text) else None


def _asks_change(text: str) -> bool:
    """ "By how much did the share rise" against "what share of the increase"."""
    return bool(re.search(r"\b(?:by how much|how much|how far|change in|rise in|increase in|growth in|fall in|drop in|decline in)\b", text, re.I))


def _growth_role(text: str) -> Role | None:
    """A count of what grew is asked by "how many … more"; else the growth."""
    return "gap" if re.search(r"\bgap\b", text, re.I) else "growth"


def _currency(text: str) -> str | None:
    for code, pattern in _CURRENCIES.items():
        if re.search(rf"(?:(?<=\s)|^)(?:in |of )?(?:{pattern})(?![\w])(?!\s?\d)", text, re.I) and not re.search(rf"per (?:million |thousand )?(?:{pattern})\b", text, re.I):
            return code
    return None


def _operation(text: str, unit: str | None) -> Operation | None:
    return next((name for name, pattern in _OPERATIONS if pattern.search(text)), None)


def _options(text: str) -> tuple[str, ...]:
    """The two things set against each other: "…: energy or manufacturing?" → (energy, manufacturing)."""
    body = re.sub(r"\([^)]*\)", " ", text).strip(" ?.")
    match = re.search(r"^(.*?)\s+or\s+(?:in\s+|for\s+|by\s+|the\s+)*(.+)$", body, re.I)
    if not match:
        return ()
    left = re.split(r"[:–—]|,(?!\d)|\b(?:between|in|either|quicker|faster|bigger|larger|higher|more|than|lower|smaller|less|fewer)\b(?! or)", match.group(1))[-1]
    right = re.split(r",(?!\d)|\bin (?:19|20)\d\d", match.group(2))[0]
    left, right = left.strip(" ?'\"“”"), right.strip(" ?'\"“”")
    return (left, right) if left and right else ()


def terms_of(text: str) -> tuple[Term, ...]:
    """The words of ``text`` that a fact must meet: no stop words, no words that only name a slot."""
    found: dict[str, Term] = {}
    words = tokens(join_phrases(text))
    for position, word in enumerate(words):
        lower = word.lower().replace("’", "'").removesuffix("'s")
        if lower in STOP or lower in SLOT_WORDS or (len(lower) < 2 and not lower.isdigit()) or re.fullmatch(CHANGE, lower):
            continue
        number = number_of(word)
        if number is not None:
            found.setdefault(number, Term(word, (number,), name=True, number=True))
            continue
        years = decade(lower)
        if years:
            found.setdefault(lower, Term(word, (years, stem(lower)), number=True))
            continue
        named = (word[0].isupper() and position > 0 and not words[position - 1].endswith(".")) or word[:2].isupper()
        found.setdefault(stem(lower), Term(word, _forms(lower), name=named))
    return tuple(found.values())


def _forms(word: str) -> tuple[str, ...]:
    forms = [stem(word)]
    parts = [p for p in re.split(r"[-‑.]", word) if len(p) > 1]
    if len(parts) > 1:
        forms.append(stem("".join(parts)))
        forms.extend(stem(p) for p in parts if p not in STOP and p not in SLOT_WORDS)
    return tuple(dict.fromkeys(forms))


def tagged(asked: Asked, solid: frozenset[str], counted: str = "") -> Asked:
    """The question with its terms marked by a tagger.

    Args:
        asked: the question.
        solid: lower-cased words that name or narrow down.
        counted: the noun of "how many …", or "".
    """
    term = next((t for t in asked.terms if t.text.lower() == counted), None)
    return replace(asked, counted=term, terms=tuple(replace(t, solid=_is_solid(t.text.lower(), solid)) for t in asked.terms))


def _is_solid(word: str, solid: frozenset[str]) -> bool:
    return word in solid or ("-" in word and (not is_phrase(word) or word.endswith(("-day", "-week", "-month", "-year"))))


def merged(earlier: Asked, follow: Asked, *, names: frozenset[str]) -> Asked:
    """A follow-up with the slots of the question before it: what it names anew stands, what it leaves open is carried.

    ``names`` are the stems of either question that are proper names: a new name takes the place of the old ones.
    """
    renamed = any(t.number or t.stems[0] in names for t in follow.terms)
    own = {t.stems[0] for t in follow.terms}
    carried = tuple(
        t
        for t in earlier.terms
        if t.stems[0] not in own
        and not (renamed and (t.number or t.stems[0] in names))
        and not any(opposed(t.stems[0], form) for form in own)
    )
    slotless = follow.unit is None and follow.role is None
    return replace(
        follow,
        kind=earlier.kind if slotless and follow.kind in ("figure", "text") and earlier.figure and not follow.why else follow.kind,
        terms=(*follow.terms, *carried),
        unit=earlier.unit if slotless else follow.unit,
        role=earlier.role if slotless else follow.role,
        direction=follow.direction or (earlier.direction if slotless else None),
        counted=follow.counted or (earlier.counted if slotless else None),
        period=follow.period or (None if follow.base else earlier.period),
        carried_period=follow.period is None and follow.base is None,
        follow_up=True,
        soft=frozenset(t.stems[0] for t in carried),
    )


def dated(asked: Asked, published: date | None) -> Asked:
    """The question with "last year" and its like counted from the date of the report that is held against it."""
    if not asked.relative or published is None:
        return asked
    mentions = find_periods(asked.text, published=published)
    return replace(asked, period=_asked_period(asked.text, _base(asked.text, mentions)[1]))
