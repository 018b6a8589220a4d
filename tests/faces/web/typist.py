"""A clerk who types Thai by real keys into the page of a real server, while things go wrong around her."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright

from docgen.desk.save import EDITING_LOCK
from docgen.folder.locks import locked
from tests.conftest import copy_project
from tests.faces.web.clerk import Program

ID = "announcements/typed.md"
END = "จบเอกสารนี้\n"
HEAD = """---
kind: announcement
subject: การทดลองพิมพ์
date: 11 มกราคม 2565
signatory: นายวันชัย ประชุมชน
---

ข้อความต้นฉบับที่มีอยู่ก่อน

ที่พิมพ์ """
# Where the letters lie on a Thai keyboard (Kedmanee).
KEYS = dict(
    zip(
        "ฟหกดเ้่าสวงผปแอิืทมใฝๆไำพะัีรนยบล",
        "KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period"
        " Slash KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight".split(),
        strict=True,
    )
) | {" ": "Space"}
SYLLABLES = "น้ำ ที่ กำ เปิด ผ้า ใส่ ไม้ ปี ทั้ง แปลง ยื่น สิ่ง พิมพ มา".split()
FRONT = HEAD.partition("ข้อความต้นฉบับ")[0]
_DIGITS = "กดสวงผปอทม"


def word(number: int, random_: random.Random) -> str:
    """Return what is typed at a moment: Thai syllables behind a number in letters, so that no two are alike."""
    serial = "".join(_DIGITS[int(one)] for one in f"{number:02}")
    return f" ฟ{serial}ห{''.join(random_.choices(SYLLABLES, k=random_.randint(1, 3)))}ๆ"


class Watch:
    """Reads a file again and again: what stands there is never half of anything."""

    def __init__(self, path: Path) -> None:
        self.path, self.wrong, self.seen = path, "", 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._ended.wait(0.004):
            content = self.path.read_text(encoding="utf-8")
            self.seen += 1
            if not (content.startswith(FRONT) and content.endswith(END)):
                self.wrong = content

    def close(self) -> None:
        """Stop, and fail if half a file was ever seen."""
        self._ended.set()
        self._thread.join(10)
        assert self.wrong == ""
        assert self.seen


class Typist:
    """A clerk at a browser with a profile of its own, and the program beside it."""

    def __init__(self, playwright: Playwright, chromium: str, scratch: Path, seed: int) -> None:
        self._playwright, self._chromium, self._profile = playwright, chromium, scratch / "profile"
        self.random = random.Random(seed)
        self.root = copy_project(scratch / "project")
        for path in (self.root / "content").iterdir():
            if path.name in ("announcements", "reports", "ita"):
                for one in sorted(path.rglob("*"), reverse=True):
                    one.unlink() if one.is_file() else one.rmdir()
        self.path = self.root / "content" / ID
        self.path.write_text(f"{HEAD}\n\n{END}", encoding="utf-8")
        self.program = Program(self.root)
        self.words: list[str] = []
        self.now = ""
        self.rewritten = self.asked = self.lost = 0
        self.browse()
        assert self.context.request.get(self.program.start, max_redirects=0).status == 303
        self.watch = Watch(self.path)
        self.open()

    # The browser and the page

    def browse(self) -> None:
        """Start the browser on its profile."""
        self.context: BrowserContext = self._playwright.chromium.launch_persistent_context(
            str(self._profile),
            executable_path=self._chromium,
            args=["--no-sandbox", "--disable-gpu"],
            viewport={"width": 1280, "height": 720},
        )
        self.context.set_default_timeout(60_000)
        self.page: Page = self.context.pages[0]

    def open(self) -> None:
        """Open the document, and answer what is asked; the cursor is where the typing goes on."""
        with suppress(Exception):
            self.page.goto(f"{self.program.address}/d/{ID}", wait_until="commit")
        self.page.wait_for_selector("main[data-ready], dialog[open]")
        self.answer()
        self.page.wait_for_selector("main[data-ready]")
        self.ready()

    def ready(self) -> None:
        """Wait until the page lets one write."""
        self.page.wait_for_function("() => window.docgen && !docgen.editor.view.state.readOnly")
        self._cdp = self.context.new_cdp_session(self.page)
        self.place()

    def place(self) -> None:
        """Put the cursor behind what was typed last."""
        self.page.evaluate(
            """end => {
                const text = docgen.editor.text();
                const at = text.lastIndexOf("\\n\\n" + end.trim());
                const line = text.slice(0, at).split("\\n").length;
                docgen.editor.select(line, 1e6);
            }""",
            END,
        )

    def answer(self) -> None:
        """Answer the questions that stand on the screen: never so that what was typed is given up."""
        while (shown := self.page.locator("dialog[open]")).count():
            mine = shown.get_by_role("button", name="ใช้ที่พิมพ์ไว้")
            if not mine.count():
                self.asked += 1
                assert self.asked <= self.rewritten, "a conflict although nobody else wrote"
                keeps_both = self.random.random() < 0.3
                mine = shown.get_by_role("button", name="เก็บทั้งสอง" if keeps_both else "ใช้ที่พิมพ์ในหน้านี้")
            mine.click()
            self.page.wait_for_timeout(30)

    @property
    def text(self) -> str:
        """What stands in the editor."""
        return str(self.page.evaluate("docgen.editor.text()"))

    # Typing

    def press(self, letter: str) -> None:
        """Press the key of a letter; a question that came in between is answered, and the key pressed again."""
        for _ in range(20):
            before = self.page.evaluate("docgen.editor.text().length")
            key = {"key": letter, "code": KEYS[letter]}
            self._cdp.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": letter, **key})
            self._cdp.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
            if self.page.evaluate("docgen.editor.text().length") != before:
                self.now += letter
                return
            assert self.page.locator("dialog[open]").count(), f"a key that the editor did not take: {letter}"
            self.answer()
            self.place()
        raise AssertionError("the questions do not end")

    def type(self, letters: str) -> None:
        """Press keys as fast as somebody types, or faster."""
        for letter in letters:
            self.press(letter)
            time.sleep(self.random.choice((0, 0, 0.005, 0.02)))

    def save_key(self) -> None:
        """Press Ctrl+S, so that what comes next falls into the saving."""
        key: dict[str, Any] = {"key": "s", "code": "KeyS", "modifiers": 2, "windowsVirtualKeyCode": 83}
        self._cdp.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **key})
        self._cdp.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
        time.sleep(self.random.choice((0, 0.002, 0.005, 0.01, 0.03)))

    # What goes wrong

    def server_killed(self, rest: str) -> None:
        """The server's process ends as by a crash; typing goes on; it is started again on its port."""
        self.program.kill()
        self.type(rest)
        self.program = Program(self.root, self.program.port)
        assert self.context.request.get(self.program.start, max_redirects=0).status == 303

    def browser_killed(self, rest: str) -> None:
        """The browser's processes end as by a crash; what it had kept until then comes back."""
        cookies = self.context.cookies()
        kept = str(self.page.evaluate("docgen.saver.keptText ?? ''"))
        kill_browser(self._profile)
        with suppress(Exception):
            self.context.close()
        self.browse()
        self.context.add_cookies(cookies)  # type: ignore[arg-type]
        self.open()
        there = self._most_of_now(self.text)
        assert there >= self._most_of_now(kept), "what was called kept is gone"
        self.lost += len(self.now) - there
        self.now = self.now[:there]
        self.type(rest)

    def _most_of_now(self, text: str) -> int:
        return next(size for size in range(len(self.now), -1, -1) if self.now[:size] in text)

    def cut_off(self, rest: str) -> None:
        """The connection is cut, or the server answers nothing, for a while."""
        is_cut = self.random.random() < 0.7
        if is_cut:
            self.context.set_offline(True)
        else:
            self.program.process.send_signal(signal.SIGSTOP)
        self.type(rest)
        time.sleep(self.random.uniform(0, 0.2))
        if is_cut:
            self.context.set_offline(False)
        else:
            self.program.process.send_signal(signal.SIGCONT)

    def pen_taken(self, rest: str) -> None:
        """A second tab opens the document and takes the pen, perhaps while the first one saves."""
        first, self.page = self.page, self.context.new_page()
        self.page.goto(f"{self.program.address}/d/{ID}")
        self.page.wait_for_selector("main[data-ready]")
        self.page.wait_for_function("now => docgen.editor.text().includes(now)", arg=self.now)
        if self.random.random() < 0.5:
            self.save_key()
        self.page.get_by_role("button", name="เขียนในแท็บนี้แทน").click()
        self.ready()
        self.type(rest)
        first.close()

    def rewritten_by_another(self, rest: str) -> None:
        """Another program writes the file, as git does; the page is not asked."""
        self.rewritten += 1
        other = self.path.with_suffix(".other")
        line = f"\nโปรแกรมอื่น {self.rewritten}\n\nที่พิมพ์ "
        # Under the lock: a program that reads before a save and writes after it takes that away from the file itself.
        with locked(self.root / EDITING_LOCK):
            before = self.path.read_text(encoding="utf-8")
            other.write_text(before.replace("\nที่พิมพ์ ", line, 1), encoding="utf-8")
            other.replace(self.path)
        self.type(rest)

    def reloaded(self, rest: str) -> None:
        """The page is loaded again, or closed and opened in a new tab."""
        if self.random.random() < 0.5:
            self.page.reload(wait_until="commit")
        else:
            old, self.page = self.page, self.context.new_page()
            old.close()
        self.open()
        self.type(rest)

    def moment(self, number: int) -> None:
        """Type a word; at a random moment something goes wrong; all that was typed so far is in the editor."""
        typed = word(number, self.random)
        act = self.random.choices(ACTS, WEIGHTS)[0]
        at = self.random.randint(1, len(typed))
        self.now = ""
        self.answer()
        self.place()
        self.type(typed[:at])
        if (chance := self.random.random()) < 0.4:
            self.save_key()
        elif chance > 0.93:
            time.sleep(self.random.uniform(0.98, 1.04))  # it saves by itself about now
        getattr(self, act)(typed[at:])
        self.words.append(self.now)
        self.answer()
        text = self.text
        assert [one for one in self.words if one not in text] == [], f"{number} {act}"

    def saved(self) -> str:
        """Wait until all is saved, and return what is in the file."""
        for _ in range(300):
            self.answer()
            if self.page.evaluate("docgen.saver.state === 'saved' && docgen.saver.isSaved"):
                return self.path.read_text(encoding="utf-8")
            self.page.wait_for_timeout(100)
        raise AssertionError(self.page.locator(".saved-state").inner_text())

    def close(self) -> None:
        """Go home."""
        self.context.close()
        self.program.close()
        self.watch.close()


ACTS = ("server_killed", "browser_killed", "cut_off", "rewritten_by_another", "reloaded", "pen_taken")
WEIGHTS = (15, 10, 25, 20, 20, 10)


def kill_browser(profile: Path) -> None:
    """End the browser of a profile as a crash does: its own process, and those that it started."""
    for process in processes_with(f"--user-data-dir={profile}"):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def processes_with(argument: str) -> Iterator[int]:
    """Yield the processes that were started with an argument."""
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if argument.encode() in line.read_bytes().split(b"\0"):
                yield int(line.parent.name)
