"""What each command of the command line asks of the desk, and what it tells: words and exit codes, no work."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import docgen
from docgen.faces.cli import words
from docgen.faces.cli.shown import progress_for, show_findings
from docgen.faces.cli.users import user
from docgen.faces.cli.years import confirm_item, new_year
from docgen.kinds.table import KINDS
from docgen.outside import harmless_lines

if TYPE_CHECKING:
    from docgen.build.run import Result
    from docgen.desk.done import Done


def new(given: argparse.Namespace, root: Path) -> int:
    """Begin a document, or a fiscal year."""
    if given.kind == "year":
        return new_year(given, root)
    from docgen.desk.new import new as begin

    kind = KINDS[given.kind]
    done = begin(root, kind, given.name, given.year)
    show_findings(done.findings, root)
    print(words.begun(kind, done.value))
    return 0


def build(given: argparse.Namespace, root: Path) -> int:
    """Bring outputs up to date."""
    from docgen.desk.build import build as build_outputs

    return _told(build_outputs(root, given.files, given.only, progress=progress_for(sys.stdout)), root)


def report(given: argparse.Namespace, root: Path) -> int:
    """Bring the reports of a year up to date."""
    from docgen.desk.build import report as build_report

    return _told(build_report(root, given.year, given.round, progress=progress_for(sys.stdout)), root)


def _told(done: Done[Result], root: Path) -> int:
    show_findings(done.findings, root)
    if not done.value.written and not done.has_errors:
        print(words.nothing_built(done.value))
    return 1 if done.has_errors else 0


def archive(given: argparse.Namespace, root: Path) -> int:
    """Keep the evidence of a year."""
    from docgen.desk.archive import archive as keep

    done = keep(root, given.year, given.round, given.reason, progress=progress_for(sys.stdout))
    return _said(done, words.archived(done.value), root)


def publish(given: argparse.Namespace, root: Path) -> int:
    """Make the folder for the agency's website."""
    from docgen.desk.publish import publish as make_public

    done = make_public(root, given.year, progress=progress_for(sys.stdout))
    return _said(done, words.published(done.value), root)


def status(given: argparse.Namespace, root: Path) -> int:
    """Show what the evidence of a year lacks."""
    from docgen.desk.status import status as look
    from docgen.faces.cli.year_screen import year_screen

    found = look(root, given.year).value
    show_findings(found.broken, root)
    print(year_screen(found))
    return 1 if found.broken else 0


def issue(given: argparse.Namespace, root: Path) -> int:
    """Give a document its number, or note its other name."""
    if given.moved:
        from docgen.desk.move import move

        done = move(root, *given.moved)
        return _said(done, words.moved(done.value), root)
    from docgen.desk.issue import issue as give_number

    done = give_number(root, given.file, correct=given.correct, number=given.number)
    return _said(done, words.issued(done.value), root)


def withdraw(given: argparse.Namespace, root: Path) -> int:
    """Cancel what was issued."""
    from docgen.desk.withdraw import withdraw as cancel

    done = cancel(root, given.file, given.because)
    return _said(done, words.withdrawn(done.value), root)


def copy(given: argparse.Namespace, root: Path) -> int:
    """Write a copy with room for whoever certifies it."""
    from docgen.desk.certified_copy import certified_copy

    done = certified_copy(root, given.file, given.certified_by, given.date)
    return _said(done, f"ทำสำเนาแล้ว {done.value}", root)


def register(given: argparse.Namespace, root: Path) -> int:
    """Look at register and journal, or make them whole again."""
    from docgen.desk.register import register as look

    if given.rebuild:
        from docgen.desk.restore import restore

        made = restore(root)
        _said(made, words.restored(made.value), root)
    done = look(root)
    show_findings(done.findings, root)
    if done.value:
        print(words.AGREED)
    return 1 if done.has_errors else 0


