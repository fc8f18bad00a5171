"""What reports are taken apart into, gathered report by report: records go to the disk, texts to embed stay here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from qa_service.ingest.conflicts import slots_keys
from qa_service.records import Fact, Passage, Report
from qa_service.store.lines import LineFile, Lines
from qa_service.store.traces import Keys

Extent = tuple[int, int, int, int]
PASSAGES, SENTENCES, FACTS, CROWDED = range(4)  # of an Extent, and columns of Traces.extents


@dataclass(frozen=True, slots=True)
class Parts:
    """What one report was taken apart into; ``crowded`` is how many of its sentences have too many numbers to bind."""

    passages: Sequence[Passage]
    facts: Sequence[Fact]
    crowded: int = 0

    @property
    def extent(self) -> Extent:
        sentences = sum(len(passage.sentences) for passage in self.passages)
        return len(self.passages), sentences, len(self.facts), self.crowded


@dataclass(frozen=True, slots=True)
class Fresh:
    """What was taken apart anew, in reading order.

    ``extents`` are by report; ``contexts``, ``sentences`` and ``cards`` are the texts to embed of passages, sentences
    and facts; ``slots`` are the keys of what the facts are figures of.
    """

    extents: dict[str, Extent] = field(default_factory=dict)
    passages: Lines[Passage] = field(default_factory=lambda: Lines.of(Passage, ()))
    facts: Lines[Fact] = field(default_factory=lambda: Lines.of(Fact, ()))
    contexts: Sequence[str] = ()
    sentences: Sequence[str] = ()
    cards: Sequence[str] = ()
    slots: Keys = field(default_factory=lambda: np.zeros(0, np.uint64))


class Gathering:
    """Parts of reports, added in reading order; their records are written to files in ``folder`` and not kept."""

    def __init__(self, folder: Path) -> None:
        self._extents: dict[str, Extent] = {}
        self._passages = LineFile(Passage, folder / "fresh-passages.jsonl")
        self._facts = LineFile(Fact, folder / "fresh-facts.jsonl")
        self._texts: tuple[list[str], list[str], list[str]] = ([], [], [])
        self._slots: list[Keys] = []

    def add(self, report: Report, parts: Parts) -> None:
        self._extents[report.id] = parts.extent
        self._passages.add(parts.passages)
        self._facts.add(parts.facts)
        self._texts[PASSAGES].extend(passage.context for passage in parts.passages)
        spans = (span for passage in parts.passages for span in passage.sentences)
        self._texts[SENTENCES].extend(report.text[start:end] for start, end in spans)
        self._texts[FACTS].extend(fact.card for fact in parts.facts)
        self._slots.append(slots_keys(parts.facts))

    def fresh(self) -> Fresh:
        """All that was added; nothing can be added afterwards."""
        slots = np.concatenate([np.zeros(0, np.uint64), *self._slots])
        return Fresh(self._extents, self._passages.lines(), self._facts.lines(), *self._texts, slots)
