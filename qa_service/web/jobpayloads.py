"""Jobs and uploads to JSON, as ``payloads.py`` does it for answers."""

from __future__ import annotations

import math
import time
from datetime import UTC, datetime
from urllib.parse import quote

from qa_service.store.jobs import Action, Job, State
from qa_service.web.payloads import Payload


class ChangePayload(Payload):
    """One file of a job; ``problem`` is null, or why the file is not in the index."""

    action: Action
    name: str
    problem: str | None


class JobPayload(Payload):
    """A build. ``remaining_seconds`` is an estimate for the stage that runs, null where there is none."""

    id: str
    state: State
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    stage: str
    done: int
    total: int
    remaining_seconds: int | None
    changes: list[ChangePayload]
    error: str | None
    index_id: str | None
    url: str

    @classmethod
    def of(cls, job: Job) -> JobPayload:
        left = job.remaining(time.time())
        return cls(
            id=job.id,
            state=job.state,
            created_at=_moment(job.created),
            started_at=_moment(job.started) if job.started else None,
            ended_at=_moment(job.ended) if job.ended else None,
            stage=job.stage,
            done=job.done,
            total=job.total,
            remaining_seconds=None if left is None else math.ceil(left),
            changes=[ChangePayload.model_validate(change) for change in job.changes],
            error=job.error,
            index_id=job.generation,
            url=job_url(job.id),
        )


class JobsPayload(Payload):
    """Jobs, newest first."""

    jobs: list[JobPayload]


class ReceivedPayload(Payload):
    """What became of a report that was sent.

    ``report`` is the id that it has or will have, ``name`` its file in the corpus, ``job`` the build that takes it up
    or null where there is nothing to do.
    """

    report: str
    name: str
    detail: str
    job: str | None
    job_url: str | None


def job_url(job_id: str) -> str:
    return f"/jobs/{quote(job_id, safe='')}"


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=0)
