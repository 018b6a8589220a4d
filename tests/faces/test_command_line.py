"""What is typed reaches the program as it was typed; what the machine lacks is told in Thai, without a traceback."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.errors import Place
from docgen.folder.bugs import told_of
from tests.conftest import GOOD, ROOT, Told

Run = Callable[..., Told]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
THAI = re.compile("[ก-๙]")
_OF_MAKE = ("MAKELEVEL", "MAKEFLAGS", "MFLAGS", "MAKEOVERRIDES", "MAKEFILES", "YEAR", "ROUND", "REASON", "LAN", "PORT")
EVIL = """"; touch x; $(shell touch y) `touch z` $HOME $$HOME 'ก ข" # é \\"""


def echoing_python(folder: Path) -> None:
    """Put a python that prints its arguments, one a line, where .venv has its own."""
    (folder / ".venv/bin").mkdir(parents=True)
    program = folder / ".venv/bin/python"
    program.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n")
    program.chmod(0o755)


@pytest.mark.parametrize("by", ["argument", "environment"])
@pytest.mark.parametrize(
    ("target", "given"),
    [
        ("archive", {"YEAR": "2566", "ROUND": "12", "REASON": EVIL}),
        ("archive", {"REASON": "--x\nบรรทัดสอง"}),
        ("publish", {"YEAR": EVIL}),
        ("status", {"YEAR": "$(shell touch y)"}),
        ("serve", {"LAN": EVIL, "PORT": EVIL}),
        ("check", {"PYTHON": "$(shell touch y)", "OTHER": "$(shell touch y)`touch z`"}),
    ],
)
def test_make_hands_on_what_was_typed_and_runs_nothing_of_it(
    target: str, given: dict[str, str], by: str, tmp_path: Path
) -> None:
    """A value typed after make is text: neither make nor the shell runs anything of it."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    echoing_python(tmp_path)
    for number, name in enumerate(("run.txt", "test.txt", "setup.sh", "../.venv/.ready", "../.venv/.ready-test")):
        path = tmp_path / "requirements" / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
        os.utime(path, (number, number))
    before = sorted(tmp_path.rglob("*"))
    # The tests may be run by a make of their own, which this one is no part of.
    outer = {name: value for name, value in os.environ.items() if name not in _OF_MAKE}
    environment = {**outer, **(given if by == "environment" else {})}
    arguments = [f"{name}={value}" for name, value in given.items()] if by == "argument" else []
    told = subprocess.run(
        ["make", target, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    options = {"YEAR": "--year", "ROUND": "--round", "REASON": "--reason", "PORT": "--port"}
    wanted = [f"{options[name]}={value}" for name, value in given.items() if name in options]
    wanted = ["--lan", *wanted] if "LAN" in given else wanted
    assert told.stdout == "\n".join(["-I", "-X", "utf8", "-m", "docgen", target, *wanted]) + "\n"
    assert sorted(tmp_path.rglob("*")) == before


def test_the_program_in_venv_runs_no_module_of_the_folder_where_one_stands(tmp_path: Path) -> None:
    """The program in .venv runs isolated: a yaml.py in the clerk's folder is not run."""
    echoing_python(tmp_path)
    (line,) = re.findall(
        r"^ *(printf '#!.*)$", (ROOT / "requirements/setup.sh").read_text(encoding="utf-8"), re.MULTILINE
    )
    subprocess.run(["sh", "-c", f"{line}; chmod +x .venv/bin/docgen"], cwd=tmp_path, check=True)
    command = [tmp_path / ".venv/bin/docgen", "status", "a b"]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.split("\n")[:-1] == ["-I", "-X", "utf8", "-m", "docgen", "status", "a b"]


def test_a_module_in_the_folder_where_one_stands_is_not_run_by_python_m_either(office: Path) -> None:
    """`python -m docgen` does not run modules of the folder either."""
    for name in ("yaml", "jinja2", "argparse"):
        (office / f"{name}.py").write_text("raise SystemExit('code of the folder was run')", encoding="utf-8")
    (office / "content/announcements/a.md").write_text(GOOD.replace("date:", "dat:"), encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-m", "docgen", "build"], cwd=office, env=ENVIRONMENT, capture_output=True, text=True
    )
    assert "code of the folder" not in told.stdout + told.stderr
    assert (told.returncode, "[unknown-key]" in told.stderr) == (1, True)


