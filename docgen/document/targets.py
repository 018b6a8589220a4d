"""Find what a project can build: each content file with the output files that come of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path

from docgen.errors import DocgenError, Finding, Place, error
from docgen.folder.fields import as_fields
from docgen.folder.file_names import odd_name, same_to_the_eye, shown_path
from docgen.folder.folder import Folder, as_folder, name_of
from docgen.folder.located import MAX_YAML_CHARACTERS, read_yaml
from docgen.folder.there import is_there
from docgen.kinds.kind import ENDINGS, Kind, Paper
from docgen.kinds.table import KINDS
from docgen.outside import harmless
from docgen.thai.characters import comparable


@dataclass(frozen=True, slots=True)
class Target:
    """One content file and what is written from it. `months` is the reporting round of a report, else 0.

    `outputs` are paths relative to the project, `name` is the stem that they share. `problems` are what keeps this one
    from being built whatever stands in it: its name, or another file that would write the same output. `beside` are
    other files of content that belong to it by name.
    """

    kind: Kind
    path: Path
    name: str
    outputs: tuple[str, ...]
    fiscal_year: int = 0
    months: int = 0
    problems: tuple[Finding, ...] = ()
    beside: tuple[Path, ...] = ()


def find_targets(given: Path | Folder, only: str = "") -> list[Target]:
    """Return all targets, or those of one folder of content/, in the order of the table of kinds, by name.

    What is wrong with the name of one is among its `problems`.
    """
    folder = as_folder(given)
    root = folder.root
    targets: list[Target] = []
    for kind in KINDS.values():
        if only in ("", kind.folder):
            for name in folder.names(f"content/{kind.pattern}"):
                path = root / name
                targets += _targets(folder, path, kind)
    return _with_problems(root, targets)


def _targets(folder: Folder, path: Path, kind: Kind) -> list[Target]:
    if kind.rounds:
        return round_targets(folder, path, kind)
    return [filled_target(folder, path, kind)] if kind.filled else [issued_target(path, kind.folder)]


def issued_target(path: Path, folder: str) -> Target:
    """Return the target of one file of a kind that is a document a file, by the kind's folder."""
    kind = KINDS.in_folder(folder)
    assert kind is not None, folder
    name = f"{folder}/{path.stem}"
    return Target(kind, path, name, tuple(f"output/{name}.{ending}" for ending in ENDINGS))


def filled_target(folder: Folder, path: Path, kind: Kind) -> Target:
    """Return the target of a list that fills a design: the file with all its sheets; each row's own comes beside it.

    The file with its rows belongs to it.
    """
    name, rows = f"{kind.folder}/{path.stem}", ""
    try:
        if kind.filled and not folder.leads_out(name_of(path, folder.root)):
            text = folder.read(name_of(path, folder.root), MAX_YAML_CHARACTERS * 4).decode("utf-8-sig")
            rows = kind.filled.beside(text, path.name)
    except (OSError, ValueError):
        pass  # the build tells why
    beside = (path.parent / rows,) if rows else ()
    return Target(kind, path, name, (f"output/{name}.pdf",), beside=beside)


def round_targets(folder: Folder, path: Path, kind: Kind) -> list[Target]:
    """Return the targets of a report, one for each round. The folder is named by the report's fiscal year."""
    fiscal_year = _fiscal_year(folder, path)
    targets = []
    for months in kind.rounds.months if kind.rounds else ():
        name = f"{kind.folder}/{fiscal_year or path.parent.name}/{months}-months"
        outputs = tuple(
            f"output/{name}/{paper.name}.{ending}"
            for paper in (kind.rounds.papers if kind.rounds else ())
            for ending in paper.endings
        )
        targets.append(Target(kind, path, name, outputs, fiscal_year, months))
    return targets


def paper_of(target: Target, output: str) -> Paper | None:
    """Return which paper of a round an output is, None for a document that is a file."""
    papers = target.kind.rounds.papers if target.kind.rounds else ()
    return next((paper for paper in papers if paper.name == Path(output).stem), None)


def _fiscal_year(folder: Folder, path: Path) -> int:
    """Return the fiscal year that a report file names, 0 if it can't be told (the build then says why)."""
    name = name_of(path, folder.root)
    try:
        if folder.leads_out(name):
            return 0
        text = folder.read(name, MAX_YAML_CHARACTERS * 4).decode("utf-8-sig")
        fields = as_fields(read_yaml(text, path.name), path.name, [])
        return int(fields.text("fiscal_year"))
    except (OSError, ValueError, DocgenError):
        return 0


