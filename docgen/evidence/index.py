"""The index of a year's evidence: one record, written as a page for people, as JSON, and as a workbook."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docgen.document.project import Project
from docgen.document.template import render
from docgen.evidence.addresses import published_paths
from docgen.evidence.answers import Answer
from docgen.evidence.documents import EvidenceDocument
from docgen.folder.files import file_digest
from docgen.kinds.table import paper_names
from docgen.thai.dates import write_date

STATES = {"complete": "ครบ", "outdated": "ไม่เป็นปัจจุบัน", "missing": "ยังขาด"}
DOCUMENT_STATES = {
    "draft": "ร่าง",
    "final": "ฉบับจริง",
    "issued": "ออกเลขแล้ว",
    "signed": "ลงนามแล้ว",
    "withdrawn": "ยกเลิกแล้ว",
}
PAGE = "evidence-index.html.j2"


def round_name(months: int | None) -> str:
    """Return a round as it is part of names: 6-months, 12-months, or year for both."""
    return f"{months}-months" if months else "year"


def bag_paths(document: EvidenceDocument) -> dict[str, str]:
    """Return where the files of a document stand in the payload of a bag, by what they are: pdf, docx, signed, scan."""
    paths = {Path(output).suffix[1:]: f"documents/{document.name}{Path(output).suffix}" for output in document.outputs}
    if document.signed:
        paths["signed"] = f"signed/{document.name}.pdf"
    if document.scan:
        paths["scan"] = f"scans/{Path(document.scan).name}"
    return paths


def sources_of(document: EvidenceDocument) -> dict[str, str]:
    """Return the project paths of a document's files, by what they are: pdf, docx, signed, scan ("" for none)."""
    sources = {Path(output).suffix[1:]: output for output in document.outputs}
    return sources | {"signed": document.signed, "scan": document.scan}


def index_record(
    project: Project,
    fiscal_year: int,
    months: int | None,
    documents: tuple[EvidenceDocument, ...],
    found: tuple[Answer, ...],
) -> dict[str, Any]:
    """Return the index of the final documents as plain data; dates are ISO 8601 (Christian years)."""
    final = [document for document in documents if not document.is_draft]
    addresses = _addresses(project, fiscal_year, final)
    return {
        "agency": project.agency.name,
        "fiscal_year": fiscal_year,
        "round": months or 0,
        "items": [
            {
                "item": answer.code,
                "title": answer.title,
                "title_en": answer.title_en,
                "requirement": answer.requirement,
                "due": answer.due.isoformat(),
                "state": answer.state,
                "reason": answer.reason,
                "address": answer.address,
                "documents": [document.name for document in answer.documents],
                "certainty": dict(answer.certainty),
                "doubts": list(answer.doubts),
                "confirmed": _confirmed(answer),
            }
            for answer in found
        ],
        "documents": [_document(document, project.root, addresses) for document in final],
    }


def _confirmed(answer: Answer) -> dict[str, str]:
    """Return who confirmed that an item is asked for as it is listed, and when; nothing where nobody did."""
    return {"by": answer.confirmed.by, "on": answer.confirmed.on.isoformat()} if answer.confirmed else {}


def confirmation_words(item: Mapping[str, Any]) -> str:
    """Return what is said of an index's item and the year's own form; "" of an index of before that was noted."""
    if "confirmed" not in item:
        return ""
    confirmed = item["confirmed"]
    if confirmed:
        by = f"โดย {confirmed['by']} " if confirmed.get("by") else ""
        return f"ยืนยันกับแบบของปีแล้ว {by}วันที่ {thai_day(confirmed['on'])}"
    doubts = item.get("doubts") or ()
    return "ยังไม่มีผู้ยืนยันกับแบบของปี" + (f" ต้องตรวจ: {' '.join(doubts)}" if doubts else "")


def _addresses(project: Project, fiscal_year: int, documents: list[EvidenceDocument]) -> dict[str, str]:
    base = project.agency.publication_address.rstrip("/")
    return {
        name: f"{base}/{fiscal_year}/{path}" if base else f"{fiscal_year}/{path}"
        for name, path in published_paths(documents).items()
    }


def _document(document: EvidenceDocument, root: Path, addresses: Mapping[str, str]) -> dict[str, Any]:
    sources = sources_of(document)
    secret = {"secrecy": document.secrecy} if document.secrecy else {}
    return secret | {
        "name": document.name,
        "kind": document.kind,
        "number": document.number,
        "title": document.title,
        "title_en": document.title_en,
        "date": document.date.isoformat() if document.date else "",
        "signatories": [{"name": one.name, "position": " ".join(one.position)} for one in document.signatories],
        "items": list(document.items),
        "state": document.state,
        "files": {
            kind: {"path": path, "sha256": file_digest(root / sources[kind])}
            for kind, path in bag_paths(document).items()
        },
        "address": addresses[document.name] if document.is_public and document.state != "withdrawn" else "",
    }


def as_json(record: Mapping[str, Any]) -> bytes:
    """Return the index as JSON."""
    return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def as_page(record: Mapping[str, Any], project: Project) -> bytes:
    """Return the index as a page that needs nothing but the bag: no network, no program but a browser."""
    return page(PAGE, record, project).encode()


def page(template: str, record: Mapping[str, Any], project: Project, **more: object) -> str:
    """Return a page made of the index. Raises DocgenError with the template's line."""
    by_name = {document["name"]: document for document in record["documents"]}
    font = project.layout.font
    return render(
        project.templates,
        template,
        index=record,
        agency=project.agency,
        documents=by_name,
        states=STATES,
        document_states=DOCUMENT_STATES,
        kinds=paper_names(),
        counts={state: sum(item["state"] == state for item in record["items"]) for state in STATES},
        fonts=(font.file(bold=False, italic=False), font.file(bold=True, italic=False)),
        round_words=f"รอบ {record['round']} เดือน" if record["round"] else "ทั้งปี",
        thai_day=thai_day,
        confirmation=confirmation_words,
        **more,
    )


def thai_day(iso: str) -> str:
    """Return an ISO date as Thai offices write it, "" for none."""
    import datetime

    return write_date(datetime.date.fromisoformat(iso), "plain") if iso else ""
