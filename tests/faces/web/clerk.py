"""The program as a clerk starts it, and what the tests of screens share: findings of axe, the console."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.conftest import ROOT

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


class Program:
    """`docgen serve` of a project, as the clerk starts it; may be killed and started again on the same port."""

    def __init__(self, root: Path, port: int = 0) -> None:
        command = [sys.executable, "-P", "-m", "docgen", "--root", str(root), "serve", "--no-browser"]
        asked = [*command, "--port", str(port)] if port else command
        self.process = subprocess.Popen(
            asked, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUTF8": "1"}
        )
        assert self.process.stdout is not None
        self.start = self.process.stdout.readline().strip()
        found = re.match(r"(http://127\.0\.0\.1:([0-9]+))/start/", self.start)
        assert found, self.start
        self.address, self.port = found[1], int(found[2])

    def kill(self) -> None:
        """End it as a crash does."""
        self.process.kill()
        self.process.wait(30)
        self._shut()

    def close(self) -> None:
        """End it as Ctrl+C does."""
        self.process.terminate()
        code = self.process.wait(30)
        self._shut()
        assert code == 0

    def _shut(self) -> None:
        if self.process.stdout is not None:
            self.process.stdout.close()


def opened(page: Page, address: str) -> Page:
    """Go to a screen and wait until its scripts have drawn it."""
    page.goto(address)
    page.wait_for_selector("main[data-ready]", timeout=20_000)
    return page


@contextmanager
def quiet(page: Page) -> Iterator[list[str]]:
    """Collect what the console says meanwhile: nothing, on a page that keeps to its own policy."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda problem: said.append(str(problem)))
    yield said


def barriers(page: Page) -> list[str]:
    """Return what keeps somebody out, by axe's rules for WCAG 2.2 AA."""
    found = Axe().run(page, options=WCAG).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


KEYS_A_MINUTE, SECONDS_A_CLICK, SECONDS_A_SCREEN = 150, 4, 12
"""A slow typist, a careful hand, and how long somebody looks at a screen that they have not seen before."""


class Clerk:
    """Somebody with keyboard and mouse who knows only what the screen says: controls are found by words that are seen.

    Counts keys, clicks and screens, so that a test can say how long the work takes a slow typist.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = self.clicks = self.screens = 0

    @property
    def seconds(self) -> float:
        """How long a slow typist takes for what was done so far."""
        return self.keys * 60 / KEYS_A_MINUTE + self.clicks * SECONDS_A_CLICK + self.screens * SECONDS_A_SCREEN

    def sees(self, words: str) -> None:
        """Wait until words stand on the screen."""
        expect(self.page.get_by_text(words).locator("visible=true").first).to_be_visible()

    def arrives(self, screen: str) -> None:
        """Wait for a screen, and read it."""
        self.page.wait_for_selector(f"main[data-screen={screen}][data-ready]")
        self.screens += 1

    def press(self, words: str, within: str = "body") -> None:
        """Press the button or link that says just these words, and perhaps a number after them."""
        said = re.compile(rf"^\s*{re.escape(words)}( [๐-๙/]+)?\s*$")
        self._click(
            self.page.locator(f"{within} :is(button, a, summary)").filter(has_text=said).locator("visible=true")
        )

    def tick(self, words: str) -> None:
        """Tick the box beside these words."""
        self._click(self.page.locator("label").filter(has_text=words).locator("visible=true"))

    def fill(self, label: str, words: str) -> None:
        """Write over what stands in the field under a label."""
        self._field(label).click()
        self.clicks += 1
        self.hit("Control+a")
        self.type(words)
        self.hit("Tab")

    def choose(self, label: str, words: str) -> None:
        """Choose from a list the entry that begins with these words."""
        field = self._field(label)
        entry = field.locator("option").filter(has_text=words).first.inner_text()
        field.select_option(label=entry)
        self.clicks += 2

    def point(self, words: str, within: str) -> None:
        """Put the cursor on words."""
        self._click(self.page.locator(within).get_by_text(words).locator("visible=true"))

    def hit(self, key: str) -> None:
        """Press a key, or keys at once."""
        self.page.keyboard.press(key)
        self.keys += 1

    def type(self, words: str) -> None:
        """Type words, each letter a key; a line's end is Enter."""
        for number, line in enumerate(words.split("\n")):
            if number:
                self.hit("Enter")
            self.page.keyboard.insert_text(line)
            self.keys += len(line)

    def _field(self, label: str) -> Locator:
        """Return the field whose label is seen, and begins with these words."""
        shown = self.page.locator("label").filter(has_text=re.compile(rf"^{re.escape(label)}")).locator("visible=true")
        expect(shown.first).to_be_visible()
        return self.page.locator(f'[id="{shown.first.get_attribute("for")}"]')

    def _click(self, control: Locator) -> None:
        expect(control.first).to_be_visible()
        control.first.click()
        self.clicks += 1
