"""From a target to its trees: read the content, fill the template, read the markup. Writes nothing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from pathlib import Path

import docgen
from docgen.content.records import Announcement, Report, Signatory
from docgen.content.report import ReportSource
from docgen.document.designs import make_sheets
from docgen.document.issued_files import refuse_moved
from docgen.document.markup import read_markup
from docgen.document.names import names_of_people
from docgen.document.numbered import with_register_number
from docgen.document.packet import pack
from docgen.document.printed import refuse_unprinted
from docgen.document.project import Project
from docgen.document.targets import Target
from docgen.document.template import render
from docgen.errors import DocgenError, Finding, Place, Severity, error
from docgen.folder.bounded import bounded
from docgen.folder.files import Files
from docgen.folder.folder import Overlay
from docgen.kinds.kind import Kind, Rounds
from docgen.look.line_reading import refuse_unknown_looks
from docgen.look.sheets import Sheets
from docgen.look.size import refuse_too_large
from docgen.outside import harmless
from docgen.tree import Document, Origin


@dataclass(frozen=True, slots=True)
class Trees:
    """The trees of a target by output path, with the files read for them and the findings on the way.

    What fills a design has `sheets` in place of trees.
    """

    documents: dict[str, Document]
    hashes: dict[str, str]
    findings: tuple[Finding, ...]
    sheets: Sheets | None = None


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
    kind = target.kind
    if kind.filled is not None:
        sheets = make_sheets(target, kind.filled, project, files)
        return Trees({}, files.hashes, tuple(dict.fromkeys(files.findings)), sheets)
    if kind.rounds is None:
        template = kind.template
        documents = dict.fromkeys(
            target.outputs, _tree(read_document(target.path, kind, project, files), kind, project)
        )
    else:
        template = kind.rounds.papers[0].template
        documents = _papers(target, kind, kind.rounds, project, files)
    shown = files.shown(target.path)
    origin = Origin(shown, files.hashes[shown], template, docgen.__version__)
    documents = {
        output: replace(tree, names=(*project.names, *names_of_people(tree)), origin=origin)
        for output, tree in documents.items()
    }
    for document in documents.values():
        refuse_too_large(document, project.layout, shown)
        refuse_unknown_looks(document, project.layout, shown)
    return Trees(documents, files.hashes, tuple(dict.fromkeys(files.findings)))


def read_document(path: Path, kind: Kind, project: Project, files: Files) -> Announcement:
    """Return the record of one document of a kind that is a document a file. Raises DocgenError."""
    document = kind.read(path, project.agency, files, project.schemes, numbering_scheme(kind, project))
    document = _unchanged(document, path, project, files)
    return with_register_number(document, files.shown(path), project.register, files) if _is_given(kind) else document


def _is_given(kind: Kind) -> bool:
    return kind.is_number_printed and kind.is_issued


def read_rounds(path: Path, kind: Kind, rounds: Rounds, project: Project, files: Files) -> ReportSource:
    """Return what a kind that is cut into rounds has for its year. Raises DocgenError."""
    return rounds.read(path, project.agency, files, project.schemes, numbering_scheme(kind, project))


def numbering_scheme(kind: Kind, project: Project) -> str:
    """Return the numbering scheme of a kind's clauses: as the layout says, else the kind's own."""
    return kind.numbering(project.layout.kind_numbering)


def _tree(record: Announcement, kind: Kind, project: Project) -> Document:
    filled = _filled(kind.template, kind.name, record, project)
    refuse_unprinted(filled, record, kind.template)
    # The marks on its pages are no part of the text: whoever hears it is told by its title.
    title = f"({record.secrecy}) {filled.title}" if record.secrecy else filled.title
    return replace(filled, title=title, draft=record.is_draft, secrecy=record.secrecy)


def _filled(template: str, name: str, record: Announcement | Report, project: Project) -> Document:
    return read_markup(render(project.templates, template, **{name: record}), template)


def _unchanged(document: Announcement, path: Path, project: Project, files: Files) -> Announcement:
    """Return a document that is what was issued, if it was; also where it is the annex of a report."""
    shown = files.shown(path)
    try:
        project.register.refuse_change(shown, files.hashes[shown])
    except DocgenError as problem:
        # Whoever types a correction sees its pages: what is not saved is built by nobody.
        if not (isinstance(project.folder, Overlay) and shown in project.folder.texts):
            raise
        files.findings.extend(replace(one, severity=Severity.WARNING) for one in problem.findings)
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
    kind = target.kind
    if kind.rounds is not None:
        source = read_rounds(target.path, kind, kind.rounds, project, files)
        report = kind.rounds.cut(source, target.months, (), files)
        return report.date, report.signatories, False
    document = read_document(target.path, kind, project, files)
    return document.date, document.signatories, document.date_form == "fill-day"


def _papers(target: Target, kind: Kind, rounds: Rounds, project: Project, files: Files) -> dict[str, Document]:
    """Return the papers of a round; a packet holds the paper before it, and its annexes."""
    source = read_rounds(target.path, kind, rounds, project, files)
    annexes = _annexes(source, rounds.annexed, project, files)
    record = rounds.cut(source, target.months, annexes, files)
    papers: dict[str, Document] = {}
    before: Document | None = None
    for paper in rounds.papers:
        tree = _filled(paper.template, kind.name, record, project)
        if paper.is_packet and before is not None:
            papers[paper.name] = pack(before, tree, tuple(_tree(annex, rounds.annexed, project) for annex in annexes))
        else:
            papers[paper.name] = before = replace(tree, draft=record.is_draft)
    return {output: papers[Path(output).stem] for output in target.outputs}


def _annexes(source: ReportSource, kind: Kind, project: Project, files: Files) -> tuple[Announcement, ...]:
    problems: list[Finding] = []
    annexes = []
    for path, place in source.annex_paths:
        try:
            annexes.append(read_document(path, kind, project, files))
        except DocgenError as problem:
            problems.append(error("annex-broken", place, f"ภาคผนวก {path.name} ยังมีข้อผิดพลาด").findings[0])
            problems.extend(problem.findings)
    if problems:
        raise DocgenError(problems)
    return tuple(annexes)