def sign(given: argparse.Namespace, root: Path) -> int:
    """Sign a PDF."""
    from docgen.desk.sign import sign as put_signature
    from docgen.faces.cli.password import password_for
    from docgen.signing.keys import Key, Token

    password = password_for(given, "รหัสผ่านของกุญแจ: " if given.key else "PIN ของโทเค็น: ")
    key = Key(given.key, password) if given.key else Token(given.token, password, given.token_label)
    done = put_signature(root, given.file, given.officer, key, given.picture)
    return _said(done, f"ลงนามแล้ว {done.value}", root)


def attach_scan(given: argparse.Namespace, root: Path) -> int:
    """File a scan."""
    from docgen.desk.attach_scan import attach_scan as file_scan

    done = file_scan(root, given.file, given.scan, given.by)
    return _said(done, f"เก็บสแกนแล้ว {done.value}", root)


def verify(given: argparse.Namespace, root: Path) -> int:
    """Check the signatures of a PDF, or a bag of evidence."""
    from docgen.desk.verify import verify as judge
    from docgen.faces.cli.verdicts import verdict_json, verdict_text

    verdict = judge(root, given.file, given.trust).value
    print(verdict_json(verdict) if given.format == "json" else verdict_text(verdict))
    return 0 if verdict.is_good else 1


def import_word(given: argparse.Namespace, root: Path) -> int:
    """Read a Word file."""
    from docgen.desk.import_word import import_word as bring_in

    done = bring_in(root, given.file, given.name)
    print(f"นำเข้าแล้ว {done.value} ตรวจข้อความ แล้วสั่ง make")
    for finding in done.findings:
        place = f"ย่อหน้าที่ {finding.place.line}: " if finding.place.line else ""
        show_findings([replace(finding, message=place + finding.message)], root)
    return 0


def check(given: argparse.Namespace, root: Path) -> int:
    """Look for mistakes, mend what can be mended safely, or say what a rule is about."""
    if given.explain:
        from docgen.desk.explain import explain

        print(words.explained(explain(given.explain).value, given.lang))
        return 0
    done: Done[object]
    if given.fix:
        from docgen.desk.fix import fix

        done = fix(root, given.files, given.lang, told=lambda diff: print(harmless_lines(diff), end=""))
    else:
        from docgen.desk.check import check as look

        done = look(root, given.files, given.lang)
    if given.format == "text":
        show_findings(done.findings, root, given.lang)
        if not done.findings:
            print(words.NOTHING_FOUND[given.lang])
    else:
        from docgen.faces.cli.rendered import as_json, as_sarif

        print(as_json(done.findings) if given.format == "json" else as_sarif(done.findings, docgen.__version__))
    return 1 if done.has_errors else 0


def serve(given: argparse.Namespace, root: Path) -> int:
    """Serve the page, and say where it is."""

    def say(line: str) -> None:
        print(line, flush=True)

    if given.lan:
        from docgen.faces.web.lan.serving import LanOptions, serve_lan

        hosts, is_new = tuple(given.host), given.new_certificate
        serve_lan(root, LanOptions(given.port, hosts, given.certificate, given.private_key, is_new), say)
        return 0
    from docgen.faces.web.serve import serve as run

    run(root, given.port, opens_browser=not given.no_browser, say=say)
    return 0


def _said(done: Done[object], said: str, root: Path) -> int:
    """Show what is to be looked at, and say what was done."""
    show_findings(done.findings, root)
    print(said)
    return 0


# The command line finds each command here.
COMMANDS: Mapping[str, Callable[[argparse.Namespace, Path], int]] = {
    "new": new,
    "build": build,
    "report": report,
    "check": check,
    "import": import_word,
    "issue": issue,
    "withdraw": withdraw,
    "copy": copy,
    "register": register,
    "sign": sign,
    "attach-scan": attach_scan,
    "verify": verify,
    "archive": archive,
    "publish": publish,
    "status": status,
    "confirm-item": confirm_item,
    "serve": serve,
    "user": user,
}
