"""`docgen archive`: keep the evidence of a fiscal year as a bag that never changes; a correction adds a version.

A bag is written beside its place and put there by one rename. What a killed process did not come to do (the zip, the
entry in the journal) the next run does first. Whatever others write meanwhile, a bag is of one moment: digests tell.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import docgen
from docgen.build.program import program_fingerprint
from docgen.build.run import Progress, build_targets
from docgen.build.state import State, read_state
from docgen.checks.examine import stopping
from docgen.checks.project import checked_project
from docgen.content.items import FOLDER as ITEMS_FOLDER
from docgen.content.items import item_list_of
from docgen.document.issued_files import files_amiss
from docgen.document.project import Project
from docgen.errors import DocgenError, Finding, Place, Severity, error
from docgen.evidence.answers import answers
from docgen.evidence.bag.copying import ChangedError, measured
from docgen.evidence.bag.payload import PROGRAM, keyless, payload, settled
from docgen.evidence.bag.shelf import alone, finish, note, put, versions
from docgen.evidence.bag.write import SEAL, encoded, write_bag
from docgen.evidence.documents import EvidenceDocument, documents_of
from docgen.evidence.index import as_json, as_page, index_record, round_name, sources_of
from docgen.evidence.workbook import as_workbook
from docgen.folder.files import Files, file_digest
from docgen.folder.regular import MAX_MANIFEST_BYTES, read_regular
from docgen.folder.staging import staging
from docgen.folder.there import files_of, is_file
from docgen.registry.because import reason_of
from docgen.registry.journal import EVENTS, SCANS_RECORD, Event, head, project_journal, record
from docgen.registry.register import REGISTER_FILE
from docgen.registry.vouching import refuse_disagreements
from docgen.thai.dates import fiscal_year as fiscal_year_of
from docgen.thai.numerals import thai_number

_PAYLOAD = "manifest-sha256.txt"
_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Archived:
    """What an archiving did: the bag's project path, its version, whether it is new, and findings."""

    path: str
    version: int
    is_new: bool
    findings: tuple[Finding, ...]


def archive(root: Path, fiscal_year: int, months: int | None, reason: str, progress: Progress) -> Archived:
    """Build what is out of date, and keep the year's documents (Buddhist fiscal year) as a new version of its bag.

    `months` is the round, None for both. `reason` is why an earlier version is not the last word; the journal's own
    entries (corrections, signatures) will do for one. With nothing new, nothing is written. Where others write
    meanwhile, all is read anew, a few times.

    Raises DocgenError if anything is wrong in the content, register or journal lack something, a private key would go
    along, another archiving runs, content does not stand still, or no reason is known.
    """
    words = reason_of(reason, "--reason")
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return _archive(root, fiscal_year, months, words, progress)
        except ChangedError as problem:
            if attempt == _ATTEMPTS:
                raise problem.told(root, "เก็บหลักฐาน") from None
    raise AssertionError("unreachable")


def _archive(root: Path, fiscal_year: int, months: int | None, reason: str, progress: Progress) -> Archived:
    wanted = _standing(root)
    project = checked_project(root)
    refuse_disagreements(root)
    record(root)
    amiss = _amiss(root, project, fiscal_year)
    documents, told = _documents(root, project, fiscal_year, months, progress)
    found = (*told, *amiss)
    group = f"{fiscal_year}-{round_name(months)}"
    with alone(root) as folder:
        bags = versions(folder, group)
        finish(root, folder, bags)
        listed = item_list_of(root, Files(root), fiscal_year)
        index = index_record(project, fiscal_year, months, documents, answers(listed, documents, fiscal_year, months))
        documents = tuple(one for one in documents if not one.is_draft)
        record(root)  # whatever was signed until the index was made
        events = project_journal(root)
        state = read_state(root, program_fingerprint())
        files = payload(root, state, documents, events)
        files |= {"index.json": as_json(index), "index.html": as_page(index, project)}
        files["index.xlsx"] = as_workbook(index)
        digests = measured(files, wanted | _known(root, project, state, documents, index))
        keyless(root, files)
        if bags and not _differs(digests, bags[-1]):
            return Archived(_shown(root, bags[-1]), len(bags), is_new=False, findings=found)
        version = len(bags) + 1
        info = _information(project, fiscal_year, months, documents, settled(events))
        if bags:
            info |= _history(bags[-1], reason, events)
        name = f"{group}-v{version}"
        info |= {"External-Identifier": name, "Bag-Group-Identifier": group, "Version": str(version)}
        with staging(folder) as made:
            write_bag(made / name, files, digests, info)
            bag = put(folder, made / name)
        note(root, bag)
    return Archived(_shown(root, bag), version, is_new=True, findings=found)


def _standing(root: Path) -> dict[Path, str]:
    """Return the digests of the lists that are read at several moments: they must be the same at the last."""
    paths = (root / REGISTER_FILE, root / SCANS_RECORD, *files_of(root / ITEMS_FOLDER, "*.yaml"))
    return {path: file_digest(path) for path in paths if is_file(path)}


