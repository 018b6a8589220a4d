"""Templates with a fault are told in Thai, with template and line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.document.template import environment, render
from docgen.errors import DocgenError
from tests.conftest import GOOD, Ask, Told

Run = Callable[..., Told]


def _write(root: Path, text: str, name: str = "a.md") -> Path:
    path = root / "content/announcements" / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_template_error_names_template_and_line(office: Path, desk: Ask) -> None:
    """A misspelt name in a template is told with the template's own line."""
    _write(office, GOOD)
    template = office / "templates/announcement.xml.j2"
    template.write_text(template.read_text(encoding="utf-8").replace("announcement.closing", "announcement.closng"))
    told = desk(office, "build")
    assert told.code == 1
    assert "templates/announcement.xml.j2:10" in told.err


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("<emblem", "<emblm", "ไม่รู้จัก <emblm>"),
        ('role="closing"', 'role="ending"', 'ไม่รู้จัก role="ending"'),
        ("{% endfor %}\n</signatures>", "</signatures>", "แม่แบบมีข้อผิดพลาด"),
        ("</section>", "", "แม่แบบเขียนไม่ครบรูป: เปิดกับปิดคนละชื่อ"),
        ("</document>", "", "แม่แบบเขียนไม่ครบรูป: แม่แบบว่าง"),
        ("</document>", "<</document>", "แม่แบบเขียนไม่ครบรูป: มีเครื่องหมายผิดที่"),
        ("<document", "<document title='ก' ", "แม่แบบเขียนไม่ครบรูป: มีเครื่องหมายผิดที่"),
        ("<emblem", f'<h level="{"9" * 5000}">ก</h>\n<emblem', "ต้องเป็นจำนวนเต็มไม่เกิน"),
        ('<p role="title">', '<p role="title" style="color:red">', "<p> ไม่มี style"),
    ],
)
def test_markup_that_docgen_does_not_know_is_refused(old: str, new: str, words: str, office: Path, desk: Ask) -> None:
    """A name, role or attribute outside the closed markup is refused, with those that there are."""
    _write(office, GOOD)
    template = office / "templates/announcement.xml.j2"
    text = template.read_text(encoding="utf-8")
    assert old in text
    template.write_text(text.replace(old, new), encoding="utf-8")
    told = desk(office, "build")
    assert told.code == 1
    assert words in told.err


def test_an_empty_template_is_told_in_thai(office: Path, desk: Ask) -> None:
    """A template without anything in it is told as empty."""
    _write(office, GOOD)
    (office / "templates/announcement.xml.j2").write_bytes(b"")
    assert "แม่แบบว่าง" in desk(office, "check").err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ x.nothing }}", "ไม่มีข้อมูลชื่อ"),
        ("{{ nothing }}", "ไม่มีข้อมูลชื่อ nothing"),
        ("{% for a in %}", "เขียนคำสั่งในแม่แบบผิดรูป"),
        ("{{ x.__class__.__mro__ }}", "สั่งสิ่งที่แม่แบบสั่งไม่ได้"),
        ("{{ x + 1 }}", "ใช้ข้อมูลผิดชนิด"),
        ("{% include 'none.j2' %}", "ไม่พบแม่แบบ"),
        ("\xff", "UTF-8"),
    ],
)
def test_a_damaged_template_is_told_in_thai(text: str, words: str, tmp_path: Path) -> None:
    """Jinja's own English stays inside: each kind of fault has Thai words."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/a.j2").write_bytes(text.encode("latin-1"))
    with pytest.raises(DocgenError) as caught:
        render(environment(tmp_path), "a.j2", x="ก")
    (finding,) = caught.value.findings
    assert words in finding.message
    assert finding.place.path in ("templates/a.j2", "templates/none.j2")
    assert not re.search(r"[a-z]+ [a-z]+ [a-z]+", finding.message)
