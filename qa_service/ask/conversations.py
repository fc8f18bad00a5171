"""What a conversation has been about: the last question's slots and its answer's fact, for an hour or as set."""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from uuid import uuid4

from qa_service.ask.slots import Asked

_KEPT = 10_000
_CONTINUES = re.compile(
    r"^(?:and|or|but|so|what about|how about|what of|same|compared|versus|vs|also|then|ok|okay)\b|"
    r"\b(?:it|its|that|this|they|them|their|those|these|there|he|she|the same|the ones?|of (?:them|these|those|which))\b|"
    r"^(?:why|when|where|who|how so|which one|in (?:what|which) (?:period|year|month)|over (?:what|which) period)\W*$|"
    r"\bback in\b|\binstead\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """The question before, as understood, and the ids of the facts that answered it."""

    asked: Asked
    facts: tuple[str, ...]


class Conversations:
    """The last turn of each conversation, forgotten after ``seconds`` or when 10,000 newer ones exist."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._turns: OrderedDict[str, tuple[float, Turn]] = OrderedDict()
        self._lock = Lock()

    def last(self, conversation_id: str | None) -> Turn | None:
        with self._lock:
            at, turn = self._turns.get(conversation_id or "", (0.0, None))
            return turn if turn is not None and time.monotonic() - at <= self._seconds else None

    def keep(self, conversation_id: str | None, turn: Turn) -> str:
        """Remember a turn; returns the conversation's id, a new one where there was none."""
        name = conversation_id or uuid4().hex
        with self._lock:
            self._turns[name] = (time.monotonic(), turn)
            self._turns.move_to_end(name)
            while len(self._turns) > _KEPT:
                self._turns.popitem(last=False)
        return name


def continues(asked: Asked) -> bool:
    """Whether a question leans on the one before: it opens with "and", points back, or names hardly anything."""
    return bool(_CONTINUES.search(asked.text)) or len(asked.terms) == 0
