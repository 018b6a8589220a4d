"""Build what is out of date: trees first, then PDF and Word on all cores, then every output by a rename.

A target with an error writes nothing and keeps its last good outputs; the others are built all the same, whatever the
error is: one of the content, a bug of ours, a process that was killed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from docgen.build.state import STATE_FILE, State, read_state, save_state
from docgen.build.workers import Outcome, Task, Workers, attempt, worker_count
from docgen.checks.examine import examine, stopping
from docgen.checks.project import checked_project
from docgen.document.project import program_fingerprint, read_project
from docgen.document.targets import Target
from docgen.document.trees import make_documents
from docgen.errors import DocgenError, Finding, Place, Severity, error
from docgen.folder.atomic import write_files
from docgen.folder.file_names import shown_path
from docgen.reasons import reason

if TYPE_CHECKING:
    from docgen.document.project import Project
    from docgen.document.trees import Made
    from docgen.look.style import Layout
    from docgen.tree import Document
    from docgen.writers.written import Written

    Writer = Callable[[Document, Layout, Path], Written]


class Progress(Protocol):
    """What a build tells while it runs."""

    def start(self, count: int) -> None:
        """`count` targets will be built."""

    def done(self, outputs: Sequence[str]) -> None:
        """One target's outputs are written."""

    def close(self) -> None:
        """Nothing more will come."""


class Silent:
    """A progress that tells nobody."""

    def start(self, count: int) -> None:
        """Say nothing."""

    def done(self, outputs: Sequence[str]) -> None:
        """Say nothing."""

    def close(self) -> None:
        """Say nothing."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a build did: outputs written, targets that needed nothing, findings of every severity."""

    written: tuple[str, ...]
    fresh: int
    findings: tuple[Finding, ...]

    def with_findings(self, more: Iterable[Finding]) -> Result:
        """Return the result with what else is to be told, each finding once."""
        return replace(self, findings=tuple(dict.fromkeys((*self.findings, *more))))


