"""Names that files of content may have: those that every system holds, Windows and archives among them.

A name that is refused when a document is begun costs a moment; one that is found out in an archive costs the archive.
Sources: Microsoft, "Naming Files, Paths, and Namespaces"; Unicode Standard Annex #15 (normalization).
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from docgen.outside import harmless
from docgen.thai.characters import normalize

MOST_BYTES = 220
"""Of 255 that Linux holds: endings and the names of temporary files are added."""

_NEVER = {"Cc": "อักขระควบคุม", "Cf": "อักขระที่มองไม่เห็น", "Zl": "ตัวแบ่งบรรทัด", "Zp": "ตัวแบ่งบรรทัด"}
_UNKNOWN = {"Co": "อักขระเฉพาะเครื่อง", "Cn": "อักขระที่ไม่มีในมาตรฐาน"}
_WINDOWS = '\\/:*?"<>|'
_DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"
}


def odd_name(name: str) -> str:
    """Return in Thai why a file or folder of content can't have this name, "" if it can.

    >>> odd_name("ประกาศ-๑.md"), odd_name("a.b.md")
    ('', '')
    >>> odd_name("con.md")
    'Windows ใช้ชื่อ con กับอุปกรณ์'
    """
    if any("\ud800" <= one <= "\udfff" for one in name):
        return "ชื่อไม่ได้เข้ารหัสเป็น UTF-8"
    for one in name:
        kind = (_NEVER | _UNKNOWN).get(unicodedata.category(one))
        if kind:
            return f"มี{kind} (U+{ord(one):04X})"
        if one in _WINDOWS:
            return f"Windows ไม่รับเครื่องหมาย {one}"
    stem = name.split(".")[0].strip().lower()
    if stem in _DEVICES:
        return f"Windows ใช้ชื่อ {stem} กับอุปกรณ์"
    if not stem:
        return "ชื่อขึ้นต้นด้วยจุด ซึ่งหลายระบบซ่อนไว้" if name.strip(". ") else "ชื่อว่างเปล่า"
    whole = Path(name).stem if Path(name).suffix else name
    if name != name.strip() or whole != whole.strip() or whole.endswith(".") or name.endswith("."):
        return "ชื่อขึ้นต้นหรือลงท้ายด้วยช่องว่างหรือจุด"
    size = len(name.encode())
    if size > MOST_BYTES:
        return f"ชื่อยาวเกินไป ({size} ไบต์ รับได้ไม่เกิน {MOST_BYTES} คือราว {MOST_BYTES // 3} ตัวอักษรไทย)"
    return ""


def same_to_the_eye(name: str) -> str:
    """Return what names share that a person, or a system that tells no case, takes for one."""
    return unicodedata.normalize("NFC", normalize(unicodedata.normalize("NFC", name))).casefold()


def shown_path(path: Path, root: Path) -> str:
    """Return a path as messages show it: relative to the project, with slashes, on one line, nothing hidden in it.

    What is no UTF-8 is shown by its bytes. A path that no message needs to clean is returned as it is: it is a key.
    """
    shown, ground = path.as_posix(), f"{root.as_posix()}/"
    if shown.startswith(ground):
        shown = shown.removeprefix(ground)
    else:
        try:
            shown = path.relative_to(root).as_posix()
        except ValueError:
            shown = path.name
    shown = shown.encode("utf-8", "backslashreplace").decode()
    if shown.isprintable():
        return shown
    return harmless(shown, len(shown)) if any(unicodedata.category(one) in _NEVER for one in shown) else shown
