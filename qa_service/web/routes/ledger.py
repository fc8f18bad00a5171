"""GET /ledger: the figures of the index as a page, to look through instead of asking."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request
from pydantic import ValidationError

from qa_service.web.inputs import FactsFilter, field_errors
from qa_service.web.ledgerpage import ADDRESS, ORDERS, ROLES, UNITS, filters_of, sheet
from qa_service.web.negotiation import HTML
from qa_service.web.routes import current_service
from qa_service.web.routes.asking import unknown_report_detail
from qa_service.web.service import Service

ledger = Blueprint("ledger", __name__)


@ledger.get(ADDRESS)
def page() -> Response:
    """A form that needs no script and the figures that pass it; what cannot be read is told beside its field."""
    service, given = current_service(), filters_of(request.args)
    try:
        query = FactsFilter.model_validate(given)
    except ValidationError as error:
        return _rendered(service, given, errors={one.field: one.detail for one in field_errors(error)})
    if query.report is not None and query.report not in service.contents.reports:
        return _rendered(service, given, errors={"report": unknown_report_detail(query.report, service.contents)})
    return _rendered(service, given, sheet=sheet(query, service))


def _rendered(service: Service, given: dict[str, str], **shown: object) -> Response:
    reports = sorted(((r.id, r.title) for r in service.contents.reports.values()), key=lambda r: r[1].casefold())
    options = {"roles": ROLES, "orders": ORDERS, "units": service.ledger.units(UNITS), "reports": reports}
    body = render_template("ledger.html", given=given, **options, **{"errors": {}, "sheet": None} | shown)
    return Response(body, 422 if "errors" in shown else 200, mimetype=HTML)
