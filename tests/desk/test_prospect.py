"""What stops an issue is told before anybody confirms it, and by the very checks of the issue itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.registry.register import REGISTER_FILE
from tests.conftest import Ask
from tests.desk.test_issue import write


def unlike(root: Path) -> Path:
    """A text whose front matter can't be read."""
    path = write(root, 1)
    path.write_text("---\nkind: announcement\nsubject: [\n---\n", encoding="utf-8")
    return path


def placeholder(root: Path) -> Path:
    """A text that still has the words that tell what to type."""
    path = write(root, 1)
    path.write_text(path.read_text(encoding="utf-8") + "\nพิมพ์ข้อแรกตรงนี้\n", encoding="utf-8")
    return path


def corrected(root: Path) -> Path:
    """A text that was issued, and changed since."""
    from docgen.desk.issue import issue

    path = write(root, 1)
    issue(root, str(path))
    path.write_text(path.read_text(encoding="utf-8") + "\nเพิ่มอีกย่อหน้า\n", encoding="utf-8")
    return path


def shortened(root: Path) -> Path:
    """A register that lost a row which the journal knows."""
    from docgen.desk.issue import issue

    for number in (2, 3):
        issue(root, str(write(root, number)))
    register = root / REGISTER_FILE
    head, first, *_ = register.read_text(encoding="utf-8-sig").splitlines()
    register.write_text(f"{head}\n{first}\n", encoding="utf-8-sig")
    return write(root, 1)


CASES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a draft": (lambda root: write(root, 1, status="draft"), "is-draft"),
    "a broken head": (unlike, "yaml-syntax"),
    "words to be typed over": (placeholder, "placeholder-text"),
    "changed after it was issued": (corrected, "issued-changed"),
    "a register that lost a row": (shortened, "register-short"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_stops_an_issue_is_known_before(case: str, office: Path, desk: Ask) -> None:
    """The prospect says no, with the finding that the issue then raises, and writes nothing."""
    make, code = CASES[case]
    path = make(office)
    before = {one: one.read_bytes() for one in office.rglob("*") if one.is_file()}
    found = desk(office, "prospect", str(path)).value
    assert {one: one.read_bytes() for one in office.rglob("*") if one.is_file()} == before
    assert found.entry is None
    told = [one for asked in found.asked if asked.answer is False for one in asked.findings]
    refused = desk(office, "issue", str(path))
    assert refused.code == 1
    assert [one.code for one in refused.findings if one in told] == [one.code for one in refused.findings]
    assert code in [one.code for one in told], told


def test_a_prospect_names_the_number_that_the_issue_gives(office: Path, desk: Ask) -> None:
    """All questions are answered, and the entry is the one that is then written; a second number is refused before."""
    first, second = write(office, 1), write(office, 2)
    found = desk(office, "prospect", str(first), number=41).value
    assert all(one.answer for one in found.asked)
    assert found.entry == desk(office, "issue", str(first), number=41).value
    assert desk(office, "prospect", str(second)).value.entry.named == "ประกาศที่ ๔๒/๒๕๖๗"
    assert desk(office, "prospect", str(first)).value.entry is None
    first.write_text(first.read_text(encoding="utf-8") + "\nแก้คำผิด\n", encoding="utf-8")
    assert desk(office, "prospect", str(first)).value.entry is None
    again = desk(office, "prospect", str(first), is_correction=True).value.entry
    assert (again.number, again.version) == (41, 2)
