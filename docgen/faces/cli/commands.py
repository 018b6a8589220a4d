"""What each command of the command line does with its arguments, and what it tells. The work is done elsewhere."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

import docgen
from docgen.build.run import Result
from docgen.desk.build import build as build_outputs
from docgen.desk.build import report as build_report
from docgen.errors import Place, Severity, error
from docgen.faces.cli.shown import progress_for, show_findings
from docgen.folder.there import is_folder
from docgen.kinds.table import KINDS
from docgen.outside import harmless_lines

_MOST_REPAIRS = 10
_LONGEST_PASSWORD = 10_000


def new(given: argparse.Namespace, root: Path) -> int:
    """Begin a document."""
    from docgen.desk.new import new_document

    kind = KINDS[given.kind]
    path = new_document(root, kind, given.name)
    print(f"เริ่ม{kind.thai}ใหม่แล้ว แก้ข้อความในไฟล์ {path.relative_to(root)} แล้วสั่ง make")
    return 0


def build(given: argparse.Namespace, root: Path) -> int:
    """Bring outputs up to date."""
    return _told(build_outputs(root, given.files, given.only, progress=progress_for(sys.stdout)), root)


def report(given: argparse.Namespace, root: Path) -> int:
    """Bring the reports of a year up to date."""
    return _told(build_report(root, given.year, given.round, progress=progress_for(sys.stdout)), root)


def archive(given: argparse.Namespace, root: Path) -> int:
    """Keep the evidence of a year."""
    from docgen.evidence.bag.versions import archive as keep
    from docgen.evidence.documents import newest_year

    made = keep(root, given.year or newest_year(root), given.round, given.reason, progress_for(sys.stdout))
    show_findings(made.findings, root)
    if made.is_new:
        print(f"เก็บหลักฐานแล้ว {made.path} และ {made.path}.zip")
    else:
        print(f"ไม่มีอะไรเปลี่ยนจากที่เก็บไว้ใน {made.path}")
    return 0


def publish(given: argparse.Namespace, root: Path) -> int:
    """Make the folder for the agency's website."""
    from docgen.desk.publish import publish as make_public
    from docgen.evidence.documents import newest_year

    made = make_public(root, given.year or newest_year(root), progress_for(sys.stdout))
    show_findings(made.findings, root)
    print(f"ชุดเผยแพร่อยู่ที่ {made.path} ({made.count} เอกสาร) คัดลอกทั้งโฟลเดอร์ขึ้นเว็บไซต์ได้")
    return 0


def status(given: argparse.Namespace, root: Path) -> int:
    """Show what the evidence of a year lacks."""
    from docgen.desk.status import status as look
    from docgen.evidence.documents import newest_year

    print(look(root, given.year or newest_year(root)))
    return 0


def issue(given: argparse.Namespace, root: Path) -> int:
    """Give a document its number."""
    if given.moved:
        from docgen.desk.move import move

        entry = move(root, *given.moved)
        print(f"จดชื่อไฟล์ใหม่แล้ว {entry.named} {entry.path}")
        return 0
    from docgen.desk.issue import issue as give_number

    entry, findings = give_number(root, given.file, correct=given.correct, number=given.number)
    show_findings(findings, root)
    version = f" ฉบับแก้ไขครั้งที่ {entry.version - 1}" if entry.version > 1 else ""
    print(f"ออกเลขแล้ว {entry.named}{version} เรื่อง {entry.subject}")
    return 0


def withdraw(given: argparse.Namespace, root: Path) -> int:
    """Cancel what was issued."""
    from docgen.desk.withdraw import withdraw as cancel

    entry = cancel(root, given.file, given.because)
    print(f"ยกเลิกแล้ว {entry.named} เรื่อง {entry.subject} เลขนี้ไม่ใช้ซ้ำ")
    return 0


def register(given: argparse.Namespace, root: Path) -> int:
    """Look at register and journal, or make them whole again."""
    from docgen.document.issued_files import register_findings

    if given.rebuild:
        from docgen.desk.restore import restore

        made = restore(root)
        show_findings(made.findings, root)
        print(f"กู้คืนทะเบียน {made.entries} รายการ บันทึกเหตุการณ์ {made.events} รายการ")
    findings = register_findings(root)
    show_findings(findings, root)
    if not findings:
        print("ทะเบียน บันทึกเหตุการณ์ และไฟล์เนื้อหาตรงกัน")
    return 1 if any(one.severity is Severity.ERROR for one in findings) else 0


