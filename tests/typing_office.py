"""An office of clerks who type at once into one server, each as the page's scripts do: pages, findings, saving.

Each has a document of her own. Whatever is shown must be of the text that was sent with it, never of an older one after
a newer; at the end the file has every key, and what is shown is what the file's text gives.
"""

from __future__ import annotations

import asyncio
import random
import re
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import aiohttp

from tests.conftest import copy_project
from tests.faces.web.clerk import Program

SAMPLE = "announcements/integrity-measures-2566.md"
SYLLABLES = "น้ำ ที่ กำ เปิด ผู้ ใส่ ไม้ ปี ทั้ง แปลง ยื่น สิ่ง พิมพ์ มา ประชาชน โปร่งใส อบต".split()
KEY_SECONDS = (0.1, 0.45)
"""Between two keys: two to ten a second, as clerks type."""
PAUSE_SECONDS = (1.1, 2.5)
REST_BEFORE_CHECK, REST_BEFORE_SAVE = 0.2, 1.0
"""As preview.js and saving.js have it."""


@dataclass
class Figures:
    """What a load was like: s of each preview, and from a key to its page; MiB in the end; counts."""

    previews: list[float] = field(default_factory=list)
    keys: list[float] = field(default_factory=list)
    saves: list[float] = field(default_factory=list)
    typed: int = 0
    memory: dict[str, float] = field(default_factory=dict)

    @property
    def row(self) -> str:
        """The figures as cells of a table: ms and MiB."""
        cells = [f"{self.typed}", f"{len(self.previews)}"]
        for times in (self.previews, self.keys, self.saves):
            cells += [f"{1000 * median(times):.0f}", f"{1000 * sorted(times)[int(0.95 * len(times))]:.0f}"]
        return " | ".join([*cells, f"{self.memory['first']:.0f}", f"{self.memory['last']:.0f}"])


