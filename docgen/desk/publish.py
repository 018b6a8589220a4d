"""`docgen publish`: the year's documents as a folder for the agency's website, with an index page; nothing else in it.

Left out: drafts, what its front matter keeps back (`publish: no`, `personal_data: yes`), scans, which show more than a
document, and whatever docgen did not make. A citizen's identification number in a text stops the whole publication.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.build.run import Progress, Silent, build_targets
from docgen.checks.examine import stopping
from docgen.checks.project import checked_project
from docgen.content.items import item_list_of
from docgen.desk.done import Done
from docgen.document.project import Project
from docgen.errors import DocgenError, Finding, Place, Severity, error
from docgen.evidence.addresses import published_paths
from docgen.evidence.answers import answers
from docgen.evidence.bag.copying import ChangedError, Payload, copy_payload, measured
from docgen.evidence.bag.payload import keyless
from docgen.evidence.documents import EvidenceDocument, documents_of
from docgen.evidence.index import as_json, index_record, page
from docgen.evidence.years import newest_year
from docgen.folder.files import Files
from docgen.folder.locks import locked
from docgen.folder.regular import MAX_PDF_BYTES, read_regular
from docgen.folder.staging import exchanged
from docgen.folder.there import files_of
from docgen.registry.vouching import refuse_disagreements
from docgen.thai.numerals import to_arabic_digits

FOLDER = "output/publish"
PAGE = "publication.html.j2"
_NUMBER = re.compile(r"(?<!\d)\d(?:[ -]?\d){12}(?!\d)")


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication made: the folder's project path, and the number of documents in it."""

    path: str
    count: int


def publish(root: Path, fiscal_year: int | None = None, *, progress: Progress | None = None) -> Done[Published]:
    """Build what is out of date and write the publication set of a fiscal year, whole or not at all.

    The year is Buddhist; None: the newest that has a report.

    Raises DocgenError if anything is wrong in the content, two documents would stand at one address, or a document
    that is public holds a citizen's identification number.
    """
    fiscal_year = fiscal_year or newest_year(root)
    project = checked_project(root)
    refuse_disagreements(root)
    documents = _publishable(documents_of(project, fiscal_year, None).documents)
    built = build_targets(root, list(dict.fromkeys(one.target for one in documents)), progress or Silent())
    if stopping(built.findings, "publish"):
        raise DocgenError(built.findings)
    of_year = documents_of(project, fiscal_year, None)
    final = _publishable(of_year.documents)
    documents = tuple(_standing(final))
    secret = [one for one in of_year.documents if one.secrecy and not one.is_draft]
    left_out = [_left_out(root, one) for one in final if one not in documents]
    left_out += [_secret(root, one) for one in secret]
    findings = (*built.findings, *of_year.findings, *left_out)
    public = tuple(one for one in documents if one.is_public and _parts_are_public(one, documents))
    if not public:
        message = f"ไม่มีเอกสารของปีงบประมาณ {fiscal_year} ที่เผยแพร่ได้"
        raise error("nothing-to-archive", Place("content"), message, "ตรวจปี (พ.ศ. สี่หลัก) และ evidence: ในส่วนหัวของเอกสาร")
    paths = published_paths(public)
    _refuse_shared_addresses(paths)
    _refuse_numbers(public, root)
    record = _public_record(project, fiscal_year, public, paths)
    findings = (*findings, *_unconfirmed(record, fiscal_year))
    files: Payload = {paths[one.name]: root / (one.signed or one.pdf) for one in public}
    faces = [project.layout.font.file(bold, italic=False) for bold in (False, True)]
    # A font goes with its licence.
    for path in (*(root / "fonts" / face for face in faces), *files_of(root / "fonts", "LICENSE*")):
        files[f"fonts/{path.name.lower()}"] = path
    files["index.json"] = as_json(record)
    files["index.html"] = page(PAGE, record, project, linked_data=_linked_data(record, project)).encode()
    keyless(root, files)
    told = {root / (one.signed or one.pdf): _published(record, paths[one.name]) for one in public}
    try:
        _put(root, root / FOLDER / str(fiscal_year), files, measured(files, told))
    except ChangedError as problem:
        raise problem.told(root, "เผยแพร่") from None
    return Done(Published(f"{FOLDER}/{fiscal_year}", len(public)), findings)


