"""The signed file and the scan of a document, where they are of the build as it is."""

from __future__ import annotations

from pathlib import Path

from docgen.content.records import Signatory
from docgen.document.project import Project
from docgen.errors import Finding, Place, Severity
from docgen.folder.files import file_digest
from docgen.folder.there import is_file, is_own_file
from docgen.registry.counted import why_not_signed
from docgen.registry.journal import SIGNED_FOLDER, scan_rows


def signed_of(
    name: str, output: str, signatories: tuple[Signatory, ...], project: Project
) -> tuple[str, tuple[Finding, ...]]:
    """Return the signed file of the build as it is, "" if there is none that counts; one that does not is told."""
    shown = f"{SIGNED_FOLDER}/{name}.pdf"
    signed, built = project.root / shown, project.root / output
    if not is_own_file(signed) or not is_file(built):
        return "", ()
    try:
        reason = why_not_signed(project.root, signed, built, signatories, project.agency)
    except OSError:
        reason = "เปิดไฟล์ไม่ได้"
    if not reason:
        return shown, ()
    message = f"ไฟล์ใน {SIGNED_FOLDER} ไม่นับว่าลงนามแล้ว: {reason}"
    hint = "ให้ผู้ลงนามลงนามฉบับปัจจุบัน แล้วเก็บไฟล์เดิมไว้ที่อื่น"
    return "", (Finding("signed-other", Place(shown), message, hint, Severity.WARNING),)


def scan_of(name: str, root: Path) -> str:
    """Return the scan of the build as it is, "" if there is none."""
    path = root / f"output/{name}.pdf"
    rows = scan_rows(root)
    if not rows or not is_file(path):
        return ""
    built = file_digest(path)
    found = [row[2] for row in rows if row[:2] == [f"{name}.pdf", built]]
    return found[0] if found and is_file(root / found[0]) else ""
