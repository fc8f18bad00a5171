"""Every kind of error that a client can see, in one table, and the one shape they all have (RFC 9457)."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, ConfigDict

from qa_service.errors import ServiceError

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem. ``slug`` ends its ``type`` URI, ``remedy`` is what its page tells a caller to do."""

    slug: str
    status: int
    title: str
    remedy: str

    @property
    def type(self) -> str:
        return f"/problems/{self.slug}"


INVALID_JSON = Kind(
    "invalid-json",
    400,
    "The body is not JSON",
    'Send one JSON object in UTF-8, such as {"question": "How much did output grow in 2020?"}.',
)
BAD_REQUEST = Kind("bad-request", 400, "The request cannot be read", "Send a well-formed HTTP request.")
NOT_FOUND = Kind(
    "not-found", 404, "There is no such page", "Check the address; /openapi/openapi.json lists every path."
)
REPORT_NOT_FOUND = Kind(
    "report-not-found", 404, "There is no such report", "Take a report's id from GET /reports; ids are case-sensitive."
)
JOB_NOT_FOUND = Kind(
    "job-not-found", 404, "There is no such job", "Take a job's id from GET /jobs; the last thousand are kept."
)
KEY_REQUIRED = Kind(
    "key-required",
    401,
    "The write key is missing or wrong",
    "Send the header Authorization: Bearer with the write key of the service, as its operator gave it.",
)
WRITING_OFF = Kind(
    "writing-off",
    403,
    "Reports cannot be sent to this service",
    "The operator has to set QA_WRITE_KEY and start the service again, or put the file into the corpus folder.",
)
SLOW_BODY = Kind(
    "slow-body", 408, "The body came too slowly", "Send it again over a better connection, or in a smaller piece."
)
REPORT_EXISTS = Kind(
    "report-exists",
    409,
    "The report stands in the way of another",
    "Do what the detail says: replace a report with PUT /reports/<name>, or choose another name.",
)
REPORT_TOO_LARGE = Kind(
    "report-too-large",
    413,
    "The report is too large",
    "Split the report, or let the operator raise QA_MAX_REPORT_BYTES.",
)
UNSUPPORTED_REPORT = Kind(
    "unsupported-report",
    415,
    "The report is of no supported kind",
    "Convert the report to one of the kinds that the detail names.",
)
WRONG_UPLOAD_TYPE = Kind(
    "wrong-upload-type",
    415,
    "The content type is not that of an upload",
    "POST multipart/form-data with one file in the field file, or PUT the file's bytes as they are.",
)
BAD_NAME = Kind(
    "bad-name", 422, "The name of the file cannot be used", "Send the file under the name that the detail suggests."
)
STORAGE_FAILED = Kind(
    "storage-failed",
    507,
    "The report cannot be kept",
    "The operator has to see that the folders of corpus and index can be written and have room.",
)
METHOD_NOT_ALLOWED = Kind(
    "method-not-allowed", 405, "The path does not take this method", "Use one of the methods in the Allow header."
)
BODY_TOO_LARGE = Kind(
    "body-too-large",
    413,
    "The body is too large",
    "Send a smaller body: a question, and where wanted a conversation id and report ids, and nothing else.",
)
WRONG_CONTENT_TYPE = Kind(
    "wrong-content-type",
    415,
    "The content type is not JSON",
    "Send the header Content-Type: application/json, or ask with GET /ask?q=…",
)
QUESTION_BLANK = Kind(
    "question-blank", 422, "The question is empty", "Send a question with at least one letter or digit in it."
)
QUESTION_TOO_LONG = Kind(
    "question-too-long",
    422,
    "The question is too long",
    "Ask for one thing at a time, within the limit that the detail names.",
)
INVALID_FIELDS = Kind(
    "invalid-fields",
    422,
    "Some fields are not valid",
    "Correct each field listed under errors; /openapi/openapi.json describes all of them.",
)
UNKNOWN_REPORT = Kind(
    "unknown-report",
    422,
    "A report id is not known",
    "Take report ids from GET /reports, or leave reports out to search all of them.",
)
INVALID_QUESTION = Kind(
    "invalid-question", 422, "The question cannot be answered as it stands", "Reword it as the detail says."
)
NOT_LOADED = Kind(
    "not-loaded",
    503,
    "The reports are not loaded yet",
    "Try again in a few seconds; GET /health answers 200 once questions can be answered.",
)
INDEX_UNUSABLE = Kind(
    "index-unusable",
    503,
    "The index cannot be used",
    "The operator has to run the command that the detail names, then start the service again.",
)
ADDRESS_TOO_LONG = Kind(
    "address-too-long",
    414,
    "The address is too long",
    "Send a long question with POST /ask, where it stands in the body.",
)
HEADERS_TOO_LARGE = Kind(
    "headers-too-large", 431, "The headers are too large", "Send fewer or shorter headers; only Accept is looked at."
)
INTERNAL_ERROR = Kind(
    "internal-error",
    500,
    "Something went wrong in the service",
    "Try again; if it happens again, give the operator the id in the detail, which the log holds too.",
)

KINDS: dict[str, Kind] = {
    kind.slug: kind
    for kind in (
        INVALID_JSON,
        BAD_REQUEST,
        KEY_REQUIRED,
        WRITING_OFF,
        NOT_FOUND,
        REPORT_NOT_FOUND,
        JOB_NOT_FOUND,
        METHOD_NOT_ALLOWED,
        SLOW_BODY,
        REPORT_EXISTS,
        BODY_TOO_LARGE,
        REPORT_TOO_LARGE,
        ADDRESS_TOO_LONG,
        HEADERS_TOO_LARGE,
        WRONG_CONTENT_TYPE,
        UNSUPPORTED_REPORT,
        WRONG_UPLOAD_TYPE,
        QUESTION_BLANK,
        QUESTION_TOO_LONG,
        INVALID_FIELDS,
        BAD_NAME,
        UNKNOWN_REPORT,
        INVALID_QUESTION,
        NOT_LOADED,
        INDEX_UNUSABLE,
        INTERNAL_ERROR,
        STORAGE_FAILED,
    )
}


class FieldError(BaseModel):
    """What is wrong with one field of a request."""

    model_config = ConfigDict(frozen=True)

    field: str
    detail: str


class Problem(BaseModel):
    """Problem details, RFC 9457. ``type`` is a relative reference to the page that explains the kind."""

    model_config = ConfigDict(frozen=True)

    type: str
    title: str
    status: int
    detail: str
    instance: str | None = None
    errors: list[FieldError] | None = None


class ProblemError(ServiceError):
    """An error that already knows its kind."""

    def __init__(self, kind: Kind, detail: str, errors: list[FieldError] | None = None) -> None:
        super().__init__(detail)
        self.kind = kind
        self.errors = errors


def documented(*kinds: Kind) -> dict[str | int | HTTPStatus, type[BaseModel] | dict[Any, Any] | None]:
    """The problem responses of an operation, for the OpenAPI document."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    titles: dict[int, list[str]] = {}
    for kind in kinds:
        titles.setdefault(kind.status, []).append(kind.title)
    return {status: {"description": "; ".join(names), "content": content} for status, names in titles.items()}
