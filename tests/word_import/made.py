"""Small Word files made by hand, part by part, for elements that no library writes."""

from __future__ import annotations

import functools
import io
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from docgen.document.project import Project, read_project
from tests.conftest import ROOT, copy_project

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "w16se": "http://schemas.microsoft.com/office/word/2015/wordml/symex",
        "v": "urn:schemas-microsoft-com:vml",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "x": "urn:unknown",
    }.items()
)
_TYPES = {
    "footnotes": "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
    "comments": "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
    "header": "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml",
    "chart": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "aFChunk": "text/html",
}
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = (
    f'<w:styles {NAMESPACES}><w:style w:type="character" w:styleId="gone"><w:name w:val="gone"/><w:rPr><w:strike/>'
    "</w:rPr></w:style></w:styles>"
)


def paragraph(*inlines: str, align: str = "", mark: str = "") -> str:
    """Return a paragraph: texts become runs, XML stays; `mark` are properties of the paragraph's end."""
    made = "".join(one if one.startswith("<") else run(one) for one in inlines)
    properties = (f'<w:jc w:val="{align}"/>' if align else "") + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    return f"<w:p><w:pPr>{properties}</w:pPr>{made}</w:p>"


def run(text: str, properties: str = "") -> str:
    """Return a run; tabs and line ends as Word has them."""
    made = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    made = made.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    made = made.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{made}</w:t></w:r>'


def table(*rows: str) -> str:
    """Return a table of three columns; rows are XML."""
    return f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * 3}</w:tblGrid>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """Return a row; texts become cells, XML stays."""
    made = "".join(one if one.startswith("<") else cell(paragraph(one)) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def cell(content: str, properties: str = "") -> str:
    """Return a cell of XML."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def announcement(*blocks: str, kind: str = "ประกาศ") -> str:
    """Return a whole announcement or order around blocks: texts become paragraphs, XML stays."""
    number = [paragraph("ที่ ๑๒/๒๕๖๗", align="center")] if kind == "คำสั่ง" else []
    closing = [paragraph("จึงประกาศให้ทราบโดยทั่วกัน")] if kind == "ประกาศ" else []
    return "".join(
        [
            paragraph(f"{kind}องค์การบริหารส่วนตำบลทดสอบ", align="center"),
            *number,
            paragraph("เรื่อง การทดสอบ", align="center"),
            *(one if one.startswith("<") else paragraph(one) for one in blocks),
            *closing,
            paragraph("ประกาศ ณ วันที่ ๕ มีนาคม พ.ศ. ๒๕๖๗" if kind == "ประกาศ" else "สั่ง ณ วันที่ ๕ มีนาคม พ.ศ. ๒๕๖๗"),
            paragraph("(นายสมชาย ใจดี)", align="center"),
            paragraph("นายกองค์การบริหารส่วนตำบลทดสอบ", align="center"),
        ]
    )


def word_file(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """Return a .docx with this body; `parts` are further parts by the kind of relationship, their r:id."""
    parts = parts or {}
    names = {kind: f"word/{kind}.{'html' if kind == 'aFChunk' else 'xml'}" for kind in parts}
    overrides = "".join(
        f'<Override PartName="/{names[kind]}" ContentType="{_TYPES.get(kind, "application/xml")}"/>' for kind in parts
    )
    content = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/'
        f'vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>{overrides}</Types>',
        "_rels/.rels": _relations(("rId1", f"{_OFFICE}/officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            ("styles", f"{_OFFICE}/styles", "styles.xml"),
            *((kind, f"{_OFFICE}/{kind}", names[kind].removeprefix("word/")) for kind in parts),
        ),
        "word/styles.xml": _STYLES,
        **{names[kind]: text.replace("NAMESPACES", NAMESPACES) for kind, text in parts.items()},
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return made.getvalue()


def _relations(*relations: tuple[str, str, str]) -> str:
    made = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{to}"/>' for key, kind, to in relations)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'


def saved(path: Path, body: str, parts: Mapping[str, str] | None = None) -> Path:
    """Write a .docx and return its path."""
    path.write_bytes(word_file(body, parts))
    return path


@functools.cache
def office() -> Project:
    """Return one project for all tests that write nothing into it: a property's example then stays short in print."""
    folder = tempfile.TemporaryDirectory()
    _KEPT.append(folder)
    return read_project(copy_project(Path(folder.name) / "project", ROOT / "tests/fixtures/office/content"))


_KEPT: list[tempfile.TemporaryDirectory[str]] = []
