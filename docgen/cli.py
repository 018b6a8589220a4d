"""The command line: arguments in, exit code out. 0: done; 1: something in the content is wrong; 2: wrong usage."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import docgen
from docgen.errors import DocgenError, Finding, Place, Severity
from docgen.outputs import Result
from docgen.shown import progress_for, show_findings

_MOST_REPAIRS = 10
_USAGE = """วิธีใช้:
  docgen build [ไฟล์ …]                     สร้างเอกสารจากเนื้อหาทั้งหมด หรือเฉพาะไฟล์ที่ระบุ
  docgen build --only announcements|orders|reports  สร้างเฉพาะประกาศ คำสั่ง หรือรายงาน
  docgen report --year 2566 --round 6|12     สร้างรายงานและชุดเอกสารของรอบ ๖ หรือ ๑๒ เดือน
  docgen check [ไฟล์ …]                     ตรวจเนื้อหา ไม่สร้างเอกสาร
  docgen check --fix                         แก้ที่แก้ได้แน่ แล้วแสดงว่าแก้อะไร
  docgen check --explain ชื่อกฎ               กฎนี้ตรวจอะไร เพราะอะไร
  docgen check --lang en                     ข้อสังเกตของกฎเป็นภาษาอังกฤษ
  docgen check --format json|sarif           ผลตรวจสำหรับโปรแกรมอื่น
  docgen new announcement|order [ชื่อไฟล์]    เริ่มประกาศหรือคำสั่งฉบับใหม่
  docgen issue ไฟล์                          ออกเลข ลงทะเบียน และล็อกเนื้อหา (--correct "เหตุผล" ออกฉบับแก้ไข)
  docgen sign ไฟล์.pdf --as ชื่อ --key กุญแจ.p12  ลงลายมือชื่ออิเล็กทรอนิกส์ (--picture รูปลายมือชื่อ)
  docgen sign ไฟล์.pdf --as ชื่อ --token โมดูล.so   ลงลายมือชื่อด้วยโทเค็นหรือบัตร (PKCS#11)
  docgen attach-scan ไฟล์.pdf สแกน.pdf|.jpg --by ชื่อ  เก็บสแกนของฉบับที่ลงนามบนกระดาษ
  docgen verify ไฟล์.pdf                     ตรวจลายมือชื่ออิเล็กทรอนิกส์
  docgen import ไฟล์.docx [ชื่อใหม่]           นำประกาศหรือคำสั่งใน Word เข้าเป็นไฟล์เนื้อหา
  docgen --help                              แสดงวิธีใช้นี้
  docgen --version                           แสดงรุ่นของโปรแกรม
"""


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks Thai."""

    def error(self, message: str) -> NoReturn:
        print(f"คำสั่งไม่ถูกต้อง ({message})\n{_USAGE}", file=sys.stderr)
        raise SystemExit(2)

    def format_help(self) -> str:
        return _USAGE


def _parser() -> _Parser:
    parser = _Parser(prog="docgen", add_help=True)
    parser.add_argument("--version", action="version", version=f"docgen {docgen.__version__}")
    parser.add_argument("--root", type=Path, default=None)
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)
    build = commands.add_parser("build")
    build.add_argument("files", nargs="*")
    build.add_argument("--only", choices=["announcements", "orders", "reports"])
    report = commands.add_parser("report")
    report.add_argument("--year", type=_year, required=True)
    report.add_argument("--round", type=int, choices=[6, 12], default=None)
    check = commands.add_parser("check")
    check.add_argument("files", nargs="*")
    check.add_argument("--fix", action="store_true")
    check.add_argument("--explain", metavar="CODE")
    check.add_argument("--lang", choices=["th", "en"], default="th")
    check.add_argument("--format", choices=["text", "json", "sarif"], default="text")
    imported = commands.add_parser("import")
    imported.add_argument("file", type=Path)
    imported.add_argument("name", nargs="?", default="")
    issue = commands.add_parser("issue")
    issue.add_argument("file")
    issue.add_argument("--correct", metavar="REASON", default="")
    issue.add_argument("--number", type=int, default=0)
    signing = commands.add_parser("sign")
    signing.add_argument("file", type=Path)
    signing.add_argument("--as", dest="officer", required=True)
    keys = signing.add_mutually_exclusive_group(required=True)
    keys.add_argument("--key", type=Path)
    keys.add_argument("--token", type=Path, metavar="MODULE")
    signing.add_argument("--token-label", metavar="LABEL", default="")
    signing.add_argument("--picture", type=Path)
    signing.add_argument("--password-env", metavar="NAME")
    signing.add_argument("--password-fd", type=int, metavar="NUMBER")
    scanning = commands.add_parser("attach-scan")
    scanning.add_argument("file", type=Path)
    scanning.add_argument("scan", type=Path)
    scanning.add_argument("--by", required=True)
    verifying = commands.add_parser("verify")
    verifying.add_argument("file", type=Path)
    verifying.add_argument("--trust", type=Path)
    verifying.add_argument("--format", choices=["text", "json"], default="text")
    new = commands.add_parser("new")
    new.add_argument("kind", choices=["announcement", "order"])
    new.add_argument("name", nargs="?", default="")
    return parser


