"""`docgen verify BAG`: whether a bag is what the office archived, file by file, and what can't be told.

Asked are: is it whole (RFC 8493); is its journal unbroken and part of this project's; do the index's hashes hold; is
each signature good; is each PDF still PDF/A-3a and PDF/UA-1; does its text say what its content says; does building the
content again give the same bytes.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from docgen.build.program import program_fingerprint
from docgen.errors import DocgenError
from docgen.evidence.bag.fixity import faults
from docgen.evidence.bag.opened import opened_bag, refuse_path
from docgen.evidence.bag.payload import JOURNAL
from docgen.evidence.bag.rebuild import Rebuilt, rebuild
from docgen.evidence.bag.report import BagReport, Check
from docgen.evidence.bag.write import SEAL
from docgen.folder.files import file_digest
from docgen.folder.limited import UnfinishedError, limited
from docgen.folder.regular import MAX_PDF_BYTES, read_regular
from docgen.folder.there import files_of, is_file, is_there, size_of
from docgen.folder.zips import write_zip
from docgen.kinds.kind import ENDINGS
from docgen.outside import quoted
from docgen.registry.journal import MAX_BYTES, START, Event, head, project_journal, read_journal
from docgen.signing.trust import TRUST_FOLDER
from docgen.signing.verify import WAITING, limits_for, verify

_MAX_INFORMATION, _MAX_INDEX = 100_000, 50_000_000


def verify_bag(root: Path, path: Path, trust: Path | None) -> BagReport:
    """Check a bag, as a folder or a zip; `trust` holds the certificates to trust (the project's own if None).

    Raises DocgenError for a bag that can't be opened safely (opened.py).
    """
    logging.getLogger("bagit").setLevel(logging.CRITICAL + 1)
    with opened_bag(path) as bag:
        found = faults(bag)
        checks = [Check("whole", "ครบทุกไฟล์ ไม่มีไฟล์แปลกปลอม ไม่ถูกแก้ (BagIt)", not found, tuple(found))]
        info = _information(bag)
        if is_file(path):
            checks.append(_same_zip(path, bag))
        index = _index(bag)
        if index is None:
            checks.append(Check("index", "ดัชนีหลักฐานอ่านได้", False, ("data/index.json: เสียหรือไม่มี",)))
        elif found:
            # Nothing that follows can be told of a bag that is not what was archived.
            checks.append(Check("rest", "ลายมือชื่อ มาตรฐาน PDF และการสร้างซ้ำ", None, ("ชุดไม่ครบหรือถูกแก้ จึงไม่ตรวจต่อ",)))
        else:
            checks += _contents(root, bag, index, info, trust or root / TRUST_FOLDER)
        return BagReport(path.name, info, tuple(checks))


def _information(bag: Path) -> dict[str, str]:
    try:
        lines = read_regular(bag / "bag-info.txt", _MAX_INFORMATION).decode().splitlines()
    except (OSError, ValueError):
        return {}
    pairs = (line.partition(": ") for line in lines if ": " in line and not line.startswith((" ", "\t")))
    return {key: value for key, _, value in pairs}


def _same_zip(path: Path, bag: Path) -> Check:
    """A zip is written from its bag alone: another byte anywhere, also between the files, shows."""
    made = bag.parent / "again.zip"
    write_zip(bag, made)
    same = file_digest(made) == file_digest(path)
    details = () if same else (f"{path.name}: ไม่ใช่ไฟล์ที่ docgen เขียน (ไฟล์ข้างในตรวจแยกแล้ว)",)
    return Check("zip", "ไฟล์ .zip เหมือนที่เก็บไว้ทุกไบต์", same, details)


def _index(bag: Path) -> dict[str, Any] | None:
    """Return the index of a bag, None if it is broken, lacks what every index has, or names what is not in the bag."""
    try:
        index: dict[str, Any] = json.loads(read_regular(bag / "data/index.json", _MAX_INDEX).decode())
        # Exactly: True is an int as well. What lies outside can't be a year of the Buddhist era.
        is_year = type(index["fiscal_year"]) is int and 2000 < index["fiscal_year"] < 3000
        if not is_year or not {"agency", "round", "documents"} <= set(index):
            return None
        for document in index["documents"]:
            files = document["files"]
            if "pdf" not in files or not set(files) <= _KINDS:
                return None
            for file in files.values():
                refuse_path(file["path"], "index.json")
                if not is_file(bag / "data" / file["path"]) or not isinstance(file["sha256"], str):
                    return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, DocgenError):
        return None
    return index


def _contents(root: Path, bag: Path, index: Mapping[str, Any], info: Mapping[str, str], trust: Path) -> Iterable[Check]:
    payload = bag / "data"
    documents = index["documents"]
    files = [file for document in documents for file in document["files"].values()]
    wrong = [file["path"] for file in files if file_digest(payload / file["path"]) != file["sha256"]]
    held = {
        path.relative_to(payload).as_posix()
        for folder in ("documents", "signed", "scans")
        for path in files_of(payload / folder)
    }
    details = [f"data/{path}: ไม่ตรงกับดัชนี" for path in wrong]
    details += [f"data/{path}: ไม่มีในดัชนี" for path in sorted(held - {file["path"] for file in files})]
    yield Check("index", "ดัชนีตรงกับไฟล์", not details, tuple(details))
    yield from _journal(root, bag, info)
    yield _signatures(payload, documents, trust)
    kept = [file["path"] for document in documents for kind, file in document["files"].items() if kind in _PDFS]
    yield _conformance(payload, kept)
    built = rebuild(payload, index)
    if built.problem:
        for code, question in (("text", _TEXT), ("rebuild", _REBUILD)):
            yield Check(code, question, False, (built.problem,))
        return
    yield Check("text", _TEXT, not built.other_text, tuple(f"{path}: ข้อความไม่ตรงกับเนื้อหา" for path in built.other_text))
    others = tuple(f"{path}: ไม่เหมือนเดิมทุกไบต์" for path in built.other_bytes)
    others += tuple(f"data/{path}: ไม่ตรงกับเอกสารและเนื้อหา" for path in built.other_index)
    if others and info.get("Program-SHA256") != program_fingerprint():
        version = info.get("Docgen-Version", "?")
        reason = (
            f"ชุดนี้สร้างด้วย docgen {quoted(version)} และชุดโปรแกรมอื่น (อยู่ใน data/program) จึงเทียบด้วยโปรแกรมนี้ไม่ได้"
            " ว่าตรงทุกไบต์หรือไม่ เทียบได้เพียงข้อความ คำในแต่ละหน้า และโครงสร้าง"
        )
        yield Check("rebuild", _REBUILD, None, (reason, *_likeness(built), *others))
    else:
        yield Check("rebuild", _REBUILD, not others, others)


def _likeness(built: Rebuilt) -> Iterator[str]:
    """Yield in what each PDF with other bytes is like the one of today's program, and in what not."""
    for path in (path for path in built.other_bytes if path.endswith(".pdf")):
        parts = (
            ("ข้อความ", path not in built.other_text),
            ("คำในแต่ละหน้า", path not in built.other_pages),
            ("โครงสร้าง (หัวข้อ เลขข้อ รูป ช่องลงนาม)", path not in built.other_structure),
        )
        same = " ".join(words for words, is_same in parts if is_same)
        other = " ".join(words for words, is_same in parts if not is_same)
        yield f"{path}: " + " แต่".join(
            filter(None, (f"ตรงกัน: {same}" if same else "", f"ต่างไป: {other}" if other else ""))
        )


_PDFS = ("pdf", "signed")
_KINDS = {*ENDINGS, "signed", "scan"}
_TEXT = "ข้อความใน PDF ตรงกับเนื้อหา"
_REBUILD = "สร้างเอกสารและดัชนีซ้ำได้เหมือนเดิมทุกไบต์"


def _journal(root: Path, bag: Path, info: Mapping[str, str]) -> Iterable[Check]:
    """The journal's chain, and whether the project's own journal still holds it."""
    path = bag / "data" / JOURNAL
    question = "บันทึกเหตุการณ์ต่อเนื่อง ไม่ถูกแก้"
    try:
        events = read_journal(read_regular(path, MAX_BYTES), f"data/{JOURNAL}") if is_there(path) else ()
    except DocgenError as problem:
        yield Check("journal", question, False, tuple(str(one.message) for one in problem.findings))
        return
    if head(events) != info.get("Journal-Head", START):
        yield Check("journal", question, False, ("บันทึกในชุดไม่ใช่ที่ bag-info.txt บอก (Journal-Head)",))
        return
    yield Check("journal", question, True)
    question = "บันทึกของโครงการนี้ยังมีรายการเหล่านั้นครบ"
    try:
        known = project_journal(root)
    except DocgenError as problem:
        yield Check(
            "project-journal", question, False, tuple(f"{one.place}: {one.message}" for one in problem.findings)
        )
        return
    if not known:
        yield Check("project-journal", question, None, ("ไม่ได้ตรวจในโครงการของหน่วยงาน",))
        return
    yield _seal(bag, info, known)
    is_kept = [event.digest for event in known[: len(events)]] == [event.digest for event in events]
    details = () if is_kept else ("บันทึกของโครงการสั้นกว่าหรือต่างจากในชุด: มีรายการถูกลบหรือถูกแก้",)
    yield Check("project-journal", question, is_kept, details)


def _seal(bag: Path, info: Mapping[str, str], known: Sequence[Event]) -> Check:
    """Whether this is the bag that the journal saw: one made anew has good manifests, and another seal."""
    question = "เป็นชุดเดียวกับที่บันทึกไว้เมื่อเก็บ"
    name = info.get("External-Identifier", "")
    seals = [event.sha256 for event in known if event.event == "archived" and Path(event.path).name == name]
    if not seals:
        return Check("seal", question, False, (f"บันทึกของโครงการไม่มีรายการเก็บ {quoted(name)}",))
    same = file_digest(bag / SEAL) in seals
    return Check("seal", question, same, () if same else (f"{SEAL}: ไม่ใช่ของชุดที่เก็บไว้",))


def _signatures(payload: Path, documents: Iterable[Mapping[str, Any]], trust: Path) -> Check:
    signed = [one["files"] for one in documents if "signed" in one["files"]]
    question = f"ลายมือชื่ออิเล็กทรอนิกส์ถูกต้อง ({len(signed)} ไฟล์)"
    problems: list[str] = []
    for files in signed:
        path = files["signed"]["path"]
        # A signature is added to what was issued; anything else is another document.
        built = read_regular(payload / files["pdf"]["path"], MAX_PDF_BYTES)
        if not read_regular(payload / path, MAX_PDF_BYTES).startswith(built):
            problems.append(f"data/{path}: ไม่ใช่ฉบับเดียวกับ data/{files['pdf']['path']}")
        try:
            found = verify(payload / path, trust)
        except DocgenError as problem:
            problems += [f"data/{path}: {one.message}" for one in problem.findings]
            continue
        problems += [f"data/{path}: {quoted(one.signer)}: {one.problem}" for one in found if not one.is_good]
        if not found:
            problems.append(f"data/{path}: ไม่มีลายมือชื่อ")
    return Check("signatures", question, not problems if signed else None, tuple(problems))


def _conformance(payload: Path, paths: list[str]) -> Check:
    found: list[str] = []
    for path in paths:
        seconds, memory = limits_for(size_of(payload / path))
        try:
            function, waiting = "docgen.evidence.bag.conformance:conformance_of", seconds * WAITING
            faults = limited(function, str(payload / path), seconds=waiting, computing=seconds, memory=memory)
        except UnfinishedError as problem:
            faults = [f"ตรวจไม่ได้ เพราะ{problem.why}"]
        found += [f"data/{path}: {fault}" for fault in faults]
    return Check("conformance", "PDF เป็น PDF/A-3a และ PDF/UA-1", not found, tuple(found))
