"""Of what one tab asks while pages are being set the newest is answered; no other tab waits in vain for it."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.faces.web.conftest import Browser

REPORT = "reports/2566/report.yaml"
WILL = "announcements/integrity-will-2565.md"


def test_answers_never_go_back_to_an_older_text(page: Browser) -> None:
    """Eight texts of a tab that overtake each other on as many connections: each answer with pages is newer than the
    one before it, the last is the newest, and those in between are told to be stale."""
    text = page.get(f"/api/d/{REPORT}").json["text"]
    told: list[tuple[int, bool]] = []
    lock = threading.Lock()

    def ask(seq: int) -> None:
        time.sleep(0.004 * seq)
        asked = {"id": REPORT, "texts": {REPORT: text + f"\n# {seq}\n"}, "seq": seq, "tab": "overtaking", "ratio": 1}
        heard: dict[str, Any] = page.post("/api/preview", asked).json
        with lock:
            told.append((heard["seq"], heard["stale"]))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(1, 9)))
    shown = [seq for seq, is_stale in told if not is_stale]
    assert shown == sorted(shown)
    assert shown[-1] == 8
    assert len(shown) < 8
    assert {seq for seq, _ in told} == set(range(1, 9))


def test_two_tabs_do_not_answer_for_each_other(page: Browser) -> None:
    """Each has its own count of texts, and its own of what it has been sent."""
    text = page.get(f"/api/d/{WILL}").json["text"]
    asked = {"id": WILL, "texts": {WILL: text}, "ratio": 1}
    first = page.post("/api/preview", {**asked, "seq": 9, "tab": "one"}).json
    second = page.post("/api/preview", {**asked, "seq": 1, "tab": "two"}).json
    assert not first["stale"]
    assert not second["stale"]
    assert all("picture" in band for one in second["pages"] for band in one["bands"])
    known = [one["digest"] for one in first["pages"]]
    again = page.post("/api/preview", {**asked, "seq": 10, "tab": "one", "known": known}).json
    assert not any("picture" in band for one in again["pages"] for band in one["bands"])
    assert [one["digest"] for one in again["pages"]] == known
