"""What an import leaves out, by kind and paragraph, with all its words: the list that a clerk is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from docgen.errors import Finding, Place, Severity
from docgen.outside import quoted

# A finding shows this many letters of what was left out; more stand in the Word file, which the clerk has.
MOST_TOLD = 4_000


@dataclass(frozen=True, slots=True)
class Fate:
    """A way in which words stay behind or change: the finding's code, what happened, the remedy, how grave it is.

    The words of a kind that `is_kept` are in the content as well.
    """

    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.WARNING
    is_kept: bool = False


_TYPE_IT = "พิมพ์เพิ่มในไฟล์เนื้อหาเองถ้าต้องใช้"
_LOOK_AT_IT = "ตรวจข้อความในไฟล์เนื้อหา"
KINDS = {
    "deleted": Fate("tracked-change", "ข้อความที่ลบไว้แบบติดตามการแก้ไข ไม่ได้นำเข้า", "", Severity.HINT),
    "deleted-row": Fate("tracked-change", "แถวของตารางที่ลบไว้แบบติดตามการแก้ไข ไม่ได้นำเข้า"),
    "inserted": Fate("tracked-change", "ข้อความที่เพิ่มแบบติดตามการแก้ไข นำเข้าแล้ว", "", Severity.HINT, is_kept=True),
    "inserted-row": Fate("tracked-change", "แถวของตารางที่เพิ่มแบบติดตามการแก้ไข นำเข้าแล้ว", "", Severity.HINT, is_kept=True),
    "joined": Fate("tracked-change", "ท้ายย่อหน้านี้ถูกลบหรือซ่อนไว้ จึงต่อกับย่อหน้าถัดไป", "ตรวจข้อความที่ต่อกัน", is_kept=True),
    "struck": Fate("struck-out", "ข้อความที่ขีดฆ่า ไม่ได้นำเข้า", _TYPE_IT),
    "hidden": Fate("hidden-text", "ข้อความที่ซ่อนไว้ ไม่ได้นำเข้า", _TYPE_IT),
    "field": Fate("field-lost", "ฟิลด์ของ Word ที่ไม่มีผลลัพธ์ ไม่ได้นำเข้า", _TYPE_IT),
    "field-code": Fate("field-lost", "คำสั่งในฟิลด์ของ Word ไม่ได้นำเข้า (ผลลัพธ์นำเข้าแล้ว)", "", Severity.HINT),
    "check-box": Fate("check-box", "ช่องทำเครื่องหมาย นำเข้าเป็น ☐ หรือ ☑", _LOOK_AT_IT, is_kept=True),
    "drop-down": Fate("field-lost", "ตัวเลือกอื่นของช่องเลือก ไม่ได้นำเข้า", "", Severity.HINT),
    "symbol": Fate("not-imported", "สัญลักษณ์ที่แบบอักษรของเอกสารไม่มี ไม่ได้นำเข้า", _TYPE_IT),
    "symbol-changed": Fate("symbol-changed", "สัญลักษณ์ที่แบบอักษรไม่มี นำเข้าเป็นอักษรที่ใกล้ที่สุด", _LOOK_AT_IT, is_kept=True),
    "unprintable": Fate("not-imported", "อักขระที่ไม่มีความหมายแน่นอน ไม่ได้นำเข้า", _TYPE_IT),
    "lowered": Fate("raised-lost", "ตัวห้อยนำเข้าเป็นข้อความธรรมดา", _LOOK_AT_IT, is_kept=True),
    "equation": Fate("not-imported", "สมการนำเข้าไม่ได้", _TYPE_IT),
    "reading": Fate("not-imported", "คำอ่านเหนือคำ ไม่ได้นำเข้า", _TYPE_IT),
    "text-box": Fate("text-box", "กล่องข้อความนำเข้าไม่ได้", "พิมพ์ข้อความนี้ในไฟล์เนื้อหาเอง"),
    "object": Fate("not-imported", "วัตถุที่ฝังไว้ นำเข้าไม่ได้", _TYPE_IT),
    "chart": Fate("not-imported", "แผนภูมิหรือแผนภาพ นำเข้าไม่ได้", _TYPE_IT),
    "picture-words": Fate("not-imported", "คำอธิบายของรูปวาด ไม่ได้นำเข้า", "", Severity.HINT),
    "footnote": Fate("not-imported", "เชิงอรรถนี้นำเข้าไม่ได้", "พิมพ์เพิ่มในไฟล์เนื้อหาเอง"),
    "comment": Fate("comment", "ข้อคิดเห็นใน Word ไม่ได้นำเข้า", "ตรวจว่าทำตามข้อคิดเห็นแล้ว"),
    "header": Fate("not-imported", "หัวหรือท้ายกระดาษไม่ได้นำเข้า", _TYPE_IT),
    "chunk": Fate("not-imported", "ไฟล์ที่แทรกไว้ทั้งไฟล์ ไม่ได้นำเข้า", "เปิดด้วย Word แล้วบันทึกใหม่ ข้อความจะเป็นย่อหน้าธรรมดา"),
    "link": Fate("link-lost", "ที่อยู่ของลิงก์ใช้ในเอกสารไม่ได้ นำเข้าแต่ข้อความ", "", Severity.HINT),
    "other-branch": Fate("not-imported", "ข้อความสำรองสำหรับโปรแกรมอื่น ไม่ได้นำเข้า", "", Severity.HINT),
    "nested-table": Fate("not-imported", "ตารางซ้อนในช่องของตารางนำเข้าไม่ได้", _TYPE_IT),
    "merged-words": Fate("merged-cells", "ข้อความที่ซ่อนอยู่ใต้ช่องที่รวมกัน ไม่ได้นำเข้า", _TYPE_IT),
    "page-mark": Fate("page-furniture", "เลขหน้าหรือคำต่อหน้าที่พิมพ์ไว้ ไม่ได้นำเข้า docgen พิมพ์ให้เอง", "", Severity.HINT),
    "rule": Fate("page-furniture", "เส้นคั่นที่พิมพ์ไว้ ไม่ได้นำเข้า", "", Severity.HINT),
    "turned": Fate(
        "not-imported",
        "หน้าแนวนอนกลางเอกสาร นำเข้าเป็นแนวตั้ง",
        "ถ้าต้องเป็นแนวนอน ย้ายไปไว้ใต้บรรทัด [เอกสารแนบท้าย แนวนอน]",
        is_kept=True,
    ),
    "not-placed": Fate("not-placed", "ย่อหน้านี้ไม่รู้ว่าเป็นส่วนใดของเอกสาร จึงไม่ได้นำเข้า", "คัดลอกไปใส่ในไฟล์เนื้อหาเองถ้าต้องใช้"),
    "emblem": Fate("emblem", "รูปเหนือชื่อประกาศไม่ได้นำเข้า docgen พิมพ์ตราครุฑให้เอง", "", Severity.HINT),
    "picture-lost": Fate("not-imported", "รูปตรงที่ลงนามไม่ได้นำเข้า", "ลงลายมือชื่อบนเอกสารที่ docgen สร้าง"),
    "number": Fate("number-lost", "เลขที่ประกาศไม่ได้นำเข้า", "ออกเลขด้วยคำสั่ง docgen issue"),
    "unknown": Fate("not-imported", "ข้อความนี้ไม่ได้นำเข้า", _TYPE_IT),
    "offered": Fate("not-imported", "ข้อความสำเร็จรูปที่ Word เก็บไว้ให้เลือก (Quick Parts) ไม่ได้นำเข้า", "", Severity.HINT),
    "part": Fate("not-imported", "ข้อความในส่วนอื่นของไฟล์ Word ไม่ได้นำเข้า", _TYPE_IT),
}


@dataclass(slots=True)
class Ledger:
    """What was told of one file. `shown` is the file's name; places have the number of the paragraph as their line."""

    shown: str
    entries: list[tuple[str, int, str]] = field(default_factory=list)

    def add(self, kind: str, number: int, text: str) -> None:
        """Take down words of one of the KINDS at a paragraph; blank text counts only for what has no words."""
        self.entries.append((kind, number, text))

    def by_paragraph(self) -> dict[int, str]:
        """Return the words that were left out by the number of their paragraph."""
        made: dict[int, list[str]] = defaultdict(list)
        for kind, number, text in self.entries:
            if not KINDS[kind].is_kept:
                made[number].append(text)
        return {number: "\n".join(texts) for number, texts in made.items()}

    def findings(self) -> list[Finding]:
        """Return one finding for each kind and paragraph."""
        grouped: dict[tuple[int, str], list[str]] = defaultdict(list)
        for kind, number, text in self.entries:
            grouped[number, kind].append(text)
        return [self._finding(KINDS[kind], number, texts) for (number, kind), texts in grouped.items()]

    def _finding(self, kind: Fate, number: int, texts: Iterable[str]) -> Finding:
        words = " ".join(" ".join(text.split()) for text in texts).strip()
        message = f"{kind.message}: {quoted(words, MOST_TOLD)}" if words else kind.message
        return Finding(kind.code, Place(self.shown, number), message, kind.hint, kind.severity)
