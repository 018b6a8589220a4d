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
from playwright.sync_api import Page

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
