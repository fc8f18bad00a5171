"""Trains the reader on files in SQuAD format; writes checkpoints and goes on from the last one."""

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from model import SpanReader, tokenizer
from squad import Example, read_squad, sample, without_paragraphs
from torch import nn
from windows import Window, batches, tensors, windows
from written import read_written

DECAY = 0.995
"""Of the running average of the weights, which is what is kept (Polyak and Juditsky 1992)."""

DROPOUT = 0.05
"""Of layers; that of attention is left out, since with it the CPU has no fused attention."""


@dataclass
class Progress:
    """Where a training stands."""

    epoch: int = 0
    step: int = 0


def main() -> None:
    options = _options()
    torch.manual_seed(options.seed)
    examples = _examples(options)
    found = windows(examples, tokenizer())
    print(f"{len(examples)} examples, {len(found)} windows", flush=True)
    run = Training(found, options)
    run.resume()
    run.train()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", nargs="+", required=True, metavar="FILE[:LIMIT]", help="SQuAD-format or written")
    parser.add_argument("--leave-out", nargs="*", default=[], type=Path, help="files whose paragraphs are not used")
    parser.add_argument("--unanswerable", type=float, default=0.25, help="largest share without an answer, per file")
    parser.add_argument("--variants", type=int, default=0, help="times each written passage comes with other numbers")
    parser.add_argument("--init", type=Path, help="weights to start from")
    parser.add_argument("--out", type=Path, required=True, help="folder of checkpoint and weights")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--tokens", type=int, default=4096, help="tokens of a batch")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _examples(options: argparse.Namespace) -> list[Example]:
    others = [example for path in options.leave_out for example in read_squad(path)]
    chosen = []
    for name in options.train:
        path, _, limit = name.partition(":")
        kept = without_paragraphs(_read(Path(path), options.variants), others)
        chosen += sample(kept, int(limit or len(kept)), options.unanswerable, options.seed)
    return chosen


def _read(path: Path, variants: int) -> Iterator[Example]:
    return read_written(path, variants) if path.suffix == ".jsonl" else read_squad(path)


class Training:
    """One run over the windows; its state lies in `out`/checkpoint.pt after each hundredth step."""

    def __init__(self, found: list[Window], options: argparse.Namespace) -> None:
        self._windows, self._options = found, options
        self._reader = SpanReader()
        if options.init:
            self._reader.load_state_dict(torch.load(options.init))
        for name, part in self._reader.encoder.named_modules():
            if isinstance(part, nn.Dropout):
                part.p = 0.0 if name.endswith("self.dropout") else DROPOUT
        self._mean = {name: value.detach().clone() for name, value in self._reader.state_dict().items()}
        self._total = sum(1 for epoch in range(options.epochs) for _ in self._batches(epoch))
        self._steps = torch.optim.AdamW(self._groups(), lr=options.rate, fused=True)
        self._schedule = torch.optim.lr_scheduler.OneCycleLR(
            self._steps, options.rate, self._total, pct_start=0.06, anneal_strategy="linear", cycle_momentum=False
        )
        self._at = Progress()
        options.out.mkdir(parents=True, exist_ok=True)

    def _groups(self) -> list[dict[str, object]]:
        named = list(self._reader.named_parameters())
        plain = [value for name, value in named if value.ndim < 2 or "embeddings" in name]
        decayed = [value for name, value in named if not (value.ndim < 2 or "embeddings" in name)]
        return [{"params": plain, "weight_decay": 0.0}, {"params": decayed, "weight_decay": 0.01}]

    def _batches(self, epoch: int) -> Iterator[list[Window]]:
        return batches(self._windows, self._options.tokens, self._options.seed * 1000 + epoch)

    def resume(self) -> None:
        """Goes on where the checkpoint of the same folder stands; does nothing without one."""
        path = self._options.out / "checkpoint.pt"
        if not path.exists():
            return
        state = torch.load(path)
        self._reader.load_state_dict(state["reader"])
        self._mean = state["mean"]
        self._steps.load_state_dict(state["optimizer"])
        self._schedule.load_state_dict(state["schedule"])
        self._at = Progress(**state["at"])

    def train(self) -> None:
        begun, losses = time.monotonic(), [0.0]
        first = self._at.step
        for epoch in range(self._at.epoch, self._options.epochs):
            before = sum(1 for past in range(epoch) for _ in self._batches(past))
            for number, batch in enumerate(self._batches(epoch), before):
                if number < self._at.step:
                    continue
                losses.append(self._step(batch))
                self._at = Progress(epoch, number + 1)
                if self._at.step % 100 == 0:
                    self._checkpoint()
                    pace = (time.monotonic() - begun) / (self._at.step - first)
                    left = pace * (self._total - self._at.step) / 60
                    mean = sum(losses[-100:]) / 100
                    print(f"{self._at.step}/{self._total} loss {mean:.3f}, {left:.0f} min left", flush=True)
        torch.save(self._mean, self._options.out / "reader.pt")
        (self._options.out / "options.json").write_text(json.dumps(vars(self._options), default=str, indent=1))

    def _step(self, batch: list[Window]) -> float:
        self._reader.train()
        ids, mask, kinds = tensors(batch)
        with torch.autocast("cpu", torch.bfloat16):
            scores = self._reader(ids, mask, kinds)
        starts = nn.functional.cross_entropy(scores[..., 0], torch.tensor([window.start for window in batch]))
        ends = nn.functional.cross_entropy(scores[..., 1], torch.tensor([window.end for window in batch]))
        loss = (starts + ends) / 2
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self._reader.parameters(), 1.0)
        self._steps.step()
        self._schedule.step()
        self._steps.zero_grad()
        decay = min(DECAY, (1 + self._at.step) / (10 + self._at.step))
        for name, value in self._reader.state_dict().items():
            if value.is_floating_point():
                self._mean[name].lerp_(value, 1 - decay)
        return loss.item()

    def _checkpoint(self) -> None:
        path = self._options.out / "checkpoint.pt"
        state = {
            "reader": self._reader.state_dict(),
            "mean": self._mean,
            "optimizer": self._steps.state_dict(),
            "schedule": self._schedule.state_dict(),
            "at": vars(self._at),
        }
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)


if __name__ == "__main__":
    main()
