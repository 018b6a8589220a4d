"""docgen runs where what only Unix has is missing: as on Windows, with locks, limits and forks hidden."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from docgen.folder import file_lock
from tests.conftest import ROOT, copy_project

_WITHOUT = """
import importlib, json, os, signal, sys
# Libraries and Python itself are what they are on this system: they are there before anything is hidden.
import multiprocessing, concurrent.futures.process, weasyprint, pyhanko.sign, docx, openpyxl, babel.messages.pofile
for name in ("fcntl", "resource", "msvcrt", "pwd", "grp", "termios"):
    sys.modules[name] = None
for name in (
    "O_NONBLOCK O_NOCTTY O_CLOEXEC O_NOFOLLOW O_DIRECTORY register_at_fork fork getuid geteuid getgid chown killpg"
    " setsid sched_getaffinity sysconf uname"
).split():
    delattr(os, name)
for name in "setitimer getitimer alarm SIGPROF SIGALRM SIGXCPU SIGKILL SIGHUP ITIMER_PROF".split():
    delattr(signal, name)
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


def test_every_verb_runs_where_unix_is_missing(tmp_path: Path) -> None:
    """All modules load, and the sample is built, checked, issued and its signatures looked at."""
    root = copy_project(tmp_path / "project")
    script = tmp_path / "without.py"
    script.write_text(_WITHOUT, encoding="utf-8")
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
    told = subprocess.run(
        [sys.executable, str(script), given],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )
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
