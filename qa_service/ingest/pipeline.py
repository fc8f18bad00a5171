"""A report's way in, as one story: read, split, find the facts, embed, write a generation, switch to it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from qa_service.errors import IndexUnusableError, ReadingError
from qa_service.ingest.limits import Limits
from qa_service.ingest.progress import Progress, silent
from qa_service.ingest.reading import SUPPORTED, read_report, report_files, with_distinct_ids
from qa_service.ingest.vectorising import VectorPool
from qa_service.records import Fact, Passage, Report, Sentence
from qa_service.settings import Settings
from qa_service.store.embedding import Encoder, EncoderIdentity, identify_encoder, open_encoder
from qa_service.store.files import only_writer, sha256_of
from qa_service.store.generations import Generation, load_current, new_manifest, publish, stale_reason
from qa_service.store.keywords import KeywordIndex
from qa_service.store.manifest import Counts, Origin, origin_of
from qa_service.store.vectors import VectorIndex
from qa_service.store.words import WordVectors, sentence_frequencies

UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Tools:
    """What a build works with: the encoder, and how reports become passages and facts."""

    encoder: Encoder
    split: Callable[[Report], list[Passage]]
    extract: Callable[[Report, Sequence[Passage]], list[Fact]]


@dataclass(frozen=True, slots=True)
class CorpusReading:
    """What was found in the corpus folder, paths relative to it.

    ``refused`` maps a path to why it cannot be read, ``duplicates`` a path to the one with the same bytes that was
    read, ``hashes`` every path to the sha256 of its bytes, ``by_hash`` the sha256 of a report to its path.
    """

    reports: list[Report] = field(default_factory=list)
    by_hash: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    duplicates: dict[str, str] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything taken out of the reports, in reading order."""

    reports: list[Report]
    passages: list[Passage]
    sentences: list[Sentence]
    facts: list[Fact]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. ``undated`` lists the paths of reports without a publication date.

    ``carried`` and ``embedded`` count distinct texts whose vectors were taken over or made anew.
    """

    generation: str
    counts: Counts
    refused: dict[str, str]
    duplicates: dict[str, str]
    undated: list[str]
    carried: int
    embedded: int
    seconds: float


def open_tools(settings: Settings) -> Tools:
    """Load the models that a build needs.

    Raises:
        ModelError: one is missing or is not the expected one.
    """
    # Imported here: telling whether an index is stale must not wait for the parser's libraries.
    from qa_service.ingest.facts import extract_facts
    from qa_service.ingest.splitting import split_report
    from qa_service.language.parsing import Parser

    parser = Parser.load()
    return Tools(
        encoder=open_encoder(settings.encoder, for_questions=False),
        split=split_report,
        extract=lambda report, passages: extract_facts(report, passages, parser),
    )


def build_index(settings: Settings, tools: Tools, progress: Progress = silent) -> BuildReport:
    """Build a generation of the corpus and make it the current one; on any error the former one stays.

    Raises:
        ReadingError: no file of the corpus can be read.
        IndexUnusableError: another build is going on.
    """
    started = time.monotonic()
    with only_writer(settings.index):
        reading = read_corpus(settings, progress)
        content = take_apart(reading.reports, tools, progress)
        pool = VectorPool(tools.encoder, _former(settings.index, tools.encoder), progress)
        generation = _assemble(settings, reading, content, pool, tools.encoder)
        publish(settings.index, generation)
    return BuildReport(
        generation=generation.id,
        counts=generation.counts,
        refused=reading.refused,
        duplicates=reading.duplicates,
        undated=[report.path for report in reading.reports if report.published is None],
        carried=pool.carried,
        embedded=pool.embedded,
        seconds=time.monotonic() - started,
    )


def why_stale(settings: Settings) -> str | None:
    """Why the index must be built (again), or None where it is up to date. Loads no model.

    Raises:
        ReadingError: the corpus folder cannot be listed.
    """
    encoder = identify_encoder(settings.encoder)
    wanted = _origin(settings, encoder, corpus_hashes(settings.corpus))
    return stale_reason(settings.index, wanted)


def _origin(settings: Settings, encoder: Encoder | EncoderIdentity, hashes: Mapping[str, str]) -> Origin:
    limits = asdict(Limits.of(settings))
    return origin_of(encoder, max_report_bytes=limits.pop("size"), corpus=hashes, limits=limits)


def corpus_hashes(corpus: Path) -> dict[str, str]:
    """Sha256 of every file of the corpus by its relative path; files that cannot be opened count as such."""
    return {_name(path, corpus): _hash(path) for path in report_files(corpus)}


def read_corpus(settings: Settings, progress: Progress = silent) -> CorpusReading:
    """Read every file of the corpus; what cannot be read is named with its reason.

    Raises:
        ReadingError: there is no readable report at all.
    """
    found = CorpusReading()
    for path in progress(report_files(settings.corpus), "Reading"):
        _read_one(path, settings, found)
    if not found.reports:
        raise ReadingError(_nothing_readable(settings.corpus, found.refused))
    found.reports[:] = with_distinct_ids(found.reports)
    return found


def take_apart(reports: Sequence[Report], tools: Tools, progress: Progress = silent) -> Content:
    """Split reports into passages and sentences, and find their facts."""
    content = Content(list(reports), [], [], [])
    for report in progress(reports, "Finding facts"):
        passages = tools.split(report)
        content.sentences.extend(_sentences(report, passages, first=len(content.passages)))
        content.passages.extend(passages)
        content.facts.extend(tools.extract(report, passages))
    return content


def _sentences(report: Report, passages: Sequence[Passage], *, first: int) -> list[Sentence]:
    return [
        Sentence(report.id, start, end, report.text[start:end], number)
        for number, passage in enumerate(passages, first)
        for start, end in passage.sentences
    ]


def _read_one(path: Path, settings: Settings, found: CorpusReading) -> None:
    name = _name(path, settings.corpus)
    found.hashes[name] = _hash(path)
    try:
        if name != path.relative_to(settings.corpus).as_posix():
            raise ReadingError(f"{name} has a name that is not valid UTF-8. Rename it.")
        report = read_report(path, settings.corpus, Limits.of(settings))
    except ReadingError as error:
        found.refused[name] = str(error)
        return
    found.hashes[name] = report.sha256
    first = found.by_hash.setdefault(report.sha256, name)
    if first == name:
        found.reports.append(report)
    else:
        found.duplicates[name] = first


def _name(path: Path, corpus: Path) -> str:
    """The relative path, readable even where the file system's bytes are no text."""
    return path.relative_to(corpus).as_posix().encode("utf-8", "backslashreplace").decode()


