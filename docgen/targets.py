"""Find what a project can build: each content file with the output files that come of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from docgen.errors import DocgenError, Finding, Place, error
from docgen.fields import as_fields
from docgen.located import MAX_YAML_CHARACTERS, read_yaml

Kind = Literal["announcements", "orders", "reports"]


ISSUED: tuple[Kind, ...] = ("announcements", "orders")


@dataclass(frozen=True, slots=True)
class Target:
    """One content file and what is written from it. `months` is the reporting round of a report, else 0.

    `outputs` are paths relative to the project, `name` is the stem that they share.
    """

    kind: Kind
    path: Path
    name: str
    outputs: tuple[str, ...]
    fiscal_year: int = 0
    months: int = 0


def find_targets(root: Path, only: Kind | None = None) -> list[Target]:
    """Return all targets, announcements first, by name. Raises DocgenError if two would write the same file."""
    targets: list[Target] = []
    for kind in ISSUED:
        if only in (None, kind):
            targets += [issued_target(path, kind) for path in sorted((root / "content" / kind).glob("*.md"))]
    if only in (None, "reports"):
        for path in sorted((root / "content/reports").glob("*/report.yaml")):
            targets += report_targets(root, path)
    refuse_clashes(root, targets)
    return targets


def issued_target(path: Path, kind: Kind) -> Target:
    """Return the target of one announcement or order."""
    name = f"{kind}/{path.stem}"
    return Target(kind, path, name, tuple(f"output/{name}.{ending}" for ending in ("pdf", "docx")))


def report_targets(root: Path, path: Path) -> list[Target]:
    """Return the targets of a report, one for each round. The folder is named by the report's fiscal year."""
    fiscal_year = _fiscal_year(root, path)
    targets = []
    for months in (6, 12):
        name = f"reports/{fiscal_year or path.parent.name}/{months}-months"
        outputs = tuple(f"output/{name}/{file}" for file in ("report.pdf", "report.docx", "packet.pdf"))
        targets.append(Target("reports", path, name, outputs, fiscal_year, months))
    return targets


def _fiscal_year(root: Path, path: Path) -> int:
    """Return the fiscal year that a report file names, 0 if it can't be told (the build then says why)."""
    try:
        if path.stat().st_size > MAX_YAML_CHARACTERS:
            return 0
        fields = as_fields(read_yaml(path.read_text(encoding="utf-8-sig"), path.name), path.name, [])
        return int(fields.text("fiscal_year"))
    except (OSError, ValueError, DocgenError):
        return 0


def chosen_targets(root: Path, files: Sequence[str], targets: Iterable[Target]) -> list[Target]:
    """Return the targets of the named content files. Raises DocgenError for a file that nothing is built from."""
    problems: list[Finding] = []
    chosen: list[Target] = []
    known = list(targets)
    for name in files:
        path = Path(name).resolve()
        found = [target for target in known if target.path.resolve() == path or _belongs(path, target)]
        if not found:
            problems.append(_not_content(root, name, path))
        chosen += [target for target in found if target not in chosen]
    if problems:
        raise DocgenError(problems)
    return chosen


def _belongs(path: Path, target: Target) -> bool:
    return (
        target.kind == "reports" and path.name.startswith("activities.") and path.parent == target.path.parent.resolve()
    )


def _not_content(root: Path, name: str, path: Path) -> Finding:
    if not path.exists():
        return Finding("file-missing", Place(name), "ไม่พบไฟล์นี้", "ตรวจชื่อไฟล์และโฟลเดอร์")
    hint = "ประกาศอยู่ใน content/announcements คำสั่งอยู่ใน content/orders รายงานอยู่ใน content/reports/<ปี>"
    return Finding("not-content", Place(name), "ไฟล์นี้ไม่ใช่เนื้อหาที่สร้างเอกสารได้", hint)


def project_path(root: Path, name: str) -> str:
    """Return the project path of a file, as it is named from the current folder or from the project's.

    The file need not be there: it may be one that the register alone still knows.
    """
    here = Path(name).absolute()
    if here.is_relative_to(root) and (here.exists() or not (root / name).exists()):
        return here.relative_to(root).as_posix()
    return Path(name).as_posix()


def filed_name(target: Target, output: str) -> str:
    """Return the name under which an output's signed file and scan are filed, without ending."""
    return target.name if target.kind != "reports" else f"{target.name}/{Path(output).stem}"


def refuse_clashes(root: Path, targets: Iterable[Target]) -> None:
    """Raise DocgenError if two content files would write the same output, also where case makes no difference."""
    seen: dict[str, Target] = {}
    for target in targets:
        key = unicodedata.normalize("NFC", target.name).casefold()
        other = seen.setdefault(key, target)
        if other is not target and (other.path != target.path or other.months == target.months):
            shown, other_shown = (path.relative_to(root).as_posix() for path in (target.path, other.path))
            raise error(
                "same-output",
                Place(shown, 1),
                f"จะเขียนไฟล์เดียวกับ {other_shown} (output/{target.name})",
                "เปลี่ยนชื่อไฟล์ หรือปีงบประมาณ ของไฟล์ใดไฟล์หนึ่ง",
            )
