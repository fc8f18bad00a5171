"""A small invented index and an answerer with fixed answers."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from flask_openapi3.openapi import OpenAPI

from qa_service.records import (
    Answer,
    Block,
    Caveat,
    Citation,
    Derivation,
    Fact,
    Hit,
    Interpretation,
    Nearest,
    Passage,
    Period,
    Report,
    Sentence,
    Value,
)
from qa_service.settings import Settings
from qa_service.store.jobs import JobStore, only_runner
from qa_service.web.app import create_app
from qa_service.web.building import Builds
from qa_service.web.service import Service

FILE = b"It grew."  # what stands in for the bytes of the report's file
TITLE = "Harbour report <2031>"
HEADING = "Boats & ferries"
GROWTH = (
    "In 2031, Oriel Boats built 1.25 thousand ferries, up 8.4% year on year, "
    "3.1 percentage points above the national level."
)
ATTACK = 'A note says <script>alert("x")</script> & more.'
MONEY = "Its sales fell 12.5% to 40 million euros."
TEXT = f"{TITLE}\n\n{HEADING}\n\n{GROWTH} {ATTACK}\n\n{MONEY} \N{HEAVY BLACK HEART}"
YEAR = Period(date(2031, 1, 1), date(2031, 12, 31), "In 2031")


def span(piece: str) -> tuple[int, int]:
    start = TEXT.index(piece)
    return start, start + len(piece)


def block(kind: str, first: str, last: str, level: int = 0) -> Block:
    return Block(kind, span(first)[0], span(last)[1], level)  # type: ignore[arg-type]


REPORT = Report(
    id="harbour-2031",
    title=TITLE,
    published=date(2032, 2, 3),
    source="Harbour Office",
    path="harbour-2031.txt",
    sha256=hashlib.sha256(FILE).hexdigest(),
    text=TEXT,
    blocks=(
        block("title", TITLE, TITLE, 1),
        block("heading", HEADING, HEADING, 1),
        block("paragraph", GROWTH, ATTACK),
        block("paragraph", MONEY, "\N{HEAVY BLACK HEART}"),
    ),
    pages=(0, span(MONEY)[0]),
)
OLDER = replace(
    REPORT, id="older & undated", title="An older report", published=None, source=None, blocks=(), pages=(),
    path="older.txt", sha256="0" * 64,
)  # fmt: skip
SENTENCES = tuple(Sentence(REPORT.id, *span(text), text, 0) for text in (GROWTH, ATTACK, MONEY))
PASSAGE = Passage(
    "p1",
    REPORT.id,
    span(GROWTH)[0],
    span(ATTACK)[1],
    f"{GROWTH} {ATTACK}",
    (HEADING,),
    "",
    "",
    (span(GROWTH), span(ATTACK)),
)


def fact(identity: str, sentence: str, number: str, **fields: object) -> Fact:
    start, end = span(sentence)
    at = start + sentence.index(number)
    common = {"subject": "Oriel Boats", "measure": "ferries built", "role": "growth", "unit": "%", "period": YEAR}
    common |= {
        "basis": "year on year",
        "comparator": None,
        "qualifier": None,
        "method": "rule",
        "scope": "",
        "text": number,
    }
    return Fact(
        id=identity,
        report=REPORT.id,
        start=start,
        end=end,
        number_start=at,
        number_end=at + len(number),
        **{**common, **fields},  # type: ignore[arg-type]
    )


FACTS = (
    fact("f1", GROWTH, "8.4%", value=Decimal("8.4")),
    fact("f2", GROWTH, "1.25 thousand", value=Decimal("1.25E+3"), role="level", unit="ferries", basis=None),
    fact("f3", MONEY, "40 million euros", value=Decimal("4E+7"), role="level", unit="EUR", measure="sales", basis=None),
)


def citation(sentence: str) -> Citation:
    start, end = span(sentence)
    url = f"/reports/{REPORT.id}#s-{start}"
    return Citation(REPORT.id, TITLE, REPORT.published, sentence, start, end, url, REPORT.page_at(start))


def value(fact_: Fact, cited: int = 0) -> Value:
    return Value(
        fact_.value,
        fact_.unit,
        fact_.text,
        fact_.subject,
        fact_.measure,
        fact_.role,
        fact_.basis,
        fact_.period,
        None,
        cited,
    )


ANSWER = Answer(
    answer="Oriel Boats built 8.4% more ferries in 2031 than a year before; derived: the national level grew 5.3%.",
    status="answered",
    values=(
        value(FACTS[0]),
        value(FACTS[1]),
        Value(
            Decimal("5.30"),
            "%",
            "5.3%",
            "National level",
            "ferries built",
            "growth",
            "year on year",
            YEAR,
            Derivation("8.4 - 3.1", (0,)),
            0,
        ),
        value(FACTS[2], 1),
    ),
    citations=(citation(GROWTH), citation(MONEY)),
    caveats=(
        Caveat(
            "derived",
            "The national growth is worked out: the report gives the growth and the gap to the national level.",
        ),
        Caveat("period_differs", "The report covers the year 2031 only."),
    ),
    interpretation=Interpretation("Oriel Boats", "ferries", "growth", "2031"),
    index_id="gen-1",
)
SILENT = Answer(
    answer="The reports do not say how many trams Oriel Boats built in 2031.",
    status="not_found",
    interpretation=Interpretation("Oriel Boats", "trams", "level", "2031"),
    nearest=(
        Nearest("Oriel Boats built 1.25 thousand ferries in 2031.", citation(GROWTH)),
        Nearest("Sales fell 12.5%.", citation(MONEY)),
    ),
    index_id="gen-1",
)

WORDS = Answer(
    answer="Oriel Boats.",
    status="answered",
    citations=(citation(GROWTH),),
    caveats=(Caveat("scope_differs", "Oriel Boats."),),
    index_id="gen-1",
)
_BY_WORD = {"trams": SILENT, "Who": WORDS}


@dataclass
class FakeContents:
    id: str = "gen-1"
    reports: dict[str, Report] = field(default_factory=lambda: {REPORT.id: REPORT, OLDER.id: OLDER})
    passages: Sequence[Passage] = (PASSAGE,)
    sentences: Sequence[Sentence] = SENTENCES
    facts: Sequence[Fact] = FACTS


@dataclass
class FakeAnswers:
    """Answers by a word of the question: "trams" finds nothing, "Who" asks for words, "crash" breaks. Keeps calls."""

    asked: list[tuple[str, str | None, Sequence[str] | None]] = field(default_factory=list)

    def ask(self, question: str, *, conversation_id: str | None = None, reports: Sequence[str] | None = None) -> Answer:
        self.asked.append((question, conversation_id, reports))
        if "crash" in question:
            raise RuntimeError("a secret of the inside")
        found = next((answer for word, answer in _BY_WORD.items() if word in question), ANSWER)
        return replace(found, conversation_id=conversation_id or "c-1")

    def passages(self, question: str, *, k: int, reports: Sequence[str] | None = None) -> list[Hit]:
        self.asked.append((question, str(k), reports))
        return [Hit(PASSAGE, 0.75)][:k]

    def suggestions(self) -> list[str]:
        return ["How many ferries did Oriel Boats build in 2031?", "How much did the sales of Oriel Boats fall?"]


def fake_service() -> Service:
    return Service(FakeContents(), FakeAnswers())


def pretend_to_build(settings: Settings, pause: float = 0.0) -> int:
    """Work the queue off as a build would, without one: two stages of four steps; "unreadable.txt" is refused."""
    jobs = JobStore(settings.index)
    with only_runner(settings.index) as mine:
        while mine and (job := jobs.claim()):
            for stage in ("Reading", "Finding facts"):
                for done in range(5):
                    jobs.progress(job.id, stage, done, 4)
                    time.sleep(pause)
            jobs.finish(job.id, "gen-1", {"unreadable.txt": "unreadable.txt is not <b>text</b> but binary data."})
    return 0


def fake_app(settings: Settings | None = None, pause: float = 0.0) -> OpenAPI:
    """An app for a real server, as ``gunicorn "tests.web.fakes:fake_app()"``; ``pause`` is between a build's steps."""
    settings = settings or Settings.from_environment()
    app = create_app(settings, fake_service())
    app.extensions["qa_builds"] = Builds(settings, lambda given: pretend_to_build(given, pause))
    return app
