"""Accounts: who may have one, how a password is kept and known again, and what becomes of files that were touched."""

from __future__ import annotations

import os
import pty
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from docgen.accounts.access_log import access_events, account_changes, note_access
from docgen.accounts.account import BOOK_FILE, read_book, same_person
from docgen.accounts.passwords import HashCost, Passwords
from docgen.accounts.written import note_other_name, note_written, writers_of
from docgen.desk.user import add_user, list_users, remove_user, set_password, set_roles
from docgen.errors import DocgenError
from tests.conftest import ROOT, Told

CHEAP = HashCost(rounds=1, memory_kib=64, lanes=1)
PASSWORD = "ม้าเขียวปีนต้นไม้ ๗ ต้น"
Run = Callable[..., Told]


def code_of(problem: pytest.ExceptionInfo[DocgenError]) -> str:
    """Return the code of what was refused."""
    return problem.value.findings[0].code


def test_nobody_has_an_account_until_one_is_made(office: Path) -> None:
    """There is no default account; the file is its owner's alone, in a folder that git leaves out."""
    assert list_users(office).value == ()
    assert not (office / BOOK_FILE).exists()
    made = add_user(office, "  สมศรี   เขียนดี ", ["checker", "writer", "writer"], PASSWORD, by="root", cost=CHEAP).value
    assert (made.name, made.roles) == ("สมศรี เขียนดี", ("writer", "checker"))
    assert read_book(office).accounts == (made,)
    assert stat.S_IMODE((office / BOOK_FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE((office / ".docgen").stat().st_mode) == 0o700
    assert (office / ".docgen/.gitignore").read_text() == "*\n"
    assert [(one.event, one.name, one.by) for one in access_events(office)] == [("added", made.name, "root")]


@pytest.mark.parametrize(
    ("name", "roles", "password", "code"),
    [
        ("", ["writer"], PASSWORD, "wrong-account-name"),
        ("นาย", ["writer"], PASSWORD, "wrong-account-name"),
        ("ก" * 101, ["writer"], PASSWORD, "wrong-account-name"),
        ("สม\u202eศรี ดี", ["writer"], PASSWORD, "wrong-account-name"),
        ("สม\x00ศรี", ["writer"], PASSWORD, "wrong-account-name"),
        ("สมศรี ดี", [], PASSWORD, "no-role"),
        ("สมศรี ดี", ["administrator"], PASSWORD, "no-role"),
        ("สมศรี ดี", ["signer"], PASSWORD, "no-officer"),
        ("สมศรี ดี", ["writer"], "สั้นเกินไป", "weak-password"),
        ("สมศรี ดี", ["writer"], "aaaaaaaaaaaaaaaa", "weak-password"),
        ("สมศรี เขียนหนังสือดี", ["writer"], "สมศรีเขียนหนังสือดี1", "weak-password"),
        ("สมศรี ดี", ["writer"], "x" * 990 + "ม้าเขียวปีนต้นไม้", "weak-password"),
        ("สมศรี ดี", ["writer"], "ม้าเขียว\x1bปีนต้นไม้", "weak-password"),
    ],
)
def test_an_account_that_can_not_be_is_refused(
    office: Path, name: str, roles: list[str], password: str, code: str
) -> None:
    """Nothing is written, and the message says what to type instead."""
    with pytest.raises(DocgenError) as problem:
        add_user(office, name, roles, password, cost=CHEAP)
    assert code_of(problem) == code
    assert problem.value.findings[0].hint
    assert not (office / BOOK_FILE).exists()


def test_one_person_has_one_account_and_a_signer_the_name_of_the_office(sample: Path) -> None:
    """With a title or without, blanks or none, in capitals or not; the officers' list says how it is written."""
    made = add_user(sample, "วันชัย ประชุมชน", ["signer"], PASSWORD, cost=CHEAP).value
    assert made.name == "นายวันชัย ประชุมชน"
    for name in ("นายวันชัย ประชุมชน", "วันชัยประชุมชน", "นาย วันชัย  ประชุมชน"):
        with pytest.raises(DocgenError) as problem:
            add_user(sample, name, ["writer"], PASSWORD, cost=CHEAP)
        assert code_of(problem) == "account-exists"
    assert same_person("Somchai K.") == same_person("somchai k.")


def test_what_is_changed_changes_the_stamp_by_which_sessions_stand(office: Path) -> None:
    """Password and roles each; what is changed of somebody who has no account is refused."""
    add_user(office, "สมศรี ดี", ["writer"], PASSWORD, cost=CHEAP)
    stamps = {read_book(office).accounts[0].stamp}
    stamps.add(set_roles(office, "นางสมศรี ดี", ["checker"], by="ก").value.stamp)
    made = set_password(office, "สมศรี ดี", PASSWORD + "๘", by="ข", cost=CHEAP).value
    stamps.add(made.stamp)
    assert (len(stamps), made.roles) == (3, ("checker",))
    assert Passwords(CHEAP).agrees(made.password, PASSWORD + "๘")
    assert not Passwords(CHEAP).agrees(made.password, PASSWORD)
    remove_user(office, "สมศรี ดี", by="ค")
    for act in (lambda: remove_user(office, "สมศรี ดี"), lambda: set_roles(office, "สมศรี ดี", ["writer"])):
        with pytest.raises(DocgenError) as problem:
            act()
        assert code_of(problem) == "no-account"
    told = [(one.event, one.by) for one in account_changes(office)]
    assert told == [("removed", "ค"), ("password", "ข"), ("roles", "ก"), ("added", "")]


def test_a_password_is_hashed_as_the_standard_says(office: Path) -> None:
    """argon2id at the cost of RFC 9106, another salt each time; a keyboard that orders marks otherwise is the same."""
    made = add_user(office, "สมศรี ดี", ["writer"], "น้ำใสไหลเย็น๑๒๓๔").value.password
    assert made.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    passwords = Passwords()
    assert passwords.hash("น้ำใสไหลเย็น๑๒๓๔") != made
    assert passwords.agrees(made, "น้ำใสไหลเย็น๑๒๓๔")
    assert not passwords.agrees(made, "น้ำใสไหลเย็น๑๒๓")
    assert not passwords.agrees(None, "น้ำใสไหลเย็น๑๒๓๔")
    cheap = Passwords(CHEAP)
    assert cheap.agrees(cheap.hash("ปู่ดู้ทั้งหมดนั่น"), "ป\u0e48\u0e39ดู้ทั้งหมดนั่น")
    assert passwords.is_cheap(cheap.hash(PASSWORD))
    assert not cheap.is_cheap(made)
    assert not cheap.agrees("$argon2id$broken", PASSWORD)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"accounts": [{}]}',
        b'{"accounts": [{"name": "\xe0\xb8\x81", "roles": ["root"], "password": "$argon2id$x", "stamp": "1"}]}',
        b'{"accounts": [{"name": "\xe0\xb8\x81", "roles": "writer", "password": "$argon2id$x", "stamp": "1"}]}',
        b'{"accounts": [{"name": "\xe0\xb8\x81", "roles": ["writer"], "password": "plain", "stamp": "1"}]}',
        b"[" * 100_000,
    ],
)
def test_a_file_of_accounts_that_was_touched_is_told(office: Path, content: bytes) -> None:
    """Nobody is let in by half a file, and it is not written over."""
    add_user(office, "สมศรี ดี", ["writer"], PASSWORD, cost=CHEAP)
    (office / BOOK_FILE).write_bytes(content)
    for act in (lambda: list_users(office), lambda: add_user(office, "คนอื่น ดี", ["writer"], PASSWORD, cost=CHEAP)):
        with pytest.raises(DocgenError) as problem:
            act()
        assert code_of(problem) == "broken-accounts"
    assert (office / BOOK_FILE).read_bytes() == content


