"""One fault stays one fault: whatever befalls a document is told of it alone, and all others are built."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import docgen.build.job
from docgen.build.attempt import Outcome, Task
from docgen.build.state import read_state
from docgen.build.workers import Workers, begin
from docgen.errors import Place, error
from docgen.folder.bugs import LOG_FILE
from tests.conftest import GOOD, ROOT, Told

Run = Callable[..., Told]
write_output = docgen.build.job.write_output


def written(root: Path) -> set[str]:
    return {path.stem for path in (root / "output").rglob("*.pdf")}


def told_codes(told: Told) -> dict[str, str]:
    """The code told of each file."""
    lines = [line for line in told.err.splitlines() if ": ผิดพลาด: " in line]
    return {line.split(".md")[0].rpartition("/")[2]: line.rpartition("[")[2].rstrip("]") for line in lines}


class StubbornError(Exception):
    """One that cannot travel between processes."""

    def __init__(self, first: object, second: object) -> None:
        super().__init__(first)
        self.held = (first, second, lambda: None)


def faulty_write(output: str, *others: Any) -> Any:
    """Write an output, but be killed, or stumble, over those whose names say so."""
    if "killed" in output and output.endswith(".pdf"):
        os.kill(os.getpid(), signal.SIGKILL)
    if "bug" in output:
        raise StubbornError("เหตุ\x1b[2J", output)
    return write_output(output, *others)


def test_of_thirty_documents_with_three_kinds_of_faults_27_are_built(
    office: Path, docgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong text, a bug of ours and a killed process are told of their own documents; the other 27 are written."""
    monkeypatch.setattr("docgen.build.job.write_output", faulty_write)
    faults = {10: "killed", 20: "bug", 30: "glyph"}
    for number in range(1, 31):
        text = GOOD + ("\nให้เลือก ✉ รับ\n" if number == 30 else "")
        (office / f"content/announcements/{faults.get(number, 'good')}-{number}.md").write_text(text, encoding="utf-8")
    told = docgen(office, "build")
    assert told.code == 1
    assert len(written(office)) == 27
    assert told.out.count("สร้างแล้ว") == 54
    assert told_codes(told) == {
        "killed-10": "process-killed",
        "bug-20": "internal-error",
        "glyph-30": "missing-glyph",
    }
    assert "Traceback" not in told.err
    assert "\x1b" not in told.err
    # The bug is one line; what its finder needs is in the log, with the file that was worked on.
    (line,) = (line for line in told.err.splitlines() if "bug-20" in line)
    assert LOG_FILE in line
    assert "StubbornError" in (office / LOG_FILE).read_text(encoding="utf-8")
    # What was good stays good: the next build does the three alone.
    assert docgen(office, "build").out == ""


def test_faults_of_names_and_files_are_told_of_their_files_alone(office: Path, docgen: Run) -> None:
    """A name, a link, a folder for a file: each is told of the file that has it, and the others are built."""
    folder = office / "content/announcements"
    for name in ("good", "con", "back\\slash", 'ประกาศ: "ก" <1>?', "trailing ", "dot.", "new\nline", "\u200bhidden"):
        (folder / f"{name}.md").write_text(GOOD, encoding="utf-8")
    for name in ("Twin", "twin", "caf\u00e9", "cafe\u0301", "n\u0e33", "n\u0e4d\u0e32", "x" * 230):
        (folder / f"{name}.md").write_text(GOOD, encoding="utf-8")
    with open(os.fsencode(folder) + b"/\xff.md", "w", encoding="utf-8") as file:
        file.write(GOOD)
    os.mkfifo(folder / "pipe.md")
    (folder / "zero.md").symlink_to("/dev/zero")
    (folder / "outside.md").symlink_to("/etc/passwd")
    (folder / "loop.md").symlink_to("loop.md")
    (folder / "gone.md").symlink_to("nowhere.md")
    (folder / "folder.md").mkdir()
    with socket.socket(socket.AF_UNIX) as made:
        place = os.getcwd()
        os.chdir(folder)  # a socket's address holds 107 bytes
        made.bind("socket.md")
        os.chdir(place)
    (folder / "damaged.md").write_text(GOOD + "\n![ภาพ](damaged.png)\n", encoding="utf-8")
    (folder / "damaged.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\xff" * 200)
    start = time.monotonic()
    told = docgen(office, "build")
    assert time.monotonic() - start < 30
    assert told.code == 1
    assert written(office) == {"good"}
    assert "Traceback" not in told.err
    assert "internal-error" not in told.err
    codes = [line.rpartition("[")[2].rstrip("]") for line in told.err.splitlines() if ": ผิดพลาด: " in line]
    assert sorted(codes) == sorted(
        ["wrong-name"] * 9
        + ["same-output"] * 6
        + ["file-unreadable"] * 4
        + ["link-outside"] * 2
        + ["file-missing", "picture-broken"]
    )


