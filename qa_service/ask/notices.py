"""What stands in set forms: when the next report comes, when a body meets, how it voted."""

from __future__ import annotations

import re
from datetime import date

from qa_service.language.periods import find_periods

_NEXT = re.compile(
    r"\b(?:next|upcoming|forthcoming|following)\b.*\b(?P<what>releases?|bulletins?|editions?|issues?|publications?|reports?|"
    r"updates?|statistics|estimates?|results|data|figures|meetings?|decisions?|sessions?|review|statement|agm|meet|meets|"
    r"published|come out|out)\b|\bwhen\b.*\bnext (?P<act>meet|be published|be released|decide)\b",
    re.IGNORECASE,
)
_MEETING = re.compile(r"meet|decision|decide|session|agm", re.IGNORECASE)
_ANNOUNCED = re.compile(
    r"\bnext (?:[\w-]+ ){0,4}?(?:release|publication|edition|issue|bulletin|update|report|"
    r"statistics|estimates?|results)\b|\b(?:release|publication) date for the next\b|"
    r"\bnext (?:edition|release|issue)?[^.]{0,60}\b(?:will be|is|are) "
    r"(?:due|published|released|issued|expected|planned)\b",
    re.IGNORECASE,
)
_MEETS = re.compile(
    r"\bnext (?:[\w-]+ ){0,4}?(?:meeting|session|decision|review|announcement)\b|\bwill (?:next )?(?:meet|convene)\b|"
    r"\bgeneral meeting\b.*\b(?:will|on)\b",
    re.IGNORECASE,
)
_VOTE = re.compile(
    r"\bhow did\b.*\bvotes?\b|\b(?:what|which) was the (?:vote|split|voting)\b|\bvote (?:count|split|result)\b|"
    r"\bhow (?:was|were) the votes?\b|\bby what majority\b",
    re.IGNORECASE,
)
_COUNT = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|none|zero)"
_VOTED = re.compile(
    rf"\b(?P<count>{_COUNT}(?: votes?)? ?(?:to|[-–]|against) ?{_COUNT})\b|\b(?P<all>unanimous(?:ly)?)\b|"
    rf"\b(?P<for>{_COUNT} (?:members? |votes? )?(?:in favour|for)\b[^.]{{0,40}}\b{_COUNT} (?:members? )?against)\b",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"\b(?:vot\w+|majority|unanim\w+|decided|approved|rejected|resolved|carried|passed)\b", re.IGNORECASE
)
_PERCENT = re.compile(r"\s?(?:%|per ?cent)", re.IGNORECASE)


def asks_next(question: str) -> bool:
    """Whether a question is for the date of the next release or meeting."""
    return _NEXT.search(question) is not None


def next_date(question: str, sentence: str, published: date | None) -> str:
    """The date that a sentence announces for what the question asks for, or ""."""
    announced = _MEETS if _MEETING.search(question) else _ANNOUNCED
    match = announced.search(sentence)
    if match is None:
        return ""
    mentions = find_periods(sentence, published=published)
    after = [m for m in mentions if m.start >= match.start()]
    return sentence[after[0].start : after[0].end] if after else ""


def asks_vote(question: str) -> bool:
    return _VOTE.search(question) is not None


def vote_in(sentence: str) -> str:
    """How a body voted: "seven votes to two", "unanimously"; "" where a sentence does not say."""
    match = _VOTED.search(sentence)
    if match is None or not _DECIDED.search(sentence) or _PERCENT.match(sentence, match.end()):
        return ""
    return match.group()
