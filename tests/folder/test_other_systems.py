"""docgen runs where what only Unix has is missing: as on Windows, with locks, limits and forks hidden."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from docgen.folder import file_lock
from tests.conftest import ROOT, copy_project
from tests.evidence.conftest import ONE, announcement
from tests.signing.authority import PASSWORD, Authority
from tests.signing.test_scan import scan

_HIDDEN = """
import importlib, json, os, signal, sys
# Libraries and Python itself are what they are on this system: they are there before anything is hidden.
import multiprocessing, concurrent.futures.process, weasyprint, pyhanko.sign, docx, openpyxl, babel.messages.pofile
import bagit
for name in ("fcntl", "resource", "msvcrt", "pwd", "grp", "termios"):
    sys.modules[name] = None
for name in (
    "O_NONBLOCK O_NOCTTY O_CLOEXEC O_NOFOLLOW O_DIRECTORY register_at_fork fork getuid geteuid getgid chown killpg"
    " setsid sched_getaffinity sysconf uname"
).split():
    delattr(os, name)
for name in "setitimer getitimer alarm SIGPROF SIGALRM SIGXCPU SIGKILL SIGHUP ITIMER_PROF".split():
    delattr(signal, name)
"""
_BY_COMMANDS = """
if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    names, root, commands = json.loads(sys.argv[1])
    for name in names:
        importlib.import_module(name)
    from docgen.faces.cli.main import main
    codes = [main(["--root", root, *command]) for command in commands]
    sys.stdout.flush()
    print("codes", codes)
"""
# Each verb of the desk as a face calls it; those that leave something behind come before those that read it.
_BY_VERBS = """
if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    from pathlib import Path
    from docgen.errors import DocgenError
    from docgen.folder.folder import Disk, Overlay
    from docgen.folder.yaml_lines.change import Change
    from docgen.kinds.table import KINDS
    from docgen.signing.keys import Key
    root, key, password, trust, scan = json.loads(sys.argv[1])
    root, key, trust, scan = Path(root), Path(key), Path(trust), Path(scan)
    done = []
    def verb(name, *given, **more):
        module, _, function = name.partition(".")
        value = getattr(importlib.import_module("docgen.desk." + module), function or module)(*given, **more).value
        done.append(name if function else f"{module}.{module}")
        return value
    first, other, kind = "content/announcements/a.md", "content/announcements/b.md", KINDS["announcement"]
    unsaved = Overlay(Disk(root), {first: (root / first).read_text(encoding="utf-8")})
    assert verb("preview.check_text", unsaved, first)
    assert verb("preview.set_text", unsaved, first).pages.pages
    assert verb("preview.preview", unsaved, first) and verb("preview.build_text", unsaved, first)
    assert verb("new", root, kind, "draft") == "content/announcements/draft.md"
    (root / "content/announcements/draft.md").unlink()
    begun = root / verb("begin_year", root, KINDS["report"], "2599")
    assert begun.is_file() and sorted(one.name for one in begun.parent.iterdir()) == ["activities.csv", "report.yaml"]
    for one in begun.parent.iterdir():
        one.unlink()
    (root / "content/ita").mkdir()
    items = "kind: evidence-items\\nfiscal_year: 2560\\nitems:\\n  - {item: O1, title: โครงสร้าง}\\n"
    (root / "content/ita/2560.yaml").write_text(items, encoding="utf-8")
    (root / verb("new_items", root, 2599)).unlink()
    (root / verb("new_year", root, 2598)).unlink()
    assert verb("confirm_item", root, 2560, ["O1"], "นายสมชาย ใจดี") == ("O1",)
    (root / "content/ita/2560.yaml").unlink()
    opened = verb("save.open_text", root, first)
    assert [field.value for field in verb("fields.fields_of", opened.text, first) if field.path == ("kind",)]
    changes = [Change("set", ("closing",), "จึงประกาศมาให้ทราบ")]
    changed = verb("fields.change_fields", opened.text, changes, first)
    saved = verb("fields.save_fields", root, first, changes, opened.digest)
    assert verb("save", root, first, changed, saved.digest).digest == saved.digest
    assert verb("again", root, first, "copy") == "content/announcements/copy.md"
    assert verb("rename", root, "content/announcements/copy.md", "other") == "content/announcements/other.md"
    (root / "content/announcements/other.md").unlink()
    assert verb("overview", root)
    verb("check", root), verb("fix", root), verb("explain", "misspelling")
    assert verb("prospect", root, str(root / first)).entry.number == 1
    assert verb("issue", root, str(root / first)).number == 1
    (root / first).rename(root / other)
    assert verb("move", root, first, other).path == other
    assert verb("build", root).written
    pdf = root / "output/announcements/b.pdf"
    assert verb("sign", root, pdf, "นายสมชาย ใจดี", Key(key, password.encode()))
    assert verb("certified_copy", root, str(root / other), "นายสมชาย ใจดี", "20 มีนาคม 2567").startswith("output/copies/")
    assert verb("attach_scan", root, pdf, scan, "เสมียน")
    assert verb("import_word", root, pdf.with_suffix(".docx"), "again") == "content/announcements/again.md"
    (root / "content/announcements/again.md").unlink()
    assert verb("status", root, 2567).documents and verb("publish", root, 2567).count == 1
    bag = root / verb("archive", root, 2567).path
    assert verb("verify.verify", root, bag, trust).is_good and verb("verify.verify_bag", root, bag, trust).is_good
    assert verb("verify.verify_pdf", root, root / "content/signed/announcements/b.pdf", trust).is_good
    assert verb("register", root)
    (root / "content/register.csv").unlink()
    assert verb("restore", root).entries
    assert verb("withdraw", root, str(root / other), "ทดสอบ").state == "withdrawn"
    who, words = "สมศรี เขียนดี", "ม้าเขียวปีนต้นไม้ ๗ ต้น"
    assert verb("user.add_user", root, who, ["writer"], words).roles == ("writer",)
    assert verb("user.set_roles", root, who, ["checker"]).roles == ("checker",)
    assert verb("user.set_password", root, who, words + "๘") and verb("user.list_users", root)
    assert verb("user.remove_user", root, who).name == who
    try:
        verb("build.report", root, 2567)
    except DocgenError as problem:
        assert problem.findings[0].code == "no-report"
        done.append("build.report")
    print("done", *sorted(done))
