"""`make bench`: docgen against WeasyPrint alone, LibreOffice, Typst and Chromium, on the same words in one run.

Writes docs/benchmarks.md. An engine that is not installed is left out and said so. Run as `python -m tests.bench`.
"""

from __future__ import annotations

import tempfile
import time
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import pypdfium2

from docgen.checks.pages import Office, read_pages
from docgen.checks.run import run_rules
from docgen.document.project import read_project
from docgen.document.targets import find_targets
from docgen.thai.lexicon import make_lexicon
from docgen.tree import Block, ClauseList, Document, Heading, Paragraph, inline_text, plain_text, texts
from tests import archive_bench, bench_load, bench_preview, peers, repairs, seeded, speed
from tests.breaks import bad_breaks
from tests.conftest import ROOT
from tests.reading import pdfium_pages, read_by_all, squeezed, without_page_numbers

READERS = ("poppler", "pdfium", "mupdf", "pypdf")


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
    with tempfile.TemporaryDirectory() as scratch:
        results = speed.measured([*filter(peers.is_there, speed.ENGINES)], Path(scratch))
        speeds = speed.engine_table(results)
        steps = speed.step_table(results["docgen"])
        document = speed.tree_of(speed.SAMPLE, project)
        looks = "".join(look_row(engine, speed.folder_of(engine, Path(scratch)), document) for engine in results)
    print(speeds, steps, looks, sep="\n", flush=True)
    mending = repairs.table()
    print(mending, flush=True)
    following = bench_preview.table()
    print(following, flush=True)
    checks = CHECK_HEAD.format(seconds=check_seconds()) + seeded.table() + mending
    pages = archive_bench.table() + following + bench_load.table()
    return HEAD + speeds + STEPS_HEAD + steps + LOOKS_HEAD + looks + checks + pages


def look_row(engine: str, folder: Path, document: Document) -> str:
    """Return how an engine's announcement reads and looks."""
    words = squeezed("".join(plain_text(section.blocks) for section in document.sections))
    text = " ".join(paragraphs(document))
    pdf = folder / "plain" / "0.pdf"
    lines = printed_lines(pdf)
    bad = bad_breaks([line for line in lines if line in text], text)
    errors = " / ".join(reader_errors(pdf, words))
    looks = f"{len(bad)} of {len(lines)} | {widest_gap_em(pdf):.2f} | {pdf.stat().st_size // 1024}"
    return f"| {engine} | {errors} | {looks} |\n"


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

Made by `make bench`, which measures all engines in one run on the same machine: look at the ratios, not the times.
The announcement is `{speed.SAMPLE}` (two pages), the packet that of `{speed.PACKET}` (14 pages). Every engine gets the
same words, fonts and pictures, its own markup made from docgen's tree, justified lines, tables. They take turns, each
in a warm process of its own; LibreOffice starts anew each time, for a batch once. Times: medians, ms a document.
No two documents have the same paragraphs, but for the edit, which changes one. A batch sets {speed.MANY} announcements.
docgen's time holds composition, PDF/A-3a, tags and read-back. Each ratio is docgen's time by that of the engine.
MiB is the peak of the process or of the largest that it starts, after one document, one batch, {speed.TURNS["many"]}
batches; each holds docgen's own reading of the content, which only docgen needs.

| engine | 2 pages | ratio | in a batch | ratio | 14 pages | ratio | an edit | ratio | MiB, 1 | 1 batch | all |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
"""
STEPS_HEAD = """
## One announcement, step by step

| step | ms |
| --- | --- |
"""
LOOKS_HEAD = f"""
## Words and lines

Reader error: letters missing, wrong or extra in per cent, by {", ".join(READERS)}, white space left out of account.
Bad breaks: line ends inside a unit of `tests/held_units.txt`. Widest gap: white between two letters of a line in em,
which counts the blank after a clause's number too.

| engine | reader error % | bad breaks | widest gap | KiB |
| --- | --- | --- | --- | --- |
"""


if __name__ == "__main__":
    (ROOT / "docs/benchmarks.md").write_text(report(), encoding="utf-8")
