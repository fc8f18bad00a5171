"""What the tests of reading figures share: one parser, and the facts of a sentence."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from qa_service.ingest.facts import extract_facts
from qa_service.ingest.splitting import split_report
from qa_service.language.parsing import Parser
from qa_service.records import Block, Fact, Period, Report

TITLE = "Review"
PUBLISHED = date(2024, 3, 15)


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence and its figures: (text, value, unit, role, part of subject or measure, period as ``span`` puts it)."""

    id: str
    text: str
    figures: tuple[tuple[str, str, str, str, str, str], ...] = ()


def ids(case: Case) -> str:
    return case.id


def span(period: Period | None) -> str:
    """A period in short: "2022", "2022/2024" for whole years, "2022-06" for a month, else its first and last day."""
    if period is None:
        return ""
    first, last = period.start, period.end
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}/{last.year}"
    if first.day == 1 and last == date(first.year, first.month, monthrange(first.year, first.month)[1]):
        return f"{first:%Y-%m}"
    return str(first) if first == last else f"{first}/{last}"


def as_told(case: Case, facts: list[Fact]) -> list[tuple[str, str, str, str, str, str]]:
    """The facts as a case tells them; where the part that it names is not in a fact's name, the whole name."""
    parts = [figure[4] for figure in case.figures] + [""] * len(facts)
    told = []
    for fact, part in zip(facts, parts, strict=False):
        name = f"{fact.subject} · {fact.measure}"
        shown = part if part and part.lower() in name.lower() else name
        told.append((fact.text, str(fact.value), fact.unit, fact.role, shown, span(fact.period)))
    return told


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser.load()


def _report(text: str, title: str) -> Report:
    whole = f"{title}\n\n{text}"
    blocks = (Block("title", 0, len(title), 1), Block("paragraph", len(title) + 2, len(whole)))
    return Report("r", title, PUBLISHED, None, "r.txt", "0" * 64, whole, blocks)


@pytest.fixture(scope="session")
def facts_of(parser: Parser) -> Callable[..., list[Fact]]:
    """The facts of a report of one paragraph."""

    def facts(text: str, *, title: str = TITLE) -> list[Fact]:
        report = _report(text, title)
        return extract_facts(report, split_report(report), parser)

    return facts
