"""A report's way in, as one story: read, split, find the facts, embed, write a generation, switch to it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from qa_service.ingest.carrying import Content, Former, Parts, put_together
from qa_service.ingest.corpus import CorpusReading, corpus_hashes, read_corpus
from qa_service.ingest.progress import Progress, silent
from qa_service.ingest.vectorising import VectorPool
from qa_service.records import Fact, Passage, Report
from qa_service.settings import Settings
from qa_service.store.embedding import Encoder, EncoderIdentity, identify_encoder, open_encoder
from qa_service.store.files import only_writer
from qa_service.store.generations import Generation, new_manifest, publish, stale_reason
from qa_service.store.keywords import KeywordIndex
from qa_service.store.manifest import Counts, Origin, origin_of
from qa_service.store.vectors import VectorIndex
from qa_service.store.words import WordVectors, sentence_frequencies


@dataclass(frozen=True, slots=True)
class Tools:
    """What a build works with: the encoder, and how reports become passages and facts."""

    encoder: Encoder
    split: Callable[[Report], list[Passage]]
    extract: Callable[[Report, Sequence[Passage]], list[Fact]]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. ``undated`` lists the paths of reports without a publication date.

    ``reports_read`` counts the reports that were new or changed and so were taken apart, ``reports_carried`` those that
    were taken over as they were; ``carried`` and ``embedded`` count distinct texts whose vectors were taken over or
    made anew.
    """

    generation: str
    counts: Counts
    refused: dict[str, str]
    duplicates: dict[str, str]
    undated: list[str]
    reports_read: int
    reports_carried: int
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
        former = Former.load(settings.index, _origin(settings, tools.encoder))
        reading = read_corpus(settings, former.reports, progress)
        content = take_apart(reading, former, tools, progress)
        pool = VectorPool(tools.encoder, former.embeds, progress)
        generation = _assemble(settings, reading, content, pool, tools.encoder)
        publish(settings.index, generation)
    return BuildReport(
        generation=generation.id,
        counts=generation.counts,
        refused=reading.refused,
        duplicates=reading.duplicates,
        undated=[report.path for report in reading.reports if report.published is None],
        reports_read=len(reading.reports) - len(reading.carried),
        reports_carried=len(reading.carried),
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
    return stale_reason(settings.index, _origin(settings, encoder, corpus_hashes(settings.corpus)))


def take_apart(reading: CorpusReading, former: Former, tools: Tools, progress: Progress = silent) -> Content:
    """Split the new reports into passages and find their facts; what is known of the others is taken over."""
    parts = former.parts() if reading.carried else {}
    fresh = [report for report in reading.reports if report.path not in reading.carried]
    for report in progress(fresh, "Finding facts"):
        passages = tools.split(report)
        parts[report.id] = Parts(passages, tools.extract(report, passages))
    return put_together(reading.reports, parts)


def _origin(
    settings: Settings, encoder: Encoder | EncoderIdentity, corpus: Mapping[str, str] = MappingProxyType({})
) -> Origin:
    return origin_of(encoder, max_report_bytes=settings.max_report_bytes, corpus=corpus)


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
