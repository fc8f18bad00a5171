"""Stand-ins whose results can be worked out on paper, shared by all tests."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa_service.ingest.pipeline import Tools
from qa_service.records import Fact, Passage, Report, Sentence
from qa_service.settings import Settings
from qa_service.store.generations import Generation, new_manifest
from qa_service.store.keywords import KeywordIndex
from qa_service.store.manifest import Counts, origin_of
from qa_service.store.vectors import VectorIndex
from qa_service.store.words import WordVectors, sentence_frequencies

FAKE_ENCODER = "fake-words"


class FakeEncoder:
    """A bag of words: each word adds 1 to the axis ``sum of its letters' codes mod dimension``, then unit length.

    "ab" is 97 + 98 = 195, axis 3 of 16. A text without words points along axis 0. ``encoded`` records every text.
    """

    twin_sha256 = None

    def __init__(self, name: str = FAKE_ENCODER, dimension: int = 16) -> None:
        self.name = name
        self.weights_sha256 = f"hub:{name}"
        self.dimension = dimension
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded.extend(texts)
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()) or ["p"]:
                row[sum(map(ord, word)) % self.dimension] += 1
            row /= np.linalg.norm(row)
        return rows


def split_lines(report: Report) -> list[Passage]:
    """Every line is a passage of one sentence."""
    return [
        Passage(
            id=hashlib.sha256(line.group().encode()).hexdigest()[:16],
            report=report.id,
            start=line.start(),
            end=line.end(),
            text=line.group(),
            heading=(),
            lead_in="",
            context=f"{report.title}: {line.group()}",
            sentences=((line.start(), line.end()),),
        )
        for line in re.finditer(r"[^\n]+", report.text)
    ]


def extract_percentages(report: Report, passages: Sequence[Passage]) -> list[Fact]:
    """Every "N %" is a growth of the line's first word."""
    return [
        percentage_fact(report.id, passage, number)
        for passage in passages
        for number in re.finditer(r"\d+ %", passage.text)
    ]


def make_fact(**slots: object) -> Fact:
    """A fact of report "r" that oats grew by 5 % year on year, but for the slots given."""
    plain = {
        "id": "f", "report": "r", "subject": "oats", "measure": "harvest", "role": "growth", "value": Decimal(5),
        "unit": "%", "text": "5%", "period": None, "basis": "year-on-year", "comparator": None, "qualifier": None,
        "start": 0, "end": 0, "number_start": 0, "number_end": 0, "scope": "", "method": "fake",
    }  # fmt: skip
    return Fact(**plain | slots)


def percentage_fact(report: str, passage: Passage, number: re.Match[str]) -> Fact:
    return Fact(
        id=f"{report}-{passage.start + number.start()}",
        report=report,
        subject=passage.text.split()[0],
        measure="harvest",
        role="growth",
        value=Decimal(number.group().split()[0]),
        unit="%",
        text=number.group(),
        period=None,
        basis="year on year",
        comparator=None,
        qualifier=None,
        start=passage.start,
        end=passage.end,
        number_start=passage.start + number.start(),
        number_end=passage.start + number.end(),
        scope=passage.text,
        method="fake",
    )


def fake_tools(encoder: FakeEncoder | None = None) -> Tools:
    return Tools(encoder or FakeEncoder(), split_lines, extract_percentages)


def make_report(id: str, text: str, *, published: date | None = date(2020, 3, 1)) -> Report:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report(id, id.title(), published, None, f"{id}.txt", digest, text)


def make_generation(texts: Mapping[str, str], encoder: FakeEncoder | None = None) -> Generation:
    """A generation of reports by id: every line a passage, every "N %" a fact."""
    encoder = encoder or FakeEncoder()
    reports = [make_report(id, text) for id, text in texts.items()]
    passages = [passage for report in reports for passage in split_lines(report)]
    sentences = [Sentence(p.report, p.start, p.end, p.text, number) for number, p in enumerate(passages)]
    facts = [fact for report in reports for fact in extract_percentages(report, split_lines(report))]
    frequency = sentence_frequencies(sentence.text for sentence in sentences)
    contexts = [passage.context for passage in passages]
    origin = origin_of(encoder, max_report_bytes=1000, corpus={report.path: report.sha256 for report in reports})
    counts = Counts(len(reports), len(passages), len(sentences), len(facts), len(frequency))
    return Generation(
        manifest=new_manifest(origin, counts, {}, encoder.dimension),
        reports={report.id: report for report in reports},
        passages=passages,
        sentences=sentences,
        facts=facts,
        passage_vectors=VectorIndex.build(encoder.encode(contexts)),
        sentence_vectors=VectorIndex.build(encoder.encode([sentence.text for sentence in sentences])),
        fact_vectors=VectorIndex.build(encoder.encode([fact.card for fact in facts])),
        passage_keywords=KeywordIndex.build(contexts),
        sentence_keywords=KeywordIndex.build([sentence.text for sentence in sentences]),
        words=WordVectors(frequency, encoder.encode(list(frequency))),
    )


def settings_with(folder: Path, files: Mapping[str, str | bytes], *, encoder: str = FAKE_ENCODER) -> Settings:
    """Settings whose corpus, below ``folder``, holds these files."""
    corpus = folder / "corpus"
    for name, content in files.items():
        path = corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    corpus.mkdir(parents=True, exist_ok=True)
    return replace(Settings(), corpus=corpus, index=folder / "index", encoder=encoder)
