"""What archiving and verifying a year takes, against the Library of Congress' own command on the same bag."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.conftest import ROOT, copy_project

COUNTS = (10, 40, 120)
HEAD = """
## Evidence bags

A fiscal year of so many announcements (the sample's text, under other names) and the sample's reports: built, archived
as folder and zip, verified with all questions (building again is one of them), and verified by `bagit.py` alone, which
asks for the hashes only. MiB is the peak of the process itself: the bag's size must not show in it.

| documents | bag MiB | build s | archive s | MiB | verify s | MiB | bagit.py s | archive / bagit.py |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
"""


def table() -> str:
    """Return the table, one row for each number of documents."""
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        for count in COUNTS:
            root = copy_project(Path(scratch) / str(count))
            text = (root / "content/announcements/integrity-measures-2566.md").read_text(encoding="utf-8")
            for number in range(count):
                changed = text.replace("subject: ", f"subject: ฉบับที่ {number} ", 1)
                (root / f"content/announcements/a{number}.md").write_text(changed, encoding="utf-8")
            build, _ = _run("docgen", "--root", str(root), "build")
            keep, keep_memory = _run("docgen", "--root", str(root), "archive", "--year", "2566")
            bag = root / "content/archive/2566-year-v1"
            size = sum(path.stat().st_size for path in bag.rglob("*") if path.is_file()) / 2**20
            check, check_memory = _run("docgen", "--root", str(root), "verify", str(bag))
            peer, _ = _run("bagit", "--quiet", "--validate", str(bag))
            rows.append(
                f"| {count + 6} | {size:.0f} | {build:.1f} | {keep:.2f} | {keep_memory:.0f} | {check:.1f} "
                f"| {check_memory:.0f} | {peer:.2f} | {keep / peer:.1f} |"
            )
            print(rows[-1], flush=True)
    return HEAD + "\n".join(rows) + "\n"


def _run(*arguments: str) -> tuple[float, float]:
    """Run a command in a process of its own; return seconds and its peak memory in MiB."""
    command = [sys.executable, "-W", "ignore", "-m", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(arguments)} ended with {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


if __name__ == "__main__":
    print(table())
