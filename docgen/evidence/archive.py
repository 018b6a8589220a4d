"""`docgen archive`: keep the evidence of a fiscal year as a bag that never changes; a correction adds a version.

A bag is written beside its place and put there by one rename. What a killed process did not come to do (the zip, the
entry in the journal) the next run does first.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import docgen
from docgen.content.files import Files, file_digest
from docgen.content.items import item_list_of
from docgen.errors import DocgenError, Finding, Place, Severity, error
from docgen.evidence.answers import answers
from docgen.evidence.bag import SEAL, write_bag, write_zip
from docgen.evidence.documents import EvidenceDocument, documents_of
from docgen.evidence.index import as_json, as_page, index_record, round_name
from docgen.evidence.payload import PROGRAM, Payload, payload, settled
from docgen.evidence.workbook import as_workbook
from docgen.journal import EVENTS, Event, head, project_journal, record
from docgen.outputs import Progress, build_targets
from docgen.project import Project, program_fingerprint, read_project
from docgen.regular import opened_lock
from docgen.state import read_state
from docgen.thai.numerals import thai_number

FOLDER = "content/archive"
_PAYLOAD = "manifest-sha256.txt"


@dataclass(frozen=True, slots=True)
class Archived:
    """What an archiving did: the bag's project path, its version, whether it is new, and findings."""

    path: str
    version: int
    is_new: bool
    findings: tuple[Finding, ...]


def archive(root: Path, year: int, months: int | None, reason: str, progress: Progress) -> Archived:
    """Build what is out of date, and keep the year's documents (Buddhist fiscal year) as a new version of its bag.

    `months` is the round, None for both. `reason` is why an earlier version is not the last word; the journal's own
    entries (corrections, signatures) will do for one. With nothing new, nothing is written.

    Raises DocgenError if anything is wrong in the content, another archiving runs, or no reason is known.
    """
    record(root)
    findings: list[Finding] = []
    project = read_project(root)
    documents, found = _documents(root, project, year, months, findings, progress)
    group = f"{year}-{round_name(months)}"
    with _alone(root) as folder:
        versions = _versions(folder, group)
        _finish(root, folder, versions)
        events = project_journal(root)
        listed = item_list_of(root, Files(root), year)
        index = index_record(project, year, months, documents, answers(listed, documents, year, months))
        documents = tuple(one for one in documents if not one.is_draft)
        files = payload(root, read_state(root, program_fingerprint()), documents, events)
        files |= {"index.json": as_json(index), "index.html": as_page(index, project)}
        files["index.xlsx"] = as_workbook(index)
        version = len(versions) + 1
        with _staging(folder) as staging:
            bag = staging / f"{group}-v{version}"
            info = _information(project, year, months, documents, settled(events))
            if versions and not _differs(files, versions[-1]):
                return Archived(_shown(root, versions[-1]), version - 1, is_new=False, findings=tuple(found))
            if versions:
                info |= _history(versions[-1], reason, events)
            info |= {"External-Identifier": bag.name, "Bag-Group-Identifier": group, "Version": str(version)}
            write_bag(bag, files, info)
            write_zip(bag, staging / f"{bag.name}.zip")
            _settle(staging / f"{bag.name}.zip")
            bag.rename(folder / bag.name)
            (staging / f"{bag.name}.zip").rename(folder / f"{bag.name}.zip")
        _note(root, folder / bag.name)
    return Archived(_shown(root, folder / bag.name), version, is_new=True, findings=tuple(found))


def _documents(
    root: Path, project: Project, year: int, months: int | None, findings: list[Finding], progress: Progress
) -> tuple[tuple[EvidenceDocument, ...], list[Finding]]:
    """Return the documents of a year, the final ones built; drafts are told of, to be left out."""
    documents = documents_of(project, year, months, [])
    final = tuple(one for one in documents if not one.is_draft)
    targets = list(dict.fromkeys(one.target for one in final))
    built = build_targets(root, targets, progress)
    if any(finding.severity is Severity.ERROR for finding in built.findings):
        raise DocgenError(built.findings)
    for one in documents:
        if one.is_draft:
            place = Place(one.target.path.relative_to(root).as_posix(), 1)
            hint = "เปลี่ยน status: เป็น final เมื่อเสร็จ แล้วเก็บใหม่"
            message = "เอกสารนี้ยังเป็นร่าง จึงไม่เก็บเป็นหลักฐาน"
            findings.append(Finding("draft-left-out", place, message, hint, Severity.WARNING))
    if not final:
        message = f"ไม่มีเอกสารของปีงบประมาณ {year} ให้เก็บ"
        raise error("nothing-to-archive", Place("content"), message, "ตรวจปี (พ.ศ. สี่หลัก) และ evidence: ในส่วนหัวของเอกสาร")
    # Signed files are compared with the build as it is now.
    return documents_of(project, year, months, findings), [*built.findings, *findings]


