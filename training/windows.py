"""Examples as windows of token ids: question, separator, a stretch of the paragraph."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from squad import Example
from transformers import PreTrainedTokenizerFast

LENGTH = 320
"""Tokens of the longest window; longer paragraphs take several, each `STRIDE` tokens into the one before."""
STRIDE = 128


@dataclass(frozen=True)
class Window:
    """Token ids of one window and the tokens of the answer, (0, 0) where it holds none.

    `offsets` gives each token's characters in the paragraph, (0, 0) for those of the question.
    """

    ids: tuple[int, ...]
    kinds: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    start: int
    end: int
    example: int


def windows(examples: Sequence[Example], tokenizer: PreTrainedTokenizerFast) -> list[Window]:
    """Every window of every example, in order.

    Windows of an answerable example that miss its answer are left out: they would teach silence where the text has
    the answer near by.
    """
    found = []
    for number, example in enumerate(examples):
        coded = tokenizer(
            example.question,
            example.context,
            truncation="only_second",
            max_length=LENGTH,
            stride=STRIDE,
            return_overflowing_tokens=True,
            return_offsets_mapping=True,
        )
        for row in range(len(coded["input_ids"])):
            side = coded.sequence_ids(row)
            offsets = tuple(
                place if part == 1 else (0, 0) for place, part in zip(coded["offset_mapping"][row], side, strict=True)
            )
            start, end = _answer(example, offsets)
            if example.answers and end == 0:
                continue
            ids, kinds = coded["input_ids"][row], coded["token_type_ids"][row]
            found.append(Window(tuple(ids), tuple(kinds), offsets, start, end, number))
    return found


def _answer(example: Example, offsets: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """First and last token of the answer, (0, 0) when the window does not hold all of it."""
    tokens = [
        place
        for place, (start, end) in enumerate(offsets)
        if end > start and start < example.end and end > example.start >= 0
    ]
    if not tokens or offsets[tokens[0]][0] > example.start or offsets[tokens[-1]][1] < example.end:
        return 0, 0
    return tokens[0], tokens[-1]


def batches(windows: Sequence[Window], tokens: int, seed: int) -> Iterator[list[Window]]:
    """Batches of windows of like length, at most `tokens` with padding, in an order drawn by `seed`."""
    chance = random.Random(seed)
    ordered = sorted(windows, key=lambda window: (len(window.ids) // 16, chance.random()))
    groups: list[list[Window]] = [[]]
    for window in ordered:
        if groups[-1] and (len(groups[-1]) + 1) * len(window.ids) > tokens:
            groups.append([])
        groups[-1].append(window)
    chance.shuffle(groups)
    yield from groups


def tensors(batch: Iterable[Window]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Ids, attention mask and token types of a batch, int64 of (windows, longest window)."""
    rows = list(batch)
    longest = max(len(row.ids) for row in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    mask, kinds = torch.zeros_like(ids), torch.zeros_like(ids)
    for place, row in enumerate(rows):
        size = len(row.ids)
        ids[place, :size] = torch.tensor(row.ids)
        kinds[place, :size] = torch.tensor(row.kinds)
        mask[place, :size] = 1
    return ids, mask, kinds
