"""Tell the encoding of a text file: UTF-8, or the Windows-874 that Thai Excel writes. Guesses nothing else."""

from __future__ import annotations

import re

from docgen.errors import Place, error

_OTHER_KIND = "ไฟล์ไม่ใช่ข้อความแบบ UTF-8 (อาจบันทึกเป็น Unicode Text หรือเป็นไฟล์ของโปรแกรมอื่น)"
_CONTROLS = re.compile("[\x0e\x00](?:[^\x0e\x00]{1,3}[\x0e\x00]){4}")


def decode_text(content: bytes, shown_path: str) -> str:
    """Return the text of a file: UTF-8 with or without BOM, else Windows-874. Raises DocgenError for any other."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    else:
        # UTF-16 without its mark is UTF-8 too, with a NUL or another control after each Thai letter.
        if _CONTROLS.search(text) is None:
            return text
        raise _unreadable(shown_path, _OTHER_KIND)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content:
        raise _unreadable(shown_path, _OTHER_KIND)
    try:
        text = content.decode("cp874")
    except UnicodeDecodeError:
        raise _unreadable(shown_path, "ไฟล์ไม่ใช่ข้อความแบบ UTF-8 หรือ Windows-874") from None
    foreign = re.findall(r"[^\x00-\x7f]", text)
    thai = sum("\u0e01" <= character <= "\u0e5b" for character in foreign)
    # Any bytes at all can pass for Windows-874; Thai text is nearly all Thai above ASCII.
    if thai < 0.9 * len(foreign):
        raise _unreadable(shown_path, "ไฟล์ไม่ใช่ข้อความภาษาไทยแบบ UTF-8 หรือ Windows-874")
    return text


def _unreadable(shown_path: str, message: str) -> Exception:
    return error("wrong-encoding", Place(shown_path, 1), message, "บันทึกไฟล์ใหม่เป็น UTF-8 (ใน Excel: CSV UTF-8)")
