"""Figures whose clause takes its verb from the one before: "and imports 8 million", "a shortage of staff 17%"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa_service.ingest.binding import Bound
from qa_service.ingest.phrases import owner_and_measure
from qa_service.ingest.table_names import turns_on_a_measure
from qa_service.ingest.verbless import lacks_verb, verbless_name
from qa_service.language.parsing import Doc

_PREDICATE_END = re.compile(r"[,;()]")
_WITH = re.compile(r"\bwith\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Gap:
    """A clause without a verb: ``name`` is in the place of the subject of the clause that ``leader`` stands in.

    ``predicate`` are the words of that clause after its subject, without the figure. ``part`` tells that ``name`` is a
    part of what is measured there ("uptake was 53%, with nurses at 50%").
    """

    name: str
    leader: Bound
    predicate: str
    part: bool

    def names(self, subject: str, measure: str, *, transitive: bool) -> tuple[str, str]:
        """Subject and measure, from those of the leader; ``transitive`` tells that its subject does the measured."""
        if transitive or (self.part and not turns_on_a_measure(self.name)):
            return self.name, measure
        owner, own = owner_and_measure(self.name)
        return owner or subject, own


def gap_of(text: str, doc: Doc, item: Bound, bound: Sequence[Bound]) -> Gap | None:
    """The gap that a figure stands in, or None; ``bound`` are all figures of the sentence, in order."""
    if item.anchor is not None or item.left_out or text[: item.quantity.start].rstrip().endswith("("):
        return None
    name = verbless_name(doc, item.segment.start, item.quantity.start)
    leader = _leader(doc, item, bound) if name else None
    if leader is None:
        return None
    part = bool(_WITH.search(text, leader.quantity.end, item.quantity.start))
    return Gap(name, leader, _predicate(text, doc, leader), part)


def _leader(doc: Doc, item: Bound, bound: Sequence[Bound]) -> Bound | None:
    """The nearest figure before that has a verb and hangs on none."""
    before = [b for b in bound if b.quantity.end <= item.segment.start and b.anchor is None]
    return next((b for b in reversed(before) if not lacks_verb(doc, b.segment.start, b.quantity.start)), None)


def _predicate(text: str, doc: Doc, leader: Bound) -> str:
    verbs = (t for t in doc if leader.segment.start <= t.idx < leader.quantity.start and t.pos_ in ("VERB", "AUX"))
    verb = next(verbs, None)
    tail = _PREDICATE_END.split(text[leader.quantity.end : leader.segment.end], maxsplit=1)[0]
    return f"{text[verb.idx : leader.quantity.start] if verb is not None else ''}{tail}"