def _publishable(documents: Sequence[EvidenceDocument]) -> tuple[EvidenceDocument, ...]:
    """Return the final documents of kinds that are published at all: the others are nobody's business outside."""
    return tuple(one for one in documents if not one.is_draft and one.target.kind.is_published)


def _standing(documents: Sequence[EvidenceDocument]) -> Iterator[EvidenceDocument]:
    """Yield the documents that were not withdrawn, nor hold one."""
    has_withdrawn = any(one.state == "withdrawn" for one in documents)
    yield from (one for one in documents if one.state != "withdrawn" and not (has_withdrawn and one.is_packet))


def _left_out(root: Path, one: EvidenceDocument) -> Finding:
    place = Place(one.target.path.relative_to(root).as_posix(), 1)
    what = "ชุดเอกสารมีประกาศที่ยกเลิกแล้ว" if one.is_packet else "เอกสารนี้ยกเลิกแล้ว"
    message = f"{what} จึงไม่อยู่ในชุดเผยแพร่"
    hint = "นำไฟล์เดิมออกจากเว็บไซต์ หรือแจ้งการยกเลิกไว้ที่นั่น"
    return Finding("withdrawn", place, message, hint, Severity.WARNING)


def _secret(root: Path, one: EvidenceDocument) -> Finding:
    place = Place(one.target.path.relative_to(root).as_posix(), 1)
    message = f"เอกสารนี้มีชั้นความลับ ({one.secrecy}) จึงไม่อยู่ในชุดเผยแพร่"
    return Finding("secret-left-out", place, message, "ถ้าไม่มีชั้นความลับแล้ว ลบบรรทัด secrecy:", Severity.WARNING)


def _unconfirmed(record: Mapping[str, Any], fiscal_year: int) -> Iterator[Finding]:
    """Yield what is told of items that stand on the page while nobody compared them with the year's form."""
    codes = [item["item"] for item in record["items"] if not item["confirmed"]]
    if codes:
        message = f"หน้าเผยแพร่มีข้อที่ยังไม่มีผู้ยืนยันกับแบบของปี: {' '.join(codes)}"
        hint = f"เทียบกับแบบของสำนักงาน ป.ป.ช. แล้วสั่ง docgen confirm-item {fiscal_year} {codes[0]} --by ชื่อ"
        yield Finding("unconfirmed-items", Place(f"content/ita/{fiscal_year}.yaml"), message, hint, Severity.HINT)


def _parts_are_public(document: EvidenceDocument, documents: tuple[EvidenceDocument, ...]) -> bool:
    """Tell whether a packet holds nothing that is kept back: it has announcements of the year as annexes."""
    return not document.is_packet or all(one.is_public for one in documents)


def _refuse_shared_addresses(paths: dict[str, str]) -> None:
    seen: dict[str, str] = {}
    for name, path in paths.items():
        other = seen.setdefault(path, name)
        if other != name:
            message = f"{name} กับ {other} จะมีที่อยู่เว็บเดียวกัน ({path})"
            raise error("same-output", Place(f"content/{name}.md", 1), message, "เปลี่ยนชื่อไฟล์เนื้อหาของฉบับใดฉบับหนึ่ง")


