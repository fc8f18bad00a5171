"""Switching to a new generation, with real generations of invented reports and a real answerer."""

from __future__ import annotations

import gc
import logging
import threading
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from flask_openapi3.openapi import OpenAPI

from qa_service.ask.answering import Answerer
from qa_service.errors import IndexUnusableError
from qa_service.language.parsing import Parser
from qa_service.settings import Settings
from qa_service.store.files import only_writer
from qa_service.store.generations import load_current, publish, roll_back
from qa_service.store.ledger import FactFilter
from qa_service.store.manifest import POINTER_FILE
from qa_service.web import switching
from qa_service.web.app import create_app
from qa_service.web.service import Service
from qa_service.web.switching import Follower
from tests.fakes import FAKE_ENCODER, FakeEncoder, make_generation

ENCODER = FakeEncoder()


def published(index: Path, growth: int) -> str:
    """Publish a generation whose one report says a growth; return its id."""
    generation = make_generation({"orchards": f"Norland apples grew {growth} % in 2020."}, ENCODER)
    with only_writer(index):
        publish(index, generation)
    return generation.id


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser.load()


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def opener(index: Path, parser: Parser) -> Callable[[], Service]:
    def open_current() -> Service:
        generation = load_current(index, encoder_name=FAKE_ENCODER, dimension=ENCODER.dimension)
        return Service(generation, Answerer(generation, ENCODER, parser))

    return open_current


@pytest.fixture
def app(index: Path, opener: Callable[[], Service]) -> OpenAPI:
    """An app that has loaded a first generation."""
    published(index, 1)
    app = create_app(Settings(index=index), opener=opener)
    app.extensions["qa"].load()
    return app


def health(app: OpenAPI) -> dict[str, str | None]:
    body: dict[str, str | None] = app.test_client().get("/health").json
    return body


def look(app: OpenAPI) -> None:
    app.extensions["qa_follower"].look()


def test_a_new_generation_is_taken_up_at_the_next_look(app: OpenAPI, index: Path) -> None:
    newest = published(index, 2)
    assert health(app)["index_id"] != newest
    look(app)
    assert health(app) == {"status": "ok", "index_id": newest, "failure": None}
    facts = app.test_client().get("/facts").json
    assert facts is not None
    assert [fact["value"] for fact in facts["facts"]] == ["2"]


def test_nothing_is_loaded_while_the_pointer_stays(app: OpenAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.extensions["qa"], "renew", lambda: pytest.fail("loaded without need"))
    look(app)


def test_a_rollback_is_followed_too(app: OpenAPI, index: Path) -> None:
    first = health(app)["index_id"]
    published(index, 2)
    look(app)
    roll_back(index, None, encoder_name=FAKE_ENCODER)
    look(app)
    assert health(app)["index_id"] == first


def test_a_generation_that_is_held_back_is_not_taken_up(app: OpenAPI, index: Path) -> None:
    before = health(app)
    publish(index, make_generation({"orchards": "Norland apples grew 2 % in 2020."}, ENCODER), switch=False)
    look(app)
    assert health(app) == before


def test_a_request_keeps_the_generation_that_it_began_with(app: OpenAPI, index: Path) -> None:
    """Switched between the two looks that the page of a report takes at its generation."""
    seen: list[str] = []

    @app.get("/twice")
    def twice() -> str:
        from qa_service.web.routes import current_service

        seen.append(current_service().contents.id)
        published(index, 2)
        look(app)
        seen.append(current_service().contents.id)
        return ""

    first = health(app)["index_id"]
    app.test_client().get("/twice")
    assert seen == [first, first]
    assert health(app)["index_id"] != first


def test_the_former_generation_is_freed_with_its_last_request(app: OpenAPI, index: Path) -> None:
    in_use = app.extensions["qa"].get()
    former = weakref.ref(in_use.contents)
    published(index, 2)
    gc.disable()  # nothing may be left to the collector: its pass over a large index would stall requests
    try:
        for question in ("How much did Norland apples grow in 2020?", "Which fruit grew most?", "What about pears?"):
            in_use.answers.ask(question)
        assert in_use.ledger.page(FactFilter(text="apples"), "-value").total == 1
        look(app)
        assert former() is not None, "a request still uses it"
        del in_use
        assert former() is None
    finally:
        gc.enable()


