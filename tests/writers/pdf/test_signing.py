"""Signature fields: one over the room of each signatory, empty, named in words, within both standards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import Ask, Told
from tests.reading import words_box

Run = Callable[..., Told]
TEXT = """---
kind: announcement
status: {status}
subject: การลงนาม
date: 10 มีนาคม 2567
signatory: [{names}]
---

ข้อความ
"""
NAMES = ("นายสมชาย ใจดี", "พันตรี ประเสริฐ ยิ่งยง")


def built(office: Path, desk: Ask, names: tuple[str, ...], status: str = "final") -> Path:
    path = office / "content/announcements/a.md"
    path.write_text(TEXT.format(status=status, names=", ".join(names)), encoding="utf-8")
    assert desk(office, "build").code == 0
    return office / "output/announcements/a.pdf"


@pytest.mark.parametrize("names", [NAMES[:1], NAMES])
def test_each_signatory_has_a_field_over_the_room_to_sign(names: tuple[str, ...], office: Path, docgen: Run) -> None:
    """Each signatory has a field where the pen would go."""
    path = built(office, docgen, names)
    with pikepdf.open(path) as pdf:
        form = pdf.Root.AcroForm
        assert form.SigFlags == 1
        assert len(form.Fields) == len(names)
        for number, (field, name) in enumerate(zip(form.Fields, names, strict=True), start=1):
            assert (field.FT, field.T, field.Subtype) == ("/Sig", f"Signature{number}", "/Widget")
            assert f"ลายมือชื่อ {name}" == field.TU
            assert "/V" not in field
            assert field.AP.N.Subtype == "/Form"
            left, low, right, high = (float(edge) / 72 * 2.54 for edge in field.Rect)
            # Below the dateline, above the name, and as wide as the block: 62.4 pt are 2.2 cm.
            name_left, name_top, name_right, _ = words_box(path, name)
            assert left < name_left < name_right < right
            assert high - low == pytest.approx(2.2, abs=0.01)
            assert 29.7 - low == pytest.approx(name_top, abs=0.35)
            dateline = words_box(path, "ประกาศ ณ วันที่")
            assert 29.7 - high > dateline[3] - 0.1


def test_a_field_stands_in_the_structure_as_a_form(office: Path, docgen: Run) -> None:
    """The field is part of the tagged structure."""
    with pikepdf.open(built(office, docgen, NAMES)) as pdf:
        elements = [found for found in pdf.objects if isinstance(found, pikepdf.Dictionary) and "/S" in found]
        forms = [element for element in elements if element.S == "/Form"]
        assert len(forms) == 2
        assert not [element for element in elements if element.S == "/Link"]
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        owners = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
        for field in pdf.Root.AcroForm.Fields:
            owner = owners[int(field.StructParent)]
            assert owner.S == "/Form"
            assert owner.K.Obj.T == field.T


def test_a_draft_has_no_field(office: Path, docgen: Run) -> None:
    """A draft cannot be signed: it has no field."""
    with pikepdf.open(built(office, docgen, NAMES, "draft")) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert "/Annots" not in pdf.pages[0]


def test_a_report_has_fields_and_its_packet_none(sample: Path, docgen: Run) -> None:
    """The report is signed, its packet is not."""
    report = sample / "content/reports/2566/report.yaml"
    text = report.read_text(encoding="utf-8") + "reporter: นายวันชัย ประชุมชน\n"
    report.write_text(text, encoding="utf-8")
    assert docgen(sample, "report", "--year", "2566", "--round", "12").code == 0
    folder = sample / "output/reports/2566/12-months"
    with pikepdf.open(folder / "report.pdf") as pdf:
        assert [field.TU for field in pdf.Root.AcroForm.Fields] == ["ลายมือชื่อ นายวันชัย ประชุมชน"]
    with pikepdf.open(folder / "packet.pdf") as pdf:
        assert "/AcroForm" not in pdf.Root