"""


def run(script: Path, given: str) -> subprocess.CompletedProcess[str]:
    """Return what a script with what Unix has hidden says and prints."""
    return subprocess.run(
        [sys.executable, str(script), given],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )


def verbs() -> list[str]:
    """Return the verbs of the desk, each with its module: what `test_architecture` asks to return `Done`."""
    found = []
    for path in (ROOT / "docgen/desk").glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            returned = ast.unparse(node.returns) if isinstance(node, ast.FunctionDef) and node.returns else ""
            if returned.startswith("Done[") and isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                found.append(f"{path.stem}.{node.name}")
    return sorted(found)


def test_every_verb_of_the_desk_runs_where_unix_is_missing(office: Path, tmp_path: Path) -> None:
    """A document goes the whole way: checked, numbered, renamed, signed, filed, archived, withdrawn."""
    agency = office / "content/agency.yaml"
    agency.write_text(agency.read_text(encoding="utf-8").replace("    to: 30 กันยายน 2567\n", ""), encoding="utf-8")
    (office / "content/announcements/a.md").write_text(announcement(1, date="10 มีนาคม 2567"), encoding="utf-8")
    authority = Authority(tmp_path / "authority")
    key, _ = authority.officer(ONE)
    paper = scan(tmp_path, 300, "scan.pdf")
    script = tmp_path / "without.py"
    script.write_text(_HIDDEN + _BY_VERBS, encoding="utf-8")
    told = run(script, json.dumps([str(office), str(key), PASSWORD.decode(), str(authority.trust), str(paper)]))
    assert told.stdout.splitlines()[-1:] == [" ".join(["done", *verbs()])], told.stdout + told.stderr


def test_the_command_line_runs_where_unix_is_missing(tmp_path: Path) -> None:
    """All modules load, and the sample is built, checked, issued and its signatures looked at."""
    root = copy_project(tmp_path / "project")
    script = tmp_path / "without.py"
    script.write_text(_HIDDEN + _BY_COMMANDS, encoding="utf-8")
    package = ROOT / "docgen"
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted(package.rglob("*.py"))
    ]
    will = "content/announcements/integrity-will-2565.md"
    commands = [
        ["build", str(root / will)],
        ["check"],
        ["issue", str(root / will)],
        ["build", str(root / will)],
        ["verify", str(root / "output/announcements/integrity-will-2565.pdf")],
        ["status"],
    ]
    given = json.dumps([names, str(root), commands])
    told = run(script, given)
    # Nothing is signed yet, which `verify` says by its code.
    assert told.stdout.splitlines()[-1:] == ["codes [0, 0, 0, 0, 1, 0]"], told.stdout + told.stderr
    assert (root / "content/register.csv").is_file()
    assert (root / "output/announcements/integrity-will-2565.docx").is_file()


def test_a_lock_keeps_out_others_of_this_process_where_no_system_has_locks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Threads of one program stay in turn even there."""
    monkeypatch.setattr(file_lock, "_fcntl", None)
    monkeypatch.setattr(file_lock, "_msvcrt", None)
    (tmp_path / "lock").touch()
    with (tmp_path / "lock").open("rb") as one, (tmp_path / "lock").open("rb") as other:
        assert file_lock.take(one.fileno(), waits=True)
        assert not file_lock.take(other.fileno(), waits=False)
        file_lock.release(one.fileno())
        assert file_lock.take(other.fileno(), waits=False)
        file_lock.release(other.fileno())
