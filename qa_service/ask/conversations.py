"""What a conversation has been about: the question before, as understood, and the facts that answered it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa_service.ask.slots import Asked

_CONTINUES = re.compile(
    r"^(?:and|or|but|so|what about|how about|what of|same|compared|versus|vs|also|then|ok|okay)\b|"
    r"\b(?:it|its|that|this|they|them|their|those|these|there|he|she|the same|the ones?)\b|"
    r"\bof (?:them|these|those|which)\b|"
    r"^(?:why|when|where|who|how so|which one|in (?:what|which) (?:period|year|month)|over (?:what|which) period)\W*$|"
    r"\bback in\b|\binstead\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as understood, and the ids of the facts that answered it."""

    asked: Asked
    facts: tuple[str, ...]


def continues(asked: Asked) -> bool:
    """Whether a question leans on the one before: it opens with "and", points back, or names hardly anything."""
    return bool(_CONTINUES.search(asked.text)) or len(asked.terms) == 0
