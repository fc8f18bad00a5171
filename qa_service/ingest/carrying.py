"""What a build takes over from the former generation, and how old and new are put together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from qa_service.errors import IndexUnusableError
from qa_service.ingest.conflicts import slots_keys, told_by_several
from qa_service.ingest.corpus import KnownReports
from qa_service.ingest.gathering import CROWDED, FACTS, PASSAGES, SENTENCES, Fresh
from qa_service.records import Fact, Passage, Report, Sentence
from qa_service.store.generations import Generation, open_generation
from qa_service.store.kept import newest_whole
from qa_service.store.lines import FRESH, Lines, Source, sentences_of
from qa_service.store.manifest import Manifest, Origin, current_id, generation_folder, read_verified_manifest
from qa_service.store.traces import Traces, keys_of, read_traces

_Record = TypeVar("_Record", Passage, Fact)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything taken out of the reports, in reading order.

    ``sources`` tell of each passage, sentence and fact whether it is fresh or which former one it is; ``gone`` are the
    former sentences that no report has any more.
    """

    reports: list[Report]
    passages: Sequence[Passage] = ()
    facts: Sequence[Fact] = ()
    traces: Traces | None = None
    sources: tuple[Source, ...] = ()
    fresh: Fresh = field(default_factory=Fresh)
    gone: Sequence[str] = ()

    @property
    def crowded(self) -> dict[str, int]:
        """The paths of reports with sentences that have too many numbers to bind, and how many."""
        if self.traces is None:
            return {}
        counts = self.traces.extents[:, CROWDED].tolist()
        return {report.path: count for report, count in zip(self.reports, counts, strict=True) if count}

    def facts_of(self, ids: Collection[str]) -> list[Fact]:
        """The facts of the reports with these ids."""
        if self.traces is None:
            return [fact for fact in self.facts if fact.report in ids]
        ends = np.cumsum(self.traces.extents[:, FACTS]).tolist()
        spans = zip(self.reports, [0, *ends], ends, strict=False)
        return [fact for report, first, end in spans if report.id in ids for fact in self.facts[first:end]]

    def comparable(self) -> list[Fact]:
        """The facts that another report may contradict."""
        if self.traces is None:
            return list(self.facts)
        return [self.facts[row] for row in told_by_several(self.traces.slots, self.traces.extents[:, FACTS]).tolist()]


class Former:
    """The newest whole generation as far as a build of the origin ``wanted`` may build on it; nothing where none is.

    The work of reading is taken over from a build by the same code with the same limits, vectors from one with the
    same encoder. ``served`` holds reports and facts of the current generation, which after a rollback or a failed gate
    is another one; None where there is none.
    """

    def __init__(
        self, generation: Generation | None, wanted: Origin, served: Content | None = None, traces: Traces | None = None
    ) -> None:
        origin = generation.manifest.origin if generation else wanted
        self.generation = generation
        self.embeds = generation if origin.embeds_as(wanted) else None
        self.reads = generation if origin.reads_as(wanted) else None
        self.reports = KnownReports(generation.reports.values() if generation else (), content=origin.reads_as(wanted))
        self.served = served
        self._traces = traces

    @classmethod
    def load(cls, index: Path, wanted: Origin) -> Former:
        try:
            manifest = newest_whole(index)
            generation, traces = _opened(index, manifest) if manifest else (None, None)
        except IndexUnusableError:
            generation, traces = None, None
        return cls(generation, wanted, _served(index, generation, traces), traces)

    @cached_property
    def traces(self) -> Traces:
        """Those kept with the generation; where there are none, its records are read for them."""
        if self._traces is not None:
            return self._traces
        if self.generation is None:
            return _traces_of(Fresh(), np.zeros((0, 4), np.int64))
        return _traces_from(self.generation)

    @property
    def manifest(self) -> Manifest | None:
        return self.generation.manifest if self.generation else None


