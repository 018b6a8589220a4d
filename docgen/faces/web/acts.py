"""What is asked of the desk, one verb a function: each returns what is told of it. Runs in a worker."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from docgen.errors import DocgenError, Finding, Place, error
from docgen.faces.cli import words
from docgen.faces.web.answers import findings_json
from docgen.folder.regular import read_file
from docgen.folder.staging import temporary_folder, write_pieces
from docgen.kinds.table import KINDS
from docgen.registry.entry import Entry

Answer = tuple[dict[str, Any], tuple[Finding, ...]]


def _entry(entry: Entry, said: str) -> dict[str, Any]:
    told = {"named": entry.named, "shown_number": entry.shown_number, "said": said}
    return {"entry": {**asdict(entry), **told, "id": entry.path.removeprefix("content/")}, "said": said}


def _at(path: str) -> dict[str, Any]:
    """Return id and screen of a content file: what is made in rounds has one for its year."""
    own, kind = path.removeprefix("content/"), KINDS.of_path(path)
    return {"id": own, "url": f"/report/{own.split('/')[1]}" if kind and kind.rounds else f"/d/{own}"}


def new(root: Path, kind: str, name: str) -> Answer:
    """Begin a document of a kind."""
    from docgen.desk.new import new as begin

    known = KINDS.get(kind)
    if known is None or not known.new_template:
        raise error("wrong-kind", Place(""), "ไม่มีเอกสารชนิดนี้ให้เริ่ม", "เลือกชนิดจากรายการ")
    done = begin(root, known, name)
    return {**_at(done.value), "said": f"เริ่ม{known.thai}ใหม่แล้ว"}, done.findings


def again(root: Path, like: str, name: str) -> Answer:
    """Begin a document with the text of an earlier one."""
    from docgen.desk.again import again as begin

    done = begin(root, like, name)
    return {**_at(done.value), "said": "เริ่มร่างใหม่จากฉบับเดิมแล้ว"}, done.findings


def new_items(root: Path, fiscal_year: int) -> Answer:
    """Begin a year: its list of items with that of another year, and what is told of what changed."""
    from docgen.desk.new_year import new_year as begin

    done = begin(root, fiscal_year)
    return {**_at(done.value), "said": "เริ่มรายการข้อของปีแล้ว"}, done.findings


def confirm_item(root: Path, fiscal_year: int, codes: list[str], by: str) -> Answer:
    """Say that a person compared items of a year's list with the year's form."""
    from docgen.desk.confirm_item import confirm_item as confirm

    done = confirm(root, fiscal_year, codes, by)
    return {"items": done.value, "said": f"ยืนยันแล้ว {len(done.value)} ข้อ"}, done.findings


def import_word(root: Path, name: str, shown: str, content: bytes) -> Answer:
    """Read a Word file that was sent."""
    from docgen.desk.import_word import import_word as bring_in

    with temporary_folder() as folder:
        write_pieces(folder / shown, [content])
        done = bring_in(root, folder / shown, name)
    return {"id": done.value.removeprefix("content/"), "said": "นำเข้าแล้ว ตรวจข้อความก่อนใช้"}, done.findings


def fix(root: Path, name: str, digest: str) -> Answer:
    """Write the safe repairs into one file, if it still is what the asker saw."""
    from docgen.desk.fix import fix as mend
    from docgen.desk.save import open_text
    from docgen.faces.web.texts import refuse_changed

    refuse_changed(root, name, digest)
    done = mend(root, [str(root / name)])
    opened = open_text(root, name).value
    return {"diffs": list(done.value.diffs), "digest": opened.digest, "text": opened.text}, done.findings


def issue(root: Path, name: str, digest: str, reason: str, number: int) -> Answer:
    """Give a document its number, or issue it again for a reason."""
    from docgen.desk.issue import issue as give
    from docgen.faces.web.texts import refuse_changed

    if digest:
        refuse_changed(root, name, digest)
    done = give(root, str(root / name), correct=reason, number=number)
    return _entry(done.value, words.issued(done.value)), done.findings


def prospect(root: Path, name: str, number: int, *, is_correction: bool) -> Answer:
    """Say whether a document can be issued as it is on the disk, and as what."""
    from docgen.desk.prospect import prospect as ask

    done = ask(root, str(root / name), is_correction=is_correction, number=number)
    asked = [
        {"question": one.question, "answer": one.answer, "findings": findings_json(one.findings)}
        for one in done.value.asked
    ]
    entry = done.value.entry
    told = {"asked": asked, "entry": _entry(entry, "")["entry"] if entry else None}
    return told, done.findings


def withdraw(root: Path, name: str, because: str) -> Answer:
    """Cancel what was issued."""
    from docgen.desk.withdraw import withdraw as cancel

    done = cancel(root, name, because)
    return _entry(done.value, words.withdrawn(done.value)), done.findings


def move(root: Path, old: str, new_name: str) -> Answer:
    """Note that a content file has another name."""
    from docgen.desk.move import move as note

    done = note(root, old, new_name)
    return _entry(done.value, words.moved(done.value)), done.findings


def rename(root: Path, old: str, name: str) -> Answer:
    """Give a content file another name."""
    from docgen.desk.rename import rename as give

    done = give(root, old, name)
    return {"id": done.value.removeprefix("content/"), "said": f"เปลี่ยนชื่อเป็น {done.value} แล้ว"}, done.findings


def restore(root: Path) -> Answer:
    """Make register and journal whole."""
    from docgen.desk.restore import restore as rebuild

    done = rebuild(root)
    return {**asdict(done.value), "said": words.restored(done.value)}, done.findings


def sign(
    root: Path,
    output: str,
    officer: str,
    password: bytes,
    key: tuple[str, bytes] | None,
    token: tuple[str, str],
    picture: tuple[str, bytes] | None,
) -> Answer:
    """Sign a PDF with a key file that was sent, or a token that is plugged in here. Neither is kept."""
    from docgen.desk.sign import sign as put_signature
    from docgen.signing.keys import Key, Token

    used = Key(Path(key[0]), password, key[1]) if key else Token(Path(token[0]), password, token[1])
    with temporary_folder() as folder:
        drawn = folder / picture[0] if picture else None
        if drawn is not None and picture is not None:
            write_pieces(drawn, [picture[1]])
        done = put_signature(root, root / output, officer, used, drawn)
    return {"path": done.value, "said": f"ลงนามแล้ว {officer}"}, done.findings


def attach_scan(root: Path, output: str, shown: str, content: bytes, by: str) -> Answer:
    """File a scan that was sent."""
    from docgen.desk.attach_scan import attach_scan as file_scan

    with temporary_folder() as folder:
        write_pieces(folder / shown, [content])
        done = file_scan(root, root / output, folder / shown, by)
    return {"path": done.value, "said": "เก็บสแกนแล้ว"}, done.findings


def check_one(root: Path, name: str) -> tuple[bool, tuple[Finding, ...]]:
    """Return whether a content file, as it is on the disk, can be built, and all that is found in it."""
    from docgen.desk.preview import check_text
    from docgen.folder.folder import Disk

    done = check_text(Disk(root), name)
    return done.value, done.findings


def report_rows(root: Path, folder_name: str) -> Answer:
    """Return the log beside a report, by the project path of its folder: its rows, and what is found in them."""
    from docgen.content.activities import COLUMNS, REQUIRED, find_log
    from docgen.content.rows import read_rows
    from docgen.folder.files import Files, digest

    folder = root / folder_name
    path = find_log(folder, Files(root))
    head = [{"name": name, "label": known[0]} for name, known in COLUMNS.items()]
    if path is None:
        return {"log": None, "rows": [], "head": head}, ()
    shown = path.relative_to(root).as_posix()
    content = read_file(path, shown, 6_000_000)
    log = {"id": shown.removeprefix("content/"), "digest": digest(content), "kind": path.suffix[1:]}
    try:
        rows = read_rows(content, path, shown, COLUMNS, REQUIRED, counts_below=("measure", "month", "from", "to"))
    except DocgenError as problem:
        return {"log": log, "rows": [], "head": head, "wrong": findings_json(problem.findings)}, problem.findings
    listed = [{"line": one.place.line, "cells": {name: cell.text for name, cell in one.cells.items()}} for one in rows]
    return {"log": log, "rows": listed, "head": head}, ()
