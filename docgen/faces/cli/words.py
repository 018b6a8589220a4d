"""What the command line says after each verb, in plain Thai."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.checks.language import translator
from docgen.errors import SEVERITY_WORDS
from docgen.kinds.kind import Kind

if TYPE_CHECKING:
    from docgen.build.run import Result
    from docgen.checks.rule import Rule
    from docgen.desk.publish import Published
    from docgen.desk.restore import Restored
    from docgen.evidence.bag.versions import Archived
    from docgen.registry.entry import Entry

_EXPLAINED = {
    "th": {
        "severity": "ระดับ",
        "reason": "เพราะ",
        "source": "ที่มา",
        "wrong": "ตัวอย่างที่ผิด",
        "right": "ตัวอย่างที่ถูก",
    },
    "en": {
        "severity": "Severity",
        "reason": "Why",
        "source": "Source",
        "wrong": "Wrong",
        "right": "Right",
    },
}
AGREED = "ทะเบียน บันทึกเหตุการณ์ และไฟล์เนื้อหาตรงกัน"
NOTHING_FOUND = {"th": "ตรวจแล้ว ไม่พบข้อสังเกต", "en": "checked, nothing found"}


def begun(kind: Kind, path: str) -> str:
    """Return what is said of a new content file."""
    return f"เริ่ม{kind.thai}ใหม่แล้ว แก้ข้อความในไฟล์ {path} แล้วสั่ง make"


def nothing_built(result: Result) -> str:
    """Return what is said where a build had nothing to do."""
    return "ไม่มีเนื้อหาให้สร้าง" if not result.fresh else "เอกสารเป็นปัจจุบันอยู่แล้ว"


def issued(entry: Entry) -> str:
    """Return what is said of a number that was given."""
    version = f" ฉบับแก้ไขครั้งที่ {entry.version - 1}" if entry.version > 1 else ""
    return f"ออกเลขแล้ว {entry.named}{version} เรื่อง {entry.subject}"


def moved(entry: Entry) -> str:
    """Return what is said of another file name."""
    return f"จดชื่อไฟล์ใหม่แล้ว {entry.named} {entry.path}"


def withdrawn(entry: Entry) -> str:
    """Return what is said of a document that was cancelled."""
    return f"ยกเลิกแล้ว {entry.named} เรื่อง {entry.subject} เลขนี้ไม่ใช้ซ้ำ"


def restored(made: Restored) -> str:
    """Return what is said of a register that was made whole."""
    return f"กู้คืนทะเบียน {made.entries} รายการ บันทึกเหตุการณ์ {made.events} รายการ"


def archived(made: Archived) -> str:
    """Return what is said of a bag."""
    if made.is_new:
        return f"เก็บหลักฐานแล้ว {made.path} และ {made.path}.zip"
    return f"ไม่มีอะไรเปลี่ยนจากที่เก็บไว้ใน {made.path}"


def published(made: Published) -> str:
    """Return what is said of a publication set."""
    return f"ชุดเผยแพร่อยู่ที่ {made.path} ({made.count} เอกสาร) คัดลอกทั้งโฟลเดอร์ขึ้นเว็บไซต์ได้"


def explained(rule: Rule, language: str = "th") -> str:
    """Return what a rule is about, in Thai or English."""
    said, words = translator(language), _EXPLAINED[language]
    lines = [f"{rule.code}: {said(rule.title)}", f"{words['severity']}: {SEVERITY_WORDS[language][rule.severity]}"]
    lines += [f"{words['reason']}: {said(rule.reason)}", f"{words['source']}: {rule.source}"]
    if rule.wrong:
        lines += [f"{words['wrong']}:", *(f"    {line}" for line in rule.wrong.split("\n"))]
        lines += [f"{words['right']}:", *(f"    {line}" for line in rule.right.split("\n"))]
    return "\n".join(lines)
