"""`make bench`: docgen against WeasyPrint alone, LibreOffice, Typst and Chromium, on the same words in one run.

Writes docs/benchmarks.md. An engine that is not installed is left out and said so. Run as `python -m tests.bench`.
"""

from __future__ import annotations

import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path

import pypdfium2

from docgen.checks.pages import Office, read_pages
from docgen.checks.run import run_rules
from docgen.document.project import Project, read_project
from docgen.document.targets import find_targets
from docgen.document.trees import make_documents
from docgen.thai.lexicon import make_lexicon
from docgen.tree import Block, ClauseList, Document, Heading, Paragraph, inline_text, plain_text, texts
from tests import archive_bench, repairs, seeded
from tests.breaks import bad_breaks
from tests.conftest import ROOT
from tests.reading import pdfium_pages, read_by_all, squeezed, without_page_numbers

BATCH = 100
SAMPLE = "announcements/integrity-measures-2566"
READERS = ("poppler", "pdfium", "mupdf", "pypdf")
Engine = Callable[[Document, Project, Path, int], None]


def sample(project: Project) -> Document:
    """Return the tree of the first announcement."""
    (target,) = [target for target in find_targets(ROOT, "announcements") if target.name == SAMPLE]
    return make_documents(target, project).documents[target.outputs[0]]


def by_docgen(document: Document, project: Project, folder: Path, count: int) -> None:
    """Compose, set, read back: everything that a build does to a PDF."""
    from docgen.writers.pdf.write import write_pdf

    for number in range(count):
        (folder / f"{number}.pdf").write_bytes(write_pdf(document, project.layout, project.root).content)


def _write_one(path: Path) -> None:
    """Write the sample in a process of a pool."""
    from docgen.writers.pdf.write import write_pdf

    project, document = _loaded()
    path.write_bytes(write_pdf(document, project.layout, project.root).content)


@cache
def _loaded() -> tuple[Project, Document]:
    project = read_project(ROOT)
    return project, sample(project)


def by_docgen_on_all_cores(document: Document, project: Project, folder: Path, count: int) -> None:
    """The same with a process for each core, as `docgen build` does it; the processes start within the time."""
    with ProcessPoolExecutor() as pool:
        list(pool.map(_write_one, [folder / f"{number}.pdf" for number in range(count)]))


def plain_html(document: Document) -> str:
    """Return the words as plain HTML, to be broken by the engine itself."""
    fonts = ROOT / "fonts"
    faces = "".join(
        f'@font-face {{ font-family: "S"; src: url("file://{fonts}/THSarabun-{face}.ttf"); font-weight: {weight} }}'
        for face, weight in (("Regular", "normal"), ("Bold", "bold"))
    )
    style = (
        f"{faces} @page {{ size: A4; margin: 2.5cm 2cm 2cm 3cm }} body {{ font: 16pt/20.8pt S; margin: 0 }}"
        " p { margin: 6pt 0 0; text-indent: 2.5cm; text-align: justify } h1, h2 { font-size: 16pt }"
        " h1 { text-align: center }"
    )
    image = f'<img src="file://{ROOT}/templates/emblem/garuda-3cm-600dpi.png" style="height: 3cm" alt="ตราครุฑ">'
    body = "".join(f"<p>{escape(words)}</p>" for words in paragraphs(document))
    return f'<!DOCTYPE html><html lang="th"><meta charset="utf-8"><style>{style}</style>{image}{body}'


def paragraphs(document: Document) -> list[str]:
    """Return the words paragraph by paragraph, labels in front of their clauses."""
    found: list[str] = []

    def walk(blocks: tuple[Block, ...], label: str = "") -> None:
        for block in blocks:
            if isinstance(block, ClauseList):
                for clause in block.items:
                    walk(clause.blocks, f"{clause.label} ")
            elif isinstance(block, Heading | Paragraph):
                found.append(label + inline_text(block.inlines))
                label = ""
            else:
                found.extend(text for text in texts([block]) if text)

    for section in document.sections:
        walk(section.blocks)
    return found


def by_weasyprint(document: Document, project: Project, folder: Path, count: int) -> None:
    """WeasyPrint with its own line breaking, PDF/A-3a as docgen writes."""
    from docgen.writers.pdf.engine import load_weasyprint

    weasyprint = load_weasyprint()
    for number in range(count):
        html = weasyprint.HTML(string=plain_html(document))
        (folder / f"{number}.pdf").write_bytes(html.write_pdf(pdf_variant="pdf/a-3a", pdf_tags=True))