def test_a_file_that_others_may_read_is_not_used(office: Path) -> None:
    """Nor a link: the remedy names the command."""
    add_user(office, "สมศรี ดี", ["writer"], PASSWORD, cost=CHEAP)
    path = office / BOOK_FILE
    path.chmod(0o640)
    with pytest.raises(DocgenError) as problem:
        list_users(office)
    assert code_of(problem) == "file-exposed"
    assert "chmod 600" in problem.value.findings[0].hint
    path.chmod(0o600)
    path.rename(office / "elsewhere.json")
    path.symlink_to(office / "elsewhere.json")
    with pytest.raises(DocgenError) as problem:
        list_users(office)
    assert code_of(problem) == "file-exposed"


@pytest.mark.skipif(os.getuid() != 0, reason="only an administrator makes files of others")
def test_an_administrator_makes_no_accounts_that_the_program_could_not_read(office: Path) -> None:
    """In a project of the program's own user: the remedy names who is meant."""
    os.chown(office, 65_534, -1)
    with pytest.raises(DocgenError) as problem:
        add_user(office, "สมศรี ดี", ["writer"], PASSWORD, cost=CHEAP)
    assert code_of(problem) == "wrong-user"
    assert "sudo -u '#65534'" in problem.value.findings[0].hint
    assert not (office / ".docgen").exists()


