"""GET /health."""

from __future__ import annotations

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from qa_service.web import problems
from qa_service.web.payloads import HealthPayload
from qa_service.web.problems import documented
from qa_service.web.routes import current_service

api = APIBlueprint(
    "listing", __name__, abp_responses=documented(problems.NOT_LOADED), abp_tags=[Tag(name="index")]
)


@api.get("/health", summary="Tell whether questions can be answered", responses={200: HealthPayload})
def health() -> Response:
    """200 once a generation is loaded, 503 before."""
    return HealthPayload(status="ok", index_id=current_service().contents.id).response()
