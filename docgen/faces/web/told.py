"""What a page is told of the project: documents, a year, a report, signatures, the register. Runs in a worker."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docgen.desk.overview import Known, overview
from docgen.desk.status import status
from docgen.errors import DocgenError, Finding
from docgen.evidence.documents import EvidenceDocument
from docgen.evidence.index import STATES
from docgen.evidence.years import newest_year
from docgen.faces.cli.year_screen import STEPS
from docgen.faces.web.answers import findings_json
from docgen.folder.there import files_of, is_file, is_folder, listed
from docgen.kinds.table import KINDS, paper_names
from docgen.thai.dates import fiscal_year as fiscal_year_of
from docgen.thai.dates import write_date

Answer = tuple[dict[str, Any], tuple[Finding, ...]]
BROKEN = "อ่านไม่ได้"


def documents(root: Path) -> Answer:
    """Return all documents of a project."""
    done = overview(root)
    made = [_known(one, root) for one in done.value]
    this_year = fiscal_year_of(datetime.date.today())
    years = sorted({one.fiscal_year for one in done.value if one.fiscal_year} or {this_year}, reverse=True)
    kinds = [
        {"kind": kind.name, "name": kind.thai, "is_yearly": kind.rounds is not None, "is_imported": bool(kind.word)}
        for kind in KINDS.values()
        if kind.new_template
    ]
    told = {"year": years[0], "years": years, "this_year": this_year, "documents": made, "kinds": kinds}
    return told, done.findings


def _known(one: Known, root: Path) -> dict[str, Any]:
    name = one.name.removeprefix("content/")
    if one.document is None or one.step is None:
        kind = one.target.kind
        empty: dict[str, Any] = {"number": "", "date": None, "date_thai": "", "items": [], "signatories": []}
        told = {"title": name, "kind": kind.name, "kind_name": kind.thai, "step": "broken", "step_name": BROKEN}
        return {**told, **empty, "id": name, "fiscal_year": one.fiscal_year, "is_draft": False, "outputs": []}
    return document_json(one.document, root, one.step, STEPS[one.step], name, one.fiscal_year)


def document_json(
    one: EvidenceDocument, root: Path, step: str, step_name: str, name: str, fiscal_year: int
) -> dict[str, Any]:
    """Return a document for a page."""
    return {
        "id": name,
        "name": one.name,
        "kind": one.kind,
        "kind_name": paper_names()[one.kind],
        "title": one.title,
        "number": one.number,
        "date": one.date.isoformat() if one.date else None,
        "date_thai": write_date(one.date, "plain") if one.date else "",
        "step": step,
        "step_name": step_name,
        "is_draft": one.is_draft,
        "is_public": one.is_public,
        "is_packet": one.is_packet,
        "is_issued": bool(KINDS.get(one.kind) and KINDS[one.kind].is_issued),
        "is_signed": bool(KINDS.get(one.kind) and KINDS[one.kind].is_signed),
        "fiscal_year": fiscal_year,
        "months": one.target.months,
        "signatories": [{"name": who.name, "position": list(who.position)} for who in one.signatories],
        "items": list(one.items),
        "outputs": [path.removeprefix("output/") for path in one.outputs if is_file(root / path)],
        "signed": one.signed.removeprefix("content/signed/"),
        "scan": one.scan.removeprefix("content/scans/"),
    }


def evidence(root: Path, fiscal_year: int) -> Answer:
    """Return how a fiscal year (Buddhist) stands."""
    done = status(root, fiscal_year or newest_year(root))
    found = done.value
    documents = [
        document_json(
            one.document, root, one.step, STEPS[one.step], _id(one.document, root), one.document.target.fiscal_year
        )
        for one in found.documents
    ]
    items = [
        {
            "code": one.code,
            "title": one.title,
            "requirement": one.requirement,
            "state": one.state,
            "state_name": STATES[one.state],
            "reason": one.reason,
            "due": one.due.isoformat(),
            "due_thai": write_date(one.due, "plain"),
            "days": (one.due - found.today).days,
            "address": one.address,
            "answered_by": one.answered_by,
            "documents": [_id(document, root) for document in one.documents],
            "confirmed": one.confirmed is not None,
            "confirmed_by": f"{one.confirmed.by} {write_date(one.confirmed.on, 'plain')}" if one.confirmed else "",
            "doubts": one.doubts,
        }
        for one in found.items
    ]
    bags = [path.name for path in _archive(root) if path.name.startswith(f"{found.fiscal_year}-")]
    value = {"year": found.fiscal_year, "agency": found.agency, "today": found.today.isoformat(), "items": items}
    told = {"doubts": findings_json(found.doubts), "register": findings_json(found.register)}
    told["broken"] = findings_json(found.broken)
    value["rounds"] = [months for kind in KINDS.values() if kind.rounds for months in kind.rounds.months]
    value["folders"] = [{"folder": kind.folder, "name": kind.thai} for kind in KINDS.values()]
    return {**value, **told, "documents": documents, "bags": bags, "today_thai": _today()}, ()


def _today() -> str:
    return write_date(datetime.date.today(), "plain")


def _id(one: EvidenceDocument, root: Path) -> str:
    return one.target.path.relative_to(root / "content").as_posix()


def _archive(root: Path) -> Iterable[Path]:
    folder = root / "content/archive"
    return (path for path in listed(folder) if is_folder(path) and "-v" in path.name) if is_folder(folder) else ()


def signatures(root: Path, name: str, output: str) -> Answer:
    """Return who signs a document, who has signed, what the signatures are worth, and the scan."""
    from docgen.desk.sign import current_build
    from docgen.desk.verify import verify_pdf
    from docgen.faces.cli.verdicts import signatures_text
    from docgen.signing.keys import bare_name

    known = [one for one in overview(root).value if one.name == f"content/{name}"]
    found = [one.document for one in known if one.document]
    chosen = next(
        (one for one in found if output == one.pdf.removeprefix("output/") or not (output or one.is_packet)), None
    )
    if chosen is None:
        return {"signers": [], "signatures": [], "scan": "", "current": False, "output": ""}, ()
    findings: tuple[Finding, ...] = ()
    is_signed = KINDS[chosen.kind].is_signed if chosen.kind in KINDS else True
    try:
        if is_signed:
            current_build(root, root / chosen.pdf)
    except DocgenError as problem:
        findings = problem.findings
    told: list[dict[str, Any]] = []
    words: list[str] = []
    if chosen.signed:
        verdict = verify_pdf(root, root / chosen.signed).value
        words = signatures_text(verdict).split("\n")
        told = [
            {"signer": one.signer, "field": one.field, "time": one.stamped or one.time, "level": one.level}
            | {"issuer": one.issuer, "trusted": one.trusted, "good": one.is_good, "problem": one.problem}
            for one in verdict.signatures
        ]
    has_signed = {bare_name(one["signer"]) for one in told}
    signers = [
        {"name": one.name, "position": list(one.position), "signed": bare_name(one.name) in has_signed}
        for one in chosen.signatories
    ]
    value = {"signers": signers, "signatures": told, "words": words, "scan": chosen.scan, "current": not findings}
    if not is_signed:
        value["current"] = known[0].step != "outdated"
    value |= {"title": chosen.title, "outputs": [one.pdf.removeprefix("output/") for one in found if not one.is_packet]}
    return {**value, "output": chosen.pdf.removeprefix("output/"), "signed": bool(chosen.signed)}, findings


def register(root: Path) -> Answer:
    """Return the register, and whether it agrees with journal and files."""
    from docgen.desk.register import register as look
    from docgen.registry.register import STATES as ENTRY_STATES
    from docgen.registry.register import read_register

    try:
        done = look(root)
        listed = read_register(root).entries
    except DocgenError as problem:  # whoever can't read it comes here to make it whole
        return {"agreed": False, "entries": [], "others": []}, problem.findings
    entries = [
        {"named": one.named, "kind": one.kind, "number": one.number, "year": one.buddhist_year, "version": one.version}
        | {"date": one.date, "subject": one.subject, "id": one.path.removeprefix("content/"), "state": one.state}
        | {"state_name": ENTRY_STATES[one.state], "remark": one.remark, "signatory": one.signatory}
        | {"is_there": is_file(root / one.path)}
        for one in listed
    ]
    known = {str(one["id"]) for one in entries}
    return {"agreed": done.value, "entries": entries, "others": _unnumbered(root, known)}, done.findings


def _unnumbered(root: Path, known: set[str]) -> list[str]:
    """Return the ids of documents that the register does not name: one may be an issued one under another name."""
    found = [path for kind in KINDS.issued() for path in files_of(root / "content", kind.pattern)]
    return [own for path in found if (own := path.relative_to(root / "content").as_posix()) not in known]


def journal(root: Path) -> Answer:
    """Return what happened, the newest first."""
    from docgen.registry.journal import EVENTS, project_journal

    told = [
        {"at": one.at, "event": one.event, "event_name": EVENTS[one.event], "path": one.path, "remark": one.remark}
        | {"by": one.by}
        for one in reversed(project_journal(root))
    ]
    return {"events": told}, ()


def check_all(root: Path) -> tuple[bool, tuple[Finding, ...]]:
    """Return whether the whole project, as it is on the disk, is without errors, and all that is found."""
    from docgen.desk.check import check

    done = check(root)
    return not done.has_errors, done.findings


def explained(code: str) -> dict[str, Any]:
    """Return what a rule is about."""
    from docgen.checks.language import translator
    from docgen.desk.explain import explain

    rule, said = explain(code).value, translator("th")
    told = {"code": rule.code, "severity": rule.severity.value, "title": said(rule.title), "reason": said(rule.reason)}
    return {**told, "source": rule.source, "wrong": rule.wrong, "right": rule.right}
