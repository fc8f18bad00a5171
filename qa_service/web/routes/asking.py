"""POST /ask, GET /ask, GET /passages and GET /suggestions."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from flask import Response, current_app
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from qa_service.settings import Settings
from qa_service.web import problems
from qa_service.web.inputs import AskBody, AskQuery, PassagesQuery
from qa_service.web.negotiation import TEXT, prefers_text
from qa_service.web.payloads import AnswerPayload, PassagePayload, PassagesPayload, SuggestionsPayload
from qa_service.web.problems import (
    QUESTION_BLANK,
    QUESTION_TOO_LONG,
    UNKNOWN_REPORT,
    FieldError,
    ProblemError,
    documented,
)
from qa_service.web.routes import current_service
from qa_service.web.service import Contents, Service

_PROBLEMS = (
    problems.INVALID_JSON,
    problems.BODY_TOO_LARGE,
    problems.WRONG_CONTENT_TYPE,
    QUESTION_BLANK,
    QUESTION_TOO_LONG,
    problems.INVALID_FIELDS,
    UNKNOWN_REPORT,
    problems.INVALID_QUESTION,
    problems.NOT_LOADED,
)
api = APIBlueprint("asking", __name__, abp_responses=documented(*_PROBLEMS), abp_tags=[Tag(name="questions")])


@api.post("/ask", summary="Answer a question", responses={200: AnswerPayload})
def post_question(body: AskBody) -> Response:
    """The answer by the contract, or with ``Accept: text/plain`` its sentence alone."""
    return _answer("question", body.question, body.conversation_id, body.reports)


@api.get("/ask", summary="Answer a question", responses={200: AnswerPayload})
def get_question(query: AskQuery) -> Response:
    """The same as POST /ask for clients that would rather send no body."""
    return _answer("q", query.q, query.conversation_id, query.reports)


@api.get("/passages", summary="Rank passages", responses={200: PassagesPayload})
def passages(query: PassagesQuery) -> Response:
    """The passages nearest to a question, best first."""
    question, service = _checked_question("q", query.q), current_service()
    reports = _known(query.reports, service.contents)
    hits = service.answers.passages(question, k=query.k, reports=reports)
    found = [PassagePayload.of(hit, service.contents.reports[hit.passage.report]) for hit in hits]
    return PassagesPayload(passages=found, index_id=service.contents.id).response()


@api.get("/suggestions", summary="Suggest questions", responses={200: SuggestionsPayload})
def suggestions() -> Response:
    """Questions made from the facts of the index."""
    service = current_service()
    return SuggestionsPayload(suggestions=service.answers.suggestions(), index_id=service.contents.id).response()


def _answer(field: str, question: str, conversation_id: str | None, reports: Sequence[str] | None) -> Response:
    question, service = _checked_question(field, question), current_service()
    answer = _ask(service, question, conversation_id, reports)
    if prefers_text():
        return Response(answer.answer, mimetype=TEXT)
    return answer.response()


def _ask(service: Service, question: str, conversation_id: str | None, reports: Sequence[str] | None) -> AnswerPayload:
    reports = _known(reports, service.contents)
    answer = service.answers.ask(question, conversation_id=conversation_id or None, reports=reports)
    return AnswerPayload.of(answer)


def _checked_question(field: str, question: str) -> str:
    settings: Settings = current_app.extensions["qa_settings"]
    if len(question) > settings.max_question:
        detail = (
            f"The question has {len(question)} characters; at most {settings.max_question} are read. "
            "Send a shorter question that asks for one thing."
        )
        raise ProblemError(QUESTION_TOO_LONG, detail, [FieldError(field=field, detail=detail)])
    if not any(character.isalnum() for character in question):
        detail = (
            "The question has no letter or digit in it. Send a question, such as “How much did output grow in 2020?”."
        )
        raise ProblemError(QUESTION_BLANK, detail, [FieldError(field=field, detail=detail)])
    return question.strip()


def _known(reports: Sequence[str] | None, contents: Contents) -> Sequence[str] | None:
    for report_id in reports or ():
        if report_id not in contents.reports:
            detail = unknown_report_detail(report_id, contents)
            raise ProblemError(UNKNOWN_REPORT, detail, [FieldError(field="reports", detail=detail)])
    return reports


def unknown_report_detail(report_id: str, contents: Contents) -> str:
    """Name what was given, the nearest id that exists, and where all ids are."""
    shown = report_id if len(report_id) <= 80 else f"{report_id[:79]}…"
    close = get_close_matches(shown, contents.reports, n=1)
    hint = f" Did you mean {close[0]!r}?" if close else ""
    return f"There is no report {shown!r}.{hint} GET /reports lists the ids."
