"""What is wrong with a design, a list or a row is told in Thai at its place; nothing outside the project is opened."""

from __future__ import annotations

import builtins
import os
import re
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.build.attempt import Task, attempt
from docgen.build.sheets import make_sheets_of
from docgen.desk.sign import current_build
from docgen.document.project import read_project
from docgen.document.targets import find_targets
from docgen.document.trees import make_documents
from docgen.errors import DocgenError, Place, Severity
from docgen.writers.designs import write
from tests.conftest import Told
from tests.writers.designs.conftest import LIST, PAGE, ROWS, STYLE, Room


def first(room: Room) -> tuple[str, str, str, str]:
    """Return place, code, message and remedy of the first thing told; no English sentence is among them."""
    told = room.told()
    assert told
    for one in told:
        assert not re.search(r"[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}", one.message), one.message
    one = told[0]
    return str(one.place), one.code, one.message, one.hint


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9/a.png", "https://example.invalid/a.png", "file:///etc/passwd", "ftp://x.invalid/a.png"],
)
@pytest.mark.parametrize("where", [PAGE, STYLE])
def test_nothing_outside_is_opened(address: str, where: str, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing outside is opened."""

    def refuse(*given: object, **_: object) -> None:
        raise AssertionError(f"connects to {given}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    line = f'<img src="{address}" alt="">\n' if where == PAGE else f'p {{ background: url("{address}") }}\n'
    room.add(where, line)
    place, code, message, hint = first(room)
    assert code == "design-outside"
    assert place.startswith(where)
    assert address in message
    assert "คัดลอกไฟล์" in hint


@pytest.mark.parametrize(
    ("where", "line"),
    [
        (STYLE, '@import url("http://x.invalid/a.css");\n'),
        (STYLE, '@font-face { font-family: A; src: url("http://x.invalid/a.ttf") }\np { font-family: A }\n'),
        (PAGE, '<link rel="stylesheet" href="http://x.invalid/a.css">\n'),
        (PAGE, '<svg width="9" height="9"><image href="http://x.invalid/a.png" width="9" height="9"/></svg>\n'),
    ],
)
def test_no_other_way_leads_out(where: str, line: str, room: Room) -> None:
    """No other way leads out."""
    text = (room.root / where).read_text(encoding="utf-8")
    room.write(where, line + text if "@import" in line else text + line)
    assert [line for line in room.lines() if line.startswith(where) and line.endswith("design-outside")]


@pytest.mark.parametrize("address", ["../../../../secret.png", "/etc/passwd", "../../../content/agency.yaml", "a.png"])
def test_a_file_that_is_not_the_designs_is_told_as_missing(address: str, room: Room) -> None:
    """A file that is not the designs is told as missing."""
    (room.root.parent / "secret.png").write_bytes(b"secret")
    room.add(PAGE, f'<img src="{address}" alt="">\n')
    place, code, message, _ = first(room)
    assert (place.split(":")[0], code) == (PAGE, "design-file")
    assert "ไม่พบไฟล์" in message


def test_a_link_that_leads_out_of_the_project_is_not_followed(room: Room, tmp_path: Path) -> None:
    """A link that leads out of the project is not followed."""
    (tmp_path / "secret.css").write_text("p { color: red }", encoding="utf-8")
    (room.root / "templates/designs/plate/more.css").symlink_to(tmp_path / "secret.css")
    assert first(room)[:2] == ("templates/designs/plate/more.css", "link-outside")


def test_a_whole_design_behind_a_link_is_not_read(room: Room, tmp_path: Path) -> None:
    """A whole design behind a link is not read."""
    folder = room.root / "templates/designs/plate"
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    assert "link-outside" in {one.code for one in room.told()}


def test_a_column_that_the_design_names_and_the_rows_lack_is_told(room: Room) -> None:
    """A column that the design names and the rows lack is told."""
    room.write(ROWS, "ชื่อ,หน่วยงาน\nนายดำ,กองคลัง\n")
    place, code, message, hint = first(room)
    assert (place, code) == (f"{ROWS}:1", "missing-column")
    assert "หน่วย" in message
    assert f"{PAGE}:3" in hint
    assert "หน่วยงาน" in hint


def test_an_empty_cell_is_told_unless_it_may_be(room: Room) -> None:
    """An empty cell is told unless it may be."""
    room.write(ROWS, "ชื่อ,หน่วย\nนายดำ,กองคลัง\nนายแดง,\n")
    place, code, message, _ = first(room)
    assert (place, code) == (f"{ROWS}:3:2", "empty-cell")
    assert "B3" in message
    room.add(LIST, "may_be_empty: หน่วย\n")
    assert room.told() == ()


@pytest.mark.parametrize(
    ("rows", "place", "code"),
    [
        ("ชื่อ,หน่วย\nนายดำ,ก\nนายดำ,ข\n", f"{ROWS}:3:1", "same-output"),
        ("ชื่อ,หน่วย\nAnn,ก\nann,ข\n", f"{ROWS}:3:1", "same-output"),
        ("ชื่อ,หน่วย\n../ดำ,ก\n", f"{ROWS}:2:1", "wrong-name"),
        ("ชื่อ,หน่วย\ncon,ก\n", f"{ROWS}:2:1", "wrong-name"),
        ("ชื่อ,หน่วย\nนาย\x07ดำ,ก\n", f"{ROWS}:2:1", "forbidden-character"),
        ("ชื่อ,ชื่อ,หน่วย\nนายดำ,นายแดง,ก\n", f"{ROWS}:1:2", "repeated-column"),
        ("ชื่อ,หน่วย\n", f"{ROWS}:1", "empty-table"),
        ("ชื่อ,หน่วย\n" + "".join(f"คน {number},ก\n" for number in range(301)), f"{ROWS}:302", "too-many-rows"),
        ("ชื่อ,หน่วย\nนายดำ," + "ก" * 2001 + "\n", f"{ROWS}:2:2", "cell-too-long"),
    ],
)
def test_what_is_wrong_with_rows_is_told_at_the_cell(rows: str, place: str, code: str, room: Room) -> None:
    """What is wrong with rows is told at the cell."""
    room.write(ROWS, rows)
    assert f"{place} {code}" in room.lines()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("rows: ../../x.csv", "rows-outside"),
        ("rows: rows.txt", "wrong-value"),
        ("rows: none.csv", "file-missing"),
        ("design: plat", "unknown-design"),
        ("design: ../plate", "unknown-design"),
        ("pages: 0", "wrong-value"),
        ("signatory: นายวันชัย ประชุมชน", "missing-key"),
        ("signatory: นายคนอื่น\ndate: 1 มีนาคม 2566", "unknown-signatory"),
        ("date: 31 กุมภาพันธ์ 2566", "wrong-date"),
        ("file_name: นาม", "missing-column"),
        ("fields: ก", "not-a-mapping"),
        ("colour: แดง", "unknown-key"),
    ],
)
def test_what_is_wrong_with_a_list_is_told_at_its_line(line: str, code: str, room: Room) -> None:
    """What is wrong with a list is told at its line."""
    key = line.partition(":")[0]
    text = (room.root / LIST).read_text(encoding="utf-8")
    room.write(
        LIST, "".join(one for one in text.splitlines(keepends=True) if not one.startswith(f"{key}:")) + line + "\n"
    )
    assert any(one.startswith(LIST) and one.endswith(f" {code}") for one in room.lines())


def test_text_that_does_not_fit_is_told_with_its_row(room: Room) -> None:
    """Text that does not fit is told with its row."""
    room.add(STYLE, ".name { white-space: nowrap }\n")
    room.write(ROWS, "ชื่อ,หน่วย\nนายดำ,ก\nนายเกียรติศักดิ์ วงศ์ไพบูลย์เลิศประเสริฐกุลวัฒนานุกูลชัย ณ อยุธยา,ข\n")
    place, code, message, _ = first(room)
    assert (place, code) == (f"{ROWS}:3", "design-overflow")
    assert "เกียรติศักดิ์" in message


@pytest.mark.parametrize(
    "style",
    [
        ".name { height: 9mm }",
        ".name { max-height: 9mm; overflow: hidden }",
        ".name { position: absolute; top: 44mm }",
        ".name { width: 20mm; white-space: nowrap }",
        "body { width: 20mm; height: 9mm; overflow: hidden }",
    ],
)
def test_text_beyond_a_box_of_a_given_size_is_told(style: str, room: Room) -> None:
    """Text beyond a box of a given size is told."""
    room.add(STYLE, style + "\n")
    room.write(ROWS, "ชื่อ,หน่วย\nนายก้องเกียรติ วงศ์ไพบูลย์เลิศ ประเสริฐกุล ณ อยุธยา บางช้าง,ข\n")
    codes = {one.code for one in room.told()}
    assert codes & {"design-overflow", "design-pages"}, codes


def test_a_row_that_takes_another_page_is_told(room: Room) -> None:
    """A row that takes another page is told."""
    room.write(ROWS, "ชื่อ,หน่วย\nนายดำ," + "กองคลัง " * 60 + "\nนายแดง,ก\n")
    place, code, message, _ = first(room)
    assert (place, code) == (f"{ROWS}:2", "design-pages")
    assert "4 หน้า" in message


def test_words_that_a_design_hides_are_no_lost_words_unseen(room: Room) -> None:
    """Words that a design hides are no lost words unseen."""
    room.add(STYLE, ".name { display: none }\n")
    assert first(room)[:2] == (f"{ROWS}:2", "read-back")


def test_an_unknown_property_is_a_warning_with_its_line(room: Room) -> None:
    """An unknown property is a warning with its line."""
    room.add(STYLE, "p { colour: red }\n")
    (told,) = room.told()
    assert (str(told.place).rpartition(":")[0], told.code) == (f"{STYLE}:5", "design-property")
    assert told.severity is Severity.WARNING
    assert "colour: red" in told.message


@pytest.mark.parametrize(
    ("where", "line", "code"),
    [
        (STYLE, "p { font-family: Nonesuch }\n", "design-font"),
        (PAGE, "<p>☃</p>\n", "design-font"),
        (PAGE, '<img src="broken.png" alt="">\n', "design-picture"),
        (STYLE, '@font-face { font-family: B; src: url("broken.png") }\np { font-family: B }\n', "design-font"),
        (PAGE, "{{ row.ชื่อ\n", "template-error"),
        (PAGE, '<img src="data:image/png;base64,AAAA" alt="">\n', "design-picture"),
        (PAGE, "{{ {}.get(row.ชื่อ) }}\n", "template-error"),
        (PAGE, "{{ date|thai_date('era') }}\n", "missing-key"),
        (PAGE, "{{ fields.course }}\n", "missing-key"),
        (PAGE, "{{ agency.__class__ }}\n", "template-error"),
    ],
)
def test_what_is_wrong_with_a_design_is_told(where: str, line: str, code: str, room: Room) -> None:
    """What is wrong with a design is told."""
    (room.root / "templates/designs/plate/broken.png").write_bytes(b"no picture")
    room.add(where, line)
    place, found, *_ = first(room)
    assert found == code
    assert place.startswith((where, "templates/designs/plate", LIST))


@pytest.mark.parametrize(
    "line",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
        "{{ 9 ** 9 ** 9 ** 9 }}",
        "{{ 'x' * 99999999999 }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    ],
)
def test_a_page_that_never_ends_is_ended(line: str, room: Room) -> None:
    """A page that never ends is ended."""
    room.add(PAGE, line + "\n")
    began = time.monotonic()
    assert {one.code for one in room.told()} & {
        "template-too-long",
        "template-error",
        "over-limit",
        "nested-too-deep",
    }
    assert time.monotonic() - began < 30  # unended it would take hours


def test_setting_that_takes_too_long_is_ended(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Setting that takes too long is ended."""
    monkeypatch.setattr(write, "_SECONDS", 0.5)
    monkeypatch.setattr(write, "_SECONDS_A_SHEET", 0.0)
    room.add(PAGE, "<div>" * 40 + "{% for a in range(9999) %}<p>ก ข</p>{% endfor %}\n")
    place, code, message, _ = first(room)
    assert (place, code) == (PAGE, "over-limit")
    assert "งานออกแบบ" in message


def test_without_pango_the_one_command_is_told(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Pango the one command is told."""
    (target,) = find_targets(room.root)
    project = read_project(room.root)
    sheets = make_documents(target, project).sheets
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    outcome = attempt(Task(Place(LIST), room.root, make_sheets_of, (sheets,)))
    (told,) = outcome.findings
    assert (str(told.place), told.code) == (LIST, "no-pango")
    assert "เอกสารอื่นสร้างได้" in told.message
    assert "apt-get install -y libpango-1.0-0" in told.hint


def test_a_library_that_is_missing_is_told_like_the_package(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that is missing is told like the package."""
    real = builtins.__import__

    def fail(name: str, *rest: object) -> object:
        if name == "weasyprint":
            raise OSError("cannot load library 'libgobject-2.0-0'")
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", fail)
    assert [one.code for one in room.told()] == ["no-pango"]
    assert os.environ["PATH"]


def test_one_list_with_a_fault_keeps_no_other_from_being_built(room: Room, docgen: Callable[..., Told]) -> None:
    """One list with a fault keeps no other from being built."""
    room.write("content/designs/other.yaml", (room.root / LIST).read_text(encoding="utf-8").replace("rows.", "more."))
    room.write("content/designs/more.csv", "ชื่อ,หน่วย\nนายดำ,\n")
    told = docgen(room.root, "build")
    assert told.code == 1
    assert "more.csv:2:2" in told.err + told.out
    assert (room.root / "output/designs/list.pdf").is_file()
    assert not (room.root / "output/designs/other.pdf").exists()


def test_the_rules_look_at_rows_as_at_any_content(room: Room, docgen: Callable[..., Told]) -> None:
    """The rules look at rows as at any content."""
    room.write(ROWS, "ชื่อ,หน่วย\nนายดำ,กองช่าง เลขที่ 1๒3\n")
    told = docgen(room.root, "check")
    assert f"{ROWS}:2:2" in told.out + told.err
    assert "mixed-digits" in told.out + told.err


def test_designs_are_no_evidence_and_nobody_signs_them(room: Room, docgen: Callable[..., Told]) -> None:
    """Designs are no evidence and nobody signs them."""
    assert docgen(room.root, "build").code == 0
    with pytest.raises(DocgenError) as problem:
        current_build(room.root, room.root / "output/designs/list.pdf")
    assert [one.code for one in problem.value.findings] == ["no-field"]
    # Read as a document, the list would be told as a broken one.
    status = docgen(room.root, "status", "--year", "2566")
    assert "content/designs" not in status.err + status.out
    assert "internal-error" not in status.err
    issued = docgen(room.root, "issue", str(room.root / LIST))
    assert issued.code == 1
    assert "Traceback" not in issued.err
