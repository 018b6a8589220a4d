"""Word files are valid WordprocessingML (ECMA-376, transitional): no unknown child or attribute, all in their order.

`tests/fixtures/wml/types.json` has the schema's types. What stands in other namespaces (pictures) is looked at by Word.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from docgen.document.project import read_project
from docgen.document.targets import find_targets
from docgen.document.trees import make_documents
from docgen.tree import Document
from docgen.writers.docx.write import write_docx
from tests.conftest import ROOT, copy_project

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
_ROOTS = {
    "word/document.xml": "w:CT_Document/w:document",
    "word/styles.xml": "w:CT_Styles/w:styles",
    "word/numbering.xml": "w:CT_Numbering/w:numbering",
    "word/settings.xml": "w:CT_Settings/w:settings",
}
# Sequences in the schema; what is not here is a choice that may come again (runs of a paragraph, blocks of a body).
_ORDERED = (
    "pPr rPr sectPr tblPr trPr tcPr style lvl abstractNum num numPr settings inline anchor tbl tblBorders tblCellMar"
    " docDefaults rPrDefault"
).split()
_FIRST = {"p": "pPr", "r": "rPr", "tr": "trPr", "tc": "tcPr"}
VARIED = """---
kind: letter
status: draft
subject: หนังสือที่มีทุกอย่าง
date: 15 มีนาคม 2566
signatory: [นายวันชัย ประชุมชน, นายวีระ กล้าหาญ]
speed: ด่วนมาก
secrecy: ลับ
to: กำนันตำบลบึงนคร
enclosures: [บัญชีแนบ]
---

## หัวข้อ

ด้วย **หนา** *เอน* `code` [ลิงก์](https://www.example.go.th) และ [....]{fill="ช่อง"}

1. ข้อหนึ่ง

   | หัว | หัว |
   | --- | ---: |
   | ก | 1 |

- รายการ
"""
OFFICER = """
  - name: นายวีระ กล้าหาญ
    rank: ว่าที่ร้อยตรี
    position: ปลัดองค์การบริหารส่วนตำบลบึงนคร
"""


@cache
def types() -> dict[str, tuple[dict[str, tuple[int, str]], frozenset[str]]]:
    """Return by type its children, each with its place in the order and its own type, and its attributes."""
    read = json.loads((ROOT / "tests/fixtures/wml/types.json").read_text(encoding="utf-8"))
    return {
        name: (
            {one.partition("/")[2]: (at, one) for at, one in reversed(list(enumerate(children.split())))},
            frozenset(attributes.split()),
        )
        for name, (children, attributes) in read.items()
    }


def qualified(name: str) -> str:
    parted = etree.QName(name)
    prefix = _PREFIXES.get(parted.namespace or "", "")
    return f"{prefix}:{parted.localname}" if parted.namespace else f":{parted.localname}"


def faults(element: etree._Element, kind: str, path: str) -> Iterator[str]:
    """Yield what the schema does not allow in an element of a type."""
    children, attributes = types()[kind]
    for name in element.attrib:
        is_ours = etree.QName(str(name)).namespace in (None, *_PREFIXES)  # mc:Ignorable is of another standard
        if is_ours and qualified(str(name)) not in (*attributes, "xml:space"):
            yield f"{path} has no attribute {qualified(str(name))}"
    local, last = path.rpartition("/")[2].partition(":")[2], -1
    for number, child in enumerate(element):
        name = qualified(str(child.tag))
        if name.partition(":")[0] not in ("w", "wp"):
            continue
        if name not in children:
            yield f"{path} has no child {name}"
            continue
        at, inner = children[name]
        if local in _ORDERED and at < last:
            yield f"{path}: {name} stands too late"
        if _FIRST.get(local) == name.partition(":")[2] and number:
            yield f"{path}: {name} is not the first"
        last = max(last, at)
        if inner in types():
            yield from faults(child, inner, f"{path}/{name}")


def file_faults(content: bytes) -> list[str]:
    """Return what is wrong in the parts of a Word file."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        for name in file.namelist():
            root = etree.fromstring(file.read(name)) if name.endswith(".xml") else None
            kind = _ROOTS.get(name)
            if name.startswith(("word/header", "word/footer")):
                kind = f"w:CT_HdrFtr/w:{'hdr' if 'header' in name else 'ftr'}"
            if kind is not None and root is not None:
                found += faults(root, kind, qualified(str(root.tag)))
    return sorted(set(found))


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Document]]:
    """The trees of all Word files of the sample, and of a letter that has all that a letter can have."""
    root = copy_project(tmp_path_factory.mktemp("schema") / "project")
    agency = root / "content/agency.yaml"
    agency.write_text(agency.read_text(encoding="utf-8").rstrip() + OFFICER, encoding="utf-8")
    (root / "content/letters/varied.md").write_text(VARIED, encoding="utf-8")
    project = read_project(root)
    made = {
        output: tree
        for target in find_targets(root)
        for output, tree in make_documents(target, project).documents.items()
        if output.endswith(".docx")
    }
    return root, made


def test_every_sample_is_valid(documents: tuple[Path, dict[str, Document]]) -> None:
    """All parts of all Word files: children known and in order, attributes known."""
    root, made = documents
    layout = read_project(root).layout
    assert len(made) >= 13
    assert {
        output: found for output, tree in made.items() if (found := file_faults(write_docx(tree, layout, root)))
    } == {}


def test_what_stands_in_the_wrong_place_is_found(documents: tuple[Path, dict[str, Document]]) -> None:
    """The check can fail: a property too late, an element and an attribute of nobody's."""
    root, made = documents
    content = write_docx(made["output/letters/varied.docx"], read_project(root).layout, root)
    source = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")
    for old, new, wrong in (
        (b"<w:keepNext/>", b'<w:jc w:val="left"/><w:keepNext/>', "too late"),
        (b"<w:br/>", b"<w:brr/>", "no child w:brr"),
        (b"<w:br/>", b'<w:br w:wide="1"/>', "no attribute w:wide"),
    ):
        assert old in source
        root_element = etree.fromstring(source.replace(old, new, 1))
        assert any(wrong in one for one in faults(root_element, _ROOTS["word/document.xml"], "w:document")), wrong
