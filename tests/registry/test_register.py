"""Register, journal and content files vouch for each other: what is gone, moved or doubled is told and made whole."""

from __future__ import annotations

import json
import os
import resource
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.errors import DocgenError
from docgen.faces.cli.main import main
from docgen.folder.kept_lists import list_bytes, read_list
from docgen.registry.journal import JOURNAL_FILE, project_journal, read_journal
from docgen.registry.register import HEAD, REGISTER_FILE, read_register
from tests.conftest import Ask, Told, start_from
from tests.desk.test_issue import rows, write

Run = Callable[..., Told]
A1, A2, A3 = (f"content/announcements/a{number}.md" for number in (1, 2, 3))


@pytest.fixture
def three(office: Path, desk: Ask, shelf: Path) -> Path:
    """An office that issued two documents and has a third one."""

    def make() -> None:
        for number in (1, 2, 3):
            write(office, number)
        for path in (A1, A2):
            assert desk(office, "issue", str(office / path)).code == 0

    return start_from(shelf, "three", office, make)


def cut(root: Path, path: str, lines: int) -> bytes:
    """Take lines off the end of a file and return what it was."""
    before = (root / path).read_bytes()
    (root / path).write_bytes(b"".join(before.splitlines(keepends=True)[:-lines]))
    return before


def test_a_renamed_file_is_known_by_its_bytes(three: Path, desk: Ask, docgen: Run) -> None:
    """Moved within content/, an issued file is still the issued one."""
    new = "content/announcements/ชื่อใหม่.md"
    (three / A1).rename(three / new)
    for verb in (("build", str(three / new)), ("check",), ("issue", str(three / new))):
        told = docgen(three, *verb)
        assert told.code == 1, verb
        assert "[issued-moved]" in told.err
        assert A1 in told.err
    assert not (three / "output/announcements/ชื่อใหม่.pdf").exists()
    assert f"ประกาศที่ ๑/๒๕๖๗ ซึ่งทะเบียนจดไว้ในชื่อ {A1}" in docgen(three, "status", "--year", "2567").err
    told = desk(three, "archive", 2567)
    assert told.code == 1
    assert "[issued-moved]" in told.err
    # It may keep the new name; then the lock is there as before, and the journal knows both.
    assert desk(three, "move", A1, new).code == 0
    assert desk(three, "register").code == 0
    assert [row[7] for row in rows(three)] == [new, A2]
    moved = project_journal(three)[-1]
    assert (moved.event, moved.path, moved.remark) == ("moved", new, A1)
    with (three / new).open("a", encoding="utf-8") as file:
        file.write("เพิ่ม\n")
    assert "[issued-changed]" in desk(three, "build", [str(three / new)]).err
    assert desk(three, "issue", str(three / new), correct="เพิ่ม").code == 0
    assert [(event.event, event.path) for event in project_journal(three)][-1] == ("corrected", new)


def test_a_renamed_and_edited_file_gets_no_second_number(three: Path, desk: Ask) -> None:
    """Moved and edited, it is told and gets no second number."""
    new = three / "content/announcements/b.md"
    (three / A1).rename(new)
    new.write_text(new.read_text(encoding="utf-8") + "เพิ่ม\n", encoding="utf-8")
    told = desk(three, "issue", str(new))
    assert told.code == 1
    assert "[issued-moved]" in told.err
    told = desk(three, "move", A1, str(new))
    assert told.code == 1
    assert "[wrong-move]" in told.err
    told = desk(three, "build")
    assert told.code == 1
    assert f"{A1}: ผิดพลาด: ไม่พบไฟล์เนื้อหา" in told.err
    # The others are built all the same, and what is named alone is no matter of the one that is gone.
    assert (three / "output/announcements/a2.pdf").is_file()
    assert desk(three, "build", [str(three / A2)]).code == 0