def sign(given: argparse.Namespace, root: Path) -> int:
    """Sign a PDF."""
    from docgen.desk.sign import sign as put_signature
    from docgen.signing.keys import Key, Token

    words = "รหัสผ่านของกุญแจ: " if given.key else "PIN ของโทเค็น: "
    password = _password(given, words)
    key = Key(given.key, password) if given.key else Token(given.token, password, given.token_label)
    made, findings = put_signature(root, given.file, given.officer, key, given.picture)
    show_findings(findings, root)
    print(f"ลงนามแล้ว {made}")
    return 0


def _password(given: argparse.Namespace, words: str) -> bytes:
    """Return the key's password from where the clerk keeps it; a command line is seen by others and remembered.

    Raises DocgenError where there is nobody to ask.
    """
    if given.password_env is not None:
        return os.fsencode(os.environ.get(given.password_env, ""))
    if given.password_fd is not None:
        try:
            with os.fdopen(given.password_fd, "rb") as stream:
                return stream.readline(_LONGEST_PASSWORD).rstrip(b"\r\n")
        except (OSError, ValueError, TypeError, OverflowError):
            message = "อ่านรหัสผ่านจาก --password-fd ไม่ได้"
            raise error("no-password", Place(given.file.name), message, "ใส่หมายเลขของช่องที่เปิดไว้ให้โปรแกรมอ่าน") from None
    import getpass
    import warnings

    try:
        with warnings.catch_warnings():
            # Without a terminal the password would show as it is typed.
            warnings.simplefilter("error", getpass.GetPassWarning)
            return getpass.getpass(words).encode()
    except (EOFError, OSError, ValueError, AttributeError, UnicodeError, getpass.GetPassWarning):
        message = "ไม่มีหน้าจอให้พิมพ์รหัสผ่าน"
        hint = "สั่งในหน้าต่างคำสั่งที่พิมพ์ได้ หรือใช้ --password-env ชื่อตัวแปร"
        raise error("no-password", Place(given.file.name), message, hint) from None


def attach_scan(given: argparse.Namespace, root: Path) -> int:
    """File a scan."""
    from docgen.desk.attach_scan import attach_scan as file_scan

    made, findings = file_scan(root, given.file, given.scan, given.by)
    show_findings(findings, root)
    print(f"เก็บสแกนแล้ว {made}")
    return 0


def verify(given: argparse.Namespace, root: Path) -> int:
    """Check the signatures of a PDF, or a bag of evidence."""
    if is_folder(given.file) or given.file.suffix.lower() == ".zip":
        from docgen.evidence.bag.verify import verify_bag

        told = verify_bag(root, given.file, given.trust)
        print(told.as_json() if given.format == "json" else told.as_text())
        return 0 if told.is_good else 1
    from docgen.signing.trust import TRUST_FOLDER
    from docgen.signing.verify import as_json, as_text
    from docgen.signing.verify import verify as judge

    verified = judge(given.file, given.trust or root / TRUST_FOLDER)
    print(as_json(verified) if given.format == "json" else as_text(verified, given.file.name))
    return 0 if verified and all(one.is_good for one in verified) else 1


def import_word(given: argparse.Namespace, root: Path) -> int:
    """Read a Word file."""
    from docgen.desk.import_word import import_word as bring_in

    imported = bring_in(root, given.file, given.name)
    print(f"นำเข้าแล้ว {imported.path} ตรวจข้อความ แล้วสั่ง make")
    for finding in imported.findings:
        place = f"ย่อหน้าที่ {finding.place.line}: " if finding.place.line else ""
        show_findings([replace(finding, message=place + finding.message)], root)
    return 0


def check(given: argparse.Namespace, root: Path) -> int:
    """Look for mistakes."""
    from docgen.desk import check as checking

    if given.explain:
        print(checking.explain(given.explain, given.lang))
        return 0
    checked = checking.check(root, given.files, given.lang)
    if given.fix:
        # A repair can bring to light what stood in its way: two blanks in a row, a word beside a misspelt one.
        for _ in range(_MOST_REPAIRS):
            diff = checking.repair(root, checked.found)
            if not diff:
                break
            print(harmless_lines(diff), end="")
            checked = checking.check(root, given.files, given.lang)
    if given.format != "text":
        checking.main_output(checked, given.format, docgen.__version__)
    else:
        show_findings(checked.findings, root, given.lang)
        if not checked.findings:
            print("ตรวจแล้ว ไม่พบข้อสังเกต" if given.lang == "th" else "checked, nothing found")
    return 1 if checked.has_errors else 0


def _told(result: Result, root: Path) -> int:
    show_findings(result.findings, root)
    failed = any(finding.severity is Severity.ERROR for finding in result.findings)
    if not result.written and not failed:
        print("ไม่มีเนื้อหาให้สร้าง" if not result.fresh else "เอกสารเป็นปัจจุบันอยู่แล้ว")
    return 1 if failed else 0
