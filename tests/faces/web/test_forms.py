"""The form of a content file asks for what its kind has, and for nothing else."""

from __future__ import annotations

from pathlib import Path

from docgen.faces.web.forms import schema
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
