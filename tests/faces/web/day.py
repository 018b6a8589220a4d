"""A clerk's hands: Thai keys as a keyboard sends them, files as an office has them, and each screen's acts by name."""

from __future__ import annotations

import io
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.conftest import ROOT, copy_project
from tests.faces.web.clerk import Program, barriers, opened
from tests.signing.authority import PASSWORD, Authority

PATIENCE = 60_000
SOFTHSM = Path("/usr/lib/softhsm/libsofthsm2.so")
# Kedmanee, as Windows and Debian have it: the codes of a keyboard's keys with what they type alone and with Shift.
_CODES = (
    [
        ("Backquote", "_", "%"),
        *(("Digit" + d, a, b) for d, a, b in zip("1234567890", "ๅ/-ภถุึคตจ", "+๑๒๓๔ู฿๕๖๗", strict=True)),
    ]
    + [("Minus", "ข", "๘"), ("Equal", "ช", "๙")]
    + [("Key" + d, a, b) for d, a, b in zip("QWERTYUIOP", "ๆไำพะัีรนย", '๐"ฎฑธํ๊ณฯญ', strict=True)]
    + [("BracketLeft", "บ", "ฐ"), ("BracketRight", "ล", ","), ("Backslash", "ฃ", "ฅ")]
    + [("Key" + d, a, b) for d, a, b in zip("ASDFGHJKL", "ฟหกดเ้่าส", "ฤฆฏโฌ็๋ษศ", strict=True)]
    + [("Semicolon", "ว", "ซ"), ("Quote", "ง", ".")]
    + [("Key" + d, a, b) for d, a, b in zip("ZXCVBNM", "ผปแอิืท", "()ฉฮฺ์?", strict=True)]
    + [("Comma", "ม", "ฒ"), ("Period", "ใ", "ฬ"), ("Slash", "ฝ", "ฦ")]
)
_KEYS = {letter: (code, shift) for code, *letters in _CODES for shift, letter in enumerate(letters)}
_KEYS |= {" ": ("Space", 0)}


def thai_keys(page: Page, words: str) -> None:
    """Type Thai as a keyboard with the Kedmanee layout does: each letter is a key down and up with its code."""
    session = page.context.new_cdp_session(page)
    for letter in words:
        if letter == "\n":
            page.keyboard.press("Enter")
            continue
        code, shift = _KEYS[letter]
        told = {"key": letter, "code": code, "modifiers": 8 * shift}
        session.send("Input.dispatchKeyEvent", {**told, "type": "keyDown", "text": letter, "unmodifiedText": letter})
        session.send("Input.dispatchKeyEvent", {**told, "type": "keyUp"})
    session.detach()


def thai_shortcut(page: Page, code: str, thai: str, *, modifiers: int) -> None:
    """Press a shortcut while the layout is Thai: the key is a Thai letter, its code that of the keyboard."""
    session = page.context.new_cdp_session(page)
    told = {"key": thai, "code": code, "modifiers": modifiers}
    session.send("Input.dispatchKeyEvent", {**told, "type": "rawKeyDown"})
    session.send("Input.dispatchKeyEvent", {**told, "type": "keyUp"})
    session.detach()


def new_office(root: Path) -> Path:
    """An office that begins: its list of items, an agency that is not theirs yet, no document at all."""
    made = copy_project(root, ROOT / "tests/fixtures/office/content")
    agency = made / "content/agency.yaml"
    agency.write_text(agency.read_text(encoding="utf-8").replace("    to: 30 กันยายน 2567\n", ""), encoding="utf-8")
    (made / "content/ita").mkdir()
    (made / "content/ita/2567.yaml").write_text(
        "kind: evidence-items\nfiscal_year: 2567\nitems:\n"
        "  - {item: O42, title: มาตรการ, document: announcement, due: 31 มีนาคม 2567}\n"
        "  - {item: O43, title: รายงานผล, document: report}\n",
        encoding="utf-8",
    )
    return made