def test_files_of_a_generation_in_use_may_go(app: OpenAPI, index: Path) -> None:
    """A worker that is three generations behind has everything in memory."""
    served = app.extensions["qa"].get()
    for growth in (2, 3, 4):
        published(index, growth)
    assert not (index / served.contents.id).exists()
    answer = served.answers.ask("How much did Norland apples grow in 2020?")
    assert (answer.index_id, [v.text for v in answer.values]) == (served.contents.id, ["1 %"])
    assert [hit.passage.text for hit in served.answers.passages("apples", k=1)] == ["Norland apples grew 1 % in 2020."]


def test_a_damaged_generation_leaves_the_former_one_serving_and_is_told_once(
    app: OpenAPI, index: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = health(app)["index_id"]
    damaged = published(index, 2)
    (index / damaged / "facts.jsonl").write_text("{}\n")
    for _ in range(3):
        look(app)
    answer = health(app)
    assert (answer["status"], answer["index_id"]) == ("ok", first)
    assert "facts.jsonl is damaged" in str(answer["failure"])
    assert [record.name for record in caplog.records if record.levelno >= logging.ERROR] == [switching.__name__]
    assert f"generation {damaged} is not taken up, {first} goes on" in caplog.text
    newest = published(index, 3)
    look(app)
    assert health(app) == {"status": "ok", "index_id": newest, "failure": None}


def test_a_generation_that_failed_is_tried_again_after_a_while(
    app: OpenAPI, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = published(index, 2)
    whole = (index / newest / "facts.jsonl").read_bytes()
    (index / newest / "facts.jsonl").write_bytes(b"")
    look(app)
    (index / newest / "facts.jsonl").write_bytes(whole)
    look(app)
    assert health(app)["index_id"] != newest
    monkeypatch.setattr(switching.time, "monotonic", lambda: 1e12)
    look(app)
    assert health(app)["index_id"] == newest


def test_going_back_to_the_generation_in_use_ends_the_failure(app: OpenAPI, index: Path) -> None:
    line = (index / POINTER_FILE).read_text()
    (index / POINTER_FILE).write_text("20990101T000000-none 0\n")
    look(app)
    assert "which is missing" in str(health(app)["failure"])
    (index / POINTER_FILE).write_text(line)
    look(app)
    assert health(app)["failure"] is None


def test_what_nobody_expected_while_loading_is_told_without_its_inside(
    app: OpenAPI, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> Service:
        raise MemoryError("a secret of the inside")

    monkeypatch.setattr(app.extensions["qa"], "_open", broken)
    published(index, 2)
    look(app)
    assert health(app)["failure"] == (
        "The newest generation of the index met an error that was not expected while loading; see the log."
    )


def test_an_index_without_a_pointer_changes_nothing(app: OpenAPI, index: Path) -> None:
    before = health(app)
    (index / POINTER_FILE).unlink()
    look(app)
    assert health(app) == before


def test_the_thread_switches_by_itself_and_stops(app: OpenAPI, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(switching, "INTERVAL", 0.01)
    newest = published(index, 2)
    switched = threading.Event()
    renew = app.extensions["qa"].renew
    monkeypatch.setattr(app.extensions["qa"], "renew", lambda: (renew(), switched.set()))
    follower = Follower(index, app.extensions["qa"])
    follower.start()
    assert switched.wait(10)
    follower.stop()
    assert health(app)["index_id"] == newest
    assert "follow-index" not in [thread.name for thread in threading.enumerate()]


def test_a_service_that_is_given_follows_no_index(opener: Callable[[], Service], index: Path) -> None:
    published(index, 1)
    assert create_app(Settings(), service=opener()).extensions["qa_follower"] is None


def test_load_names_an_unusable_index(index: Path) -> None:
    with pytest.raises(IndexUnusableError, match="There is no index"):
        create_app(Settings(index=index)).extensions["qa"].load()
