"""What the reader adds: question sets answered by facts alone, by the reader alone and by both, by type of question.

    QA_READER=packaged QA_CORPUS=… QA_INDEX=… python benchmarks/bench_reader.py FILE.jsonl …

The index must be built from the reports of the sets. "Reader alone" takes the best words of the three best passages
where they beat silence: right when they hold the gold figure, or a wanted piece of text. "Passage given" is the same
for single figure questions, read from the passage that holds the evidence. Both compare numbers without their units.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a script, from any folder

from qa_service.ask.answering import Answerer
from qa_service.ask.judging import open_judge
from qa_service.ask.reading import PASSAGES_READ, shown
from qa_service.evaluation.grading import plain
from qa_service.evaluation.questions import Gold, Item, read_questions
from qa_service.evaluation.scores import evaluate
from qa_service.language.parsing import Parser
from qa_service.language.quantities import find_quantities
from qa_service.records import Passage
from qa_service.settings import Settings
from qa_service.store.conversations import CONVERSATIONS_FILE, ConversationStore
from qa_service.store.embedding import open_encoder
from qa_service.store.generations import Generation, load_current
from qa_service.store.reader import Reader, open_reader

Marks = dict[str, Counter[str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    items = [item for path in parser.parse_args().files for item in read_questions(path)]
    settings = Settings.from_environment()
    reader = open_reader(settings.reader)
    if reader is None:
        parser.error("QA_READER is off: set it to packaged, or to another reader")
    generation = load_current(settings.index, encoder_name=settings.encoder)
    encoder, spacy = open_encoder(settings.encoder, for_questions=True), Parser.load()
    with tempfile.TemporaryDirectory() as folder:
        shared = encoder, spacy, ConversationStore(Path(folder) / CONVERSATIONS_FILE, 3600)
        alone = Answerer(generation, *shared, None, open_judge())
        both = Answerer(generation, *shared, reader, open_judge())
        show(compared(items, alone, both, reader))
    given = given_the_passage(items, generation, reader)
    print(f"\nfigures, passage given: {given['right']} of {sum(given.values())} right")


def compared(items: Sequence[Item], alone: Answerer, both: Answerer, reader: Reader) -> dict[str, Marks]:
    return {
        "facts alone": answered(items, alone),
        "reader alone": read(items, alone, alone.generation, reader),
        "both": answered(items, both),
    }


def answered(items: Sequence[Item], answerer: Answerer) -> Marks:
    marks: Marks = defaultdict(Counter)
    for graded in evaluate(items, answerer):
        marks[graded.item.type][graded.mark] += 1
        marks["all"][graded.mark] += 1
    return marks


def read(items: Sequence[Item], answerer: Answerer, generation: Generation, reader: Reader) -> Marks:
    """The last turn of each item, as if it stood alone."""
    marks: Marks = defaultdict(Counter)
    for item in items:
        question = item.asked[-1]
        passages = [hit.passage for hit in answerer.passages(question, k=PASSAGES_READ)]
        said = best_words(question, passages, generation, reader)
        mark = "silent" if said is None else "right" if fits(item.gold, said) else "wrong"
        if item.gold.status != "answered":
            mark = "wrong" if said is not None else "right"
        marks[item.type][mark] += 1
        marks["all"][mark] += 1
    return marks


def best_words(question: str, passages: Sequence[Passage], generation: Generation, reader: Reader) -> str | None:
    """The surest words of the passages, or None where silence is surer."""
    texts = [shown(passage, generation) for passage in passages]
    spans = [reading.best() for reading in reader.read(question, texts)]
    row = max(range(len(spans)), key=lambda row: spans[row][2], default=None)
    return None if row is None or spans[row][2] < 0 else texts[row][spans[row][0] : spans[row][1]]


def fits(gold: Gold, said: str) -> bool:
    if gold.value is not None:
        return any(abs(quantity.value) == abs(gold.value) for quantity in find_quantities(said))
    pieces = (*gold.any_of, *gold.all_of)
    return any(plain(piece) in plain(said) or plain(said) in plain(piece) for piece in pieces)


def given_the_passage(items: Sequence[Item], generation: Generation, reader: Reader) -> Counter[str]:
    marks: Counter[str] = Counter()
    for item in items:
        gold = item.gold
        if gold.value is None or gold.derived or gold.formula or not gold.evidence or len(item.asked) > 1:
            continue
        holders = [p for p in generation.passages if plain(gold.evidence) in plain(shown(p, generation))]
        if holders:
            (reading,) = reader.read(item.asked[0], [text := shown(holders[0], generation)])
            start, end, _ = reading.best()
            marks["right" if fits(gold, text[start:end]) else "wrong"] += 1
    return marks


def show(columns: dict[str, Marks]) -> None:
    print("| type | n | " + " | ".join(f"{name}: right / wrong" for name in columns) + " |")
    print("|---|---|" + "---|" * len(columns))
    first = next(iter(columns.values()))
    for kind in (*sorted(kind for kind in first if kind != "all"), "all"):
        cells = [f"{marks[kind]['right']} / {marks[kind]['wrong']}" for marks in columns.values()]
        print(f"| {kind} | {sum(first[kind].values())} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    started = time.monotonic()
    main()
    print(f"\n{time.monotonic() - started:.0f} s")