def workbook(*rows: tuple[str, ...]) -> bytes:
    """A log of activities as Excel saves it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["มาตรการ", "รายละเอียดการดำเนินงาน", "เดือน", "ผลผลิต", "ผลลัพธ์", "หลักฐาน"])
    for row in rows:
        sheet.append(list(row))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def photograph() -> bytes:
    """A picture as a telephone takes it."""
    made = io.BytesIO()
    with Image.new("RGB", (1600, 1200), "lightblue") as picture:
        picture.save(made, "JPEG", dpi=(150, 150))
    return made.getvalue()


def scanned(pages: int = 1) -> bytes:
    """A scan of so many sheets, 200 dpi."""
    made = io.BytesIO()
    with Image.new("L", (1654, 2339), 255) as paper:
        paper.save(made, "PDF", resolution=200, save_all=True, append_images=[paper] * (pages - 1))
    return made.getvalue()


def sent(name: str, content: bytes) -> list[dict[str, Any]]:
    """A file as a file chooser hands it over."""
    return [{"name": name, "mimeType": "application/octet-stream", "buffer": content}]


class Clerk:
    """A clerk at a browser: goes to screens, presses what they see, and waits for what they wait for."""

    def __init__(self, page: Page, program: Program, root: Path) -> None:
        self.page, self.program, self.root = page, program, root
        self._looked_at: set[str] = set()
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)

    def go(self, address: str) -> None:
        """Open a screen."""
        opened(self.page, self.program.address + address)

    def at(self, screen: str) -> None:
        """Wait for a screen that something led to."""
        self.page.wait_for_selector(f"main[data-screen={screen}][data-ready]")

    def press(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> None:
        """Press a button by its words."""
        (within or self.page).get_by_role("button", name=name).first.click()

    def sees(self, words: str | re.Pattern[str]) -> None:
        """Wait until words are on the screen."""
        expect(self.page.get_by_text(words).first).to_be_visible()

    def dialog(self) -> Locator:
        """The dialog that is open; nobody is kept out of one of its title."""
        found = self.page.get_by_role("dialog")
        expect(found).to_be_visible()
        title = found.get_by_role("heading").first.inner_text()
        if title not in self._looked_at:
            self._looked_at.add(title)
            assert barriers(self.page) == []
        return found

    def answers(self, act: str, words: str = "") -> None:
        """Fill in what a dialog asks, tick that it was read, and press the act."""
        dialog = self.dialog()
        if words:
            dialog.get_by_role("textbox").fill(words)
        for box in dialog.get_by_role("checkbox").all():
            box.check()
        dialog.get_by_role("button", name=act).click()
        expect(dialog).to_have_count(0)

    def editor(self) -> str:
        """What stands in the editor."""
        return str(self.page.evaluate("window.docgen.editor.text()"))

    def writes(self, words: str) -> None:
        """Type over the body of the text, key by key, and wait until it is saved."""
        self.page.locator(".cm-content").click()
        at = self.editor().index("\n---\n", 4) + 5
        self.page.evaluate(
            "([to]) => window.docgen.editor.setText(window.docgen.editor.text().slice(0, to) + '\\n')", [at]
        )
        self.page.keyboard.press("Control+End")
        thai_keys(self.page, words)
        expect(self.page.locator(".saved-state")).to_have_text("บันทึกแล้ว")

    def sets(self, label: str, value: str) -> None:
        """Fill in a field of a form and leave it."""
        field = self.page.get_by_label(label, exact=True).first
        field.fill(value)
        field.press("Tab")

    def job(self, title: str) -> None:
        """Wait until long work ended well."""
        expect(self.page.get_by_role("heading", name=title)).to_contain_text("เสร็จแล้ว", timeout=120_000)

    def signs(self, address: str, officer: str, key: bytes) -> None:
        """Build where that is asked for, and sign with a key file."""
        self.go(address)
        if self.page.get_by_role("button", name="สร้าง PDF", exact=True).count():
            self.press("สร้าง PDF")
            expect(self.page.get_by_text("PDF ยังไม่ได้สร้างจากข้อความล่าสุด")).to_have_count(0)
        self.page.get_by_label("ผู้ลงนาม", exact=True).select_option(officer)
        self.page.get_by_label("ไฟล์กุญแจ", exact=True).set_input_files(sent("กุญแจ.p12", key))
        self.page.get_by_label("รหัสผ่านของกุญแจ").fill(PASSWORD.decode())
        self.press(re.compile("^ลงนาม$"))
        self.sees("ลงนามแล้ว")
        expect(self.page.locator(".page img").first).to_be_visible()


def soft_token(folder: Path, authority: Authority, officer: str) -> dict[str, str]:
    """A token made of software (SoftHSM) with an officer's key; the environment in which it is plugged in."""
    import sys

    (folder / "tokens").mkdir()
    (folder / "softhsm.conf").write_text(f"directories.tokendir = {folder}/tokens\n")
    plugged = {"SOFTHSM2_CONF": str(folder / "softhsm.conf")}
    key = authority.officer(officer)[0]
    # In a process of its own: the library reads its settings once.
    script = f"""
import subprocess, pkcs11
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from pkcs11.util.ec import decode_ec_private_key
from pkcs11.util.x509 import decode_x509_certificate
run = ["softhsm2-util", "--init-token", "--free", "--label", "office", "--so-pin", "123456", "--pin", "1234"]
subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
with pkcs11.lib({str(SOFTHSM)!r}).get_token(token_label="office").open(rw=True, user_pin="1234") as session:
    key, certificate, _ = pkcs12.load_key_and_certificates(open({str(key)!r}, "rb").read(), {PASSWORD!r})
    der = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    named = {{pkcs11.Attribute.ID: b"1", pkcs11.Attribute.TOKEN: True}}
    session.create_object({{**decode_ec_private_key(der), **named, pkcs11.Attribute.SIGN: True}})
    session.create_object({{**decode_x509_certificate(certificate.public_bytes(Encoding.DER)), **named}})
"""
    subprocess.run([sys.executable, "-c", script], check=True, env={**os.environ, **plugged})
    return plugged
