"""Readings by hand-made scores; the packaged reader and a tiny model of the hub's kind for real."""

from __future__ import annotations

import numpy as np
import pytest

from qa_service.errors import ModelError
from qa_service.store.reader import WEIGHTS, WEIGHTS_SHA256, HubReader, OnnxReader, open_reader, reading

PASSAGE = "Mill Town made 41 looms in 2019. Its mayor is Ada Thorne, who took office in May."


def scores(starts, ends, of_passage):
    offsets = [(0, 0) if not inside else (2 * i, 2 * i + 1) for i, inside in enumerate(of_passage)]
    return reading(np.array(starts, np.float32), np.array(ends, np.float32), offsets, of_passage)


def test_the_best_answer_is_measured_against_silence():
    read = scores([1, 9, 5, 0], [2, 9, 1, 4], [False, False, True, True])
    assert read.best() == (4, 7, 5 + 4 - 3)


def test_an_answer_does_not_end_before_it_starts():
    read = scores([0, 0, 5], [0, 4, 0], [False, True, True])
    assert read.best() == (4, 5, 5.0)


def test_a_number_is_read_with_its_currency_and_unit():
    read = scores([0, 3, 1, 0], [0, 0, 1, 6], [False, True, True, True])
    assert read.margin(4, 5) == 3 + 6


def test_a_number_beyond_the_window_is_not_read():
    assert scores([0, 1], [0, 1], [False, True]).margin(90, 91) == -np.inf


def test_an_empty_passage_has_no_answer():
    assert scores([0], [0], [False]).best() == (0, 0, -np.inf)


def test_off_is_no_reader():
    assert open_reader("off") is None


def test_the_packaged_file_is_small():
    assert WEIGHTS.stat().st_size <= 25_000_000


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "answer"),
    [("Who is the mayor of Mill Town?", "Ada Thorne"), ("How many looms did Mill Town make in 2019?", "41")],
)
def test_the_packaged_reader_finds_the_words(question, answer):
    (read,) = OnnxReader().read(question, [PASSAGE])
    start, end, margin = read.best()
    assert PASSAGE[start:end] == answer
    assert margin > 0


@pytest.mark.model
def test_other_weights_are_refused(tmp_path):
    other = tmp_path / "reader.onnx"
    other.write_bytes(WEIGHTS.read_bytes()[:-1] + b"?")
    with pytest.raises(ModelError, match=f"expected {WEIGHTS_SHA256}"):
        OnnxReader(other)


@pytest.mark.model
def test_a_model_of_the_hubs_kind_is_read_from_a_folder(tmp_path):
    from transformers import BertConfig, BertForQuestionAnswering, BertTokenizerFast

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *sorted(set(PASSAGE.lower().split()))]
    (tmp_path / "vocab.txt").write_text("\n".join(words))
    BertTokenizerFast(str(tmp_path / "vocab.txt")).save_pretrained(tmp_path)
    small = {"hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 1, "intermediate_size": 8}
    BertForQuestionAnswering(BertConfig(vocab_size=len(words), **small)).save_pretrained(tmp_path)
    readings = open_reader(str(tmp_path)).read("Who?", [PASSAGE, "Looms."])
    assert len(readings) == 2
    start, end, margin = readings[0].best()
    assert 0 <= start < end <= len(PASSAGE)
    assert np.isfinite(margin)


def test_a_reader_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ModelError, match="gone"):
        HubReader(str(tmp_path / "gone"))