def _known(
    root: Path, project: Project, state: State, documents: Sequence[EvidenceDocument], index: Mapping[str, Any]
) -> dict[Path, str]:
    """Return what the files must be: those that were read for the index, built, and built from.

    Raises ChangedError where these three do not tell of one file alike.
    """
    known = {root / path: digest for path, digest in project.hashes.items() if digest}
    listed = {one["name"]: one["files"] for one in index["documents"]}
    for document in documents:
        built = state.targets[document.target.name]
        files = {sources_of(document)[kind]: told["sha256"] for kind, told in listed[document.name].items()}
        outputs = {path: built["outputs"].get(path, "") for path in document.outputs}
        for path, digest in (*built["inputs"].items(), *outputs.items(), *files.items()):
            if digest and known.setdefault(root / path, digest) != digest:
                raise ChangedError(root / path)
    return known


def _amiss(root: Path, project: Project, fiscal_year: int) -> list[Finding]:
    """Return warnings of issued files that are gone or doubled. Raises DocgenError if one of the year is gone."""
    dates = {entry.path: entry.date for entry in project.register.entries}
    # One that has another name is told where the documents of the year are read.
    found = [one for one in files_amiss(root, project.register) if one.code != "issued-moved"]
    gone = [one for one in found if one.severity is Severity.ERROR]
    if of_year := [one for one in gone if _is_of(dates[one.place.path], fiscal_year)]:
        raise DocgenError(of_year)
    return [replace(one, severity=Severity.WARNING) for one in found]


def _is_of(iso: str, fiscal_year: int) -> bool:
    """Tell whether a day may lie within a fiscal year; one that nobody knows may."""
    return not iso or fiscal_year_of(datetime.date.fromisoformat(iso)) == fiscal_year


def _documents(
    root: Path, project: Project, fiscal_year: int, months: int | None, progress: Progress
) -> tuple[tuple[EvidenceDocument, ...], tuple[Finding, ...]]:
    """Return the documents of a year, the final ones built; drafts are told of, to be left out."""
    documents = documents_of(project, fiscal_year, months).documents
    final = tuple(one for one in documents if not one.is_draft)
    targets = list(dict.fromkeys(one.target for one in final))
    built = build_targets(root, targets, progress)
    if stopping(built.findings, "archive"):
        raise DocgenError(built.findings)
    if not final:
        message = f"ไม่มีเอกสารของปีงบประมาณ {fiscal_year} ให้เก็บ"
        raise error("nothing-to-archive", Place("content"), message, "ตรวจปี (พ.ศ. สี่หลัก) และ evidence: ในส่วนหัวของเอกสาร")
    # Signed files are compared with the build as it is now.
    current = documents_of(project, fiscal_year, months)
    drafts = (_left_out(root, one) for one in documents if one.is_draft)
    return current.documents, (*built.findings, *drafts, *current.findings)


def _left_out(root: Path, draft: EvidenceDocument) -> Finding:
    place = Place(draft.target.path.relative_to(root).as_posix(), 1)
    hint = "เปลี่ยน status: เป็น final เมื่อเสร็จ แล้วเก็บใหม่"
    return Finding("draft-left-out", place, "เอกสารนี้ยังเป็นร่าง จึงไม่เก็บเป็นหลักฐาน", hint, Severity.WARNING)


def _information(
    project: Project,
    fiscal_year: int,
    months: int | None,
    documents: Sequence[EvidenceDocument],
    events: Sequence[Event],
) -> dict[str, str]:
    """Return bag-info.txt. Its dates come from documents and journal: the clock would make other bytes each day."""
    agency = project.agency
    dates = sorted(one.date.isoformat() for one in documents if one.date)
    latest = max([*dates[-1:], *(event.at[:10] for event in events)], default="")
    place = (("ตำบล", agency.subdistrict), ("อำเภอ", agency.district), ("จังหวัด", agency.province))
    words = f"หลักฐานการประเมินคุณธรรมและความโปร่งใส (ITA) ปีงบประมาณ พ.ศ. {thai_number(fiscal_year)}"
    info = {
        "Source-Organization": agency.name,
        "Organization-Address": agency.address or " ".join(prefix + name for prefix, name in place if name),
        "Contact-Phone": agency.telephone,
        "External-Description": words + (f" รอบ {thai_number(months)} เดือน" if months else ""),
        "Bagging-Date": latest,
        "Fiscal-Year": str(fiscal_year),
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
    words = reason or "; ".join(causes)
    if not words:
        hint = 'สั่งใหม่พร้อมเหตุผล: --reason "…" (ชุดเดิมยังอยู่)'
        raise error("no-reason", Place(earlier.name), "หลักฐานเปลี่ยนไปจากที่เก็บไว้ ต้องบอกเหตุผล", hint)
    return {"Reason": words, "Previous-Version": earlier.name, "Previous-SHA256": file_digest(earlier / SEAL)}


def _differs(digests: Mapping[str, str], earlier: Path) -> bool:
    """Tell whether a payload is another than that of a bag, by the bag's manifest."""
    lines = (line.partition("  ") for line in _text(earlier / _PAYLOAD).removesuffix("\n").split("\n"))
    known = {name: digest for digest, _, name in lines if not name.startswith(f"data/{PROGRAM}/")}
    # Another program that makes the same documents is no other evidence.
    return known != {
        f"data/{encoded(name)}": digest for name, digest in digests.items() if not name.startswith(f"{PROGRAM}/")
    }


def _text(path: Path) -> str:
    try:
        return read_regular(path, MAX_MANIFEST_BYTES).decode()
    except (OSError, ValueError):
        hint = "ตรวจด้วย docgen verify แล้วคืนชุดนี้จากสำเนา"
        raise error("broken-bag", Place(path.name), f"อ่าน {path.parent.name} ไม่ได้", hint) from None


def _shown(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()
