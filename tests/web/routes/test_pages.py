from __future__ import annotations

from flask.testing import FlaskClient

from qa_service.settings import Settings
from qa_service.web.app import create_app
from qa_service.web.problems import KINDS
from tests.web.fakes import fake_service


def test_the_chat_page_takes_no_more_than_the_service_does() -> None:
    page = create_app(Settings(max_question=77), fake_service()).test_client().get("/")
    assert page.mimetype == "text/html"
    assert 'maxlength="77"' in page.text


def test_the_chat_page_is_there_before_the_index() -> None:
    assert create_app(Settings()).test_client().get("/").status_code == 200


def test_a_kind_of_problem_has_its_page(client: FlaskClient) -> None:
    kind = KINDS["question-too-long"]
    page = client.get(kind.type)
    assert f'<h1 class="page-title">{kind.title}</h1>' in page.text
    assert kind.remedy in page.text
