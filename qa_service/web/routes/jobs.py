"""GET /jobs and GET /jobs/<id>: what is being built, and what became of it."""

from __future__ import annotations

from flask import Response, current_app
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from qa_service.web import problems
from qa_service.web.building import Builds
from qa_service.web.inputs import JobPath
from qa_service.web.jobpayloads import JobPayload, JobsPayload
from qa_service.web.problems import JOB_NOT_FOUND, ProblemError, documented

MOST_LISTED = 50
api = APIBlueprint("jobs", __name__, abp_responses=documented(problems.JOB_NOT_FOUND), abp_tags=[Tag(name="jobs")])


@api.get("/jobs", summary="List the latest builds", responses={200: JobsPayload})
def jobs() -> Response:
    """The latest jobs, newest first, at most fifty."""
    latest = _tended().jobs.latest(MOST_LISTED)
    return JobsPayload(jobs=[JobPayload.of(job) for job in latest]).response()


@api.get("/jobs/<job_id>", summary="Tell how far a build is", responses={200: JobPayload})
def job(path: JobPath) -> Response:
    """The state of one job; ask again every second or so while it is queued or running."""
    found = _tended().jobs.get(path.job_id)
    if found is None:
        raise ProblemError(JOB_NOT_FOUND, f"There is no job {path.job_id[:80]!r}. {JOB_NOT_FOUND.remedy}")
    return JobPayload.of(found).response()


def _tended() -> Builds:
    """The builds, after those whose process is gone have been accounted for."""
    builds: Builds = current_app.extensions["qa_builds"]
    builds.tend()
    return builds
