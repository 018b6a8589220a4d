"""A file gets another name with all that is known of it, or keeps its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.registry.register import read_register
from tests.conftest import Ask
from tests.desk.test_issue import write

OLD, NEW = "content/announcements/a1.md", "content/announcements/ใหม่.md"


def test_an_issued_document_keeps_its_number_under_another_name(office: Path, desk: Ask) -> None:
    """File and register have the new name, the journal both; register, journal and files agree."""
    path = write(office, 1)
    entry = desk(office, "issue", str(path)).value
    content = path.read_bytes()
    assert desk(office, "rename", OLD, "ใหม่").value == NEW
    assert not path.exists()
    assert (office / NEW).read_bytes() == content
    assert read_register(office).latest(NEW).number == entry.number  # type: ignore[union-attr]
    assert desk(office, "register").value


def test_who_names_it_by_its_old_name_is_told(sample: Path, desk: Ask) -> None:
    """A report finds its annexes by name: the line that has to be mended is told with what to write."""
    told = desk(sample, "rename", "content/announcements/integrity-measures-2566.md", "measures")
    assert [(one.code, one.place.path) for one in told.findings] == [
        ("named-by-old", "content/reports/2566/report.yaml")
    ]
    assert "announcements/measures.md" in told.findings[0].hint


@pytest.mark.parametrize(
    ("old", "name", "code"),
    [
        (OLD, "a1", "wrong-name"),
        (OLD, "a2", "file-exists"),
        (OLD, "A2", "wrong-name"),
        (OLD, "../x", "wrong-name"),
        (OLD, "CON", "wrong-name"),
        (OLD, "", "wrong-name"),
        ("content/agency.yaml", "x", "not-content"),
        ("content/announcements/missing.md", "x", "not-content"),
    ],
)
def test_what_can_not_be_renamed_stays(office: Path, desk: Ask, old: str, name: str, code: str) -> None:
    """Nothing is written over, nothing leaves its folder, no name that another system can't hold."""
    before = {one.name: one.read_bytes() for one in (write(office, 1), write(office, 2))}
    told = desk(office, "rename", old, name)
    assert (told.code, told.findings[0].code) == (1, code)
    assert {one.name: one.read_bytes() for one in (office / "content/announcements").iterdir()} == before


def test_what_the_register_refuses_gets_its_old_name_back(office: Path, desk: Ask) -> None:
    """An issued text that was changed is not the one that was numbered: it keeps its name until it is corrected."""
    path = write(office, 1)
    desk(office, "issue", str(path))
    path.write_text(path.read_text(encoding="utf-8") + "\nเพิ่ม\n", encoding="utf-8")
    told = desk(office, "rename", OLD, "ใหม่")
    assert (told.code, told.findings[0].code) == (1, "wrong-move")
    assert path.is_file()
    assert not (office / NEW).exists()