def test_under_a_locale_of_eight_bits_thai_names_are_what_they_are(office: Path) -> None:
    """An old locale makes no question marks of Thai file names."""
    narrow = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    told = subprocess.run(
        [sys.executable, "-m", "docgen", "--root", office, "new", "announcement", "เรื่องใหม่"],
        env={**ENVIRONMENT, **narrow},
        capture_output=True,
    )
    assert told.returncode == 0, told.stderr.decode()
    assert "content/announcements/เรื่องใหม่.md" in told.stdout.decode()
    assert (office / "content/announcements/เรื่องใหม่.md").is_file()


def test_a_python_without_the_packages_is_told_in_one_line() -> None:
    """Started by a Python without the packages, one Thai line says what to do."""
    told = subprocess.run([sys.executable, "-S", "-m", "docgen", "build"], cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 1
    assert told.stderr.count("\n") == 1
    assert "make" in told.stderr
    assert THAI.search(told.stderr)


@pytest.mark.parametrize(
    ("redirection", "code", "words"),
    [(">&-", 0, ""), (">&- 2>&- <&-", 0, ""), ("> /dev/full", 1, "ที่ว่างในดิสก์ไม่พอ"), ("> /dev/full 2>&1", 1, "")],
)
def test_output_that_nobody_takes_ends_in_no_traceback(redirection: str, code: int, words: str, office: Path) -> None:
    """A closed stream or a full disk ends in an exit code, not in a traceback."""
    command = f'exec "{sys.executable}" -m docgen --root "{office}" check --explain misspelling {redirection}'
    told = subprocess.run(["sh", "-c", command], env=ENVIRONMENT, capture_output=True, text=True)
    assert told.returncode == code
    assert words in told.stderr
    assert "Traceback" not in told.stderr


def test_a_folder_that_is_gone_is_told(tmp_path: Path, docgen: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that was deleted under one's feet is told."""
    gone = tmp_path / "gone"
    assert "[no-folder]" in docgen(gone, "check").err
    from docgen.faces.cli.main import main

    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert main(["build"]) == 1


def test_content_and_output_may_be_links_as_on_a_server(office: Path, tmp_path: Path, docgen: Run) -> None:
    """content/ and output/ may lead to a server's disk; what is written goes there."""
    from PIL import Image

    for name in ("content", "output"):
        (office / name).mkdir(exist_ok=True)
        (office / name).rename(tmp_path / f"server-{name}")
        (office / name).symlink_to(tmp_path / f"server-{name}")
    Image.new("RGB", (30, 20), "red").save(office / "content/announcements/a.png")
    (office / "content/announcements/a.md").write_text(GOOD + "\n![ภาพ](a.png)\n", encoding="utf-8")
    told = docgen(office, "build", str(office / "content/announcements/a.md"))
    assert (told.code, told.err) == (0, "")
    assert (tmp_path / "server-output/announcements/a.pdf").is_file()
    assert docgen(office, "build").out == "เอกสารเป็นปัจจุบันอยู่แล้ว\n"
    key = tmp_path / "key.p12"
    pdf = str(office / "output/announcements/a.pdf")
    told = docgen(office, "sign", pdf, "--as", "นายสมชาย ใจดี", "--key", str(key), "--password-env", "NONE")
    assert "not-an-output" not in told.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["report", "--year", "x"], "--year"),
        (["report", "--year", "2566", "--round", "7"], "ใช้ได้: 6, 12"),
        (["biuld"], "biuld"),
        (["build", "--fast\x1b[2J"], "--fast·[2J"),
        (["issue"], "issue --moved"),
        (["issue", "a", "--number", "x"], "ต้องเป็นจำนวน"),
        (["archive", "--reason"], "--reason"),
        (["sign", "a", "--as", "b", "--key", "c", "--token", "d"], "พร้อมกับ"),
    ],
)
def test_wrong_usage_is_told_in_thai(arguments: list[str], words: str, office: Path, docgen: Run) -> None:
    """What argparse would say in English is said in Thai, with exit code 2."""
    told = docgen(office, *arguments)
    said = told.err.split("\n")[0]
    assert told.code == 2
    assert words in said
    assert not re.search("argument|invalid|choose|required|expected|unrecognized", said)


