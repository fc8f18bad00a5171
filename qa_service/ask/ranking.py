"""The facts ranked for one question and for the questions that its operands answer, each ranked once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qa_service.ask.figures import Candidate, FactFinder
from qa_service.ask.retrieving import Found
from qa_service.ask.slots import Asked


class Ranking:
    """What was found for one question; not shared between questions nor threads."""

    def __init__(self, finder: FactFinder, found: Found, vector: NDArray[np.float32]) -> None:
        self.finder = finder
        self._found = found
        self._vector = vector
        self._kept: dict[tuple[Asked, tuple[str, ...]], list[Candidate]] = {}

    def of(self, asked: Asked, prefer: Sequence[str] = ()) -> list[Candidate]:
        """``FactFinder.ranked`` of what was found; the list is shared and not to be changed."""
        key = asked, tuple(prefer)
        if key not in self._kept:
            self._kept[key] = self.finder.ranked(asked, self._found, self._vector, prefer)
        return self._kept[key]
