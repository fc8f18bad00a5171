"""The Flask app: one factory that builds everything and returns it; nothing happens at import."""

from __future__ import annotations

from flask import Response
from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI

from qa_service import commands
from qa_service.settings import Settings
from qa_service.web import handlers, inputs
from qa_service.web.bodies import check_body
from qa_service.web.problems import Problem
from qa_service.web.routes import asking, facts, ledger, listing, pages, reports
from qa_service.web.service import Service, ServiceHolder

_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def create_app(settings: Settings | None = None, service: Service | None = None) -> OpenAPI:
    """Build the app. Without a ``service``, ``app.extensions["qa"].load()`` has to be called before it answers.

    Raises:
        SettingsError: ``settings`` is None and the environment holds a bad setting.
    """
    settings = Settings.from_environment() if settings is None else settings
    app = OpenAPI(
        "qa_service.web",
        info=Info(title="Question answering over reports", version="1"),
        validation_error_model=Problem,
        validation_error_callback=inputs.refuse,
        doc_ui=False,
    )
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body
    app.extensions["qa"] = ServiceHolder(settings, service)
    app.extensions["qa_settings"] = settings
    _add_routes(app)
    handlers.register(app)
    app.before_request(check_body)
    app.after_request(_secure)
    commands.register(app)
    return app


def _add_routes(app: OpenAPI) -> None:
    for api in (asking.api, facts.api, listing.api, reports.api):
        app.register_api(api)
    app.register_blueprint(ledger.ledger)
    app.register_blueprint(pages.pages)
    app.add_url_rule("/openapi/openapi.json", "openapi", lambda: app.api_doc)


def _secure(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response
