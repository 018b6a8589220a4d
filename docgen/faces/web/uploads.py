"""Files that people send: what they may be, by their first bytes and their insides; a name counts little."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from docgen.errors import DocgenError
from docgen.faces.web.answers import fault
from docgen.faces.web.bodies import Sent
from docgen.folder.file_names import odd_name
from docgen.folder.opened_picture import MAX_PICTURE_PIXELS, is_too_many_dots, opened_picture, upright
from docgen.outside import quoted

if TYPE_CHECKING:
    from PIL import Image

MAX_UPLOAD_BYTES = 60_000_000
MAX_SCAN_BYTES = 200_000_000
MAX_KEY_BYTES = 1_000_000
MAX_BAG_BYTES = 1_000_000_000
_MOST_TIMES = 200
"""How many times larger a zip may become when it is unpacked; a workbook of one word a million times is 100 times."""
_MOST_UNPACKED = 400_000_000
_MOST_PARTS = 5_000
_MAGIC = {
    ".pdf": (b"%PDF-",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".docx": (b"PK\x03\x04",),
    ".xlsx": (b"PK\x03\x04",),
    ".zip": (b"PK\x03\x04",),
    ".p12": (b"\x30",),
    ".pfx": (b"\x30",),
    ".csv": (),
}
_KINDS = {".docx": "word/", ".xlsx": "xl/"}
PICTURES = (".png", ".jpg", ".jpeg")


def ending_of(sent: Sent, endings: tuple[str, ...], words: str) -> str:
    """Return the ending of a file that was sent, after a look at what it is. Raises DocgenError for anything else.

    `words` says in Thai what is wanted.
    """
    name = own_name(sent)
    ending = PurePosixPath(name).suffix.lower()
    if ending not in endings:
        raise DocgenError([fault("wrong-upload", f"{quoted(name, 60)} ไม่ใช่{words}", f"เลือกไฟล์ {' '.join(endings)}")])
    magic = _MAGIC[ending]
    is_other = bool(magic) and not sent.content.startswith(magic)
    if is_other or (ending == ".csv" and b"\0" in sent.content[:4096] and not sent.content.startswith(b"\xff\xfe")):
        message = f"เนื้อในของ {quoted(name, 60)} ไม่ใช่ไฟล์ชนิด {ending}"
        raise DocgenError([fault("wrong-upload", message, f"เลือก{words} หรือบันทึกใหม่จากโปรแกรมเดิม")])
    if magic == (b"PK\x03\x04",):
        _refuse_bomb(sent, name, _KINDS.get(ending, ""))
    return ending


def own_name(sent: Sent) -> str:
    """Return the name of a file that was sent, without folders. Raises DocgenError for one that no system holds."""
    name = sent.name.replace("\\", "/").rpartition("/")[2]
    if why := odd_name(name):
        raise DocgenError([fault("wrong-name", f"ใช้ชื่อไฟล์ {quoted(name, 60)} ไม่ได้: {why}", "เปลี่ยนชื่อไฟล์ แล้วเลือกใหม่")])
    return name


def _too_large(sent: Sent) -> DocgenError:
    return DocgenError([fault("picture-too-large", "รูปใหญ่เกินกำหนด", "ย่อรูปให้ด้านยาวไม่เกิน 6000 จุด", sent.name)])


def picture_anew(sent: Sent, ending: str) -> bytes:
    """Return a picture written anew: what hid in it beside the picture is gone. Raises DocgenError for a broken one."""
    made = io.BytesIO()
    try:
        with opened_picture(sent.content) as image:
            if image.width * image.height > MAX_PICTURE_PIXELS:
                raise _too_large(sent)
            whole = _dots_alone(upright(image))
            if ending == ".png":
                whole.save(made, "PNG")
            else:
                whole.convert("RGB").save(made, "JPEG", quality=92, subsampling=0)
    except DocgenError:
        raise
    except Exception as problem:  # readers of damaged pictures raise whatever they stumble over
        if is_too_many_dots(problem):
            raise _too_large(sent) from None
        message = f"ไฟล์ {quoted(sent.name, 60)} ไม่ใช่รูป หรือไฟล์เสีย"
        raise DocgenError([fault("wrong-upload", message, "ใช้ไฟล์ .jpg หรือ .png ที่เปิดดูได้")]) from None
    return made.getvalue()


def _dots_alone(image: Image.Image) -> Image.Image:
    """Return a picture without what it carries beside its dots (remarks, profiles): writers put some of that back."""
    whole = image.convert("RGBA") if "transparency" in image.info else image
    whole.info = {}
    return whole


def _refuse_bomb(sent: Sent, name: str, wanted: str) -> None:
    """Raise DocgenError for an archive that grows too much, or holds no part of what it says to be."""
    try:
        with zipfile.ZipFile(io.BytesIO(sent.content)) as archive:
            parts = archive.infolist()
            whole = sum(part.file_size for part in parts)
            is_too_large = whole > max(_MOST_TIMES * len(sent.content), 1_000_000) or whole > _MOST_UNPACKED
            holds = not wanted or any(part.filename.startswith(wanted) for part in parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        message = f"ไฟล์ {quoted(name, 60)} ไม่ครบหรือเสีย"
        raise DocgenError([fault("wrong-upload", message, "บันทึกไฟล์ใหม่จากโปรแกรมเดิม แล้วเลือกอีกครั้ง")]) from None
    if is_too_large or len(parts) > _MOST_PARTS:
        message = f"เนื้อในของ {quoted(name, 60)} ใหญ่ผิดปกติเมื่อคลายออก จึงไม่รับ"
        raise DocgenError([fault("wrong-upload", message, "เปิดด้วยโปรแกรมเดิม แล้วบันทึกเป็นไฟล์ใหม่")])
    if not holds:
        message = f"เนื้อในของ {quoted(name, 60)} ไม่ตรงกับชนิดของไฟล์"
        raise DocgenError([fault("wrong-upload", message, "เลือกไฟล์ให้ถูก หรือบันทึกใหม่จากโปรแกรมเดิม")])
