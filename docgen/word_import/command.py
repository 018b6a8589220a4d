"""`docgen import FILE.docx`: write the content file of an announcement or order that an office has in Word."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from docx.document import Document as DocxDocument

from docgen.atomic import write_files
from docgen.content.agency import find_signatory
from docgen.content.records import Agency
from docgen.errors import DocgenError, Finding, Place, Severity, error
from docgen.kinds.announcement import CLOSING
from docgen.located import Scalar
from docgen.project import Project, read_project
from docgen.thai.date_reading import read_date, read_month
from docgen.thai.dates import month_period, write_date
from docgen.thai.months import ThaiDateError
from docgen.thai.numerals import thai_digits_in_prose, to_arabic_digits
from docgen.word_import.announcement import Parts, Signer, find_parts
from docgen.word_import.body import BodyWriter
from docgen.word_import.characters import read_printable
from docgen.word_import.clauses import scheme_of
from docgen.word_import.markdown import quoted_yaml
from docgen.word_import.opened import open_word
from docgen.word_import.reading import Reader
from docgen.word_import.records import WordBlock
from docgen.word_import.report import ReportReader, is_report

_ENDINGS = {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/bmp": ".bmp", "image/tiff": ".tif"}
_BEFORE_DATE = re.compile(r"^.*?วันที่\s*")
_BLANK_DAY = re.compile(r"^[.…_\s]*(?=เดือน|[ก-ฮ])")


Tell = Callable[[str, int, str, str], None]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import wrote: the content file, project path, and what a person must look at."""

    path: str
    findings: tuple[Finding, ...]


def import_word(root: Path, path: Path, name: str = "") -> Imported:
    """Write the content file of a Word file into the folder of its kind; a file that is there is never touched.

    Raises DocgenError for a file that is no safe Word document or no announcement, and for a name that is taken.
    """
    project = read_project(root)
    shown = path.name
    document = open_word(path, shown)
    reader = Reader(document, project.layout, shown, read_printable(root, project.layout))
    blocks = reader.blocks()
    files, findings = (_report if is_report(blocks) else _issued)(
        Source(project, document, blocks, shown, name, reader.is_draft)
    )
    target = next(iter(files))
    taken = next((file for file in files if file.exists()), None)
    if taken is not None:
        place = Place(taken.relative_to(root).as_posix())
        raise error("file-exists", place, "มีไฟล์ชื่อนี้อยู่แล้ว จึงไม่เขียนทับ", f"สั่ง docgen import {shown} ชื่อใหม่")
    target.parent.mkdir(parents=True, exist_ok=True)
    write_files(files)
    found = sorted((*reader.findings, *findings), key=lambda one: one.place)
    return Imported(target.relative_to(root).as_posix(), tuple(found))


@dataclass(frozen=True, slots=True)
class Source:
    """A Word file as read, and what is known of where it goes; `name` is "" where nobody gave one."""

    project: Project
    document: DocxDocument
    blocks: list[WordBlock]
    shown: str
    name: str
    is_draft: bool

    def picture(self, relation: str) -> bytes:
        """Return the content of a picture."""
        content: bytes = self.document.part.rels[relation].target_part.blob
        return content


def _issued(source: Source) -> tuple[dict[Path, bytes], list[Finding]]:
    """Return the files of an announcement or order, the content file first."""
    project, shown = source.project, source.shown
    parts = find_parts(source.blocks, shown)
    if not parts.kind:
        hint = "เอกสารต้องมีบรรทัดที่ขึ้นต้นด้วย ประกาศ หรือ คำสั่ง ตามด้วยชื่อหน่วยงาน"
        raise error("no-announcement", Place(shown), "ไม่พบหัวประกาศหรือหัวคำสั่งในเอกสารนี้", hint)
    kind = "order" if parts.kind == "คำสั่ง" else "announcement"
    target = _target(project.root, kind, source.name or Path(shown).stem)
    scheme = scheme_of(parts.body)
    writer = BodyWriter(shown, target.stem, project.schemes[scheme], endings=_endings(source.document))
    body = writer.write(parts.body)
    head, problems = _head(parts, kind, project, shown, scheme, source.document)
    if source.is_draft:
        head = head.replace("\n", "\nstatus: draft\n", 1)
    files = {target: f"---\n{head}---\n\n{body}\n".encode()}
    files |= {target.parent / picture: source.picture(relation) for picture, relation in writer.pictures.items()}
    return files, [*parts.findings, *writer.findings, *problems]


def _report(source: Source) -> tuple[dict[Path, bytes], list[Finding]]:
    """Return the files of a report that docgen made, report.yaml first, in a folder of its year or the given name."""
    project = source.project
    scheme = project.layout.kind_numbering["report"]
    reader = ReportReader(source.shown, project.agency, project.schemes[scheme], _endings(source.document))
    made = reader.read(source.blocks, source.document.core_properties.keywords or "")
    folder = project.root / "content/reports" / (_stem(source.name) if source.name else str(made.fiscal_year))
    files = {folder / "report.yaml": made.report.encode(), folder / "activities.csv": made.log}
    files |= {folder / picture: source.picture(relation) for picture, relation in made.pictures.items()}
    return files, reader.findings


def _target(root: Path, kind: str, name: str) -> Path:
    return root / "content" / f"{kind}s" / f"{_stem(name)}.md"


def _stem(name: str) -> str:
    """Return a file name without what a file system or an address can't hold."""
    stem = re.sub(r"[^\w\u0e00-\u0e7f.-]+", "-", name.removesuffix(".md")).strip("-.")
    if not stem:
        raise error("wrong-name", Place(name), "ใช้ชื่อไฟล์นี้ไม่ได้", "ใช้ตัวอักษร ตัวเลข และขีดกลาง")
    return stem


