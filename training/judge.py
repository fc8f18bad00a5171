"""Trains the judge: from questions with known answers to the trees of qa_service/weights/judge.json.

python training/judge.py --reader READER.onnx --written FILE.jsonl … --exams QUESTIONS.jsonl:CORPUS … --out judge.json
"""

import argparse
import hashlib
import json
import pickle
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from cases import Case, exam_cases, open_answerer, written_cases

from qa_service.ask.evidence import FEATURES, OF_READER
from qa_service.store.reader import OnnxReader

FOLDS = 5
TREES, DEPTH, RATE, LEAF, RIDGE = 150, 4, 0.08, 30, 1.0
"""Of boosting."""

Trees = dict[str, Any]


def main() -> None:
    options = _options()
    cases, more = _kept(options)
    print(f"{len(cases)} questions, {sum(case.answerable for case in cases)} answerable; {len(more)} more not read")
    cross_validated(cases, more)
    trees = as_arrays(fitted([*cases, *more]))
    options.out.write_text(json.dumps(trees, separators=(",", ":")) + "\n", "utf-8")
    print(hashlib.sha256(options.out.read_bytes()).hexdigest())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", type=Path, required=True, help="the reader whose margins are weighed")
    parser.add_argument("--written", nargs="*", type=Path, default=[], help="passages that it was not trained on")
    parser.add_argument(
        "--unread", nargs="*", default=[], metavar="FILE[:PASSAGES]", help="passages that it was trained on: not read"
    )
    parser.add_argument("--exams", nargs="*", default=[], metavar="QUESTIONS:CORPUS")
    parser.add_argument("--rows", type=Path, help="file that keeps the weighed questions; read where it exists")
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args()


def _kept(options: argparse.Namespace) -> tuple[list[Case], list[Case]]:
    """The questions whose passages are read, and those of ``--unread``."""
    if options.rows and options.rows.exists():
        kept: tuple[list[Case], list[Case]] = pickle.loads(options.rows.read_bytes())  # noqa: S301 - a file of our own
        return kept
    reader = OnnxReader(options.reader, hashlib.sha256(options.reader.read_bytes()).hexdigest())
    with tempfile.TemporaryDirectory() as folder:
        written = list(written_cases(options.written, Path(folder) / "read", reader))
        unread = list(written_cases(map(_shortened(Path(folder)), options.unread), Path(folder) / "unread", None))
        both = [*written, *_exams(options.exams, Path(folder), reader)], unread
    if options.rows:
        options.rows.write_bytes(pickle.dumps(both))
    return both


def _shortened(folder: Path) -> Callable[[str], Path]:
    """Turn "FILE:72" into a file of the first 72 passages below ``folder``."""

    def file_of(named: str) -> Path:
        path, _, passages = named.partition(":")
        lines = Path(path).read_text("utf-8").splitlines(keepends=True)
        shorter = folder / Path(path).name
        shorter.write_text("".join(lines[: int(passages)] if passages else lines), "utf-8")
        return shorter

    return file_of


def _exams(named: Sequence[str], folder: Path, reader: OnnxReader) -> Iterator[Case]:
    sets: dict[str, list[Path]] = defaultdict(list)
    for name in named:
        questions, _, corpus = name.rpartition(":")
        sets[corpus].append(Path(questions))
    for number, (corpus, files) in enumerate(sets.items()):
        answerer = open_answerer(Path(corpus), folder / f"exam-{number}", reader)
        for questions in files:
            yield from exam_cases(questions, answerer)


def fitted(cases: Sequence[Case]) -> Any:  # noqa: ANN401 - the library publishes no types
    """Boosted trees, for questions read and not read.

    A right fact weighs half of what all the wrong ones of its question weigh together.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier

    cases = [*cases, *(blanked(case) for case in cases if case.rows[:, -OF_READER].any())]
    rows = np.concatenate([case.rows for case in cases])
    right = np.concatenate([case.right for case in cases])
    weights = [np.where(case.right, 0.5, 1 / len(case.right)) for case in cases]
    trees = HistGradientBoostingClassifier(
        max_iter=TREES,
        max_depth=DEPTH,
        learning_rate=RATE,
        min_samples_leaf=LEAF,
        l2_regularization=RIDGE,
        early_stopping=False,
        random_state=1,
    )
    return trees.fit(rows, right, sample_weight=np.concatenate(weights))


def blanked(case: Case) -> Case:
    """The case as it is without a reader."""
    rows = case.rows.copy()
    rows[:, -OF_READER:] = 0
    return replace(case, rows=rows)


def cross_validated(cases: Sequence[Case], more: Sequence[Case]) -> None:
    """Print right, wrong and false answers over thresholds, holding out whole groups; ``more`` is for training."""
    groups = sorted({case.group for case in cases})
    fold = {group: place % FOLDS for place, group in enumerate(groups)}
    said: dict[bool, list[tuple[float, bool, Case]]] = {False: [], True: []}
    for number in range(FOLDS):
        trees = fitted([*(case for case in cases if fold[case.group] != number), *more])
        for case in cases:
            if fold[case.group] == number:
                for read, one in ((False, blanked(case)), (True, case)):
                    scores = trees.decision_function(one.rows)
                    said[read].append((float(scores.max()), bool(case.right[scores.argmax()]), case))
    for least in np.arange(-1.0, 4.0, 0.5):
        print(f"from {least:4.1f}: {_marks(said[False], least)}; read, {_marks(said[True], least)}")


def _marks(said: Sequence[tuple[float, bool, Case]], least: float) -> str:
    answered = [(right, case) for score, right, case in said if score >= least]
    asked = sum(case.answerable for _, _, case in said)
    right = sum(right for right, case in answered if case.answerable)
    wrong = sum(not right for right, case in answered if case.answerable)
    false = sum(not case.answerable for _, case in answered)
    return f"right {right} wrong {wrong} of {asked}, false {false} of {len(said) - asked}"


def as_arrays(trees: Any) -> Trees:  # noqa: ANN401 - as above
    """The trees as (trees, nodes) lists; a leaf, and what fills up a smaller tree, has itself for both children."""
    parts = [one[0].nodes for one in trees._predictors]
    most = max(len(part) for part in parts)

    def filled(name: str) -> list[list[float]]:
        return [part[name].tolist() + [0] * (most - len(part)) for part in parts]

    def children(side: str) -> list[list[int]]:
        rows = []
        for part in parts:
            own = np.arange(len(part))
            rows.append([*np.where(part["is_leaf"], own, part[side]).tolist(), *range(len(part), most)])
        return rows

    return {
        "features": list(FEATURES),
        "begin": float(trees._baseline_prediction.ravel()[0]),
        "depth": DEPTH,
        "feature": filled("feature_idx"),
        "left": children("left"),
        "right": children("right"),
        "threshold": filled("num_threshold"),
        "value": filled("value"),
    }


if __name__ == "__main__":
    main()
