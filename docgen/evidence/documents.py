"""The documents of a fiscal year as evidence: what each is, what of it was issued, signed and scanned."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import Path

from docgen.content.records import Announcement, EvidenceItem, Signatory
from docgen.document.project import Project
from docgen.document.targets import Target, filed_name, find_targets, paper_of
from docgen.document.trees import read_document, read_rounds
from docgen.errors import DocgenError, Finding, Place
from docgen.evidence.signed import scan_of, signed_of
from docgen.folder.bugs import told_of
from docgen.folder.files import MAX_TEXT_BYTES, Files
from docgen.folder.regular import read_regular
from docgen.kinds.kind import Rounds
from docgen.thai.date_reading import read_date
from docgen.thai.dates import fiscal_year as fiscal_year_of
from docgen.thai.dates import reporting_round
from docgen.thai.numerals import thai_number, to_arabic_digits


@dataclass(frozen=True, slots=True)
class EvidenceDocument:
    """One PDF of the year with its Word file, and what was signed and scanned of it ("" where nothing was).

    `name` is that of the file without ending, such as announcements/x or reports/2566/12-months/report. Paths are of
    the project. `kind` names the kind, or the paper of a round. What has a `secrecy` class ("" for none) is never
    public. `state` is draft, final, issued (it has a number), signed or withdrawn.
    """

    name: str
    target: Target
    kind: str
    title: str
    title_en: str
    number: str
    date: datetime.date | None
    signatories: tuple[Signatory, ...]
    items: tuple[str, ...]
    is_draft: bool
    is_public: bool
    state: str
    outputs: tuple[str, ...]
    signed: str
    scan: str
    is_packet: bool = False
    secrecy: str = ""

    @property
    def pdf(self) -> str:
        """The project path of the PDF."""
        return self.outputs[0]


@dataclass(frozen=True, slots=True)
class YearDocuments:
    """The documents of a year, with what is to be told of signed files that do not count, and paths of annexes."""

    documents: tuple[EvidenceDocument, ...] = ()
    findings: tuple[Finding, ...] = ()
    annexes: frozenset[Path] = frozenset()

    def __add__(self, other: YearDocuments) -> YearDocuments:
        """Return both."""
        return YearDocuments(
            self.documents + other.documents, self.findings + other.findings, self.annexes | other.annexes
        )


def documents_of(project: Project, fiscal_year: int, months: int | None) -> YearDocuments:
    """Return the documents of a fiscal year (Buddhist), for one round (6 or 12) or all, as `readable_documents` does.

    Raises DocgenError that lists all that is wrong in the content.
    """
    made, problems = readable_documents(project, fiscal_year, months)
    if problems:
        raise DocgenError(problems)
    return made


def readable_documents(
    project: Project, fiscal_year: int, months: int | None
) -> tuple[YearDocuments, tuple[Finding, ...]]:
    """Return the documents of a fiscal year (Buddhist) that can be read, and what is wrong with the others of the year.

    An announcement belongs to the year that it is evidence for, that its date falls in, or whose report has it as an
    annex. The documents' findings tell of signed files and scans that belong to an earlier build.
    """
    reports = YearDocuments()
    read: list[tuple[Target, Announcement]] = []
    broken: list[tuple[Target, DocgenError]] = []
    files = Files(project.root)
    for target in find_targets(project.root):
        if target.kind.filled is not None:
            continue  # certificates and name plates are nobody's evidence
        try:
            if target.problems:
                raise DocgenError(target.problems)
            rounds = target.kind.rounds
            if rounds is None:
                read.append((target, read_document(target.path, target.kind, project, files)))
            elif _year_of(target) == fiscal_year and months in (None, target.months):
                reports += _report(target, rounds, project, files, fiscal_year)
        except Exception as problem:
            place = Place(files.shown(target.path))
            broken.append((target, DocgenError(told_of(problem, place, project.root))))
    problems = [
        finding
        for target, problem in broken
        if target.path in reports.annexes or _may_belong(target, fiscal_year)
        for finding in problem.findings
    ]
    chosen = [one for one in read if one[0].path in reports.annexes or _belongs(one[1], fiscal_year, months)]
    issued = (_issued(target, record, project, fiscal_year) for target, record in chosen)
    return sum((*issued, reports), start=YearDocuments()), tuple(dict.fromkeys(problems))


def documents_of_target(target: Target, project: Project, files: Files) -> YearDocuments:
    """Return the documents of one target, whatever year it belongs to. Raises DocgenError for broken content."""
    if target.problems:
        raise DocgenError(target.problems)
    if target.kind.rounds is not None:
        return _report(target, target.kind.rounds, project, files, _year_of(target))
    record = read_document(target.path, target.kind, project, files)
    return _issued(target, record, project, fiscal_year_of(record.date))


def _belongs(record: Announcement, fiscal_year: int, months: int | None) -> bool:
    if months == 6 and record.date > reporting_round(fiscal_year, 6).last:
        return False
    return bool(_codes(record.evidence, fiscal_year)) or fiscal_year_of(record.date) == fiscal_year


def _year_of(target: Target) -> int:
    """Return a report's fiscal year; where its file does not tell, that of its folder: reading it tells why."""
    name = target.path.parent.name
    return target.fiscal_year or (int(name) if name.isdecimal() else 0)


