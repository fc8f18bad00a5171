"""Write invented report passages with questions, in the format of SQuAD 2.0, for training the span reader.

    python training/generate.py --passages 9000 --seed 1 --out FILE.json

The same seed writes the same bytes. Each question also names the pattern that its sentence was drawn from, the kind of
report, and, where it has no answer, the slot that was exchanged ("swap").
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from grammar.passages import Passage, passage


def dataset(passages: int, seed: int) -> dict[str, Any]:
    rng = Random(seed)
    paragraphs = [_paragraph(passage(rng), f"{seed}-{number}") for number in range(passages)]
    return {"version": "v2.0", "data": [{"title": f"invented reports, seed {seed}", "paragraphs": paragraphs}]}


def _paragraph(drawn: Passage, prefix: str) -> dict[str, Any]:
    qas = [
        {
            "id": f"{prefix}-{number}",
            "question": asked.question,
            "is_impossible": bool(asked.swap),
            "answers": [] if asked.swap else [{"text": asked.answer, "answer_start": asked.start}],
            "pattern": asked.pattern,
            "kind": drawn.kind,
            "swap": asked.swap,
        }
        for number, asked in enumerate(drawn.asked)
    ]
    return {"context": drawn.text, "qas": qas}


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=9000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(argv)
    text = json.dumps(dataset(given.passages, given.seed), ensure_ascii=False, indent=1)
    given.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
