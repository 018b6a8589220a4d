"""The index page in a real browser: it works without a network, by keyboard, printed, and for screen readers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.evidence.conftest import Run

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    found = browser.new_page()
    found.asked = []  # type: ignore[attr-defined]
    found.on("request", lambda request: found.asked.append(request.url))  # type: ignore[attr-defined]
    found.on("pageerror", lambda problem: pytest.fail(str(problem)))
    yield found
    assert all(url.startswith("file:") for url in found.asked)  # type: ignore[attr-defined]
    found.close()


@pytest.fixture
def index(bag: Path) -> Path:
    return bag / "data/index.html"


def shown(page: Page) -> list[str]:
    return [row.inner_text().split()[0] for row in page.locator("tbody tr:visible").all()]


def test_search_finds_by_item_title_and_date_in_either_digits(page: Page, index: Path) -> None:
    """Search takes Thai and Arabic digits alike."""
    page.goto(index.as_uri())
    assert shown(page) == ["O2", "O42", "O1", "O31"]  # what is missing stands at the top
    for words, found in (("o31", ["O31"]), ("เจตนารมณ์", ["O31"]), ("31 มีนาคม 2568", ["O31"]), ("ไม่มีคำนี้", [])):
        page.get_by_role("searchbox").fill(words)
        assert shown(page) == found
    assert page.get_by_role("status").inner_text() == "พบ 0 รายการ"
    page.get_by_role("searchbox").fill("")
    assert len(shown(page)) == 4


def test_each_link_opens_a_document_of_the_bag(page: Page, index: Path) -> None:
    """No link of the page leads nowhere."""
    page.goto(index.as_uri())
    links = page.locator("main a")
    assert links.count() >= 5
    for number in range(links.count()):
        link = links.nth(number).element_handle()
        target = page.evaluate("link => decodeURIComponent(new URL(link.href).pathname)", link)
        assert Path(target).is_file()
        assert index.parent in Path(target).parents


def test_the_page_is_used_by_keyboard_alone(page: Page, index: Path) -> None:
    """Every control is reached and worked by keys."""
    page.goto(index.as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("o31")
    assert shown(page) == ["O31"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("documents/announcements/a1.pdf")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


@pytest.mark.parametrize("width", [360, 1200])
def test_axe_finds_no_violation(width: int, page: Page, index: Path, year: Path, docgen: Run) -> None:
    """The automatic check for accessibility finds nothing."""
    page.set_viewport_size({"width": width, "height": 900})
    assert docgen(year, "publish", "--year", "2568").code == 0
    for path in (index, year / "output/publish/2568/index.html"):
        page.goto(path.as_uri())
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_printed_page_holds_everything_but_the_search(page: Page, index: Path, tmp_path: Path) -> None:
    """On paper the whole list is there, without the search box."""
    page.goto(index.as_uri())
    page.get_by_role("searchbox").fill("o31")
    page.emulate_media(media="print")
    assert not page.locator(".search").is_visible()
    assert len(shown(page)) == 4
    page.pdf(path=str(tmp_path / "index.pdf"), prefer_css_page_size=True)
    from tests.reading import poppler_text

    text = poppler_text(tmp_path / "index.pdf")
    assert "ประกาศเจตนารมณ์" in text
    assert "SHA-256" in text


def test_the_page_is_read_without_scripts(browser: Browser, index: Path) -> None:
    """Without scripts all words are there."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(index.as_uri())
    assert page.locator("tbody tr").count() == 4
    assert not page.locator(".search").is_visible()
    context.close()


def test_no_address_outside_stands_in_the_page(index: Path) -> None:
    """The page asks no other server for anything."""
    text = index.read_text(encoding="utf-8")
    assert "connect-src" not in text
    assert "default-src 'none'" in text
    assert 'src="http' not in text
    assert 'href="http' not in text
