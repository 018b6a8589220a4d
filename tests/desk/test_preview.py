"""A text that is not saved is checked, shown and built as a saved one is, and nothing is written meanwhile."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from docgen.build.run import Silent
from docgen.checks.shared import shared_project
from docgen.desk.build import build
from docgen.desk.check import check
from docgen.desk.preview import build_text, check_text, preview, set_text
from docgen.errors import DocgenError, Severity
from docgen.folder.folder import Disk, Overlay
from docgen.typeset.lines import SetLine
from tests.conftest import ROOT, copy_project
from tests.reading import squeezed

WILL = "content/announcements/integrity-will-2565.md"
MEASURES = "content/announcements/integrity-measures-2566.md"
_guarded: list[Path] = []
_WRITE_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod")


def _guard(event: str, given: tuple[object, ...]) -> None:
    """Refuse whatever this process, Python or library, would write within a guarded folder."""
    if not _guarded:
        return
    writes = event in _CHANGES or (event == "open" and isinstance(given[2], int) and given[2] & _WRITE_FLAGS)
    named = [Path(os.fsdecode(one)) for one in given if isinstance(one, str | bytes | os.PathLike)]
    if writes and any(path.is_relative_to(folder) for path in named for folder in _guarded):
        raise AssertionError(f"{event} {given}")


sys.addaudithook(_guard)


def state(root: Path) -> dict[str, str]:
    """Return the hashes of all that is in a project."""
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The sample, where nothing can be written: by its modes, and for who is above modes by the guard."""
    root = copy_project(tmp_path_factory.mktemp("kept") / "project")
    before = state(root)
    folders = [root, *(path for path in root.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    _guarded.append(root)
    yield root
    _guarded.clear()
    for folder in folders:
        folder.chmod(0o755)
    assert state(root) == before


def pages_text(pdf: bytes) -> str:
    """Return what a reader of PDF finds on the pages."""
    return squeezed("".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)))


def words(lines: tuple[SetLine, ...]) -> str:
    """Return the text of composed lines."""
    return "".join(line.text for line in lines)


def test_the_guard_refuses_a_write(project: Path) -> None:
    """The tests below would show nothing if the guard let writes through."""
    with pytest.raises((AssertionError, PermissionError)):
        (project / "content/new.md").write_text("ก", encoding="utf-8")
    with pytest.raises((AssertionError, PermissionError)):
        os.replace(project / WILL, project / "content/a.md")


def test_a_changed_announcement_is_shown_and_built_before_it_is_saved(project: Path, tmp_path: Path) -> None:
    """Tree, lines and pages are those of the unsaved text; the outputs are to the byte what a build of it writes."""
    text = (project / WILL).read_text(encoding="utf-8").replace("สุจริต", "ซื่อตรง")
    unsaved = Overlay(Disk(project), {WILL: text})
    assert check_text(unsaved, WILL).value
    (output,) = (shown := preview(unsaved, WILL).value)
    assert output == "output/announcements/integrity-will-2565.pdf"
    assert "ซื่อตรง" in shown[output].tree.title
    assert "ซื่อตรง" in words(shown[output].lines)
    made = build_text(unsaved, WILL).value
    assert set(made) == {output, output.replace(".pdf", ".docx")}
    assert made[output] == shown[output].pages
    assert "ซื่อตรง" in pages_text(made[output])
    saved = copy_project(tmp_path / "saved")
    (saved / WILL).write_text(text, encoding="utf-8")
    build(saved, [str(saved / WILL)], progress=Silent())
    assert {name: (saved / name).read_bytes() for name in made} == made
    # What is saved is built as it was, beside it.
    assert "ซื่อตรง" not in words(preview(Disk(project), WILL).value[output].lines)


