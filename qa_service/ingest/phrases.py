"""Noun phrases of a parse: the counted noun of a figure, the subject of its clause, owner and measure of a phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa_service.language.currencies import CODES, CURRENCY_BEFORE
from qa_service.language.parsing import Doc, Token
from qa_service.language.periods import period_spans

_LEFT_OUT = {"relcl", "acl", "advcl", "parataxis", "punct", "appos", "ccomp", "cc", "conj"}
_TRANSPARENT = re.compile(
    r"^(?:the |an? )?(?:[\w-]+ ){0,2}"
    r"(?:growth rate|growth|rate of growth|number|amount|proportion|percentage|share|value|volume|quantity|size|"
    r"estimates?) (?:of|in) ",
    re.IGNORECASE,
)
_COMMON = frozenset(
    "net gross total average annual real core adjusted free central public private median mean international foreign "
    "domestic weekly monthly quarterly daily new local national regional operating recorded most no full-time "
    "part-time retail industrial urban rural overall underlying nominal current fixed primary secondary tertiary many "
    "other young older general commercial residential external organic house household hospital consumer labour labor "
    "export exports imports".split()
)
_AMOUNT = re.compile(
    r" of (?:(?:about|around|some|nearly|almost|over|only|just|up to|more than|less than|an estimated) )?"
    rf"(?:(?:{CURRENCY_BEFORE}) ?)?\d[\d.,]*(?![\w.,-]).*$"
    rf"| of (?:{'|'.join(sorted(CODES))})$"
)
_FRONT_FIRST = re.compile(r"(?:in|among|amongst|across|within|at|for)\s", re.IGNORECASE)
_FRONT = re.compile(
    r"[;,]\s*(?:(?:and|while|whereas|but)\s+)?((?:for|in|among|amongst|at|within|across)\s)", re.IGNORECASE
)
_ACCOUNTS = frozenset("GDP GVA GNI GNP CPI CPIH HICP RPI PPI".split())  # measures, though in capitals
_NO_PLACE = frozenset(
    "addition contrast total particular example fact turn time term terms general line comparison part short response "
    "result average year month quarter week period season half report basis instance view light all case contrary "
    "end beginning moment years months survey".split()
)
_FRONT_WORD = re.compile(r"(?:Between|By|On|At|In|After|During|Over|From|For|Under|Since|With|Of)\b")
_TIMES = frozenset("day week month quarter year season decade".split())
_YEAR = re.compile(r"(?:19|20)\d\d")
_WHEN = frozenset("last next previous past this today yesterday tomorrow".split())
_SUBJECT = {"nsubj", "nsubjpass", "csubj", "expl"}
_PRONOUN = {"it", "they", "this", "these", "he", "she", "its", "their", "that", "both", "those", "which", "who"}
_MONTH_FIRST = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+(?=[a-z])"
)
_CARRIED = re.compile(
    r"^(?:this|that|such) (?:group|company|firm|bank|city|region|sector|industry|figure|total|latter|former|number|"
    r"rate|value|country)$",
    re.IGNORECASE,
)


def token_at(doc: Doc, start: int, end: int) -> Token | None:
    """The last token that overlaps ``[start, end)``."""
    inside = [token for token in doc if token.idx < end and token.idx + len(token) > start]
    return inside[-1] if inside else None


def is_within(token: Token, subject: Token) -> bool:
    """Whether ``token`` is inside the noun phrase of ``subject``, not in a clause that hangs on it."""
    for ancestor in (token, *token.ancestors):
        if ancestor == subject:
            return True
        if ancestor.pos_ in ("VERB", "AUX"):
            return False
    return False


def verb_of(token: Token) -> Token | None:
    """The nearest verb above ``token`` (or itself)."""
    for ancestor in (token, *token.ancestors):
        if ancestor.pos_ in ("VERB", "AUX") and ancestor.lower_ != "aged":
            return ancestor
    return None


def subject_of(verb: Token) -> Token | None:
    """The subject of ``verb``, looked for up the chain of verbs that share it ("made … and sold")."""
    for _ in range(6):
        found = [child for child in verb.children if child.dep_ in _SUBJECT and child.lower_ != "there"]
        own = next((child for child in found if child.left_edge.tag_ != "IN"), found[0] if found else None)
        if own is not None and own.lower_ not in ("who", "which", "that", "whose"):
            return own if _names_something(own) else None
        if verb.dep_ in ("relcl", "acl") and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return verb.head if _names_something(verb.head) else None
        if verb.head == verb or verb.head.pos_ not in ("VERB", "AUX"):
            return None
        verb = verb.head
    return None


def _names_something(token: Token) -> bool:
    return token.text != "%" and any(c.isalpha() for c in token.text)


def is_pronoun(token: Token) -> bool:
    return token.lower_ in _PRONOUN or bool(_CARRIED.match(phrase(token)))


def phrase(token: Token) -> str:
    """The noun phrase of ``token`` without clauses, appositions and coordination, as the text has it."""
    kept = sorted(_kept(token), key=lambda t: t.i)
    if not kept:
        return token.text
    inside = set(kept)
    words = token.doc[kept[0].i : kept[-1].i + 1]
    text = "".join(t.text_with_ws for t in words if t in inside or t.text in "-'’“”\"&/,")
    text = clean(re.split(r"\s[–—]\s|,(?!\d)", text)[0])
    first = kept[0] if kept[0].pos_ != "DET" or len(kept) == 1 else kept[1]
    capitals = any(t.text[0].isupper() for t in kept if t is not first)
    noun = first.pos_ == "NOUN" or (first.pos_ == "ADJ" and not capitals)
    opens = first.i <= 1 and noun and first.text[1:].islower()
    return text[:1].lower() + text[1:] if opens else _without_capital(text)


def _without_capital(text: str) -> str:
    """``text`` without the capital of a first word that is no name ("Net debt")."""
    first = text.split(" ")[0]
    return text[:1].lower() + text[1:] if first[1:].islower() and first.lower() in _COMMON else text


def _kept(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        counts = child.dep_ == "nummod" and child.head.lemma_ in _TIMES  # "in the twelve months to July"
        if (child.dep_ not in _LEFT_OUT or _stays(child)) and (counts or not _is_outside(child)):
            yield from _kept(child)


def _is_outside(child: Token) -> bool:
    """Whether a child before its noun is no part of its name: what counts it ("12 mills"), what joins it on.

    The figure itself tells the one, "of which households" is of the other; a year stays ("the 2022 budget").
    """
    if child.dep_ == "prep" and child.i < child.head.i:
        return True
    before = child.dep_ == "nummod" and child.i < child.head.i and child.head.pos_ == "NOUN"
    return before and not _YEAR.fullmatch(child.text)


def _stays(child: Token) -> bool:
    """Whether a child that is left out else is part of the name: the "added" of "value added", a second adjective."""
    if child.lower_ == "added" and child.head.lower_ == "value":
        return True
    return child.dep_ in ("cc", "conj") and child.head.dep_ in ("amod", "compound", "nmod")


def clean(text: str) -> str:
    """A phrase for people: no leading article, no loose punctuation."""
    text = re.sub(r",?\s*\brespectively\b", "", re.sub(r"\s+", " ", text)).strip(" ,;:–—-()[].")
    text = re.sub(r"^\d+(?:\.\d+)*\.?\s+(?=[A-Z])", "", text)
    text = re.sub(r"^(?:the|a|an)\s+", "", text, flags=re.IGNORECASE)
    if text.count("“") != text.count("”"):
        text = text.strip("“”")
    return text


def counted(doc: Doc, end: int) -> str:
    """The noun counted by the figure that ends at ``end``: "cars", "investment attraction projects"; "" for none."""
    taken: list[Token] = []
    for token in (t for t in doc if t.idx >= end):
        if token.is_space:
            continue
        if token.lower_ in _WHEN:  # "12 applicants last autumn"
            break
        hyphenated = bool(taken) and taken[-1].text == "-"
        participle = token.tag_ in ("VBG", "VBN") and (not taken or hyphenated or taken[-1].pos_ == "ADV")
        if token.pos_ in ("NOUN", "PROPN", "ADJ") or token.text in "-/" or participle or _joins_adjective(token):
            taken.append(token)
            continue
        break
    while taken and taken[-1].pos_ not in ("NOUN", "PROPN"):
        taken.pop()
    if not taken or doc.text[end : taken[0].idx].strip():
        return ""
    return clean(doc.text[taken[0].idx : taken[-1].idx + len(taken[-1])])


def _joins_adjective(token: Token) -> bool:
    """The adverb of "newly registered firms"."""
    return token.pos_ == "ADV" and token.lower_.endswith("ly") and token.head.pos_ in ("ADJ", "VERB", "NOUN")


def fronted(doc: Doc, start: int, end: int) -> str:
    """Where or of whom a clause tells by its front: "In Elmstead, …", "Among nurses, …", "; in the south they fell".

    ``start`` is where the words of a figure begin, ``end`` the figure; "" where neither sentence nor clause opens so.
    """
    comma = doc.text.find(",", 0, start or end)
    anew = [found.start(1) for found in _FRONT.finditer(doc.text, 0, end)]
    noun = _fronting(doc, anew[-1], end) if anew else None
    if noun is None and comma >= 0 and _FRONT_FIRST.match(doc.text) and not period_spans(doc.text[:comma]):
        noun = _fronting(doc, 0, comma)
    return phrase(noun) if noun is not None else ""


def _fronting(doc: Doc, start: int, end: int) -> Token | None:
    """The noun that the preposition at ``start`` leads to, if it may be a place or a group."""
    joint = token_at(doc, start, start + 1)
    noun = next((c for c in joint.children if c.dep_ == "pobj" and c.idx < end), None) if joint is not None else None
    if noun is None or noun.pos_ not in ("NOUN", "PROPN") or noun.lemma_.lower() in _NO_PLACE:
        return None
    return noun if untimed(phrase(noun)) and not period_spans(f"in {phrase(noun)}") else None


def unbracketed(text: str) -> str:
    """``text`` with brackets that hold no figure blanked: they mislead the parser ("gas (GHG) emissions").

    The length stays, so that offsets hold.
    """
    return re.sub(r"\([^()\d]{1,60}\)", lambda match: " " * len(match.group()), text)


def untimed(text: str) -> str:
    """``text`` without the periods that it names: "rate in the three months to May" → "rate"."""
    for start, end in reversed(period_spans(text)):
        before = re.sub(r"\s*\b(?:in|for|during|at|on|over|between|from|of)?\s*$", "", text[:start])
        text = before + text[end:] if before else text
    return text


def _without_front(text: str) -> str:
    """``text`` without a time that the parser takes for its beginning: "Between May and July passengers"."""
    spans = period_spans(text) if _FRONT_WORD.match(text) else []
    rest = text[spans[0][1] :].strip(" ,") if spans and spans[0][0] <= len("between the ") else ""
    return rest or text


def owner_and_measure(text: str) -> tuple[str, str]:
    """Split a noun phrase: "the transport sector's emissions" → (transport sector, emissions).

    Without a possessive or an "of", "for", "in" complement the owner is "".
    """
    text = _without_front(_AMOUNT.sub("", text))
    text = _TRANSPARENT.sub("", _without_capital(_MONTH_FIRST.sub("", text)))
    text = untimed(re.sub(r"\s+(?:in|for|during|since|by) (?:19|20)\d\d\b.*$", "", text))
    possessive = re.match(r"^(.*?)(?:['’]s|s['’])\s+(.+)$", text)
    if possessive:
        plural = re.search(r"s['’]\s", text) and "’s" not in text and "'s" not in text
        return clean(possessive.group(1) + ("s" if plural else "")), clean(possessive.group(2))
    parts = re.split(r"\s+(?:of|for|in|by|at|from|among)\s+", text)
    if len(parts) > 1:
        return clean(parts[-1]), clean(text[: text.rindex(parts[-1])].rstrip().rsplit(" ", 1)[0])
    named = re.match(r"^((?:(?:[A-Z][A-Z&]+|[A-Z][a-z]+)\s+)+)([a-z].*)$", clean(text))
    if named and not set(named.group(1).split()) <= _ACCOUNTS and not _FRONT_WORD.match(text):
        return named.group(1).strip(), named.group(2)
    return "", clean(text)


def without(text: str, start: int, end: int, left_out: Sequence[tuple[int, int]]) -> str:
    """``text[start:end]`` with the spans of ``left_out`` taken out."""
    for first, last in sorted(left_out, reverse=True):
        if start <= first and last <= end:
            text = text[:first] + " " * (last - first) + text[last:]
    return text[start:end]


def pruned(name: str, words: Sequence[str]) -> str:
    """``name`` without ``words`` and the commas and conjunctions that join them to it."""
    for word in words:
        pattern = rf"(?:,\s*|\b(?:and|or)\s+)?\b{re.escape(word)}\b(?:\s*,|\s+(?:and|or)\b)?"
        name = re.sub(pattern, "", name, flags=re.IGNORECASE)
    return clean(name)


def swapped(name: str, word: str, other: str) -> str:
    """``name`` with ``other`` in place of ``word``."""
    return re.sub(rf"\b{re.escape(word)}\b", lambda _: other, name, flags=re.IGNORECASE)
