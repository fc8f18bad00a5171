"""Exact match and F1 of the reader on files in SQuAD format (Rajpurkar et al. 2016), with its silence counted."""

import argparse
import re
import string
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import torch
from model import SpanReader, tokenizer
from squad import Example, read_squad
from windows import Window, batches, tensors, windows

LONGEST = 30
"""Tokens of the longest answer."""


def answers(reader: SpanReader, examples: Sequence[Example]) -> list[tuple[str, float]]:
    """Best span of each example and by how much it beats "no answer", in nats."""
    bare = [Example(item.id, item.question, item.context, (), -1) for item in examples]
    found = windows(bare, tokenizer())
    best: list[tuple[str, float]] = [("", -1e9)] * len(examples)
    reader.eval()
    for batch in batches(found, 8192, seed=0):
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            scores = reader(*tensors(batch))
        for row, window in enumerate(batch):
            text, margin = _span(scores[row], window, examples[window.example].context)
            if margin > best[window.example][1]:
                best[window.example] = text, margin
    return best


def _span(scores: torch.Tensor, window: Window, context: str) -> tuple[str, float]:
    places = [place for place, (start, end) in enumerate(window.offsets) if end > start]
    if not places:
        return "", -1e9
    first, last = places[0], places[-1] + 1
    pairs = scores[first:last, 0][:, None] + scores[first:last, 1][None, :]
    allowed = torch.ones_like(pairs, dtype=torch.bool).triu().tril(LONGEST - 1)
    pairs = pairs.masked_fill(~allowed, -1e9)
    start, end = divmod(int(pairs.argmax()), pairs.shape[1])
    margin = float(pairs[start, end] - scores[0, 0] - scores[0, 1])
    return context[window.offsets[first + start][0] : window.offsets[first + end][1]], margin


def normalised(text: str) -> str:
    """Lower case, without articles, punctuation and extra spaces, as in SQuAD's own script."""
    kept = "".join(sign for sign in text.lower() if sign not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", kept).split())


def exact_match(said: str, gold: Sequence[str]) -> float:
    return float(any(normalised(said) == normalised(one) for one in gold))


def f1(said: str, gold: Sequence[str]) -> float:
    return max((_overlap(normalised(said).split(), normalised(one).split()) for one in gold), default=0.0)


def _overlap(said: list[str], gold: list[str]) -> float:
    same = sum((Counter(said) & Counter(gold)).values())
    return 2 * same / (len(said) + len(gold)) if same else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("files", nargs="+", type=Path)
    options = parser.parse_args()
    reader = SpanReader()
    reader.load_state_dict(torch.load(options.weights))
    print("| file | kind | questions | EM | F1 | silent at 0 |\n|---|---|---|---|---|---|")
    for path in options.files:
        examples = list(read_squad(path))
        _table(path.stem, examples, answers(reader, examples))


def _table(name: str, examples: list[Example], said: list[tuple[str, float]]) -> None:
    rows: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for example, (text, margin) in zip(examples, said, strict=True):
        score = exact_match(text, example.answers), f1(text, example.answers), float(margin < 0)
        for kind in ("answerable" if example.answers else "unanswerable", example.kind):
            if kind:
                rows[kind].append(score)
    for kind, scores in rows.items():
        means = [sum(column) / len(scores) for column in zip(*scores, strict=True)]
        print(f"| {name} | {kind} | {len(scores)} | {means[0]:.3f} | {means[1]:.3f} | {means[2]:.3f} |")


if __name__ == "__main__":
    main()