def test_a_new_announcement_is_listed_and_built_before_it_is_a_file(project: Path) -> None:
    """A name that is not on the disk is among the folder's names, and has outputs of its own."""
    name = "content/announcements/ใหม่.md"
    unsaved = Overlay(Disk(project), {name: (project / WILL).read_text(encoding="utf-8")})
    assert name in unsaved.names("content/announcements/*.md")
    assert name not in Disk(project).names("content/announcements/*.md")
    assert set(build_text(unsaved, name).value) == {"output/announcements/ใหม่.pdf", "output/announcements/ใหม่.docx"}
    assert not (project / name).exists()


def test_a_changed_agency_is_used_before_it_is_saved(project: Path, tmp_path: Path) -> None:
    """Who signs is asked of the unsaved agency.yaml."""
    agency = (project / "content/agency.yaml").read_text(encoding="utf-8")
    other = agency.replace("ประชุมชน", "ประชาชื่น")
    text = (project / WILL).read_text(encoding="utf-8").replace("ประชุมชน", "ประชาชื่น")
    with pytest.raises(DocgenError) as caught:
        preview(Overlay(Disk(project), {"content/agency.yaml": other}), WILL)
    assert [one.code for one in caught.value.findings] == ["unknown-signatory"]
    made = build_text(Overlay(Disk(project), {"content/agency.yaml": other, WILL: text}), WILL).value
    assert "ประชาชื่น" in pages_text(made["output/announcements/integrity-will-2565.pdf"])


def test_errors_stand_in_the_unsaved_text_with_its_line(project: Path) -> None:
    """Place and excerpt are of what the clerk sees, not of what the disk has there."""
    text = (project / WILL).read_text(encoding="utf-8")
    lines = text.split("\n")
    number = next(index for index, line in enumerate(lines) if line.startswith("date:"))
    broken = "\n".join([*lines[:number], "# เพิ่งพิมพ์", "date: 31 กุมภาพันธ์ 2565", *lines[number + 1 :]])
    unsaved = Overlay(Disk(project), {WILL: broken})
    for verb in (preview, build_text):
        with pytest.raises(DocgenError) as caught:
            verb(unsaved, WILL)
        told = {(one.place.path, one.place.line, one.excerpt) for one in caught.value.findings}
        assert (WILL, number + 2, "date: 31 กุมภาพันธ์ 2565") in told
    checked = check_text(unsaved, WILL)
    assert not checked.value
    assert (WILL, number + 2) in {(one.place.path, one.place.line) for one in checked.findings}


def test_a_fault_in_the_unsaved_agency_stands_there(project: Path) -> None:
    """What all documents share is told with the unsaved line."""
    agency = (project / "content/agency.yaml").read_text(encoding="utf-8")
    unsaved = Overlay(Disk(project), {"content/agency.yaml": agency + "typo_key: ก\n"})
    for name in (WILL, "content/agency.yaml"):
        with pytest.raises(DocgenError) as caught:
            check_text(unsaved, name)
        assert [one.excerpt for one in caught.value.findings] == ["typo_key: ก"]


def test_every_rule_looks_at_the_unsaved_text(project: Path) -> None:
    """What `docgen check` finds of the saved text is found of the same text unsaved, hints among it."""
    saved = check(project, [str(project / WILL)]).findings
    text = (project / WILL).read_text(encoding="utf-8")
    unsaved = check_text(Overlay(Disk(project), {WILL: text}), WILL).findings
    assert saved
    assert [(one.code, one.place, one.message) for one in unsaved] == [
        (one.code, one.place, one.message) for one in saved
    ]


def test_an_unsaved_log_is_looked_at_with_its_report(project: Path) -> None:
    """The activity log is no document by itself: its report is checked with it."""
    (log,) = Disk(project).names("content/reports/*/activities.csv") or Disk(project).names("content/reports/*/*.xlsx")
    content = (project / log).read_bytes()
    assert check_text(Overlay(Disk(project), {log: content}), log).value


def test_what_is_no_content_is_told_so(project: Path) -> None:
    """A name that nothing is built from is an error of the caller's, in Thai."""
    for name, code in (("content/none.md", "file-missing"), ("templates/layout.yaml.j2", "file-missing")):
        with pytest.raises(DocgenError) as caught:
            preview(Disk(project), name)
        assert [one.code for one in caught.value.findings] == [code]


