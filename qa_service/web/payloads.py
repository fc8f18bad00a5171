"""Records to JSON. One set of models both writes the responses and documents them; field order is key order."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated
from urllib.parse import quote

from flask import Response
from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from qa_service.records import Answer, CaveatCode, Fact, Hit, Report, Role, Status
from qa_service.web.negotiation import JSON


def decimal_text(value: Decimal) -> str:
    """Every digit as it is, no exponent: ``Decimal("3.165E+6")`` is ``"3165000"``."""
    return format(value, "f")


DecimalText = Annotated[Decimal, PlainSerializer(decimal_text, return_type=str)]


class Payload(BaseModel):
    """Base of all responses, made from a record's attributes."""

    model_config = ConfigDict(from_attributes=True, frozen=True)

    def response(self) -> Response:
        return Response(self.model_dump_json(), mimetype=JSON)


class PeriodPayload(Payload):
    """Whole days, both ends inclusive; ``text`` is the wording in the report."""

    start: date
    end: date
    text: str


class FactPeriodPayload(PeriodPayload):
    """``inherited`` where the sentence itself does not tell the period."""

    inherited: bool


class DerivationPayload(Payload):
    """How a value was worked out; ``operands`` are indexes into the citations."""

    formula: str
    operands: list[int]


class ValuePayload(Payload):
    """One figure; ``value`` is an exact decimal with the scale applied, ``text`` the wording in the report."""

    value: DecimalText
    unit: str
    text: str
    subject: str
    measure: str
    role: Role
    basis: str | None
    period: PeriodPayload | None
    derived: DerivationPayload | None
    citation: int


class CitationPayload(Payload):
    """The report's plain text from ``start`` to ``end``, in Unicode code points, is ``quote``.

    ``page`` is the page that it starts on, null for a format without pages.
    """

    report: str
    title: str
    published: date | None
    quote: str
    start: int
    end: int
    url: str
    page: int | None


class CaveatPayload(Payload):
    """What a reader of the answer must know."""

    code: CaveatCode
    text: str


class InterpretationPayload(Payload):
    """What was understood of the question; empty or null where it does not say."""

    subject: str
    measure: str
    role: Role | None
    period: str


class NearestPayload(Payload):
    """What the reports do say."""

    text: str
    citation: CitationPayload


class AnswerPayload(Payload):
    """An answer. The first of ``values`` is the answer proper."""

    answer: str
    status: Status
    values: list[ValuePayload]
    citations: list[CitationPayload]
    caveats: list[CaveatPayload]
    interpretation: InterpretationPayload
    nearest: list[NearestPayload]
    conversation_id: str
    index_id: str

    @classmethod
    def of(cls, answer: Answer) -> AnswerPayload:
        return cls.model_validate(answer)


class PassagePayload(Payload):
    """A ranked passage; scores are comparable within one list only."""

    report: str
    title: str
    start: int
    end: int
    text: str
    score: float
    url: str
    page: int | None

    @classmethod
    def of(cls, hit: Hit, report: Report) -> PassagePayload:
        passage = hit.passage
        first = passage.sentences[0][0] if passage.sentences else passage.start
        return cls(
            report=report.id,
            title=report.title,
            start=passage.start,
            end=passage.end,
            text=passage.text,
            score=round(float(hit.score), 6),
            url=sentence_url(report.id, first),
            page=report.page_at(passage.start),
        )


class PassagesPayload(Payload):
    """Passages, best first."""

    passages: list[PassagePayload]
    index_id: str


class FactPayload(Payload):
    """One figure of a report; ``start``/``end`` span its sentence, ``number_start``/``number_end`` the figure."""

    id: str
    subject: str
    measure: str
    role: Role
    value: DecimalText
    unit: str
    text: str
    qualifier: str | None
    basis: str | None
    comparator: str | None
    period: FactPeriodPayload | None
    report: str
    title: str
    published: date | None
    sentence: str
    start: int
    end: int
    number_start: int
    number_end: int
    method: str
    url: str
    page: int | None

    @classmethod
    def of(cls, fact: Fact, report: Report) -> FactPayload:
        return cls(
            **{name: getattr(fact, name) for name in cls.model_fields if hasattr(fact, name)},
            title=report.title,
            published=report.published,
            sentence=report.text[fact.start : fact.end],
            url=sentence_url(report.id, fact.start),
            page=report.page_at(fact.start),
        )


class FactsPayload(Payload):
    """A page of facts; ``total`` counts all that match."""

    facts: list[FactPayload]
    total: int
    limit: int
    offset: int
    index_id: str


class ReportPayload(Payload):
    """A report in the index; ``passages`` and ``facts`` are counts."""

    id: str
    title: str
    published: date | None
    source: str | None
    passages: int
    facts: int
    url: str
    text_url: str


class ReportsPayload(Payload):
    """All reports, newest first."""

    reports: list[ReportPayload]
    index_id: str


class SuggestionsPayload(Payload):
    """Questions that the reports answer."""

    suggestions: list[str]
    index_id: str


class HealthPayload(Payload):
    """The service can answer; ``failure`` is null, or why the newest generation of the index is not the one in use."""

    status: Annotated[str, Field(examples=["ok"])]
    index_id: str
    failure: str | None


def report_url(report_id: str) -> str:
    return f"/reports/{quote(report_id, safe='')}"


def sentence_url(report_id: str, start: int) -> str:
    """The address of the sentence that starts at ``start`` of the report's text."""
    return f"{report_url(report_id)}#s-{start}"
