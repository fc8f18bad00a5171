"""Clauses that a figure opens: "; 241 are done", ", and 49% of them voted", "while 62% of the first ones failed"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa_service.ingest.cues import bare
from qa_service.ingest.verbless import FINITE
from qa_service.language.parsing import Doc, Token

_OPENING = re.compile(
    r"\s*(?:[;:–—]|,?\s*(?:and|but|while|whereas|yet|so that)\b|,?\s*of (?:which|whom)\b)[\s,]*"
    r"(?:(?:and|but|so far|meanwhile)\b[\s,]*)?",
    re.IGNORECASE,
)
_ENDS = frozenset(",;:()–—")
_LONGEST = 9  # words of the noun phrase that a figure opens


def opens_clause(text: str, doc: Doc, start: int, figure: tuple[int, int]) -> bool:
    """Whether a figure opens a clause with a verb of its own behind the words before it, from ``start`` on."""
    head = bare(text[start : figure[0]])
    return bool(head) and bool(_OPENING.fullmatch(head)) and predicate(doc, figure[1]) is not None


def lacks_noun(text: str, doc: Doc, start: int, figure: tuple[int, int]) -> bool:
    """Whether a figure opens a clause and leaves it to those before to say what it counts: "; 241 are done"."""
    verb = predicate(doc, figure[1]) if opens_clause(text, doc, start, figure) else None
    return verb is not None and not any(t.pos_ in ("NOUN", "PROPN") for t in doc if figure[1] <= t.idx < verb.idx)


def predicate(doc: Doc, start: int) -> Token | None:
    """The finite verb of the clause whose noun phrase goes on at ``start``, or None."""
    for token in _clause(doc, start):
        if token.tag_ in FINITE and token.lower_ != "aged":
            return token
        if token.tag_ in ("WDT", "WP", "WP$", "WRB", "VBG") or token.lower_ in ("than", "to"):
            return None
    return None


def _clause(doc: Doc, start: int) -> Iterator[Token]:
    """The first words from ``start`` on, up to a comma or another mark."""
    for token in [t for t in doc if t.idx >= start][:_LONGEST]:
        if token.text in _ENDS:
            return
        yield token
