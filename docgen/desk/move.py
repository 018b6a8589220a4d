"""`docgen issue --moved OLD NEW`: note that the content file of an issued document has another name now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from docgen.checks.project import checked_project
from docgen.desk.done import Done
from docgen.document.targets import chosen_targets, find_targets, project_path
from docgen.errors import Place, error
from docgen.folder.files import file_digest
from docgen.folder.locks import locked
from docgen.folder.there import is_there
from docgen.outside import harmless
from docgen.registry.entry import Entry
from docgen.registry.journal import (
    SIGNED_FOLDER,
    Event,
    add_events,
    known_keys,
    lock_of,
    project_journal,
    record,
    scan_rows,
)
from docgen.registry.register import Register, locked_register, write_register


def move(root: Path, old: str, new: str) -> Done[Entry]:
    """Give the entries of an issued document the name that its content file has now, and return the newest.

    Only a file with the very bytes that were issued is the same document. What was signed or scanned keeps its name:
    signed file and scan are filed by it. Raises DocgenError otherwise; nothing is written then.
    """
    checked_project(root)
    record(root)
    (target,) = chosen_targets(root, [str(root / project_path(root, new))], find_targets(root))[:1]
    before, shown = project_path(root, old), target.path.relative_to(root).as_posix()
    with locked_register(root) as register:
        entry = _same_document(root, register, before, shown)
        # The journal first: it then knows both names, and whoever was killed here finds the register behind it.
        with locked(lock_of(root)):
            events = project_journal(root)
            event = Event("", "moved", shown, entry.sha256, before)
            add_events(root, events, [] if event.key in known_keys(events) else [event])
        moved = (replace(one, path=shown) if one.path == before else one for one in register.entries)
        write_register(root, moved)
    return Done(replace(entry, path=shown))


def _same_document(root: Path, register: Register, before: str, shown: str) -> Entry:
    place = Place(shown, 1)
    entry, there = register.latest(before), register.latest(shown)
    if there is not None:
        message = f"ไฟล์นี้อยู่ในทะเบียนแล้วเป็น{there.named}"
        raise error("already-issued", place, message, "ไม่ต้องทำอะไรอีก")
    if entry is None:
        message = f"ทะเบียนไม่มีไฟล์ {harmless(before)}"
        raise error("not-issued", place, message, "พิมพ์ชื่อเดิมตามที่อยู่ในทะเบียน แล้วตามด้วยชื่อใหม่")
    if is_there(root / before):
        message = f"{harmless(before)} ยังอยู่ จึงเป็นการคัดลอก ไม่ใช่การเปลี่ยนชื่อ"
        raise error("issued-copy", place, message, "ลบไฟล์ใดไฟล์หนึ่ง หรือแก้ให้เป็นฉบับใหม่")
    if before.split("/")[1] != shown.split("/")[1]:
        raise error("wrong-move", place, f"{entry.named} ย้ายข้ามโฟลเดอร์ไม่ได้", f"ย้ายกลับไปเป็น {harmless(before)}")
    if file_digest(root / shown) != entry.sha256:
        message = f"เนื้อหาไม่เหมือน{entry.named} ที่ออกเลขไว้"
        raise error("wrong-move", place, message, 'คืนข้อความเดิมก่อน แก้ภายหลังด้วย docgen issue --correct "เหตุผล"')
    name = before.removeprefix("content/").removesuffix(".md")
    scanned = any(row[0] == f"{name}.pdf" for row in scan_rows(root))
    if scanned or is_there(root / SIGNED_FOLDER / f"{name}.pdf"):
        message = f"{entry.named} ลงนามหรือเก็บสแกนไว้ในชื่อเดิมแล้ว จึงเปลี่ยนชื่อไม่ได้"
        raise error("wrong-move", place, message, f"เปลี่ยนชื่อไฟล์กลับเป็น {harmless(before)}")
    return entry
