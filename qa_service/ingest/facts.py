"""Figures of a report as facts: each bound to subject, measure, role, unit, period, basis and comparator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from qa_service.ingest.bases import basis_of
from qa_service.ingest.binding import Bound, bind
from qa_service.ingest.clauses import lacks_noun, opens_clause
from qa_service.ingest.counting import figures_of, is_counted, is_whole
from qa_service.ingest.crowding import crowded
from qa_service.ingest.cues import bare
from qa_service.ingest.gapping import gap_of
from qa_service.ingest.labels import labelled_names
from qa_service.ingest.naming import Namer
from qa_service.ingest.owners import Owners
from qa_service.ingest.parts import is_part, part_names
from qa_service.ingest.phrases import clean, fronted, is_pronoun, phrase, pruned, swapped, unbracketed, without
from qa_service.ingest.roles import comparator_of, role_of
from qa_service.ingest.tables import rows_of, set_aside, table_facts
from qa_service.ingest.timing import Timing
from qa_service.language.parsing import Doc, Parser, Token
from qa_service.language.quantities import find_quantities
from qa_service.language.sentences import lead_in
from qa_service.records import Fact, Passage, Quantity, Report

_PARALLEL = re.compile(r"\b(?:and|while|whereas|but|compared|versus|against|than)\b", re.IGNORECASE)
_GROUP = re.compile(r"\s*(?:of|in|for|among|at)\s+((?:[^;(),]|,(?=\d))+)", re.IGNORECASE)
_STANDS_FOR = re.compile(
    r"(?:^|[,;]|\band|\bwhile|\bbut)\s*(?:that|those) (?:of|in|for|among|at|with|on|from) (\w.*)", re.IGNORECASE
)
_LAST_PREPOSITION = re.compile(r"\s+(?:by|to|at|from|of|for)$", re.IGNORECASE)
_RATE_BEFORE = re.compile(
    r"[,;(]\s*(?:(?:up|down|slow\w*|eas\w*|accelerat\w*|higher|lower|quick\w*)\s+)?"
    r"(?:from|than|compared (?:with|to)|against)$",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"(?:this|that|it|these|they)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence on its way to facts; ``start`` and ``end`` are offsets into the report, ``body`` skips the lead-in."""

    start: int
    end: int
    text: str
    body: int
    passage: Passage

    @property
    def spoken(self) -> str:
        return self.text[self.body :]


def extract_facts(report: Report, passages: Sequence[Passage], parser: Parser) -> list[Fact]:
    """Every figure of ``report`` as a fact, in the order of the text; those of crowded sentences are left out."""
    sentences = [sentence for passage in passages for sentence in _sentences(report, passage)]
    rows = rows_of(report, passages)
    aside = set_aside(rows, report) | crowded(report, passages)
    quantities = [[] if sentence.start in aside else find_quantities(sentence.spoken) for sentence in sentences]
    docs = _parses(sentences, quantities, parser)
    timing, owners = Timing(report), Owners(report, parser)
    opening = {block.start for block in report.blocks}
    facts: list[Fact] = []
    for index, sentence in enumerate(sentences):
        timing.enter(sentence.passage, sentence.spoken, docs.get(index), opens=sentence.start in opening)
        if quantities[index]:
            before = _Before(sentences, docs, facts, index)
            reader = _Reader(report, sentence, docs[index], before, owners.of(sentence.passage))
            found = reader.facts(quantities[index], timing)
            timing.carry(found)
            facts.extend(found)
    return sorted([*facts, *table_facts(report, rows)], key=lambda fact: fact.number_start)


def _sentences(report: Report, passage: Passage) -> Iterator[_Sentence]:
    for number, (start, end) in enumerate(passage.sentences):
        text = report.text[start:end]
        lead = lead_in(text) if number == 0 else None
        yield _Sentence(start, end, text, lead[1] if lead else 0, passage)


def _parses(sentences: Sequence[_Sentence], quantities: Sequence[Sequence[Quantity]], parser: Parser) -> dict[int, Doc]:
    """Parses of the sentences that hold figures and of those just before them, by index."""
    wanted = sorted({i for n, found in enumerate(quantities) if found for i in (n - 1, n) if i >= 0})
    return dict(zip(wanted, parser.parse_many([unbracketed(sentences[i].spoken) for i in wanted]), strict=True))


class _Before:
    """What stands before a sentence in its passage: the subject that a pronoun takes up, and the last fact."""

    def __init__(self, sentences: Sequence[_Sentence], docs: dict[int, Doc], facts: Sequence[Fact], index: int) -> None:
        same = index > 0 and sentences[index - 1].passage is sentences[index].passage
        self.subject = next((phrase(t) for t in docs[index - 1] if _leads(t)), "") if same else ""
        self.fact = facts[-1] if same and facts and facts[-1].start == sentences[index - 1].start else None


def _leads(token: Token) -> bool:
    return token.dep_ in ("nsubj", "nsubjpass") and not is_pronoun(token)


