"""GET /health, GET /facts and the OpenAPI document."""

from __future__ import annotations

from flask import Response, current_app
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from qa_service.records import Fact
from qa_service.store.facts import FactFilter
from qa_service.web import problems
from qa_service.web.inputs import FactsQuery
from qa_service.web.payloads import FactPayload, FactsPayload, HealthPayload
from qa_service.web.problems import UNKNOWN_REPORT, FieldError, ProblemError, documented
from qa_service.web.routes import current_service
from qa_service.web.routes.asking import unknown_report_detail
from qa_service.web.service import Contents, ServiceHolder

_PROBLEMS = (problems.INVALID_FIELDS, problems.UNKNOWN_REPORT, problems.NOT_LOADED)
api = APIBlueprint("listing", __name__, abp_responses=documented(*_PROBLEMS), abp_tags=[Tag(name="index")])


@api.get("/health", summary="Tell whether questions can be answered", responses={200: HealthPayload})
def health() -> Response:
    """200 once a generation is loaded, 503 before; ``failure`` tells why a newer one is not taken up."""
    holder: ServiceHolder = current_app.extensions["qa"]
    failure = holder.failure or None
    return HealthPayload(status="ok", index_id=current_service().contents.id, failure=failure).response()


@api.get("/facts", summary="List figures", responses={200: FactsPayload})
def facts(query: FactsQuery) -> Response:
    """The figures of the reports that pass every filter, in the order of the index."""
    contents = current_service().contents
    if query.report is not None and query.report not in contents.reports:
        detail = unknown_report_detail(query.report, contents)
        raise ProblemError(UNKNOWN_REPORT, detail, [FieldError(field="report", detail=detail)])
    wanted = FactFilter(**query.model_dump(exclude={"limit", "offset"}))
    found = [fact for fact in contents.facts if wanted.accepts(fact, _sentence(fact, contents))]
    page = found[query.offset : query.offset + query.limit]
    rows = [FactPayload.of(fact, contents.reports[fact.report]) for fact in page]
    return FactsPayload(
        facts=rows, total=len(found), limit=query.limit, offset=query.offset, index_id=contents.id
    ).response()


def _sentence(fact: Fact, contents: Contents) -> str:
    return contents.reports[fact.report].text[fact.start : fact.end]
