"""What may be written after `docgen`: each command with its arguments, and how it is told (--help)."""

from __future__ import annotations

import argparse
import contextlib
import sys
from pathlib import Path
from typing import NoReturn

import docgen
from docgen.accounts.account import ROLE_NAMES
from docgen.faces.cli.wrong_usage import in_thai
from docgen.faces.cli.years import year_typed
from docgen.kinds.table import KINDS

_MOST_PORT = 65535
_USAGE = """วิธีใช้:
  docgen build [ไฟล์ …]                     สร้างเอกสารจากเนื้อหาทั้งหมด หรือเฉพาะไฟล์ที่ระบุ
  docgen build --only โฟลเดอร์                 สร้างเอกสารชนิดเดียว:
                                            {folders}
  docgen report --year 2566 --round 6|12     สร้างรายงานและชุดเอกสารของรอบ ๖ หรือ ๑๒ เดือน
  docgen check [ไฟล์ …]                     ตรวจเนื้อหา ไม่สร้างเอกสาร
  docgen check --fix                         แก้ที่แก้ได้แน่ แล้วแสดงว่าแก้อะไร
  docgen check --explain ชื่อกฎ               กฎนี้ตรวจอะไร เพราะอะไร
  docgen check --lang en                     ข้อสังเกตของกฎเป็นภาษาอังกฤษ
  docgen check --format json|sarif           ผลตรวจสำหรับโปรแกรมอื่น
  docgen new ชนิด [ชื่อไฟล์]                  เริ่มฉบับใหม่ (รายงาน: docgen new report --year 2567) ชนิดที่เริ่มได้:
                                            {names}
  docgen new year 2570                       เริ่มปี: รายการข้อ อะไรเปลี่ยนจากปีก่อน เอกสารใดต้องทำใหม่ ใครพ้นตำแหน่ง
  docgen issue ไฟล์                          ออกเลข ลงทะเบียน และล็อกเนื้อหา (--correct "เหตุผล" ออกฉบับแก้ไข)
  docgen issue --moved ชื่อเดิม ชื่อใหม่        จดว่าไฟล์เนื้อหาที่ออกเลขแล้วเปลี่ยนชื่อ (ข้อความต้องเหมือนเดิม)
  docgen withdraw ไฟล์ --because "เหตุผล"     ยกเลิกฉบับที่ออกเลขแล้ว เลขนั้นไม่ใช้ซ้ำ
  docgen copy ไฟล์ --certified-by ชื่อ --date วันที่  สำเนาของฉบับที่ออกเลขแล้ว มีคำว่า สำเนาถูกต้อง ชื่อ ตำแหน่ง และวันที่ของผู้รับรอง
  docgen register [--rebuild]                ตรวจทะเบียนกับบันทึกเหตุการณ์ หรือกู้คืนส่วนที่ขาด
  docgen sign ไฟล์.pdf --as ชื่อ --key กุญแจ.p12  ลงลายมือชื่ออิเล็กทรอนิกส์ (--picture รูปลายมือชื่อ)
  docgen sign ไฟล์.pdf --as ชื่อ --token โมดูล.so   ลงลายมือชื่อด้วยโทเค็นหรือบัตร (PKCS#11)
  docgen attach-scan ไฟล์.pdf สแกน.pdf|.jpg --by ชื่อ  เก็บสแกนของฉบับที่ลงนามบนกระดาษ
  docgen verify ไฟล์.pdf                     ตรวจลายมือชื่ออิเล็กทรอนิกส์ (--format json)
  docgen archive --year 2566 [--round 6|12]  เก็บหลักฐานของปีเป็นชุดที่ตรวจสอบได้ (--reason "เหตุผล" เมื่อเก็บซ้ำ)
  docgen verify content/archive/ชุด[.zip]    ตรวจชุดหลักฐานว่าครบ ไม่ถูกแก้ และสร้างซ้ำได้เหมือนเดิม
  docgen publish --year 2566                 สร้างชุดสำหรับขึ้นเว็บไซต์ใน output/publish/2566
  docgen status --year 2566                  หลักฐานของปียังขาดอะไร ครบกำหนดเมื่อใด
  docgen confirm-item 2566 O43 O1-O10 --by ชื่อ  ยืนยันว่าเทียบข้อเหล่านี้กับแบบของปีแล้ว
  docgen import ไฟล์.docx [ชื่อใหม่]           นำเอกสารจาก Word เข้าเป็นไฟล์เนื้อหา ทุกชนิดที่เริ่มได้
  docgen serve [--port 8000] [--no-browser]   เปิดหน้าสำหรับเขียน ออกเลข และเก็บเอกสารในเบราว์เซอร์
  docgen serve --lan [--host ชื่อเครื่อง] [--port 8443]  เปิดหน้าให้เครื่องอื่นในสำนักงานใช้ (ต้องมีบัญชี)
  docgen serve --lan --certificate ใบรับรอง.pem --private-key กุญแจ.pem   ใช้ใบรับรองของสำนักงาน
  docgen serve --lan --new-certificate       สร้างใบรับรองของเครื่องใหม่
  docgen user add ชื่อ --role {roles}  เพิ่มบัญชี (--role ซ้ำได้ --password-stdin อ่านรหัสผ่านจากช่องเข้า)
  docgen user list                           บัญชีและหน้าที่ทั้งหมด
  docgen user password|roles|remove ชื่อ      เปลี่ยนรหัสผ่าน เปลี่ยนหน้าที่ (--role) หรือลบบัญชี
  docgen --help                              แสดงวิธีใช้นี้
  docgen --version                           แสดงรุ่นของโปรแกรม
"""


