"""A report's way in, as one story: read, split, find the facts, embed, write a generation, switch to it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

from qa_service.errors import about
from qa_service.ingest.assembling import Assembler
from qa_service.ingest.carrying import Content, Former, put_together
from qa_service.ingest.changes import find_changes
from qa_service.ingest.conflicts import find_conflicts
from qa_service.ingest.corpus import CorpusReading, corpus_hashes, read_corpus
from qa_service.ingest.gathering import Gathering, Parts
from qa_service.ingest.limits import Limits
from qa_service.ingest.progress import Progress, silent
from qa_service.records import Changes, Conflict, Fact, Passage, Report
from qa_service.settings import Settings
from qa_service.store.checks import refuse_disagreement
from qa_service.store.embedding import Encoder, EncoderIdentity, identify_encoder, open_encoder
from qa_service.store.files import only_writer, scratch_folder
from qa_service.store.generations import Generation, publish, stale_reason
from qa_service.store.manifest import Counts, Origin, origin_of
from qa_service.store.notes import Notes

MANY = 64  # reports; fewer are taken apart here before other processes would have loaded their parsers


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a generation must not become the current one, nothing where it may; ``right`` names what was checked well."""

    reasons: tuple[str, ...] = ()
    right: tuple[str, ...] = ()


def open_gate(generation: Generation) -> Verdict:
    """The gate of those who keep no questions: every generation passes."""
    return Verdict()


@dataclass(frozen=True, slots=True)
class Tools:
    """What a build works with: the encoder, how reports become passages and facts, and what a generation must pass.

    ``take_apart_many`` does what ``split`` and ``extract`` do, quicker for many reports; None leaves it to those two.
    """

    encoder: Encoder
    split: Callable[[Report], list[Passage]]
    extract: Callable[[Report, Sequence[Passage]], list[Fact]]
    gate: Callable[[Generation], Verdict] = open_gate
    take_apart_many: Callable[[Sequence[Report]], Iterator[Parts]] | None = None


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. ``undated`` lists the paths of reports without a publication date; ``crowded`` those of reports
    that have sentences with too many numbers to bind, and how many.

    ``reports_read`` counts the reports that were new or changed and so were taken apart, ``reports_carried`` those that
    were taken over as they were; ``carried`` and ``embedded`` count distinct texts whose vectors were taken over or
    made anew. ``changes`` compares with what was current before, None where nothing was. ``held_back`` tells why the
    generation, though kept, has not become the current one; nothing where it has.
    """

    generation: str
    counts: Counts
    refused: dict[str, str]
    duplicates: dict[str, str]
    undated: list[str]
    crowded: Mapping[str, int]
    reports_read: int
    reports_carried: int
    carried: int
    embedded: int
    changes: Changes | None
    conflicts: list[Conflict]
    held_back: tuple[str, ...]
    seconds: float


def open_tools(settings: Settings) -> Tools:
    """Load the models that a build needs.

    Raises:
        ModelError: one is missing or is not the expected one.
    """
    # Imported here: telling whether an index is stale must not wait for the parser's libraries.
    from qa_service.ingest.facts import extract_facts
    from qa_service.ingest.processes import cores, take_apart_in_processes
    from qa_service.ingest.splitting import split_report
    from qa_service.language.parsing import Parser

    parser = Parser.load()
    return Tools(
        encoder=open_encoder(settings.encoder, for_questions=False),
        split=split_report,
        extract=lambda report, passages: extract_facts(report, passages, parser),
        take_apart_many=partial(take_apart_in_processes, workers=cores()) if cores() > 1 else None,
    )


def build_index(settings: Settings, tools: Tools, progress: Progress = silent, *, wait: bool = False) -> BuildReport:
    """Build a generation of the corpus and make it the current one.

    On any error, and where the gate says no, the former one stays.

    Raises:
        ReadingError: no file of the corpus can be read.
        IndexUnusableError: another build is going on, and ``wait`` does not ask to wait for its end.
    """
    started = time.monotonic()
    with only_writer(settings.index, wait=wait), scratch_folder(settings.index) as scratch:
        former = Former.load(settings.index, _origin(settings, tools.encoder))
        reading = read_corpus(settings, former.reports, progress)
        content = take_apart(reading, former, tools, scratch, progress)
        assembler = Assembler(tools.encoder, former, scratch, progress)
        origin = _origin(settings, tools.encoder, reading.hashes)
        generation = assembler.assemble(content, origin, reading.refused)
        refuse_disagreement(settings.index, generation)
        notes, held_back = judge(generation, content, former, tools)
        publish(settings.index, generation, notes, former=former.manifest, switch=not held_back)
    return BuildReport(
        generation=generation.id,
        counts=generation.counts,
        refused=reading.refused,
        duplicates=reading.duplicates,
        undated=[report.path for report in reading.reports if report.published is None],
        crowded=content.crowded,
        reports_read=len(reading.reports) - len(reading.carried),
        reports_carried=len(reading.carried),
        carried=assembler.pool.carried,
        embedded=assembler.pool.embedded,
        changes=notes.changes,
        conflicts=notes.conflicts,
        held_back=held_back,
        seconds=time.monotonic() - started,
    )


def why_stale(settings: Settings) -> str | None:
    """Why the index must be built (again), or None where it is up to date. Loads no model.

    Raises:
        ReadingError: the corpus folder cannot be listed.
    """
    encoder = identify_encoder(settings.encoder)
    return stale_reason(settings.index, _origin(settings, encoder, corpus_hashes(settings.corpus)))


def take_apart(
    reading: CorpusReading, former: Former, tools: Tools, scratch: Path, progress: Progress = silent
) -> Content:
    """Split the new reports into passages and find their facts; what is known of the others is taken over."""
    fresh = [report for report in reading.reports if report.path not in reading.carried]
    many = tools.take_apart_many if len(fresh) >= MANY else None
    taken = many(fresh) if many else (_parts(report, tools) for report in fresh)
    gathering = Gathering(scratch)
    for report, parts in zip(progress(fresh, "Finding facts"), taken, strict=True):
        gathering.add(report, parts)
    return put_together(reading.reports, gathering.fresh(), former, scratch)


def _parts(report: Report, tools: Tools) -> Parts:
    from qa_service.ingest.crowding import crowded  # brings the parser's library: not for a start that reads nothing

    with about(report.path):
        passages = tools.split(report)
        return Parts(passages, tools.extract(report, passages), len(crowded(report, passages)))


def judge(generation: Generation, content: Content, former: Former, tools: Tools) -> tuple[Notes, tuple[str, ...]]:
    """Note what changed and what conflicts, and ask the gate; the second part tells why it says no."""
    changes = find_changes(former.served, content) if former.served else None
    verdict = tools.gate(generation)
    return Notes(changes, find_conflicts(content.comparable()), verdict.right, content.traces), verdict.reasons


def _origin(
    settings: Settings, encoder: Encoder | EncoderIdentity, corpus: Mapping[str, str] = MappingProxyType({})
) -> Origin:
    limits = asdict(Limits.of(settings))
    return origin_of(encoder, max_report_bytes=limits.pop("size"), corpus=corpus, limits=limits)
