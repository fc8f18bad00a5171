"""Question sets in the format of SQuAD 2.0 (Rajpurkar et al. 2018): paragraphs, questions, answer spans."""

import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Example:
    """A question about a paragraph; `answers` are its gold texts, `start` is where the first stands (-1: none does)."""

    id: str
    question: str
    context: str
    answers: tuple[str, ...]
    start: int
    kind: str = ""

    @property
    def end(self) -> int:
        return self.start + len(self.answers[0]) if self.answers else -1


def read_squad(path: Path) -> Iterator[Example]:
    """The examples of one file, in its order.

    A plain list of rows with context, question and answer is read as well: an answer that stands in several places
    is taken from the sentence that shares most words with the question. Questions whose answer does not stand where the
    file says are left out (COVID-QA has some).
    """
    read = json.loads(path.read_text("utf-8"))
    if isinstance(read, list):
        yield from (_from_row(number, row) for number, row in enumerate(read))
        return
    for article in read["data"]:
        for paragraph in article["paragraphs"]:
            for item in paragraph["qas"]:
                example = _example(item, paragraph["context"])
                if example.context.startswith(example.answers[:1] or "", max(example.start, 0)):
                    yield example


def _example(item: dict, context: str) -> Example:  # type: ignore[type-arg]
    answers = [] if item.get("is_impossible") else item["answers"]
    start = answers[0]["answer_start"] if answers else -1
    texts = tuple(answer["text"] for answer in answers)
    return Example(str(item["id"]), item["question"].strip(), context, texts, start, item.get("kind", ""))


def _from_row(number: int, row: dict[str, str]) -> Example:
    context, answer = row["context"], row["answer"]
    asked = set(re.findall(r"\w+", row["question"].lower()))
    places = [found.start() for found in re.finditer(re.escape(answer), context)]
    if not places:
        raise ValueError(f"row {number}: the answer does not stand in its context")

    def shared(place: int) -> int:
        before = max(context.rfind(". ", 0, place), 0)
        after = context.find(". ", place + len(answer))
        sentence = context[before : after if after > 0 else len(context)]
        return len(asked & set(re.findall(r"\w+", sentence.lower())))

    return Example(f"row-{number:06}", row["question"].strip(), context, (answer,), max(places, key=shared))


def without_paragraphs(examples: Iterable[Example], others: Iterable[Example]) -> list[Example]:
    """The examples whose paragraph is in none of `others`, spaces aside."""
    known = {" ".join(other.context.split()) for other in others}
    return [example for example in examples if " ".join(example.context.split()) not in known]


def sample(examples: list[Example], limit: int, unanswerable: float, seed: int) -> list[Example]:
    """At most `limit` examples drawn by `seed`, at most the share `unanswerable` of them without an answer."""
    shuffled = sorted(examples, key=lambda example: example.id)
    random.Random(seed).shuffle(shuffled)
    answerable = [example for example in shuffled if example.answers]
    silent = [example for example in shuffled if not example.answers]
    few = silent[: int(len(answerable) * unanswerable / (1 - unanswerable))]
    mixed = answerable + few
    random.Random(seed).shuffle(mixed)
    return mixed[:limit]
