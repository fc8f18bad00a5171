"""The whole road in a real browser: the corpus built, served by gunicorn, asked in the page, checked in the report."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.serving import ROOT, serving

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.server]


@pytest.fixture(scope="module")
def real_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    index: Path = tmp_path_factory.mktemp("index")
    environment = os.environ | {"QA_INDEX": str(index), "FLASK_APP": "wsgi.py"}
    subprocess.run([sys.executable, "-m", "flask", "index", "build"], cwd=ROOT, env=environment, check=True)
    with serving(QA_INDEX=str(index)) as address:
        yield address


def test_a_question_leads_to_its_sentence_in_the_report(page: Page, real_address: str) -> None:
    page.goto(real_address)
    page.get_by_label("Your question").fill("what was FAW's 2020 output growth")
    page.keyboard.press("Enter")
    figure = page.locator(".figure").first
    expect(figure.locator(".number")).to_have_text("+7.7%")
    expect(figure.locator(".when")).to_contain_text("January–October 2020 · year on year")
    expect(page.locator("blockquote mark").first).to_have_text("7.7%")
    with page.expect_popup() as opened:
        page.locator(".citation").first.click()
    highlighted = opened.value.locator(".sentence:target")
    expect(highlighted).to_be_in_viewport()
    expect(highlighted).to_contain_text("up 7.7% and 5.2% year on year")


def test_the_page_suggests_questions_that_are_answered(page: Page, real_address: str) -> None:
    page.goto(real_address)
    page.locator(".chip").first.click()
    expect(page.locator(".answer.answered")).to_be_visible()
