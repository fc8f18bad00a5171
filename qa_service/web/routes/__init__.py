"""The views: each parses, calls one function of the core, and serialises."""

from __future__ import annotations

from flask import current_app, g

from qa_service.web.service import Service, ServiceHolder


def current_service() -> Service:
    """Return the loaded service: the same one throughout a request, whatever is switched to in the meantime.

    Raises:
        ProblemError: 503, nothing is loaded.
    """
    if "service" not in g:
        holder: ServiceHolder = current_app.extensions["qa"]
        g.service = holder.get()
    service: Service = g.service
    return service
