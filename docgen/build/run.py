"""Build what is out of date: trees first, then PDF and Word on all cores, then every output by a rename.

A target with an error writes nothing and keeps its last good outputs; the others are built all the same, whatever the
error is: one of the content, a bug of ours, a process that was killed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from docgen.build.attempt import Task
from docgen.build.job import Job, Made, compose_lines, load_pdf_writer, make
from docgen.build.plan import make_plan
from docgen.build.sheets import left_over, make_sheets_of
from docgen.build.state import STATE_FILE, State, save_state
from docgen.build.workers import Workers, worker_count
from docgen.checks.examine import examine, stopping
from docgen.checks.project import checked_project
from docgen.document.project import read_project
from docgen.document.targets import Target
from docgen.errors import DocgenError, Finding, Place, error
from docgen.folder.atomic import write_files
from docgen.folder.file_names import shown_path
from docgen.reasons import reason

if TYPE_CHECKING:
    from docgen.document.project import Project
    from docgen.document.trees import Trees


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
    """A target under way: its trees, and what came of its outputs so far."""

    target: Target
    trees: Trees
    made: dict[str, Made] = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        """Tell whether something came of each output, be it a fault."""
        return len(self.made) == len(self.target.outputs)

    @property
    def contents(self) -> dict[str, bytes]:
        """The bytes of the outputs that were made, and of those that came with them."""
        made = {output: one.content for output, one in self.made.items() if one.content is not None}
        return made | {output: content for one in self.made.values() for output, content in one.beside.items()}

    @property
    def fault(self) -> tuple[Finding, ...]:
        """What is told of the first output that could not be made; nothing if all were made."""
        made = (self.made[output] for output in self.target.outputs if output in self.made)
        return next((one.findings for one in made if one.content is None), ())

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is to be told of this target, in an order that does not depend on which output was ready first."""
        noticed = (finding for output in self.target.outputs for finding in self.made[output].findings)
        return tuple(dict.fromkeys((*self.trees.findings, *noticed)))


def build_targets(
    root: Path,
    targets: Sequence[Target],
    progress: Progress,
    *,
    is_judged: bool = True,
    executor: Executor | None = None,
) -> Result:
    """Bring the outputs of the targets up to date and tell what was done. Findings hold what went wrong.

    What is not judged is built whatever the rules say of it: a bag's documents were judged by the rules of their day.
    PDF are made by the executor, if one is given (threads, processes, machines that have the same project folder); what
    it loses is made here. Its owner ends it.
    """
    plan = make_plan(root, targets)
    findings, written = list(plan.findings), list[str]()
    if plan.stale:
        with _workers(plan.stale, executor) as workers:
            try:
                project = checked_project(root) if is_judged else read_project(root)
            except DocgenError as problem:
                return Result((), len(plan.fresh), (*findings, *problem.findings))
            works, refused = _all_trees(plan.stale, project, is_judged)
            findings += refused
            progress.start(len(works))
            for work in _make_all(works, project, workers):
                fault = work.fault or _put_in_place(work, project, plan.state)
                if not fault:
                    progress.done(work.target.outputs)
                    written += work.contents
                findings += fault or (*work.findings, *left_over(root, work.contents))
            progress.close()
        findings += _saved(plan.state) if written else ()
    return Result(tuple(written), len(plan.fresh), tuple(dict.fromkeys(findings)))


def _workers(stale: Sequence[Target], executor: Executor | None) -> Workers[str, Made]:
    """Return the processes that write PDF; they load what it takes while this one reads the content.

    That of a single PDF begins when its pages are set here: what it takes is loaded by then, once.
    """
    count = sum(output.endswith(".pdf") for target in stale for output in target.outputs)
    return Workers(worker_count(count), load_pdf_writer, executor, waits=count == 1)


def _all_trees(stale: Iterable[Target], project: Project, is_judged: bool) -> tuple[list[_Work], tuple[Finding, ...]]:
    """Return the targets whose content is right, with their trees, and what is told of the others."""
    works: list[_Work] = []
    refused: list[Finding] = []
    for target in stale:
        examined = examine(target, project, by_rules=is_judged)
        # Hints are advice, for `docgen check`: a build tells what must be looked at.
        if examined.made is None or stopping(examined.grave, "build"):
            refused += examined.grave
        else:
            works.append(_Work(target, replace(examined.made, findings=examined.grave)))
    return works, tuple(refused)


def _place(target: Target, project: Project) -> Place:
    return Place(shown_path(target.path, project.root))


def _make_all(works: Sequence[_Work], project: Project, workers: Workers[str, Made]) -> Iterator[_Work]:
    """Yield each work when something came of all its outputs."""
    by_output = {output: work for work in works for output in work.target.outputs}
    jobs = [
        Job(output, _place(work.target, project), work.trees.documents[output], project.layout, project.root)
        for output, work in by_output.items()
        if work.trees.sheets is None
    ]
    for work in works:
        if work.trees.sheets is not None:
            task = Task(_place(work.target, project), project.root, make_sheets_of, (work.trees.sheets,))
            workers.submit(work.target.outputs[0], task)
    pages = [job for job in jobs if job.is_pdf]
    for job in pages:
        # The pages of a single PDF are set here, and its process begins with all that was loaded for it.
        ready = compose_lines(job) if len(pages) == 1 else job
        if isinstance(ready, Made):
            by_output[job.output].made[job.output] = ready
        else:
            workers.submit(job.output, Task(job.place, job.root, make, (ready,)))
    for job in jobs:
        # Word files are quick: this process writes them while the others set the PDF.
        if not job.is_pdf:
            by_output[job.output].made[job.output] = make(job)
    yield from (work for work in works if work.is_done)
    for output, outcome in workers.outcomes():
        work = by_output[output]
        work.made[output] = outcome.value or Made(None, outcome.findings)
        if work.is_done:
            yield work


def _put_in_place(work: _Work, project: Project, state: State) -> tuple[Finding, ...]:
    """Put the outputs of one work in place, all or none, and take down what they were made from; tell what failed."""
    contents = work.contents
    try:
        write_files({project.root / output: content for output, content in contents.items()})
    except OSError as problem:
        place = Place(work.target.outputs[0])
        hint = "ปิดโปรแกรมที่เปิดไฟล์นี้อยู่ หรือตรวจสิทธิ์ของโฟลเดอร์ output/"
        return error("not-written", place, f"เขียนไฟล์ไม่ได้: {reason(problem)}", hint).findings
    state.record(work.target.name, project.hashes | work.trees.hashes, contents, work.findings)
    return ()


def _saved(state: State) -> tuple[Finding, ...]:
    """Write down what was built; what can't be written only means that the next build does it again, and is told."""
    try:
        save_state(state)
    except OSError as problem:
        hint = "ตรวจสิทธิ์ของโฟลเดอร์ output/ และที่ว่างในดิสก์"
        return error("not-written", Place(STATE_FILE), f"จดสถานะการสร้างไม่ได้: {reason(problem)}", hint).findings
    return ()
