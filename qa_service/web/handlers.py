"""The one place where an error becomes a response; a stack trace goes to the log and never to a client."""

from __future__ import annotations

import uuid

from flask import Flask, Response, current_app, render_template, request
from werkzeug.exceptions import ClientDisconnected, HTTPException, MethodNotAllowed

from qa_service.errors import IndexUnusableError, NotFoundError, QuestionError, ServiceError
from qa_service.web import problems
from qa_service.web.bodies import WRITING
from qa_service.web.negotiation import prefers_html
from qa_service.web.problems import Kind, Problem, ProblemError
from qa_service.web.uploads import too_large

_BY_CLASS: dict[type[ServiceError], Kind] = {
    QuestionError: problems.INVALID_QUESTION,
    NotFoundError: problems.NOT_FOUND,
    IndexUnusableError: problems.INDEX_UNUSABLE,
}
_BY_STATUS: dict[int, Kind] = {
    404: problems.NOT_FOUND,
    405: problems.METHOD_NOT_ALLOWED,
    413: problems.BODY_TOO_LARGE,
    415: problems.WRONG_CONTENT_TYPE,
}


def register(app: Flask) -> None:
    """Make a problem of every error that the app meets."""
    app.register_error_handler(ServiceError, _on_service_error)
    app.register_error_handler(HTTPException, _on_http_error)
    app.register_error_handler(Exception, _on_unexpected)


def _on_service_error(error: ServiceError) -> Response:
    if isinstance(error, ProblemError):
        response = problem_response(error.kind, str(error), error=error)
        if error.kind is problems.KEY_REQUIRED:
            response.headers["WWW-Authenticate"] = 'Bearer realm="reports"'
        return response
    kind = next((_BY_CLASS[cls] for cls in type(error).__mro__ if cls in _BY_CLASS), None)
    return problem_response(kind, str(error)) if kind else _on_unexpected(error)


def _on_http_error(error: HTTPException) -> Response:
    status = error.code or 500
    if status >= 500:
        return _on_unexpected(error)
    kind = problems.SLOW_BODY if isinstance(error, ClientDisconnected) else _BY_STATUS.get(status, problems.BAD_REQUEST)
    response = problem_response(kind, _http_detail(error, kind))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _on_unexpected(error: Exception) -> Response:
    incident = str(uuid.uuid4())
    current_app.logger.error("incident %s at %s %s", incident, request.method, request.path, exc_info=error)
    detail = f"The service met an error that it did not expect. The log holds it under the id {incident}."
    return problem_response(problems.INTERNAL_ERROR, detail, instance=f"urn:uuid:{incident}")


def problem_response(
    kind: Kind, detail: str, *, error: ProblemError | None = None, instance: str | None = None
) -> Response:
    """Problem details as JSON, or as a page where the client prefers HTML."""
    problem = Problem(
        type=kind.type,
        title=kind.title,
        status=kind.status,
        detail=detail,
        instance=instance,
        errors=error.errors if error else None,
    )
    if request.method in ("GET", "HEAD") and prefers_html():
        return Response(render_template("problem.html", problem=problem, kind=kind), kind.status, mimetype="text/html")
    return Response(problem.model_dump_json(exclude_none=True), kind.status, mimetype=problems.MEDIA_TYPE)


def _http_detail(error: HTTPException, kind: Kind) -> str:
    if kind is problems.NOT_FOUND:
        return f"{request.path} is not a page of this service. {kind.remedy}"
    if isinstance(error, MethodNotAllowed):
        allowed = ", ".join(sorted(error.valid_methods or ()))
        return f"{request.path} does not take {request.method}. It takes {allowed}."
    if kind is problems.SLOW_BODY:
        return f"The body did not arrive in time, or not to its end. {kind.remedy}"
    if kind is problems.BODY_TOO_LARGE and request.blueprint == WRITING:
        return too_large(current_app.extensions["qa_settings"].max_report_bytes)
    if kind is problems.BODY_TOO_LARGE:
        limit = current_app.config["MAX_CONTENT_LENGTH"]
        return f"The body is larger than {limit} bytes, the most that is read. {kind.remedy}"
    return f"{error.description or error.name} {kind.remedy}"