def test_a_copy_of_what_was_issued_gets_no_second_number(three: Path, desk: Ask) -> None:
    """A copy of an issued file is told and gets no number of its own."""
    copy = three / "content/announcements/copy.md"
    shutil.copyfile(three / A1, copy)
    told = desk(three, "build", [str(copy)])
    assert told.code == 0
    assert "[issued-copy]" in told.err
    told = desk(three, "issue", str(copy))
    assert told.code == 1
    assert "[issued-copy]" in told.err
    told = desk(three, "move", A1, str(copy))
    assert told.code == 1
    assert "[issued-copy]" in told.err
    assert len(rows(three)) == 2


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (A3, A1, "already-issued"),
        ("content/announcements/x.md", A3, "not-issued"),
        (A1, "content/announcements/none.md", "file-missing"),
    ],
)
def test_a_move_that_is_none_is_refused(old: str, new: str, code: str, three: Path, desk: Ask) -> None:
    """A move to or from what was never issued, or that is other words, is refused."""
    before = (three / REGISTER_FILE).read_bytes()
    told = desk(three, "move", old, str(three / new))
    assert told.code == 1
    assert f"[{code}]" in told.err
    assert (three / REGISTER_FILE).read_bytes() == before


def test_what_was_withdrawn_keeps_its_number_and_is_marked(three: Path, desk: Ask, docgen: Run) -> None:
    """A withdrawn document's number stays used, and it is marked wherever it is listed."""
    told = desk(three, "withdraw", A1, " ")
    assert told.code == 1
    assert "[no-reason]" in told.err
    assert desk(three, "withdraw", A1, "ออกผิดเรื่อง").code == 0
    assert rows(three)[0][9:] == ["ยกเลิก", "ยกเลิก: ออกผิดเรื่อง"]
    event = project_journal(three)[-1]
    assert (event.event, event.path, event.remark) == ("withdrawn", A1, "ออกผิดเรื่อง")
    assert "[withdrawn]" in desk(three, "withdraw", A1, "อีก").err
    told = desk(three, "build")
    assert told.code == 0
    assert "[withdrawn]" in told.err
    told = desk(three, "issue", str(three / A1), correct="แก้")
    assert told.code == 1
    assert "[withdrawn]" in told.err
    assert "๓/๒๕๖๗" in docgen(three, "issue", str(three / A3)).out
    assert "ยกเลิกแล้ว" in docgen(three, "status", "--year", "2567").out
    told = desk(three, "publish", 2567)
    assert told.code == 0, told.err
    assert "a1.md" in told.err
    published = {path.name for path in (three / "output/publish/2567/documents").iterdir()}
    assert published == {"a2.pdf", "a3.pdf"}
    assert desk(three, "archive", 2567).code == 0
    index = json.loads((three / "content/archive/2567-year-v1/data/index.json").read_text(encoding="utf-8"))
    assert {one["name"]: one["state"] for one in index["documents"]} == {
        "announcements/a1": "withdrawn",
        "announcements/a2": "issued",
        "announcements/a3": "issued",
    }


def test_what_was_withdrawn_is_not_signed(three: Path, desk: Ask) -> None:
    """A withdrawn document is not signed any more."""
    from docgen.document.project import read_project
    from docgen.document.targets import find_targets
    from docgen.document.trees import signed_by

    assert desk(three, "withdraw", A1, "ออกผิดเรื่อง").code == 0
    with pytest.raises(DocgenError) as problem:
        signed_by(find_targets(three)[0], read_project(three))
    assert problem.value.findings[0].code == "withdrawn"


