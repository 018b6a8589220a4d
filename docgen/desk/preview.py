"""Look at a text before it is saved: check it, see its pages, make its outputs. Nothing is written to the project.

The text stands in an `Overlay`; whatever a document shares with others (agency, layout, templates, annexes) may be
unsaved, too. A page for clerks asks this at each pause of the keys.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from docgen.build.sheets import make_sheets_of
from docgen.checks.agency import agency_findings
from docgen.checks.examine import examine, stopping
from docgen.checks.project import checked_project
from docgen.checks.shared import shared_project
from docgen.checks.target import whole_office
from docgen.content.agency import AGENCY_FILE
from docgen.desk.done import Done
from docgen.document.project import LAYOUT_FILE, WORDS_FILE, Project
from docgen.document.targets import Target, find_targets, targets_of
from docgen.document.trees import Trees
from docgen.errors import DocgenError, Finding, Place, Severity, error
from docgen.folder.bugs import told_of
from docgen.folder.excerpts import with_excerpts
from docgen.folder.file_names import shown_path
from docgen.folder.folder import Folder

if TYPE_CHECKING:
    from docgen.tree import Document
    from docgen.typeset.lines import SetLine
    from docgen.typeset.placed import SetPages
    from docgen.writers.pdf.write import Composed

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Preview:
    """An output as it would be built: its tree, its lines as composed, its pages as a PDF and as they are set."""

    tree: Document
    lines: tuple[SetLine, ...]
    pages: bytes
    set_pages: SetPages


def check_text(folder: Folder, name: str) -> Done[bool]:
    """Check one content file, or the agency's, as it stands in the folder; the value tells whether it can be built.

    Raises DocgenError for a file that is no content, and for what is wrong in agency and layout.
    """
    with_lines = _Lines(folder)
    project = with_lines.of(lambda: checked_project(folder))
    if name in (AGENCY_FILE, LAYOUT_FILE, WORDS_FILE):
        findings: list[Finding] = agency_findings(folder, project.agency)
    else:
        every = find_targets(folder)
        chosen = with_lines.of(lambda: targets_of(folder, name, every))
        office = whole_office(project, (one.path for one in every))
        findings = []
        for target in chosen:  # the rounds of one file, which the rules look at once
            findings += examine(target, project, office, by_rules=target is chosen[0]).findings
    told_all = with_excerpts(findings, folder)
    return Done(not stopping(told_all, "build"), told_all)


def preview(folder: Folder, name: str) -> Done[dict[str, Preview]]:
    """Return the pages of a content file as they would be built, by output.

    Raises DocgenError if none can be made; of a report's rounds, one may be without the other.
    """
    return _each(folder, name, _shown)


@dataclass(frozen=True, slots=True)
class TextPages:
    """An output with its pages set and not drawn; `outputs` are the PDF files that the content file has."""

    output: str
    outputs: tuple[str, ...]
    tree: Document
    composed: Composed

    @property
    def pages(self) -> SetPages:
        """The pages as they are set."""
        return self.composed.pages


def set_text(folder: Folder, name: str, output: str = "") -> Done[TextPages | None]:
    """Return one output of a content file with its pages set (the first, if it has no such output); the quickest look.

    No rules are run, so a page can follow the keys: who wants to know what they find asks `check_text`. Nothing is set
    where something read stops a build; the findings tell why, else which lines are not even. Raises DocgenError for a
    file that is no content, and for what is wrong in agency and layout.
    """
    with_lines = _Lines(folder)
    project = with_lines.of(lambda: shared_project(folder))
    chosen = with_lines.of(lambda: targets_of(folder, name, find_targets(folder)))
    outputs = tuple(one for target in chosen for one in target.outputs if one.endswith(".pdf"))
    shown = output if output in outputs else next(iter(outputs), "")
    target = next((one for one in chosen if shown in one.outputs), chosen[0])
    examined = examine(target, project, by_rules=False)
    if examined.made is None or stopping(examined.told, "build"):
        return Done(None, with_excerpts(examined.told, folder))
    done, told = _attempt(project, target, partial(_set, shown, outputs, examined.made, project))
    return Done(done, with_excerpts(told if done is None else done.composed.findings, folder))


def _set(shown: str, outputs: tuple[str, ...], made: Trees, project: Project, _target: Target) -> TextPages:
    from docgen.writers.pdf.write import compose_pdf

    _refuse_sheets(made)
    tree = made.documents[shown]
    return TextPages(shown, outputs, tree, compose_pdf(tree, project.layout, project.root))


def _refuse_sheets(made: Trees) -> None:
    if made.sheets is not None:
        message = "งานออกแบบยังดูตัวอย่างขณะพิมพ์ไม่ได้"
        raise error("no-preview", made.sheets.place, message, "สร้างเอกสาร แล้วเปิดไฟล์ใน output/")


def _shown(target: Target, made: Trees, project: Project) -> tuple[dict[str, Preview], list[Finding]]:
    from docgen.writers.pdf.write import compose_pdf, draw_pages

    previews: dict[str, Preview] = {}
    findings: list[Finding] = []
    _refuse_sheets(made)
    for output in (output for output in target.outputs if output.endswith(".pdf")):
        tree = made.documents[output]
        composed = compose_pdf(tree, project.layout, project.root)
        written = draw_pages(composed, tree, project.layout, project.root)
        previews[output] = Preview(tree, composed.lines, written.content, composed.pages)
        findings += written.findings
    return previews, findings


def build_text(folder: Folder, name: str) -> Done[dict[str, bytes]]:
    """Return the outputs of a content file, byte for byte what a build would write, by their project paths.

    Raises DocgenError if none can be made; of a report's rounds, one may be without the other.
    """
    from docgen.writers import WRITERS

    def written(target: Target, made: Trees, project: Project) -> tuple[dict[str, bytes], list[Finding]]:
        contents: dict[str, bytes] = {}
        findings: list[Finding] = []
        if made.sheets is not None:
            sheets = make_sheets_of(made.sheets)
            return {target.outputs[0]: sheets.content or b"", **sheets.beside}, [*sheets.findings]
        for output in target.outputs:
            one = WRITERS[Path(output).suffix](made.documents[output], project.layout, folder.root)
            contents[output] = one.content
            findings += one.findings
        return contents, findings

    return _each(folder, name, written)


def _each(
    folder: Folder, name: str, make: Callable[[Target, Trees, Project], tuple[dict[str, T], list[Finding]]]
) -> Done[dict[str, T]]:
    """Do something with the trees of each target of a content file, and gather what comes of it."""
    with_lines = _Lines(folder)
    project = with_lines.of(lambda: checked_project(folder))
    findings: list[Finding] = []
    value: dict[str, T] = {}

    def whole(target: Target) -> tuple[dict[str, T], list[Finding]]:
        examined = examine(target, project)
        made = examined.trees()
        if stopping(examined.grave, "build"):
            raise DocgenError(examined.grave)
        contents, noticed = make(target, made, project)
        return contents, [*examined.grave, *noticed]

    for target in with_lines.of(lambda: targets_of(folder, name, find_targets(folder))):
        done, told = _attempt(project, target, whole)
        findings += told
        if done is not None:
            value |= done[0]
            findings += (one for one in done[1] if one.severity is not Severity.HINT)
    told_all = with_excerpts(findings, folder)
    if not value:
        raise DocgenError(told_all)
    return Done(value, told_all)


def _attempt(project: Project, target: Target, work: Callable[[Target], T]) -> tuple[T | None, tuple[Finding, ...]]:
    """Do work on a target; whatever it raises becomes findings. A bug's details go to the temporary folder."""
    try:
        made = work(target)
    except Exception as problem:
        return None, told_of(problem, Place(shown_path(target.path, project.root)))
    return made, ()


@dataclass(frozen=True, slots=True)
class _Lines:
    """Gives the errors of work the lines that they are about."""

    folder: Folder

    def of(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except DocgenError as problem:
            raise DocgenError(with_excerpts(problem.findings, self.folder)) from None
