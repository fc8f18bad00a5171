"""Adding a report in the page, over a service that pretends to build."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect
from werkzeug.serving import make_server

from qa_service.settings import Settings
from tests.browser.conftest import _Quiet
from tests.web.fakes import FILE, REPORT, fake_app

pytestmark = pytest.mark.browser

KEY = "a-key-of-sixteen-signs-or-more"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / REPORT.path).write_bytes(FILE)
    return folder


def served(settings: Settings) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, fake_app(settings, 0.15), threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/reports"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def reports(corpus: Path) -> Iterator[str]:
    yield from served(Settings(corpus=corpus, index=corpus.parent / "index", write_key=KEY, max_report_bytes=100_000))


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[str]:
    yield from served(Settings(index=tmp_path / "index"))


def file(name: str, text: str = "In 2032, Oriel Boats built 9 ferries.") -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def send(page: Page, *files: FilePayload, key: str = KEY) -> None:
    page.get_by_label("Files").set_input_files(list(files))
    page.get_by_label("Write key").fill(key)
    page.get_by_role("button", name="Send").click()


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_text("Add a report").click()


def row(page: Page, name: str) -> Locator:
    return page.locator(".sent").filter(has=page.locator(".sent-name", has_text=name))


def test_the_form_tells_how_large_a_file_may_be(page: Page, reports: str) -> None:
    opened(page, reports)
    expect(page.locator("#kinds")).to_contain_text(".xlsx, up to 100.0 kB each")


def test_a_report_is_sent_built_and_opened(page: Page, reports: str, corpus: Path) -> None:
    opened(page, reports)
    send(page, file("harbour-2032.txt"))
    line = row(page, "harbour-2032.txt")
    expect(line.get_by_role("status")).to_have_text("Finding facts")
    expect(line.get_by_role("progressbar", name="Progress of harbour-2032.txt")).to_be_visible()
    expect(line.locator(".sent-count")).to_contain_text("of 4")
    expect(line.get_by_role("status")).to_have_text("Questions are answered from it now. Open the report")
    expect(line.get_by_role("link")).to_have_attribute("href", "/reports/harbour-2032")
    expect(line.locator("progress")).to_have_count(0)
    assert (corpus / "harbour-2032.txt").is_file()


def test_a_wrong_key_is_told_and_asked_for_again(page: Page, reports: str, corpus: Path) -> None:
    opened(page, reports)
    send(page, file("harbour-2032.txt"), key="not-the-key")
    expect(row(page, "harbour").get_by_role("status")).to_contain_text("The write key is not the one of this service.")
    expect(page.get_by_label("Write key")).to_be_focused()
    assert [path.name for path in corpus.iterdir()] == [REPORT.path]


def test_a_file_of_the_same_name_is_replaced_on_demand(page: Page, reports: str, corpus: Path) -> None:
    opened(page, reports)
    send(page, file(REPORT.path))
    line = row(page, REPORT.path)
    line.get_by_role("button", name="Replace it").click()
    expect(line.get_by_role("status")).to_contain_text("Questions are answered from it now.")
    assert "Oriel Boats built 9" in (corpus / REPORT.path).read_text()


def test_each_failure_is_told_with_its_reason(page: Page, reports: str) -> None:
    opened(page, reports)
    large, copy = file("large.txt", "x" * 100_001), file("copy.txt", FILE.decode())
    send(page, file("unreadable.txt"), file("picture.png"), large, copy)
    said = {
        "unreadable.txt": "unreadable.txt is not <b>text</b> but binary data.",
        "picture.png": "picture.png is of no kind that can be read",
        "large.txt": "The file has more than 100,000 bytes.",
        "copy.txt": "The service has this very report already.",
    }
    for name, text in said.items():
        expect(row(page, name).get_by_role("status")).to_contain_text(text)


def test_mark_up_in_a_name_is_text(page: Page, reports: str) -> None:
    opened(page, reports)
    send(page, file("<img src=x onerror=alert(1)>.txt"))
    expect(page.locator(".sent-name")).to_have_text("<img src=x onerror=alert(1)>.txt")
    expect(page.locator(".sent.done")).to_be_visible()
    assert page.locator("main img").count() == 0


def test_a_build_that_goes_on_is_shown_when_the_page_is_opened_again(page: Page, reports: str) -> None:
    opened(page, reports)
    send(page, file("harbour-2032.txt"))
    expect(row(page, "harbour-2032.txt").get_by_role("status")).to_have_text("Reading")
    page.goto(reports)
    line = row(page, "harbour-2032.txt")
    expect(line.get_by_role("progressbar")).to_be_visible()
    expect(line.get_by_role("status")).to_contain_text("Questions are answered from it now.")


def test_a_lost_connection_is_told(page: Page, reports: str) -> None:
    opened(page, reports)
    page.route("**/reports", lambda route: route.abort())
    send(page, file("harbour-2032.txt"))
    expect(page.locator(".sent .sent-state")).to_have_text("No connection to the service. Send the file again.")


def test_without_a_key_set_the_page_says_that_it_takes_none(page: Page, closed: str) -> None:
    opened(page, closed)
    expect(page.locator("#adding")).to_contain_text("whoever runs it has set no write key")
    expect(page.get_by_label("Files")).to_have_count(0)


def test_the_keyboard_is_enough_and_nothing_scrolls_sideways(page: Page, reports: str) -> None:
    page.goto(reports)
    page.get_by_text("Add a report").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Files")).to_be_focused()
    page.get_by_label("Files").set_input_files([file("y" * 150 + ".txt")])
    page.keyboard.press("Tab")
    page.keyboard.type(KEY)
    page.keyboard.press("Enter")
    expect(page.locator(".sent.done")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