def by_libreoffice(document: Document, project: Project, folder: Path, count: int) -> None:
    """LibreOffice from the Word file, all files in one run."""
    from docgen.writers.docx.write import write_docx

    word = write_docx(document, project.layout, project.root)
    for number in range(count):
        (folder / f"{number}.docx").write_bytes(word)
    fonts = folder / "fonts.conf"
    fonts.write_text(f"<fontconfig><dir>{ROOT / 'fonts'}</dir><cachedir>{folder}/cache</cachedir></fontconfig>")
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    files = [str(folder / f"{number}.docx") for number in range(count)]
    environment = {"FONTCONFIG_FILE": str(fonts), "PATH": "/usr/bin:/bin", "HOME": str(folder)}
    run = [*command, "--outdir", str(folder), *files]
    subprocess.run(run, check=True, capture_output=True, timeout=900, env=environment)


def by_typst(document: Document, project: Project, folder: Path, count: int) -> None:
    """Typst (the Python package) with justification."""
    import typst

    words = "\n\n".join(re.sub(r"([\\#$*_`<>@\[\]/=+~-])", r"\\\1", text) for text in paragraphs(document))
    source = (
        '#set page(paper: "a4", margin: (left: 3cm, right: 2cm, top: 2.5cm, bottom: 2cm))\n'
        '#set text(font: "TH SarabunPSK", size: 16pt, lang: "th")\n'
        f"#set par(justify: true, first-line-indent: 2.5cm)\n{words}\n"
    )
    for number in range(count):
        path = folder / f"{number}.typ"
        path.write_text(source, encoding="utf-8")
        typst.compile(str(path), output=str(folder / f"{number}.pdf"), font_paths=[str(ROOT / "fonts")])


def by_chromium(document: Document, project: Project, folder: Path, count: int) -> None:
    """Chromium, one headless print for each document."""
    browser = shutil.which("chromium") or "chromium"
    for number in range(count):
        page = folder / f"{number}.html"
        page.write_text(plain_html(document), encoding="utf-8")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
        flags += [f"--user-data-dir={folder}/chromium", "--no-pdf-header-footer"]
        command = [browser, *flags, f"--print-to-pdf={folder / f'{number}.pdf'}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


ENGINES: dict[str, Engine] = {
    "docgen": by_docgen,
    "docgen on all cores": by_docgen_on_all_cores,
    "WeasyPrint alone": by_weasyprint,
    "LibreOffice": by_libreoffice,
    "Typst": by_typst,
    "Chromium": by_chromium,
}


def is_there(engine: str) -> bool:
    """Tell whether an engine is installed."""
    if engine == "Typst":
        from importlib.util import find_spec

        return find_spec("typst") is not None
    program = {"LibreOffice": "soffice", "Chromium": "chromium"}.get(engine)
    return program is None or shutil.which(program) is not None


@dataclass(frozen=True)
class Measured:
    """What one engine did with a number of documents: seconds, peak memory in MiB."""

    seconds: float
    memory: float


def work(engine: str, count: int, folder: Path) -> None:
    """Set documents in this process and print what it took; the engine is warm when the clock starts."""
    project = read_project(ROOT)
    document = sample(project)
    warm = folder / "warm"
    warm.mkdir()
    if engine in ("docgen", "WeasyPrint alone", "Typst"):
        ENGINES[engine](document, project, warm, 1)
    started = time.perf_counter()
    ENGINES[engine](document, project, folder, count)
    seconds = time.perf_counter() - started
    memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"seconds": seconds, "memory": memory / 1024}))


def measure(engine: str, count: int, folder: Path) -> Measured:
    """Run an engine in a process of its own."""
    folder.mkdir()
    command = [sys.executable, "-m", "tests.bench", engine, str(count), str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=1800, cwd=ROOT)
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def reader_errors(path: Path, expected: str) -> list[str]:
    """Return for each reader the share of letters missing, wrong or extra, in per cent."""
    read = read_by_all(path)
    shares = []
    for reader in READERS:
        if reader not in read:
            shares.append("-")
            continue
        text = without_page_numbers(read[reader])
        matcher = SequenceMatcher(None, expected, text, autojunk=False)
        wrong = sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal")
        shares.append(f"{100 * wrong / len(expected):.2f}")
    return shares