def chosen_targets(root: Path, files: Sequence[str], targets: Iterable[Target]) -> list[Target]:
    """Return the targets of the named content files. Raises DocgenError for a file that nothing is built from."""
    problems: list[Finding] = []
    chosen: list[Target] = []
    known = list(targets)
    for name in files:
        path = Path(os.path.realpath(name))
        found = [target for target in known if _is(path, target)]
        if not found and not is_there(path):
            found = [target for target in known if comparable(os.path.realpath(target.path)) == comparable(str(path))]
        if not found:
            # Where the project lies is nothing to tell.
            problems.append(_not_content(name.removeprefix(f"{root}/"), is_there(path)))
        chosen += [target for target in found if target not in chosen]
    if problems:
        raise DocgenError(problems)
    return chosen


def targets_of(folder: Folder, name: str, targets: Iterable[Target]) -> list[Target]:
    """Return the targets of one content file, saved or not, by its name in the project; a report's log is of them.

    Raises DocgenError for a file that nothing is built from.
    """
    path = folder.root / name
    found = [one for one in targets if one.path == path or _is_beside(path, one)]
    if not found:
        raise DocgenError([_not_content(name, folder.exists(name))])
    return found


def _is(path: Path, target: Target) -> bool:
    """Tell whether a path without links is a target's content file, or its report's log of activities."""
    own = Path(os.path.realpath(target.path))
    return own == path or _is_beside(path, replace(target, path=own, beside=tuple(map(_real, target.beside))))


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _is_beside(path: Path, target: Target) -> bool:
    if path in target.beside:
        return True
    rounds = target.kind.rounds
    return rounds is not None and fnmatch(path.name, rounds.beside) and path.parent == target.path.parent


def _not_content(name: str, is_there: bool) -> Finding:
    name = harmless(name)
    if not is_there:
        return Finding("file-missing", Place(name), "ไม่พบไฟล์นี้", "ตรวจชื่อไฟล์และโฟลเดอร์")
    hint = " ".join(
        f"{kind.thai}อยู่ใน content/{kind.folder}" + ("/<ปี>" if kind.rounds else "") for kind in KINDS.values()
    )
    return Finding("not-content", Place(name), "ไฟล์นี้ไม่ใช่เนื้อหาที่สร้างเอกสารได้", hint)


def project_path(root: Path, name: str) -> str:
    """Return the project path of a file, as it is named from the current folder or from the project's.

    The file need not be there: it may be one that the register alone still knows.
    """
    here = Path(name).absolute()
    if here.is_relative_to(root) and (is_there(here) or not is_there(root / name)):
        return here.relative_to(root).as_posix()
    return Path(name).as_posix()


def filed_name(target: Target, output: str) -> str:
    """Return the name under which an output's signed file and scan are filed, without ending."""
    return target.name if paper_of(target, output) is None else f"{target.name}/{Path(output).stem}"


def _with_problems(root: Path, targets: Sequence[Target]) -> list[Target]:
    """Return the targets, each with what is wrong with its name: all that would write one output are refused."""
    named: dict[str, list[Target]] = {}
    for target in targets:
        named.setdefault(same_to_the_eye(target.name), []).append(target)
    return [replace(target, problems=_problems(root, target, named)) for target in targets]


def _problems(root: Path, target: Target, named: dict[str, list[Target]]) -> tuple[Finding, ...]:
    shown = shown_path(target.path, root)
    for part in target.path.relative_to(root / "content" / target.kind.folder).parts:
        if why := odd_name(part):
            hint = "เปลี่ยนชื่อ ใช้ตัวอักษร ตัวเลข ช่องว่าง และขีดกลาง"
            return (Finding("wrong-name", Place(shown), f"ใช้ชื่อนี้ไม่ได้: {why}", hint),)
    others = [
        shown_path(other.path, root)
        for other in named[same_to_the_eye(target.name)]
        if other is not target and (other.path != target.path or other.months == target.months)
    ]
    return tuple(
        error(
            "same-output",
            Place(shown, 1),
            f"จะเขียนไฟล์เดียวกับ {other} (output/{harmless(target.name)})",
            "เปลี่ยนชื่อไฟล์ หรือปีงบประมาณ ของไฟล์ใดไฟล์หนึ่ง",
        ).findings[0]
        for other in others[:1]
    )