def _refuse_numbers(documents: tuple[EvidenceDocument, ...], root: Path) -> None:
    """Raise DocgenError for each document whose text holds a citizen's identification number."""
    import pypdfium2

    problems = []
    for one in documents:
        pdf = pypdfium2.PdfDocument(read_regular(root / one.pdf, MAX_PDF_BYTES))
        try:
            for number, sheet in enumerate(pdf, start=1):
                text = to_arabic_digits(sheet.get_textpage().get_text_range())
                if any(is_citizen_number(found[0]) for found in _NUMBER.finditer(text)):
                    place = Place(one.target.path.relative_to(root).as_posix(), 1)
                    message = f"หน้า {number} มีเลขประจำตัวประชาชน จึงไม่เผยแพร่ทั้งชุด"
                    hint = "ลบเลขนั้น หรือใส่ personal_data: yes ในส่วนหัวเพื่อไม่เผยแพร่เอกสารนี้"
                    problems.append(Finding("personal-number", place, message, hint))
        finally:
            pdf.close()
    if problems:
        raise DocgenError(problems)


def is_citizen_number(text: str) -> bool:
    """Tell whether 13 digits are an identification number: the last one follows from the others (mod 11)."""
    digits = [int(letter) for letter in text if letter.isdigit()]
    if len(digits) != 13 or digits[0] in (0, 9):
        return False
    return (11 - sum(digit * (13 - at) for at, digit in enumerate(digits[:12])) % 11) % 10 == digits[12]


def _public_record(
    project: Project, fiscal_year: int, public: tuple[EvidenceDocument, ...], paths: dict[str, str]
) -> dict[str, Any]:
    """Return the index of what is published: its files stand below the folder of the year, one for each document."""
    listed = item_list_of(project.root, Files(project.root), fiscal_year)
    record = index_record(project, fiscal_year, None, public, answers(listed, public, fiscal_year, None))
    for document in record["documents"]:
        submitted = document["files"].get("signed") or document["files"]["pdf"]
        document["files"] = {"pdf": {"path": paths[document["name"]], "sha256": submitted["sha256"]}}
        document["name"] = paths[document["name"]]
    for item in record["items"]:
        item["documents"] = [paths[name] for name in item["documents"]]
        # Why something is missing is the office's own business.
        item.pop("reason")
        # So is what it doubts, and who confirmed what.
        item.pop("doubts"), item.pop("certainty"), item["confirmed"].pop("by", None)
    record["items"] = sorted(
        (item for item in record["items"] if item["documents"] or item["address"]),
        key=lambda item: [int(part) for part in re.findall(r"\d+", item["item"])],
    )
    return record


def _published(record: dict[str, Any], path: str) -> str:
    """Return the SHA-256 that the index tells of a published file."""
    return next(str(one["files"]["pdf"]["sha256"]) for one in record["documents"] if one["name"] == path)


def _linked_data(record: dict[str, Any], project: Project) -> str:
    """Return schema.org's description of the page (JSON-LD), safe within a script element."""
    agency = project.agency
    office = {"@type": "GovernmentOrganization", "name": agency.name, "telephone": agency.telephone}
    parts = [
        {
            "@type": "DigitalDocument",
            "name": one["title"],
            "alternateName": one["title_en"],
            "datePublished": one["date"],
            "encodingFormat": "application/pdf",
            "inLanguage": "th",
            "url": one["address"],
            "sha256": one["files"]["pdf"]["sha256"],
        }
        for one in record["documents"]
    ]
    told = {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "name": f"การเปิดเผยข้อมูลสาธารณะ (OIT) ปีงบประมาณ พ.ศ. {record['fiscal_year']}",
        "alternateName": f"Open Data Integrity and Transparency Assessment, fiscal year {record['fiscal_year'] - 543}",
        "inLanguage": "th",
        "publisher": {key: value for key, value in office.items() if value},
        "hasPart": [{key: value for key, value in part.items() if value} for part in parts],
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")


def _put(root: Path, target: Path, files: Payload, digests: Mapping[str, str]) -> None:
    """Write a folder beside its place and exchange the two; what a killed run left half exchanged, the next puts right.

    Raises ChangedError, OSError.
    """
    with locked(root / FOLDER / ".lock"), exchanged(target) as made:
        copy_payload(made, files, digests)
