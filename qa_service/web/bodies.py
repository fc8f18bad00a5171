"""A first look at a request's body, before its fields are validated."""

from __future__ import annotations

from flask import request
from werkzeug.exceptions import BadRequest

from qa_service.web.problems import INVALID_FIELDS, INVALID_JSON, WRONG_CONTENT_TYPE, ProblemError


def check_body() -> None:
    """Refuse a body that is not a JSON object.

    Raises:
        ProblemError: 400 for broken JSON, 415 for another content type, 422 for JSON that is not an object.
    """
    if request.method != "POST" or request.routing_exception is not None:
        return
    if not request.is_json:
        given = request.mimetype or "no content type"
        raise ProblemError(WRONG_CONTENT_TYPE, f"The body came as {given}. {WRONG_CONTENT_TYPE.remedy}")
    try:
        if request.content_length is None:
            _refuse_endless()
        body = request.get_json()
    except (BadRequest, RecursionError):
        raise ProblemError(INVALID_JSON, f"The body is not valid JSON. {INVALID_JSON.remedy}") from None
    if not isinstance(body, dict):
        raise ProblemError(INVALID_FIELDS, f"The body is JSON but not an object. {INVALID_JSON.remedy}")


def _refuse_endless() -> None:
    """Refuse a chunked body over the limit: werkzeug cuts it off at the limit without a word.

    Raises:
        RequestEntityTooLarge: 413, there is more after the limit, or the limit is reached.
    """
    request.get_data()
    request.stream.read(1)
