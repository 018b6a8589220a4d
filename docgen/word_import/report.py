"""Take a report that docgen made, and somebody edited in Word, apart again: report.yaml and the log of activities."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from docgen.content.body import NumberingScheme
from docgen.content.records import Agency
from docgen.errors import Finding, Place, Severity, error
from docgen.thai.date_reading import read_date
from docgen.thai.dates import read_months
from docgen.thai.months import ThaiDateError
from docgen.thai.numerals import to_arabic_digits
from docgen.word_import.body import BodyWriter
from docgen.word_import.records import WordBlock, WordParagraph, WordTable

_ROUND = re.compile(r"รอบ\s*(?P<months>6|12)\s*เดือน.{0,200}?(?P<year>2[4-7][0-9]{2})")
_DAYS = re.compile(r"(?P<first>.+?)(?<!\s)\s+-\s+(?P<last>.+)")
_NOTHING_DONE = "ไม่มีการดำเนินการในรอบนี้"
_MEASURE_COLUMNS = ("name", "practices", "steps", "responsible_unit", "monitoring")
_LOG_HEAD = ("มาตรการ", "รายละเอียด", "เดือน", "เริ่ม", "ถึง", "ผลผลิต", "ผลลัพธ์", "หมายเหตุ", "หลักฐาน")


@dataclass(slots=True)
class ReportFiles:
    """The files of a report: its fiscal year, report.yaml, activities.csv, relationships of pictures by file name."""

    fiscal_year: int
    report: str
    log: bytes
    pictures: dict[str, str]


@dataclass(slots=True)
class ReportReader:
    """Reads the blocks of one report. `scheme` labels its lists; `findings` tell what was not taken over."""

    shown: str
    agency: Agency
    numbering: NumberingScheme
    endings: dict[str, str]
    findings: list[Finding] = field(default_factory=list)
    pictures: dict[str, str] = field(default_factory=dict)

    def read(self, blocks: Sequence[WordBlock], keywords: str) -> ReportFiles:
        """Return the content files. Raises DocgenError if a part that every report has is not there."""
        sections = _sections(blocks)
        cover, rest = sections[0], sections[1:]
        fields = self._cover(cover)
        months = int(fields.pop("months"))
        at_plan = next((i for i, section in enumerate(rest) if _table(section, 5)), None)
        at_results = next((i for i, section in enumerate(rest) if _table(section, 6)), None)
        if at_plan is None or at_results is None:
            message = "ไม่พบตารางมาตรการ (๕ ช่อง) หรือตารางผลการดำเนินการ (๖ ช่อง) ของรายงาน"
            raise error("no-report-tables", Place(self.shown), message, "ใช้ไฟล์รายงานที่ docgen สร้าง")
        introduction = [block for section in rest[:at_plan] for block in section]
        plan, results = rest[at_plan], rest[at_results]
        fields["introduction"] = self._text(introduction)
        if text := self._text(_before_table(plan)):
            fields["plan_introduction"] = text
        if text := self._text(_before_table(results)):
            fields["results_introduction"] = text
        fields["measures"] = [self._measure(row) for row in _table(plan, 5).rows[1:]]  # type: ignore[union-attr]
        fields |= self._end(results, months)
        papers = self._papers(results)
        pictures = [picture for section in rest[at_results + 1 :] for picture in self._pictures(section)]
        if pictures:
            fields["pictures"] = pictures
        items = re.findall(r"\b(O[0-9.]+) ([0-9]{4})\b", keywords)
        if items:
            fields["evidence"] = [{"fiscal_year": int(fiscal_year), "item": code} for code, fiscal_year in items]
        log = self._log(_table(results, 6), papers)  # type: ignore[arg-type]
        self._tell("annexes-to-add", 0, "ไฟล์ Word ของรายงานไม่มีภาคผนวก", "เติม annexes: ใน report.yaml ถ้าเดิมมี")
        return ReportFiles(int(fields["fiscal_year"]), _yaml({"kind": "report", **fields}), log, self.pictures)

    def _tell(self, code: str, number: int, message: str, hint: str = "") -> None:
        self.findings.append(Finding(code, Place(self.shown, number), message, hint, Severity.WARNING))

    def _cover(self, blocks: Sequence[WordBlock]) -> dict[str, Any]:
        words = {
            block.role: " ".join(block.text.split())
            for block in blocks
            if isinstance(block, WordParagraph) and block.role.startswith("cover_")
        }
        found = _ROUND.search(to_arabic_digits(words.get("cover_round", "")))
        if found is None:
            message = "ไม่พบบรรทัด รอบ … เดือน ประจำปีงบประมาณ … บนปก"
            raise error("no-report-round", Place(self.shown), message, "ใช้ไฟล์รายงานที่ docgen สร้าง")
        fields: dict[str, Any] = {"fiscal_year": int(found["year"]), "title": words.get("cover_title", "")}
        fields["months"] = found["months"]
        own_place = f"อำเภอ{self.agency.district} จังหวัด{self.agency.province}"
        if (place := words.get("cover_place", "")) and place != own_place:
            fields["cover_place"] = place
        if (agency := words.get("cover_agency", "")) != self.agency.name:
            self._tell("other-agency", 0, f"รายงานเป็นของ {agency}", "docgen พิมพ์ชื่อหน่วยงานจาก content/agency.yaml")
        return fields

    def _text(self, blocks: Sequence[WordBlock]) -> str:
        writer = BodyWriter(self.shown, "picture", self.numbering, endings=self.endings)
        text = writer.write(blocks)
        self.findings += writer.findings
        return text

    def _measure(self, row: Sequence[Sequence[WordParagraph]]) -> dict[str, str]:
        cells = [self._text(cell) for cell in row]
        named = {key: text for key, text in zip(_MEASURE_COLUMNS, cells, strict=False) if text}
        return {"name": _one_line(row[0]), **{key: text for key, text in named.items() if key != "name"}}

    def _end(self, blocks: Sequence[WordBlock], months: int) -> dict[str, Any]:
        """Return who signs, and the date of the round."""
        found: dict[str, Any] = {}
        role = "reporter"
        for block in _flat(blocks):
            words = " ".join(block.text.split())
            if block.role == "issue_date" and words:
                try:
                    date = read_date(words)
                except ThaiDateError as problem:
                    self._tell("wrong-date", block.number, f"อ่านวันที่ไม่ได้: {problem.message_th}", "เติม rounds: เอง")
                else:
                    found["rounds"] = {months: {"date": date.isoformat()}}
            elif block.role.startswith("signs_as"):
                role = "acknowledger" if "รับทราบ" in words else "reporter"
            elif block.role.startswith("signature_name"):
                found[role] = words.strip("()")
        return found

    def _papers(self, blocks: Sequence[WordBlock]) -> list[str]:
        flat = [block for block in blocks if isinstance(block, WordParagraph)]
        return [" ".join(block.text.split()) for block in flat if block.item is not None and block.text.strip()]

    def _log(self, table: WordTable, papers: Sequence[str]) -> bytes:
        """Return the log as CSV with the mark that Excel wants. The papers go to the first activity that was done."""
        made = io.StringIO()
        writer = csv.writer(made, lineterminator="\n")
        writer.writerow(_LOG_HEAD)
        waiting = list(papers)
        for row in table.rows[2:]:
            if len(row) < 6 or _one_line(row[1]) == _NOTHING_DONE:
                continue
            detail, output, outcome, remark = (re.sub(r"\n+", "\n", self._text(row[at])) for at in (1, 3, 4, 5))
            month, first, last = self._period(row[2])
            writer.writerow(
                (_one_line(row[0]), detail, month, first, last, output, outcome, remark, "; ".join(waiting))
            )
            waiting.clear()
        return b"\xef\xbb\xbf" + made.getvalue().encode()

    def _period(self, cell: Sequence[WordParagraph]) -> tuple[str, str, str]:
        words = to_arabic_digits(_one_line(cell))
        if _is_readable(read_months, words):
            return words.removeprefix("เดือน"), "", ""
        if _is_readable(read_date, words):
            return "", words, ""
        days = _DAYS.fullmatch(words)
        if days is not None:
            first, last = days["first"], days["last"]
            # The first day is written without what it shares with the last one.
            for shared in ("", last.partition(" ")[2], last.rpartition(" ")[2]):
                if _is_readable(read_date, f"{first} {shared}".strip()) and _is_readable(read_date, last):
                    return "", f"{first} {shared}".strip(), last
        number = cell[0].number if cell else 0
        self._tell("wrong-date", number, f"อ่านระยะเวลาไม่ได้: {words[:60]}", "เติมช่องเดือนใน activities.csv")
        return words, "", ""

    def _pictures(self, blocks: Sequence[WordBlock]) -> list[dict[str, str]]:
        made = []
        paragraphs = [block for block in blocks if isinstance(block, WordParagraph)]
        for number, block in enumerate(paragraphs):
            following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
            caption = _one_line([following]) if following is not None and following.role == "caption" else ""
            for span in block.spans:
                if span.picture in self.endings:
                    name = f"picture-{len(self.pictures) + 1}{self.endings[span.picture]}"
                    self.pictures[name] = span.picture
                    entry = {"file": name, "caption": caption or span.text or "ภาพการดำเนินงาน"}
                    made.append(entry | ({"alt": span.text} if span.text and span.text != caption else {}))
        return made


def is_report(blocks: Sequence[WordBlock]) -> bool:
    """Tell whether a file is a report of docgen: it has its cover."""
    return any(isinstance(block, WordParagraph) and block.role == "cover_round" for block in blocks)


def _sections(blocks: Sequence[WordBlock]) -> list[list[WordBlock]]:
    sections: list[list[WordBlock]] = [[]]
    for block in blocks:
        sections[-1].append(block)
        if isinstance(block, WordParagraph) and block.ends_section:
            sections.append([])
    return [section for section in sections if section]


def _table(blocks: Sequence[WordBlock], columns: int) -> WordTable | None:
    tables = (block for block in blocks if isinstance(block, WordTable))
    return next((table for table in tables if max(map(len, table.rows), default=0) == columns), None)


def _before_table(blocks: Sequence[WordBlock]) -> list[WordBlock]:
    at = next(number for number, block in enumerate(blocks) if isinstance(block, WordTable))
    return list(blocks[:at])


def _flat(blocks: Sequence[WordBlock]) -> list[WordParagraph]:
    """Return the paragraphs, those of signature tables cell by cell."""
    made: list[WordParagraph] = []
    for block in blocks:
        if isinstance(block, WordParagraph):
            made.append(block)
        elif _table([block], 6) is None and _table([block], 5) is None:
            made += [paragraph for row in block.rows for cell in row for paragraph in cell]
    return made


def _one_line(paragraphs: Sequence[WordParagraph]) -> str:
    return " ".join(" ".join(paragraph.text for paragraph in paragraphs).split())


def _is_readable(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ThaiDateError:
        return False
    return True


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as such, as a clerk would."""


def _represent(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _represent)


def _yaml(fields: dict[str, Any]) -> str:
    return yaml.dump(fields, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000)
