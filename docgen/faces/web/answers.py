"""What the server answers: JSON of what was done and found, Thai words for whatever went wrong, a page or a line."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from aiohttp import web

from docgen.checks.rules import all_rules
from docgen.errors import SEVERITY_WORDS, Finding, Place
from docgen.faces.web.said_here import said_here
from docgen.outside import escaped

CONTENT = "content/"
_CODES = {"changed-on-disk": 412, "issued-locked": 409, "busy": 409, "archive-busy": 409, "file-exists": 409}
_CODES |= {"read-only": 409, "file-missing": 404, "file-too-large": 413, "stale": 409, "internal-error": 500}
_CODES |= {"disk-full": 507, "not-written": 500, "out-of-memory": 500, "process-killed": 500, "not-installed": 500}
_CODES |= {
    "wrong-upload": 415,
    "wrong-request": 400,
    "refused": 403,
    "wrong-password": 403,
    "too-many-tries": 429,
    "no-session": 401,
    "no-page": 404,
}


@cache
def _rule_codes() -> frozenset[str]:
    """Return the codes of rules, which say why they are (`docgen check --explain`)."""
    return frozenset(rule.code for rule in all_rules())


def finding_json(finding: Finding) -> dict[str, Any]:
    """Return a finding for a page: numbers and words, and the id of the content file that it is about."""
    path = finding.place.path
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "level": SEVERITY_WORDS["th"][finding.severity],
        "path": path,
        "id": path.removeprefix(CONTENT) if path.startswith(CONTENT) else None,
        "line": finding.place.line,
        "column": finding.place.column,
        "span": finding.span,
        "message": said_here(finding.message),
        "hint": said_here(finding.hint),
        "repair": finding.repair,
        "excerpt": finding.excerpt,
        "is_rule": finding.code in _rule_codes(),
    }


def findings_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return findings in the order of their places."""
    return [finding_json(one) for one in sorted(findings, key=lambda one: one.place)]


def plain(value: Any) -> Any:
    """Return a value as JSON has it: records as objects, days as ISO 8601."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    return value


def text_of(value: Any) -> str:
    """Return JSON in which nothing steers a screen and nothing ends a script that it may stand in."""
    made = escaped(json.dumps(plain(value), ensure_ascii=False, separators=(",", ":")))
    return made.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def answer(value: Mapping[str, Any], findings: Iterable[Finding] = (), status: int = 200) -> web.Response:
    """Return what was done, with what is to be looked at."""
    told = {**value, "findings": findings_json(findings)}
    return web.Response(text=text_of(told), content_type="application/json", status=status)


def refused(findings: Iterable[Finding], status: int = 0, **more: Any) -> web.Response:
    """Return what went wrong; the status is that of the findings' codes where none is given."""
    told = tuple(findings)
    made = status or next((_CODES[one.code] for one in told if one.code in _CODES), 422)
    return answer(more, told, made)


def fault(code: str, message: str, hint: str = "", place: str = "") -> Finding:
    """Return a finding about a request."""
    return Finding(code, Place(place), message, hint)


NO_SESSION = fault("no-session", "หน้านี้ต้องเปิดจาก docgen", "ปิดหน้านี้ แล้วสั่ง docgen serve หรือ make serve อีกครั้ง")
SIGN_IN = fault("no-session", "ยังไม่ได้เข้าระบบ หรือหมดเวลาแล้ว", "เปิดหน้าเข้าระบบ (/login) ในอีกแท็บ แล้วกลับมาทำต่อ สิ่งที่พิมพ์ยังอยู่")
OTHER_PERSON = fault("refused", "แท็บนี้เปิดไว้โดยคนอื่น จึงไม่ทำในชื่อของท่าน", "เปิดหน้านี้ใหม่ในชื่อของท่าน")
NOT_ALLOWED = fault("refused", "ท่านไม่มีสิทธิ์ทำรายการนี้", "ให้ผู้มีหน้าที่นั้นเป็นผู้ทำ หรือให้ผู้ดูแลเพิ่มสิทธิ์")
STRANGE = fault("refused", "คำขอนี้ไม่ได้มาจากหน้าของ docgen จึงไม่ทำ", "ทำรายการจากหน้าของ docgen")
NOTHING_HERE = fault("no-page", "ไม่มีหน้านี้", "กลับไปหน้างานของสำนักงาน")
TOO_LARGE = fault("file-too-large", "ข้อมูลที่ส่งมาใหญ่เกินกำหนด", "แบ่งเป็นหลายไฟล์ หรือตรวจว่าเลือกไฟล์ถูกหรือไม่")
MALFORMED = fault("wrong-request", "คำขอไม่ครบหรือไม่ถูกรูปแบบ", "เปิดหน้านี้ใหม่ แล้วทำรายการอีกครั้ง")