@pytest.mark.parametrize("lines", [1, 3])
def test_a_number_is_not_given_twice_where_the_register_was_cut(
    lines: int, three: Path, desk: Ask, docgen: Run
) -> None:
    """Rows cut from the register's end do not set its numbers free: the journal knows them."""
    before = cut(three, REGISTER_FILE, lines)
    if lines == 3:
        (three / REGISTER_FILE).unlink()
    for verb in (("issue", str(three / A3)), ("issue", str(three / A3), "--number", "2"), ("build",), ("check",)):
        told = docgen(three, *verb)
        assert told.code == 1, verb
        assert "[register-short]" in told.err
        assert "ประกาศที่ ๒/๒๕๖๗" in told.err
    assert desk(three, "archive", 2567).code == 1
    assert "ประกาศที่ ๒/๒๕๖๗" in docgen(three, "status", "--year", "2567").out
    # The lock holds by the journal alone.
    text = (three / A2).read_text(encoding="utf-8")
    (three / A2).write_text(text + "เพิ่ม\n", encoding="utf-8")
    assert "[issued-changed]" in desk(three, "build").err
    (three / A2).write_text(text, encoding="utf-8")
    assert docgen(three, "register", "--rebuild").code == 0
    assert (three / REGISTER_FILE).read_bytes() == before
    assert project_journal(three)[-1].event == "restored"
    assert desk(three, "register").code == 0
    assert "๓/๒๕๖๗" in docgen(three, "issue", str(three / A3)).out


def test_the_register_comes_back_with_all_that_happened(three: Path, desk: Ask, docgen: Run) -> None:
    """The register is made whole from the journal: numbers, corrections, withdrawals."""
    (three / A2).write_text((three / A2).read_text(encoding="utf-8") + "เพิ่ม\n", encoding="utf-8")
    assert desk(three, "issue", str(three / A2), correct="พิมพ์ตก").code == 0
    (three / A1).rename(three / "content/announcements/b.md")
    assert desk(three, "move", A1, str(three / "content/announcements/b.md")).code == 0
    assert desk(three, "withdraw", A2, "ซ้ำ").code == 0
    before = (three / REGISTER_FILE).read_bytes()
    (three / REGISTER_FILE).unlink()
    assert docgen(three, "register", "--rebuild").code == 0
    assert (three / REGISTER_FILE).read_bytes() == before


def test_a_journal_of_an_earlier_program_gives_the_register_back_too(three: Path, desk: Ask, docgen: Run) -> None:
    """A journal with fewer fields, of an earlier docgen, gives the register back as well."""
    # It had no entries in its events; the words come from the content files.
    events = [one for one in project_journal(three)]
    previous, lines = "0" * 64, []
    for one in events:
        fields = {"at": one.at, "event": one.event, "path": one.path, "sha256": one.sha256, "remark": one.remark}
        line = json.dumps({**fields, "previous": previous}, ensure_ascii=False, sort_keys=True).encode() + b"\n"
        lines.append(line)
        previous = read_journal(b"".join(lines))[-1].digest
    (three / JOURNAL_FILE).write_bytes(b"".join(lines))
    assert desk(three, "register").code == 0
    before = (three / REGISTER_FILE).read_bytes()
    cut(three, REGISTER_FILE, 1)
    assert docgen(three, "register", "--rebuild").code == 0
    assert (three / REGISTER_FILE).read_bytes() == before
    # What was changed meanwhile comes back by its number alone, and that is told.
    (three / A1).write_text("---\n", encoding="utf-8")
    (three / REGISTER_FILE).unlink()
    assert "[register-partial]" in docgen(three, "register", "--rebuild").err
    assert rows(three)[0][:6] == ["ประกาศ", "1", "2567", "1", "", ""]


def test_a_journal_that_was_cut_or_deleted_is_told_and_comes_back(three: Path, desk: Ask, docgen: Run) -> None:
    """A journal that was cut or deleted is told, and comes back from bag and register."""
    assert desk(three, "archive", 2567).code == 0
    before = (three / JOURNAL_FILE).read_bytes()
    for change in (lambda: cut(three, JOURNAL_FILE, 2), (three / JOURNAL_FILE).unlink):
        change()
        for verb in (("issue", str(three / A3)), ("build",), ("check",), ("archive", "--year", "2567")):
            told = docgen(three, *verb)
            assert told.code == 1, verb
            assert "[journal-short]" in told.err
        assert len(rows(three)) == 2
        assert docgen(three, "register", "--rebuild").code == 0
        # From the bag, up to the entry that it knew.
        assert (three / JOURNAL_FILE).read_bytes() == b"".join(before.splitlines(keepends=True)[:2])
        assert desk(three, "archive", 2567).code == 0
        assert [event.event for event in project_journal(three)] == ["issued", "issued", "archived"]


