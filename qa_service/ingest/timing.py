"""The period of a figure: its own, else its clause's, its anchor's, the sentence's, the passage's, the title's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from qa_service.ingest.binding import Bound
from qa_service.ingest.verbless import FINITE, lacks_verb
from qa_service.ingest.year_parts import in_year
from qa_service.language.fiscal import year_end
from qa_service.language.parsing import Doc
from qa_service.language.periods import find_periods, shift_years
from qa_service.records import Fact, Passage, Period, PeriodMention, Report

_SPANNED = re.compile(r"^(?:between|from|over|since|comparing)\b|\bto\b|[–-]", re.IGNORECASE)
_BASE = re.compile(
    r"\b(?:from|since|on|than|over|with|against|to|below|above|same as)\s+"
    r"(?:(?:that )?(?:of|in) (?:the )?|its |their |the )?$",
    re.IGNORECASE,
)
_SAME_AS = re.compile(r"\bsame as\s+(?:in\s+)?$", re.IGNORECASE)
_LOOKS_BACK = re.compile(
    r"\b(?:(?:since|when|reverse of|compared (?:with|to)|versus|same \w+ as|"
    r"same (?:period|month|quarter|time|week|season|half)s?)\b|"
    r"(?:previous|preceding|prior) \w+ \()[^,;\d]{0,40}$",
    re.IGNORECASE,
)
# a period that is a comparison's: "down from 62% in May", "against $4m a year earlier"
_HELD = re.compile(
    r"\b(?:from|than|against|versus|compared (?:with|to))\s+(?:\S+\s+){0,3}?(?:(?:in|at|on|for|of)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_BEHIND_BRACKET = re.compile(r"[\w\s]{0,30}\([^():]*\)\s*(?:in|at|during|for|of)\s+(?:the\s+)?", re.IGNORECASE)
_WITHIN = re.compile(r"[^()]{0,30}")  # "300 more than in 2022 (11,900 in 2021)"
_PUBLICATION = re.compile(r"['’]s (?:report|release|bulletin|edition|publication)\b", re.IGNORECASE)
_NEXT_CLAUSE = re.compile(r";|,?\s+and\s+(?:it|they|this|these)\b", re.IGNORECASE)
_LABEL = re.compile(r"\([^():]{2,30}:")
_WINDOW = re.compile(r"(?:since|over the (?:past|last))\b", re.IGNORECASE)
_RELATIVE = re.compile(
    r"(?:[\w-]+ )?(?:years?|seasons?|quarters?|months?|weeks?) (?:earlier|ago|before|previously)\b|"
    r"(?:the )?(?:previous|prior|preceding|same|corresponding)\b",
    re.IGNORECASE,
)
# before a figure that is itself what another is compared with: "up 2%, following a 1% fall in the previous quarter"
_HELD_AGAINST = re.compile(r"\b(?:compared (?:with|to)|against|versus|following|after)\b", re.IGNORECASE)
_WINDOWED = re.compile(r"\b(?:months?|years?|quarters?|weeks?) (?:to|up to|ending|ended|through)\b", re.IGNORECASE)
_ALONE = re.compile(r"\b(?:alone|only)\b(?=[ ,])", re.IGNORECASE)
_SINCE = re.compile(r"since\s+(?:the\s+)?", re.IGNORECASE)
_CONTRAST = re.compile(
    r"[;–—]|,?\s+and\s+(?:it|they|the|this|these|its|their|was|were|is|are|had|has|have)\b|\bhaving\b|\b(?:while|whereas|but|from|than|compared|against|versus|peak|high|low|highest|lowest|record)\b",
    re.IGNORECASE,
)


class Timing:
    """Follows a report sentence by sentence and gives each figure its period."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._ends = year_end(report.text)
        self._reference: Period | None = None
        self._title = _ended(_only(self._found(report.title)), report.published)
        self._heading: tuple[str, ...] | None = None
        self._lead_in = ""
        self._doc: Doc | None = None
        self._carried: Period | None = None
        self._reference = self._title
        self._present = False
        self._text = ""
        self.mentions: list[PeriodMention] = []

    def enter(self, passage: Passage, text: str, doc: Doc | None, *, opens: bool = False) -> None:
        """Move on to the next sentence; ``doc`` is its parse where there is one, ``opens`` tells of a new paragraph."""
        if passage.heading != self._heading or passage.lead_in != self._lead_in:
            self._heading, self._lead_in = passage.heading, passage.lead_in
            self._reference = self._carried = self.above(passage)
        elif opens and self._is_past():
            self._carried = self._reference
        self._text, self._doc = text, doc
        self._present = doc is not None and _is_present(doc)
        plain = self._found(text)
        anchor = next((m.period for m in plain if not _HELD.search(text[: m.start])), None) or self._carried
        self.mentions = self._found(text, anchor) if anchor else plain
        told = [m for m in self.mentions if not self._counted_from(m)]
        if told and not any(c.isdigit() for c in re.sub(r"(?:19|20)\d\d", "", text)):
            self._carried = replace(told[-1].period, inherited=True)

    def _found(self, text: str, anchor: Period | None = None) -> list[PeriodMention]:
        found = find_periods(text, published=self._report.published, anchor=anchor, ends=self._ends)
        return [in_year(mention, self._reference) for mention in found]

    def _counted_from(self, mention: PeriodMention) -> bool:
        """Whether a period is only named to compare with: "than last year", "a year earlier"."""
        relative = _RELATIVE.match(self._text[mention.start : mention.end])
        return bool(relative or _BASE.search(self._text[: mention.start]))

    def carry(self, facts: Sequence[Fact]) -> None:
        """Hand the period of a sentence's first figure on to the sentences after it."""
        named = [f.period for f in facts if f.period is not None and not f.method.startswith(("from", "compared"))]
        if named and not self._parts_only(named) and not _ALONE.search(self._text):
            self._carried = replace(named[0], inherited=True)

    def _parts_only(self, periods: Sequence[Period]) -> bool:
        """Whether a sentence tells of several parts of the report's period: "76% in March and 81% in July"."""
        whole = self._reference
        several = any(not period.same_span(periods[0]) for period in periods)
        if whole is None or not several or not whole.contains(periods[0]):
            return False
        return all(p.start < p.end and p.end - p.start < whole.end - whole.start for p in periods)

    def above(self, passage: Passage) -> Period | None:
        """The period of the nearest heading that names one, else the title's."""
        for heading in (passage.lead_in, *reversed(passage.heading)):
            found = _only(self._found(heading)) if heading else None
            if found:
                return found
        return self._title

    def period(self, item: Bound, bound: Sequence[Bound], anchored: Period | None, basis: str | None) -> Period | None:
        """The period of one figure of the current sentence."""
        spanned = self._from_to(item, bound)
        if spanned:
            return spanned
        own = self._own(item)
        paired = item.anchor is not None and item.cue.kind == "to" and bound[item.anchor].cue.kind == "from"
        if own is None and anchored is not None and item.cue.kind not in ("from", "compared") and not paired:
            own = anchored
        if own is None and item.cue.kind in ("from", "compared"):
            return self._before(item, anchored)
        if own is None:
            own = self._around(item, bound) or self._inherited()
        return self._widened(own, item, basis) if own else None

    def _is_past(self) -> bool:
        """Whether the period handed down is a past that the report only looks back at."""
        carried, reference = self._carried, self._reference
        return carried is not None and reference is not None and carried.end < reference.start

    def _inherited(self) -> Period | None:
        """The period handed down; the present tense is of the report's own time, not of a past looked back at."""
        return self._reference if self._present and self._is_past() else self._carried

    def _before(self, item: Bound, anchored: Period | None) -> Period | None:
        """The period of a level that is only counted from: the first of two named, else a year before the figure's."""
        earlier = [m.period for m in self.mentions if m.end <= item.quantity.start and not self._is_base(m, item)]
        if len(earlier) > 1:
            return earlier[0]
        later = anchored or (earlier[0] if earlier else self._inherited())
        if later is None:
            return None
        if item.cue.kind == "from" and later.end.year > later.start.year and _SPANNED.search(later.text):
            return self._widened(later, item, None)
        if item.cue.kind == "compared":  # of another group at the same time, since no other time is named
            return replace(later, inherited=True)
        return replace(shift_years(later, -1), text=f"a year before {later.text}", inherited=True)

    def _own(self, item: Bound) -> Period | None:
        """The period named in the figure's own words, a year that a change only counts from left aside."""
        beside = [m.period for m in self.mentions if self._text[m.end : item.quantity.start].strip() == "("]
        if beside and not any(_WITHIN.fullmatch(self._text, item.quantity.end, m.start) for m in self.mentions):
            return self._named_alone(beside[0])
        near = (m for m in self.mentions if item.segment.start <= m.start < item.group_end)
        behind = [m.period for m in self.mentions if _BEHIND_BRACKET.fullmatch(self._text, item.quantity.end, m.start)]
        if behind:
            return behind[0]
        clause = _NEXT_CLAUSE.search(self._text, item.quantity.end)
        named = [
            m
            for m in near
            if not self._is_base(m, item)
            and not self._bracketed_off(m, item)
            and not (clause and clause.end() <= m.start)
        ]
        after = [m.period for m in named if m.start >= item.quantity.end]
        before = [m.period for m in named if m.start < item.quantity.start]
        if item.cue.kind in ("from", "to") and len(before) > 1 and not after:
            return before[0] if item.cue.kind == "from" else before[-1]
        if item.cue.kind == "change" and before:
            return before[-1]
        return after[0] if after else (before[-1] if before else None)

    def _named_alone(self, period: Period) -> Period:
        """In "the most since March (300)" the figure is March's."""
        since = _SINCE.match(period.text)
        alone = find_periods(period.text[since.end() :], published=period.start) if since else []
        return alone[0].period if alone else period

    def _is_base(self, mention: PeriodMention, item: Bound) -> bool:
        """Whether a period is only what the figure is compared with or counted from."""
        before = self._text[: mention.start]
        labels = _LABEL.finditer(self._text, item.quantity.end)
        if any(label.start() < mention.start < label.end() for label in labels):
            return True
        if _SAME_AS.search(before) or _PUBLICATION.match(self._text, mention.end):
            return True
        if _WINDOW.match(self._text[mention.start :]) or (item.cue.kind != "compared" and _LOOKS_BACK.search(before)):
            return True
        relative = _RELATIVE.match(self._text[mention.start : mention.end])
        if relative and _HELD_AGAINST.search(self._text[item.segment.start : item.quantity.start]):
            return False
        if relative:
            return item.cue.kind not in ("from", "compared") and mention.start >= item.quantity.end
        opens = mention.start < item.quantity.start and re.fullmatch(r"\W*from\s+", before, re.IGNORECASE)
        return item.cue.kind in ("change", "gap") and bool(_BASE.search(before)) and not opens

    def _around(self, item: Bound, bound: Sequence[Bound]) -> Period | None:
        """The period that opens the sentence, or the one that closes a row of like figures."""
        apart = [b for b in bound if b is not item and b.cue.kind in ("from", "compared")]
        apart += [b for b in bound if self._apart(item, b)]
        mentions = [m for m in self.mentions if not any(_is_of(m, other) for other in apart)]
        mentions = [m for m in mentions if not self._of_another(m, item, bound)]
        earlier = [m for m in mentions if m.end <= item.quantity.start and not self._is_base(m, item)]
        earlier = [m for m in earlier if not self._bracketed_off(m, item)]
        fixed = [m for m in earlier if not _RELATIVE.match(self._text[m.start : m.end])]
        earlier = fixed or [m for m in earlier if not _BASE.search(self._text[: m.start])]
        if earlier:
            return earlier[0].period if item.cue.kind == "from" else earlier[-1].period
        later = [m for m in mentions if m.start >= item.quantity.end and not self._is_base(m, item)]
        contrast = _CONTRAST.search(self._text[item.quantity.end : later[0].start]) if later else None
        return later[0].period if len(later) == 1 and not contrast else None

    def _of_another(self, mention: PeriodMention, item: Bound, bound: Sequence[Bound]) -> bool:
        """Whether a period is what another figure is counted from ("up 4% on May"), or is in brackets with one."""
        changes = (b for b in bound if b is not item and b.cue.kind in ("change", "gap") and _is_of(mention, b))
        if any(True for _ in changes) and _BASE.search(self._text[: mention.start]):
            return True
        opened = self._text.rfind("(", item.quantity.end, mention.start)
        closed = self._text.find(")", mention.end)
        if opened < 0 or closed < 0 or ")" in self._text[opened : mention.start]:
            return False
        return any(c.isdigit() for c in self._text[opened : mention.start] + self._text[mention.end : closed])

    def _apart(self, item: Bound, other: Bound) -> bool:
        """Whether a later figure stands behind a comma in a clause with a verb of its own."""
        if self._doc is None or other.segment.start <= item.quantity.start:
            return False
        parted = any(c in ",;" for c in self._text[item.quantity.end : other.quantity.start])
        return parted and not lacks_verb(self._doc, other.segment.start, other.quantity.start)

    def _bracketed_off(self, mention: PeriodMention, item: Bound) -> bool:
        """Whether a period stands with a figure in brackets that close before this one: "(2022: 33%), rolling 24%"."""
        opened = self._text.rfind("(", 0, mention.start)
        closed = self._text.find(")", mention.end)
        inside = opened >= 0 and ")" not in self._text[opened : mention.start] and 0 <= closed < item.quantity.start
        return inside and any(c.isdigit() for c in self._text[mention.end : closed])

    def _from_to(self, item: Bound, bound: Sequence[Bound]) -> Period | None:
        """In "increased by 9% from 40 in 2010 to 44 in 2020" the change runs from the one year to the other."""
        if item.cue.kind != "change":
            return None
        index = bound.index(item)
        pair = bound[index + 1 : index + 3]
        if [b.cue.kind for b in pair] != ["from", "to"]:
            return None
        start, end = self._own(pair[0]), self._own(pair[1])
        if start is None or end is None or start.start >= end.end:
            return None
        return Period(start.start, end.end, f"{start.text} to {end.text}")

    def _widened(self, period: Period, item: Bound, basis: str | None) -> Period:
        """A growth "from 2019" of a figure for 2020 runs from 2019 to 2020; either end of a span is of its year."""
        spanned = _SPANNED.search(period.text) and not _WINDOWED.search(period.text)
        if item.cue.kind in ("to", "from") and period.end.year > period.start.year and spanned:
            year = period.start.year if item.cue.kind == "from" else period.end.year
            return replace(period, start=date(year, 1, 1), end=date(year, 12, 31), text=str(year))
        named = re.search(r"(?:from|on|since|than|with|over|to) (?:in )?((?:19|20)\d\d)$", basis or "")
        if item.cue.kind == "change" and named and int(named.group(1)) < period.start.year:
            return replace(period, start=date(int(named.group(1)), 1, 1))
        return period


def _is_of(mention: PeriodMention, other: Bound) -> bool:
    """Whether a period stands right behind another figure: "compared with 30 a year earlier, and …"."""
    return other.quantity.end <= mention.start and mention.end <= other.segment.end


def _is_present(doc: Doc) -> bool:
    """Whether the first finite verb is in the present tense."""
    finite = next((token for token in doc if token.tag_ in FINITE), None)
    return finite is None or finite.tag_ != "VBD"


def _ended(period: Period | None, published: date | None) -> Period | None:
    """A title's period where it was over when the report came out: else it dates the report, not its figures."""
    return period if period and (published is None or period.end < published) else None


def _only(mentions: Sequence[PeriodMention]) -> Period | None:
    return replace(mentions[-1].period, inherited=True) if mentions else None
