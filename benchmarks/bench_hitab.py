"""Right sentence and right figure on HiTab's questions about sentences of a statistics office.

    python benchmarks/bench_hitab.py PATH [--rows N] [--seed S] [--show MARK ...]

PATH is HiTab's JSONL (train, dev or test). Used are the rows from Statistics Canada whose answer is one number taken
from the table as it stands and written in figures in the sentence: a figure of the sentence must equal the table's
number rounded to the figure's decimals, up to a power of thousand, since tables count in thousands and millions, or
times 100, since they have shares as fractions of 1.
Every distinct sentence of these rows becomes a report of one paragraph; ``--rows`` questions, drawn by ``--seed``, are
asked. An answer is

- right sentence: the first citation holds the sentence that the question was made of;
- right: its first value is such a figure of that sentence, either sign; wrong: it says something else; silent: it is
  not_found.

Below the first table stands the share of questions whose figure is a fact of the index at all. The second table
withholds half of the sentences, drawn by ``--seed``, and asks about these, where the wanted figure stands in none that
is left: whatever is answered is false. The index is made anew in a temporary folder.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a script, from any folder

from qa_service.ask.answering import Answerer
from qa_service.ask.judging import open_judge
from qa_service.ingest.pipeline import Tools, build_index, open_tools
from qa_service.language.parsing import Parser
from qa_service.records import Answer, Fact
from qa_service.settings import NO_READER, Settings
from qa_service.store.embedding import Encoder, open_encoder
from qa_service.store.generations import Generation, load_current
from qa_service.store.reader import open_reader

TITLE = "Statistical notes"
DEPTH = 60
_SCALES = {"thousand": Decimal(10) ** 3, "million": Decimal(10) ** 6, "billion": Decimal(10) ** 9}
_FIGURE = re.compile(rf"(?<![\w.,])(\d[\d,]*(?:\.\d+)?|\.\d+)(?:\s+({'|'.join(_SCALES)})\b)?(?!\s+months?\b)", re.I)
_FACTORS = [*(Decimal(1000) ** power for power in range(-3, 4)), Decimal(100)]


@dataclass(frozen=True, slots=True)
class Row:
    """A question with its sentence; ``wanted`` are the figures of the sentence that are right, scale applied."""

    question: str
    sentence: str
    wanted: frozenset[Decimal]


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of a row; ``offered`` tells whether the sentence was cited first or offered first as the nearest."""

    row: Row
    answer: Answer
    mark: str
    cited: bool
    offered: bool
    seconds: float


def figures(sentence: str) -> list[tuple[Decimal, Decimal]]:
    """Number as written, which keeps its decimals, and scale of every figure in digits, in order; spans of months left
    out, since "the past 12 months" is hardly what a table holds.
    """
    found = []
    for match in _FIGURE.finditer(sentence):
        number = Decimal(match[1].replace(",", "").rstrip("."))
        found.append((number, _SCALES.get((match[2] or "").lower(), Decimal(1))))
    return found


def wanted_figures(sentence: str, gold: Decimal) -> frozenset[Decimal]:
    """The figures of a sentence that are the table's number, rounded as the sentence rounds it."""
    return frozenset(number * scale for number, scale in figures(sentence) if _rounds_to(gold, number))


def _rounds_to(gold: Decimal, number: Decimal) -> bool:
    unit = Decimal(1).scaleb(number.as_tuple().exponent)  # type: ignore[arg-type] # finite by the pattern
    return any((abs(gold) * k).quantize(unit, ROUND_HALF_UP) == number for k in _FACTORS) and number != 0


def read_rows(path: Path) -> list[Row]:
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        given = json.loads(line)
        number = given["answer"][0] if len(given["answer"]) == 1 else None
        if given["table_source"] != "statcan" or given["aggregation"] != ["none"] or isinstance(number, str | None):
            continue
        sentence = " ".join(given["sub_sentence"].split())
        sentence = sentence[:1].upper() + sentence[1:]
        wanted = wanted_figures(sentence, Decimal(str(number)))
        if wanted:
            rows.append(Row(given["question"], sentence, wanted))
    return rows