def test_without_a_bag_the_journal_comes_back_from_the_register(three: Path, desk: Ask, docgen: Run) -> None:
    """Where no bag was made, the register gives the journal back."""
    (three / JOURNAL_FILE).unlink()
    told = desk(three, "issue", str(three / A3))
    assert told.code == 1
    assert "[journal-short]" in told.err
    assert docgen(three, "register", "--rebuild").code == 0
    assert [event.event for event in project_journal(three)] == ["issued", "issued"]
    assert desk(three, "issue", str(three / A3)).code == 0


def test_a_row_that_somebody_changed_is_told_by_what_it_was(three: Path, desk: Ask) -> None:
    """A changed row is told with what it said before."""
    path = three / REGISTER_FILE
    path.write_text(path.read_text(encoding="utf-8-sig").replace("เรื่องที่ ๒", "เรื่องอื่น"), encoding="utf-8-sig")
    told = desk(three, "register")
    assert "[register-edited]" in told.err
    assert "เรื่องที่ ๒" in told.err
    assert f"{REGISTER_FILE}:3" in told.err


def test_two_documents_with_one_number_are_not_settled_by_a_program(three: Path, docgen: Run) -> None:
    """Two documents claim one number: told, and left to people."""
    cut(three, REGISTER_FILE, 1)
    kept = (three / JOURNAL_FILE).read_bytes()
    (three / JOURNAL_FILE).unlink()
    assert "๒/๒๕๖๗" in docgen(three, "issue", str(three / A3)).out
    (three / JOURNAL_FILE).write_bytes(kept)
    before = (three / REGISTER_FILE).read_bytes()
    told = docgen(three, "register", "--rebuild")
    assert told.code == 1
    assert "[register-edited]" in told.err
    assert A2 in told.err
    assert A3 in told.err
    assert (three / REGISTER_FILE).read_bytes() == before


def test_a_register_that_begins_anew_beside_signed_documents_is_told(office: Path, desk: Ask) -> None:
    """A fresh register beside signed documents is told: it would give their numbers again."""
    write(office, 1)
    signed = office / "content/signed/announcements/old.pdf"
    signed.parent.mkdir(parents=True)
    signed.write_bytes(b"%PDF-1.7\n")
    told = desk(office, "issue", str(office / A1))
    assert told.code == 0
    assert "[register-begins]" in told.err


@pytest.mark.parametrize(
    ("change", "line", "code"),
    [
        (lambda text: text.replace("เรื่องที่ ๑".encode(), b"x" * 200_000), 2, "broken-csv"),
        (lambda text: text.replace("เรื่องที่ ๑".encode(), b"x" * 120_000), 2, "broken-register"),
        (lambda text: text.replace("เรื่องที่ ๒".encode(), b"a\0b"), 3, "broken-register"),
        (lambda text: text.replace("เรื่องที่ ๒".encode(), b"a\x1b[2Jb"), 3, "broken-register"),
        (lambda text: text.replace(b"2024-03-10", b"10/3/2567", 1), 2, "broken-register"),
        (lambda text: text.replace(b"content/announcements/a2.md", b"content/../../a2.md"), 3, "broken-register"),
        (lambda text: text[: text.rindex("ที่".encode()) + 1], 3, "broken-register"),
        (lambda text: text.decode("utf-8-sig").encode("utf-16"), 1, "wrong-encoding"),
        (lambda text: text[:3] + "แถวหนึ่ง\n".encode() + text[3:], 1, "broken-register"),
        (lambda text: text + b"a,b\n", 4, "broken-register"),
        (lambda text: text + b'"a', 4, "broken-csv"),
    ],
)
def test_a_damaged_register_is_told_by_its_line(
    change: Callable[[bytes], bytes], line: int, code: str, three: Path, docgen: Run
) -> None:
    """Each kind of damage to the register is told at its line."""
    path = three / REGISTER_FILE
    path.write_bytes(change(path.read_bytes()))
    for verb in (("issue", str(three / A3)), ("register",)):
        told = docgen(three, *verb)
        assert told.code == 1
        assert f"{REGISTER_FILE}:{line}:" in told.err
        assert f"[{code}]" in told.err
        assert "Traceback" not in told.err
    if code != "wrong-encoding":
        assert docgen(three, "register", "--rebuild").code == 0
        assert [row[1] for row in rows(three)] == ["1", "2"]


