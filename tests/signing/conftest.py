"""An office whose executive is still in office: they sign today."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.faces.cli.main import main
from tests.conftest import start_from
from tests.signing.authority import Authority

ONE, TWO, THREE = "นายสมชาย ใจดี", "พันตรี ประเสริฐ ยิ่งยง", "นางสาวสมหญิง รักงาน"
TEXT = f"""---
kind: announcement
status: final
subject: การลงนาม
date: 10 มีนาคม 2568
signatory: [{ONE}, {TWO}, {THREE}]
---

ข้อความ
"""
SIGNED = "content/signed/announcements/a.pdf"


@pytest.fixture
def office(office: Path) -> Path:
    path = office / "content/agency.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("    to: 30 กันยายน 2567\n", ""), encoding="utf-8")
    return office


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def pdf(office: Path, shelf: Path) -> Path:
    """A built announcement that three officers sign."""

    def make() -> None:
        (office / "content/announcements/a.md").write_text(TEXT, encoding="utf-8")
        assert main(["--root", str(office), "build"]) == 0

    return start_from(shelf, "unsigned", office, make) / "output/announcements/a.pdf"