def put_together(reports: Sequence[Report], fresh: Fresh, former: Former, folder: Path) -> Content:
    """One content of reports taken apart and of others as the former one has them; records are put into ``folder``."""
    rows = {id: row for row, id in enumerate(former.reads.reports)} if former.reads else {}
    held = [FRESH if report.id in fresh.extents else rows[report.id] for report in reports]
    known = former.traces.extents
    extents = [fresh.extents.get(report.id) or known[rows[report.id]] for report in reports]
    counts = np.array(extents, np.int64).reshape(-1, 4)
    sources = tuple(_source(held, counts[:, kind], np.cumsum(known[:, kind]) - known[:, kind]) for kind in range(3))
    passages, facts = (former.reads.passages, former.reads.facts) if former.reads else ((), ())
    return Content(
        list(reports),
        _lines(Passage, passages).carried(sources[PASSAGES], fresh.passages, folder / "passages.jsonl"),
        _lines(Fact, facts).carried(sources[FACTS], fresh.facts, folder / "facts.jsonl"),
        _traces(former.traces, counts, sources, fresh),
        sources,
        fresh,
        _gone(former, set(held)),
    )


def _lines(kind: type[_Record], records: Sequence[_Record]) -> Lines[_Record]:
    return records if isinstance(records, Lines) else Lines.of(kind, records)


def _source(held: Sequence[int], counts: NDArray[np.int64], starts: NDArray[np.int64]) -> Source:
    """The former rows of each report, one after the other, or as many fresh ones."""
    stretches = [
        np.full(count, FRESH) if row == FRESH else np.arange(starts[row], starts[row] + count)
        for row, count in zip(held, counts.tolist(), strict=True)
    ]
    return np.concatenate([*stretches, np.zeros(0, np.int64)]).astype(np.int64)


def _gone(former: Former, held: Collection[int]) -> list[str]:
    """The sentences of the reports that are not taken over."""
    if former.reads is None:
        return []
    ends = np.cumsum(former.traces.extents[:, PASSAGES]).tolist()
    spans = [(first, end) for row, (first, end) in enumerate(zip([0, *ends], ends, strict=False)) if row not in held]
    passages = [passage for first, end in spans for passage in former.reads.passages[first:end]]
    return [sentence.text for sentence in sentences_of(former.reads.reports, passages)]


def _traces_of(fresh: Fresh, extents: NDArray[np.int64]) -> Traces:
    return Traces(extents, keys_of(fresh.contexts), keys_of(fresh.sentences), keys_of(fresh.cards), fresh.slots)


def _traces(known: Traces, extents: NDArray[np.int64], sources: Sequence[Source], fresh: Fresh) -> Traces:
    new = _traces_of(fresh, extents)
    columns = []
    for name, kind in (("passages", PASSAGES), ("sentences", SENTENCES), ("facts", FACTS), ("slots", FACTS)):
        column = np.empty(len(sources[kind]), np.uint64)
        taken = sources[kind] != FRESH
        column[taken] = getattr(known, name)[sources[kind][taken]]
        column[~taken] = getattr(new, name)
        columns.append(column)
    return Traces(extents, *columns)


def _traces_from(generation: Generation) -> Traces:
    row = {id: number for number, id in enumerate(generation.reports)}
    extents = np.zeros((len(row), 4), np.int64)
    every: list[Sequence[Passage | Sentence | Fact]] = [generation.passages, generation.sentences, generation.facts]
    for kind, records in enumerate(every):
        np.add.at(extents[:, kind], [row[record.report] for record in records], 1)
    contexts, cards = [one.context for one in generation.passages], [fact.card for fact in generation.facts]
    texts = [one.text for one in generation.sentences]
    told = Fresh(contexts=contexts, sentences=texts, cards=cards, slots=slots_keys(generation.facts))
    return _traces_of(told, extents)


def _opened(index: Path, manifest: Manifest) -> tuple[Generation, Traces | None]:
    return open_generation(index, manifest), read_traces(generation_folder(index, manifest))


def _served(index: Path, newest: Generation | None, traces: Traces | None) -> Content | None:
    """Reports and facts of the current generation, which most often is the newest."""
    try:
        if newest is None or newest.id != current_id(index):
            newest, traces = _opened(index, read_verified_manifest(index))
    except IndexUnusableError:
        return None
    return Content(list(newest.reports.values()), facts=newest.facts, traces=traces)
