"""Evidence bags: what is in them, that others find them valid, and that nothing in them ever changes."""

from __future__ import annotations

import fcntl
import itertools
import os
import re
import resource
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from docgen.build.state import State, read_state
from docgen.errors import DocgenError
from docgen.evidence.bag.copying import ChangedError, Payload, copy_payload, measured
from docgen.evidence.bag.fixity import faults
from docgen.evidence.bag.keys import key_line
from docgen.evidence.bag.verify import verify_bag
from docgen.evidence.bag.versions import archive as keep
from docgen.faces.cli.verdicts import bag_text
from docgen.folder.atomic import write_files
from docgen.folder.kept_lists import list_bytes
from docgen.registry.journal import SCANS_HEAD, SCANS_RECORD, project_journal
from tests.conftest import ROOT, Ask
from tests.evidence.conftest import ONE, Run, announcement, archive, index_of, signed
from tests.signing.authority import Authority
from tests.signing.test_scan import scan

BAGIT = [sys.executable, "-W", "ignore", "-m", "bagit"]


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_others_find_the_bag_valid(year: Path, bag: Path, docgen: Run) -> None:
    """Other people's tools for BagIt call the bag valid."""
    assert bag.name == "2568-year-v1"
    told = subprocess.run([*BAGIT, "--validate", str(bag)], capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    for algorithm in ("sha256", "sha512"):
        for kind in ("manifest", "tagmanifest"):
            command = [f"{algorithm}sum", "--quiet", "--strict", "-c", f"{kind}-{algorithm}.txt"]
            assert subprocess.run(command, cwd=bag).returncode == 0
    with zipfile.ZipFile(f"{bag}.zip") as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == {
            f"{bag.name}/{name}": content for name, content in files_of(bag).items()
        }
    information = (bag / "bag-info.txt").read_text(encoding="utf-8")
    for line in (
        "Source-Organization: องค์การบริหารส่วนตำบลทดสอบ",
        "Fiscal-Year: 2568",
        "Version: 1",
        "Document-Dates: 2025-03-10/2025-03-10",
    ):
        assert f"{line}\n" in information
    assert (bag / "bagit.txt").read_text().startswith("BagIt-Version: 1.0\n")


def test_the_bag_holds_what_was_issued_and_what_it_was_made_from(
    year: Path, desk: Ask, docgen: Run, authority: Authority
) -> None:
    """Documents, content, templates, fonts and program lie in the bag."""
    assert desk(year, "build").code == 0
    signed(year, "a1", authority)
    path = scan(year, 300, "s.pdf")
    pdf = year / "output/announcements/ประกาศสอง.pdf"
    assert docgen(year, "attach-scan", str(pdf), str(path), "--by", "เสมียน").code == 0
    bag = archive(docgen, year)
    held = files_of(bag / "data")
    for name in ("documents/announcements/a1.pdf", "documents/announcements/ประกาศสอง.docx"):
        assert held[name] == (year / name.replace("documents", "output", 1)).read_bytes()
    assert held["signed/announcements/a1.pdf"] == (year / "content/signed/announcements/a1.pdf").read_bytes()
    (scanned,) = [name for name in held if name.startswith("scans/")]
    assert held[scanned] == path.read_bytes()
    for name in ("content/agency.yaml", "content/announcements/a1.md", "content/ita/2568.yaml"):
        assert held[f"source/{name}"] == (year / name).read_bytes()
    assert any(name.startswith("source/fonts/") for name in held)
    assert "program/docgen/writers/pdf/write.py" in held
    assert held["program/requirements/run.txt"] == (ROOT / "requirements/run.txt").read_bytes()
    assert b"signed" in held["journal.jsonl"]
    report = verify_bag(year, bag, authority.trust)
    assert report.is_good, bag_text(report)
    # A draft, another year's document, keys: nothing of them.
    assert not [name for name in held if "/a3." in name or "/a4." in name or name.endswith((".p12", ".lock"))]


def test_the_index_says_what_is_there_and_what_is_missing_first(year: Path, desk: Ask, authority: Authority) -> None:
    """The index lists what is missing before what is there."""
    assert desk(year, "build").code == 0
    signed(year, "a1", authority)
    told = desk(year, "archive", 2568)
    assert "[draft-left-out]" in told.err
    bag = year / "content/archive/2568-year-v1"
    index = index_of(bag)
    assert [(one["item"], one["state"], one["reason"]) for one in index["items"]] == [
        ("O2", "missing", "ยังไม่มีที่อยู่บนเว็บไซต์"),
        ("O42", "missing", "มีแต่ร่าง"),
        ("O1", "complete", "เผยแพร่บนเว็บไซต์ (ไม่ได้ตรวจ)"),
        ("O31", "complete", ""),
    ]
    (first,) = [one for one in index["documents"] if one["items"] == ["O31"]]
    assert (first["title"], first["date"], first["state"]) == ("เรื่องที่ ๑", "2025-03-10", "signed")
    assert first["signatories"] == [{"name": ONE, "position": "นายกองค์การบริหารส่วนตำบลทดสอบ"}]
    digest = subprocess.run(
        ["sha256sum", bag / "data" / first["files"]["signed"]["path"]], capture_output=True, text=True
    ).stdout
    assert digest.startswith(first["files"]["signed"]["sha256"])
    book = openpyxl.load_workbook(bag / "data/index.xlsx")
    rows = list(book["ข้อของการประเมิน"].values)
    assert [row[0] for row in rows] == ["ข้อ", "O2", "O42", "O1", "O31"]
    due, day, sha256 = "๓๑ มีนาคม ๒๕๖๘", "๑๐ มีนาคม ๒๕๖๘", first["files"]["signed"]["sha256"]
    assert rows[4][3:10] == ("ครบ", "ยังไม่มีผู้ยืนยันกับแบบของปี", due, "เรื่องที่ ๑", day, ONE, sha256)
    book.close()


def test_what_a_clerk_typed_is_no_formula(year: Path, docgen: Run) -> None:
    """A title that begins with = is no formula in the workbook of the index."""
    path = year / "content/announcements/a1.md"
    path.write_text(announcement(1, "O31", subject="'=1+1'"), encoding="utf-8")
    book = openpyxl.load_workbook(archive(docgen, year) / "data/index.xlsx")
    cells = [cell for row in book["เอกสาร"].iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert cells
    assert all(cell.data_type == "s" for cell in cells)
    book.close()


def test_the_same_input_gives_the_same_bytes(year: Path, docgen: Run, tmp_path: Path) -> None:
    """Two archives of one content agree in every byte."""
    other = tmp_path / "elsewhere"
    shutil.copytree(year, other)
    first = archive(docgen, year)
    os.utime(other / "content/announcements/a1.md", (0, 0))
    second = archive(docgen, other)
    assert files_of(first) == files_of(second)
    assert Path(f"{first}.zip").read_bytes() == Path(f"{second}.zip").read_bytes()


def test_nothing_new_makes_no_new_version(year: Path, bag: Path, docgen: Run) -> None:
    """Archiving again without a change makes no version."""
    before = files_of(year / "content/archive")
    told = docgen(year, "archive", "--year", "2568")
    assert told.code == 0
    assert "ไม่มีอะไรเปลี่ยน" in told.out
    assert files_of(year / "content/archive") == before
    assert [event.event for event in project_journal(year)] == ["archived"]
    assert bag.is_dir()


def test_a_correction_adds_a_version_and_says_why(year: Path, desk: Ask, docgen: Run) -> None:
    """A correction makes the next version, with its reason, and leaves the earlier one."""
    path = year / "content/announcements/a1.md"
    assert desk(year, "issue", str(path)).code == 0
    first = archive(docgen, year)
    before = files_of(first)
    path.write_text(path.read_text(encoding="utf-8") + "เพิ่ม\n", encoding="utf-8")
    assert desk(year, "issue", str(path), correct="พิมพ์ตก").code == 0
    second = archive(docgen, year)
    assert second.name == "2568-year-v2"
    assert files_of(first) == before
    told = (second / "bag-info.txt").read_text(encoding="utf-8")
    assert "Reason: ออกฉบับแก้ไข content/announcements/a1.md พิมพ์ตก\n" in told
    assert "Previous-Version: 2568-year-v1\n" in told
    # What was never issued changes without a trace: somebody must say why.
    other = year / "content/announcements/ประกาศสอง.md"
    other.write_text(announcement(2) + "เพิ่ม\n", encoding="utf-8")
    told_again = docgen(year, "archive", "--year", "2568")
    assert told_again.code == 1
    assert "[no-reason]" in told_again.err
    assert not (year / "content/archive/2568-year-v3").exists()
    third = archive(docgen, year, "--reason", "เพิ่มวรรคสุดท้าย")
    assert "Reason: เพิ่มวรรคสุดท้าย\n" in (third / "bag-info.txt").read_text(encoding="utf-8")
    assert [event.event for event in project_journal(year)] == [
        "issued",
        "archived",
        "corrected",
        "archived",
        "archived",
    ]


def test_a_round_of_the_sample_holds_its_own_report(sample: Path, docgen: Run) -> None:
    """The six months' bag holds the report of six months alone."""
    for months in ("6", "12"):
        assert docgen(sample, "archive", "--year", "2566", "--round", months).code == 0
        bag = sample / f"content/archive/2566-{months}-months-v1"
        names = {one["name"] for one in index_of(bag)["documents"]}
        assert {name for name in names if name.startswith("reports")} == {
            f"reports/2566/{months}-months/{name}" for name in ("report", "packet")
        }
        assert "announcements/integrity-measures-2566" in names
    states = {one["item"]: one["state"] for one in index_of(bag)["items"]}
    assert (states["O42"], states["O43"], states["O31"]) == ("complete", "complete", "missing")


def test_content_with_errors_and_a_year_without_documents_are_not_archived(year: Path, desk: Ask) -> None:
    """A year is archived only if all of it can be built, and if it has something."""
    told = desk(year, "archive", 2560)
    assert told.code == 1
    assert "[nothing-to-archive]" in told.err
    path = year / "content/announcements/a1.md"
    path.write_text(announcement(1, date="31 กุมภาพันธ์ 2568"), encoding="utf-8")
    assert desk(year, "archive", 2568).code == 1
    assert not list((year / "content/archive").glob("2568*")) if (year / "content/archive").exists() else True


def test_a_second_run_at_the_same_time_is_refused(year: Path, desk: Ask, docgen: Run) -> None:
    """Who archives while another does is refused, and told."""
    folder = year / "content/archive"
    folder.mkdir()
    with (folder / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told = desk(year, "archive", 2568)
    assert told.code == 1
    assert "[archive-busy]" in told.err
    assert archive(docgen, year).is_dir()


def test_a_folder_that_can_not_be_written_is_told(year: Path, docgen: Run) -> None:
    """A folder without the right to write is told, and nothing lies about."""
    (year / "content/archive").write_text("")
    told = docgen(year, "archive", "--year", "2568")
    assert told.code == 1
    assert "[not-written]" in told.err


def test_a_full_disk_leaves_nothing_behind(year: Path, bag: Path, desk: Ask) -> None:
    """A disk that fills up leaves no half bag."""
    before = files_of(year / "content")
    path = year / "content/announcements/a1.md"
    path.write_text(announcement(1, "O31") + "เพิ่ม\n", encoding="utf-8")
    assert desk(year, "build").code == 0

    def small_files() -> None:
        # The kernel refuses to write on, as it does where the disk is full.
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    command = [sys.executable, "-m", "docgen", "--root", str(year), "archive", "--year", "2568", "--reason", "x"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    told = subprocess.run(command, capture_output=True, text=True, preexec_fn=small_files, env=environment)
    assert told.returncode == 1
    assert "[not-written]" in told.stderr, told.stderr
    assert "Traceback" not in told.stderr
    after = files_of(year / "content")
    after.pop("announcements/a1.md")
    before.pop("announcements/a1.md")
    assert after == before
    assert bag.is_dir()


def test_a_version_that_is_gone_is_missed(year: Path, bag: Path, desk: Ask, docgen: Run) -> None:
    """A version that was deleted is told as missing."""
    (year / "content/announcements/a1.md").write_text(announcement(1, "O31") + "เพิ่ม\n", encoding="utf-8")
    archive(docgen, year, "--reason", "ก")
    shutil.rmtree(bag)
    told = desk(year, "archive", 2568)
    assert told.code == 1
    assert "[version-missing]" in told.err


def test_what_was_signed_of_an_earlier_version_is_told(year: Path, desk: Ask, authority: Authority) -> None:
    """What was signed before the text changed is told, and is not archived as signed."""
    assert desk(year, "build").code == 0
    signed(year, "a1", authority)
    (year / "content/announcements/a1.md").write_text(announcement(1, "O31") + "เพิ่ม\n", encoding="utf-8")
    told = desk(year, "archive", 2568)
    assert told.code == 0
    assert "[signed-other]" in told.err
    assert not (year / "content/archive/2568-year-v1/data/signed").exists()


@pytest.mark.parametrize("lost", ["zip", "journal"])
def test_what_a_killed_process_left_undone_is_done_by_the_next(lost: str, year: Path, bag: Path, desk: Ask) -> None:
    """A killed archiving is finished by the next run."""
    packed = Path(f"{bag}.zip").read_bytes()
    (Path(f"{bag}.zip") if lost == "zip" else year / "content/journal.jsonl").unlink()
    assert desk(year, "archive", 2568).code == 0
    assert Path(f"{bag}.zip").read_bytes() == packed
    assert [event.event for event in project_journal(year)] == ["archived"]


def test_a_newer_program_that_makes_the_same_documents_makes_no_new_version(year: Path, bag: Path, docgen: Run) -> None:
    """Another program with the same bytes is no reason for a version."""
    # As if an earlier program had made it: its code and its fingerprint were others.
    changed = bag / "data/program/docgen/faces/cli/main.py"
    changed.write_text("# earlier\n")
    for name in ("manifest-sha256.txt", "bag-info.txt"):
        text = (bag / name).read_text(encoding="utf-8")
        pattern = r"[0-9a-f]{64}(?=  data/program/docgen/faces/cli/main.py)|(?<=Program-SHA256: )[0-9a-f]{64}"
        (bag / name).write_text(re.sub(pattern, "0" * 64, text), encoding="utf-8")
    assert "ไม่มีอะไรเปลี่ยน" in docgen(year, "archive", "--year", "2568").out
    (year / "content/announcements/a1.md").write_text(announcement(1, "O31") + "เพิ่ม\n", encoding="utf-8")
    bag = archive(docgen, year)
    assert "Reason: สร้างด้วยโปรแกรมรุ่นใหม่\n" in (bag / "bag-info.txt").read_text(encoding="utf-8")


def test_a_journal_that_was_touched_stops_what_would_be_written(year: Path, desk: Ask, authority: Authority) -> None:
    """A journal that was edited stops the archive: evidence must not build on it."""
    assert desk(year, "build").code == 0
    (year / "content/journal.jsonl").write_text("{}\n")
    told = desk(year, "issue", str(year / "content/announcements/a1.md"))
    assert told.code == 1
    assert "[broken-journal]" in told.err
    assert not (year / "content/register.csv").exists()
    with pytest.raises(DocgenError):
        signed(year, "a1", authority)
    assert not (year / "content/signed").exists()


def test_a_mistake_in_another_years_document_does_not_stop_this_year(year: Path, desk: Ask, docgen: Run) -> None:
    """A fault in a document of another year keeps nobody."""
    path = year / "content/announcements/a4.md"
    path.write_text(announcement(4, date="10 มีนาคม 2567").replace("signatory", "signatori"), encoding="utf-8")
    assert archive(docgen, year).name == "2568-year-v1"
    for text in (
        announcement(4, date="10 มีนาคม 2568").replace("signatory", "signatori"),
        announcement(4, "O42", date="10 มีนาคม 2567").replace("signatory", "signatori"),
        announcement(4, date="31 กุมภาพันธ์ 2567"),
        announcement(4).replace("date:", "dat:"),
    ):
        path.write_text(text, encoding="utf-8")
        told = desk(year, "archive", 2568)
        assert told.code == 1
        assert "content/announcements/a4.md" in told.err


def test_evidence_that_is_dated_after_the_year_belongs_to_the_year_it_names(year: Path, desk: Ask, docgen: Run) -> None:
    """What says that it is evidence of a year belongs to it, whatever its date."""
    path = year / "content/announcements/a4.md"
    path.write_text(announcement(4, "O42", date="10 ตุลาคม 2568"), encoding="utf-8")
    names = {one["name"] for one in index_of(archive(docgen, year))["documents"]}
    assert "announcements/a4" in names
    path.write_text(announcement(4, "O42", date="10 เมษายน 2568"), encoding="utf-8")
    assert desk(year, "archive", 2568, months=6).code == 0
    names = {one["name"] for one in index_of(year / "content/archive/2568-6-months-v1")["documents"]}
    assert names == {"announcements/a1", "announcements/ประกาศสอง"}


def test_a_report_that_does_not_tell_its_year_is_not_left_out(sample: Path, desk: Ask) -> None:
    """A report whose year cannot be read stops the archive: it might belong."""
    path = sample / "content/reports/2566/report.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("fiscal_year: 2566", "fiscal_yaer: 2566", 1), encoding="utf-8")
    told = desk(sample, "archive", 2566)
    assert told.code == 1
    assert "content/reports/2566/report.yaml" in told.err
    assert not list((sample / "content").glob("archive/2566*"))


class Silent:
    """Tells nobody how a build goes on."""

    def start(self, count: int) -> None:
        """Say nothing."""

    def done(self, outputs: Sequence[str]) -> None:
        """Say nothing."""

    def close(self) -> None:
        """Say nothing."""


class Meddler(Silent):
    """Changes the content when a build has just ended, as often as it is told to."""

    def __init__(self, root: Path, times: int) -> None:
        self.path, self.times, self.seen = root / "content/announcements/a1.md", times, 0

    def close(self) -> None:
        self.seen += 1
        if self.seen <= self.times:
            self.path.write_text(announcement(1, "O31") + f"ครั้งที่ {self.seen}\n", encoding="utf-8")


def test_content_that_is_changed_while_it_is_archived_is_read_anew(unbuilt: Path, authority: Authority) -> None:
    """Content that was saved meanwhile is read again, so that the bag agrees with itself."""
    meddler = Meddler(unbuilt, 1)
    made = keep(unbuilt, 2568, None, "", meddler)
    assert meddler.seen == 2
    bag = unbuilt / made.path
    assert "ครั้งที่ 1" in (bag / "data/source/content/announcements/a1.md").read_text(encoding="utf-8")
    report = verify_bag(unbuilt, bag, authority.trust)
    assert report.is_good, bag_text(report)


def test_what_another_program_built_meanwhile_is_built_anew(year: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outputs that another run wrote meanwhile are built again."""
    forgotten = iter([True])

    def read(root: Path, program: str) -> State:
        return State(root, program, {}) if next(forgotten, False) else read_state(root, program)

    monkeypatch.setattr("docgen.evidence.bag.versions.read_state", read)
    assert keep(year, 2568, None, "", Meddler(year, 0)).is_new


def test_content_that_never_stands_still_is_not_archived(unbuilt: Path) -> None:
    """Content that changes at each look is given up on, with the reason."""
    with pytest.raises(DocgenError) as problem:
        keep(unbuilt, 2568, None, "", Meddler(unbuilt, 99))
    (finding,) = problem.value.findings
    assert (finding.code, finding.place.path) == ("content-changes", "content/announcements/a1.md")
    assert sorted(path.name for path in (unbuilt / "content/archive").iterdir()) == [".lock"]


def test_a_bag_that_was_made_while_others_typed_is_of_one_moment(year: Path) -> None:
    """While others type, the bag still holds one moment."""
    stop = threading.Event()
    texts = [announcement(1, "O31") + f"แบบที่ {number}\n" * number for number in range(5)]

    def type_on() -> None:
        for number in itertools.count():
            write_files({year / "content/announcements/a1.md": texts[number % 5].encode()})
            if stop.wait(0.3):
                return

    typist = threading.Thread(target=type_on)
    typist.start()
    codes = ["content-changes"]
    try:
        keep(year, 2568, None, "x", Silent())
        codes = []
    except DocgenError as problem:
        codes = [one.code for one in problem.findings]
    finally:
        stop.set()
        typist.join()
    bags = list((year / "content/archive").glob("2568*[0-9]"))
    # Whichever it was, there is nothing half of one text and half of another.
    assert (codes, len(bags)) in ((["content-changes"], 0), ([], 1))
    for bag in bags:
        text = (bag / "data/source/content/announcements/a1.md").read_text(encoding="utf-8")
        assert text in texts
        page = pypdfium2.PdfDocument(bag / "data/documents/announcements/a1.pdf")[0].get_textpage().get_text_range()
        assert page.count("แบบที่") == text.count("แบบที่")
        assert faults(bag) == []


def test_a_copy_that_is_another_than_what_was_read_is_refused(tmp_path: Path) -> None:
    """A copy with other bytes than what was read is refused."""
    source = tmp_path / "a.txt"
    source.write_bytes(b"before")
    files: Payload = {"a.txt": source, "b.txt": b"given"}
    digests = measured(files, {})
    source.write_bytes(b"after!")
    with pytest.raises(ChangedError) as problem:
        copy_payload(tmp_path / "copy", files, digests)
    assert problem.value.told(tmp_path, "เก็บหลักฐาน").findings[0].place.path == "a.txt"
    source.unlink()
    with pytest.raises(ChangedError):
        copy_payload(tmp_path / "again", files, digests)
    with pytest.raises(ChangedError):
        measured(files, {})


NAMES = ["ลด50%", "a%20b%25", "x%0Ay%0d"]


def test_names_are_written_as_the_standard_says(year: Path, docgen: Run, authority: Authority) -> None:
    """Percent signs and line ends in names follow RFC 8493."""
    for number, name in enumerate(NAMES, start=10):
        path = year / f"content/announcements/{name}.md"
        path.write_text(announcement(number), encoding="utf-8")
    bag = archive(docgen, year)
    listed = (bag / "manifest-sha512.txt").read_text(encoding="utf-8")
    for name in NAMES:
        # RFC 8493, 2.1.3: a percent sign is %25, and nothing but line ends is encoded beside it.
        assert f"  data/documents/announcements/{name.replace('%', '%25')}.pdf\n" in listed
    assert "  data/documents/announcements/ประกาศสอง.pdf\n" in listed
    # Where the two differ the standard wins (docs/content.md says so): bagit.py reads %25 as it is and misses the file.
    checked = subprocess.run([*BAGIT, "--validate", str(bag)], capture_output=True, text=True)
    assert checked.returncode == 1
    named = [name.replace("%", "%25") for name in NAMES]
    missed = [line for line in checked.stderr.splitlines() if "in manifest" in line and "not found" in line]
    assert all(any(name in line for name in named) for line in missed), missed
    report = verify_bag(year, bag, authority.trust)
    assert report.is_good, bag_text(report)
    assert "ไม่มีอะไรเปลี่ยน" in docgen(year, "archive", "--year", "2568").out


PEM = "-----BEGIN {}PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END {}PRIVATE KEY-----\n"


@pytest.mark.parametrize("kind", ["", "ENCRYPTED "])
def test_a_private_key_goes_into_no_bag(kind: str, year: Path, desk: Ask, docgen: Run, authority: Authority) -> None:
    """No private key is archived, wherever it lies."""
    shutil.copytree(authority.trust, year / "content/trust")
    certificate = sorted((year / "content/trust").iterdir())[0].read_bytes()
    (year / "content/trust/both.pem").write_bytes(certificate + b"\n# x\n" + PEM.format(kind, kind).encode())
    told = desk(year, "archive", 2568)
    assert told.code == 1
    assert "[private-key]" in told.err
    assert re.search(r"content/trust/both\.pem:\d+:", told.err)
    assert not list((year / "content/archive").glob("2568*"))
    (year / "content/trust/both.pem").unlink()
    assert archive(docgen, year).is_dir()


def test_keys_are_known_in_every_form(tmp_path: Path, authority: Authority) -> None:
    """Keys are known in PEM, DER, PKCS#12 and OpenSSH form."""
    from cryptography.hazmat.primitives import serialization as to
    from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, rsa

    made = (
        rsa.generate_private_key(65537, 2048),
        ec.generate_private_key(ec.SECP256R1()),
        ed25519.Ed25519PrivateKey.generate(),
        dsa.generate_private_key(2048),
    )
    path = tmp_path / "key.bin"
    for key in made:
        forms = [to.PrivateFormat.PKCS8, to.PrivateFormat.TraditionalOpenSSL, to.PrivateFormat.OpenSSH]
        for form in forms if not isinstance(key, ed25519.Ed25519PrivateKey) else (forms[0], forms[2]):
            for encoding in (to.Encoding.PEM, to.Encoding.DER):
                if form is to.PrivateFormat.OpenSSH and (encoding is to.Encoding.DER or key is made[3]):
                    continue
                path.write_bytes(key.private_bytes(encoding, form, to.NoEncryption()))
                assert key_line(path) is not None, (key, form, encoding)
        path.write_bytes(key.public_key().public_bytes(to.Encoding.DER, to.PublicFormat.SubjectPublicKeyInfo))
        assert key_line(path) is None
    path.write_bytes(made[0].private_bytes(to.Encoding.DER, to.PrivateFormat.PKCS8, to.BestAvailableEncryption(b"x")))
    assert key_line(path) == 0
    assert key_line(authority.officer(ONE)[0]) == 0  # PKCS #12
    for given in authority.trust.iterdir():
        assert key_line(given) is None
    # Where the header stands across the border of what is read at once.
    path.write_bytes(b"\n" * ((1 << 22) - 10) + PEM.format("", "").encode())
    assert key_line(path) == (1 << 22) - 10 + 1


def test_a_key_in_a_text_is_not_published(year: Path, desk: Ask) -> None:
    """A private key in a template or a licence stops the publication."""
    template = year / "templates/publication.html.j2"
    template.write_text(template.read_text(encoding="utf-8") + PEM.format("", ""), encoding="utf-8")
    (year / "fonts/LICENSE-x.txt").write_text(PEM.format("", ""), encoding="utf-8")
    told = desk(year, "publish", 2568)
    assert told.code == 1
    assert "fonts/LICENSE-x.txt:1:" in told.err
    assert not (year / "output/publish/2568").exists()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda text: text.replace("เสมียน".encode(), b"x" * 200_000), "broken-csv"),
        (lambda text: text.replace("เสมียน".encode(), b"a\0b"), "broken-scans"),
        (lambda text: text.replace("เสมียน".encode(), b"a,b"), "broken-scans"),
        (lambda text: text[:-40], "broken-scans"),
    ],
)
def test_a_damaged_list_of_scans_is_told_by_its_line(
    change: Callable[[bytes], bytes], code: str, year: Path, docgen: Run
) -> None:
    """A damaged list of scans is told with its line."""
    row = ("announcements/x.pdf", "0" * 64, "content/scans/announcements/x-00000000.pdf", "0" * 64, 1, 300, "เสมียน", "")
    path = year / SCANS_RECORD
    path.parent.mkdir()
    path.write_bytes(change(list_bytes(SCANS_HEAD, [row])))
    for verb in ("status", "archive"):
        told = docgen(year, verb, "--year", "2568")
        assert told.code == 1
        assert f"[{code}]" in told.err
        assert f"{SCANS_RECORD}:2:" in told.err


def test_a_clone_with_line_ends_of_windows_keeps_every_digest(
    year: Path, desk: Ask, docgen: Run, tmp_path: Path
) -> None:
    """Line ends that Git changed on Windows do not break a digest."""
    assert desk(year, "issue", str(year / "content/announcements/a1.md")).code == 0
    archive(docgen, year)
    shutil.copyfile(ROOT / ".gitattributes", year / ".gitattributes")
    settings = ("-c", "user.name=x", "-c", "user.email=x@example.go.th", "-c", "core.autocrlf=true")
    for command in (
        ("init", "-q"),
        ("add", "-A"),
        ("commit", "-qm", "x"),
        ("clone", "-q", ".", str(tmp_path / "clone")),
    ):
        subprocess.run(["git", *settings, *command], cwd=year, check=True, capture_output=True)
    clone = tmp_path / "clone"
    assert faults(clone / "content/archive/2568-year-v1") == []
    assert desk(clone, "register").code == 0
    for name in ("content/register.csv", "content/announcements/a1.md", "templates/layout.yaml"):
        assert (clone / name).read_bytes() == (year / name).read_bytes()
