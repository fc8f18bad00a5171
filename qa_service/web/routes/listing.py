"""GET /health."""

from __future__ import annotations

from flask import Response, current_app
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from qa_service.web import problems
from qa_service.web.payloads import HealthPayload
from qa_service.web.problems import documented
from qa_service.web.routes import current_service
from qa_service.web.service import ServiceHolder

api = APIBlueprint("listing", __name__, abp_responses=documented(problems.NOT_LOADED), abp_tags=[Tag(name="index")])


@api.get("/health", summary="Tell whether questions can be answered", responses={200: HealthPayload})
def health() -> Response:
    """200 once a generation is loaded, 503 before; ``failure`` tells why a newer one is not taken up."""
    holder: ServiceHolder = current_app.extensions["qa"]
    failure = holder.failure or None
    return HealthPayload(status="ok", index_id=current_service().contents.id, failure=failure).response()
