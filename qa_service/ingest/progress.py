"""How a long build shows that it goes on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from tqdm import tqdm  # type: ignore[import-untyped] # it publishes no type information

Item = TypeVar("Item")


class Progress(Protocol):
    """Passes items on while showing, under the name of the stage, how many are done."""

    def __call__(self, items: Sequence[Item], stage: str) -> Iterable[Item]: ...


def silent(items: Sequence[Item], stage: str) -> Iterable[Item]:
    return items


def on_terminal(items: Sequence[Item], stage: str) -> Iterable[Item]:
    """Show a bar on standard error."""
    return tqdm(items, desc=f"{stage:<20}", unit="", dynamic_ncols=True) if items else items
