"""A kind of document that the program never heard of goes the whole way by its own module, template and line alone."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from docgen.desk.import_word import import_word
from docgen.desk.sign import sign
from docgen.kinds import table
from docgen.kinds.kind import Kind
from docgen.kinds.table import KINDS
from docgen.registry.register import read_register
from docgen.signing.keys import Key
from tests.conftest import ROOT, Ask, Told
from tests.evidence.conftest import announcement
from tests.reading import poppler_text
from tests.signing.authority import PASSWORD, Authority

Run = Callable[..., Told]
ONE = "นายสมชาย ใจดี"
FOLDER = "output/publish/2568"
NOTICE = '''
"""The notice (แจ้งความ)."""

from docgen.kinds.kind import Kind, WordForm

KIND = Kind(
    name="notice",
    folder="notices",
    thai="แจ้งความ",
    template="notice.xml.j2",
    new_template="new-notice.md.j2",
    closings=("จึงเรียนมาเพื่อโปรดทราบ",),
    numbered="fiscal",
    address_prefix="notice-",
    word=WordForm(ending="จึงเรียน"),
)
'''
# Another one: its content file carries the number, within the calendar year, and it says that it is published.
CIRCULAR = '''
"""The circular (หนังสือเวียน)."""

from docgen.kinds.kind import Kind, WordForm

KIND = Kind(
    name="circular",
    folder="circulars",
    thai="หนังสือเวียน",
    template="circular.xml.j2",
    is_number_typed=True,
    is_signed=False,
    is_published=True,
    address_prefix="circular-",
    word=WordForm(dateline="เวียน"),
)
'''
SAMPLE = f"""---
kind: notice
subject: ขออนุมัติเดินทางไปราชการ
date: 10 ตุลาคม 2567
signatory: {ONE}
---

ด้วยสำนักปลัดได้รับหนังสือเชิญประชุม

1. ขออนุมัติเดินทาง
2. ขออนุมัติใช้รถยนต์ส่วนกลาง
"""


def made(folder: Path, name: str, source: str) -> Kind:
    """Return the kind of a module in a folder of its own, as docgen/kinds/ would hold it."""
    path = folder / f"{name}.py"
    path.write_text(source, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    kind = module.KIND
    assert isinstance(kind, Kind)
    return kind


def template(root: Path, kind: Kind) -> None:
    """Write the template of a kind, and that of a new one: the announcement's, with other words."""
    text = (ROOT / "templates/announcement.xml.j2").read_text(encoding="utf-8")
    text = text.replace("announcement.", f"{kind.name}.").replace("ประกาศ", kind.thai)
    (root / "templates" / kind.template).write_text(text, encoding="utf-8")
    new = (
        (ROOT / "templates/new-announcement.md.j2")
        .read_text(encoding="utf-8")
        .replace("จึงประกาศให้ทราบโดยทั่วกัน", kind.closing)
    )
    if kind.new_template:
        new = new.replace("kind: announcement", f"kind: {kind.name}")
        (root / "templates" / kind.new_template).write_text(new, encoding="utf-8")


