"""The command line: arguments in, exit code out. 0: done; 1: something in the content is wrong; 2: wrong usage."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import docgen
from docgen.errors import DocgenError, Finding, Place
from docgen.shown import show_findings

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
  docgen issue --moved ชื่อเดิม ชื่อใหม่        จดว่าไฟล์เนื้อหาที่ออกเลขแล้วเปลี่ยนชื่อ (ข้อความต้องเหมือนเดิม)
  docgen withdraw ไฟล์ --because "เหตุผล"     ยกเลิกฉบับที่ออกเลขแล้ว เลขนั้นไม่ใช้ซ้ำ
  docgen register [--rebuild]                ตรวจทะเบียนกับบันทึกเหตุการณ์ หรือกู้คืนส่วนที่ขาด
  docgen sign ไฟล์.pdf --as ชื่อ --key กุญแจ.p12  ลงลายมือชื่ออิเล็กทรอนิกส์ (--picture รูปลายมือชื่อ)
  docgen sign ไฟล์.pdf --as ชื่อ --token โมดูล.so   ลงลายมือชื่อด้วยโทเค็นหรือบัตร (PKCS#11)
  docgen attach-scan ไฟล์.pdf สแกน.pdf|.jpg --by ชื่อ  เก็บสแกนของฉบับที่ลงนามบนกระดาษ
  docgen verify ไฟล์.pdf                     ตรวจลายมือชื่ออิเล็กทรอนิกส์ (--format json)
  docgen archive --year 2566 [--round 6|12]  เก็บหลักฐานของปีเป็นชุดที่ตรวจสอบได้ (--reason "เหตุผล" เมื่อเก็บซ้ำ)
  docgen verify content/archive/ชุด[.zip]    ตรวจชุดหลักฐานว่าครบ ไม่ถูกแก้ และสร้างซ้ำได้เหมือนเดิม
  docgen publish --year 2566                 สร้างชุดสำหรับขึ้นเว็บไซต์ใน output/publish/2566
  docgen status --year 2566                  หลักฐานของปียังขาดอะไร ครบกำหนดเมื่อใด
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
    issue.add_argument("file", nargs="?", default="")
    issue.add_argument("--moved", nargs=2, metavar=("OLD", "NEW"))
    issue.add_argument("--correct", metavar="REASON", default="")
    issue.add_argument("--number", type=int, default=0)
    withdrawing = commands.add_parser("withdraw")
    withdrawing.add_argument("file")
    withdrawing.add_argument("--because", metavar="REASON", required=True)
    commands.add_parser("register").add_argument("--rebuild", action="store_true")
    _add_signing(commands)
    _add_evidence(commands)
    new = commands.add_parser("new")
    new.add_argument("kind", choices=["announcement", "order"])
    new.add_argument("name", nargs="?", default="")
    return parser


def _add_signing(commands: argparse._SubParsersAction[_Parser]) -> None:
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
    verifying.add_argument("file", type=Path, metavar="FILE")
    verifying.add_argument("--trust", type=Path)
    verifying.add_argument("--format", choices=["text", "json"], default="text")


def _add_evidence(commands: argparse._SubParsersAction[_Parser]) -> None:
    archiving = commands.add_parser("archive")
    archiving.add_argument("--year", type=_year)
    archiving.add_argument("--round", type=int, choices=[6, 12], default=None)
    archiving.add_argument("--reason", default="")
    for name in ("publish", "status"):
        commands.add_parser(name).add_argument("--year", type=_year)


def _year(text: str) -> int:
    if not text.isdecimal() or not 2400 <= int(text) <= 2742:
        raise argparse.ArgumentTypeError("ปีงบประมาณต้องเป็น พ.ศ. สี่หลัก เช่น 2566")
    return int(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; wrong usage raises SystemExit(2) as argparse does."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.command == "issue" and bool(given.file) == bool(given.moved):
        parser.error("issue ไฟล์ หรือ issue --moved ชื่อเดิม ชื่อใหม่")
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
    from docgen import commands
    from docgen.leftovers import clear

    if given.command != "verify":  # which reads only, and may be run anywhere
        clear(root)
    known = {
        "new": commands.new,
        "build": commands.build,
        "report": commands.report,
        "check": commands.check,
        "import": commands.import_word,
        "issue": commands.issue,
        "withdraw": commands.withdraw,
        "register": commands.register,
        "sign": commands.sign,
        "attach-scan": commands.attach_scan,
        "verify": commands.verify,
        "archive": commands.archive,
        "publish": commands.publish,
        "status": commands.status,
    }
    return known[given.command](given, root)
