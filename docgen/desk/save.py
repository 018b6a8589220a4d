"""Open a content file as text, and save it: only over what its writer has seen, and whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import hashlib
from dataclasses import dataclass
from pathlib import Path

from docgen.desk.done import Done
from docgen.errors import DocgenError, Finding, Place, Severity, error
from docgen.folder.atomic import is_read_only, write_files, write_new_file
from docgen.folder.bugs import told_of
from docgen.folder.encoding import decode_text
from docgen.folder.files import MAX_TEXT_BYTES
from docgen.folder.locks import locked
from docgen.folder.regular import read_file
from docgen.folder.there import is_there
from docgen.folder.typed_text import bytes_of, encoding_of, lines_joined
from docgen.reasons import reason
from docgen.registry.register import Entry, read_register

EDITING_LOCK = "content/.editing.lock"
CHANGED = "changed-on-disk"
LOCKED = "issued-locked"


@dataclass(frozen=True, slots=True)
class OpenedText:
    """A content file as text, its lines ended by "\\n"; `digest` is the SHA-256 of its bytes on the disk.

    `entry` is what the register says of it, `is_locked`: it is as it was issued.
    """

    name: str
    text: str
    digest: str
    encoding: str
    is_read_only: bool
    is_locked: bool
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved: its name, and its digest from now on."""

    name: str
    digest: str


def open_text(root: Path, name: str) -> Done[OpenedText]:
    """Return a content file, by its project path. Raises DocgenError for what is missing, too large or no text."""
    content = read_file(root / name, name, MAX_TEXT_BYTES)
    digest = hashlib.sha256(content).hexdigest()
    entry = _entry(root, name)
    text = lines_joined(decode_text(content, name))
    is_locked = entry is not None and entry.sha256 == digest
    made = OpenedText(name, text, digest, encoding_of(content), is_read_only(root / name), is_locked, entry)
    return Done(made)


def save(root: Path, name: str, text: str, digest: str, *, correcting: bool = False) -> Done[Saved]:
    """Write a text over the file that has the digest ("" for one that is not there yet), and return the new digest.

    Encoding and ends of lines stay as they are. `correcting`: what is issued is to be changed and issued again.
    Raises DocgenError: another wrote it meanwhile (`changed-on-disk`), it is as it was issued (`issued-locked`) or
    read-only, half a character, too much text; nothing is written then.
    """
    place, path = Place(name), root / name
    with locked(root / EDITING_LOCK):
        is_old = is_there(path)
        before = read_file(path, name, MAX_TEXT_BYTES) if is_old else b""
        if digest != (hashlib.sha256(before).hexdigest() if is_old else ""):
            message = "ไฟล์นี้ถูกแก้จากที่อื่นหลังจากเปิดไว้ จึงยังไม่บันทึกทับ"
            raise error(CHANGED, place, message, "เลือกว่าจะเก็บของตน ของที่อยู่ในไฟล์ หรือดูเทียบกัน")
        try:
            content, encoding = bytes_of(text, before, name)
        except UnicodeEncodeError:
            raise error("half-character", place, "ข้อความมีอักขระที่ไม่ครบ", "ลบอักขระนั้นแล้วพิมพ์ใหม่") from None
        if len(content) > MAX_TEXT_BYTES:
            message = f"ข้อความยาวเกินกำหนด ({len(content) / 1e6:.1f} ล้านไบต์ รับได้ไม่เกิน {MAX_TEXT_BYTES / 1e6:.1f})"
            raise error("file-too-large", place, message, "แบ่งเป็นหลายไฟล์")
        if content != before or not digest:
            _refuse_locked(root, name, before, correcting=correcting)
            _write(path, name, content, is_new=not digest)
    made = Saved(name, hashlib.sha256(content).hexdigest())
    if digest and before and encoding != encoding_of(before):
        message = "บันทึกเป็น UTF-8 เพราะข้อความใหม่มีอักขระที่ Windows-874 เก็บไม่ได้"
        return Done(made, (Finding("encoding-changed", place, message, "", Severity.HINT),))
    return Done(made)


def _write(path: Path, name: str, content: bytes, *, is_new: bool) -> None:
    """Write a text that was typed: its typist is told of it once a power cut can't take it away. Raises DocgenError."""
    try:
        if is_new:
            write_new_file(path, content, lasting=True)
        else:
            write_files({path: content}, lasting=True)
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, errno.EDQUOT):
            hint = "ลบหรือย้ายไฟล์ที่ไม่ใช้ในดิสก์นี้ ไฟล์เดิมยังอยู่ครบ"
            raise error("disk-full", Place(name), f"ดิสก์เต็ม จึงยังไม่ได้บันทึก ({reason(problem)})", hint) from None
        raise DocgenError(told_of(problem, Place(name))) from None


def _refuse_locked(root: Path, name: str, before: bytes, *, correcting: bool) -> None:
    """Raise DocgenError for a file that nobody may write just so."""
    if not before:
        return
    entry = _entry(root, name)
    if entry is not None and entry.sha256 == hashlib.sha256(before).hexdigest() and not correcting:
        message = f"ออกเป็น{entry.named} แล้ว เนื้อหาจึงถูกล็อก"
        raise error(LOCKED, Place(name), message, "กดออกฉบับแก้ไขก่อนแก้ข้อความ หรือเริ่มเป็นฉบับใหม่")
    if is_read_only(root / name):
        raise error("read-only", Place(name), "ไฟล์นี้ตั้งไว้ให้อ่านอย่างเดียว", "ให้ผู้ดูแลเครื่องเปิดสิทธิ์เขียนก่อน")


def _entry(root: Path, name: str) -> Entry | None:
    """Return what the register says of a file; a broken register is told elsewhere, and keeps nobody from writing."""
    with contextlib.suppress(DocgenError):
        return read_register(root).latest(name)
    return None