def _endings(document: DocxDocument) -> dict[str, str]:
    return {
        key: _ENDINGS[relation.target_part.content_type]
        for key, relation in document.part.rels.items()
        if not relation.is_external and relation.target_part.content_type in _ENDINGS
    }


def _head(
    parts: Parts, kind: str, project: Project, shown: str, scheme: str, document: DocxDocument
) -> tuple[str, list[Finding]]:
    """Return the front matter, and what is missing from it."""
    problems: list[Finding] = []

    def tell(code: str, number: int, message: str, hint: str) -> None:
        problems.append(Finding(code, Place(shown, number), message, hint, Severity.WARNING))

    agency = _squeezed(thai_digits_in_prose(parts.agency))
    if agency != _squeezed(project.agency.name):
        message = f"เอกสารเป็นของ {parts.agency or 'หน่วยงานที่ไม่ได้ระบุ'} ไม่ใช่ {project.agency.name}"
        tell("other-agency", 0, message, "docgen พิมพ์ชื่อหน่วยงานจาก content/agency.yaml")
    lines = [f"kind: {kind}"]
    if kind == "order":
        lines.append(f"number: {to_arabic_digits(parts.number)}".rstrip())
        if not re.fullmatch(r"[0-9๐-๙]+/[0-9๐-๙]{4}", parts.number):
            tell("missing-key", 0, "ไม่พบเลขที่คำสั่ง", "เติม number: เช่น 12/2566")
    lines += [f"subject: {quoted_yaml(_one_line(parts.subject))}".rstrip()]
    if not parts.subject:
        tell("missing-key", 0, "ไม่พบชื่อเรื่อง", "เติม subject: ในไฟล์เนื้อหา")
    lines += _date_lines(parts, tell)
    names = [_signer_name(signer, project.agency, parts, tell) for signer in parts.signers]
    if not names:
        tell("missing-key", 0, "ไม่พบผู้ลงนาม", "เติม signatory: ในไฟล์เนื้อหา")
    lines.append(("signatory: " + (f"[{', '.join(names)}]" if len(names) > 1 else "".join(names))).rstrip())
    default = CLOSING if kind == "announcement" else ""
    if parts.closing and parts.closing != default:
        lines.append(f"closing: {quoted_yaml(_one_line(parts.closing))}")
    if not parts.closing and default:
        tell("no-closing", 0, f"ไม่พบคำลงท้าย docgen จะพิมพ์ {CLOSING}", "ถ้าต้องการคำอื่น เติม closing:")
    if scheme != project.layout.kind_numbering.get(kind, "decimal"):
        lines.append(f"numbering: {scheme}")
    items = re.findall(r"\b(O[0-9.]+) ([0-9]{4})\b", document.core_properties.keywords or "")
    if items:
        lines += ["evidence:", *(f"  - {{fiscal_year: {year}, item: {code}}}" for code, year in items)]
    return "\n".join(lines) + "\n", problems


def _date_lines(parts: Parts, tell: Tell) -> list[str]:
    if not parts.dateline:
        tell("missing-key", 0, "ไม่พบบรรทัดวันที่ (ประกาศ ณ วันที่ …)", "เติม date: ในไฟล์เนื้อหา")
        return ["date:"]
    words = _BEFORE_DATE.sub("", " ".join(parts.dateline.split()))
    form = ["date_form: month-word"] if "เดือน" in words else []
    try:
        return [f"date: {to_arabic_digits(write_date(read_date(words), 'plain'))}", *form]
    except ThaiDateError as problem:
        reason = problem.message_th
    try:
        month = month_period(*read_month(_BLANK_DAY.sub("", words))).first
    except ThaiDateError:
        tell("wrong-date", parts.date_number, f"อ่านวันที่ไม่ได้: {words[:60]} ({reason})", "เติม date: ในไฟล์เนื้อหา")
        return ["date:"]
    tell("day-to-fill", parts.date_number, "บรรทัดวันที่เว้นวันไว้ จึงนำเข้าเป็นช่องให้กรอก", "ถ้ารู้วันแล้ว แก้ date: และลบ date_form:")
    return [f"date: {to_arabic_digits(write_date(month, 'plain'))}", "date_form: fill-day"]


def _signer_name(signer: Signer, agency: Agency, parts: Parts, tell: Tell) -> str:
    """Return a signatory as the register has them; who is not in it is told with the lines to add."""
    words = _BEFORE_DATE.sub("", " ".join(parts.dateline.split()))
    try:
        day = read_date(words)
    except ThaiDateError:
        return quoted_yaml(signer.name)
    position = " ".join(signer.position)
    try:
        found = find_signatory(agency, Scalar(signer.name, Place("")), day)
    except DocgenError as problem:
        hint = f"เพิ่มใน officers ของ agency.yaml: name: {signer.name}  position: {position or '…'}"
        tell(problem.findings[0].code, parts.date_number, problem.findings[0].message, hint)
        return quoted_yaml(signer.name)
    if position and _squeezed(thai_digits_in_prose(position)) != _squeezed("".join(found.position)):
        message = f"ในเอกสาร {signer.name} เป็น {position} แต่ทะเบียนว่า {' '.join(found.position)}"
        tell("other-position", parts.date_number, message, "docgen พิมพ์ตำแหน่งตามทะเบียนใน agency.yaml")
    return quoted_yaml(signer.name)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _squeezed(text: str) -> str:
    return "".join(text.split())
