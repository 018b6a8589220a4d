"""Long work that is asked of the desk, one verb a function: what came of it, what is said of it. Runs in a worker."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from docgen.errors import Finding
from docgen.faces.cli import words
from docgen.faces.web.workers import Told
from docgen.folder.staging import temporary_folder, write_pieces

LongAnswer = tuple[Any, str, tuple[Finding, ...]]


def build(root: Path, job: int, names: list[str], only: str) -> LongAnswer:
    """Bring outputs up to date."""
    from docgen.desk.build import build as build_outputs

    done = build_outputs(root, [str(root / name) for name in names], only, progress=Told(job))
    made = done.value
    said = f"สร้างแล้ว {len(made.written)} ไฟล์" if made.written else words.nothing_built(made)
    if done.has_errors:
        said = "มีเอกสารที่สร้างไม่ได้ ดูรายการข้างล่าง"
    return {"written": list(made.written), "fresh": made.fresh, "has_errors": done.has_errors}, said, done.findings


def report(root: Path, job: int, fiscal_year: int, months: int | None) -> LongAnswer:
    """Bring the reports of a year up to date."""
    from docgen.desk.build import report as build_report

    done = build_report(root, fiscal_year, months, progress=Told(job))
    said = words.nothing_built(done.value) if not done.value.written else f"สร้างแล้ว {len(done.value.written)} ไฟล์"
    return {"written": list(done.value.written), "has_errors": done.has_errors}, said, done.findings


def archive(root: Path, job: int, fiscal_year: int | None, months: int | None, reason: str) -> LongAnswer:
    """Keep the evidence of a year."""
    from docgen.desk.archive import archive as keep

    done = keep(root, fiscal_year, months, reason, progress=Told(job))
    told = {"path": done.value.path, "version": done.value.version, "is_new": done.value.is_new}
    return told, words.archived(done.value), done.findings


def publish(root: Path, job: int, fiscal_year: int | None) -> LongAnswer:
    """Make the folder for the office's website."""
    from docgen.desk.publish import publish as make_public

    done = make_public(root, fiscal_year, progress=Told(job))
    return asdict(done.value), words.published(done.value), done.findings


def verify_bag(root: Path, bag: str) -> LongAnswer:
    """Ask every question of a bag of this project."""
    from docgen.desk.verify import verify_bag as ask
    from docgen.evidence.bag.shelf import FOLDER

    return _bag(ask(root, root / FOLDER / bag).value)


def verify_sent(root: Path, shown: str, content: bytes) -> LongAnswer:
    """Verify a PDF or a bag that was sent."""
    from docgen.desk.verify import verify
    from docgen.evidence.bag.report import BagReport
    from docgen.faces.cli.verdicts import signatures_text

    with temporary_folder() as folder:
        write_pieces(folder / shown, [content])
        verdict = verify(root, folder / shown).value
    if isinstance(verdict, BagReport):
        return _bag(verdict)
    said = "ลายมือชื่อถูกต้องทุกรายการ" if verdict.is_good else "ลายมือชื่อไม่ครบหรือไม่ถูกต้อง"
    told = {"good": verdict.is_good, "words": signatures_text(verdict).split("\n")}
    return {**told, "signatures": [{**asdict(one), "good": one.is_good} for one in verdict.signatures]}, said, ()


def _bag(report: Any) -> LongAnswer:
    checks = [{"question": one.question, "answer": one.answer, "details": list(one.details)} for one in report.checks]
    said = "ชุดนี้ถูกต้อง" if report.is_good else "ชุดนี้มีข้อบกพร่อง ดูรายการที่ไม่ผ่าน"
    return {"good": report.is_good, "bag": report.bag, "checks": checks}, said, ()
