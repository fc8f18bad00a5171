"""The ledger in a real browser: without a script, on a phone and on a desk, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from qa_service.language.period_reading import LEGAL
from tests.web.fakes import GROWTH

pytestmark = [pytest.mark.browser, pytest.mark.server]


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_figures_are_filtered_by_keyboard_and_lead_to_their_sentence(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Figures", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Figures")
    expect(page.get_by_role("row")).to_have_count(4)
    page.get_by_label("Of what").focus()
    page.keyboard.type("ferries")
    page.get_by_label("Kind").select_option("growth")
    page.get_by_label("Of what").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("row")).to_have_count(2)
    expect(page.get_by_role("rowheader")).to_have_text("8.4%")
    expect(page.locator("mark")).to_have_text("8.4%")
    page.get_by_role("row").get_by_role("link").click()
    expect(page.locator(".sentence:target")).to_have_text(GROWTH)
    expect(page.locator(".sentence:target")).to_be_in_viewport()


def test_the_filter_needs_no_script_and_gives_a_file(scriptless: Page, address: str) -> None:
    scriptless.goto(f"{address}/ledger")
    scriptless.get_by_label("Unit").fill("EUR")
    scriptless.get_by_role("button", name="Show").click()
    expect(scriptless.get_by_role("status")).to_have_text("1 figure")
    with scriptless.expect_download() as download:
        scriptless.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "facts.csv"
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["id", "f3"]


def test_what_cannot_be_read_is_told_beside_its_field(page: Page, address: str) -> None:
    page.goto(f"{address}/ledger?period=soon")
    field = page.get_by_label("Period")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(f"'period' must be {LEGAL}, not 'soon'.")
    field.fill("2031")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("3 figures")


@pytest.mark.parametrize("query", ["", "?text=nowhere&period=2031", "?period=soon"], ids=["full", "empty", "at fault"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_window(page: Page, address: str, width: int, query: str) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(f"{address}/ledger{query}")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    for link in page.get_by_role("navigation").first.get_by_role("link").all():
        box = link.bounding_box()
        assert box is not None
        assert box["height"] < 40  # on one line


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{address}/ledger?role=growth")
    for selector in (".row-number", ".row-kind", ".row-source a", "mark", ".filter label", ".ledger thead th"):
        assert page.locator(selector).first.evaluate(CONTRAST) >= 4.5, selector


CONTRAST = """(element) => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  let ground = element;
  while (parse(getComputedStyle(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
  const colors = [getComputedStyle(element).color, getComputedStyle(ground).backgroundColor];
  const [one, other] = colors.map(parse).map(light);
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}"""
