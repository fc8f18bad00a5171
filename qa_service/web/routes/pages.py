"""The pages for people: the chat, and one page for every kind of problem."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template

from qa_service.settings import Settings
from qa_service.web.negotiation import HTML
from qa_service.web.problems import KINDS, NOT_FOUND, ProblemError

pages = Blueprint("pages", __name__)


@pages.get("/")
def chat() -> Response:
    settings: Settings = current_app.extensions["qa_settings"]
    return Response(render_template("chat.html", max_question=settings.max_question), mimetype=HTML)


@pages.get("/problems/")
def problem_kinds() -> Response:
    return Response(render_template("problems.html", kinds=KINDS.values()), mimetype=HTML)


@pages.get("/problems/<slug>")
def problem_kind(slug: str) -> Response:
    if slug not in KINDS:
        raise ProblemError(NOT_FOUND, f"There is no kind of problem {slug!r}. GET /problems/ lists all of them.")
    return Response(render_template("problems.html", kinds=[KINDS[slug]]), mimetype=HTML)
