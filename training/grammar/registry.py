"""Where the patterns of sentences and blocks are kept, by name, in the order of their definition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .scene import Scene

Draw = Callable[[Scene], str]


@dataclass(frozen=True)
class Pattern:
    """`kinds` are the letters of the reports that it suits; a block stands on lines of its own."""

    name: str
    draw: Draw
    kinds: str
    weight: float
    block: bool


PATTERNS: dict[str, Pattern] = {}


def pattern(kinds: str = "CNBFHETSA", weight: float = 1.0, block: bool = False) -> Callable[[Draw], Draw]:
    def keep(draw: Draw) -> Draw:
        name = draw.__name__.replace("_", " ")
        if name in PATTERNS:
            raise ValueError(f"two patterns are called {name!r}")
        PATTERNS[name] = Pattern(name, draw, kinds, weight, block)
        return draw

    return keep
