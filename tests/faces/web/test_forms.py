"""The form of a content file asks for what its kind has, and for nothing else."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from docgen.errors import DocgenError
from docgen.faces.web.bodies import Sent
from docgen.faces.web.forms import schema
from docgen.faces.web.said_here import said_here
from docgen.faces.web.uploads import picture_anew
from docgen.kinds.table import KINDS
from tests.conftest import ROOT


def _template(name: str) -> str:
    return (ROOT / f"templates/{name}.xml.j2").read_text(encoding="utf-8")


def test_every_kind_has_the_form_of_its_own_fields(office: Path) -> None:
    """Own fields are asked for as the kind declares them; who is not signed has no signatory, numbers are optional."""
    for kind in KINDS.values():
        if kind.rounds is not None or kind.filled is not None:
            continue
        asked = {one["key"]: one for one in schema(office, f"content/{kind.folder}/a.md")}
        assert {one.key for one in kind.fields} <= set(asked), kind.name
        assert ("signatory" in asked) == kind.has_signatory
        assert ("number" in asked) == (kind.is_number_typed or kind.is_number_printed)
        wanted = [one["required"] for one in asked.values()]
        assert wanted == sorted(wanted, reverse=True), kind.name  # what must be filled in stands above
        assert all(one["choices"] for one in asked.values() if one["kind"] == "choice"), kind.name
        assert ("number_line" in asked) == ("number_line" in _template(kind.name))
        if "number" in asked:
            assert asked["number"]["required"] == kind.is_number_typed
    letter = {one["key"]: one for one in schema(office, "content/letters/a.md")}
    assert [one["key"] for one in letter["enclosures"]["fields"]] == ["name", "count"]
    assert "fields" not in letter["refers"]
    assert [one["value"] for one in letter["secrecy"]["choices"]] == ["ลับ", "ลับมาก", "ลับที่สุด"]
    assert (letter["to"]["required"], letter["speed"]["kind"], letter["copies"]["kind"]) == (True, "text", "long")


def test_what_lacks_is_called_as_the_form_calls_it(office: Path) -> None:
    """No key of front matter is told to a clerk where the form has a field for it, whatever the kind."""
    for kind in KINDS.values():
        if kind.filled is not None:
            continue
        for one in schema(office, f"content/{kind.folder}/{'2566/report.yaml' if kind.rounds else 'a.md'}"):
            assert said_here(f"ขาดรายการ {one['key']}").startswith("ยังไม่ได้กรอก "), one["key"]
            for hint in (f"เพิ่มบรรทัด {one['key']}: …", f"เติมข้อความหลัง {one['key']}:"):
                told = said_here(hint)
                assert (told[:5], told[-11:]) == ("กรอก ", " ในแบบฟอร์ม"), told
    assert said_here("ขาดรายการ subject") == "ยังไม่ได้กรอก เรื่อง"
    assert said_here("ขาดรายการ nothing") == "ขาดรายการ nothing"


def test_a_huge_picture_is_called_too_large_and_not_broken() -> None:
    """Pillow refuses to open so many dots: the remedy is a smaller picture, not another file."""
    made = io.BytesIO()
    with Image.new("1", (20_000, 20_000)) as picture:
        picture.save(made, "PNG")
    with pytest.raises(DocgenError) as refused:
        picture_anew(Sent("ใหญ่.png", made.getvalue()), ".png")
    assert refused.value.findings[0].code == "picture-too-large"
