"""Windows of the real tokenizer."""

import pytest
from model import tokenizer
from squad import Example
from windows import LENGTH, batches, tensors, windows

pytestmark = pytest.mark.model

MILL = "The mill made 40 looms."


@pytest.fixture(scope="module")
def tokens():
    return tokenizer()


def test_a_window_marks_the_tokens_of_the_answer(tokens):
    (window,) = windows([Example("a", "How many?", MILL, ("40 looms",), 14)], tokens)
    start, end = window.offsets[window.start][0], window.offsets[window.end][1]
    assert MILL[start:end] == "40 looms"
    assert window.offsets[0] == (0, 0)


def test_no_answer_is_the_first_token(tokens):
    (window,) = windows([Example("a", "How many?", MILL, (), -1)], tokens)
    assert (window.start, window.end) == (0, 0)


def test_of_a_long_paragraph_only_windows_with_the_answer_are_kept(tokens):
    long = "Nothing here. " * 200 + MILL
    found = windows([Example("a", "How many?", long, ("40 looms",), long.index("40"))], tokens)
    assert 1 <= len(found) <= 2
    assert all(window.start > 0 and len(window.ids) <= LENGTH for window in found)
    assert len(windows([Example("a", "How many?", long, (), -1)], tokens)) > 2


def test_batches_hold_every_window_once_within_the_tokens(tokens):
    found = windows([Example(str(i), "How many?", MILL * (1 + i % 5), (), -1) for i in range(20)], tokens)
    made = list(batches(found, 100, seed=3))
    assert sorted(window.example for batch in made for window in batch) == list(range(20))
    assert all(max(len(w.ids) for w in batch) * len(batch) <= 116 for batch in made)
    assert made == list(batches(found, 100, seed=3))
    ids, mask, kinds = tensors(made[0])
    assert ids.shape == mask.shape == kinds.shape
    assert int(mask.sum()) == sum(len(window.ids) for window in made[0])