@pytest.fixture
def office(office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office that knows of two more kinds: a line in the table for each, and nothing else is touched."""
    agency = office / "content/agency.yaml"
    agency.write_text(agency.read_text(encoding="utf-8").replace("    to: 30 กันยายน 2567\n", ""), encoding="utf-8")
    kinds = (made(tmp_path, "notice", NOTICE), made(tmp_path, "circular", CIRCULAR))
    monkeypatch.setattr(table, "TABLE", (*table.TABLE, *kinds))
    for kind in kinds:
        template(office, kind)
        (office / "content" / kind.folder).mkdir()
    (office / "content/notices/trip.md").write_text(SAMPLE, encoding="utf-8")
    return office


@pytest.fixture
def circular(office: Path) -> Path:
    path = office / "content/circulars/trip.md"
    text = SAMPLE.replace("kind: notice", "kind: circular\nnumber: 7/2567")
    path.write_text(text, encoding="utf-8")
    return path


def test_it_is_built_and_checked(office: Path, desk: Ask, docgen: Run) -> None:
    """It has PDF and Word, and the rules find what is wrong in it at its line."""
    told = desk(office, "build", only="notices")
    assert told.code == 0, told.err
    text = poppler_text(office / "output/notices/trip.pdf")
    assert "แจ้งความองค์การบริหารส่วนตำบลทดสอบ" in text
    assert "จึงเรียนมาเพื่อโปรดทราบ" in text
    words = "\n".join(one.text for one in docx.Document(str(office / "output/notices/trip.docx")).paragraphs)
    assert "ขออนุมัติใช้รถยนต์ส่วนกลาง" in words
    path = office / "content/notices/trip.md"
    path.write_text(SAMPLE.replace("subject: ", "subject: เรื่อง "), encoding="utf-8")
    told = docgen(office, "check")
    assert told.code == 1
    assert "content/notices/trip.md:3:10" in told.err + told.out
    assert "[subject-word]" in told.err + told.out


def test_a_wrong_kind_in_its_folder_is_told(office: Path, desk: Ask) -> None:
    """Another kind's name in its folder is told with the right one."""
    path = office / "content/notices/trip.md"
    path.write_text(SAMPLE.replace("kind: notice", "kind: announcement"), encoding="utf-8")
    told = desk(office, "build")
    assert told.code == 1
    assert "content/notices/trip.md:2:7" in told.err
    assert "notice" in told.err


def test_one_in_the_folder_of_another_kind_is_sent_to_its_own(office: Path, desk: Ask) -> None:
    """Each kind of the table has a folder to be sent to, also one that is added."""
    (office / "content/announcements/trip.md").write_text(SAMPLE, encoding="utf-8")
    told = desk(office, "build", only="announcements")
    assert (told.code, "content/notices/" in told.err) == (1, True)


def test_a_new_one_builds_at_once(office: Path, desk: Ask, docgen: Run) -> None:
    """`new` begins one only where the kind has a template for it."""
    told = docgen(office, "new", "notice")
    assert (told.code, "แจ้งความ" in told.out) == (0, True), told.err
    assert "kind: notice\n" in (office / "content/notices/notice-1.md").read_text(encoding="utf-8")
    assert desk(office, "build", only="notices").code == 0
    assert docgen(office, "new", "circular").code == 2  # it has no template for a new one


def test_it_is_numbered_within_the_year_that_it_says(office: Path, circular: Path, desk: Ask, docgen: Run) -> None:
    """10 October 2567 is of fiscal year 2568: the notice counts by it, the circular by the calendar."""
    told = docgen(office, "issue", str(office / "content/notices/trip.md"))
    assert (told.code, "แจ้งความที่ ๑/๒๕๖๘" in told.out) == (0, True), told.err
    told = docgen(office, "issue", str(circular))
    assert (told.code, "หนังสือเวียนที่ ๗/๒๕๖๗" in told.out) == (0, True), told.err
    assert [(one.kind, one.number) for one in read_register(office).entries] == [("notice", 1), ("circular", 7)]
    assert desk(office, "register").code == 0
    (office / "content/register.csv").unlink()
    assert docgen(office, "register", "--rebuild").code == 0
    assert [one.named for one in read_register(office).entries] == ["แจ้งความที่ ๑/๒๕๖๘", "หนังสือเวียนที่ ๗/๒๕๖๗"]
    path = office / "content/notices/trip.md"
    path.write_text(SAMPLE.replace("ขออนุมัติเดินทาง\n", "ขออนุมัติไป\n"), encoding="utf-8")
    told = desk(office, "build")
    assert (told.code, "[issued-changed]" in told.err) == (1, True)


def test_it_is_signed_archived_and_not_published(
    office: Path, circular: Path, desk: Ask, docgen: Run, tmp_path: Path
) -> None:
    """Only who says so is published: the notice does not, the circular does, and nobody signs that."""
    (office / "content/announcements/a.md").write_text(announcement(1, date="10 ตุลาคม 2567"), encoding="utf-8")
    told = desk(office, "build")
    assert told.code == 0, told.err
    authority = Authority(tmp_path / "authority")
    key, _ = authority.officer(ONE)
    signed = sign(office, office / "output/notices/trip.pdf", ONE, Key(key, PASSWORD)).value
    assert signed == "content/signed/notices/trip.pdf"
    told = docgen(office, "attach-scan", str(office / "output/circulars/trip.pdf"), "x.pdf", "--by", "เสมียน")
    assert (told.code, "หนังสือเวียนไม่มีการลงนาม" in told.err) == (1, True)
    told = docgen(office, "status", "--year", "2568")
    assert "แจ้งความ ขออนุมัติเดินทางไปราชการ" in told.out
    told = desk(office, "archive", 2568)
    assert told.code == 0, told.err
    (bag,) = sorted((office / "content/archive").glob("2568-*-v*[0-9]"))
    for name in ("documents/notices/trip.pdf", "documents/notices/trip.docx", "signed/notices/trip.pdf"):
        assert (bag / "data" / name).is_file(), name
    told = docgen(office, "verify", str(bag), "--trust", str(authority.trust))
    assert told.code == 0, told.out + told.err
    told = desk(office, "publish", 2568)
    assert told.code == 0, told.err
    names = [path.relative_to(office / FOLDER).as_posix() for path in sorted((office / FOLDER).rglob("*.pdf"))]
    assert names == ["documents/a.pdf", "documents/circular-trip.pdf"]
    page = (office / FOLDER / "index.html").read_text(encoding="utf-8")
    assert "หนังสือเวียน" in page
    assert "แจ้งความ" not in page


def test_it_comes_back_from_word(office: Path, desk: Ask, docgen: Run, tmp_path: Path) -> None:
    """Its own Word file comes back as content of its kind."""
    assert desk(office, "build", only="notices").code == 0
    shutil.copy(office / "output/notices/trip.docx", tmp_path / "trip.docx")
    told = docgen(office, "import", str(tmp_path / "trip.docx"), "again")
    assert told.code == 0, told.err
    text = (office / "content/notices/again.md").read_text(encoding="utf-8")
    assert text.startswith("---\nkind: notice\nsubject: ขออนุมัติเดินทางไปราชการ\ndate: 10 ตุลาคม 2567\n")
    assert "closing:" not in text  # it is the kind's own


def test_one_that_was_typed_by_hand_is_known_by_its_verb_and_its_number(office: Path, tmp_path: Path) -> None:
    """The dateline begins with the kind's own verb; the number may be that of an issue (ฉบับที่)."""
    file = docx.Document()
    for line in (
        "หนังสือเวียนองค์การบริหารส่วนตำบลทดสอบ",
        "ฉบับที่ ๗/๒๕๖๗",
        "เรื่อง ขออนุมัติเดินทางไปราชการ",
        "ด้วยสำนักปลัดได้รับหนังสือเชิญประชุม",
        "เวียน ณ วันที่ ๑๐ ตุลาคม พ.ศ. ๒๕๖๗",
        f"({ONE})",
        "นายกองค์การบริหารส่วนตำบลทดสอบ",
    ):
        file.add_paragraph(line)
    file.save(str(tmp_path / "trip.docx"))
    done = import_word(office, tmp_path / "trip.docx", "")
    assert [one.code for one in done.findings] == []
    text = (office / done.value).read_text(encoding="utf-8")
    assert "kind: circular\nnumber: 7/2567\nsubject: ขออนุมัติเดินทางไปราชการ\ndate: 10 ตุลาคม 2567\n" in text


def test_a_file_in_a_folder_of_no_kind_is_no_announcement(office: Path, docgen: Run) -> None:
    """A folder that no kind has is nobody's: nothing in it is guessed to be an announcement."""
    path = office / "content/notes/a.md"
    path.parent.mkdir()
    path.write_text(announcement(1), encoding="utf-8")
    for command in ("build", "issue"):
        told = docgen(office, command, str(path))
        assert (told.code, "[not-content]" in told.err) == (1, True), told.err
    assert KINDS.of_path("content/notes/a.md") is None
    assert KINDS.get("note") is None


# The sister of a communiqué, from the guide: its module, its template and that of a new one, a line in the table.
EXPLANATION = '''
"""The explanation (คำชี้แจง): what the office says, signed by nobody."""

from docgen.kinds.kind import Kind, WordForm

KIND = Kind(
    name="explanation",
    folder="explanations",
    thai="คำชี้แจง",
    template="explanation.xml.j2",
    new_template="new-explanation.md.j2",
    has_signatory=False,
    is_signed=False,
    is_published=True,
    address_prefix="explanation-",
    word=WordForm(marks=1),
)
'''


def test_a_sister_of_the_communique_takes_three_files_and_a_line(
    office: Path, desk: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Begun, built, issued, brought in again: the communiqué's template with other words, no fields of its own."""
    kind = made(tmp_path, "explanation", EXPLANATION)
    monkeypatch.setattr(table, "TABLE", (*table.TABLE, kind))
    for name in ("statement.xml.j2", "new-statement.md.j2"):
        text = (ROOT / "templates" / name).read_text(encoding="utf-8")
        text = text.replace("statement", "explanation").replace("แถลงการณ์", "คำชี้แจง")
        (office / "templates" / name.replace("statement", "explanation")).write_text(text, encoding="utf-8")
    path = office / desk(office, "new", kind, "water").value
    text = path.read_text(encoding="utf-8")
    assert "signatory" not in text
    text = text.replace("พิมพ์ชื่อเรื่องตรงนี้", "การจ่ายน้ำประปา").replace("พิมพ์ข้อความตรงนี้", "ขอชี้แจงว่าจ่ายน้ำได้ตามปกติ")
    path.write_text(text, encoding="utf-8")
    told = desk(office, "build", only="explanations")
    assert told.code == 0, told.err
    assert "คำชี้แจงองค์การบริหารส่วนตำบลทดสอบ" in poppler_text(office / "output/explanations/water.pdf")
    assert desk(office, "issue", str(path)).value.named.startswith("คำชี้แจงที่ ๑/")
    done = import_word(office, office / "output/explanations/water.docx", "again")
    assert (done.value, done.findings) == ("content/explanations/again.md", ())
