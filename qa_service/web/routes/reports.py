"""GET /reports, GET /reports/<id> and GET /reports/<id>.txt."""

from __future__ import annotations

from collections import Counter
from datetime import date

from flask import Response, current_app, render_template
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from qa_service.records import Report
from qa_service.settings import Settings
from qa_service.web import problems
from qa_service.web.inputs import ReportPath
from qa_service.web.negotiation import HTML, TEXT, prefers_html
from qa_service.web.payloads import ReportPayload, ReportsPayload, report_url
from qa_service.web.problems import REPORT_NOT_FOUND, ProblemError, documented
from qa_service.web.reportpage import sections
from qa_service.web.routes import current_service
from qa_service.web.routes.asking import unknown_report_detail
from qa_service.web.service import Contents
from qa_service.web.uploads import supported_suffixes

_PROBLEMS = (problems.REPORT_NOT_FOUND, problems.NOT_LOADED)
api = APIBlueprint("reports", __name__, abp_responses=documented(*_PROBLEMS), abp_tags=[Tag(name="reports")])

_PAGE = {"description": "The report as a page", "content": {HTML: {"schema": {"type": "string"}}}}
_PLAIN = {"description": "The text that spans refer to", "content": {TEXT: {"schema": {"type": "string"}}}}


@api.get("/reports", summary="List the reports", responses={200: ReportsPayload})
def reports() -> Response:
    """All reports, newest first; a page where the client prefers HTML."""
    contents = current_service().contents
    listing = ReportsPayload(reports=_listed(contents), index_id=contents.id)
    if prefers_html():
        settings: Settings = current_app.extensions["qa_settings"]
        page = render_template(
            "reports.html",
            listing=listing,
            writing=bool(settings.write_key),
            suffixes=supported_suffixes(),
            max_report_bytes=settings.max_report_bytes,
        )
        return Response(page, mimetype=HTML)
    return listing.response()


@api.get("/reports/<report_id>.txt", summary="A report's plain text", responses={200: _PLAIN})
def report_text(path: ReportPath) -> Response:
    """The exact text that every start and end counts in, in Unicode code points."""
    return Response(_found(path.report_id).text, mimetype=TEXT)


@api.get("/reports/<report_id>", summary="A report as a page", responses={200: _PAGE})
def report_page(path: ReportPath) -> Response:
    """The whole report with an anchor ``s-<start>`` at every sentence."""
    report = _found(path.report_id)
    contents = current_service().contents
    spans = [(s.start, s.end) for s in contents.sentences if s.report == report.id]
    page = render_template("report.html", report=report, sections=sections(report, spans))
    return Response(page, mimetype=HTML)


def _found(report_id: str) -> Report:
    contents = current_service().contents
    if report_id not in contents.reports:
        raise ProblemError(REPORT_NOT_FOUND, unknown_report_detail(report_id, contents))
    return contents.reports[report_id]


def _listed(contents: Contents) -> list[ReportPayload]:
    passages = Counter(passage.report for passage in contents.passages)
    facts = Counter(fact.report for fact in contents.facts)
    ordered = sorted(contents.reports.values(), key=lambda report: report.id)
    ordered.sort(key=lambda report: report.published or date.min, reverse=True)
    return [_payload(report, passages[report.id], facts[report.id]) for report in ordered]


def _payload(report: Report, passages: int, facts: int) -> ReportPayload:
    url = report_url(report.id)
    return ReportPayload(
        id=report.id,
        title=report.title,
        published=report.published,
        source=report.source,
        passages=passages,
        facts=facts,
        url=url,
        text_url=f"{url}.txt",
    )
