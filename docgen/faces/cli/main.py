"""The command line: arguments in, exit code out. 0: done; 1: something in the content is wrong; 2: wrong usage."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from docgen.errors import Place, error
from docgen.faces.cli.arguments import parser, tell, wrong_together
from docgen.faces.cli.shown import show_findings
from docgen.folder.bugs import told_of
from docgen.folder.there import is_folder
from docgen.outside import harmless
from docgen.reasons import reason


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; wrong usage raises SystemExit(2) as argparse does."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    known = parser()
    given = known.parse_args(arguments)
    if wrong := wrong_together(given):
        known.error(wrong)
    root: Path | None = None
    try:
        root = _root(given.root)
        return _run(given, root)
    except BrokenPipeError:
        # Whoever read our lines is gone (docgen build | head); what is written is whole, the rest waits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        tell("หยุดตามที่สั่ง ไฟล์เดิมยังอยู่ครบ")
    except Exception as problem:
        findings = told_of(problem, Place(_worked_on(given)), root)
        with contextlib.suppress(OSError):
            show_findings(findings, root or Path("/nowhere"))
    return 1


def _root(named: Path | None) -> Path:
    """Return the project's folder without links. Raises DocgenError if it is none, or the one we stand in is gone."""
    try:
        root = Path(os.path.realpath(named or Path.cwd()))
    except OSError:
        raise error(
            "no-folder", Place("."), "โฟลเดอร์ที่ท่านอยู่ถูกลบไปแล้ว", "เปิดโฟลเดอร์ของโครงการใหม่ (cd) แล้วสั่งอีกครั้ง"
        ) from None
    if not is_folder(root):
        place = Place(harmless(str(named)))
        raise error("no-folder", place, "ไม่พบโฟลเดอร์ของโครงการ", "ตรวจชื่อที่เขียนหลัง --root")
    return root


def _worked_on(given: argparse.Namespace) -> str:
    """Return the file that a command was given, or the command itself."""
    named = getattr(given, "file", None) or next(iter(getattr(given, "files", None) or ()), "")
    return harmless(str(named)) if named else f"docgen {given.command}"


def said_all() -> bool:
    """Tell whether all that was printed was taken; where the disk is full, or the like, say so if anybody hears it."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        return True
    except OSError as problem:
        tell(f"docgen: เขียนผลออกมาไม่ได้: {reason(problem)}")
        return False
    return True


def _run(given: argparse.Namespace, root: Path) -> int:
    from docgen.faces.cli.commands import COMMANDS
    from docgen.faces.cli.typed import refuse_unclean
    from docgen.folder.leftovers import clear, own_temporary_folder

    refuse_unclean(vars(given))
    if given.command != "verify":  # which reads only, and may be run anywhere
        clear(root)
    with own_temporary_folder():
        return COMMANDS[given.command](given, root)
