"""GET /facts: the ledger for programs, as JSON or as comma-separated values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from qa_service.records import Report
from qa_service.store.ledger import Page
from qa_service.web import problems
from qa_service.web.inputs import FactsQuery
from qa_service.web.negotiation import CSV, prefers_csv
from qa_service.web.payloads import FactPayload, FactsPayload
from qa_service.web.problems import UNKNOWN_REPORT, FieldError, ProblemError, documented
from qa_service.web.routes import current_service
from qa_service.web.routes.asking import unknown_report_detail
from qa_service.web.spreadsheet import MARK, csv_lines

_PROBLEMS = (problems.INVALID_FIELDS, problems.UNKNOWN_REPORT, problems.NOT_LOADED)
api = APIBlueprint("facts", __name__, abp_responses=documented(*_PROBLEMS), abp_tags=[Tag(name="index")])


@api.get("/facts", summary="List figures", responses={200: FactsPayload})
def facts(query: FactsQuery) -> Response:
    """The figures of the reports that pass every filter, a page of them as JSON or all as text/csv."""
    service = current_service()
    contents = service.contents
    if query.report is not None and query.report not in contents.reports:
        detail = unknown_report_detail(query.report, contents)
        raise ProblemError(UNKNOWN_REPORT, detail, [FieldError(field="report", detail=detail)])
    as_csv = query.format == "csv" or (query.format is None and prefers_csv())
    limit = None if as_csv and "limit" not in query.model_fields_set else query.limit
    page = service.ledger.page(query.wanted(), query.sort, limit=limit, offset=query.offset)
    response = _csv(page, contents.reports) if as_csv else _json(page, query, contents.id, contents.reports)
    response.vary.add("Accept")
    return response


def _json(page: Page, query: FactsQuery, index_id: str, reports: Mapping[str, Report]) -> Response:
    rows = [FactPayload.of(fact, reports[fact.report]) for fact in page.facts]
    return FactsPayload(
        facts=rows, total=page.total, limit=query.limit, offset=query.offset, index_id=index_id
    ).response()


def _csv(page: Page, reports: Mapping[str, Report]) -> Response:
    """All rows, sent while they are written."""

    def lines() -> Iterator[str]:
        yield MARK
        yield from csv_lines(page.facts, reports)

    response = Response(lines(), mimetype=CSV)
    response.headers["Content-Disposition"] = 'attachment; filename="facts.csv"'
    return response