def index_sentences(sentences: Sequence[str], folder: Path, tools: Tools) -> Generation:
    """Write each sentence as a report and build an index of them."""
    settings = replace(Settings(), corpus=folder / "corpus", index=folder / "index")
    settings.corpus.mkdir(parents=True)
    for number, sentence in enumerate(sentences):
        (settings.corpus / f"note-{number:04}.txt").write_text(f"{TITLE}\n\n{sentence}\n", encoding="utf-8")
    build_index(settings, tools)
    return load_current(settings.index, encoder_name=settings.encoder)


def ask_all(rows: Sequence[Row], answerer: Answerer) -> list[Asked]:
    answerer.ask("How many were there?")  # the first question pays for what is loaded late
    return [_ask(row, answerer) for row in rows]


def _ask(row: Row, answerer: Answerer) -> Asked:
    began = time.perf_counter()
    answer = answerer.ask(row.question)
    seconds = time.perf_counter() - began
    nearest = [near.citation for near in answer.nearest]
    cited = any(row.sentence in citation.quote for citation in answer.citations[:1])
    offered = cited or (not answer.citations and any(row.sentence in citation.quote for citation in nearest[:1]))
    return Asked(row, answer, _mark(row, answer), cited, offered, seconds)


def _mark(row: Row, answer: Answer) -> str:
    if answer.status != "answered":
        return "silent"
    return "right" if answer.values and abs(answer.values[0].value) in row.wanted else "wrong"


Scores = Callable[[str], dict[int, float]]
"""A plain retriever: scores of sentences, by number, for a question."""


def baselines(generation: Generation, encoder: Encoder) -> dict[str, Scores]:
    """Dense, BM25, and their sum after min-max normalisation of the first 60 of each."""

    def dense(question: str) -> dict[int, float]:
        ids, found = generation.sentence_vectors.search(encoder.encode([question])[0], DEPTH)
        return dict(zip(ids[0].tolist(), found[0].tolist(), strict=True))

    def keywords(question: str) -> dict[int, float]:
        ids, found = generation.sentence_keywords.search(question, DEPTH)
        return dict(zip(ids.tolist(), found.tolist(), strict=True))

    def fused(question: str) -> dict[int, float]:
        total: dict[int, float] = {}
        for scores in (_normalised(dense(question)), _normalised(keywords(question))):
            for index, score in scores.items():
                total[index] = total.get(index, 0.0) + score
        return total

    return {"dense only": dense, "BM25 only": keywords, "dense + BM25": fused}


def _normalised(scores: dict[int, float]) -> dict[int, float]:
    low, high = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
    return {index: (score - low) / ((high - low) or 1.0) for index, score in scores.items()}


def baseline_line(name: str, scores: Scores, rows: Sequence[Row], generation: Generation) -> str:
    """Right sentence first, and the first figure of the best sentence right."""
    hits, right, times = [], [], []
    for row in rows:
        began = time.perf_counter()
        found = scores(row.question)
        times.append(time.perf_counter() - began)
        best = generation.sentences[max(found, key=found.__getitem__, default=0)].text
        hits.append(row.sentence in best)
        right.append(any(number * scale in row.wanted for number, scale in figures(best)[:1]))
    shares = f"{statistics.mean(hits):.3f} | | {statistics.mean(right):.3f} | {1 - statistics.mean(right):.3f} | 0.000"
    return f"| {name}, first figure | {shares} | {_median_ms(times)} |"


def service_line(asked: Sequence[Asked]) -> str:
    marks = [one.mark for one in asked]
    shares = [statistics.mean(one.cited for one in asked), statistics.mean(one.offered for one in asked)]
    shares += [marks.count(mark) / len(marks) for mark in ("right", "wrong", "silent")]
    cells = " | ".join(f"{share:.3f}" for share in shares)
    return f"| qa_service | {cells} | {_median_ms([one.seconds for one in asked])} |"


def _median_ms(seconds: Sequence[float]) -> str:
    return f"{1000 * statistics.median(seconds):.1f}"


