"""Write the front matter of an imported announcement or order: subject, date, signatories, and what Word can't hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docgen.content.agency import find_signatory
from docgen.content.front_matter import split_front_matter
from docgen.content.publication import PUBLICATION_KEYS
from docgen.content.records import Agency
from docgen.errors import DocgenError, Finding, Place, Severity
from docgen.folder.located import Scalar
from docgen.kinds.kind import Kind
from docgen.kinds.table import KINDS
from docgen.outside import quoted
from docgen.thai.date_reading import read_date, read_month
from docgen.thai.dates import month_period, write_date
from docgen.thai.months import ThaiDateError
from docgen.thai.names import without_title
from docgen.thai.numerals import thai_digits_in_prose, to_arabic_digits
from docgen.word_import.document_parts import DocumentParts
from docgen.word_import.markdown import quoted_yaml
from docgen.word_import.opened import Properties
from docgen.word_import.own_lines import closing_to, own_lines
from docgen.word_import.signatures import Signer
from docgen.word_import.surroundings import Surroundings
from docgen.word_import.told import MOST_TOLD, Ledger

_BEFORE_DATE = re.compile(r"^.*?วันที่\s*")
_BLANK_DAY = re.compile(r"^[.…_\s]*(?=เดือน|[ก-ฮ])")


@dataclass(slots=True)
class HeadWriter:
    """Writes one front matter; `findings` say what is missing from it or differs from the office's register."""

    parts: DocumentParts
    kind: Kind
    into: Surroundings
    ledger: Ledger
    findings: list[Finding] = field(default_factory=list)

    def write(self, scheme: str, properties: Properties, is_draft: bool) -> str:
        """Return the lines of the front matter, without the lines of ---."""
        self._fill_in(properties.origin)
        lines = [f"kind: {self.kind.name}", *(["status: draft"] if is_draft else []), *self._number()]
        if self.parts.number_line:
            lines.append(f"number_line: {quoted_yaml(to_arabic_digits(_one_line(self.parts.number_line)))}")
        self._compare_agency()
        lines.append(f"subject: {quoted_yaml(_one_line(self.parts.subject))}".rstrip())
        if not self.parts.subject:
            self._tell("missing-key", 0, "ไม่พบชื่อเรื่อง", "เติม subject: ในไฟล์เนื้อหา")
        lines += [*self._date(), *(self._signatories() if self.kind.has_signatory else ()), *self._closing()]
        lines += own_lines(self.kind, self.parts.more, self.into.agency)
        if scheme != self.into.scheme_of(self.kind):
            lines.append(f"numbering: {scheme}")
        items = re.findall(r"\b(O[0-9.]+) ([0-9]{4})\b", properties.keywords)
        if items:
            lines += [
                "evidence:",
                *(f"  - {{fiscal_year: {fiscal_year}, item: {code}}}" for code, fiscal_year in items),
            ]
        return "\n".join([*lines, *self._not_printed(properties.origin)]) + "\n"

    def _tell(self, code: str, number: int, message: str, hint: str = "") -> None:
        self.findings.append(Finding(code, Place(self.ledger.shown, number), message, hint, Severity.WARNING))

    def _number(self) -> Iterator[str]:
        if self.kind.is_number_printed:
            yield from [f"number: {to_arabic_digits(self.parts.number)}"] if self.parts.number else []
            return
        if not self.kind.is_number_typed:
            if self.parts.number:
                self.ledger.add("number", self.parts.number_at, self.parts.number)
            return
        yield f"number: {to_arabic_digits(self.parts.number)}".rstrip()
        if not re.fullmatch(r"[0-9๐-๙]+/[0-9๐-๙]{4}", self.parts.number):
            self._tell("missing-key", 0, f"ไม่พบเลขที่{self.kind.thai}", "เติม number: เช่น 12/2566")

    def _fill_in(self, origin: str) -> None:
        """Take what a letter does not print, its subject or its day before it is issued, from where it was made."""
        if not self.kind.is_number_printed or (self.parts.subject and self.parts.dateline) or not _is_origin(origin):
            return
        try:
            fields = split_front_matter(self.into.earlier(origin), origin, []).fields
        except (OSError, UnicodeDecodeError, DocgenError):
            return
        self.parts.subject = self.parts.subject or _one_line(fields.text("subject"))
        self.parts.dateline = self.parts.dateline or _one_line(fields.text("date"))

    def _compare_agency(self) -> None:
        agency = _squeezed(thai_digits_in_prose(self.parts.agency))
        office = self.into.agency
        if self.kind.word is not None and self.kind.word.is_meeting:
            return  # minutes name who met
        is_letter = self.kind.word is not None and bool(self.kind.word.known_by)
        if is_letter and (not agency or agency in _squeezed(thai_digits_in_prose(office.name + office.address))):
            return  # a letter has the address below the name, or neither
        if agency != _squeezed(office.name):
            named = quoted(self.parts.agency, MOST_TOLD) if self.parts.agency else "หน่วยงานที่ไม่ได้ระบุ"
            message = f"เอกสารเป็นของ {named} ไม่ใช่ {self.into.agency.name}"
            self._tell("other-agency", 0, message, "docgen พิมพ์ชื่อหน่วยงานจาก content/agency.yaml")

    def _date(self) -> list[str]:
        if not self.parts.dateline:
            self._tell("missing-key", 0, "ไม่พบบรรทัดวันที่ (ประกาศ ณ วันที่ …)", "เติม date: ในไฟล์เนื้อหา")
            return ["date:"]
        words = self._day_words()
        form = ["date_form: month-word"] if "เดือน" in words else []
        try:
            return [f"date: {to_arabic_digits(write_date(read_date(words), 'plain'))}", *form]
        except ThaiDateError as problem:
            reason = problem.message_th
        number = self.parts.date_number
        try:
            month = month_period(*read_month(_BLANK_DAY.sub("", words))).first
        except ThaiDateError:
            self._tell("wrong-date", number, f"อ่านวันที่ไม่ได้: {quoted(words)} ({reason})", "เติม date: ในไฟล์เนื้อหา")
            return ["date:"]
        message, hint = "บรรทัดวันที่เว้นวันไว้ จึงนำเข้าเป็นช่องให้กรอก", "ถ้ารู้วันแล้ว แก้ date: และลบ date_form:"
        self._tell("day-to-fill", number, message, hint)
        return [f"date: {to_arabic_digits(write_date(month, 'plain'))}", "date_form: fill-day"]

    def _day_words(self) -> str:
        return _BEFORE_DATE.sub("", _one_line(self.parts.dateline))

    def _signatories(self) -> Iterator[str]:
        names = [quoted_yaml(self._name(signer)) for signer in self.parts.signers]
        if not names:
            self._tell("missing-key", 0, "ไม่พบผู้ลงนาม", "เติม signatory: ในไฟล์เนื้อหา")
        yield ("signatory: " + (f"[{', '.join(names)}]" if len(names) > 1 else "".join(names))).rstrip()

    def _name(self, signer: Signer) -> str:
        """Return a signatory as the register has them; who is not in it is told with the lines to add."""
        name = _with_rank(signer, self.into.agency)
        number = self.parts.date_number or signer.number
        position = " ".join(signer.position)
        try:
            found = find_signatory(self.into.agency, Scalar(name, Place("")), read_date(self._day_words()))
        except ThaiDateError:
            # Without a day nobody's term can be judged: a position that the register has for the name will do.
            known = [one for one in self.into.agency.officers if name in (one.name, without_title(one.name))]
            registered = [_squeezed("".join(one.position_lines())) for one in known]
            if position and _squeezed(thai_digits_in_prose(position)) not in registered:
                self._tell("other-position", signer.number, f"ตำแหน่งของ {quoted(name)} ในเอกสารคือ {quoted(position)}")
            return name
        except DocgenError as problem:
            hint = f"เพิ่มใน officers ของ agency.yaml: name: {quoted(name)}  position: {quoted(position or '…')}"
            self._tell(problem.findings[0].code, number, problem.findings[0].message, hint)
            return name
        if position and _squeezed(thai_digits_in_prose(position)) != _squeezed("".join(found.position)):
            message = f"ในเอกสาร {quoted(name)} เป็น {quoted(position)} แต่ทะเบียนว่า {' '.join(found.position)}"
            self._tell("other-position", number, message, "docgen พิมพ์ตำแหน่งตามทะเบียนใน agency.yaml")
        return name

    def _closing(self) -> Iterator[str]:
        default = self.kind.closing or closing_to(self.kind, self.parts.more)
        if self.parts.closing and self.parts.closing != default:
            yield f"closing: {quoted_yaml(_one_line(self.parts.closing))}"
        if not self.parts.closing and default:
            message = f'ไม่พบคำลงท้าย (เช่น {default}) ก่อนบรรทัดวันที่ จึงนำเข้าเป็น closing: "" คือไม่พิมพ์'
            self._tell("no-closing", 0, message, "ถ้าต้องการคำลงท้าย ลบบรรทัด closing: หรือพิมพ์คำอื่น")
            yield 'closing: ""'

    def _not_printed(self, origin: str) -> Iterator[str]:
        """Yield the entries that no Word file holds from the content file that this one was made of."""
        if not origin:
            return
        told = f"{', '.join(PUBLICATION_KEYS)} ไม่อยู่ในไฟล์ Word", f"เติมในไฟล์เนื้อหาถ้าเดิมมี (ดู {quoted(origin)})"
        try:
            if not _is_origin(origin):
                raise OSError
            fields = split_front_matter(self.into.earlier(origin), origin, []).fields
            found = {key: _one_line(fields.text(key)) for key in PUBLICATION_KEYS if key in fields}
        except (OSError, UnicodeDecodeError, DocgenError):
            self._tell("not-in-word", 0, *told)
            return
        for key, value in found.items():
            yield f"{key}: {quoted_yaml(value)}"


def _is_origin(path: str) -> bool:
    """Tell whether a path, which a Word file names, is that of an issued document's content file."""
    kind = KINDS.of_path(path)
    return kind is not None and kind.word is not None and re.fullmatch(r"content/[^/\\]+/[^/\\]+\.md", path) is not None


def _with_rank(signer: Signer, agency: Agency) -> str:
    """Return a name with the rank that stood on the line above it, spelled as the register spells both."""
    if not signer.rank:
        return signer.name
    both = f"{_one_line(signer.rank)} {signer.name}"
    known = ((f"{officer.rank}{officer.name}", officer.name) for officer in agency.officers)
    return next((name for whole, name in known if _squeezed(whole) == _squeezed(both)), both)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _squeezed(text: str) -> str:
    return "".join(text.split())
