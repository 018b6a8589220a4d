"""How long docgen and its peers take for the same documents, in one run: medians, and ratios of them.

No document is set twice in one process: what a setter keeps of a paragraph (docgen, Typst) helps it with the next
document as far as that says the same. `python -m tests.speed ENGINE FOLDER` is the process of one engine.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from docgen.build.job import Job, make
from docgen.checks.examine import examine
from docgen.checks.project import checked_project
from docgen.document.project import Project, read_project
from docgen.document.targets import Target, find_targets
from docgen.document.trees import make_documents
from docgen.errors import Place
from docgen.tree import Block, ClauseList, Document, Paragraph, Run
from tests import peers
from tests.conftest import ROOT, copy_project

REPEATS = 9
MANY = 100
TURNS = {"one": REPEATS, "edit": REPEATS, "packet": 5, "many": 3}
"""How often each is measured; the batch comes last: it shows whether memory grows."""
SAMPLE = "announcements/integrity-measures-2566"
PACKET = "reports/2566/12-months"


def target_of(name: str) -> Target:
    """Return a target of the sample."""
    return next(target for target in find_targets(ROOT) if target.name == name)


def tree_of(name: str, project: Project, ending: str = ".pdf") -> Document:
    """Return the tree of the last output of a target with that ending: of a report, its packet."""
    made = make_documents(target_of(name), project).documents
    return [tree for output, tree in made.items() if output.endswith(ending)][-1]


def varied(document: Document, mark: str, most: int = 10_000) -> Document:
    """Return a document with a mark before its first paragraphs of text, `most` of them: no two have the same words."""
    left = most

    def changed(block: Block) -> Block:
        nonlocal left
        if isinstance(block, Paragraph) and block.role == "body" and left > 0:
            left -= 1
            return replace(block, inlines=(Run(f"{mark} "), *block.inlines))
        if isinstance(block, ClauseList):
            items = (replace(item, blocks=tuple(map(changed, item.blocks))) for item in block.items)
            return replace(block, items=tuple(items))
        return block

    sections = (replace(section, blocks=tuple(map(changed, section.blocks))) for section in document.sections)
    return replace(document, sections=tuple(sections))


def by_docgen(documents: Sequence[Document], project: Project, folder: Path) -> None:
    """Compose, set, read back: everything that a build does to a PDF."""
    for number, document in enumerate(documents):
        (folder / f"{number}.pdf").write_bytes(made(document, project, "pdf"))


def made(document: Document, project: Project, ending: str) -> bytes:
    """Return an output as a build makes it."""
    done = make(Job(f"output/{SAMPLE}.{ending}", Place(SAMPLE), document, project.layout, project.root))
    assert done.content is not None, done.findings
    return done.content


def by_docgen_on_all_cores(documents: Sequence[Document], project: Project, folder: Path) -> None:
    """The same with a process for each core, as `docgen build` does it; the processes start within the time."""
    jobs = [
        Job(f"output/{number}.pdf", Place(SAMPLE), document, project.layout, project.root)
        for number, document in enumerate(documents)
    ]
    with ProcessPoolExecutor() as pool:
        for number, done in enumerate(pool.map(make, jobs)):
            assert done.content is not None, done.findings
            (folder / f"{number}.pdf").write_bytes(done.content)


ENGINES: dict[str, peers.Engine] = {
    "docgen": by_docgen,
    "docgen on all cores": by_docgen_on_all_cores,
    "WeasyPrint alone": peers.by_weasyprint,
    "LibreOffice": peers.by_libreoffice,
    "Typst": peers.by_typst,
    "Chromium": peers.by_chromium,
}


WARM = ("docgen", "WeasyPrint alone", "Typst", "Chromium")
"""The engines that stand ready in a process."""


def work(engine: str, folder: Path) -> None:
    """Set what is asked for, a word a line, and answer with ms for each document and MiB at the peak."""
    project = read_project(ROOT)
    announcement, packet = tree_of(SAMPLE, project), tree_of(PACKET, project)
    asked = {
        "one": lambda mark: [varied(announcement, mark)],
        "packet": lambda mark: [varied(packet, mark)],
        "many": lambda mark: [varied(announcement, f"{mark}/{number}") for number in range(MANY)],
        "edit": lambda mark: [varied(announcement, mark, most=1)],
    }
    (folder / "plain").mkdir(parents=True)
    (folder / "warm").mkdir()
    ENGINES[engine]([announcement], project, folder / "plain")  # the one that is read; the engine is warm then
    print("ready", flush=True)
    for number, line in enumerate(sys.stdin):
        documents = asked[line.strip()](str(100 + number))
        place = folder / str(number)
        place.mkdir()
        if engine in WARM and len(documents) == 1:  # the others had the machine meanwhile
            ENGINES[engine]([varied(announcement, f"{number}")], project, folder / "warm")
        started = time.perf_counter()
        ENGINES[engine](documents, project, place)
        print(json.dumps([(time.perf_counter() - started) / len(documents) * 1000, _memory()]), flush=True)


def _memory() -> float:
    """Return the peak in MiB of this process, or of the largest of those that it started, which may still run."""
    ended = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    running = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):
            entries = dict(line.split(":", 1) for line in status.read_text().splitlines())
            running[status.parent.name] = entries["PPid"].strip(), int(entries.get("VmHWM", "0 kB").split()[0])
    ours = {str(os.getpid())}
    while more := {process for process, (parent, _) in running.items() if parent in ours} - ours:
        ours |= more
    return max([ended, *(running[process][1] for process in ours if process in running)]) / 1024


def _median_ms(function: Callable[[], object], repeats: int = REPEATS) -> float:
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        function()
        times.append((time.perf_counter() - started) * 1000)
    return median(times)


def measured(engines: Sequence[str], folder: Path) -> dict[str, dict[str, Any]]:
    """Measure engines, each in a process of its own, in turns: what else the machine does meanwhile befalls all."""
    processes = {engine: _started(engine, folder_of(engine, folder)) for engine in engines}
    times: dict[str, dict[str, list[float]]] = {engine: {} for engine in engines}
    peaks: dict[str, list[float]] = {engine: [] for engine in engines}

    for process in processes.values():
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"

    def turn(task: str) -> None:
        for engine, process in processes.items():
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(f"{task}\n")
            process.stdin.flush()
            took, peak = json.loads(process.stdout.readline())
            times[engine].setdefault(task, []).append(took)
            peaks[engine].append(peak)

    for task, repeats in TURNS.items():
        for _ in range(repeats):
            turn(task)
    for process in processes.values():
        process.communicate(timeout=60)
    after = {engine: [found[0], found[-TURNS["many"]], found[-1]] for engine, found in peaks.items()}
    return {
        engine: {**{task: median(took) for task, took in times[engine].items()}, "memory": after[engine]}
        for engine in engines
    }


def _started(engine: str, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.speed", engine, str(folder)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def folder_of(engine: str, folder: Path) -> Path:
    """Return where an engine leaves its PDF: `plain/0.pdf` is the announcement as it is."""
    return folder / engine.replace(" ", "-")


def engine_table(results: dict[str, dict[str, Any]]) -> str:
    """Return a row for each engine: ms, and docgen's share of it."""
    rows = []
    for engine in ENGINES:
        if engine not in results:
            rows.append(f"| {engine} | not installed |" + " |" * 10)
            continue
        cells = [engine]
        for key in ("one", "many", "packet", "edit"):
            ratio = results["docgen"][key] / results[engine][key]
            cells += [f"{results[engine][key]:.0f}", "1" if engine == "docgen" else f"{ratio:.2f}"]
        rows.append(f"| {' | '.join([*cells, *(f'{peak:.0f}' for peak in results[engine]['memory'])])} |")
    return "\n".join(rows) + "\n"


