"""What the span reader finds where the rules find nothing: words of a passage."""

from __future__ import annotations

from collections.abc import Sequence

from qa_service.ask.composing import Composer
from qa_service.ask.slots import Asked
from qa_service.ask.texts import TextFinder
from qa_service.language.parsing import Parser
from qa_service.records import Answer, Hit, Passage, Sentence
from qa_service.store.generations import Generation
from qa_service.store.reader import Reader

PASSAGES_READ = 3
SURE = 4.0
"""Nats by which words must beat silence (docs/reader.md)."""


class SpanFinder:
    """Reads passages of one generation."""

    def __init__(self, generation: Generation, texts: TextFinder, parser: Parser, reader: Reader) -> None:
        self._generation = generation
        self._texts = texts
        self._parser = parser
        self._reader = reader

    def may_read(self, asked: Asked) -> bool:
        """Whether the answer can be a few words: reasons are whole sentences, yes and no are in none."""
        return asked.kind == "text" and not asked.why and bool(asked.terms)

    def answer(self, asked: Asked, question: str, hits: Sequence[Hit], composer: Composer) -> Answer | None:
        """The surest answer of the passages, or None where none is sure or its sentence is of something else."""
        leads = [lead_of(hit.passage) for hit in hits]
        readings = self._reader.read(question, [shown(hit.passage, self._generation) for hit in hits])
        spans = [reading.best() for reading in readings]
        row = max(range(len(hits)), key=lambda row: spans[row][2], default=None)
        if row is None or spans[row][2] < SURE or spans[row][0] < len(leads[row]):
            return None
        passage, moved = hits[row].passage, hits[row].passage.start - len(leads[row])
        return self._quoted(asked, passage, spans[row][0] + moved, spans[row][1] + moved, composer)

    def _quoted(self, asked: Asked, passage: Passage, start: int, end: int, composer: Composer) -> Answer | None:
        row = self._texts.sentence_at(passage, start)
        if row is None:
            return None
        sentence = self._generation.sentences[row]
        if self._texts.lacks_name(asked, row) or self._texts.of_another_time(asked, sentence):
            return None
        short = self._whole(sentence, start - sentence.start, min(end, sentence.end) - sentence.start)
        return composer.quoted(asked, short, [sentence])

    def _whole(self, sentence: Sentence, start: int, end: int) -> str:
        """The words at ``start``:``end`` with the rest of a name that they are a part of."""
        for name in self._parser.parse(sentence.text, entities=True).ents:
            if name.start_char < end and start < name.end_char:
                start, end = min(start, name.start_char), max(end, name.end_char)
        return sentence.text[start:end].strip(" ,;:.")


def shown(passage: Passage, generation: Generation) -> str:
    """A passage as the reader is shown it: what stands above it, then its text."""
    return lead_of(passage) + generation.reports[passage.report].text[passage.start : passage.end]


def lead_of(passage: Passage) -> str:
    """The headings above a passage, as in training."""
    above = [*passage.heading[-2:], *([passage.lead_in] if passage.lead_in else [])]
    return "\n".join(above) + "\n\n" if above else ""
