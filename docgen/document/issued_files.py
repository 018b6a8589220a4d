"""The content files that the register knows: whether each is where it was issued, and whether it is there twice.

The register knows what was issued by its SHA-256, so a file that was given another name is found again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from docgen.errors import DocgenError, Finding, Place, Severity
from docgen.folder.folder import Folder, as_folder
from docgen.kinds.table import KINDS
from docgen.outside import harmless
from docgen.registry.entry import Entry
from docgen.registry.register import Register
from docgen.registry.vouching import looked_at


def register_findings(root: Path) -> list[Finding]:
    """Return all that is amiss with the register: by itself, beside the journal, and with the files that it names."""
    try:
        register, found = looked_at(root)
    except DocgenError as problem:
        return list(problem.findings)
    return [*found, *files_amiss(root, register)]


def files_amiss(given: Path | Folder, register: Register) -> list[Finding]:
    """Return a finding for each issued content file that is gone, has another name, or is there twice."""
    latest = {entry.path: entry for entry in register.entries}
    if not latest:
        return []
    by_digest: dict[str, list[str]] = {}
    for path, sha256 in _contents(as_folder(given)):
        by_digest.setdefault(sha256, []).append(path)
    found: list[Finding] = []
    for entry in latest.values():
        strangers = [path for path in by_digest.get(entry.sha256, ()) if path not in latest]
        if not as_folder(given).is_file(entry.path):
            found.append(_moved(entry, strangers[0]) if strangers else _missing(entry))
            strangers = strangers[1:]
        found += [_copy(entry, path) for path in strangers]
    return found


def refuse_moved(given: Path | Folder, register: Register, path: str, sha256: str) -> None:
    """Raise DocgenError for a content file that was issued under another name, which is there no more."""
    if (entry := issued_elsewhere(register, path, sha256)) and not as_folder(given).is_file(entry.path):
        raise DocgenError([_moved(entry, path)])


def issued_elsewhere(register: Register, path: str, sha256: str) -> Entry | None:
    """Return the entry of what was issued with the same bytes under another name, if this name was never issued."""
    if register.latest(path) is not None:
        return None
    return next((one for one in reversed(register.entries) if one.sha256 == sha256), None)


def _contents(folder: Folder) -> Iterator[tuple[str, str]]:
    for kind in KINDS.issued():
        for name in folder.names(f"content/{kind.pattern}"):
            try:
                if folder.is_file(name):
                    yield name, folder.digest(name)
            except OSError:
                continue  # reading it for its own sake tells why


def _moved(entry: Entry, path: str) -> Finding:
    shown, before = harmless(path), harmless(entry.path)
    message = f"เนื้อหานี้คือ{entry.named} ซึ่งทะเบียนจดไว้ในชื่อ {before} และไม่พบไฟล์ชื่อนั้น"
    hint = f"เปลี่ยนชื่อไฟล์กลับ หรือสั่ง docgen issue --moved {before} {shown}"
    return Finding("issued-moved", Place(path, 1), message, hint)


def _missing(entry: Entry) -> Finding:
    message = f"ไม่พบไฟล์เนื้อหาของ{entry.named} ที่ออกเลขแล้ว (ถูกลบ หรือถูกเปลี่ยนชื่อและแก้ข้อความ)"
    hint = "คืนไฟล์จากสำเนา หรือจาก data/source/ ในชุดหลักฐาน"
    if entry.state == "withdrawn":
        return Finding("issued-missing", Place(entry.path), message, hint, Severity.WARNING)
    return Finding("issued-missing", Place(entry.path), message, hint)


def _copy(entry: Entry, path: str) -> Finding:
    message = f"เนื้อหาเหมือน{entry.named} ({harmless(entry.path)}) ที่ออกเลขแล้วทุกตัวอักษร"
    return Finding("issued-copy", Place(path, 1), message, "แก้ให้เป็นฉบับใหม่ หรือลบไฟล์นี้", Severity.WARNING)


def concerning(findings: Iterable[Finding], paths: Iterable[str]) -> list[Finding]:
    """Return the findings about the named content files, and those about the register as a whole."""
    wanted = set(paths)
    return [one for one in findings if not one.code.startswith("issued-") or one.place.path in wanted]