class _Reader:
    """Reads the facts of one sentence."""

    def __init__(self, report: Report, sentence: _Sentence, doc: Doc, before: _Before, owner: str) -> None:
        self._report = report
        self._sentence = sentence
        self._doc = doc
        self._text = sentence.spoken
        self._heading = owner
        self._namer = Namer(self._text, doc, before.subject or sentence.passage.lead_in, self._heading)
        self._earlier = before.fact
        self._before = before.fact if _POINTS_BACK.match(self._text) else None
        self._made: list[Fact] = []
        self._wholes: list[Fact] = []

    def facts(self, quantities: Sequence[Quantity], timing: Timing) -> list[Fact]:
        figures = self._figures(quantities)
        bound = bind(self._text, self._doc, [q for q in figures if q.unit != "rank"], timing.mentions)
        for item in bound:
            self._made.append(self._fact(item, bound, timing))
            if not self._told_by_whole(item):
                self._wholes.append(self._made[-1])
        alone = (bind(self._text, self._doc, [q], timing.mentions) for q in figures if q.unit == "rank")
        ranks = [self._fact(rank, [rank], timing) for ranked in alone for rank in ranked]
        return sorted([*self._made, *ranks], key=lambda fact: fact.number_start)

    def _figures(self, quantities: Sequence[Quantity]) -> list[Quantity]:
        """The quantities that are figures, with the nouns that bare numbers count."""
        earlier = self._earlier.unit if self._earlier is not None else ""
        return figures_of(self._text, self._doc, quantities, earlier)

    def _fact(self, item: Bound, bound: Sequence[Bound], timing: Timing) -> Fact:
        quantity = item.quantity
        anchor = self._made[item.anchor] if item.anchor is not None else None
        subject, measure = self._names(item, bound)
        role, value = role_of(item)
        if anchor and role == "growth" and quantity.unit == "pp":
            role = "change_in_share"
        if anchor and self._growth_before(item, anchor):
            role = "growth"
        tail = self._text[quantity.end : item.group_end]
        basis = basis_of(self._text, item, role, timing.mentions)
        return Fact(
            id=self._id(quantity), report=self._report.id, subject=subject, measure=measure, role=role, value=value,
            unit=quantity.unit or "count", text=quantity.text, basis=basis,
            comparator=comparator_of(role, tail, subject),
            period=timing.period(item, bound, anchor.period if anchor else None, basis), qualifier=quantity.qualifier,
            start=self._sentence.start, end=self._sentence.end,
            number_start=self._offset(quantity.start), number_end=self._offset(quantity.end),
            scope=self._scope(item, bound), method=item.cue.kind + ("" if item.anchor is None else "-chained"),
        )  # fmt: skip

    def _growth_before(self, item: Bound, anchor: Fact) -> bool:
        """Whether a figure is the growth before: "rose by 3% in May, up from 2% in April"."""
        rates = anchor.role == "growth" and anchor.unit == item.quantity.unit == "%"
        before = self._text[: item.quantity.start].rstrip()
        return rates and item.cue.kind in ("from", "compared") and bool(_RATE_BEFORE.search(before))

    def _offset(self, position: int) -> int:
        return self._sentence.start + self._sentence.body + position

    def _id(self, quantity: Quantity) -> str:
        return sha256(f"{self._report.id}:{self._offset(quantity.start)}".encode()).hexdigest()[:12]

    def _names(self, item: Bound, bound: Sequence[Bound]) -> tuple[str, str]:
        part = part_names(self._text, self._doc, item, self._whole())
        if part is not None or item.anchor is not None:
            return part or self._chained_names(self._made[item.anchor or 0], item)
        if self._before is not None and not self._made and item.cue.kind in ("change", "from", "to", "gap", "share"):
            return self._before.subject, self._before.measure
        named = labelled_names(self._text, self._doc, item) or self._gap_names(item, bound)
        subject, measure = named or self._listed_names(item, bound)
        place = fronted(self._doc, item.segment.start, item.quantity.start)
        subject = subject or place or self._going_on(item)
        return subject or self._heading, measure or subject or self._heading

    def _whole(self) -> Fact | None:
        """The figure before that others may be parts of, a share where there is no other."""
        held = [fact for fact in self._wholes if not fact.method.startswith(("from", "compared"))]
        return next((fact for fact in reversed(held) if fact.unit not in ("%", "pp")), held[-1] if held else None)

    def _told_by_whole(self, item: Bound) -> bool:
        """Whether the words of the figure before tell what this one counts."""
        span = item.quantity.start, item.quantity.end
        return is_part(self._text, item) or lacks_noun(self._text, self._doc, item.segment.start, span)

    def _going_on(self, item: Bound) -> str:
        """The subject of a figure without one: that of the figure before or, of "; 241 are done", what that counts."""
        last = self._made[-1] if self._made else None
        span = item.quantity.start, item.quantity.end
        if last is None or not opens_clause(self._text, self._doc, item.segment.start, span):
            return last.subject if last and last.subject != last.measure else ""
        whole = self._whole() or last
        if is_counted(whole.unit):
            return whole.unit
        return whole.measure if whole.subject == self._heading else whole.subject

    def _gap_names(self, item: Bound, bound: Sequence[Bound]) -> tuple[str, str] | None:
        """The names of a figure whose clause takes its verb from one before: "and imports 8 million"."""
        gap = gap_of(self._text, self._doc, item, bound)
        if gap is None:
            return None
        leader = self._made[bound.index(gap.leader)]
        transitive = leader.subject == self._namer.subject_text(gap.leader) and leader.subject != leader.measure
        if transitive and leader.unit != (item.quantity.unit or "count"):
            return None
        return gap.names(leader.subject, leader.measure, transitive=transitive)

    def _listed_names(self, item: Bound, bound: Sequence[Bound]) -> tuple[str, str]:
        """The names of the first figure of its list, with the words of this one in place of the others'."""
        first = _first_listed(item, bound)
        subject, measure = self._stood_for(first) or self._namer.names(first)
        if not item.left_out:
            return subject, measure
        words = [self._text[start:end] for start, end in first.left_out]
        own, replaced = (self._text[slice(*b.member)] for b in (item, first))
        named = [pruned(name, words) for name in (subject, measure)]
        if item is not first:
            named = [swapped(name, replaced, own) for name in named]
        return named[0], named[1]

    def _stood_for(self, item: Bound) -> tuple[str, str] | None:
        """Of "that of loans was 7 million": loans, and what the figure before measures."""
        found = _STANDS_FOR.search(self._text[item.segment.start : item.quantity.start])
        if not found or not self._made:
            return None
        words = [t for t in self._doc if item.segment.start + found.start(1) <= t.idx < item.quantity.start]
        verb = next((t.idx for t in words if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("amod", "compound")), None)
        end = verb if verb is not None else item.quantity.start
        group = _LAST_PREPOSITION.sub("", self._text[item.segment.start + found.start(1) : end].rstrip())
        return clean(group), self._made[-1].measure

    def _chained_names(self, anchor: Fact, item: Bound) -> tuple[str, str]:
        """The names of the figure hung on; a parallel "and 5% of …", "compared with 3 in …" has its own subject."""
        head = self._text[item.segment.start : item.quantity.start]
        parallel = item.own_tail and _PARALLEL.search(head)
        own = _GROUP.match(self._text[item.quantity.end : item.group_end]) if parallel else None
        tail = self._text[item.quantity.end : item.segment.end]
        changed = self._namer.changed(item.quantity, bare(head), tail) if item.cue.kind == "change" else None
        if changed:
            return changed[0] or anchor.subject, changed[1]
        return (clean(own.group(1)) if own else anchor.subject), anchor.measure

    def _scope(self, item: Bound, bound: Sequence[Bound]) -> str:
        """The figure's own words, and those of the figure it hangs on."""
        index = bound.index(item)
        if is_whole(self._text, item.quantity, bound[index - 1].quantity if index else None):
            return f"{item.quantity.text} {item.quantity.unit}"
        parts = [without(self._text, item.segment.start, item.segment.end, item.left_out)]
        if item.segment.end <= item.shared[0]:
            parts.append(without(self._text, *item.shared, item.left_out))
        if item.left_out and item.segment.start > bound[0].segment.start:
            first = _first_listed(item, bound)
            parts.insert(0, without(self._text, first.segment.start, first.quantity.start, item.left_out))
        parts.insert(0, self._scope_before(item, bound))
        gap = gap_of(self._text, self._doc, item, bound)
        if gap is not None:
            parts.append(gap.predicate)
        apart = item.left_out or item.anchor is not None or gap is not None
        subject = "" if apart else self._namer.subject_text(item)
        if self._stood_for(_first_listed(item, bound)):
            subject = self._made[-1].measure
        place = fronted(self._doc, item.segment.start, item.quantity.start) if item.segment.start else ""
        for around in (subject, place):
            if around and around.lower() not in " ".join(parts).lower():
                parts.insert(0, around)
        return re.sub(r"\s+", " ", " ".join(part for part in parts if part)).strip()

    def _scope_before(self, item: Bound, bound: Sequence[Bound]) -> str:
        """The words of the figure that one hangs on or goes on from, "" where it stands alone."""
        if item.anchor is not None:
            return self._anchor_scope(item, bound)
        if self._before is not None:
            return self._before.scope
        whole = self._whole() if self._told_by_whole(item) else None
        return whole.scope.replace(whole.text, "", 1) if whole else ""

    def _anchor_scope(self, item: Bound, bound: Sequence[Bound]) -> str:
        anchor = bound[item.anchor or 0]
        if item.own_tail and item.cue.kind in ("level", "share", "compared", "from") and anchor.anchor is None:
            return self._text[anchor.segment.start : anchor.quantity.start]
        return self._made[item.anchor or 0].scope


def _first_listed(item: Bound, bound: Sequence[Bound]) -> Bound:
    """The first figure of the list that a figure stands in, which is itself where it stands alone."""
    return next(b for b in bound if b.shared == item.shared)
