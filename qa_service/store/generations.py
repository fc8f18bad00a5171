"""Index generations: immutable folders, complete before the one pointer moves (docs/decisions/0002-generations.md)."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from qa_service.errors import IndexUnusableError
from qa_service.records import Fact, Passage, Report, Sentence
from qa_service.store.checks import refuse_disagreement, refuse_other_encoder
from qa_service.store.embedding import identify_encoder
from qa_service.store.facts import read_records, write_records
from qa_service.store.files import move_into_place
from qa_service.store.kept import earlier_whole, kept_ids, pin, point_to
from qa_service.store.keywords import KeywordIndex
from qa_service.store.lines import Lines, Sentences, save_records, sentences_of
from qa_service.store.manifest import (
    FORMAT,
    REMEDY,
    Counts,
    Manifest,
    Origin,
    current_id,
    generation_folder,
    hashes_of,
    read_kept_manifest,
    read_verified_manifest,
    unusable,
    write_manifest,
)
from qa_service.store.notes import Notes, write_notes
from qa_service.store.vectors import VectorIndex
from qa_service.store.words import WordVectors

KEPT = 3
_UNFINISHED = ".building-"
_REPORTS_FILE, _PASSAGES_FILE, _FACTS_FILE = "reports.jsonl", "passages.jsonl", "facts.jsonl"


@dataclass(frozen=True)
class Generation:
    """Everything that questions are answered from.

    Rows correspond: ``passage_vectors`` and ``passage_keywords`` to ``passages``, likewise for sentences; row i of
    ``fact_vectors`` is the card of fact i. ``reports`` is by id, in reading order.
    """

    manifest: Manifest
    reports: dict[str, Report]
    passages: Sequence[Passage]
    sentences: Sequence[Sentence]
    facts: Sequence[Fact]
    passage_vectors: VectorIndex
    sentence_vectors: VectorIndex
    fact_vectors: VectorIndex
    passage_keywords: KeywordIndex
    sentence_keywords: KeywordIndex
    words: WordVectors

    @property
    def id(self) -> str:
        return self.manifest.id

    @property
    def counts(self) -> Counts:
        return Counts(len(self.reports), len(self.passages), len(self.sentences), len(self.facts), len(self.words))


def new_manifest(origin: Origin, counts: Counts, refused: Mapping[str, str], dimension: int) -> Manifest:
    """Name a generation that is about to be written: by time, so that ids sort by age, and by what it is made of."""
    now = datetime.now(UTC)
    content = hashlib.sha256(repr((origin, counts)).encode()).hexdigest()
    return Manifest(
        format=FORMAT,
        id=f"{now:%Y%m%dT%H%M%S%f}-{content[:8]}",
        built_at=now.isoformat(timespec="seconds"),
        dimension=dimension,
        origin=origin,
        counts=counts,
        refused=dict(refused),
    )


def publish(
    index: Path,
    generation: Generation,
    notes: Notes | None = None,
    *,
    former: Manifest | None = None,
    switch: bool = True,
) -> None:
    """Write a generation, make it the current one in one step unless ``switch`` is False, and delete old ones.

    The caller holds the lock of ``only_writer``. A crash at any instant leaves the former generation current.

    Args:
        index: the index folder.
        generation: what questions will be answered from.
        notes: what the build noted down.
        former: the generation that this one was built on; files that they share are linked and not hashed again.
        switch: whether it becomes the current one.
    """
    keep(index, generation, notes or Notes(), former)
    if switch:
        point_to(index, generation.id)
    delete_old(index)


def keep(index: Path, generation: Generation, notes: Notes, former: Manifest | None = None) -> None:
    """Write a generation without making it the current one. The caller holds the lock of ``only_writer``.

    Raises:
        OSError: the disk is full or does not let itself be written to; what was written is removed.
    """
    _clear_unfinished(index)
    unfinished = index / f"{_UNFINISHED}{generation.id}"
    unfinished.mkdir()
    try:
        _write(unfinished, generation)
        write_notes(unfinished, notes)
        write_manifest(unfinished, replace(generation.manifest, files=hashes_of(unfinished, former)))
        move_into_place(unfinished, generation_folder(index, generation.manifest))
    except OSError:
        _clear_unfinished(index)
        raise


def delete_old(index: Path) -> None:
    """Delete all generations but the current one and the two newest others."""
    current = current_id(index)
    others = [id for id in kept_ids(index) if id != current]
    for id in others[KEPT - 1 :]:
        shutil.rmtree(index / id)


def load_current(index: Path, *, encoder_name: str, dimension: int | None = None) -> Generation:
    """Load the current generation after checking it whole.

    Args:
        index: the index folder.
        encoder_name: what questions will be embedded with; it must be the one that the index was built with.
        dimension: what that encoder gives, where it is loaded already.

    Raises:
        IndexUnusableError: no index, a damaged one, or one made with another encoder; says which, and what to run.
    """
    try:
        manifest = read_verified_manifest(index)
        refuse_other_encoder(index, manifest, identify_encoder(encoder_name), dimension)
        return load_generation(index, manifest)
    except IndexUnusableError as error:
        earlier = earlier_whole(index, current_id(index), encoder_name)
        if earlier is None:
            raise
        raise IndexUnusableError(
            f"{error} Or run 'flask index rollback' to serve the generation {earlier.id}, which is whole."
        ) from error


def roll_back(index: Path, id: str | None, *, encoder_name: str) -> Manifest:
    """Make a kept generation the current one, and mark it as chosen by hand unless it is the newest.

    Args:
        index: the index folder; the caller holds the lock of ``only_writer``.
        id: the generation; None takes the newest whole one before the current one.
        encoder_name: what questions are embedded with.

    Raises:
        IndexUnusableError: there is no such generation, or it cannot be used.
    """
    if id is None:
        manifest = earlier_whole(index, current_id(index), encoder_name)
        if manifest is None:
            raise IndexUnusableError(f"There is no whole generation in {index} before the current one. {REMEDY}")
    elif id not in kept_ids(index):
        raise IndexUnusableError(f"There is no generation {id} in {index}. 'flask index list' names those kept.")
    else:
        manifest = read_kept_manifest(index, id)
    refuse_other_encoder(index, manifest, identify_encoder(encoder_name), None)
    load_generation(index, manifest)
    if manifest.id != kept_ids(index)[0]:
        pin(index, manifest.id)
    point_to(index, manifest.id)
    return manifest


def load_generation(index: Path, manifest: Manifest) -> Generation:
    """Load a generation whose manifest has been verified.

    Raises:
        IndexUnusableError: it cannot be read, or its files disagree with each other.
    """
    try:
        folder = generation_folder(index, manifest)
        reports = _reports(folder)
        passages = read_records(Passage, folder / _PASSAGES_FILE)
        sentences = sentences_of(reports, passages)
        facts = read_records(Fact, folder / _FACTS_FILE)
        generation = _read(folder, manifest, reports, (passages, sentences, facts))
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        raise unusable(index, f"generation {manifest.id} cannot be read ({error})") from error
    refuse_disagreement(index, generation)
    return generation


def open_generation(index: Path, manifest: Manifest) -> Generation:
    """Open a generation whose manifest has been verified, to build on it: a record is read when it is asked for.

    Raises:
        IndexUnusableError: it cannot be read.
    """
    folder = generation_folder(index, manifest)
    try:
        reports = _reports(folder)
        passages = Lines.open(Passage, folder / _PASSAGES_FILE)
        sentences = Sentences(reports, passages, manifest.counts.sentences)
        return _read(folder, manifest, reports, (passages, sentences, Lines.open(Fact, folder / _FACTS_FILE)))
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        raise unusable(index, f"generation {manifest.id} cannot be read ({error})") from error


def stale_reason(index: Path, wanted: Origin) -> str | None:
    """Why the index must be built again, or None where it is up to date. Loads no model."""
    try:
        manifest = read_verified_manifest(index)
    except IndexUnusableError as error:
        return str(error)
    difference = manifest.origin.difference(wanted)
    return f"The index in {index} is out of date: {difference}." if difference else None


def _write(folder: Path, generation: Generation) -> None:
    write_records(folder / _REPORTS_FILE, generation.reports.values())
    save_records(folder / _PASSAGES_FILE, generation.passages)
    save_records(folder / _FACTS_FILE, generation.facts)
    generation.passage_vectors.save(folder / "passages.faiss")
    generation.sentence_vectors.save(folder / "sentences.faiss")
    generation.fact_vectors.save(folder / "facts.faiss")
    generation.passage_keywords.save(folder / "passage-keywords")
    generation.sentence_keywords.save(folder / "sentence-keywords")
    generation.words.save(folder)


def _reports(folder: Path) -> dict[str, Report]:
    return {report.id: report for report in read_records(Report, folder / _REPORTS_FILE)}


def _read(
    folder: Path,
    manifest: Manifest,
    reports: dict[str, Report],
    records: tuple[Sequence[Passage], Sequence[Sentence], Sequence[Fact]],
) -> Generation:
    passages, sentences, facts = records
    return Generation(
        manifest=manifest,
        reports=reports,
        passages=passages,
        sentences=sentences,
        facts=facts,
        passage_vectors=VectorIndex.load(folder / "passages.faiss"),
        sentence_vectors=VectorIndex.load(folder / "sentences.faiss"),
        fact_vectors=VectorIndex.load(folder / "facts.faiss"),
        passage_keywords=KeywordIndex.load(folder / "passage-keywords"),
        sentence_keywords=KeywordIndex.load(folder / "sentence-keywords"),
        words=WordVectors.load(folder),
    )


def _clear_unfinished(index: Path) -> None:
    for folder in index.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(folder)