def _hash(path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError:
        return UNREADABLE


def _nothing_readable(corpus: Path, refused: dict[str, str]) -> str:
    if not refused:
        return (
            f"There is no report in {corpus}. Put files there that end in one of {SUPPORTED}, or set QA_CORPUS to"
            " another folder."
        )
    return f"No file in {corpus} can be read as a report. " + " ".join(refused.values())


def _former(index: Path, encoder: Encoder) -> Generation | None:
    """The current generation, where its vectors can be carried over."""
    try:
        return load_current(index, encoder_name=encoder.name, dimension=encoder.dimension)
    except IndexUnusableError:
        return None


def _assemble(
    settings: Settings, reading: CorpusReading, content: Content, pool: VectorPool, encoder: Encoder
) -> Generation:
    frequency = sentence_frequencies(sentence.text for sentence in content.sentences)
    contexts = [passage.context for passage in content.passages]
    sentences = [sentence.text for sentence in content.sentences]
    cards = [fact.card for fact in content.facts]
    origin = _origin(settings, encoder, reading.hashes)
    counts = Counts(len(content.reports), len(contexts), len(sentences), len(cards), len(frequency))
    return Generation(
        manifest=new_manifest(origin, counts, reading.refused, encoder.dimension),
        reports={report.id: report for report in content.reports},
        passages=content.passages,
        sentences=content.sentences,
        facts=content.facts,
        passage_vectors=VectorIndex.build(pool.vectors(contexts, "Embedding passages")),
        sentence_vectors=VectorIndex.build(pool.vectors(sentences, "Embedding sentences")),
        fact_vectors=VectorIndex.build(pool.vectors(cards, "Embedding facts")),
        passage_keywords=KeywordIndex.build(contexts),
        sentence_keywords=KeywordIndex.build(sentences),
        words=WordVectors(frequency, pool.vectors(list(frequency), "Embedding words")),
    )
