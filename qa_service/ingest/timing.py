"""The period of a figure: its own words first, then its clause's, its anchor's, the sentence's, the passage's, the title's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from qa_service.ingest.binding import Bound
from qa_service.language.parsing import Doc
from qa_service.language.periods import find_periods
from qa_service.records import Fact, Passage, Period, PeriodMention, Report

_SPANNED = re.compile(r"^(?:between|from|over|since|comparing)\b|\bto\b|[–-]", re.IGNORECASE)
_BASE = re.compile(r"\b(?:from|since|on|than|over|with|against|to)\s+(?:that (?:of|in)\s+)?$", re.IGNORECASE)
_LOOKS_BACK = re.compile(
    r"\b(?:(?:since|when|compared (?:with|to)|versus|same (?:period|month|quarter|time|week))\b|(?:previous|preceding|prior) \w+ \()[^,;\d]{0,40}$",
    re.IGNORECASE,
)
_WINDOW = re.compile(r"(?:since|over the (?:past|last))\b", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:a|one|the) year (?:earlier|ago|before)|(?:the )?(?:previous|prior|preceding|same)\b", re.IGNORECASE)
_CONTRAST = re.compile(r"[;–—]|\b(?:while|whereas|but|from|than|compared|against|versus|peak|high|low|highest|lowest|record)\b", re.IGNORECASE)


class Timing:
    """Follows a report sentence by sentence and gives each figure its period."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._title = _ended(_only(find_periods(report.title, published=report.published)), report.published)
        self._heading: tuple[str, ...] | None = None
        self._lead_in = ""
        self._carried: Period | None = None
        self._reference: Period | None = self._title
        self._present = False
        self._text = ""
        self.mentions: list[PeriodMention] = []

    def enter(self, passage: Passage, text: str, doc: Doc | None) -> None:
        """Move on to the next sentence; ``doc`` is its parse where there is one."""
        if passage.heading != self._heading or passage.lead_in != self._lead_in:
            self._heading, self._lead_in = passage.heading, passage.lead_in
            self._reference = self._carried = self._above(passage)
        self._text = text
        self._present = doc is not None and _is_present(doc)
        published = self._report.published
        plain = find_periods(text, published=published)
        anchor = plain[0].period if plain else self._carried
        self.mentions = find_periods(text, published=published, anchor=anchor) if anchor else plain
        if self.mentions and not any(c.isdigit() for c in re.sub(r"(?:19|20)\d\d", "", text)):
            self._carried = replace(self.mentions[-1].period, inherited=True)

    def carry(self, facts: Sequence[Fact]) -> None:
        """Hand the period of a sentence's first figure on to the sentences after it."""
        for fact in facts:
            if fact.period is not None:
                self._carried = replace(fact.period, inherited=True)
                return

    def _above(self, passage: Passage) -> Period | None:
        for heading in (passage.lead_in, *reversed(passage.heading)):
            found = _only(find_periods(heading, published=self._report.published)) if heading else None
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
        if own is None:
            own = self._around(item) or self._inherited()
        return self._widened(own, item, basis) if own else None

    def _inherited(self) -> Period | None:
        """The period handed down; the present tense is of the report's own time, not of a past that was looked back at."""
        past = self._carried and self._reference and self._carried.end < self._reference.start
        return self._reference if self._present and past else self._carried

    def _own(self, item: Bound) -> Period | None:
        """The period named in the figure's own words, a year that a change only counts from left aside."""
        named = [m for m in self.mentions if item.segment.start <= m.start < item.group_end and not self._is_base(m, item)]
        after = [m.period for m in named if m.start >= item.quantity.end]
        before = [m.period for m in named if m.start < item.quantity.start]
        if item.cue.kind in ("from", "to") and len(before) > 1 and not after:
            return before[0] if item.cue.kind == "from" else before[-1]
        if item.cue.kind == "change" and before:
            return before[-1]
        return after[0] if after else (before[-1] if before else None)

    def _is_base(self, mention: PeriodMention, item: Bound) -> bool:
        """Whether a period is only what the figure is compared with or counted from."""
        before = self._text[: mention.start]
        if _WINDOW.match(self._text[mention.start :]) or (item.cue.kind != "compared" and _LOOKS_BACK.search(before)):
            return True
        relative = _RELATIVE.match(self._text[mention.start : mention.end])
        if relative:
            return item.cue.kind not in ("from", "compared") and mention.start >= item.quantity.end
        return item.cue.kind in ("change", "gap") and bool(_BASE.search(before))

    def _around(self, item: Bound) -> Period | None:
        """The period that opens the sentence, or the one that closes a row of like figures."""
        earlier = [m for m in self.mentions if m.end <= item.quantity.start and not self._is_base(m, item)]
        if earlier:
            return earlier[0].period if item.cue.kind == "from" else earlier[-1].period
        later = [m for m in self.mentions if m.start >= item.quantity.end and not self._is_base(m, item)]
        contrast = _CONTRAST.search(self._text[item.quantity.end : later[0].start]) if later else None
        return later[0].period if len(later) == 1 and not contrast else None

    def _from_to(self, item: Bound, bound: Sequence[Bound]) -> Period | None:
        """ "increased by 9% from 40 in 2010 to 44 in 2020": the change runs from the one year to the other."""
        if item.cue.kind != "change":
            return None
        index = bound.index(item)
        pair = bound[index + 1 : index + 3]
        if [b.cue.kind for b in pair] != ["from", "to"]:
            return None
        start, end = self._own(pair[0]), self._own(pair[1])
        return Period(start.start, end.end, f"{start.text} to {end.text}") if start and end and start.start < end.end else None

    def _widened(self, period: Period, item: Bound, basis: str | None) -> Period:
        """A growth "from 2019" of a figure for 2020 runs from 2019 to 2020; a level at an end of a span is of that year."""
        if item.cue.kind in ("to", "from") and period.end.year > period.start.year and _SPANNED.search(period.text):
            year = period.start.year if item.cue.kind == "from" else period.end.year
            return replace(period, start=date(year, 1, 1), end=date(year, 12, 31), text=str(year))
        named = re.search(r"(?:from|on|since|than|with|over|to) ((?:19|20)\d\d)$", basis or "")
        if item.cue.kind == "change" and named and int(named.group(1)) < period.start.year:
            return replace(period, start=date(int(named.group(1)), 1, 1))
        return period


def _is_present(doc: Doc) -> bool:
    """Whether the first finite verb is in the present tense."""
    finite = next((token for token in doc if token.tag_ in ("VBD", "VBP", "VBZ", "MD")), None)
    return finite is None or finite.tag_ != "VBD"


def _ended(period: Period | None, published: date | None) -> Period | None:
    """A title's period where it was over when the report came out: else it dates the report, not its figures."""
    return period if period and (published is None or period.end < published) else None


def _only(mentions: Sequence[PeriodMention]) -> Period | None:
    return replace(mentions[-1].period, inherited=True) if mentions else None
