"""Scans of what was signed on paper: pages and resolution are checked, what is filed is recorded."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from docgen.registry.journal import scan_rows
from tests.conftest import Told
from tests.signing.conftest import TEXT

Run = Callable[..., Told]


def scan(folder: Path, dpi: int, name: str, pages: int = 1) -> Path:
    image = Image.new("L", (round(21 / 2.54 * dpi), round(29.7 / 2.54 * dpi)), 240)
    path = folder / name
    if name.endswith(".pdf"):
        image.save(path, "PDF", resolution=dpi, save_all=True, append_images=[image] * (pages - 1))
    else:
        image.save(path, "JPEG")
    return path


def rows(root: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO((root / "content/scans/scans.csv").read_text(encoding="utf-8-sig"))))[1:]


@pytest.mark.parametrize("name", ["s.pdf", "s.jpg"])
@pytest.mark.parametrize(("dpi", "is_hinted"), [(300, False), (200, True)])
def test_a_scan_is_filed_and_recorded(
    name: str, dpi: int, is_hinted: bool, office: Path, pdf: Path, docgen: Run
) -> None:
    """A scan is kept with who filed it, and the journal knows."""
    path = scan(office, dpi, name)
    told = docgen(office, "attach-scan", str(pdf), str(path), "--by", "นางสาวสมหญิง รักงาน")
    assert told.code == 0
    assert ("scan-resolution" in told.err) == is_hinted
    shown = f"content/scans/announcements/a-{hashlib.sha256(pdf.read_bytes()).hexdigest()[:8]}{path.suffix}"
    filed = office / shown
    assert filed.read_bytes() == path.read_bytes()
    (row,) = rows(office)
    assert row[:5] == [
        "announcements/a.pdf",
        hashlib.sha256(pdf.read_bytes()).hexdigest(),
        shown,
        hashlib.sha256(path.read_bytes()).hexdigest(),
        "1",
    ]
    assert abs(int(row[5]) - dpi) <= 1
    assert row[6] == "นางสาวสมหญิง รักงาน"
    told = docgen(office, "attach-scan", str(pdf), str(path), "--by", "ก")
    assert told.code == 1
    assert "[scan-filed]" in told.err
    assert len(rows(office)) == 1


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda folder: scan(folder, 100, "s.pdf"), "scan-resolution"),
        (lambda folder: scan(folder, 100, "s.jpg"), "scan-resolution"),
        (lambda folder: scan(folder, 200, "s.pdf", pages=2), "scan-pages"),
        (lambda folder: Path(folder / "none.pdf"), "file-missing"),
        (lambda folder: Path(folder / "content/agency.yaml"), "not-a-scan"),
    ],
)
def test_a_scan_that_will_not_do_is_refused(
    make: Callable[[Path], Path], code: str, office: Path, pdf: Path, docgen: Run
) -> None:
    """Too few pages, too coarse, another document: refused with the reason."""
    told = docgen(office, "attach-scan", str(pdf), str(make(office)), "--by", "ก")
    assert told.code == 1
    assert f"[{code}]" in told.err
    assert not (office / "content/scans").exists()


@pytest.mark.parametrize("name", ["s.pdf", "s.jpg"])
def test_what_is_no_scan_is_told(name: str, office: Path, pdf: Path, docgen: Run) -> None:
    """A file that is neither PDF nor JPEG is told."""
    path = office / name
    path.write_bytes(b"\xff\xd8 %PDF-1.4 nothing")
    told = docgen(office, "attach-scan", str(pdf), str(path), "--by", "ก")
    assert told.code == 1
    assert "[not-a-scan]" in told.err


def test_a_scan_belongs_to_the_current_build(office: Path, pdf: Path, docgen: Run) -> None:
    """A new build has no scan until one of it is filed."""
    (office / "content/announcements/a.md").write_text(TEXT + "เพิ่ม\n", encoding="utf-8")
    told = docgen(office, "attach-scan", str(pdf), str(scan(office, 300, "s.pdf")), "--by", "ก")
    assert told.code == 1
    assert "[not-current]" in told.err


def test_a_record_that_names_a_file_elsewhere_gives_nothing(office: Path, pdf: Path, docgen: Run) -> None:
    """A list that names a file outside gives nothing."""
    told = docgen(office, "attach-scan", str(pdf), str(scan(office, 300, "s.pdf")), "--by", "ก")
    assert told.code == 0
    record = office / "content/scans/scans.csv"
    filed = rows(office)[0][2]
    record.write_text(record.read_text(encoding="utf-8").replace(filed, "content/agency.yaml"), encoding="utf-8")
    assert scan_rows(office) == []
