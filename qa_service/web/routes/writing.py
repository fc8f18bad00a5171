"""POST /reports, PUT /reports/<name> and DELETE /reports/<id>: changes of the corpus, for those who have the key."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import PurePath
from typing import IO, Any

from flask import Response, current_app, request
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel

from qa_service.store.jobs import Change, Job
from qa_service.web import problems
from qa_service.web.bodies import WRITING
from qa_service.web.building import Builds
from qa_service.web.inputs import FilePath, ReportBytes, StoredPath, UploadForm
from qa_service.web.jobpayloads import ReceivedPayload, job_url
from qa_service.web.names import safe_name
from qa_service.web.problems import (
    BAD_NAME,
    REPORT_NOT_FOUND,
    STORAGE_FAILED,
    UNSUPPORTED_REPORT,
    ProblemError,
    documented,
)
from qa_service.web.routes import current_service
from qa_service.web.routes.asking import unknown_report_detail
from qa_service.web.uploads import Corpus, Kept, id_of, refuse_other_content, supported_suffixes

KEY = "writeKey"
_PROBLEMS = (
    problems.KEY_REQUIRED,
    problems.WRITING_OFF,
    problems.SLOW_BODY,
    problems.REPORT_EXISTS,
    problems.REPORT_TOO_LARGE,
    UNSUPPORTED_REPORT,
    problems.WRONG_UPLOAD_TYPE,
    problems.INVALID_FIELDS,
    BAD_NAME,
    problems.NOT_LOADED,
    STORAGE_FAILED,
)
api = APIBlueprint(
    WRITING,
    __name__,
    abp_responses=documented(*_PROBLEMS),
    abp_tags=[Tag(name="reports")],
    abp_security=[{KEY: []}],
)
_RESPONSES: dict[str | int | HTTPStatus, type[BaseModel] | dict[Any, Any] | None] = {
    200: ReceivedPayload,
    202: ReceivedPayload,
}
_SAID = {
    "added": "It is kept and will be in the index once the job is done.",
    "replaced": "It is kept and will take the place of the former one once the job is done.",
    "removed": "Its file is gone; it leaves the index once the job is done.",
    None: "The service has this very report already.",
}


@api.post("/reports", summary="Send a new report", responses=_RESPONSES)
def add_report(form: UploadForm) -> Response:
    """202 with the job that takes it up; 200 where the service has these very bytes already."""
    name = safe_name(form.file.filename or "")
    if not name:
        raise ProblemError(BAD_NAME, "The file has no name that could be used. Send it as, say, report.txt.")
    return _received(form.file.stream, name, replace=False)


@api.put("/reports/<report_id>", summary="Send or replace a report", responses=_RESPONSES)
def put_report(path: FilePath, raw: ReportBytes) -> Response:
    """202 with the job that takes it up; 200 where the file has these very bytes already."""
    name = safe_name(path.report_id)
    if name != path.report_id:
        hint = f" Send it as {name!r}." if name else ""
        raise ProblemError(BAD_NAME, f"{path.report_id[:80]!r} is no plain file name.{hint}")
    return _received(request.stream, name, replace=True)


@api.delete("/reports/<report_id>", summary="Remove a report", responses={202: ReceivedPayload})
def delete_report(path: StoredPath) -> Response:
    """202 with the job that leaves it out. The id may also be the name of a file that is not in the index."""
    contents = current_service().contents
    known = contents.reports.get(path.report_id)
    plain = safe_name(path.report_id) == path.report_id
    corpus = Corpus(current_app.extensions["qa_settings"])
    with _stored():
        # Not known: not built yet, or built and not taken up by this worker yet.
        name = known.path if known else corpus.with_id(path.report_id, _ids()) or (path.report_id if plain else "")
        if not name or not corpus.remove(name):
            gone = "Its file is gone already; the next build leaves it out."
            raise ProblemError(REPORT_NOT_FOUND, gone if known else unknown_report_detail(path.report_id, contents))
        return _answer(Kept(name, "removed"))


def _received(stream: IO[bytes], name: str, *, replace: bool) -> Response:
    supported = supported_suffixes()
    if PurePath(name).suffix.lower() not in supported.split(", "):
        detail = f"{name} is of no kind that can be read: its name must end in one of {supported}."
        raise ProblemError(UNSUPPORTED_REPORT, detail)
    corpus = Corpus(current_app.extensions["qa_settings"])
    with _stored(), corpus.receive(stream) as received:
        refuse_other_content(received, name)
        ids = _ids() | {name: _report_id(name, received.sha256)}
        return _answer(corpus.keep(received, name, replace=replace, ids=ids))


def _answer(kept: Kept) -> Response:
    builds: Builds = current_app.extensions["qa_builds"]
    job = None if kept.action else _open_job(builds, kept.name)
    action = kept.action or (None if job or _is_served(kept) else "added")
    job = builds.submit(Change(action, kept.name)) if action else job
    payload = ReceivedPayload(
        report=_report_id(kept.name, kept.sha256),
        name=kept.name,
        detail=_SAID[action],
        job=job.id if job else None,
        job_url=job_url(job.id) if job else None,
    )
    response = payload.response()
    if action and job:
        response.status_code = 202
        response.headers["Location"] = job_url(job.id)
    return response


def _open_job(builds: Builds, name: str) -> Job | None:
    """The job that is about to take a file up, where one is."""
    return next((job for job in builds.jobs.open_jobs() if name in [change.name for change in job.changes]), None)


def _is_served(kept: Kept) -> bool:
    """Whether these very bytes are in the index: a build that was to take them up may have failed."""
    return any(report.sha256 == kept.sha256 for report in current_service().contents.reports.values())


def _report_id(name: str, sha256: str) -> str:
    """The id that the file has in the index, or will have: that of its bytes, else that of its name."""
    reports = current_service().contents.reports.values()
    same = next((report.id for report in reports if report.sha256 == sha256), None)
    return same or _ids().get(name) or id_of(name)


def _ids() -> dict[str, str]:
    """The ids of the index in use by the names of their files."""
    return {report.path: report.id for report in current_service().contents.reports.values()}


@contextmanager
def _stored() -> Iterator[None]:
    """Make a problem of a disk that does not take what it is given."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        current_app.logger.exception("a report cannot be kept")
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise ProblemError(STORAGE_FAILED, f"The disk refuses it ({reason}). {STORAGE_FAILED.remedy}") from error