def test_all_missing_glyphs_of_a_document_are_told_together_each_with_its_line(office: Path, docgen: Run) -> None:
    """The clerk sees every letter that the font lacks in one go, each with its line."""
    text = GOOD + "\nกข ✉\n\nชื่อ 中文\n\nกข ➢ ☎\n"
    (office / "content/announcements/a.md").write_text(text, encoding="utf-8")
    told = docgen(office, "build")
    lines = [line.split(": ผิดพลาด: ") for line in told.err.splitlines() if ": ผิดพลาด: " in line]
    named = {place.split(":")[1] + " " + words.split("U+")[1].split(")")[0] for place, words in lines}
    assert named >= {"10 2709", "12 4E2D", "12 6587", "14 27A2", "14 260E"}


def _or_die(number: int) -> int:
    if number % 7 == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    if number % 7 == 5:
        raise error("own", Place("x.md", number), "ผิด")
    return number * number


def test_jobs_lost_with_a_killed_process_are_done_again_and_each_killer_is_found() -> None:
    """Who dies takes nobody along: the lost jobs are done once more, and each killer is found among them."""
    with Workers[int, int](2, list) as workers:
        for number in range(20):
            workers.submit(number, Task(Place(f"{number}.md"), ROOT, _or_die, (number,)))
        made = dict(workers.outcomes())
    assert sorted(made) == list(range(20))
    for number, outcome in made.items():
        if number % 7 == 3:
            assert [(one.code, one.place.path) for one in outcome.findings] == [("process-killed", f"{number}.md")]
        elif number % 7 == 5:
            assert [(one.code, one.place.line) for one in outcome.findings] == [("own", number)]
        else:
            assert outcome == Outcome(number * number)


