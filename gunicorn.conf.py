"""How gunicorn serves: everything that can be set comes from Settings; run with ``gunicorn``, no arguments."""

from __future__ import annotations

import sys
from typing import Any

from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import TConn, ThreadWorker

from qa_service.errors import ServiceError, SettingsError
from qa_service.settings import Settings
from qa_service.web import problems
from qa_service.web.pacing import Pace

try:
    _settings = Settings.from_environment()
except SettingsError as error:
    raise SystemExit(f"error: {error}") from None

_BOOT_ERROR = 3  # gunicorn's own code: the master stops instead of starting the worker again
_host = f"[{_settings.host}]" if ":" in _settings.host else _settings.host


class ProblemWorker(ThreadWorker):
    """A threaded worker that answers what cannot even be parsed with problem details, and waits for no slow client."""

    def handle(self, conn: Any) -> Any:  # noqa: ANN401 - untyped library
        if conn.parser is None:
            conn.init = lambda: _init_paced(conn)
        else:
            conn.pace.begin()
        return super().handle(conn)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:  # noqa: ANN401 - untyped library
        if not isinstance(exc, ParseException):
            super().handle_error(req, client, addr, exc)
            return
        kinds = {LimitRequestLine: problems.ADDRESS_TOO_LONG, LimitRequestHeaders: problems.HEADERS_TOO_LARGE}
        write_nonblock(client, _raw_response(kinds.get(type(exc), problems.BAD_REQUEST)))


def _init_paced(conn: Any) -> None:  # noqa: ANN401 - untyped library
    """Prepare a connection as gunicorn does, and put a pace over what it is read through."""
    if not conn.initialized:
        TConn.init(conn)
        conn.pace = Pace(conn.parser.unreader)
        conn.parser.unreader.chunk = conn.pace.chunk


def _raw_response(kind: problems.Kind) -> bytes:
    problem = problems.Problem(
        type=kind.type, title=kind.title, status=kind.status, detail=f"{kind.title}. {kind.remedy}"
    )
    body = problem.model_dump_json(exclude_none=True).encode()
    head = (
        f"HTTP/1.1 {kind.status} {kind.title}\r\nConnection: close\r\nContent-Type: {problems.MEDIA_TYPE}\r\n"
        f"X-Content-Type-Options: nosniff\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode("ascii") + body


wsgi_app = "wsgi:app"
bind = f"{_host}:{_settings.port}"
workers = _settings.workers
threads = _settings.threads
worker_class = ProblemWorker
timeout = 120  # seconds; the models and a large index are loaded within it
graceful_timeout = 15
keepalive = 5
limit_request_line = 8190
loglevel = "warning"
control_socket_disable = True


def post_worker_init(worker: Any) -> None:  # noqa: ANN401 - untyped library
    """Load the index before the worker accepts its first request, or stop with the reason; then follow the index."""
    try:
        worker.wsgi.extensions["qa"].load()
    except ServiceError as error:
        sys.stderr.write(f"error: {error}\n")
        sys.exit(_BOOT_ERROR)
    if worker.wsgi.extensions["qa_follower"] is not None:
        worker.wsgi.extensions["qa_follower"].start()
    worker.wsgi.extensions["qa_builds"].tend()
    if worker.age == 1:
        sys.stderr.write(f"Serving on http://{_host}:{_settings.port}\n")
        sys.stderr.flush()
