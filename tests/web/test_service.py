from __future__ import annotations

from pathlib import Path

import pytest

from qa_service.errors import IndexUnusableError
from qa_service.settings import Settings
from qa_service.web.app import create_app


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