def test_a_bug_anywhere_is_one_thai_line_with_the_file_and_a_log(
    office: Path, docgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clerk sees one line and where the details are; the details are for who mends the program."""

    def stumble(*_: object) -> None:
        raise KeyError("secret\x1b[2J")

    monkeypatch.setattr("docgen.desk.check.checked_project", stumble)
    told = docgen(office, "check", "content/announcements/a.md")
    assert told.code == 1
    assert told.err.count("\n") == 1
    assert told.err.startswith("content/announcements/a.md: ผิดพลาด: ")
    assert "secret" not in told.err
    assert "KeyError" in (office / "output/.docgen-log.txt").read_text(encoding="utf-8")


def test_a_reader_that_goes_away_leaves_no_traceback(sample: Path) -> None:
    """`docgen build | head` ends without a word of Python's."""
    command = f"{sys.executable} -m docgen --root {sample} build --only announcements | head -1"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    told = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, text=True, timeout=60)
    assert told.stdout.startswith("สร้างแล้ว")
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize("arguments", [[], ["biuld"], ["report"], ["report", "--year", "66"], ["build", "--fast"]])
def test_wrong_usage_exits_with_2_and_tells_the_usage_in_thai(arguments: list[str], office: Path, docgen: Run) -> None:
    """Exit code 2 is for wrong usage alone, and comes with how to use it."""
    told = docgen(office, *arguments)
    assert told.code == 2
    assert "วิธีใช้" in told.err


@pytest.mark.parametrize(
    "words",
    [
        ["issue", "a.md", "--correct", "แก้\x1b[2Jไข"],
        ["archive", "--year", "2566", "--reason", "ก\u202eข"],
        ["attach-scan", "a.pdf", "b.pdf", "--by", "นายก\u2028ข"],
    ],
)
def test_words_that_a_command_keeps_hold_nothing_unseen(words: list[str], office: Path, docgen: Run) -> None:
    """Reasons and names are kept for years: what nobody can see may not stand in them."""
    told = docgen(office, *words)
    assert told.code == 1
    assert "[forbidden-character]" in told.err
    assert words[-2] in told.err
    assert not {"\x1b", "\u202e", "\u2028"} & set(told.err)


@pytest.mark.parametrize("designs", [False, True])
def test_set_up_asks_for_no_library_of_the_system_and_tells_of_pango_where_there_are_designs(
    designs: bool, tmp_path: Path
) -> None:
    """Set-up needs wheels alone; only an office with designs is told of Pango, with its command."""
    (tmp_path / "requirements").mkdir()
    shutil.copy(ROOT / "requirements/setup.sh", tmp_path / "requirements")
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / "site").mkdir()
    if designs:
        (tmp_path / "templates/designs/certificate").mkdir(parents=True)
    # A python that has all it is asked about, but no library: that question comes by its standard input.
    program = tmp_path / ".venv/bin/python"
    answers = f'*sysconfig*) echo "{tmp_path}/site";; *" -") echo libpango-1.0-0;;'
    program.write_text(f'#!/bin/sh\ncase "$*" in {answers} esac\n')
    program.chmod(0o755)
    command = ["sh", "requirements/setup.sh", "run"]
    environment = {**ENVIRONMENT, "PYTHON": str(program)}
    told = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    assert (tmp_path / ".venv/.ready").exists()
    assert ("apt-get" in told.stderr) == designs
    assert ("libpango-1.0-0" in told.stderr) == designs


def test_a_missing_pango_is_told_with_the_command_that_set_up_would_give() -> None:
    """The message has the one command that installs what set-up names."""
    problem = ImportError("cannot load library 'libpango-1.0-0'", name="weasyprint")
    (told,) = told_of(problem, Place("content/designs/x.yaml"))
    packages = re.findall(r'": "(lib[\w.-]+)"', (ROOT / "requirements/setup.sh").read_text(encoding="utf-8"))
    assert told.code == "not-installed"
    assert told.hint.endswith(f'apt-get install -y --no-install-recommends {" ".join(dict.fromkeys(packages))}"')
