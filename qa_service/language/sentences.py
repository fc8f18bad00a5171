"""Where sentences begin and end, and the run-in headings ("Growth in exports—Sales rose …") that open paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

MAX_SENTENCE = 2000
"""Characters; a longer run without a sentence end (a damaged file, a list without stops) is cut at a space."""

_END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’)\]»]*(?:\[\d{1,3}\])*(?=\s)|[\u3002\uff01\uff1f]+[”’」』)]*")
_OPENING = re.compile(r"[\"'“‘«(\[【£$€¥₹#*•●▪◦■‣–—-]*\s?[^\W_]")
_BULLETS = re.compile(r"(?<=\s)(?=[•●▪◦■‣]\s)")
_LETTER = re.compile(r"[^\W\d_]")
_WORD_BEFORE = re.compile(r"[\w.&’']+$")
_NEVER_FINAL = frozenset(
    "mr mrs ms dr prof st gen gov sen rep rev hon lt col capt sgt messrs vs e.g i.e eg ie viz cf approx ca est"
    " fig figs eq ref vol pp para art cap tab incl excl dept".split()
)
_SELDOM_FINAL = frozenset(
    "no nos inc ltd co corp plc llc bros jr sr etc al u.s u.k u.n e.u u.s.a a.m p.m b.c a.d jan feb mar apr jun jul"
    " aug sep sept oct nov dec mon tue wed thu fri sat sun ph.d m.sc b.sc p sec ch ed".split()
)
_STARTERS = frozenset(
    "the this that these those a an it its he she they we you i his her their our in on at from by for of to with as"
    " since during after before between among over under however but and while when if although though there here"
    " what which who where why how all some many most more both each other such another no one not so then thus"
    " meanwhile overall last next".split()
)
_VERBS = frozenset(
    "is are was were be been being has have had do does did will would can could may might shall should must said says"
    " say added adds noted notes told stated states include includes included including following follows rose fell"
    " grew reached".split()
)
_PREPOSITIONS = frozenset("in on at from by for since during after before between until as with to".split())
_DASH = re.compile(r"\s?—\s?|\s[–-]\s|–(?=[A-Z“\"‘])|:\s")
_CLAUSE = re.compile(r"[“\"‘'(]*(?:[^\W\d_]|\d)")
_SPACE, _NO_SPACE = re.compile(r"\s"), re.compile(r"\s*")
_SHORT, _LONG = 8, 25


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans of sentences, without the white space around them, in order; together they hold every other character.

    A newline or a bullet always ends a sentence. A full stop does so before white space and something that can open
    a sentence, unless it ends an abbreviation or an initial.
    """
    spans: list[tuple[int, int]] = []
    for start, end in _line_spans(text):
        for piece in _trimmed(text, _cut(text, start, end)):
            spans.extend(_bounded(text, *piece))
    return spans


def lead_in(text: str) -> tuple[str, int] | None:
    """The run-in heading that opens a paragraph and the offset where the clause after it begins; None without one.

    A title of a few words before a colon or a spaced dash, or up to a whole clause before an em dash, with a
    capitalised clause after it. A pair of dashes is a parenthesis, not a run-in heading.
    """
    mark = _DASH.search(text)
    if mark is None:
        return None
    head, rest = text[: mark.start()], text[mark.end() :]
    dash = mark[0].strip()
    if not _CLAUSE.match(head) or not (head.lstrip("“\"‘'(")[:1].isupper() or head[:1].isdigit()):
        return None
    if _ends_inside(head) or not _opens_clause(rest, digits=dash != ":") or _is_paired(text, dash):
        return None
    whole_clause_allowed = dash == "—"
    return (head.strip(), mark.end()) if _is_title(head, whole_clause_allowed) else None


def _line_spans(text: str) -> Iterator[tuple[int, int]]:
    for line in re.finditer(r"[^\n]+", text):
        cuts = [line.start(), *(line.start() + m.start() for m in _BULLETS.finditer(line[0])), line.end()]
        yield from pairwise(cuts)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for stop in _END.finditer(text, start, end):
        if _is_boundary(text, at, stop, end):
            yield at, stop.end()
            at = stop.end()
    yield at, end


def _is_boundary(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    if stop[0][0] in "\u3002\uff01\uff1f":
        return True
    after = text[stop.end() : min(end, stop.end() + 40)].lstrip()
    opening = _OPENING.match(after)
    if not opening or opening[0][-1].islower() or not _has_letter(text, start, stop.start()):
        return False
    return not (stop[0] == "." and _is_abbreviation(text[max(start, stop.start() - 30) : stop.start()], after))


def _has_letter(text: str, start: int, end: int) -> bool:
    return _LETTER.search(text, max(start, end - MAX_SENTENCE), end) is not None


def _is_abbreviation(before: str, after: str) -> bool:
    found = _WORD_BEFORE.search(before)
    word = found[0].strip("’'.").lower() if found else ""
    if word in _NEVER_FINAL:
        return True
    is_initial = (len(word) == 1 and word.isalpha()) or re.fullmatch(r"(?:[a-z]\.)+[a-z]", word) is not None
    if word not in _SELDOM_FINAL and not is_initial:
        return False
    follower = re.match(r"\W*(\w+)", after)
    if word in {"no", "nos", "p", "sec", "ch"}:
        return follower is not None and follower[1][0].isdigit()
    return follower is not None and follower[1].lower() not in _STARTERS


def _trimmed(text: str, spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in spans:
        piece = text[start:end]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MAX_SENTENCE:
        spaces = [m.start() for m in _SPACE.finditer(text, start, start + MAX_SENTENCE)]
        cut = spaces[-1] if spaces else start + MAX_SENTENCE
        yield from _trimmed(text, iter([(start, cut)]))
        start = _NO_SPACE.match(text, cut).end()  # type: ignore[union-attr]
    if start < end:
        yield start, end


def _ends_inside(head: str) -> bool:
    return re.search(r"[.!?;]\s", head) is not None


def _opens_clause(rest: str, *, digits: bool) -> bool:
    first = rest.lstrip("“\"‘'(")[:1]
    return len(rest.split()) >= 3 and (first.isupper() or (digits and first.isdigit()))


def _is_paired(text: str, dash: str) -> bool:
    first_sentence = text[: split_sentences(text)[0][1]]
    return dash != ":" and first_sentence.count(dash) % 2 == 0


def _is_title(head: str, whole_clause_allowed: bool) -> bool:
    words = re.findall(r"[\w’'-]+", head)
    if whole_clause_allowed:
        return 0 < len(words) <= _LONG
    plain = {word.lower() for word in words}
    return 0 < len(words) <= _SHORT and "," not in head and not plain & _VERBS and words[0].lower() not in _PREPOSITIONS
