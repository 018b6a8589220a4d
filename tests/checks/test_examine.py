"""Whether a document is fit is asked in one place, and each step is stopped by what it names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from docgen.checks.examine import Step, examine, refuse_unfit, stopping
from docgen.checks.project import checked_project
from docgen.desk.build import build
from docgen.desk.check import check
from docgen.desk.issue import issue
from docgen.desk.preview import check_text
from docgen.document.targets import find_targets
from docgen.errors import DocgenError, Finding, Place, Severity
from docgen.folder.folder import Disk

HEAD = "---\nkind: announcement\nsubject: ก\ndate: 10 มีนาคม 2567\nsignatory: นายสมชาย ใจดี\n---\n\n"
# As a new document has it: words that tell what to type where.
PLACEHOLDER = f"{HEAD}1. พิมพ์ข้อแรกตรงนี้\n"


def finding(code: str, severity: Severity) -> Finding:
    return Finding(code, Place("a.md"), "m", severity=severity)


@pytest.mark.parametrize("step", get_args(Step))
def test_an_error_stops_every_step_and_a_warning_none(step: Step) -> None:
    """A word that a build warns of stops an issue besides: `placeholder-text`."""
    wrong, doubtful = finding("c", Severity.ERROR), finding("c", Severity.WARNING)
    open_words, advice = finding("placeholder-text", Severity.WARNING), finding("c", Severity.HINT)
    told = stopping([wrong, doubtful, open_words, advice], step)
    assert told == ((wrong, open_words) if step == "issue" else (wrong,))
    refuse_unfit([doubtful, advice], step)
    with pytest.raises(DocgenError) as raised:
        refuse_unfit([doubtful, wrong], step)
    assert raised.value.findings == (wrong,)


def test_build_and_issue_tell_what_examining_finds(office: Path) -> None:
    """The same document, three ways: what is examined is what the build warns of and what the issue refuses."""
    page = office / "content/announcements/a.md"
    page.write_text(PLACEHOLDER, encoding="utf-8")
    (target,) = find_targets(office)
    examined = examine(target, checked_project(office)).findings
    (open_words,) = [one for one in examined if one.code == "placeholder-text"]
    built = build(office)
    assert built.value.written
    assert open_words in built.findings
    assert set(examined) <= set(check(office).findings)
    assert open_words in [
        replace(one, excerpt="") for one in check_text(Disk(office), "content/announcements/a.md").findings
    ]
    with pytest.raises(DocgenError) as raised:
        issue(office, str(page), number=1)
    assert raised.value.findings == (open_words,)
    page.write_text(f"{HEAD}เนื้อความของประกาศ\n", encoding="utf-8")
    done = issue(office, str(page), number=1)
    assert (done.value.named, done.value.path) == ("ประกาศที่ ๑/๒๕๖๗", "content/announcements/a.md")
