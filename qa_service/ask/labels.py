"""What tells the figures of one comparison apart: "7% in Leeds, 5% in York" are Leeds and York.

A figure's own words stand before it or after it, up to the next figure's; what the figures have in common is no name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa_service.language.parsing import Doc, Token
from qa_service.language.periods import period_spans
from qa_service.language.terms import STOP, stem
from qa_service.records import Fact

Span = tuple[int, int]
# between the words after one figure and the words before the next
_BETWEEN = re.compile(r"[,;:]\s|\s(?:and|while|but|or|against|whereas)\s|[.(–—]\s")
_TIMES = frozenset("spring summer autumn fall winter season year half quarter month week day years months".split())
_NAMING = frozenset({"PROPN", "NOUN", "ADJ", "VERB"})


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that may name something."""

    text: str
    stems: tuple[str, ...]
    proper: bool


@dataclass(frozen=True, slots=True)
class _Sides:
    before: list[Run]
    after: list[Run]


@dataclass(frozen=True, slots=True)
class Sentences:
    """What is known of the sentences that figures stand in: text, all figures of one, the parser."""

    text: Callable[[Fact], str]
    figures: Callable[[Fact], Sequence[Fact]]
    parse: Callable[[str], Doc]


def labels_of(facts: Sequence[Fact], sentences: Sentences, known: frozenset[str]) -> list[str] | None:
    """A name for each fact, in their order, all different; None where they cannot be told apart.

    ``known`` are stems of the question, which name nothing new.
    """
    sides = _sides(facts, sentences)
    for names in (
        _told([s.after for s in sides], known, proper=True),
        _told([s.before for s in sides], known, proper=True),
        _told([[*s.after, *s.before] for s in sides], known, proper=True),
        _told([s.before for s in sides], known, proper=False),
        _told([s.after for s in sides], known, proper=False),
    ):
        if names is not None:
            return names
    return None


def _told(runs: Sequence[Sequence[Run]], known: frozenset[str], *, proper: bool) -> list[str] | None:
    """The first run of each that holds a word which no other figure has; None unless all have one and all differ."""
    common = Counter(one for each in runs for one in {one for run in each for one in run.stems})
    names = []
    for each in runs:
        own = (r for r in each if (r.proper or not proper) and any(_own(s, common, known) for s in r.stems))
        name = next(own, None)
        if name is None:
            return None
        names.append(name.text)
    return names if len({name.casefold() for name in names}) == len(names) else None


def _own(one: str, common: Counter[str], known: frozenset[str]) -> bool:
    return common[one] == 1 and one not in known


def _sides(facts: Sequence[Fact], sentences: Sentences) -> list[_Sides]:
    found: dict[str, _Sides] = {}
    by_sentence: dict[tuple[str, int], list[Fact]] = defaultdict(list)
    for fact in facts:
        by_sentence[fact.report, fact.start].append(fact)
    for compared in by_sentence.values():
        found |= _sides_in(compared, sentences)
    return [found[fact.id] for fact in facts]


def _sides_in(compared: Sequence[Fact], sentences: Sentences) -> dict[str, _Sides]:
    """The words before and after each compared figure of one sentence.

    Before it come its own words first, then those of figures to its left that are not compared: "184 million, up 11%".
    """
    text = sentences.text(compared[0])
    doc, timed = sentences.parse(text), period_spans(text)
    figures = sorted(sentences.figures(compared[0]), key=lambda f: f.number_start)
    pieces = _pieces(text, [(f.number_start - f.start, f.number_end - f.start) for f in figures])
    wanted, found = {fact.id for fact in compared}, {}
    left: list[Run] = []
    for figure, (before, after) in zip(figures, pieces, strict=True):
        sides = _Sides([*_runs(doc, before, timed), *left], _runs(doc, after, timed))
        if figure.id in wanted:
            found[figure.id] = sides
        left = [] if figure.id in wanted else [*sides.before, *sides.after]
    return found


def _pieces(text: str, numbers: Sequence[Span]) -> list[tuple[Span, Span]]:
    """The stretch before each figure and the one after it."""
    cuts = [0]
    for (_, end), (following, _) in pairwise(numbers):
        between = _BETWEEN.search(text, end, following)
        cuts.append(between.start() if between else following)
    cuts.append(len(text))
    return [((cuts[i], start), (end, cuts[i + 1])) for i, (start, end) in enumerate(numbers)]


def _runs(doc: Doc, span: Span, timed: Sequence[Span]) -> list[Run]:
    start, end = span
    runs: list[list[Token]] = [[]]
    for token in doc:
        if token.idx < start or token.idx + len(token.text) > end:
            continue
        if _names(token) and not any(a <= token.idx < b for a, b in timed):
            runs[-1].append(token)
        elif not (runs[-1] and _joins(token)):
            runs.append([])
    return [_run(run) for run in runs if run]


def _names(token: Token) -> bool:
    finite = token.tag_ in ("VBD", "VBZ", "VBP", "VB")
    return token.pos_ in _NAMING and not finite and token.lower_ not in STOP and token.lower_ not in _TIMES


def _joins(token: Token) -> bool:
    """Whether a word stands inside a name: "Isle of Wight", "Saint-Denis"."""
    if token.i + 1 >= len(token.doc):
        return False
    left, right = token.nbor(-1) if token.i else token, token.nbor(1)
    hyphen = token.text in ("-", "‑", "&", "’s", "'s")
    return (hyphen or token.lower_ == "of") and left.pos_ == "PROPN" and right.pos_ == "PROPN"


def _run(run: list[Token]) -> Run:
    text = run[0].doc.text[run[0].idx : run[-1].idx + len(run[-1].text)]
    proper = any(token.pos_ == "PROPN" or (token.text[0].isupper() and token.i) for token in run)
    return Run(text, tuple(stem(token.text) for token in run), proper)
