"""What issuing a document would do, asked before anybody confirms it: the same checks, each of them.

Nothing is written: neither register nor journal, nor anything that a killed process left out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.build.candidate import REFUSALS, candidate_of, entry_of, refuse_number
from docgen.checks.project import checked_project
from docgen.desk.done import Done
from docgen.errors import DocgenError, Finding
from docgen.registry.register import Entry, read_register
from docgen.registry.vouching import looked_at, refuse_disagreements

_QUESTIONS = ("ตรวจเนื้อหาแล้ว ไม่มีที่ผิด", "เป็นฉบับจริง ไม่ใช่ร่าง", "จัดหน้าและเขียนไฟล์ได้ครบ")
_REGISTER = "ทะเบียนและบันทึกเหตุการณ์ตรงกัน"
_NUMBER = "เลขที่ต่อจากเลขล่าสุด และยังไม่เคยออก"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is asked before a document is issued: `answer` is None where it could not be asked."""

    question: str
    answer: bool | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Prospect:
    """What issuing would do: the questions with their answers, and the entry, None where something stops it."""

    asked: tuple[Asked, ...]
    entry: Entry | None


def prospect(root: Path, file: str, *, is_correction: bool = False, number: int = 0) -> Done[Prospect]:
    """Return whether a document can be issued as it is on the disk, and as what; findings are all that its check gave.

    Raises DocgenError for one that is not there or of a kind without numbers, and a broken agency or layout.
    """
    project = checked_project(root)
    candidate = candidate_of(root, file, project)
    asked = [_ask(_REGISTER, refuse_disagreements, root)]
    for question, refuse in zip(_QUESTIONS, REFUSALS, strict=True):
        is_read = candidate.examined.made is not None or refuse is REFUSALS[0]
        asked.append(_ask(question, refuse, candidate) if is_read else Asked(question, None))
    entries: list[Entry] = []

    def number_it() -> None:
        refuse_number(candidate, number)
        reason = "แก้ไข" if is_correction else ""  # the clerk is asked for it when all else is well
        entries.append(entry_of(candidate, read_register(root), reason, number))

    can_be = candidate.examined.made is not None and asked[0].answer
    asked.append(_ask(_NUMBER, number_it) if can_be else Asked(_NUMBER, None))
    entry = entries[0] if entries and all(one.answer for one in asked) else None
    amiss = looked_at(root)[1] if asked[0].answer else ()  # warnings alone: what is worse refuses
    return Done(Prospect(tuple(asked), entry), (*candidate.examined.findings, *amiss))


def _ask(question: str, refuse: Callable[..., object], *given: Any) -> Asked:
    """Return what a check says: it refuses by raising."""
    try:
        refuse(*given)
    except DocgenError as problem:
        return Asked(question, False, problem.findings)
    return Asked(question, True)
