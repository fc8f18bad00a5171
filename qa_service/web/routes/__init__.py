"""The views: each parses, calls one function of the core, and serialises."""

from __future__ import annotations

from flask import current_app

from qa_service.web.service import Service, ServiceHolder


def current_service() -> Service:
    """Return the loaded service.

    Raises:
        ProblemError: 503, nothing is loaded.
    """
    holder: ServiceHolder = current_app.extensions["qa"]
    return holder.get()
