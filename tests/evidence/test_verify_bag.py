"""Verifying bags: one bit anywhere is found and named; what is hostile is refused; what can't be told is said."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import time
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pypdf.generic
import pytest

from docgen.errors import DocgenError
from docgen.evidence.bag.conformance import conformance_faults
from docgen.evidence.bag.fixity import faults
from docgen.evidence.bag.opened import opened_bag
from docgen.evidence.bag.report import Check
from docgen.evidence.bag.verify import verify_bag
from docgen.faces.cli.verdicts import bag_text
from docgen.folder.zips import write_zip
from docgen.registry.journal import project_journal, read_journal, record
from tests.conftest import ROOT, Ask, start_from
from tests.evidence.conftest import ONE, Run, archive, signed
from tests.signing.authority import Authority

BAGIT = [sys.executable, "-W", "ignore", "-m", "bagit"]


@pytest.fixture
def bag(year: Path, desk: Ask, docgen: Run, authority: Authority, shelf: Path) -> Path:
    """The bag of a year with one document issued and signed."""

    def make() -> None:
        shutil.copytree(authority.trust, year / "content/trust")
        assert desk(year, "issue", str(year / "content/announcements/a1.md")).code == 0
        signed(year, "a1", authority)
        archive(docgen, year)

    return start_from(shelf, "signed", year, make) / "content/archive/2568-year-v1"


def rebag(bag: Path) -> None:
    """Write the manifests anew, as one does who wants a change to pass."""
    held = sorted(path for path in (bag / "data").rglob("*") if path.is_file())
    oxum = f"Payload-Oxum: {sum(path.stat().st_size for path in held)}.{len(held)}\n"
    info = (bag / "bag-info.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    (bag / "bag-info.txt").write_text(
        "".join(oxum if line.startswith("Payload-Oxum") else line for line in info), encoding="utf-8"
    )
    for kind in ("manifest", "tagmanifest"):
        listed = held if kind == "manifest" else sorted(bag.glob("[bm]*.txt"))
        for algorithm in ("sha256", "sha512"):
            pairs = [(hashlib.new(algorithm, path.read_bytes()).hexdigest(), path.relative_to(bag)) for path in listed]
            text = "".join(f"{digest}  {name.as_posix()}\n" for digest, name in pairs)
            (bag / f"{kind}-{algorithm}.txt").write_text(text, encoding="utf-8")


def answers_of(root: Path, bag: Path) -> dict[str, bool | None]:
    return {check.code: check.answer for check in verify_bag(root, bag, None).checks}


def test_a_bag_as_it_was_made_is_good(year: Path, bag: Path, docgen: Run) -> None:
    """A bag as archived passes every question."""
    for path in (bag, Path(f"{bag}.zip")):
        told = docgen(year, "verify", str(path))
        assert told.code == 0, told.out
        assert "ผล: ชุดนี้ถูกต้อง" in told.out
        assert "ไม่ผ่าน" not in told.out
    told = docgen(year, "verify", str(bag), "--format", "json")
    found = json.loads(told.out)
    assert found["good"]
    assert {one["code"]: one["answer"] for one in found["checks"]} == dict.fromkeys(
        ["whole", "index", "journal", "seal", "project-journal", "signatures", "conformance", "text", "rebuild"], True
    )


def test_one_changed_bit_in_any_file_is_found_and_named(bag: Path) -> None:
    """Each file of the bag has a bit changed: tag files one by one, since they speak of others, the rest in groups."""
    assert faults(bag) == []
    held = sorted(path for path in bag.rglob("*") if path.is_file())
    payload = [path for path in held if bag / "data" in path.parents]
    groups = [[path] for path in held if path not in payload]
    groups += [payload[start::12] for start in range(12)]
    for group in groups:
        before = {path: path.read_bytes() for path in group}
        for path, content in before.items():
            number = held.index(path)
            at = (number * 7919) % len(content)
            path.write_bytes(content[:at] + bytes([content[at] ^ (1 << number % 8)]) + content[at + 1 :])
        names = {path.relative_to(bag).as_posix() for path in group}
        try:
            found = faults(bag)
        except DocgenError as problem:  # a path in a manifest that leads out
            found = [f"{one.place}: {one.message}" for one in problem.findings]
        named = {fault.partition(":")[0] for fault in found}
        # A payload file is named for itself; one bit of a manifest may also be a name that is missed then.
        assert named == names if len(group) > 1 else named >= names, (names, found)
        for path, content in before.items():
            path.write_bytes(content)
    assert faults(bag) == []


def test_a_file_taken_out_or_put_in_is_named(bag: Path) -> None:
    """A file more or less is told by its name."""
    path = bag / "data/documents/announcements/a1.pdf"
    content = path.read_bytes()
    path.unlink()
    assert faults(bag) == ["data/documents/announcements/a1.pdf: หายไปจากชุด"]
    path.write_bytes(content)
    for name in ("data/more.txt", "more.txt", "manifest-sha257.txt"):
        (bag / name).write_text("x")
        assert {fault.partition(":")[0] for fault in faults(bag)} == {name}
        (bag / name).unlink()
    (bag / "fetch.txt").write_text("http://127.0.0.1/x 1 data/x\n")
    assert any(fault.startswith("fetch.txt:") for fault in faults(bag))


def test_a_changed_bit_of_the_zip_is_found(year: Path, bag: Path, docgen: Run) -> None:
    """Any changed bit of the zip is noticed."""
    path = Path(f"{bag}.zip")
    content = path.read_bytes()
    for at in (12, 300, len(content) // 2, len(content) - 40, len(content) - 3):
        path.write_bytes(content[:at] + bytes([content[at] ^ 4]) + content[at + 1 :])
        told = docgen(year, "verify", str(path))
        assert told.code == 1, at
        assert "Traceback" not in told.err


def test_a_journal_that_was_touched_breaks(year: Path, bag: Path, desk: Ask, docgen: Run) -> None:
    """A journal with a line changed no longer follows from itself."""
    path = year / "content/journal.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    assert [event.event for event in project_journal(year)] == ["issued", "signed", "archived"]
    for changed in (
        lines[1:],
        [lines[0], *lines[2:]],
        [lines[0].replace("๑/".encode(), "๒/".encode()), *lines[1:]],
        [lines[1], lines[0], *lines[2:]],
        [*lines, lines[-1]],
        [*lines, b"{}\n"],
    ):
        with pytest.raises(DocgenError) as caught:
            read_journal(b"".join(changed))
        assert caught.value.findings[0].code == "broken-journal"
    # The end taken off is a whole chain still: the bag knows better.
    path.write_bytes(lines[0])
    assert answers_of(year, bag)["project-journal"] is False
    told = docgen(year, "verify", str(bag))
    assert told.code == 1
    assert "มีรายการถูกลบ" in told.out
    path.write_bytes(b"".join(lines[1:]))
    told = desk(year, "archive", 2568)
    assert told.code == 1
    assert "[broken-journal]" in told.err


def test_the_journal_takes_down_what_a_killed_process_did_not(year: Path, bag: Path) -> None:
    """A missing event is written by the next run; a journal that lost what a bag knew is refused."""
    path = year / "content/journal.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.unlink()
    with pytest.raises(DocgenError) as problem:  # the bag knew entries: that was no killed process
        record(year)
    assert problem.value.findings[0].code == "journal-short"
    shutil.rmtree(bag)
    path.write_bytes(lines[0])
    record(year)
    assert [event.event for event in project_journal(year)] == ["issued", "signed"]


def test_a_changed_document_shows_though_the_manifests_were_made_anew(
    year: Path, bag: Path, authority: Authority
) -> None:
    """Manifests made anew do not hide a changed document: building it again differs."""
    path = bag / "data/source/content/announcements/ประกาศสอง.md"
    path.write_text(path.read_text(encoding="utf-8").replace("เนื้อความ", "ข้อความ"), encoding="utf-8")
    rebag(bag)
    assert subprocess.run([*BAGIT, "--quiet", "--validate", str(bag)]).returncode == 0
    found = answers_of(year, bag)
    assert found["whole"]
    assert (found["text"], found["rebuild"], found["seal"]) == (False, False, False)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("index.html", "ยังขาด", "ครบ"),
        ("index.json", "เรื่องที่ ๑", "เรื่องที่ ๑๐"),
        ("index.json", ONE, "นายอื่น คนใหม่"),
    ],
)
def test_an_index_that_says_something_else_shows(name: str, old: str, new: str, year: Path, bag: Path) -> None:
    """An index that was edited differs from what the content gives."""
    path = bag / "data" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    rebag(bag)
    report = verify_bag(year, bag, None)
    (check,) = [one for one in report.checks if one.code == "rebuild"]
    assert check.answer is False
    assert any(name in detail for detail in check.details)


def test_a_document_slipped_in_beside_the_index_shows(year: Path, bag: Path) -> None:
    """A document that the index does not name is found."""
    (bag / "data/documents/more.pdf").write_bytes(b"%PDF-1.7")
    rebag(bag)
    found = answers_of(year, bag)
    assert (found["whole"], found["index"]) == (True, False)


def test_a_bag_made_anew_is_not_the_one_that_was_archived(year: Path, bag: Path) -> None:
    """A whole bag made anew is not the one whose seal the journal has."""
    path = bag / "bag-info.txt"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Version: 1\n", "Version: 1\nReason: x\n"), encoding="utf-8"
    )
    rebag(bag)
    found = answers_of(year, bag)
    assert found.pop("seal") is False
    assert all(found.values())


def test_a_pdf_put_in_the_place_of_another_shows(year: Path, bag: Path) -> None:
    """Another PDF under the same name does not say what the content says."""
    folder = bag / "data/documents/announcements"
    shutil.copyfile(folder / "ประกาศสอง.pdf", folder / "a1.pdf")
    rebag(bag)
    found = answers_of(year, bag)
    assert (found["index"], found["text"], found["rebuild"], found["signatures"]) == (False, False, False, False)


def test_whom_nobody_trusts_and_what_was_changed_after_signing_shows(year: Path, bag: Path, tmp_path: Path) -> None:
    """A signer whom nobody trusts, and a change after signing, are told as such."""
    (check,) = [one for one in verify_bag(year, bag, tmp_path).checks if one.code == "signatures"]
    assert check.answer is False
    assert "ไม่เชื่อถือ" in check.details[0]


def test_another_version_of_the_program_is_no_fault_of_the_bag(year: Path, bag: Path) -> None:
    """Under another version of the program bytes are not compared, and that is said."""
    path = bag / "bag-info.txt"
    text = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join("Program-SHA256: x\n" if "Program" in line else line for line in text), encoding="utf-8")
    layout = bag / "data/source/templates/layout.yaml"
    layout.write_text(layout.read_text(encoding="utf-8").replace("size_pt: 16", "size_pt: 15"), encoding="utf-8")
    rebag(bag)
    checks = {check.code: check for check in verify_bag(year, bag, None).checks}
    assert checks["rebuild"].answer is None
    assert checks["text"].answer is True
    # The smaller type leaves every word on its page, and every heading, label and field in its place.
    told = [line for line in checks["rebuild"].details if "ตรงกัน" in line]
    assert told
    assert all("ตรงกัน: ข้อความ คำในแต่ละหน้า โครงสร้าง" in line and "ต่างไป" not in line for line in told)


def test_what_another_version_of_the_program_sets_otherwise_is_told(year: Path, bag: Path) -> None:
    """What another version of the program sets otherwise is told."""
    path = bag / "bag-info.txt"
    text = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join("Program-SHA256: x\n" if "Program" in line else line for line in text), encoding="utf-8")
    layout = bag / "data/source/templates/layout.yaml"
    words = layout.read_text(encoding="utf-8").replace("max_height_cm: 9.5", "max_height_cm: 5.0")
    layout.write_text(words.replace("margin_bottom_cm: 2.0     #", "margin_bottom_cm: 19.0    #"), encoding="utf-8")
    rebag(bag)
    checks = {check.code: check for check in verify_bag(year, bag, None).checks}
    assert (checks["rebuild"].answer, checks["text"].answer) == (None, True), checks["rebuild"].details
    told = checks["rebuild"].details
    assert any("ตรงกัน: ข้อความ โครงสร้าง" in line and "ต่างไป: คำในแต่ละหน้า" in line for line in told), told


def test_templates_of_a_bag_can_do_no_harm(year: Path, bag: Path, tmp_path: Path) -> None:
    """Templates of a stranger's bag run in the sandbox and reach nothing."""
    template = bag / "data/source/templates/announcement.xml.j2"
    evil = "{{ announcement.__class__.__mro__[1].__subclasses__() }}"
    template.write_text(template.read_text(encoding="utf-8").replace("<section", f"{evil}<section"), encoding="utf-8")
    rebag(bag)
    (check,) = [one for one in verify_bag(year, bag, None).checks if one.code == "rebuild"]
    assert check.answer is False
    assert "สั่งสิ่งที่แม่แบบสั่งไม่ได้" in check.details[0]


