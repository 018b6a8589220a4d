"""From a target to its trees: read the content, fill the template, read the markup. Writes nothing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from pathlib import Path

import docgen
from docgen.content.records import Announcement, Signatory
from docgen.document.issued_files import refuse_moved
from docgen.document.markup import read_markup
from docgen.document.packet import pack
from docgen.document.project import Project
from docgen.document.targets import Target
from docgen.document.template import render
from docgen.errors import DocgenError, Finding, Place, Severity, error
from docgen.folder.bounded import bounded
from docgen.folder.files import Files
from docgen.kinds.announcement import read_announcement
from docgen.kinds.order import read_order
from docgen.kinds.report import ReportSource, cut_round, read_report
from docgen.look.size import refuse_too_large
from docgen.outside import harmless
from docgen.tree import Document, Origin


@dataclass(frozen=True, slots=True)
class Trees:
    """The trees of a target by output path, with the files read for them and the findings on the way."""

    documents: dict[str, Document]
    hashes: dict[str, str]
    findings: tuple[Finding, ...]


def make_documents(target: Target, project: Project) -> Trees:
    """Return the trees of a target. Raises DocgenError that lists all that is wrong in its content.

    Also where reading it takes more time or memory than a piece of work may.
    """
    if target.problems:
        raise DocgenError(target.problems)
    files = Files(project.folder)
    with bounded(Place(files.shown(target.path))):
        return _made(target, project, files)


def _made(target: Target, project: Project, files: Files) -> Trees:
    if target.kind == "announcements":
        document = _announcement_tree(read_announcement_of(target.path, project, files), project)
        documents = dict.fromkeys(target.outputs, document)
    elif target.kind == "orders":
        documents = dict.fromkeys(target.outputs, _order_tree(target.path, project, files))
    else:
        documents = _report_trees(target, project, files)
    shown = files.shown(target.path)
    origin = Origin(shown, files.hashes[shown], f"{target.kind.removesuffix('s')}.xml.j2", docgen.__version__)
    documents = {output: replace(tree, names=project.names, origin=origin) for output, tree in documents.items()}
    for document in documents.values():
        refuse_too_large(document, project.layout, shown)
    return Trees(documents, files.hashes, tuple(dict.fromkeys(files.findings)))


def read_announcement_of(path: Path, project: Project, files: Files) -> Announcement:
    """Return the record of one announcement of a project. Raises DocgenError."""
    scheme = project.layout.kind_numbering["announcement"]
    return _unchanged(read_announcement(path, project.agency, files, project.schemes, scheme), path, project, files)


def _announcement_tree(announcement: Announcement, project: Project) -> Document:
    template = "announcement.xml.j2"
    tree = read_markup(render(project.templates, template, announcement=announcement), template)
    return replace(tree, draft=announcement.is_draft)


def read_order_of(path: Path, project: Project, files: Files) -> Announcement:
    """Return the record of one order of a project. Raises DocgenError."""
    scheme = project.layout.kind_numbering.get("order", "decimal")
    return _unchanged(read_order(path, project.agency, files, project.schemes, scheme), path, project, files)


def _unchanged(document: Announcement, path: Path, project: Project, files: Files) -> Announcement:
    """Return a document that is what was issued, if it was; also where it is the annex of a report."""
    shown = files.shown(path)
    project.register.refuse_change(shown, files.hashes[shown])
    refuse_moved(project.folder, project.register, shown, files.hashes[shown])
    entry = project.register.latest(shown)
    if entry is not None and entry.state == "withdrawn":
        message = f"{entry.named} ยกเลิกแล้ว: {harmless(entry.withdrawn_because)}"
        hint = "เก็บไว้เป็นหลักฐาน แต่อย่าลงนามหรือเผยแพร่"
        files.findings.append(Finding("withdrawn", Place(shown, 1), message, hint, Severity.WARNING))
    return document


def signed_by(target: Target, project: Project) -> tuple[datetime.date | None, tuple[Signatory, ...], bool]:
    """Return a document's date, its signatories, and whether its day is still to be filled in (by hand).

    Raises DocgenError, also for a document that was withdrawn: nobody signs it any more.
    """
    files = Files(project.folder)
    entry = project.register.latest(files.shown(target.path))
    if entry is not None and entry.state == "withdrawn":
        message = f"{entry.named} ยกเลิกแล้ว จึงลงนามไม่ได้"
        raise error("withdrawn", Place(entry.path, 1), message, "ออกเป็นฉบับใหม่ในไฟล์ใหม่ ได้เลขใหม่")
    if target.kind == "reports":
        scheme = project.layout.kind_numbering["report"]
        source = read_report(target.path, project.agency, files, project.schemes, scheme)
        report = cut_round(source, target.months, (), files)
        return report.date, report.signatories, False
    read = read_order_of if target.kind == "orders" else read_announcement_of
    document = read(target.path, project, files)
    return document.date, document.signatories, document.date_form == "fill-day"


def _order_tree(path: Path, project: Project, files: Files) -> Document:
    order = read_order_of(path, project, files)
    tree = read_markup(render(project.templates, "order.xml.j2", order=order), "order.xml.j2")
    return replace(tree, draft=order.is_draft)


def _report_trees(target: Target, project: Project, files: Files) -> dict[str, Document]:
    scheme = project.layout.kind_numbering["report"]
    source = read_report(target.path, project.agency, files, project.schemes, scheme)
    annexes = _annexes(source, project, files)
    report = cut_round(source, target.months, annexes, files)
    tree = read_markup(render(project.templates, "report.xml.j2", report=report), "report.xml.j2")
    additions = read_markup(render(project.templates, "packet.xml.j2", report=report), "packet.xml.j2")
    tree = replace(tree, draft=report.is_draft)
    packet = pack(tree, additions, tuple(_announcement_tree(annex, project) for annex in annexes))
    return {output: packet if output.endswith("packet.pdf") else tree for output in target.outputs}


def _annexes(source: ReportSource, project: Project, files: Files) -> tuple[Announcement, ...]:
    problems: list[Finding] = []
    annexes = []
    for path, place in source.annex_paths:
        try:
            annexes.append(read_announcement_of(path, project, files))
        except DocgenError as problem:
            problems.append(error("annex-broken", place, f"ภาคผนวก {path.name} ยังมีข้อผิดพลาด").findings[0])
            problems.extend(problem.findings)
    if problems:
        raise DocgenError(problems)
    return tuple(annexes)
