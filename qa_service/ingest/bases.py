"""What a growth is measured against: "year on year", "on the previous quarter", "compared with 2019"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa_service.ingest.binding import Bound
from qa_service.ingest.phrases import clean
from qa_service.records import PeriodMention, Role

_THAN = re.compile(r"\W*(?:[\w-]+ ){0,3}than (?:(?:in|at|during) )?(?:the )?", re.IGNORECASE)
_BASIS = re.compile(
    r"(?:a )?year[- ]on[- ]year|month[- ]on[- ]month|quarter[- ]on[- ]quarter|y[/-]?o[/-]?y|"
    r"(?:from|on|over|compared with|compared to|than|since) "
    r"(?:(?:a|one|the) (?:year|month|quarter) (?:earlier|ago|before)|"
    r"(?:in )?(?:the )?(?:previous|last|prior|preceding) (?:year|quarter|month|season)|"
    r"(?:in )?the same (?:period|month|quarter)[\w ]*|"
    r"(?:in )?(?:19|20)\d\d(?:/\d\d)?)|"
    r"a year earlier|annually|per year|a year",
    re.IGNORECASE,
)


def basis_of(text: str, item: Bound, role: Role, mentions: Sequence[PeriodMention]) -> str | None:
    """The basis of a figure of a sentence; None for a role that has none."""
    if role not in ("growth", "change_in_share"):
        return None
    found = _BASIS.search(text[item.segment.start : item.group_end])
    plain = found.group().replace("-", " ").lower() if found else ""
    plain = re.sub(r"^than (?:in )?", "compared with ", plain.replace("a year on year", "year on year"))
    return clean(plain) if found else _dated(text, item, mentions)


def _dated(text: str, item: Bound, mentions: Sequence[PeriodMention]) -> str | None:
    """A date that a figure is held against: "1,200 fewer than in the second quarter of 2023"."""
    for mention in mentions:
        if _THAN.fullmatch(text[item.quantity.end : max(item.quantity.end, mention.start)]):
            return f"compared with {text[mention.start : mention.end]}"
    return None