def _may_belong(target: Target, fiscal_year: int) -> bool:
    """Tell whether a file that can't be read may be of a year; one that says it is of another is no matter here."""
    try:
        text = to_arabic_digits(read_regular(target.path, MAX_TEXT_BYTES).decode())
        dated = re.search(r"^date:(.*)$", text, re.MULTILINE)
        other = dated is not None and fiscal_year_of(read_date(dated[1].strip(" '\""))) != fiscal_year
    except (OSError, ValueError):
        return True
    return target.kind.rounds is not None or not other or f"fiscal_year: {fiscal_year}" in text


def _issued(target: Target, record: Announcement, project: Project, fiscal_year: int) -> YearDocuments:
    shown = target.path.relative_to(project.root).as_posix()
    entry = project.register.latest(shown)
    signed, findings = signed_of(target.name, target.outputs[0], record.signatories, project)
    scan = scan_of(target.name, project.root)
    state = "draft" if record.is_draft else "signed" if signed or scan else "issued" if entry else "final"
    if entry is not None and entry.state == "withdrawn":
        state = "withdrawn"
    document = EvidenceDocument(
        name=target.name,
        target=target,
        kind=target.kind.name,
        title=record.subject,
        title_en=record.title_en,
        number=entry.shown_number if entry else record.number,
        date=record.date,
        signatories=record.signatories,
        items=_codes(record.evidence, fiscal_year),
        is_draft=record.is_draft,
        is_public=record.is_public and target.kind.is_published,
        state=state,
        outputs=target.outputs,
        signed=signed,
        scan=scan,
        secrecy=record.secrecy,
    )
    return YearDocuments((document,), findings)


def _report(target: Target, rounds: Rounds, project: Project, files: Files, fiscal_year: int) -> YearDocuments:
    source = read_rounds(target.path, target.kind, rounds, project, files)
    made = YearDocuments(annexes=frozenset(path for path, _ in source.annex_paths))
    record = rounds.cut(source, target.months, (), files)
    for output in target.outputs:
        paper = paper_of(target, output)
        if paper is None or not output.endswith(".pdf"):
            continue
        name, is_packet = filed_name(target, output), paper.is_packet
        signed, findings = signed_of(name, output, () if is_packet else record.signatories, project)
        scan = scan_of(name, project.root)
        title = f"{record.title} รอบ {thai_number(target.months)} เดือน"
        document = EvidenceDocument(
            name=name,
            target=target,
            kind=paper.name,
            title=title,
            title_en=f"{record.title_en} ({target.months} months)" if record.title_en and not is_packet else "",
            number="",
            date=record.date,
            signatories=() if is_packet else record.signatories,
            items=() if is_packet else _codes(record.evidence, fiscal_year),
            is_draft=record.is_draft,
            is_public=record.is_public and target.kind.is_published,
            state="draft" if record.is_draft else "signed" if signed or scan else "final",
            outputs=tuple(one for one in target.outputs if paper_of(target, one) is paper),
            signed=signed,
            scan=scan,
            is_packet=is_packet,
        )
        made += YearDocuments((document,), findings)
    return made


def _codes(evidence: tuple[EvidenceItem, ...], fiscal_year: int) -> tuple[str, ...]:
    return tuple(one.item for one in evidence if one.fiscal_year == fiscal_year)