def step_table(docgen: dict[str, Any]) -> str:
    """Return what each step of one announcement takes, from its file to PDF and Word, and a cold start; in ms."""
    project, target = read_project(ROOT), target_of(SAMPLE)
    tree = tree_of(SAMPLE, project)
    numbers = iter(range(100, 10_000))

    def pdf_and_word() -> None:
        trees = examine(target, project).trees()
        document = varied(
            trees.documents[next(one for one in target.outputs if one.endswith(".pdf"))], str(next(numbers))
        )
        made(document, project, "pdf")
        made(document, project, "docx")

    pdf_and_word()
    steps = {
        "agency, layout, fonts, templates (once a build)": _median_ms(lambda: checked_project(ROOT)),
        "content to tree": _median_ms(lambda: make_documents(target, project)),
        "content to tree, and checks": _median_ms(lambda: examine(target, project)),
        "Word": _median_ms(lambda: made(tree, project, "docx")),
        "PDF": docgen["one"],
        "PDF after an edit of one word": docgen["edit"],
        "PDF and Word from the content file": _median_ms(pdf_and_word),
        "`docgen build` of one announcement, from nothing": cold_start(),
    }
    return "".join(f"| {step} | {took:.1f} |\n" for step, took in steps.items())


def cold_start() -> float:
    """Return the ms of `docgen build` for a project of one announcement: program, project and all started anew."""
    with tempfile.TemporaryDirectory() as scratch:
        root = copy_project(Path(scratch) / "project")
        for path in (root / "content").glob("*/*"):
            if path.stem != Path(SAMPLE).name and path.parent.name != "ita":
                shutil.rmtree(path) if path.is_dir() else path.unlink()

        def build() -> None:
            shutil.rmtree(root / "output", ignore_errors=True)
            command = [sys.executable, "-I", "-X", "utf8", "-m", "docgen", "--root", str(root), "build"]
            subprocess.run(command, check=True, capture_output=True, timeout=60)

        build()
        return _median_ms(build)


if __name__ == "__main__":
    work(sys.argv[1], Path(sys.argv[2]))
