"""A project with one design and a short list, set in this process."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from docgen.build.job import Made
from docgen.build.sheets import make_sheets_of
from docgen.document.project import read_project
from docgen.document.targets import find_targets
from docgen.document.trees import make_documents
from docgen.errors import DocgenError, Finding
from tests.conftest import ROOT

LIST = "content/designs/list.yaml"
ROWS = "content/designs/rows.csv"
PAGE = "templates/designs/plate/page.html.j2"
STYLE = "templates/designs/plate/style.css"
_FILES = {
    LIST: "kind: design\ndesign: plate\ntitle: ป้ายชื่อ\nrows: rows.csv\nfile_name: ชื่อ\n",
    ROWS: "ชื่อ,หน่วย\nนางบุญล้ำ คำผุย,กองคลัง\n",
    PAGE: '<html lang="th"><title>ป้าย</title><link rel="stylesheet" href="style.css">\n'
    '<p class="name">{{ row.ชื่อ }}</p>\n<p>{{ row.หน่วย }}</p></html>\n',
    STYLE: '@font-face { font-family: Plate; src: url("../../../fonts/THSarabun-Regular.ttf") }\n'
    "@page { size: 90mm 50mm; margin: 5mm }\nhtml { font: 20pt Plate }\np { margin: 0 }\n",
}


class Room:
    """A project of its own. What `told` returns is what a build would tell, the error of it first."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("fonts", "templates"):
            shutil.copytree(ROOT / name, root / name)
        (root / "content/designs").mkdir(parents=True)
        (root / "templates/designs/plate").mkdir()
        shutil.copyfile(ROOT / "content/agency.yaml", root / "content/agency.yaml")
        for name, text in _FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        """Write a file of the project."""
        (self.root / name).write_text(text, encoding="utf-8")

    def add(self, name: str, text: str) -> None:
        """Add to the end of a file of the project."""
        self.write(name, (self.root / name).read_text(encoding="utf-8") + text)

    def made(self) -> Made:
        """Set the list's sheets. Raises DocgenError as a build's job does."""
        (target,) = find_targets(self.root)
        trees = make_documents(target, read_project(self.root))
        assert trees.sheets is not None
        made = make_sheets_of(trees.sheets)
        return Made(made.content, (*trees.findings, *made.findings), made.beside)

    def told(self) -> tuple[Finding, ...]:
        """Return what is told of the list, whether or not it can be made."""
        try:
            return self.made().findings
        except DocgenError as problem:
            return problem.findings

    def lines(self) -> list[str]:
        """Return what is told as place and code."""
        return [f"{one.place} {one.code}" for one in self.told()]


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """A project with a design for name plates and one row."""
    return Room(tmp_path / "project")
