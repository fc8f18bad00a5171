"""What only the next build asks of a generation: whose each row is, and which text its vector was made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

TRACES_FILE = "traces.npz"
Keys = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Traces:
    """``extents`` count passages, sentences, facts and crowded sentences, shape (reports, 4), in reading order.

    ``passages``, ``sentences`` and ``facts`` are the keys of the texts embedded, row by row; ``slots`` of what a fact
    is a figure of, 0 for one that is not compared with others.
    """

    extents: NDArray[np.int64]
    passages: Keys
    sentences: Keys
    facts: Keys
    slots: Keys


def key_of(text: str) -> int:
    """64 bits that stand for a text: of a million texts two share a key once in 40 million corpora. Never 0."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") or 1


def keys_of(texts: Iterable[str]) -> Keys:
    return np.fromiter(map(key_of, texts), np.uint64)


def write_traces(folder: Path, traces: Traces) -> None:
    np.savez(folder / TRACES_FILE, **{one.name: getattr(traces, one.name) for one in fields(Traces)})


def read_traces(folder: Path) -> Traces | None:
    """Read what ``write_traces`` wrote; None where a generation has no traces."""
    path = folder / TRACES_FILE
    if not path.is_file():
        return None
    with np.load(path) as arrays:
        return Traces(*(arrays[one.name] for one in fields(Traces)))
