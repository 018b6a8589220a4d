"""Files that are sent for a report: its log, and pictures, which are written anew."""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path

from aiohttp import web

from docgen.desk.save import CHANGED, EDITING_LOCK
from docgen.errors import DocgenError, Place, error
from docgen.faces.web.answers import CONTENT, NOTHING_HERE, answer, fault
from docgen.faces.web.api_texts import note_writer
from docgen.faces.web.bodies import form_of
from docgen.faces.web.house import house_of
from docgen.faces.web.names import content_path, is_content
from docgen.faces.web.uploads import MAX_UPLOAD_BYTES, PICTURES, ending_of, own_name, picture_anew
from docgen.folder.atomic import remove, write_files, write_new_file
from docgen.folder.files import file_digest
from docgen.folder.locks import locked
from docgen.folder.regular import read_file
from docgen.folder.there import is_there
from docgen.kinds.table import KINDS

_TABLES = (".csv", ".xlsx")


async def upload(request: web.Request) -> web.Response:
    """Put a picture or a log beside the report or document that it is for."""
    house = house_of(request)
    form = await form_of(request, MAX_UPLOAD_BYTES)
    name = content_path(house.root, form.words.get("for", ""))
    sent = form.file("file", fault("wrong-upload", "ยังไม่ได้เลือกไฟล์", "เลือกไฟล์ตารางหรือรูป"))
    ending = ending_of(sent, (*_TABLES, *PICTURES), "ตาราง (.csv .xlsx) หรือรูป (.png .jpg)")
    folder = name.rpartition("/")[0]
    if ending in _TABLES:
        target = _log(name, ending)
        content, digest = sent.content, form.words.get("digest", "")
        made, kept = await asyncio.to_thread(_put, house.root, target, content, digest)
    else:
        content = await asyncio.to_thread(picture_anew, sent, ending)
        target, kept = f"{folder}/{own_name(sent)}", ""
        made = await asyncio.to_thread(_put_new, house.root, target, content)
    note_writer(request, name)
    house.jobs.tell("acted", {"id": name.removeprefix(CONTENT)})
    told = {"id": target.removeprefix(CONTENT), "path": target, "name": target.rpartition("/")[2], "digest": made}
    told["kept"] = kept
    return answer(told, status=201)


def _log(name: str, ending: str) -> str:
    """Return the project path of the log of a report. Raises DocgenError for a document that has none."""
    kind = KINDS.of_path(name)
    if kind is None or kind.rounds is None:
        raise DocgenError([fault("wrong-upload", "เอกสารนี้ไม่มีตารางบันทึกการดำเนินงาน", "เลือกรายงานของปีก่อน", name)])
    target = f"{name.rpartition('/')[0]}/{kind.rounds.beside.partition('.')[0]}{ending}"
    if not is_content(target.removeprefix(CONTENT)):
        raise DocgenError([NOTHING_HERE])
    return target


def _put(root: Path, target: str, content: bytes, digest: str) -> tuple[str, str]:
    """Write a log over the one that the asker has seen ("" for none); return its digest, and where another kind went.

    A report has one log: a workbook that takes the place of a CSV, or the other way, leaves it beside under a name that
    no report reads. Raises DocgenError where what is there is not what was seen.
    """
    path = root / target
    with locked(root / EDITING_LOCK):
        others = [one for one in _logs(root, target) if one != path]
        there = [file_digest(one) for one in _logs(root, target)]
        if there != ([digest] if digest else []):
            message = "มีไฟล์นี้อยู่แล้ว หรือถูกแก้หลังจากเปิดหน้านี้ จึงยังไม่เขียนทับ"
            raise error(CHANGED, Place(target), message, "เปิดหน้ารายงานใหม่ ตรวจแถวที่มีอยู่ แล้วส่งอีกครั้ง")
        kept = {one: one.with_name(f"{one.stem}-before-{digest[:8]}{one.suffix}") for one in others}
        write_files({new: read_file(old, old.name, MAX_UPLOAD_BYTES) for old, new in kept.items()} | {path: content})
        for other in others:
            remove(other)
    return hashlib.sha256(content).hexdigest(), "".join(one.name for one in kept.values())


def _logs(root: Path, target: str) -> list[Path]:
    """Return the logs that are there, of either kind."""
    stem = root / target.rpartition(".")[0]
    return [path for ending in _TABLES if is_there(path := stem.with_name(stem.name + ending))]


def _put_new(root: Path, target: str, content: bytes) -> str:
    try:
        write_new_file(root / target, content)
    except FileExistsError:
        raise error("file-exists", Place(target), "มีรูปชื่อนี้อยู่แล้ว จึงไม่เขียนทับ", "เปลี่ยนชื่อรูป แล้วส่งใหม่") from None
    return hashlib.sha256(content).hexdigest()
