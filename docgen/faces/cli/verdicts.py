"""What `docgen verify` says of a PDF's signatures or of a bag, in Thai or as JSON; on one line what a file says."""

from __future__ import annotations

import datetime
import json
from dataclasses import asdict

from docgen.desk.verify import Signatures
from docgen.evidence.bag.report import BagReport
from docgen.outside import escaped, harmless, quoted
from docgen.signing.appearance import thai_time
from docgen.signing.verify import Verified

_LONGEST = 400  # a path as long as a file system has them, and what is wrong with it


def verdict_text(verdict: BagReport | Signatures) -> str:
    """Return a verdict in plain Thai."""
    return bag_text(verdict) if isinstance(verdict, BagReport) else signatures_text(verdict)


def verdict_json(verdict: BagReport | Signatures) -> str:
    """Return a verdict as JSON: an object for a bag, a list for a PDF, with the fields of `Verified` and `good`."""
    if isinstance(verdict, BagReport):
        info = {harmless(key): harmless(value) for key, value in verdict.info.items()}
        told = {"bag": harmless(verdict.bag), "good": verdict.is_good, "info": info}
        checks = [
            {**asdict(one), "details": [harmless(word, _LONGEST) for word in one.details]} for one in verdict.checks
        ]
        return escaped(json.dumps({**told, "checks": checks}, ensure_ascii=False, indent=2))
    listed = [{**asdict(one), "good": one.is_good} for one in verdict.signatures]
    return escaped(json.dumps(listed, ensure_ascii=False, indent=2))


def bag_text(report: BagReport) -> str:
    """Return what was found of a bag, in plain Thai."""
    words = {True: "ผ่าน", False: "ไม่ผ่าน", None: "ไม่ได้ตรวจ"}
    lines = [f"ชุดหลักฐาน {harmless(report.bag)}"]
    lines += [f"  {harmless(key)}: {quoted(value)}" for key, value in report.info.items()]
    for check in report.checks:
        lines.append(f"[{words[check.answer]}] {check.question}")
        lines += [f"    {harmless(detail, _LONGEST)}" for detail in check.details]
    lines.append("ผล: " + ("ชุดนี้ถูกต้อง" if report.is_good else "ชุดนี้มีข้อบกพร่อง ดูรายการที่ไม่ผ่าน"))
    return "\n".join(lines)


def signatures_text(found: Signatures) -> str:
    """Return what the signatures of a PDF are worth, in plain Thai."""
    covers = {
        "whole": "ครอบคลุมเอกสารทั้งไฟล์",
        "revision": "ครอบคลุมเอกสารตอนลงนาม หลังจากนั้นมีแต่การลงนามหรือประทับเวลาเพิ่ม",
        "less": "ครอบคลุมเพียงบางส่วน",
    }
    lines = [f"{harmless(found.shown)}: มีลายมือชื่ออิเล็กทรอนิกส์ {len(found.signatures)} รายการ"]
    for one in found.signatures:
        lines += [
            f"- {quoted(one.signer)} (ช่อง {quoted(one.field)})",
            f"    เวลา: {_time(one)}",
            f"    ขอบเขต: {covers[one.covers]}",
            f"    ระดับ: PAdES {one.level}",
            f"    ผู้ออกใบรับรอง: {quoted(one.issuer)} ({'เชื่อถือ' if one.trusted else 'ไม่อยู่ในรายการที่เชื่อถือ'})",
            *([f"    สายใบรับรอง: {' > '.join(map(quoted, one.chain))}"] if one.chain else []),
            f"    การเพิกถอน: {'มีข้อมูล ตรวจแล้ว' if one.revocation_known else 'ไม่มีข้อมูล จึงไม่ได้ตรวจ'}",
            f"    ผล: {'ถูกต้อง' if one.is_good else one.problem}",
        ]
    return "\n".join(lines)


def _time(one: Verified) -> str:
    if one.stamped:
        return f"{thai_time(datetime.datetime.fromisoformat(one.stamped))} (ตราเวลารับรอง)"
    if not one.time:
        return "ไม่ระบุ"
    return f"{thai_time(datetime.datetime.fromisoformat(one.time))} (ตามนาฬิกาของผู้ลงนาม)"
