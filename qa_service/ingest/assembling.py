"""A generation made of content: vectors and keyword indexes of what is fresh, joined to those of the former one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

from qa_service.ingest.carrying import Content, Former
from qa_service.ingest.gathering import FACTS, PASSAGES, SENTENCES
from qa_service.ingest.progress import Progress
from qa_service.ingest.vectorising import Held, VectorPool
from qa_service.store.embedding import Encoder
from qa_service.store.generations import Generation, new_manifest
from qa_service.store.keywords import KeywordIndex
from qa_service.store.lines import FRESH, Sentences
from qa_service.store.manifest import Counts, Origin
from qa_service.store.traces import keys_of
from qa_service.store.vectors import VectorIndex
from qa_service.store.words import MOST_WORDS, WordVectors, sentence_frequencies

KINDS = ("passages", "sentences", "facts")


class Assembler:
    """Makes a generation of content; its work is that of what is fresh, where the former one can be built on.

    Rows are put into files in ``folder`` as they are made, and mapped.
    """

    def __init__(self, encoder: Encoder, former: Former, folder: Path, progress: Progress) -> None:
        embeds = former.embeds
        if embeds is not None and embeds.manifest.dimension != encoder.dimension:
            embeds = None
        self.pool = VectorPool(encoder, _held(former, embeds) if embeds else {}, folder, progress)
        self._folder = folder
        self._encoder = encoder
        self._reads = former.reads
        self._embeds = embeds

    def assemble(self, content: Content, origin: Origin, refused: Mapping[str, str]) -> Generation:
        """The generation of this content, not yet written."""
        reports = {report.id: report for report in content.reports}
        sentences = Sentences(reports, content.passages, len(content.sources[SENTENCES]))
        vectors = self._vectors(content, sentences)
        words = self._words(content)
        counts = Counts(len(reports), len(content.passages), len(sentences), len(content.facts), len(words))
        keywords = self._keywords(content)
        return Generation(
            manifest=new_manifest(origin, counts, refused, self._encoder.dimension),
            reports=reports,
            passages=content.passages,
            sentences=sentences,
            facts=content.facts,
            passage_vectors=vectors[PASSAGES],
            sentence_vectors=vectors[SENTENCES],
            fact_vectors=vectors[FACTS],
            passage_keywords=keywords[PASSAGES],
            sentence_keywords=keywords[SENTENCES],
            words=words,
        )

    def _vectors(self, content: Content, sentences: Sentences) -> list[VectorIndex]:
        fresh = content.fresh
        texts: Sequence[Sequence[str]] = (fresh.contexts, fresh.sentences, fresh.cards)
        paths = [self._folder / f"{kind}.faiss" for kind in KINDS]
        stages = [f"Embedding {kind}" for kind in KINDS]
        if self._reads is not None and self._embeds is not None:
            given = zip(KINDS, content.sources, texts, stages, paths, strict=True)
            return [self.pool.index(kind, source, own, stage, path) for kind, source, own, stage, path in given]
        if self._reads is not None:
            contexts, cards = [one.context for one in content.passages], [fact.card for fact in content.facts]
            texts = (contexts, [sentence.text for sentence in sentences], cards)
        return [self.pool.built(own, stage, path) for own, stage, path in zip(texts, stages, paths, strict=True)]

    def _keywords(self, content: Content) -> list[KeywordIndex]:
        former, fresh = self._reads, content.fresh
        held = [former.passage_keywords, former.sentence_keywords] if former else [KeywordIndex.build([])] * 2
        texts = (fresh.contexts, fresh.sentences)
        return [held[kind].carried(content.sources[kind], texts[kind]) for kind in (PASSAGES, SENTENCES)]

    def _words(self, content: Content) -> WordVectors:
        known = self._reads.words.counted if self._reads else {}
        counted = sentence_frequencies(content.fresh.sentences, known, content.gone)
        words = list(islice(counted, MOST_WORDS))
        if self._embeds is None:
            return WordVectors(counted, self.pool.vectors(words, "Embedding words"))
        source = self._embeds.words.source(counted)
        fresh = [word for word, row in zip(words, source.tolist(), strict=True) if row == FRESH]
        path = self._folder / "words.faiss"
        return WordVectors(counted, self.pool.index("words", source, fresh, "Embedding words", path))


def _held(former: Former, embeds: Generation) -> Held:
    """The vectors of the former generation; the words first, as they are kept with fewer bits."""
    traces = former.traces
    return {
        "words": (keys_of(embeds.words.words), embeds.words.rows),
        "passages": (traces.passages, embeds.passage_vectors),
        "sentences": (traces.sentences, embeds.sentence_vectors),
        "facts": (traces.facts, embeds.fact_vectors),
    }
