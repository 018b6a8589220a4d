"""Nothing typed is ever lost: a hundred random moments at which something is killed, cut, rewritten or closed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

from tests.faces.web.typist import Typist

CHROMIUM = shutil.which("chromium") or ""
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """What drives the browsers."""
    with sync_playwright() as made:
        yield made


@pytest.mark.parametrize("seed", range(4))
def test_no_key_is_lost_at_random_moments(playwright: Playwright, tmp_path: Path, seed: int) -> None:
    """Twenty-five moments: after each every key is in the editor, at the end in the file, which was never half."""
    clerk = Typist(playwright, CHROMIUM, tmp_path, seed)
    try:
        for number in range(25):
            clerk.moment(number)
        text = clerk.saved()
        assert [one for one in clerk.words if one not in text] == []
        assert clerk.lost == 0
    finally:
        clerk.close()
