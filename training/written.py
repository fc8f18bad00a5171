"""Passages that a language model wrote for training, with questions in words other than the passage's own."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from squad import Example
from varying import varied


def read_written(path: Path, variants: int = 0) -> Iterator[Example]:
    """The examples of one JSONL file, in its order, and all of them again with other numbers ``variants`` times.

    A line holds ``heading`` (a list), ``text``, ``questions`` and, where known, the ``date`` of publication. A question
    is ``{"q", "a", "in"}``: the answer ``a`` is the part of the text where the piece ``in``, which stands in it once,
    has it first; with ``a`` null there is none.
    The headings stand above the text, as a passage is shown to the reader.

    Raises:
        ValueError: a piece does not stand in its text just once, or does not hold its answer.
    """
    lines = path.read_text("utf-8").splitlines()
    for variant in range(variants + 1):
        for number, line in enumerate(lines):
            yield from _examples(json.loads(line), f"{path.stem}-{number}", variant * len(lines) + number, variant > 0)


def _examples(given: dict[str, Any], name: str, seed: int, vary: bool) -> Iterator[Example]:
    text = "\n".join(given["heading"][-2:]) + "\n\n" + given["text"]
    questions = [item["q"].strip() for item in given["questions"]]
    shown, asked = varied(text, questions, seed) if vary else (text, questions)
    for row, item in enumerate(given["questions"]):
        if item["a"] is None:
            yield Example(f"{name}-{row}", asked[row], shown, (), -1)
            continue
        start = len(text) - len(given["text"]) + _place(given["text"], item["in"], item["a"], f"{name}-{row}")
        yield Example(f"{name}-{row}", asked[row], shown, (shown[start : start + len(item["a"])],), start)


def _place(text: str, piece: str, answer: str, name: str) -> int:
    if text.count(piece) != 1 or answer not in piece:
        raise ValueError(f"{name}: {answer!r} has no one place in its text")
    return text.index(piece) + piece.index(answer)
