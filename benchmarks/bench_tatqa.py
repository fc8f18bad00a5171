"""Questions on the text of financial reports (TAT-QA, Zhu et al. 2021): facts alone, reader alone, both.

    python benchmarks/bench_tatqa.py tatqa_dataset_dev.json

Every page's paragraphs are a report of one index; asked are the questions whose answer is one span of the text. A
number is right by its value, other words where they hold the wanted ones or stand in them.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a script, from any folder

from bench_reader import compared, show

from qa_service.ask.answering import Answerer
from qa_service.ask.judging import open_judge
from qa_service.evaluation.questions import Gold, Item
from qa_service.ingest.pipeline import build_index, open_tools
from qa_service.language.parsing import Parser
from qa_service.language.quantities import find_quantities
from qa_service.settings import PACKAGED_READER, Settings
from qa_service.store.conversations import CONVERSATIONS_FILE, ConversationStore
from qa_service.store.embedding import open_encoder
from qa_service.store.generations import load_current
from qa_service.store.reader import open_reader


def write_reports(pages: list[dict[str, Any]], corpus: Path) -> None:
    corpus.mkdir(parents=True)
    for number, page in enumerate(pages):
        paragraphs = sorted(page["paragraphs"], key=lambda paragraph: paragraph["order"])
        text = "\n\n".join(paragraph["text"] for paragraph in paragraphs)
        (corpus / f"page-{number:03}.txt").write_text(f"Notes to the accounts {number}\n\n{text}\n", "utf-8")


def items_of(pages: list[dict[str, Any]]) -> Iterator[Item]:
    """The questions that one span of the text answers, as figures where it is a quantity, as text where not."""
    for page in pages:
        for question in page["questions"]:
            if (question["answer_from"], question["answer_type"]) == ("text", "span"):
                kind, gold = gold_of(str(question["answer"][0]))
                yield Item(question["uid"], kind, gold, question["question"])


def gold_of(answer: str) -> tuple[str, Gold]:
    quantities = find_quantities(answer)
    if len(quantities) == 1 and len(answer) <= 2 * len(quantities[0].text):
        return "figure", Gold("answered", value=quantities[0].value)
    return "text", Gold("answered", any_of=(answer,))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    pages = json.loads(parser.parse_args().path.read_text("utf-8"))
    items, reader = list(items_of(pages)), open_reader(PACKAGED_READER)
    if reader is None:
        parser.error("there is no packaged reader")
    with tempfile.TemporaryDirectory() as folder:
        settings = replace(Settings(), corpus=Path(folder) / "corpus", index=Path(folder) / "index")
        write_reports(pages, settings.corpus)
        build_index(settings, open_tools(settings))
        generation = load_current(settings.index, encoder_name=settings.encoder)
        encoder, spacy = open_encoder(settings.encoder, for_questions=True), Parser.load()
        conversations = ConversationStore(settings.index / CONVERSATIONS_FILE, 3600)
        alone = Answerer(generation, encoder, spacy, conversations, None, open_judge())
        both = Answerer(generation, encoder, spacy, conversations, reader, open_judge())
        show(compared(items, alone, both, reader))


if __name__ == "__main__":
    started = time.monotonic()
    main()
    print(f"\n{time.monotonic() - started:.0f} s")
