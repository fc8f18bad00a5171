from __future__ import annotations

from pathlib import Path

import pytest

from qa_service.ask.answering import Answerer
from qa_service.errors import IndexUnusableError
from qa_service.settings import Settings
from qa_service.store.files import only_writer
from qa_service.store.generations import publish
from qa_service.web.app import create_app
from qa_service.web.service import Opener
from tests.fakes import FAKE_ENCODER, FakeEncoder, make_generation


@pytest.mark.parametrize("path", ["/health", "/ask?q=x", "/passages?q=x", "/reports", "/reports/x", "/facts"])
def test_nothing_is_answered_before_loading(path: str) -> None:
    response = create_app(Settings()).test_client().get(path)
    assert response.status_code == 503
    assert response.json is not None
    assert response.json["type"] == "/problems/not-loaded"
    assert "Try again in a few seconds" in response.json["detail"]


def test_an_unusable_index_is_named_by_load_and_after_it(tmp_path: Path) -> None:
    app = create_app(Settings(index=tmp_path / "none"))
    with pytest.raises(IndexUnusableError, match="flask index build"):
        app.extensions["qa"].load()
    response = app.test_client().get("/health")
    assert response.status_code == 503
    assert response.json is not None
    assert response.json["type"] == "/problems/index-unusable"
    assert "flask index build" in response.json["detail"]


@pytest.fixture
def opener(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Opens an index of one invented report, with a stand-in for the encoder; ``opened`` counts encoders."""
    monkeypatch.setattr("qa_service.store.embedding.open_encoder", lambda name, **_: FakeEncoder(name))
    publish_report(tmp_path, "Norland apples grew 1 % in 2020.")
    return Opener(Settings(index=tmp_path, encoder=FAKE_ENCODER))


def publish_report(index: Path, text: str) -> None:
    with only_writer(index):
        publish(index, make_generation({"orchards": text}))


def test_models_and_conversations_are_shared_by_all_generations(opener: Opener, tmp_path: Path) -> None:
    first = opener().answers
    publish_report(tmp_path, "Norland apples grew 2 % in 2020.")
    second = opener().answers
    assert isinstance(first, Answerer)
    assert isinstance(second, Answerer)
    assert first.generation.id != second.generation.id
    for part in ("_encoder", "_parser", "_conversations"):
        assert getattr(first, part) is getattr(second, part)


def test_an_encoder_with_other_weights_is_opened_anew(opener: Opener) -> None:
    first = opener().answers
    opener._encoder.weights_sha256 = "of former weights"  # type: ignore[misc, union-attr]
    second = opener().answers
    assert first._encoder is not second._encoder  # type: ignore[attr-defined]
    assert second._encoder.weights_sha256 == f"hub:{FAKE_ENCODER}"  # type: ignore[attr-defined]


def test_a_follow_up_reaches_over_a_switch(opener: Opener, tmp_path: Path) -> None:
    first = opener().answers.ask("How much did Norland apples grow in 2020?")
    publish_report(tmp_path, "Norland apples grew 2 % in 2020. Norland pears grew 3 % in 2020.")
    second = opener().answers.ask("And the apples?", conversation_id=first.conversation_id)
    assert [value.text for value in (*first.values, *second.values)] == ["1 %", "2 %"]