def withheld(rows: Sequence[Row], seed: int) -> tuple[list[str], list[Row]]:
    """Half of the sentences, and the rows about the other half whose figure stands in none of these."""
    sentences = _distinct(rows)
    kept = set(random.Random(seed).sample(sentences, len(sentences) // 2))  # noqa: S311 - a draw, not a secret
    known = {number * scale for sentence in kept for number, scale in figures(sentence)}
    return sorted(kept), [row for row in rows if row.sentence not in kept and not row.wanted & known]


def _distinct(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(row.sentence for row in rows))


def facts_of(sentence: str, generation: Generation) -> list[Fact]:
    """The facts of the reports that hold a sentence."""
    holders = {s.report for s in generation.sentences if sentence.startswith(s.text) or s.text == sentence}
    return [fact for fact in generation.facts if fact.report in holders]


def show(asked: Sequence[Asked], generation: Generation) -> None:
    for one in asked:
        wanted = ", ".join(f"{figure:f}" for figure in sorted(one.row.wanted))
        print(f"{one.mark}: {one.row.question}\n  sentence: {one.row.sentence}\n  wanted:   {wanted}")
        print(
            "".join(f"  fact:     {fact.text} · {fact.card}\n" for fact in facts_of(one.row.sentence, generation)),
            end="",
        )
        print(f"  said:     {one.answer.answer}")
        print("".join(f"  cited:    {citation.quote}\n" for citation in one.answer.citations[:1]), end="")
        print("".join(f"  nearest:  {near.citation.quote}\n" for near in one.answer.nearest[:1]))


def main() -> None:
    options = _options()
    rows = read_rows(options.path)
    settings = Settings()
    tools, encoder, parser = open_tools(settings), open_encoder(settings.encoder, for_questions=True), Parser.load()
    with tempfile.TemporaryDirectory() as folder:
        generation = index_sentences(_distinct(rows), Path(folder) / "whole", tools)
        read = open_reader(options.reader), open_judge()
        asked = ask_all(_drawn(rows, options), Answerer(generation, encoder, parser, None, *read))
        _print_known(asked, generation, encoder)
        kept, missing = withheld(rows, options.seed)
        half = index_sentences(kept, Path(folder) / "half", tools)
        unknown = ask_all(_drawn(missing, options), Answerer(half, encoder, parser, None, *read))
        _print_withheld(unknown)
    show([one for one in asked if one.mark in options.show], generation)
    show(
        [replace(one, mark="withheld") for one in unknown if "withheld" in options.show and one.mark != "silent"], half
    )


def _drawn(rows: Sequence[Row], options: argparse.Namespace) -> list[Row]:
    return random.Random(options.seed).sample(rows, min(options.rows, len(rows)))  # noqa: S311 - a draw, not a secret


def _print_known(asked: Sequence[Asked], generation: Generation, encoder: Encoder) -> None:
    print(f"{len(asked)} questions, {len(generation.sentences)} sentences, {len(generation.facts)} facts\n")
    print("| | right sentence first | or offered | value right | wrong | silent | ms a question |")
    print("|---|---|---|---|---|---|---|")
    print(service_line(asked))
    for name, scores in baselines(generation, encoder).items():
        print(baseline_line(name, scores, [one.row for one in asked], generation))
    known = [bool(one.row.wanted & {abs(f.value) for f in facts_of(one.row.sentence, generation)}) for one in asked]
    print(f"\nfigure is a fact of the index: {statistics.mean(known):.3f}")


def _print_withheld(asked: Sequence[Asked]) -> None:
    answered = [one.answer for one in asked if one.mark != "silent"]
    with_figure = sum(bool(answer.values) for answer in answered)
    print("\n| withheld questions | falsely answered | share | with a figure | ms a question |\n|---|---|---|---|---|")
    share, taken = len(answered) / len(asked), _median_ms([one.seconds for one in asked])
    print(f"| {len(asked)} | {len(answered)} | {share:.3f} | {with_figure} | {taken} |\n", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--rows", type=int, default=250)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reader", default=NO_READER, help="off, packaged or another reader")
    parser.add_argument("--show", choices=("wrong", "silent", "withheld"), nargs="*", default=[])
    return parser.parse_args()


if __name__ == "__main__":
    main()