def test_a_template_of_a_bag_that_never_ends_is_told(year: Path, bag: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template that never ends is ended and told."""
    for name, value in (("MAX_SECONDS", 1), ("_SECONDS_EACH", 0), ("MAX_MEMORY", 300_000_000)):
        monkeypatch.setattr(f"docgen.evidence.bag.rebuild.{name}", value)
    template = bag / "data/source/templates/announcement.xml.j2"
    for loop in ("{% set x = 1 %}", "x" * 500):
        template.write_text(
            f"{{% for a in range(99999) %}}{{% for b in range(99999) %}}{loop}{{% endfor %}}{{% endfor %}}"
        )
        rebag(bag)
        begun = time.monotonic()
        (check,) = [one for one in verify_bag(year, bag, None).checks if one.code == "rebuild"]
        assert check.answer is False
        assert re.search("ใช้เวลาเกิน|หน่วยความจำเกิน|ให้ข้อความเกิน", check.details[0]), check.details
        assert time.monotonic() - begun < 40


@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_a_font_of_a_bag_that_is_no_file_is_never_opened(kind: str, year: Path, bag: Path) -> None:
    """A font that is a link or a pipe is never opened."""
    font = next((bag / "data/source/fonts").glob("*.ttf"))
    font.unlink()
    if kind == "link":
        font.symlink_to("/dev/zero")
    else:
        os.mkfifo(font)
    begun = time.monotonic()
    with pytest.raises(DocgenError) as told:
        verify_bag(year, bag, None)
    assert told.value.findings[0].code == "hostile-bag"
    assert time.monotonic() - begun < 20  # an opened one would be read without end


def _without(*keys: str | int) -> Callable[[Any], None]:
    def change(index: Any) -> None:
        for key in keys[:-1]:
            index = index[key]
        del index[keys[-1]]

    return change


def _as(value: Any, *keys: str | int) -> Callable[[Any], None]:
    def change(index: Any) -> None:
        for key in keys[:-1]:
            index = index[key]
        index[keys[-1]] = value

    return change


BROKEN_INDEXES: list[Callable[[Any], None]] = [
    *(_without(key) for key in ("agency", "fiscal_year", "round", "documents")),
    _without("documents", 0, "files"),
    *(_without("documents", 0, "files", "pdf", key) for key in ("path", "sha256")),
    _without("documents", 0, "files", "pdf"),
    *(_as(value, "documents", 0, "files", "pdf", "path") for value in (None, 7, "", "../x.pdf", "no.pdf", "a\0b")),
    *(_as(value, "fiscal_year") for value in ("2568", None, True, 10**30)),
    *(_as(value, "documents") for value in ("x", [[]], [None], 3)),
]
# What only building again shows.
OTHER_INDEXES: list[Callable[[Any], None]] = [
    _without("documents", 0, "title"),
    _as([], "round"),
]


@pytest.mark.parametrize("others", [False, True])
def test_an_index_that_lacks_something_is_told_and_never_good(
    others: bool, year: Path, bag: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index with an entry missing is never called good."""
    # What each PDF conforms to has nothing to do with the index and takes half a second.
    monkeypatch.setattr("docgen.evidence.bag.verify._conformance", lambda *_: Check("conformance", "", True))
    path = bag / "data/index.json"
    whole = path.read_bytes()
    for number, change in enumerate(OTHER_INDEXES if others else BROKEN_INDEXES):
        index = json.loads(whole)
        change(index)
        path.write_text(json.dumps(index), encoding="utf-8")
        rebag(bag)
        report = verify_bag(year, bag, None)
        wrong = {one.code for one in report.checks if one.answer is False}
        assert wrong & ({"rebuild"} if others else {"index"}), (number, bag_text(report))
        assert not report.is_good
        assert not report.is_good


def test_junk_among_the_signed_files_is_neither_signed_nor_in_the_bag(year: Path, desk: Ask, docgen: Run) -> None:
    """Files that nobody signed do not count among the signed, and are not archived."""
    assert desk(year, "build").code == 0
    folder = year / "content/signed/announcements"
    folder.mkdir(parents=True)
    built = (year / "output/announcements/a1.pdf").read_bytes()
    for content in (b"%PDF-1.7\njunk", built + b"\n%%EOF\n"):
        (folder / "a1.pdf").write_bytes(content)
        (folder / "nobody.pdf").write_bytes(content)
        bag = archive(docgen, year, "--reason", "ทดสอบ")
        assert not (bag / "data/signed").exists()
        index = json.loads((bag / "data/index.json").read_text(encoding="utf-8"))
        assert {one["state"] for one in index["documents"]} <= {"final", "draft"}
        told = desk(year, "publish", 2568)
        assert told.code == 0
        assert all(path.read_bytes() != content for path in (year / "output/publish").rglob("*.pdf"))
        assert "ลงนามแล้ว" not in "".join(
            path.read_text(encoding="utf-8") for path in (year / "output/publish").rglob("*.html")
        )
    report = verify_bag(year, bag, None)
    assert report.is_good, bag_text(report)
    assert not any(event.event == "signed" for event in project_journal(year))


def zipped(path: Path, names: list[str | zipfile.ZipInfo]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return path


def link(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (["b/../../x"], "ชี้ออกนอกชุด"),
        (["/etc/x"], "ชี้ออกนอกชุด"),
        (["b\\..\\x"], "ชี้ออกนอกชุด"),
        (["C:/x"], "ชี้ออกนอกชุด"),
        (["b/a", link("b/l")], "มีลิงก์"),
        (["b/A.txt", "b/a.txt"], "ต่างกันเพียง"),
        (["b/" + unicodedata.normalize("NFC", "é"), "b/" + unicodedata.normalize("NFD", "é")], "ต่างกันเพียง"),
        (["b/\u0e2d\u0e33", "b/\u0e2d\u0e4d\u0e32"], "ต่างกันเพียง"),
        (["a/x", "b/x"], "โฟลเดอร์เดียว"),
    ],
)
def test_a_hostile_zip_is_refused_with_the_reason(
    names: list[str | zipfile.ZipInfo], reason: str, office: Path, tmp_path: Path, docgen: Run
) -> None:
    """A zip with links, bombs or paths that lead out is refused with the reason."""
    told = docgen(office, "verify", str(zipped(tmp_path / "b.zip", names)))
    assert told.code == 1
    assert "[hostile-bag]" in told.err
    assert reason in told.err
    assert not (tmp_path.parent / "x").exists()


def _symlink(bag: Path) -> None:
    (bag / "data/l").symlink_to("/etc/passwd")


def _folder_link(bag: Path) -> None:
    (bag / "data/l").symlink_to("/etc")


def _twins(bag: Path) -> None:
    (bag / "data/INDEX.html").write_text("x")


def _fifo(bag: Path) -> None:
    os.mkfifo(bag / "data/f")


def _traversal(bag: Path) -> None:
    with (bag / "manifest-sha256.txt").open("a") as file:
        file.write("0" * 64 + "  data/../../../etc/passwd\n")


def _absolute(bag: Path) -> None:
    with (bag / "tagmanifest-sha512.txt").open("a") as file:
        file.write("0" * 128 + "  /etc/passwd\n")


def _index_outside(bag: Path) -> None:
    path = bag / "data/index.json"
    path.write_text(path.read_text(encoding="utf-8").replace("documents/announcements/a1.pdf", "../../../x"))
    rebag(bag)


@pytest.mark.parametrize(
    "change",
    [_symlink, _folder_link, _twins, _fifo, _traversal, _absolute, _index_outside],
    ids=lambda one: one.__name__,
)
def test_a_hostile_folder_is_refused(change: Callable[[Path], None], year: Path, bag: Path, docgen: Run) -> None:
    """A folder with links, pipes or names that lead out is refused."""
    change(bag)
    told = docgen(year, "verify", str(bag))
    assert told.code == 1
    assert "Traceback" not in told.err
    assert "[hostile-bag]" in told.err or "index.json" in told.out


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x00" * 2000])
def test_what_is_no_bag_is_told(content: bytes, office: Path, tmp_path: Path, docgen: Run) -> None:
    """Any other folder or file is told as no bag."""
    (tmp_path / "b.zip").write_bytes(content)
    (tmp_path / "empty").mkdir()
    for name in ("b.zip", "empty", "none.zip"):
        told = docgen(office, "verify", str(tmp_path / name))
        assert told.code == 1
        assert "Traceback" not in told.err


def test_a_zip_that_is_larger_than_it_says_is_refused(bag: Path, tmp_path: Path) -> None:
    """A zip whose sizes lie is refused."""
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b/bomb", b"\0" * 5_000_000)
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = (100).to_bytes(4, "little")
    path.write_bytes(bytes(content))
    with pytest.raises(DocgenError), opened_bag(path):
        pass


def test_writing_a_zip_again_gives_the_same_bytes(bag: Path, tmp_path: Path) -> None:
    """Zips have no clock: the same files, the same bytes."""
    write_zip(bag, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == Path(f"{bag}.zip").read_bytes()


def test_conformance_is_missed_where_a_change_took_it_away(bag: Path) -> None:
    """A PDF whose conformance a change took away is told."""
    content = (bag / "data/documents/announcements/a1.pdf").read_bytes()
    assert conformance_faults(content) == []
    reader = pypdf.PdfReader(io.BytesIO(content))
    writer = pypdf.PdfWriter(clone_from=reader)
    script = pypdf.generic.DictionaryObject({pypdf.generic.NameObject("/S"): pypdf.generic.NameObject("/JavaScript")})
    writer.root_object[pypdf.generic.NameObject("/OpenAction")] = script
    made = io.BytesIO()
    writer.write(made)
    assert conformance_faults(made.getvalue()) == ["มีคำสั่งที่ทำงานเมื่อเปิดไฟล์"]
    writer = pypdf.PdfWriter()
    for page in reader.pages:
        writer.add_page(page)
    made = io.BytesIO()
    writer.write(made)
    assert len(conformance_faults(made.getvalue())) >= 4
    writer = pypdf.PdfWriter(clone_from=reader)
    writer.encrypt("x")
    made = io.BytesIO()
    writer.write(made)
    assert conformance_faults(made.getvalue()) == ["มีรหัสผ่าน"]
    assert conformance_faults(b"%PDF-1.7") == ["อ่านไฟล์ PDF ไม่ได้"]


def test_a_bag_can_be_verified_far_from_its_project(bag: Path, tmp_path: Path, authority: Authority) -> None:
    """Away from its project a bag can still be verified; what needs the project is said to be unasked."""
    there = tmp_path / "stick" / bag.name
    shutil.copytree(bag, there)
    command = [sys.executable, "-m", "docgen", "verify", str(there), "--trust", str(there / "data/trust")]
    told = subprocess.run(
        command, cwd=tmp_path / "stick", capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert "ไม่ได้ตรวจในโครงการของหน่วยงาน" in told.stdout