def _usage() -> str:
    """Return how to use the program, with the kinds of the table."""
    kinds = list(KINDS.values())
    return _USAGE.format(
        folders=" ".join(kind.folder for kind in kinds),
        names=" ".join(kind.name for kind in kinds if kind.new_template),
        roles="|".join(ROLE_NAMES),
    )


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Thai."""

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong, and how to use the program; exit code 2."""
        tell(f"คำสั่งไม่ถูกต้อง: {in_thai(message)}\n{_usage()}")
        raise SystemExit(2)

    def format_help(self) -> str:
        """Return how to use the program."""
        return _usage()


def parser() -> Parser:
    """Return the parser of the command line."""
    made = Parser(prog="docgen", add_help=True)
    made.add_argument("--version", action="version", version=f"docgen {docgen.__version__}")
    made.add_argument("--root", type=Path, default=None)
    commands = made.add_subparsers(dest="command", required=True, parser_class=Parser)
    build = commands.add_parser("build")
    build.add_argument("files", nargs="*")
    build.add_argument("--only", choices=[kind.folder for kind in KINDS.values()], default="")
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
    copying = commands.add_parser("copy")
    copying.add_argument("file")
    copying.add_argument("--certified-by", metavar="NAME", required=True)
    copying.add_argument("--date", metavar="DAY", required=True)
    commands.add_parser("register").add_argument("--rebuild", action="store_true")
    _add_signing(commands)
    _add_evidence(commands)
    _add_serving(commands)
    new = commands.add_parser("new")
    new.add_argument("kind", choices=[*(kind.name for kind in KINDS.values() if kind.new_template), "year"])
    new.add_argument("name", nargs="?", default="")
    new.add_argument("--year", type=_year, default=0)
    return made


def _add_signing(commands: argparse._SubParsersAction[Parser]) -> None:
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


def _add_evidence(commands: argparse._SubParsersAction[Parser]) -> None:
    archiving = commands.add_parser("archive")
    archiving.add_argument("--year", type=_year)
    archiving.add_argument("--round", type=int, choices=[6, 12], default=None)
    archiving.add_argument("--reason", default="")
    confirming = commands.add_parser("confirm-item")
    confirming.add_argument("fiscal_year", type=_year, metavar="YEAR")
    confirming.add_argument("codes", nargs="+", metavar="ITEM")
    confirming.add_argument("--by", required=True)
    for name in ("publish", "status"):
        commands.add_parser(name).add_argument("--year", type=_year)


def _add_serving(commands: argparse._SubParsersAction[Parser]) -> None:
    serving = commands.add_parser("serve")
    serving.add_argument("--port", type=_port, default=0)
    serving.add_argument("--no-browser", action="store_true")
    serving.add_argument("--lan", action="store_true")
    serving.add_argument("--host", action="append", default=[], metavar="NAME")
    serving.add_argument("--certificate", type=Path)
    serving.add_argument("--private-key", type=Path)
    serving.add_argument("--new-certificate", action="store_true")
    user = commands.add_parser("user")
    acts = user.add_subparsers(dest="act", required=True, parser_class=Parser, metavar="add|list|password|roles|remove")
    acts.add_parser("list")
    for act in ("add", "password", "roles", "remove"):
        made = acts.add_parser(act)
        made.add_argument("name")
        if act in ("add", "roles"):
            made.add_argument("--role", action="append", default=[], choices=list(ROLE_NAMES))
        if act in ("add", "password"):
            made.add_argument("--password-stdin", action="store_true")


def wrong_together(given: argparse.Namespace) -> str:
    """Return what is wrong with arguments that are right one by one, "" for nothing."""
    if given.command == "issue" and bool(given.file) == bool(given.moved):
        return "argument issue: เขียน issue ไฟล์ หรือ issue --moved ชื่อเดิม ชื่อใหม่"
    if given.command == "new" and given.kind == "year" and not (given.year or year_typed(given.name)):
        return "argument new: เขียน docgen new year 2570 (ปีงบประมาณ พ.ศ. สี่หลัก)"
    if given.command != "serve":
        return ""
    lan = [given.host, given.certificate, given.private_key, given.new_certificate]
    if any(lan) and not given.lan:
        return "argument serve: --host --certificate --private-key --new-certificate ใช้กับ --lan"
    if (given.certificate is None) != (given.private_key is None):
        return "argument serve: ใช้ --certificate กับ --private-key คู่กัน"
    if given.certificate and given.new_certificate:
        return "argument serve: --new-certificate สร้างใบของเครื่อง จึงใช้กับ --certificate ไม่ได้"
    return ""


def _year(text: str) -> int:
    if not text.isdecimal() or not 2400 <= int(text) <= 2742:
        raise argparse.ArgumentTypeError("ปีงบประมาณต้องเป็น พ.ศ. สี่หลัก เช่น 2566")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or not 1024 <= int(text) <= _MOST_PORT:
        raise argparse.ArgumentTypeError(f"ช่องต้องเป็นจำนวน 1024 ถึง {_MOST_PORT}")
    return int(text)


def tell(line: str) -> None:
    """Print a line to standard error, if anybody hears it."""
    with contextlib.suppress(OSError):
        print(line, file=sys.stderr, flush=True)
