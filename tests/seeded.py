"""Mistakes put into the clean sample at random, with a fixed seed: what share of them does `docgen check` find?"""

from __future__ import annotations

import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from docgen.checks.pages import Office, Page, read_pages
from docgen.checks.passages import Passage
from docgen.checks.rules import all_rules
from docgen.document.project import Project, read_project
from docgen.document.targets import find_targets
from docgen.document.trees import numbering_scheme
from docgen.errors import DocgenError
from docgen.folder.files import Files
from docgen.kinds import announcement, report
from docgen.thai.lexicon import make_lexicon
from tests.conftest import ROOT, copy_project

COUNT = 500
Maker = Callable[[str, random.Random], str | None]
_THAI = "กขคงจชดตถทธนบปผพฟมยรลวศสหอ"


@dataclass(frozen=True)
class Seeded:
    """How many mistakes of a kind were put in, and how many of them were found on their line."""

    kind: str
    put: int
    found: int


def _swapped_letters(text: str, chance: random.Random) -> str | None:
    places = [i for i in range(len(text) - 1) if text[i] != text[i + 1] and text[i] in _THAI and text[i + 1] in _THAI]
    if not places:
        return None
    at = chance.choice(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _lost_letter(text: str, chance: random.Random) -> str | None:
    places = [i for i, letter in enumerate(text) if letter in _THAI + "่้ิีาุู"]
    if not places:
        return None
    at = chance.choice(places)
    return text[:at] + text[at + 1 :]


def _other(pattern: str, change: Callable[[re.Match[str], random.Random], str]) -> Maker:
    def make(text: str, chance: random.Random) -> str | None:
        found = list(re.finditer(pattern, text))
        if not found:
            return None
        one = chance.choice(found)
        return text[: one.start()] + change(one, chance) + text[one.end() :]

    return make


KINDS: dict[str, Maker] = {
    "letters swapped": _swapped_letters,
    "letter lost": _lost_letter,
    "district": _other(r"(?<=อำเภอ)ธวัชบุรี", lambda _, chance: chance.choice(["ราชบุรี", "เสลภูมิ", "โพนทอง", "เมืองขอนแก่น"])),
    "fiscal year": _other(
        r"(?<=ประจำปีงบประมาณ พ\.ศ\. )25\d\d", lambda _, chance: str(chance.choice([2563, 2564, 2560, 2023, 2656]))
    ),
    "blank inside a phrase": _other(r"(?<=ความ)(?=[ก-ฮ])|(?<=ของ)(?=[ก-ฮ])|(?<=และ)(?=[ก-ฮ])", lambda *_: " "),
    "word doubled": _other(r"และ|หน่วยงาน|มาตรการ|ดำเนินการ", lambda found, _: found[0] * 2),
    "bracket lost": _other(r"[()]", lambda *_: ""),
    "digit": _other(r"(?<!^)[0-9]", lambda found, chance: chance.choice([d for d in "0123456789" if d != found[0]])),
    "list number": _other(
        r"^[0-9]+(?=[.)] )", lambda found, chance: str(int(found[0]) + chance.choice([-1, 1, 2, 10]))
    ),
}


def run() -> list[Seeded]:
    """Put in the mistakes, one at a time, and count those that are found."""
    with tempfile.TemporaryDirectory() as folder:
        return _run(copy_project(Path(folder) / "project", ROOT / "content"))


def _run(root: Path) -> list[Seeded]:
    project = read_project(root)
    pages = tuple(read_pages(ROOT, [target.path for target in find_targets(ROOT)]))
    lexicon = make_lexicon(project.names)
    before = {page.path: _codes(page, Office(project.agency, pages, lexicon)) for page in pages}
    chance = random.Random(2566)
    put: Counter[str] = Counter()
    found: Counter[str] = Counter()
    kinds = list(KINDS)
    for _ in range(20 * COUNT):
        if sum(put.values()) == COUNT:
            break
        kind = kinds[sum(put.values()) % len(kinds)]
        page = chance.choice(pages)
        index = chance.randrange(len(page.passages))
        passage = page.passages[index]
        changed = KINDS[kind](passage.text, chance)
        if changed is None or passage.key in ("kind", "date", "telephone"):
            continue
        passages: tuple[Passage, ...] = (
            *page.passages[:index],
            replace(passage, text=changed),
            *page.passages[index + 1 :],
        )
        wrong = Page(page.path, page.kind, passages, page.values)
        office = Office(project.agency, tuple(wrong if other is page else other for other in pages), lexicon)
        put[kind] += 1
        by_rules = _codes(wrong, office) - before[page.path]
        is_text = page.kind in ("announcement", "report")
        found[kind] += bool(by_rules or (is_text and _of_the_build(root, passage, changed, project)))
    return [Seeded(kind, put[kind], found[kind]) for kind in kinds]


def _of_the_build(root: Path, passage: Passage, changed: str, project: Project) -> set[tuple[str, int]]:
    """Return what reading the document finds with the changed words in it; it finds nothing in the clean one."""
    path = root / passage.path
    before = path.read_text(encoding="utf-8")
    lines = before.split("\n")
    at = passage.column - 1
    lines[passage.line - 1] = lines[passage.line - 1][:at] + changed
    files = Files(root)
    try:
        path.write_text("\n".join(lines), encoding="utf-8")
        kind = report.KIND if path.suffix == ".yaml" else announcement.KIND
        read = kind.rounds.read if kind.rounds else kind.read
        read(path, project.agency, files, project.schemes, numbering_scheme(kind, project))
    except DocgenError as problem:
        return {(finding.code, finding.place.line) for finding in problem.findings}
    finally:
        path.write_text(before, encoding="utf-8")
    return {(finding.code, finding.place.line) for finding in files.findings}


def _codes(page: Page, office: Office) -> Counter[tuple[str, int]]:
    return Counter((rule.code, hit.passage.line) for rule in all_rules() for hit in rule.look(page, office))


def table() -> str:
    """Return the shares as a table."""
    rows = [f"| {one.kind} | {one.put} | {one.found} | {100 * one.found / max(one.put, 1):.0f} % |" for one in run()]
    head = "| mistake | put in | found | share |\n| --- | --- | --- | --- |\n"
    return head + "\n".join(rows) + "\n"


if __name__ == "__main__":
    print(table())