def test_a_date_that_a_spreadsheet_program_wrote_anew_is_told_by_its_cell(three: Path, desk: Ask, docgen: Run) -> None:
    """10/3/2567 for 2024-03-10 is told with its cell."""
    path = three / REGISTER_FILE
    known = path.read_bytes()
    for date in (b"10/3/2567", b"10/3/2024", b"45361", b"24-03-10"):
        path.write_bytes(known.replace(b"2024-03-10", date, 1))
        told = desk(three, "register")
        assert f"{REGISTER_FILE}:2:5:" in told.err
        assert f"ช่อง วันที่ เป็น “{date.decode()}”" in told.err
        assert docgen(three, "register", "--rebuild").code == 0
        assert path.read_bytes() == known


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"),
        lambda text: text + b'{"at": "20',
    ],
)
def test_a_journal_that_another_program_saved_comes_back_to_the_byte(
    change: Callable[[bytes], bytes], three: Path, desk: Ask, docgen: Run
) -> None:
    """Line ends or a byte order mark put in by an editor are taken out again."""
    path = three / JOURNAL_FILE
    known = path.read_bytes()
    path.write_bytes(change(known))
    told = desk(three, "register")
    assert (told.code, "[broken-journal]" in told.err) == (1, True)
    assert docgen(three, "register", "--rebuild").code == 0
    assert path.read_bytes() == known
    # Another change beside it is no matter of line ends.
    path.write_bytes(change(known).replace("พิมพ์".encode(), b"x").replace(b"issued", b"signed", 1))
    assert docgen(three, "register", "--rebuild").code == 1


@pytest.mark.parametrize("change", [lambda text: text.replace(b"\n", b"\r\n"), lambda text: text[3:]])
def test_a_register_that_a_windows_program_saved_reads_the_same(change: Callable[[bytes], bytes], three: Path) -> None:
    """A register with Windows line ends or a byte order mark reads the same."""
    path = three / REGISTER_FILE
    known = read_register(three)
    path.write_bytes(change(path.read_bytes()))
    assert read_register(three) == known
    path.write_bytes(path.read_bytes().decode("utf-8-sig").encode("cp874"))
    assert read_register(three) == known


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda text: b"\xef\xbb\xbf" + text, 1),
        (lambda text: text.replace(b"\n", b"\r\n"), 1),
        (lambda text: text[:-20], 2),
        (lambda text: text + b"\0", 3),
        (lambda text: text + b"[" * 100_000, 3),
        (lambda text: text + b'{"at": "\\ud800"}\n', 3),
        (lambda text: text + b'{"at":"","event":"\\ud800","path":"","previous":"","remark":"","sha256":""}\n', 3),
        (lambda text: text.replace(b"a1.md", b"a9.md", 1), 2),
        (lambda text: b"\xff\xfe" + text, 1),
    ],
)
def test_a_damaged_journal_is_told_by_its_line(
    change: Callable[[bytes], bytes], line: int, three: Path, desk: Ask
) -> None:
    """Each kind of damage to the journal is told at its line."""
    path = three / JOURNAL_FILE
    path.write_bytes(change(path.read_bytes()))
    told = desk(three, "issue", str(three / A3))
    assert told.code == 1
    assert "[broken-journal]" in told.err
    assert f"{JOURNAL_FILE}:{line}:" in told.err
    assert len(rows(three)) == 2


