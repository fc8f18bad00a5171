"""A span reader: which words of a passage answer a question, and by how much they beat "it does not say".

The default is the project's own (training/README.md), one int8 ONNX file in the package.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from qa_service.errors import ModelError
from qa_service.settings import NO_READER, PACKAGED_READER
from qa_service.store.embedding import MOST_THREADS, load_tokenizer, verify

WEIGHTS = Path(__file__).parents[1] / "weights" / "reader.onnx"
WEIGHTS_SHA256 = "6c5db56567087e5ddd6c5278e2500df717b4c6a5056b47c972be04c0d72d3409"
MAX_TOKENS = 320
LONGEST = 30
"""Tokens of the longest answer."""
BEFORE, AFTER = 3, 6
"""Tokens that a span may hold before and after the number it is read for: a currency, a scale, a unit."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The scores of one passage, in nats.

    ``offsets`` (tokens, 2) are each token's characters in the passage; ``starts`` and ``ends`` (tokens,) tell how well
    an answer begins and ends there; ``silence`` is the score of no answer.
    """

    offsets: NDArray[np.int64]
    starts: NDArray[np.float32]
    ends: NDArray[np.float32]
    silence: float

    def best(self) -> tuple[int, int, float]:
        """Start and end of the best answer, and by how much it beats silence; (0, 0, -inf) for an empty passage."""
        if not len(self.offsets):
            return 0, 0, -np.inf
        pairs = self.starts[:, None] + self.ends[None, :]
        allowed = np.tril(np.triu(np.ones(pairs.shape, bool)), LONGEST - 1)
        pairs = np.where(allowed, pairs, -np.inf)
        first, last = np.unravel_index(int(pairs.argmax()), pairs.shape)
        margin = float(pairs[first, last]) - self.silence
        return int(self.offsets[first, 0]), int(self.offsets[last, 1]), margin

    def margin(self, start: int, end: int) -> float:
        """By how much the best answer with the number at ``start``:``end`` beats silence; -inf where it was cut off."""
        inside = np.flatnonzero((self.offsets[:, 0] < end) & (self.offsets[:, 1] > start))
        if not len(inside):
            return -np.inf
        first, last = int(inside[0]), int(inside[-1])
        begins = self.starts[max(0, first - BEFORE) : first + 1].max()
        return float(begins + self.ends[last : last + AFTER + 1].max()) - self.silence


class Reader(Protocol):
    """Whatever scores the words of passages as answers to a question."""

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """One reading for each passage, in their order; what lies beyond the longest window is not read."""


def open_reader(name: str) -> Reader | None:
    """Load a reader by its name in the settings: the packaged one, an extractive model of the hub or a folder, none.

    Raises:
        ModelError: the model is missing, cannot be loaded, or is not the expected one.
    """
    if name == NO_READER:
        return None
    return OnnxReader() if name == PACKAGED_READER else HubReader(name)


class OnnxReader:
    """The packaged reader on onnxruntime."""

    def __init__(self, path: Path = WEIGHTS, sha256: str = WEIGHTS_SHA256) -> None:
        import onnxruntime

        verify(path, sha256)
        self._tokenizer = load_tokenizer()
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS, strategy="only_second")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = min(os.cpu_count() or 1, MOST_THREADS)
        options.enable_cpu_mem_arena = False  # the arena never gives memory back after a large batch
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # it would take the encoder's cores
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        return [self._read(self._tokenizer.encode(question, passage)) for passage in passages]

    def _read(self, coded: Any) -> Reading:  # noqa: ANN401 - the library publishes no types
        feed = {
            "input_ids": np.array([coded.ids], np.int64),
            "attention_mask": np.array([coded.attention_mask], np.int64),
            "token_type_ids": np.array([coded.type_ids], np.int64),
        }
        scores = self._session.run(["scores"], feed)[0][0]
        return reading(scores[:, 0], scores[:, 1], coded.offsets, [part == 1 for part in coded.sequence_ids])


class HubReader:
    """Any extractive question-answering model of the transformers library, by hub name or folder; needs torch."""

    def __init__(self, name: str) -> None:
        try:
            from transformers import AutoModelForQuestionAnswering, AutoTokenizer

            self._tokenizer = AutoTokenizer.from_pretrained(name)
            self._model = AutoModelForQuestionAnswering.from_pretrained(name).eval()
        except (ImportError, OSError, ValueError) as error:
            raise ModelError(f"The reader {name!r} could not be loaded: {error}") from error

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        return [self._read(question, passage) for passage in passages]

    def _read(self, question: str, passage: str) -> Reading:
        coded = self._tokenizer(
            question,
            passage,
            truncation="only_second",
            max_length=MAX_TOKENS,
            return_offsets_mapping=True,
            return_tensors="pt",
        )
        offsets = coded.pop("offset_mapping")[0].tolist()
        scores = self._model(**coded)
        of_passage = [part == 1 for part in coded.sequence_ids(0)]
        starts, ends = (one[0].detach().numpy() for one in (scores.start_logits, scores.end_logits))
        return reading(starts, ends, offsets, of_passage)


def reading(
    starts: NDArray[np.float32],
    ends: NDArray[np.float32],
    offsets: Sequence[tuple[int, int]],
    of_passage: Sequence[bool],
) -> Reading:
    """The reading of a window whose first token stands for no answer; ``of_passage`` tells the passage's tokens."""
    kept = np.flatnonzero(np.array(of_passage, bool))
    return Reading(
        np.array(offsets, np.int64).reshape(-1, 2)[kept], starts[kept], ends[kept], float(starts[0] + ends[0])
    )
