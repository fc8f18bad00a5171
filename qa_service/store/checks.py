"""What a generation must be before it is used: made with the encoder in use, and at one with itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qa_service.store.embedding import EncoderIdentity
from qa_service.store.manifest import Manifest, unusable

if TYPE_CHECKING:
    from qa_service.store.generations import Generation


def refuse_other_encoder(index: Path, manifest: Manifest, wanted: EncoderIdentity, dimension: int | None) -> None:
    """See that questions will be embedded as the index was; ``dimension`` is what the encoder gives, where known.

    Raises:
        IndexUnusableError: they will not; says why.
    """
    origin = manifest.origin
    if origin.encoder != wanted.name:
        raise unusable(index, f"it was built with the encoder {origin.encoder}, the settings name {wanted.name}")
    if (origin.weights_sha256, origin.twin_sha256) != (wanted.weights_sha256, wanted.twin_sha256):
        raise unusable(index, f"it was built with other weights of the encoder {wanted.name}")
    given = dimension or wanted.dimension or manifest.dimension
    if manifest.dimension != given:
        raise unusable(
            index, f"its vectors have {manifest.dimension} dimensions, the encoder {wanted.name} gives {given}"
        )


def refuse_disagreement(index: Path, generation: Generation) -> None:
    """See that counts, rows and dimensions of a generation agree.

    Raises:
        IndexUnusableError: they do not; says which.
    """
    counted, promised = generation.counts, generation.manifest.counts
    if counted != promised:
        raise unusable(index, f"the manifest promises {promised}, the files hold {counted}")
    rows = (
        ("passage vectors", generation.passage_vectors, counted.passages),
        ("sentence vectors", generation.sentence_vectors, counted.sentences),
        ("fact vectors", generation.fact_vectors, counted.facts),
        ("passage keywords", generation.passage_keywords, counted.passages),
        ("sentence keywords", generation.sentence_keywords, counted.sentences),
        ("word vectors", generation.words.vectors, counted.words),
    )
    for name, held, expected in rows:
        if len(held) != expected:
            raise unusable(index, f"it holds {len(held)} {name} for {expected} rows")
    for name, vectors in (("passage", generation.passage_vectors), ("sentence", generation.sentence_vectors)):
        if vectors.dimension != generation.manifest.dimension:
            raise unusable(
                index, f"its {name} vectors have {vectors.dimension} dimensions, not {generation.manifest.dimension}"
            )