def _year(text: str) -> int:
    if not text.isdecimal() or not 2400 <= int(text) <= 2742:
        raise argparse.ArgumentTypeError("ปีงบประมาณต้องเป็น พ.ศ. สี่หลัก เช่น 2566")
    return int(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; wrong usage raises SystemExit(2) as argparse does."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = _parser().parse_args(arguments)
    root = (given.root or Path.cwd()).resolve()
    try:
        return _run(given, root)
    except DocgenError as problem:
        show_findings(problem.findings, root)
        return 1
    except OSError as problem:
        if isinstance(problem, BrokenPipeError):
            # Whoever read our lines is gone (docgen build | head); what is written is whole, the rest waits.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 1
        hint = "ตรวจสิทธิ์ของโฟลเดอร์ และที่ว่างในดิสก์"
        place = Place(Path(problem.filename).name if isinstance(problem.filename, str) else "")
        message = f"อ่านหรือเขียนไฟล์ไม่ได้: {problem.strerror}"
        show_findings([Finding("not-written", place, message, hint)], root)
        return 1
    except KeyboardInterrupt:
        print("หยุดตามที่สั่ง ไฟล์เดิมยังอยู่ครบ", file=sys.stderr)
        return 1


def _run(given: argparse.Namespace, root: Path) -> int:
    if given.command == "new":
        from docgen.new import new_document

        path = new_document(root, given.kind, given.name)
        thai = {"announcement": "ประกาศ", "order": "คำสั่ง"}[given.kind]
        print(f"เริ่ม{thai}ใหม่แล้ว แก้ข้อความในไฟล์ {path.relative_to(root)} แล้วสั่ง make {given.kind}s")
        return 0
    commands = {"check": _check, "import": _import, "issue": _issue}
    commands |= {"sign": _sign, "verify": _verify, "attach-scan": _attach_scan}
    if given.command in commands:
        return commands[given.command](given, root)
    progress = progress_for(sys.stdout)
    if given.command == "report":
        return _told(docgen.report(root, given.year, given.round, progress=progress), root)
    return _told(docgen.build(root, given.files, given.only, progress=progress), root)


def _issue(given: argparse.Namespace, root: Path) -> int:
    from docgen.issue import issue
    from docgen.register import KINDS

    entry, findings = issue(root, given.file, correct=given.correct, number=given.number)
    show_findings(findings, root)
    version = f" ฉบับแก้ไขครั้งที่ {entry.version - 1}" if entry.version > 1 else ""
    print(f"ออกเลขแล้ว {KINDS[entry.kind]}ที่ {entry.shown_number}{version} เรื่อง {entry.subject}")
    return 0


def _sign(given: argparse.Namespace, root: Path) -> int:
    from docgen.signing.keys import Key, Token
    from docgen.signing.sign import sign

    words = "รหัสผ่านของกุญแจ: " if given.key else "PIN ของโทเค็น: "
    password = _password(given, words)
    key = Key(given.key, password) if given.key else Token(given.token, password, given.token_label)
    made, findings = sign(root, given.file, given.officer, key, given.picture)
    show_findings(findings, root)
    print(f"ลงนามแล้ว {made}")
    return 0


def _password(given: argparse.Namespace, words: str) -> bytes:
    """Return the key's password from where the clerk keeps it; a command line is seen by others and remembered."""
    if given.password_env is not None:
        return os.environb.get(os.fsencode(given.password_env), b"")
    if given.password_fd is not None:
        try:
            with os.fdopen(given.password_fd, "rb") as stream:
                return stream.readline().rstrip(b"\r\n")
        except OSError:
            return b""
    import getpass

    return getpass.getpass(words).encode()


def _attach_scan(given: argparse.Namespace, root: Path) -> int:
    from docgen.signing.scan import attach_scan

    made, findings = attach_scan(root, given.file, given.scan, given.by)
    show_findings(findings, root)
    print(f"เก็บสแกนแล้ว {made}")
    return 0


def _verify(given: argparse.Namespace, root: Path) -> int:
    from docgen.signing.trust import TRUST_FOLDER
    from docgen.signing.verify import as_json, as_text, verify

    verified = verify(given.file, given.trust or root / TRUST_FOLDER)
    print(as_json(verified) if given.format == "json" else as_text(verified, given.file.name))
    return 0 if verified and all(one.is_good for one in verified) else 1


def _import(given: argparse.Namespace, root: Path) -> int:
    from docgen.word_import.command import import_word

    imported = import_word(root, given.file, given.name)
    print(f"นำเข้าแล้ว {imported.path} ตรวจข้อความ แล้วสั่ง make")
    for finding in imported.findings:
        place = f"ย่อหน้าที่ {finding.place.line}: " if finding.place.line else ""
        show_findings([replace(finding, message=place + finding.message)], root)
    return 0


def _check(given: argparse.Namespace, root: Path) -> int:
    from docgen import check

    if given.explain:
        print(check.explain(given.explain, given.lang))
        return 0
    checked = check.check(root, given.files, given.lang)
    if given.fix:
        # A repair can bring to light what stood in its way: two blanks in a row, a word beside a misspelt one.
        for _ in range(_MOST_REPAIRS):
            diff = check.repair(root, checked.found)
            if not diff:
                break
            print(diff, end="")
            checked = check.check(root, given.files, given.lang)
    if given.format != "text":
        check.main_output(checked, given.format, docgen.__version__)
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