def printed_lines(path: Path) -> list[str]:
    """Return the lines of a PDF as pdfium reads them."""
    return [line.strip() for page in pdfium_pages(path) for line in page.split("\n") if line.strip()]


def widest_gap_em(path: Path) -> float:
    """Return the widest white between neighbouring letters of a line, in em of 16 pt."""
    widest = 0.0
    for page in pypdfium2.PdfDocument(path):
        text = page.get_textpage()
        inked = [
            text.get_charbox(index, loose=True)
            for index in range(text.count_chars())
            if not text.get_text_range(index, 1).isspace()
        ]
        inked = [box for box in inked if box[2] > box[0]]
        for before, after in pairwise(inked):
            same_line = abs(before[1] - after[1]) < 1
            # Past the first line's label and short lines: gaps wider than 2 em are no gaps between words.
            if same_line and 0 < after[0] - before[2] < 32:
                widest = max(widest, (after[0] - before[2]) / 16)
    return widest


def report() -> str:
    """Measure every engine that is there and return the page."""
    project = read_project(ROOT)
    document = sample(project)
    words = squeezed("".join(plain_text(section.blocks) for section in document.sections))
    text = " ".join(paragraphs(document))
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        for engine in ENGINES:
            if not is_there(engine):
                rows.append(f"| {engine} | not installed |" + " |" * 9)
                continue
            name = engine.replace(" ", "-").lower()
            one = measure(engine, 1, Path(scratch) / f"{name}-1")
            few = measure(engine, BATCH // 5, Path(scratch) / f"{name}-{BATCH // 5}")
            many = measure(engine, BATCH, Path(scratch) / f"{name}-{BATCH}")
            made = Path(scratch) / f"{name}-1" / "0.pdf"
            lines = printed_lines(made)
            bad = bad_breaks([line for line in lines if line in text], text)
            errors = " / ".join(reader_errors(made, words))
            memory = " | ".join(f"{measured.memory:.0f}" for measured in (one, few, many))
            rows.append(
                f"| {engine} | {one.seconds:.2f} | {many.seconds / BATCH:.3f} | {memory} "
                f"| {errors} | {len(bad)} of {len(lines)} | {widest_gap_em(made):.2f} | {made.stat().st_size // 1024} |"
            )
            print(rows[-1], flush=True)
    mending = repairs.table()
    print(mending, flush=True)
    checks = CHECK_HEAD.format(seconds=check_seconds()) + seeded.table() + mending
    return HEAD + "\n".join(rows) + "\n" + checks + archive_bench.table()


def check_seconds() -> float:
    """Return how long the rules take for twenty pages, once the dictionary is loaded."""
    project = read_project(ROOT)
    pages = tuple(read_pages(ROOT, [target.path for target in find_targets(ROOT)]))
    office = Office(project.agency, pages, make_lexicon(project.names))
    run_rules(pages[:1], office)
    words = sum(len(passage.text) for page in pages for passage in page.passages)
    times = -(-20 * LETTERS_A_PAGE // words)
    started = time.perf_counter()
    for _ in range(times):
        run_rules(pages, office)
    return time.perf_counter() - started


LETTERS_A_PAGE = 2600
CHECK_HEAD = """
## docgen check

Twenty pages are checked in {seconds:.2f} s, the dictionary loaded. Below: mistakes put into the clean sample at random,
one at a time, with a fixed seed (`tests/seeded.py`), and the share that is found, hints included.

"""


HEAD = f"""# Benchmarks

Made by `make bench`, which measures all engines in one run on the same machine: look at the ratios, not the seconds.
The text is the announcement `{SAMPLE}`. Seconds are those of one process that is warm (LibreOffice and
Chromium start anew); the batch sets the document {BATCH} times. docgen's time holds composition and read-back.

Reader error: letters missing, wrong or extra, by {", ".join(READERS)}, white space left out of account.
Bad breaks: line ends inside a unit of `tests/held_units.txt`. Widest gap: white between two letters of a line, which
counts the blank after a clause's number too.

| engine | s, 1 | s each | MiB, 1 | MiB, {BATCH // 5} | MiB, {BATCH} | reader error % | bad breaks | widest gap | KiB |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
"""


if __name__ == "__main__":
    if len(sys.argv) == 4:
        work(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
    else:
        (ROOT / "docs/benchmarks.md").write_text(report(), encoding="utf-8")