def _information(
    project: Project, year: int, months: int | None, documents: Sequence[EvidenceDocument], events: Sequence[Event]
) -> dict[str, str]:
    """Return bag-info.txt. Its dates come from documents and journal: the clock would make other bytes each day."""
    agency = project.agency
    dates = sorted(one.date.isoformat() for one in documents if one.date)
    latest = max([*dates[-1:], *(event.at[:10] for event in events)], default="")
    place = (("ตำบล", agency.subdistrict), ("อำเภอ", agency.district), ("จังหวัด", agency.province))
    words = f"หลักฐานการประเมินคุณธรรมและความโปร่งใส (ITA) ปีงบประมาณ พ.ศ. {thai_number(year)}"
    info = {
        "Source-Organization": agency.name,
        "Organization-Address": agency.address or " ".join(prefix + name for prefix, name in place if name),
        "Contact-Phone": agency.telephone,
        "External-Description": words + (f" รอบ {thai_number(months)} เดือน" if months else ""),
        "Bagging-Date": latest,
        "Fiscal-Year": str(year),
        "Reporting-Round": str(months or "6 and 12"),
        "Document-Dates": f"{dates[0]}/{dates[-1]}" if dates else "",
        "Docgen-Version": docgen.__version__,
        "Program-SHA256": program_fingerprint(),
        "Journal-Head": head(events),
    }
    return {key: value for key, value in info.items() if value}


def _history(earlier: Path, reason: str, events: Sequence[Event]) -> dict[str, str]:
    """Return what ties a version to the one before it. Raises DocgenError if nobody knows why there is a new one."""
    information = _text(earlier / "bag-info.txt")
    told = re.search(r"^Journal-Head: ([0-9a-f]{64})$", information, re.MULTILINE)
    digests = [event.digest for event in events]
    start = digests.index(told[1]) + 1 if told and told[1] in digests else 0
    new = [one for one in events[start:] if one.event != "archived"]
    causes = [f"{EVENTS[one.event]} {one.path} {one.remark}".strip() for one in new]
    if f"Program-SHA256: {program_fingerprint()}\n" not in information:
        causes.append("สร้างด้วยโปรแกรมรุ่นใหม่")
    words = " ".join(reason.split()) or "; ".join(causes)
    if not words:
        hint = 'สั่งใหม่พร้อมเหตุผล: --reason "…" (ชุดเดิมยังอยู่)'
        raise error("no-reason", Place(earlier.name), "หลักฐานเปลี่ยนไปจากที่เก็บไว้ ต้องบอกเหตุผล", hint)
    return {"Reason": words, "Previous-Version": earlier.name, "Previous-SHA256": file_digest(earlier / SEAL)}


def _differs(files: Payload, earlier: Path) -> bool:
    """Tell whether a payload is another than that of a bag, by the bag's manifest."""
    lines = (line.partition("  ") for line in _text(earlier / _PAYLOAD).splitlines())
    known = {name: digest for digest, _, name in lines if not name.startswith(f"data/{PROGRAM}/")}
    # Another program that makes the same documents is no other evidence.
    made = {f"data/{_encoded(name)}": source for name, source in files.items() if not name.startswith(f"{PROGRAM}/")}
    return set(known) != set(made) or any(
        known[name] != (hashlib.sha256(source).hexdigest() if isinstance(source, bytes) else file_digest(source))
        for name, source in made.items()
    )


def _encoded(name: str) -> str:
    # RFC 8493, 2.1.3: only these are written otherwise in a manifest.
    return name.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        hint = "ตรวจด้วย docgen verify แล้วคืนชุดนี้จากสำเนา"
        raise error("broken-bag", Place(path.name), f"อ่าน {path.parent.name} ไม่ได้", hint) from None


def _versions(folder: Path, group: str) -> list[Path]:
    """Return the bags of a group, oldest first. Raises DocgenError if one between them is gone."""
    pattern = re.compile(re.escape(group) + r"-v([1-9][0-9]*)")
    found = {int(match[1]): path for path in folder.iterdir() if (match := pattern.fullmatch(path.name))}
    if sorted(found) != list(range(1, len(found) + 1)):
        missing = next(number for number in range(1, max(found) + 1) if number not in found)
        message = f"ไม่พบ {group}-v{missing} ที่เคยเก็บไว้"
        raise error("version-missing", Place(FOLDER), message, "คืนชุดนั้นจากสำเนา")
    return [found[number] for number in sorted(found)]


def _finish(root: Path, folder: Path, versions: Sequence[Path]) -> None:
    """Do what a killed process left undone for the newest bag."""
    for bag in versions[-1:]:
        target = folder / f"{bag.name}.zip"
        if not target.exists():
            with _staging(folder) as staging:
                write_zip(bag, staging / target.name)
                _settle(staging / target.name)
                (staging / target.name).rename(target)
        _note(root, bag)


def _note(root: Path, bag: Path) -> None:
    record(root, "archived", _shown(root, bag), file_digest(bag / SEAL))


@contextmanager
def _alone(root: Path) -> Iterator[Path]:
    """Hold the archive for one run; a second one is refused. Raises OSError where nothing can be written."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with opened_lock(folder / ".lock") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = "มีการเก็บหลักฐานอีกรายการกำลังทำงานอยู่"
            raise error("archive-busy", Place(FOLDER), message, "รอให้เสร็จแล้วสั่งใหม่") from None
        for left in folder.glob(".staging-*"):
            shutil.rmtree(left, ignore_errors=True)
        yield folder


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    staging = folder / f".staging-{os.getpid()}"
    staging.mkdir()
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _settle(path: Path) -> None:
    """Have a file on the disk before its name."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _shown(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()
