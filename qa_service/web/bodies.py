"""A first look at a request and its body, before its fields are validated."""

from __future__ import annotations

import hmac

from flask import current_app, request
from werkzeug.exceptions import BadRequest, ClientDisconnected

from qa_service.settings import Settings
from qa_service.web.problems import (
    INVALID_FIELDS,
    INVALID_JSON,
    KEY_REQUIRED,
    REPORT_TOO_LARGE,
    WRITING_OFF,
    WRONG_CONTENT_TYPE,
    WRONG_UPLOAD_TYPE,
    ProblemError,
)
from qa_service.web.uploads import too_large

WRITING = "writing"  # the blueprint of the routes that change the corpus
_FRAMING = 65_536  # bytes that multipart boundaries and headers may take


def check_request() -> None:
    """Refuse a body that is not what its route takes, and a change of the corpus without the key.

    Raises:
        ProblemError: see ``check_body`` and ``check_upload``.
    """
    if request.routing_exception is not None:
        return
    if request.blueprint == WRITING:
        check_upload(current_app.extensions["qa_settings"])
    elif request.method == "POST":
        check_body()


def check_upload(settings: Settings) -> None:
    """See that a request may change the corpus, before a byte of its body is read.

    Raises:
        ProblemError: 403 where no key is set, 401 for a wrong one, 415 for what is no upload, 413 for too many bytes.
    """
    if not settings.write_key:
        raise ProblemError(WRITING_OFF, f"No write key is set, so no report is taken. {WRITING_OFF.remedy}")
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), settings.write_key.encode()):
        what = "is not the one of this service" if given else "is missing"
        raise ProblemError(KEY_REQUIRED, f"The write key {what}. {KEY_REQUIRED.remedy}")
    multipart = request.mimetype == "multipart/form-data"
    if (request.method == "POST") != multipart and request.method != "DELETE":
        given = request.mimetype or "no content type"
        raise ProblemError(WRONG_UPLOAD_TYPE, f"The body came as {given}. {WRONG_UPLOAD_TYPE.remedy}")
    request.max_content_length = settings.max_report_bytes + _FRAMING
    if (request.content_length or 0) > request.max_content_length:
        raise ProblemError(REPORT_TOO_LARGE, too_large(settings.max_report_bytes))


def check_body() -> None:
    """Refuse a body that is not a JSON object.

    Raises:
        ProblemError: 400 for broken JSON, 415 for another content type, 422 for JSON that is not an object.
    """
    if not request.is_json:
        given = request.mimetype or "no content type"
        raise ProblemError(WRONG_CONTENT_TYPE, f"The body came as {given}. {WRONG_CONTENT_TYPE.remedy}")
    try:
        if request.content_length is None:
            _refuse_endless()
        body = request.get_json()
    except ClientDisconnected:
        raise
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
