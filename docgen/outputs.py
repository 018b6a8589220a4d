"""Build what is out of date: trees first, then PDF and Word on all cores, then every output by a rename.

A target with an error writes nothing and keeps its last good outputs; the others are built all the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from docgen.atomic import write_files
from docgen.errors import DocgenError, Finding, Place, Severity, error
from docgen.project import program_fingerprint, read_project
from docgen.state import State, read_state, save_state
from docgen.targets import Target

if TYPE_CHECKING:
    from docgen.documents import Made
    from docgen.project import Project
    from docgen.style import Layout
    from docgen.tree import Document
    from docgen.written import Written

    Writer = Callable[[Document, Layout, Path], Written]


class Progress(Protocol):
    """What a build tells while it runs."""

    def start(self, count: int) -> None:
        """`count` targets will be built."""

    def done(self, outputs: Sequence[str]) -> None:
        """One target's outputs are written."""

    def close(self) -> None:
        """Nothing more will come."""


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


def build_targets(root: Path, targets: Sequence[Target], progress: Progress) -> Result:
    """Bring the outputs of the targets up to date and tell what was done. Findings hold what went wrong."""
    state = read_state(root, program_fingerprint())
    fresh = [target for target in targets if state.fresh(target.name, target.outputs)]
    stale = [target for target in targets if target not in fresh]
    findings = [finding for target in fresh for finding in state.findings(target.name)]
    written: list[str] = []
    if stale:
        with _pdf_pool(stale) as pool:
            try:
                project = read_project(root)
            except DocgenError as problem:
                return Result((), len(fresh), (*findings, *problem.findings))
            works = _make_all(stale, project, findings)
            progress.start(len(works))
            for work in _write_all(works, project, pool, findings):
                written += _commit(work, project, state, findings, progress)
            progress.close()
        save_state(state)
    return Result(tuple(written), len(fresh), tuple(dict.fromkeys(findings)))


def _pdf_pool(stale: Sequence[Target]) -> ProcessPoolExecutor:
    """Start the processes that write PDF; they load WeasyPrint (0.6 s) while this one reads the content."""
    count = sum(output.endswith(".pdf") for target in stale for output in target.outputs)
    workers = max(1, min(os.cpu_count() or 1, count))
    pool = ProcessPoolExecutor(workers)
    for _ in range(workers):
        pool.submit(load_pdf_writer)
    return pool


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


def _make_all(stale: Iterable[Target], project: Project, findings: list[Finding]) -> list[_Work]:
    from docgen.checks.target import check_target
    from docgen.documents import make_documents

    works = []
    for target in stale:
        try:
            made = make_documents(target, project)
        except DocgenError as problem:
            findings += problem.findings
            continue
        noticed = check_target(target, project)
        # Hints are advice, for `docgen check`: a build tells what must be looked at.
        told = tuple(one for one in (*made.findings, *noticed) if one.severity is not Severity.HINT)
        if any(finding.severity is Severity.ERROR for finding in noticed):
            findings += told
        else:
            works.append(_Work(target, replace(made, findings=told)))
    return works


def _write_all(
    works: Sequence[_Work], project: Project, pool: ProcessPoolExecutor, findings: list[Finding]
) -> Iterable[_Work]:
    """Yield each work when all its outputs are finished; one with an error is left out."""
    jobs: dict[Future[Written], tuple[_Work, str]] = {}
    broken: set[str] = set()
    pages = [(work, output) for work in works for output in work.target.outputs if output.endswith(".pdf")]
    for work, output in pages:
        # A single PDF is composed here, while its process is still loading WeasyPrint; many are composed over there.
        start = _compose_here if len(pages) == 1 else _write_there
        try:
            jobs[start(pool, output, work.made.documents[output], project)] = (work, output)
        except DocgenError as problem:
            findings += problem.findings
            broken.add(work.target.name)
    for work in works:
        # Word files are quick: this process writes them while the others set the PDF.
        for output, document in work.made.documents.items():
            if not output.endswith(".pdf"):
                write = partial(write_output, output, document, project.layout, project.root)
                _keep(work, output, write, broken, findings)
    for job in as_completed(jobs):
        work, output = jobs[job]
        _keep(work, output, job.result, broken, findings)
        if len(work.contents) == len(work.target.outputs):
            yield work


def _write_there(pool: ProcessPoolExecutor, output: str, document: Document, project: Project) -> Future[Written]:
    return pool.submit(write_output, output, document, project.layout, project.root)


def _compose_here(pool: ProcessPoolExecutor, _: str, document: Document, project: Project) -> Future[Written]:
    from docgen.writers.pdf.write import compose_pdf, set_pages

    composed = compose_pdf(document, project.layout, project.root)
    return pool.submit(set_pages, composed, document, project.layout, project.root)


def _keep(work: _Work, output: str, write: Callable[[], Written], broken: set[str], findings: list[Finding]) -> None:
    try:
        written = write()
        work.contents[output], work.noticed[output] = written.content, written.findings
    except DocgenError as problem:
        if work.target.name not in broken:
            findings += problem.findings
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
        findings += error("not-written", place, f"เขียนไฟล์ไม่ได้: {problem.strerror}", hint).findings
        return ()
    state.record(work.target.name, project.hashes | work.made.hashes, work.contents, work.findings)
    findings += work.findings
    progress.done(work.target.outputs)
    return work.target.outputs