class Clerk:
    """One clerk: her document, what she typed, what she is shown."""

    def __init__(self, number: int, root: Path, session: aiohttp.ClientSession, address: str, figures: Figures) -> None:
        self.id = f"announcements/clerk-{number}.md"
        self.path = root / "content" / self.id
        text = (root / "content" / SAMPLE).read_text(encoding="utf-8")
        self.path.write_text(re.sub(r"^subject: .*$", rf"\g<0> ฉบับที่ {number}", text, flags=re.M), encoding="utf-8")
        self.random = random.Random(number)
        self._session, self._address, self._figures = session, address, figures
        self.text = self.saved = self.digest = self.typed = ""
        self.sent = self.shown = self.begun = 0
        self.pages: list[str] = []
        self.busy = False
        self.waiting: str | None = None
        self.pressed: list[tuple[str, float]] = []
        self.rests: list[asyncio.Task[None]] = []
        self.running: asyncio.Task[None] | None = None
        self.saving = asyncio.Lock()

    async def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """Ask as a page of ours does."""
        own = {"Origin": self._address, "Sec-Fetch-Site": "same-origin", "X-Docgen": "1"}
        async with self._session.request(method, self._address + path, json=body, headers=own | headers) as answer:
            return answer.status, await answer.json()

    async def open(self) -> None:
        """Open the document, and see its pages."""
        status, opened = await self.ask("GET", f"/api/d/{self.id}")
        assert status == 200, opened
        self.text = self.saved = opened["text"]
        self.begun = len(self.text.rstrip("\n"))
        self.digest = opened["digest"]
        await self.show(self.text)

    async def type(self, seconds: float) -> None:
        """Type for a time: words, with a rest now and then."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for letter in self.random.choice(SYLLABLES):
                await asyncio.sleep(self.random.uniform(*KEY_SECONDS))
                self.press(letter)
            if self.random.random() < 0.08:
                await asyncio.sleep(self.random.uniform(*PAUSE_SECONDS))

    def press(self, letter: str) -> None:
        """Press a key at the end of the text: it is kept, shown, and saved after a rest."""
        self.typed += letter
        self.text = self.text.rstrip("\n") + letter + "\n"
        self._figures.typed += 1
        self.pressed.append((self.text, time.perf_counter()))
        for one in self.rests:
            one.cancel()
        self.rests = [asyncio.create_task(self._save_after_rest())]
        if self.busy:
            self.waiting = self.text
        else:
            self.busy = True
            self.running = asyncio.create_task(self._run(self.text))

    async def _run(self, text: str) -> None:
        while True:
            self.waiting = None
            await self.show(text)
            if self.waiting is None:
                break
            text = self.waiting
        self.busy = False
        self.rests.append(asyncio.create_task(self._check_after_rest(text)))

    async def show(self, text: str) -> None:
        """See the pages of a text: what comes must be of this text."""
        self.sent += 1
        seq, typed = self.sent, text.rstrip("\n")[self.begun :]
        body = {"id": self.id, "texts": {self.id: text}, "seq": seq, "tab": self.id, "ratio": 1, "known": self.pages}
        began = time.perf_counter()
        status, answer = await self.ask("POST", "/api/preview", body)
        ended = time.perf_counter()
        assert status == 200, answer
        assert answer["seq"] == seq
        if answer["stale"]:
            return
        assert seq > self.shown, "an older page after a newer one"
        assert answer["ok"], answer["findings"]
        words = "".join(re.sub(r"\s", "", one["text"]) for one in answer["lines"])
        assert typed[-200:] in words, "a page of another text"
        for page in answer["pages"]:
            picture = page.get("picture")
            if isinstance(picture, str) and picture.startswith("/") and page["digest"] not in self.pages:
                async with self._session.get(self._address + picture) as found:
                    assert found.status == 200
                    await found.read()
        self.shown, self.pages = seq, [one["digest"] for one in answer["pages"]]
        self._figures.previews.append(ended - began)
        while self.pressed and len(self.pressed[0][0]) <= len(text):
            self._figures.keys.append(ended - self.pressed.pop(0)[1])

    async def _check_after_rest(self, text: str) -> None:
        await asyncio.sleep(REST_BEFORE_CHECK)
        status, answer = await self.ask("POST", "/api/check", {"id": self.id, "texts": {self.id: text}})
        assert status == 200, answer

    async def _save_after_rest(self) -> None:
        await asyncio.sleep(REST_BEFORE_SAVE)
        await asyncio.shield(self.save())

    async def save(self) -> None:
        """Save what is not saved."""
        async with self.saving:
            while self.text != self.saved:
                text, began = self.text, time.perf_counter()
                status, answer = await self.ask("PUT", f"/api/d/{self.id}", {"text": text}, **{"If-Match": self.digest})
                assert status == 200, answer
                self.digest, self.saved = answer["digest"], text
                self._figures.saves.append(time.perf_counter() - began)

    async def leave(self) -> None:
        """Wait for the last page and the last saving; then nothing may be lost, and nothing shown may be old."""
        if self.running is not None:
            await self.running
        for one in self.rests:
            one.cancel()
            with suppress(asyncio.CancelledError):
                await one
        await self.save()
        content = self.path.read_text(encoding="utf-8")
        assert content == self.text
        assert content.rstrip("\n").endswith(self.typed)
        assert not self.pressed, "keys that were never shown"
        body = {"id": self.id, "texts": {}, "seq": 1, "tab": f"{self.id} anew", "ratio": 1, "known": []}
        _, answer = await self.ask("POST", "/api/preview", body)
        assert [one["digest"] for one in answer["pages"]] == self.pages, "what was shown last is not what stands there"


async def _work(root: Path, program: Program, clerks: int, seconds: float) -> Figures:
    figures = Figures()
    connector = aiohttp.TCPConnector(limit=0)
    jar = aiohttp.CookieJar(unsafe=True)  # an address without a name has cookies, too
    timeout = aiohttp.ClientTimeout(total=120)
    async with aiohttp.ClientSession(connector=connector, cookie_jar=jar, timeout=timeout) as session:
        async with session.get(program.start, allow_redirects=False) as answer:
            assert answer.status == 303
        office = [Clerk(number, root, session, program.address, figures) for number in range(1, clerks + 1)]
        for one in office:
            await one.open()
        figures.previews.clear()
        figures.memory["first"] = memory(program.process.pid)
        await asyncio.gather(*(one.type(seconds) for one in office))
        figures.memory["last"] = memory(program.process.pid)
        await asyncio.gather(*(one.leave() for one in office))
    return figures


def work(scratch: Path, clerks: int, seconds: float) -> Figures:
    """Let clerks type for a time into a server on a copy of the sample, and return what it was like.

    Raises AssertionError for a lost key, a stale page, a refused request.
    """
    root = copy_project(scratch / "project")
    shutil.rmtree(root / "content/reports")
    program = Program(root)
    try:
        return asyncio.run(_work(root, program, clerks, seconds))
    finally:
        program.close()


def memory(pid: int) -> float:
    """Return the MiB of a process and of all that it started, what they share counted once (PSS)."""
    parents: dict[int, int] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(status.parent.name)] = int(status.read_text().rpartition(")")[2].split()[1])
    ours = {pid}
    while more := {one for one, parent in parents.items() if parent in ours} - ours:
        ours |= more
    kib = 0
    for one in ours:
        with suppress(OSError, StopIteration):
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
            kib += int(next(line for line in lines if line.startswith("Pss:")).split()[1])
    return kib / 1024
