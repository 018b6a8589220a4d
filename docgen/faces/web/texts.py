"""What the server does by itself with a content file: open it, look whether it changed, tell when it did."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from docgen.desk.save import CHANGED, OpenedText, open_text
from docgen.errors import Place, error
from docgen.faces.web.answers import CONTENT, plain
from docgen.faces.web.jobs import Jobs
from docgen.folder.files import file_digest
from docgen.folder.there import states_of
from docgen.kinds.table import KINDS

_PAUSE = 1.0


def opened_json(opened: OpenedText) -> dict[str, Any]:
    """Return a content file for a page."""
    entry = opened.entry
    kind = KINDS.of_path(opened.name)
    return {
        "id": opened.name.removeprefix(CONTENT),
        "path": opened.name,
        "kind": kind.name if kind else None,
        "kind_name": kind.thai if kind else "",
        "is_issued_kind": bool(kind and kind.is_issued),
        "is_signed_kind": bool(kind and kind.is_signed),
        "text": opened.text,
        "digest": opened.digest,
        "encoding": opened.encoding,
        "read_only": opened.is_read_only,
        "locked": opened.is_locked,
        "entry": {**plain(entry), "named": entry.named, "shown_number": entry.shown_number} if entry else None,
    }


def refuse_changed(root: Path, name: str, digest: str) -> None:
    """Raise DocgenError for a file that is no longer what the asker saw."""
    if open_text(root, name).value.digest != digest:
        message = "ไฟล์นี้ถูกแก้จากที่อื่นหลังจากเปิดไว้ จึงยังไม่ทำ"
        raise error(CHANGED, Place(name), message, "เปิดข้อความล่าสุดดูก่อน แล้วทำรายการอีกครั้ง")


async def watch(root: Path, jobs: Jobs) -> None:
    """Tell every stream of content files that changed on the disk, whoever changed them; ends when it is cancelled."""
    before: dict[str, tuple[int, int]] | None = None
    while True:
        now = await asyncio.to_thread(_states, root)
        if before is not None:
            for name in sorted(now.keys() | before.keys()):
                if now.get(name) != before.get(name):
                    digest = await asyncio.to_thread(disk_digest, root / CONTENT / name)
                    jobs.tell("changed", {"id": name, "digest": digest})
        before = now
        await asyncio.sleep(_PAUSE)


def _states(root: Path) -> dict[str, tuple[int, int]]:
    """Return time and size of the files that clerks edit, by id."""
    found: dict[str, tuple[int, int]] = {}
    folders = {kind.folder: "**/*" for kind in KINDS.values()} | {"ita": "*.yaml", ".": "*.yaml"}
    for folder, pattern in folders.items():
        for path, state in states_of(root / CONTENT / folder, pattern).items():
            if path.suffix in (".md", ".yaml", ".csv", ".xlsx") and not path.name.startswith("."):
                found[path.relative_to(root / CONTENT).as_posix()] = state
    return found


def disk_digest(path: Path) -> str:
    """Return the SHA-256 of a file, "" where there is none that can be read."""
    try:
        return file_digest(path)
    except OSError:
        return ""
