"""Tell in a clerk's words why a line of YAML can't be read, with the very line to write instead.

YAML gives many signs a meaning that a title does not expect (: # quotation marks, brackets, * & ! and others). The
parser's own words name tokens; what helps is the value, the sign in it, and the same line with the value in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docgen.outside import harmless

LONGEST_SHOWN = 400
_ENTRY = r"(?P<lead>\s*(?:- +)*(?P<key>[^\s:#\"'\[\]{},&*!|>%@`-][^:#\"]{0,60}?)\s*:[ \t]+)(?P<value>\S.*)"
_ITEM = r"(?P<lead>\s*- +)(?P<value>\S.*)"
_NO_BLANK = r"(?P<lead>\s*(?:- +)*)(?P<key>[a-z][a-z_]{0,30}):(?!//)(?P<value>[^\s:].*)"
_NO_COLON = r"(?P<lead>\s*(?:- +)*)(?P<key>[a-z][a-z_]{0,30})[ \t]+(?P<value>[^\x00-\x7f].*)"
_ALWAYS_A_SIGN = "*&!%@`|>[]{},#"
_SIGN_BEFORE_BLANK = "-?:"


@dataclass(frozen=True, slots=True)
class Mistyped:
    """What is wrong with a line: its index, the column from 1, what is wrong and what to write."""

    line: int
    column: int
    message: str
    hint: str


def in_quotes(text: str) -> str:
    r"""Return text as a YAML value that is read as just this text.

    >>> in_quotes('โครงการ #2'), in_quotes('"ก" ข')
    ('"โครงการ #2"', '\'"ก" ข\'')
    """
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def mistyped(lines: Sequence[str], suspects: Iterable[int]) -> Mistyped | None:
    """Return what is wrong with the first of the suspected lines (indices) that shows a known fault."""
    for index in suspects:
        found = _fault(lines[index]) if 0 <= index < len(lines) else None
        if found is not None:
            column, message, line = found
            hint = f"เขียนว่า {harmless(line.strip(), LONGEST_SHOWN)}" if line else "ใช้ช่องว่าง (space) แทนแท็บ"
            return Mistyped(index, column, message, hint)
    return None


def second_document(lines: Sequence[str]) -> int | None:
    """Return the index of a line that begins a second document (---) or ends the first one (...), None if none does."""
    seen = False
    for index, line in enumerate(lines):
        if line[:3] in ("---", "...") and not line[3:].strip() and (seen or line[:3] == "..."):
            return index
        seen = seen or bool(line.strip() and not line.lstrip().startswith("#") and line[:3] != "---")
    return None


def _fault(line: str) -> tuple[int, str, str] | None:
    """Return column, message and the line to write ("" where a tab must go), None if the line shows no known fault."""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        return indent.index("\t") + 1, "บรรทัดนี้ย่อหน้าด้วยแท็บ", ""
    if found := re.fullmatch(_ENTRY, line) or re.fullmatch(_ITEM, line):
        key = harmless(found.groupdict().get("key") or "", 60)
        why, text = _wrong_value(found["value"].rstrip())
        message = f"ข้อความของ {key} {why}" if key else f"ข้อความนี้{why}"
        return (found.start("value") + 1, message, found["lead"] + in_quotes(text)) if why else None
    if found := re.fullmatch(_NO_BLANK, line):
        value = found["value"].rstrip()
        right = f"{found['lead']}{found['key']}: {value if not _wrong_value(value)[0] else in_quotes(value)}"
        return found.start("value") + 1, "ขาดช่องว่างหลังเครื่องหมาย :", right
    if ":" not in line and (found := re.fullmatch(_NO_COLON, line)):
        return (
            found.start("value"),
            f"ขาดเครื่องหมาย : หลัง {found['key']}",
            f"{found['lead']}{found['key']}: {found['value']}",
        )
    if "：" in line:
        before, _, after = line.partition("：")
        right = f"{before.rstrip()}: {after.strip()}"
        return line.index("：") + 1, "เครื่องหมาย ： นี้เป็นแบบเต็มความกว้าง", right
    return None


def _wrong_value(value: str) -> tuple[str, str]:
    """Return why a value is not read as it is meant, "" if nothing is wrong, and the text that was meant."""
    first = value[0]
    if first in "\"'":
        return _wrong_quotation(value)
    if first in "[{" and value.endswith("]" if first == "[" else "}"):
        return "", value  # a list or a mapping in brackets: what is wrong stands within
    if first in _ALWAYS_A_SIGN and value not in ("|", ">", "|-", ">-", "|+", ">+"):
        return f"ขึ้นต้นด้วย {first} ซึ่งเป็นเครื่องหมายของรูปแบบไฟล์", value
    if first in _SIGN_BEFORE_BLANK and value[1:2] in ("", " ", "\t"):
        return f"ขึ้นต้นด้วย {first} ซึ่งเป็นเครื่องหมายของรูปแบบไฟล์", value
    if re.search(r":(?:\s|$)", value):
        return "มีเครื่องหมาย : ที่ตามด้วยช่องว่าง", value
    if re.search(r"\s#", value):
        return "มีเครื่องหมาย # ซึ่งตัดข้อความที่ตามมา", value
    return "", value


def _wrong_quotation(value: str) -> tuple[str, str]:
    mark = value[0]
    inner = r'"((?:[^"\\]|\\.)*)"' if mark == '"' else r"'((?:[^']|'')*)'"
    closed = re.match(inner, value)
    if closed is None:
        return f"เปิดเครื่องหมายคำพูด {mark} แล้วไม่ปิด", value[1:]
    rest = value[closed.end() :]
    if rest.strip() and not re.match(r"\s+#", rest):
        return f"มีเครื่องหมายคำพูด {mark} ที่ปิดก่อนจบข้อความ", value
    if mark == '"' and "\\" in closed[1]:
        return "มี \\ ในเครื่องหมายคำพูดคู่ ซึ่งเปลี่ยนตัวที่ตามมา", closed[1]
    return "", value
