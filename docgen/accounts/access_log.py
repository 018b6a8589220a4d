"""The log of comings and goings, `.docgen/access.jsonl`: who came in, whose account was changed, and by whom.

What is done with documents stands in the project's journal, with the person; this stays on the machine.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from docgen.accounts.account import FOLDER
from docgen.errors import DocgenError
from docgen.folder.locks import locked
from docgen.folder.private import append_private, private_folder, read_private, state_of
from docgen.folder.staging import put_in_place
from docgen.folder.there import is_there

LOG_FILE = ".docgen/access.jsonl"
EARLIER_FILE = ".docgen/access-earlier.jsonl"
_LOCK = ".docgen/.access.lock"
ACCESS_EVENTS = {
    "added": "เพิ่มบัญชี",
    "removed": "ลบบัญชี",
    "password": "เปลี่ยนรหัสผ่าน",
    "roles": "เปลี่ยนหน้าที่",
    "in": "เข้าระบบ",
    "out": "ออกจากระบบ",
    "refused": "เข้าระบบไม่สำเร็จ",
}
_MAX_BYTES = 5_000_000
"""Of one file: some 30,000 events, years of an office. Then it becomes the earlier one, of which there is one."""


@dataclass(frozen=True, slots=True)
class AccessEvent:
    """What happened: when (ISO 8601, UTC), what, to whose account, who did it or from where, a remark."""

    at: str
    event: str
    name: str
    by: str = ""
    remark: str = ""


def note_access(root: Path, event: str, name: str, by: str = "", remark: str = "") -> None:
    """Take down what happened. Raises DocgenError, OSError."""
    now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    line = json.dumps(asdict(AccessEvent(now, event, name, by, remark)), ensure_ascii=False, sort_keys=True)
    private_folder(root / FOLDER)
    with locked(root / _LOCK, wait_seconds=10):
        state = state_of(root / LOG_FILE)
        if state is not None and state[1] > _MAX_BYTES:
            put_in_place(root / LOG_FILE, root / EARLIER_FILE)
        append_private(root / LOG_FILE, line.encode() + b"\n")


def access_events(root: Path) -> list[AccessEvent]:
    """Return what happened, the oldest first; a line that a killed process left half written is left out.

    Raises DocgenError where the file can't be read.
    """
    path = root / LOG_FILE
    if not is_there(path):
        return []
    found = []
    for line in read_private(path, LOG_FILE, 2 * _MAX_BYTES).splitlines():
        try:
            told = json.loads(line)
            found.append(AccessEvent(*(str(told[key]) for key in ("at", "event", "name", "by", "remark"))))
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
    return [one for one in found if one.event in ACCESS_EVENTS]


def account_changes(root: Path, most: int = 100) -> list[AccessEvent]:
    """Return the newest changes of accounts, the newest first; none where the log can't be read."""
    try:
        found = access_events(root)
    except DocgenError:
        return []
    changes = ("added", "removed", "password", "roles")
    return [one for one in reversed(found) if one.event in changes][:most]
