"""What a build takes over from the former generation, and how old and new are put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from qa_service.errors import IndexUnusableError
from qa_service.ingest.corpus import KnownReports
from qa_service.records import Fact, Passage, Report, Sentence
from qa_service.store.generations import Generation, load_generation, read_reports_and_facts
from qa_service.store.kept import newest_whole
from qa_service.store.manifest import Origin, current_id, read_verified_manifest

_Record = TypeVar("_Record", Passage, Fact)


@dataclass(frozen=True, slots=True)
class Parts:
    """What one report was taken apart into."""

    passages: Sequence[Passage]
    facts: Sequence[Fact]

    def sentences(self, report: Report, first: int) -> Iterator[Sentence]:
        """The sentences, when the passages stand from number ``first`` on."""
        for number, passage in enumerate(self.passages, first):
            for start, end in passage.sentences:
                yield Sentence(report.id, start, end, report.text[start:end], number)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything taken out of the reports, in reading order."""

    reports: list[Report]
    passages: list[Passage] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)


class Former:
    """The newest whole generation as far as a build of the origin ``wanted`` may build on it; nothing where none is.

    The work of reading is taken over from a build by the same code with the same limits, vectors from one with the
    same encoder. ``served`` holds reports and facts of the current generation, which after a rollback or a failed gate
    is another one; None where there is none.
    """

    def __init__(self, generation: Generation | None, wanted: Origin, served: Content | None = None) -> None:
        origin = generation.manifest.origin if generation else wanted
        self.generation = generation
        self.embeds = generation if origin.embeds_as(wanted) else None
        self.reports = KnownReports(generation.reports.values() if generation else (), content=origin.reads_as(wanted))
        self.served = served

    @classmethod
    def load(cls, index: Path, wanted: Origin) -> Former:
        try:
            manifest = newest_whole(index)
            generation = load_generation(index, manifest) if manifest else None
        except IndexUnusableError:
            generation = None
        return cls(generation, wanted, _served(index, generation))

    def parts(self) -> dict[str, Parts]:
        """The parts of each report by its id."""
        if self.generation is None:
            return {}
        passages, facts = _by_report(self.generation.passages), _by_report(self.generation.facts)
        return {id: Parts(passages.get(id, ()), facts.get(id, ())) for id in self.generation.reports}


def put_together(reports: Sequence[Report], parts: Mapping[str, Parts]) -> Content:
    """One content of the parts of all reports, which stand by id, in the order of ``reports``."""
    content = Content(list(reports))
    for report in reports:
        own = parts[report.id]
        content.sentences.extend(own.sentences(report, len(content.passages)))
        content.passages.extend(own.passages)
        content.facts.extend(own.facts)
    return content


def _served(index: Path, newest: Generation | None) -> Content | None:
    """Reports and facts of the current generation, from memory where that is the newest."""
    if newest and newest.id == current_id(index):
        return Content(list(newest.reports.values()), facts=newest.facts)
    try:
        reports, facts = read_reports_and_facts(index, read_verified_manifest(index))
    except (IndexUnusableError, ValueError):
        return None
    return Content(reports, facts=facts)


def _by_report(records: Iterable[_Record]) -> dict[str, list[_Record]]:
    return {id: list(own) for id, own in groupby(records, key=lambda record: record.report)}
