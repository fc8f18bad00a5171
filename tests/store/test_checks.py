from dataclasses import replace
from pathlib import Path

import pytest

from qa_service.errors import IndexUnusableError
from qa_service.store.checks import refuse_disagreement, refuse_other_encoder
from qa_service.store.embedding import EncoderIdentity
from qa_service.store.vectors import VectorIndex
from tests.fakes import FAKE_ENCODER, FakeEncoder, make_generation

INDEX = Path("index")


def test_generation_at_one_with_itself_passes():
    refuse_disagreement(INDEX, make_generation({"farms": "Oats rose 5 %."}))


def test_rows_that_disagree_are_named():
    one = make_generation({"farms": "Oats rose 5 %."})
    wrong = replace(one, fact_vectors=VectorIndex.build(FakeEncoder().encode(["a", "b"])))
    with pytest.raises(IndexUnusableError, match="it holds 2 fact vectors for 1 rows"):
        refuse_disagreement(INDEX, wrong)


def test_only_the_encoder_that_the_index_was_built_with_passes():
    manifest = make_generation({"farms": "Oats rose."}).manifest
    same = EncoderIdentity(FAKE_ENCODER, f"hub:{FAKE_ENCODER}", None, 16)
    refuse_other_encoder(INDEX, manifest, same, None)
    with pytest.raises(IndexUnusableError, match="built with the encoder fake-words, the settings name others"):
        refuse_other_encoder(INDEX, manifest, replace(same, name="others"), None)
