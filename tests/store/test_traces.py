from dataclasses import fields

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qa_service.store.traces import Traces, key_of, keys_of, read_traces, write_traces


def test_traces_come_back_as_they_were_written(tmp_path):
    made = Traces(np.array([[1, 2, 1]]), keys_of(["a"]), keys_of(["b", "c"]), keys_of(["d"]), np.zeros(1, np.uint64))
    write_traces(tmp_path, made)
    again = read_traces(tmp_path)
    assert all(np.array_equal(getattr(again, one.name), getattr(made, one.name)) for one in fields(Traces))


def test_generation_without_traces_has_none(tmp_path):
    assert read_traces(tmp_path) is None


@given(st.text())
def test_key_of_any_text_is_64_bits_and_never_0(text):
    assert 0 < key_of(text) < 2**64
    assert keys_of([text, text]).tolist() == [key_of(text)] * 2


def test_texts_that_differ_in_a_letter_have_other_keys():
    assert len({key_of(text) for text in ("rye", "Rye", "rye ", "")}) == 4