@dataclass(slots=True)
class _Work:
    """A target under way: its trees, the outputs that are finished, what the writers noticed in each."""

    target: Target
    made: Made
    contents: dict[str, bytes] = field(default_factory=dict)
    noticed: dict[str, tuple[Finding, ...]] = field(default_factory=dict)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is to be told of this target, in an order that does not depend on which output was ready first."""
        noticed = (finding for output in self.target.outputs for finding in self.noticed.get(output, ()))
        return tuple(dict.fromkeys((*self.made.findings, *noticed)))


def build_targets(root: Path, targets: Sequence[Target], progress: Progress, *, is_judged: bool = True) -> Result:
    """Bring the outputs of the targets up to date and tell what was done. Findings hold what went wrong.

    What is not judged is built whatever the rules say of it: a bag's documents were judged by the rules of their day.
    """
    state = read_state(root, program_fingerprint())
    fresh = [target for target in targets if state.fresh(target.name, target.outputs)]
    stale = [target for target in targets if target not in fresh]
    findings = [finding for target in fresh for finding in state.findings(target.name)]
    written: list[str] = []
    if stale:
        with _workers(stale) as workers:
            try:
                project = checked_project(root) if is_judged else read_project(root)
            except DocgenError as problem:
                return Result((), len(fresh), (*findings, *problem.findings))
            works = _make_all(stale, project, findings, is_judged)
            progress.start(len(works))
            for work in _write_all(works, project, workers, findings):
                written += _commit(work, project, state, findings, progress)
            progress.close()
        findings += _saved(state) if written else ()
    return Result(tuple(written), len(fresh), tuple(dict.fromkeys(findings)))


def _workers(stale: Sequence[Target]) -> Workers[str, Written]:
    """Return the processes that write PDF; they load WeasyPrint (0.6 s) while this one reads the content."""
    count = sum(output.endswith(".pdf") for target in stale for output in target.outputs)
    return Workers(worker_count(count), load_pdf_writer)


def load_pdf_writer() -> None:
    """Load WeasyPrint into this process."""
    from docgen.writers.pdf.engine import load_weasyprint

    load_weasyprint()


def write_output(output: str, document: Document, layout: Layout, root: Path) -> Written:
    """Return one output, written by the writer for its ending."""
    return writers()[Path(output).suffix](document, layout, root)


def writers() -> dict[str, Writer]:
    """Return the writer of each output format by file ending."""
    from docgen.writers import WRITERS

    return WRITERS


def _make_all(stale: Iterable[Target], project: Project, findings: list[Finding], is_judged: bool) -> list[_Work]:
    works = []
    for target in stale:
        made = attempt(Task(_place(target, project), project.root, _made, (target, project, is_judged)))
        if made.value is None:
            findings += made.findings
        elif stopping(made.value.findings, "build"):
            findings += made.value.findings
        else:
            works.append(_Work(target, made.value))
    return works


def _made(target: Target, project: Project, is_judged: bool) -> Made:
    """Return the trees of a target with all that a build tells of its content."""
    if is_judged:
        examined = examine(target, project)
        made, findings = examined.made, examined.findings
    else:
        made = make_documents(target, project)
        findings = made.findings
    # Hints are advice, for `docgen check`: a build tells what must be looked at.
    return replace(made, findings=tuple(one for one in findings if one.severity is not Severity.HINT))


def _place(target: Target, project: Project) -> Place:
    return Place(shown_path(target.path, project.root))


def _write_all(
    works: Sequence[_Work], project: Project, workers: Workers[str, Written], findings: list[Finding]
) -> Iterator[_Work]:
    """Yield each work when all its outputs are finished; one with an error is left out."""
    broken: set[str] = set()
    by_output = {output: work for work in works for output in work.target.outputs}
    pages = [output for output in by_output if output.endswith(".pdf")]
    for output in pages:
        work = by_output[output]
        # A single PDF is composed here, while its process is still loading WeasyPrint; many are composed over there.
        task = _composed(work, output, project) if len(pages) == 1 else Outcome(_task(work, output, project))
        if task.value is None:
            _keep(work, output, Outcome(None, task.findings), broken, findings)
        else:
            workers.submit(output, task.value)
    for output, work in by_output.items():
        # Word files are quick: this process writes them while the others set the PDF.
        if not output.endswith(".pdf"):
            _keep(work, output, attempt(_task(work, output, project)), broken, findings)
    for output, outcome in workers.outcomes():
        work = by_output[output]
        _keep(work, output, outcome, broken, findings)
        if len(work.contents) == len(work.target.outputs):
            yield work


def _task(work: _Work, output: str, project: Project) -> Task[Written]:
    arguments = (output, work.made.documents[output], project.layout, project.root)
    return Task(_place(work.target, project), project.root, write_output, arguments)


def _composed(work: _Work, output: str, project: Project) -> Outcome[Task[Written]]:
    """Return the task that sets the pages of an output whose lines are composed here."""
    from docgen.writers.pdf.write import compose_pdf, set_pages

    document, place = work.made.documents[output], _place(work.target, project)
    composed = attempt(Task(place, project.root, compose_pdf, (document, project.layout, project.root)))
    if composed.value is None:
        return Outcome(None, composed.findings)
    arguments = (composed.value, document, project.layout, project.root)
    return Outcome(Task(place, project.root, set_pages, arguments))


def _keep(work: _Work, output: str, outcome: Outcome[Written], broken: set[str], findings: list[Finding]) -> None:
    if outcome.value is not None:
        work.contents[output], work.noticed[output] = outcome.value.content, outcome.value.findings
        return
    if work.target.name not in broken:
        findings += outcome.findings
    broken.add(work.target.name)


def _commit(
    work: _Work, project: Project, state: State, findings: list[Finding], progress: Progress
) -> tuple[str, ...]:
    """Put the outputs of one work in place, all or none, and take down what they were made from."""
    try:
        write_files({project.root / output: work.contents[output] for output in work.target.outputs})
    except OSError as problem:
        place = Place(work.target.outputs[0])
        hint = "ปิดโปรแกรมที่เปิดไฟล์นี้อยู่ หรือตรวจสิทธิ์ของโฟลเดอร์ output/"
        findings += error("not-written", place, f"เขียนไฟล์ไม่ได้: {reason(problem)}", hint).findings
        return ()
    state.record(work.target.name, project.hashes | work.made.hashes, work.contents, work.findings)
    findings += work.findings
    progress.done(work.target.outputs)
    return work.target.outputs


def _saved(state: State) -> tuple[Finding, ...]:
    """Write down what was built; what can't be written only means that the next build does it again, and is told."""
    try:
        save_state(state)
    except OSError as problem:
        hint = "ตรวจสิทธิ์ของโฟลเดอร์ output/ และที่ว่างในดิสก์"
        return error("not-written", Place(STATE_FILE), f"จดสถานะการสร้างไม่ได้: {reason(problem)}", hint).findings
    return ()
