"""The chat page in a real browser, over a service with fixed answers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.fakes import ANSWER, GROWTH, span

pytestmark = pytest.mark.browser


def ask(page: Page, question: str) -> None:
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_an_answer_shows_figure_period_basis_caveat_and_sentence(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, "How many ferries?")
    expect(page.locator(".sentence-answer")).to_have_text(ANSWER.answer)
    first = page.locator(".figure").first
    expect(first.locator(".number")).to_have_text("+8.4%")
    expect(first.locator(".what")).to_have_text("Oriel Boats · ferries built · growth")
    expect(first.locator(".when")).to_have_text("2031 · year on year · source 1")
    expect(page.locator(".caveats li").nth(1)).to_have_text("The report covers the year 2031 only.")
    expect(page.locator("blockquote").first).to_have_text(GROWTH)
    expect(page.locator("blockquote").first.locator("mark")).to_have_text(["1.25 thousand", "8.4%", "3.1"])


def test_a_text_answer_is_marked_in_its_sentence(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, "Who built ferries?")
    expect(page.locator(".sentence-answer")).to_have_text("Oriel Boats.")
    expect(page.locator("mark")).to_have_text("Oriel Boats")
    expect(page.locator(".figure")).to_have_count(0)


def test_a_caveat_that_the_answer_tells_is_not_repeated(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, "Who built ferries?")
    expect(page.locator(".sentence-answer")).to_be_visible()
    expect(page.locator(".caveats")).to_have_count(0)


def test_a_new_question_moves_to_the_top(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, "How many ferries?")
    expect(page.locator(".answer")).to_have_count(1)
    ask(page, "Who built ferries?")
    expect(page.locator(".answer")).to_have_count(2)
    assert 50 < page.locator(".asked").last.bounding_box()["y"] < 150  # type: ignore[index]


def test_surface_form_exact_value_and_derivation(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, "How many ferries?")
    expect(page.locator(".number")).to_have_text(["+8.4%", "1.25 thousand", "+5.30%", "40 million euros"])
    expect(page.locator(".exact")).to_have_text(["1,250 ferries", "EUR 40,000,000"])
    expect(page.locator(".derived")).to_have_text("derived8.4 − 3.1 from source 1")


def test_a_citation_opens_the_report_at_the_highlighted_sentence(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, "How many ferries?")
    expect(page.locator(".source .citation").first).to_contain_text("2032, p.\N{NO-BREAK SPACE}1")
    with page.expect_popup() as opened:
        page.locator(".citation").first.click()
    report = opened.value
    expect(report).to_have_url(f"{address}/reports/harbour-2031#s-{span(GROWTH)[0]}")
    expect(report.locator(".sentence:target")).to_have_text(GROWTH)
    expect(report.locator(".sentence:target")).to_be_in_viewport()
    expect(report.locator(".sentence:target")).to_have_css("background-color", "rgb(255, 233, 168)")
    assert fits(report)


def test_silence_shows_what_the_reports_do_say(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, "How many trams?")
    expect(page.locator(".sentence-answer")).to_contain_text("The reports do not say")
    expect(page.get_by_role("heading", name="The reports do say")).to_be_visible()
    expect(page.locator(".nearest .citation")).to_have_count(2)
    expect(page.locator(".figure")).to_have_count(0)


def test_nothing_scrolls_sideways_on_a_phone(page: Page, address: str) -> None:
    for path in ("/", "/reports", "/reports/harbour-2031", "/problems/"):
        page.goto(address + path)
        assert fits(page), path
    page.goto(address)
    for question in ("How many ferries?", "How many trams?", "crash", "x" * 300):
        ask(page, question)
        expect(page.locator(".answer").last).to_be_visible()
        expect(page.locator(".pending")).to_have_count(0)
        assert fits(page), question


def test_the_keyboard_is_enough(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_label("Your question")).to_be_focused()
    page.keyboard.type("first line")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("ferries")
    expect(page.get_by_label("Your question")).to_have_value("first line\nferries")
    page.keyboard.press("Enter")
    expect(page.locator(".sentence-answer")).to_be_visible()
    expect(page.get_by_label("Your question")).to_be_focused()
    expect(page.get_by_label("Your question")).to_have_value("")
    page.get_by_text("How the question was read").focus()
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".citation").last).to_be_focused()


def test_the_skip_link_comes_first(page: Page, address: str) -> None:
    page.goto(f"{address}/reports")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_suggestion_asks_its_question(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="How many ferries did Oriel Boats build in 2031?").click()
    expect(page.locator(".asked")).to_contain_text("How many ferries did Oriel Boats build in 2031?")
    expect(page.locator("#intro")).to_be_hidden()


def test_follow_ups_keep_the_conversation_until_a_new_topic(page: Page, address: str) -> None:
    sent: list[object] = []
    page.on("request", lambda request: sent.append(request.post_data_json) if request.method == "POST" else None)
    page.goto(address)
    ask(page, "ferries")
    expect(page.locator(".answer")).to_have_count(1)
    ask(page, "and sales?")
    expect(page.locator(".answer")).to_have_count(2)
    page.get_by_role("button", name="New topic").click()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator("#intro")).to_be_visible()
    ask(page, "trams")
    expect(page.locator(".answer")).to_have_count(1)
    assert sent == [
        {"question": "ferries"},
        {"question": "and sales?", "conversation_id": "c-1"},
        {"question": "trams"},
    ]


def test_a_refused_question_shows_the_reason(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, "???")
    expect(page.locator(".problem-title")).to_have_text("The question is empty")
    expect(page.locator(".problem")).to_contain_text("The question has no letter or digit in it.")
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)


def test_a_failure_can_be_tried_again(page: Page, address: str) -> None:
    page.goto(address)
    page.route("**/ask", lambda route: route.abort())
    ask(page, "ferries")
    expect(page.locator(".problem-title")).to_have_text("No connection")
    page.unroute("**/ask")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".sentence-answer")).to_have_text(ANSWER.answer)
    expect(page.locator(".problem")).to_have_count(0)


def test_a_service_that_is_still_loading_says_so(page: Page, address: str) -> None:
    def loading(route: Route) -> None:
        body = {"title": "The reports are not loaded yet", "detail": "Try again in a few seconds.", "status": 503}
        route.fulfill(status=503, content_type="application/problem+json", json=body)

    page.goto(address)
    page.route("**/ask", loading)
    ask(page, "ferries")
    expect(page.locator(".problem-title")).to_have_text("The reports are not loaded yet")
    expect(page.locator(".problem")).to_contain_text("Try again in a few seconds.")


def test_text_of_a_report_is_never_markup(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, "<img src=x onerror=alert(1)> ferries")
    expect(page.locator(".asked")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator(".thread img").count() == 0


def test_a_question_in_the_address_is_asked(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=ferries")
    expect(page.locator(".sentence-answer")).to_have_text(ANSWER.answer)
