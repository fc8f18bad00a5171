from __future__ import annotations

from flask.testing import FlaskClient


def test_health_names_the_index(client: FlaskClient) -> None:
    response = client.get("/health")
    assert (response.status_code, response.json) == (200, {"status": "ok", "index_id": "gen-1"})