FORMULAS = ["=1+1", "+66", "-5", "@SUM(A1)", "\t=1", "'=1", "''x", "'x", '=HYPERLINK("http://x";"y")', "ก=ข", ""]


def test_no_cell_of_a_list_is_a_formula_and_all_read_back_the_same(tmp_path: Path) -> None:
    """A cell that begins with = + - @ does no harm in Excel, and reads back the same."""
    (tmp_path / "a.csv").write_bytes(list_bytes(["หัว", "สอง"], [(text, "x") for text in FORMULAS]))
    lines = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()
    assert not [line for line in lines if line.lstrip('"').startswith(("=", "+", "-", "@", "\t"))]
    assert [row[0] for _, row in read_list(tmp_path, "a.csv", ["หัว", "สอง"], "x", "")] == FORMULAS
    # What an earlier program wrote without an apostrophe reads as it did.
    (tmp_path / "a.csv").write_text("หัว,สอง\n=1+1,'x\n", encoding="utf-8")
    assert read_list(tmp_path, "a.csv", ["หัว", "สอง"], "x", "") == [(2, ["=1+1", "'x"])]


def test_a_title_that_would_be_a_formula_is_registered_as_words(office: Path, desk: Ask) -> None:
    """A title that begins with = is registered as words."""
    path = write(office, 1)
    text = path.read_text(encoding="utf-8").replace("subject: เรื่องที่ 1", "subject: '=HYPERLINK(\"http://x\")'")
    path.write_text(text, encoding="utf-8")
    assert desk(office, "issue", str(path)).code == 0
    assert rows(office)[0][5].startswith("'=HYPERLINK")
    assert read_register(office).entries[0].subject.startswith("=HYPERLINK")
    assert desk(office, "build").code == 0
    assert tuple(HEAD[5:6]) == ("เรื่อง",)


@pytest.mark.parametrize("reason", ["ก\x1b[2J", "ก" * 2000])
def test_a_reason_that_no_list_can_keep_is_refused(reason: str, three: Path, desk: Ask) -> None:
    """A reason with characters that nobody sees is refused."""
    told = desk(three, "withdraw", A1, reason)
    assert told.code == 1
    assert "[wrong-reason]" in told.err or "[forbidden-character]" in told.err
    assert "\x1b" not in told.err
    assert "ยกเลิก" not in (three / REGISTER_FILE).read_text(encoding="utf-8")


def test_where_both_lists_are_gone_the_bag_gives_them_back(three: Path, desk: Ask, docgen: Run) -> None:
    """Register and journal both lost: the bag of the year has them."""
    assert desk(three, "archive", 2567).code == 0
    before = (three / REGISTER_FILE).read_bytes()
    for path in (REGISTER_FILE, JOURNAL_FILE):
        (three / path).unlink()
    told = desk(three, "issue", str(three / A3))
    assert told.code == 1
    assert "[journal-short]" in told.err
    assert not (three / REGISTER_FILE).exists()
    assert docgen(three, "register", "--rebuild").code == 0
    assert (three / REGISTER_FILE).read_bytes() == before
    assert "๓/๒๕๖๗" in docgen(three, "issue", str(three / A3)).out


@pytest.mark.parametrize("verb", [("new", "announcement", "zz"), ("issue", A3), ("withdraw", A1, "--because", "x")])
def test_a_full_disk_changes_nothing(verb: tuple[str, ...], three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills up during a verb leaves every list as it was."""
    monkeypatch.chdir(three)

    def contents() -> dict[Path, bytes]:
        found = (path for path in (three / "content").rglob("*") if path.is_file() and path.suffix != ".lock")
        return {path: path.read_bytes() for path in found}

    before = contents()
    child = os.fork()
    if child == 0:
        # The kernel refuses to write on, as it does where the disk is full.
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
        code = 99
        try:
            code = main(["--root", str(three), *verb])
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1
    assert {path: content for path, content in contents().items() if not path.name.startswith(".")} == before