def test_where_no_process_can_be_started_the_work_is_done_in_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that starts no process still builds: more slowly, in this one."""

    def refuse() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("os.fork", refuse)
    with Workers[int, int](2, list) as workers:
        for number in (1, 2):
            workers.submit(number, Task(Place("a.md"), ROOT, abs, (-number,)))
        assert dict(workers.outcomes()) == {1: Outcome(1), 2: Outcome(2)}


def test_workers_that_do_not_end_are_ended() -> None:
    """A worker that hangs after its last job is killed; the build does not wait for it."""
    start = time.monotonic()
    with contextlib.suppress(KeyboardInterrupt), Workers[int, object](2, list) as workers:
        for number in range(9):
            workers.submit(number, Task(Place(""), ROOT, time.sleep, (60,)))
        raise KeyboardInterrupt
    assert time.monotonic() - start < 30
    assert multiprocessing.active_children() == []


def _take(number: int, _: bytes) -> int:
    return _or_die(number)


def test_a_broken_pool_with_large_jobs_waiting_lets_python_end() -> None:
    """As it is asked of a process that goes on after a build: pytest, a server."""
    code = (
        "from docgen.build.workers import Task, Workers; from docgen.errors import Place; from pathlib import Path\n"
        "from tests.build.test_one_fault import _take\n"
        "with Workers(2, list) as workers:\n"
        "    for number in range(8):\n"
        "        workers.submit(number, Task(Place('a.md'), Path(), _take, (number, bytes(3_000_000))))\n"
        "    print(sorted(key for key, one in workers.outcomes() if one.value is None))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=30)
    assert (done.returncode, done.stdout, done.stderr) == (0, "[3, 5]\n", "")


def test_a_worker_ends_with_its_parent(tmp_path: Path) -> None:
    """No process is left behind when the one that built is killed."""
    code = (
        "import os, sys, time; from pathlib import Path; from docgen.errors import Place\n"
        "from docgen.build.attempt import Task; from docgen.build.workers import Workers\n"
        "with Workers(1, list) as workers:\n"
        "    workers.submit(1, Task(Place(''), Path(), os.getpid))\n"
        "    print(next(workers.outcomes())[1].value, flush=True)\n"
        "    time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    for _ in range(100):
        state = Path(f"/proc/{worker}/stat")
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            break
        time.sleep(0.05)
    else:
        pytest.fail("the worker lives on")


def test_a_worker_whose_parent_is_gone_ends_at_once() -> None:
    """A worker that begins after its parent died does nothing."""
    child = os.fork()
    if not child:
        begin(parent=os.getpid())  # not its parent: as if that had ended before
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1


def test_a_damaged_state_only_means_a_new_build(office: Path, docgen: Run) -> None:
    """A state file with anything in it, of any shape, is no reason to stop."""
    (office / "content/announcements/a.md").write_text(GOOD, encoding="utf-8")
    docgen(office, "build")
    state = office / "output/.docgen-state.json"
    kept = json.loads(state.read_text(encoding="utf-8"))
    ((name, whole),) = kept["targets"].items()
    assert read_state(office, kept["program"]).targets == kept["targets"]
    finding = ["c", ["p", 1, 0], "m", "h", "error", 2, None]
    for damage in (
        7,
        {"findings": [1]},
        {"findings": [[*finding[:1], ["p", "1", 0], *finding[2:]]]},
        {"findings": [[*finding[:4], "grave", *finding[5:]]]},
        {"findings": [finding[:5]]},
        {"findings": [[*finding[:6], 1]]},
        {"inputs": {"a": 1}},
        {"outputs": []},
    ):
        entry = {**whole, **damage} if isinstance(damage, dict) else damage
        state.write_text(json.dumps({**kept, "targets": {name: entry}}), encoding="utf-8")
        assert read_state(office, kept["program"]).targets == {}, damage
    for text in ("[" * 200_000, "", "[]", '{"targets": {}}', "\0"):
        state.write_text(text, encoding="utf-8")
        assert read_state(office, kept["program"]).targets == {}
    state.unlink()
    os.mkfifo(state)
    told = docgen(office, "build")
    assert (told.code, told.out.count("สร้างแล้ว")) == (0, 2)
    assert state.is_file()


def test_status_and_archive_tell_twins_and_bugs_with_their_files(
    office: Path, docgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a build tells with its file, status and archive tell with the same file."""
    folder = office / "content/announcements"
    for name in ("Twin", "twin"):
        (folder / f"{name}.md").write_text(GOOD, encoding="utf-8")
    told = docgen(office, "status", "--year", "2566")
    assert (told.code, told.err.count("[same-output]")) == (1, 2)
    (folder / "Twin.md").unlink()

    def stumble(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("docgen.evidence.documents.read_document", stumble)
    told = docgen(office, "status", "--year", "2566")
    assert told.code == 1
    assert told.err.startswith("content/announcements/twin.md: ผิดพลาด: ")
    assert told.err.count("\n") == 1


def _write(root: Path, text: str, name: str = "a.md") -> Path:
    path = root / "content/announcements" / name
    path.write_text(text, encoding="utf-8")
    return path


def test_an_error_in_one_document_does_not_keep_the_others(office: Path, docgen: Run) -> None:
    """The wrong document is told, the right one written: one fault keeps nobody else."""
    _write(office, GOOD, "good.md")
    _write(office, GOOD.replace("date:", "dat:"), "wrong.md")
    told = docgen(office, "build")
    assert told.code == 1
    assert (office / "output/announcements/good.pdf").exists()
    assert not (office / "output/announcements/wrong.pdf").exists()


def test_an_unwritable_output_is_told_and_the_old_file_stays(office: Path, docgen: Run) -> None:
    """A folder stands where the file should go: the fault is told, and nothing half-written lies about."""
    _write(office, GOOD)
    (office / "output/announcements/a.pdf").mkdir(parents=True)
    told = docgen(office, "build")
    assert (told.code, "[not-written]" in told.err) == (1, True)
    assert (office / "output/announcements/a.pdf").is_dir()
    assert not list(office.rglob("*.tmp"))