def test_accounts_that_are_added_at_once_are_all_there(office: Path) -> None:
    """One change after the other: none is lost, and the file is whole at each moment."""
    add_user(office, "คนแรก ดี", ["writer"], PASSWORD, cost=CHEAP)
    script = "import sys; from pathlib import Path; from docgen.desk.user import add_user; "
    script += "from docgen.accounts.passwords import HashCost; "
    script += "add_user(Path(sys.argv[1]), sys.argv[2], ['writer'], sys.argv[3], cost=HashCost(1, 64, 1))"

    def add(at: int) -> int:
        given = [str(office), f"คนที่ {'กขคง'[at]}", PASSWORD]
        return subprocess.run([sys.executable, "-c", script, *given], cwd=ROOT, timeout=60, check=False).returncode

    with ThreadPoolExecutor(4) as pool:
        adding = [pool.submit(add, at) for at in range(4)]
        while not all(one.done() for one in adding):
            assert read_book(office).accounts
            time.sleep(0.005)
    assert [one.result() for one in adding] == [0] * 4
    assert len(read_book(office).accounts) == 5


def test_who_wrote_is_kept_through_another_name(office: Path) -> None:
    """By person, however their name is written; a file that has another name has the same writers."""
    note_other_name(office, "content/a.md", "content/b.md")
    assert not (office / ".docgen").exists()
    for name in ("นางสมศรี ดี", "สมศรี ดี", "สมปอง ดี"):
        note_written(office, name, "content/a.md")
    note_written(office, "คนอื่น ดี", "content/b.md")
    note_other_name(office, "content/a.md", "content/b.md")
    assert writers_of(office, "content/b.md") == {"สมศรีดี", "สมปองดี", "คนอื่นดี"}


def test_the_log_stays_small_and_reads_past_what_a_kill_left(office: Path) -> None:
    """Half a line is left out; a full file becomes the earlier one."""
    note_access(office, "in", "สมศรี ดี")
    path = office / ".docgen/access.jsonl"
    with path.open("ab") as file:
        file.write(b'{"at": "2026\n[]\n{}\n')
    note_access(office, "out", "สมศรี ดี")
    assert [one.event for one in access_events(office)] == ["in", "out"]
    path.write_bytes(path.read_bytes() + b"x" * 5_000_001 + b"\n")
    note_access(office, "in", "สมศรี ดี")
    assert len(access_events(office)) == 1
    assert (office / ".docgen/access-earlier.jsonl").stat().st_size > 5_000_000


def test_the_command_line_keeps_accounts(docgen: Run, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Added with a password from standard input, listed, changed, removed; each is said in Thai."""
    monkeypatch.setattr("docgen.faces.cli.users.read_password", lambda file, place: PASSWORD)
    assert "ยังไม่มีบัญชีผู้ใช้" in docgen(office, "user", "list").out
    told = docgen(office, "user", "add", "สมศรี ดี", "--role", "writer", "--role", "checker", "--password-stdin")
    assert (told.code, told.out) == (0, "เพิ่มบัญชีแล้ว สมศรี ดี: ผู้เขียน, ผู้ตรวจและออกเลข\n")
    assert docgen(office, "user", "list").out == "สมศรี ดี: ผู้เขียน, ผู้ตรวจและออกเลข\n"
    assert "ผู้เก็บหลักฐาน" in docgen(office, "user", "roles", "สมศรี ดี", "--role", "archivist").out
    assert docgen(office, "user", "password", "สมศรี ดี", "--password-stdin").code == 0
    assert docgen(office, "user", "remove", "สมศรี ดี").out == "ลบบัญชีแล้ว สมศรี ดี\n"
    assert docgen(office, "user", "remove", "สมศรี ดี").code == 1
    for wrong in ([], ["add"], ["add", "ก ข", "--role", "root"], ["list", "x"], ["roles"]):
        assert docgen(office, "user", *wrong).code == 2


@pytest.mark.parametrize(("second", "code"), [(PASSWORD, 0), ("อย่างอื่นที่ยาวพอ", 1)])
def test_a_password_is_typed_twice_and_never_shown(office: Path, second: str, code: int) -> None:
    """On a real terminal; two that differ add nobody."""
    command = [sys.executable, "-P", "-m", "docgen", "--root", str(office), "user", "add", "สมศรี ดี", "--role", "writer"]
    main, terminal = pty.openpty()
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True
    )
    os.close(terminal)
    shown = b""
    for answer in (PASSWORD, second):
        while not shown.endswith(b": "):  # it asks
            shown += os.read(main, 4096)
        os.write(main, answer.encode() + b"\n")
        shown += b"|"
    try:
        while piece := os.read(main, 4096):
            shown += piece
    except OSError:  # the terminal is closed
        pass
    os.close(main)
    assert process.wait(30) == code
    assert PASSWORD not in shown.decode(errors="replace")
    assert second not in shown.decode(errors="replace")
    assert len(read_book(office).accounts) == (1 if code == 0 else 0)