def test_an_overlay_never_writes(tmp_path: Path) -> None:
    """Who holds unsaved text can't save it by mistake."""
    with pytest.raises(PermissionError):
        Overlay(Disk(tmp_path), {"content/a.md": "ก"}).write({"content/a.md": b""})
    assert not list(tmp_path.iterdir())


def test_a_disk_writes_all_or_none(tmp_path: Path) -> None:
    """One file that can't be written leaves the others as they were."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").write_bytes(b"before")
    with pytest.raises(IsADirectoryError):
        Disk(tmp_path).write({"b": b"after", "a": b"x"})
    assert (tmp_path / "b").read_bytes() == b"before"
    Disk(tmp_path).write({"b": b"after", "c/d": b"new"})
    assert Disk(tmp_path).read("c/d", 10) == b"new"
    assert Disk(ROOT).names("content/reports/*/report.yaml")


def test_pages_that_follow_the_keys_are_those_of_a_preview(sample: Path) -> None:
    """Without the rules, without drawing: the same pages, of the output that is asked for; what stops a build, none."""
    for name in (MEASURES, "content/reports/2566/report.yaml"):
        shown = preview(Disk(sample), name).value
        for output in shown:
            made = set_text(Disk(sample), name, output).value
            assert made is not None
            assert (made.output, set(made.outputs), made.pages) == (output, set(shown), shown[output].set_pages)
    first = set_text(Disk(sample), "content/reports/2566/report.yaml", "output/other.pdf").value
    assert first is not None
    assert first.output == first.outputs[0]
    text = (sample / MEASURES).read_text(encoding="utf-8").replace("10 มีนาคม", "31 กุมภาพันธ์")
    wrong = set_text(Overlay(Disk(sample), {MEASURES: text}), MEASURES)
    assert (wrong.value, wrong.has_errors) == (None, True)


def test_what_documents_share_is_read_anew_when_it_changes(tmp_path: Path) -> None:
    """On the disk or unsaved, in agency, layout or register: kept is only what nobody changed."""
    root = copy_project(tmp_path / "project")
    unsaved = {WILL: (root / WILL).read_text(encoding="utf-8")}

    def phone(texts: dict[str, str]) -> str:
        return shared_project(Overlay(Disk(root), texts)).agency.telephone

    agency = root / "content/agency.yaml"
    typed = agency.read_text(encoding="utf-8")
    before = phone(unsaved)
    assert phone(unsaved) == before
    other = typed.replace(before, "0-4300-0000")
    assert phone({**unsaved, "content/agency.yaml": other}) == "0-4300-0000"
    assert phone(unsaved) == before
    agency.write_text(other, encoding="utf-8")
    assert phone(unsaved) == "0-4300-0000"
    (root / "templates/words.txt").write_text("ซื่อตรงคงมั่น\n", encoding="utf-8")
    assert "ซื่อตรงคงมั่น" in shared_project(Overlay(Disk(root), unsaved)).names
    with pytest.raises(DocgenError):
        phone({**unsaved, "content/agency.yaml": typed + "typo_key: ก\n"})


def test_a_correction_is_seen_while_it_is_typed(office: Path) -> None:
    """What is issued and being changed has pages and a warning; saved so, it is built by nobody until it is issued."""
    from docgen.desk.issue import issue
    from tests.desk.test_issue import write

    path = write(office, 1)
    issue(office, str(path))
    name = "content/announcements/a1.md"
    typed = Overlay(Disk(office), {name: path.read_text(encoding="utf-8") + "\nย่อหน้าที่แก้\n"})
    done = check_text(typed, name)
    assert (done.value, [one.severity for one in done.findings if one.code == "issued-changed"]) == (
        True,
        [Severity.WARNING],
    )
    assert "ย่อหน้าที่แก้" in str(next(iter(preview(typed, name).value.values())).tree)
    path.write_text(typed.texts[name], encoding="utf-8")  # type: ignore[arg-type]
    assert not check_text(Disk(office), name).value
