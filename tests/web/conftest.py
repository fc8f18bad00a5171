from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI

from qa_service.settings import Settings
from qa_service.web.app import create_app
from qa_service.web.service import Service
from tests.web.fakes import fake_service


@pytest.fixture
def service() -> Service:
    return fake_service()


@pytest.fixture
def app(service: Service) -> OpenAPI:
    return create_app(Settings(), service=service)


@pytest.fixture
def client(app: OpenAPI) -> FlaskClient:
    return app.test_client()
