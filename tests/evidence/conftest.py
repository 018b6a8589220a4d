"""An office with three documents of fiscal year 2568, an item list, and somebody who can sign."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docgen.desk.sign import sign
from docgen.faces.cli.main import main
from docgen.signing.keys import Key
from tests.conftest import Told, start_from
from tests.signing.authority import PASSWORD, Authority

Run = Callable[..., Told]
ONE = "นายสมชาย ใจดี"
ITEMS = """kind: evidence-items
fiscal_year: 2568
items:
  - {item: O1, title: โครงสร้าง, address: "https://www.example.go.th/o1"}
  - {item: O2, title: ข้อมูลผู้บริหาร}
  - item: O31
    title: ประกาศเจตนารมณ์
    title_en: Declaration of intent
    requirement: ลงนามโดยผู้บริหารสูงสุด
    document: announcement
    due: 31 มีนาคม 2568
  - {item: O42, title: มาตรการ, document: announcement}
"""


def announcement(number: int, item: str = "", **more: str) -> str:
    values = {"subject": f"เรื่องที่ {number}", "date": "10 มีนาคม 2568", **more}
    lines = ["---", "kind: announcement", *(f"{key}: {value}" for key, value in values.items()), f"signatory: {ONE}"]
    if item:
        lines += ["evidence:", f"  - {{fiscal_year: 2568, item: {item}}}"]
    return "\n".join([*lines, "---", "", f"เนื้อความของฉบับที่ {number}", ""])


@pytest.fixture
def unbuilt(office: Path) -> Path:
    """The office before its first build."""
    agency = office / "content/agency.yaml"
    agency.write_text(agency.read_text(encoding="utf-8").replace("    to: 30 กันยายน 2567\n", ""), encoding="utf-8")
    (office / "content/ita").mkdir()
    (office / "content/ita/2568.yaml").write_text(ITEMS, encoding="utf-8")
    folder = office / "content/announcements"
    (folder / "a1.md").write_text(announcement(1, "O31", title_en="First"), encoding="utf-8")
    (folder / "ประกาศสอง.md").write_text(announcement(2), encoding="utf-8")
    (folder / "a3.md").write_text(announcement(3, "O42", status="draft"), encoding="utf-8")
    (folder / "a4.md").write_text(announcement(4, date="10 มีนาคม 2567"), encoding="utf-8")  # of another year
    return office


@pytest.fixture
def year(unbuilt: Path, shelf: Path) -> Path:
    """The office with all of its documents built."""
    return start_from(shelf, "built", unbuilt, lambda: main(["--root", str(unbuilt), "build"]))


@pytest.fixture
def bag(year: Path, shelf: Path) -> Path:
    """The bag of the year, as first archived."""
    start_from(shelf, "archived", year, lambda: main(["--root", str(year), "archive", "--year", "2568"]))
    return year / "content/archive/2568-year-v1"


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("office") / "authority")


def signed(root: Path, name: str, authority: Authority) -> Path:
    path, _ = authority.officer(ONE)
    return root / sign(root, root / f"output/announcements/{name}.pdf", ONE, Key(path, PASSWORD)).value


def archive(docgen: Run, root: Path, *more: str) -> Path:
    told = docgen(root, "archive", "--year", "2568", *more)
    assert told.code == 0, told.err
    return sorted((root / "content/archive").glob("2568-*-v*[0-9]"))[-1]


def index_of(bag: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((bag / "data/index.json").read_text(encoding="utf-8"))
    return found
