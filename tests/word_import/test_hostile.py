"""Word files that mean harm or are broken: a clear error, soon, and without filling the memory; nothing is written."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from docgen.desk.import_word import import_word
from docgen.errors import DocgenError
from tests.conftest import ROOT, Told

Run = Callable[..., Told]
GOOD = ROOT / "tests/fixtures/word/typed_numbers.docx"
ENTITY = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w>&b;</w>'


def repacked(change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Return the good file with its parts changed."""
    with zipfile.ZipFile(GOOD) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def bomb() -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        document = parts["word/document.xml"]
        parts["word/document.xml"] = document.replace(b"<w:body>", b"<w:body>" + b" " * 900_000_000)

    return repacked(change)


def entity(content: bytes) -> bytes:
    return repacked(lambda parts: parts.update({"word/document.xml": content}))


def utf16_entity() -> bytes:
    return entity(ENTITY.decode().replace('version="1.0"', 'version="1.0" encoding="UTF-16"').encode("utf-16"))


def macros() -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        macro = b"application/vnd.ms-word.document.macroEnabled.main+xml"
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(kind, macro)
        parts["word/vbaProject.bin"] = b"\xd0\xcf"

    return repacked(change)


def deep() -> bytes:
    nested = b"<w:tbl><w:tr><w:tc>" * 3_000 + b"</w:tc></w:tr></w:tbl>" * 3_000
    return repacked(
        lambda parts: parts.update(
            {"word/document.xml": parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + nested)}
        )
    )


def many_paragraphs() -> bytes:
    more = b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 100_000
    return repacked(
        lambda parts: parts.update(
            {"word/document.xml": parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + more)}
        )
    )


def damaged(name: str, old: bytes, new: bytes) -> Callable[[], bytes]:
    """Return a maker of the good file with words of one part replaced."""

    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)

    return lambda: repacked(change)


def body_with(xml: bytes) -> Callable[[], bytes]:
    """Return a maker of the good file with more at the start of its body."""
    return damaged("word/document.xml", b"<w:body>", b"<w:body>" + xml)


_RELATION = (
    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"'
)
_RELATIONS = "word/_rels/document.xml.rels"
_STYLES = b"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
_BEGIN = b'<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
# What is damaged, by what the message must name.
DAMAGED = {
    "docProps/core.xml": damaged("docProps/core.xml", b"cp:coreProperties", b"cp:others"),
    "word/numbering.xml": lambda: repacked(lambda parts: parts.update({"word/numbering.xml": b"<w:p"})),
    "word/styles.xml": damaged("[Content_Types].xml", _STYLES, b"application/xml"),
    ".rels": damaged(_RELATIONS, b"</Relationships>", _RELATION + b"/></Relationships>"),
    "styles": damaged(_RELATIONS, b"</Relationships>", _RELATION + b' Target="styles.xml"/></Relationships>'),
    "Strict": damaged("word/document.xml", b"schemas.openxmlformats.org/wordprocessingml", b"purl.oclc.org/ooxml/word"),
    "ย่อหน้าที่ 1": body_with(b"<w:p>" + _BEGIN * 5_000 + b"</w:p>"),
    "10,000 ย่อหน้า": body_with(b"<w:p/>" * 10_001),
    "200,000 ส่วน": body_with(b"<w:p>" + b"<w:r/>" * 200_001 + b"</w:p>"),
    "20,000 ช่อง": body_with(
        b'<w:p/><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="63"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>' * 400
    ),
}


@pytest.mark.parametrize("named", DAMAGED)
def test_what_is_damaged_or_too_much_is_named(named: str, office: Path) -> None:
    """Damage and bombs are told by what they are."""
    path = office / "a.docx"
    path.write_bytes(DAMAGED[named]())
    with pytest.raises(DocgenError) as told:
        import_word(office, path)
    assert [finding.code for finding in told.value.findings] in (["broken-word"], ["file-too-large"])
    assert named in told.value.findings[0].message
    assert list((office / "content/announcements").iterdir()) == []


CASES = {
    "bomb": (bomb, "file-too-large"),
    "external entity": (lambda: entity(ENTITY), "word-with-entities"),
    "laughs": (lambda: entity(LAUGHS), "word-with-entities"),
    "entity in UTF-16": (utf16_entity, "word-with-entities"),
    "macros": (macros, "word-with-macros"),
    "deep": (deep, "broken-word"),
    "many paragraphs": (many_paragraphs, "file-too-large"),
    "truncated": (lambda: GOOD.read_bytes()[:-700], "broken-word"),
    "cut short": (lambda: GOOD.read_bytes()[:3000], "broken-word"),
    "empty": (lambda: b"", "broken-word"),
    "text": (lambda: "ประกาศ".encode(), "broken-word"),
    "old Word": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "old-word"),
    "not XML": (lambda: repacked(lambda parts: parts.update({"word/document.xml": b"<w:p>"})), "broken-word"),
    "no document": (lambda: repacked(lambda parts: parts.pop("word/document.xml") and None), "broken-word"),
    "a workbook": (lambda: repacked(lambda parts: parts.pop("[Content_Types].xml") and None), "broken-word"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_harmful_file_is_refused_and_nothing_is_written(case: str, office: Path, docgen: Run) -> None:
    """Macros, links and entities are refused, and no content is written."""
    make, code = CASES[case]
    path = office / "a.docx"
    path.write_bytes(make())
    told = docgen(office, "import", str(path))
    assert told.code == 1
    assert f"[{code}]" in told.err
    assert "Traceback" not in told.err
    assert list((office / "content/announcements").iterdir()) == []


@pytest.mark.parametrize("case", ["bomb", "many paragraphs", "deep"])
def test_memory_and_time_stay_small(case: str, office: Path) -> None:
    """The worst file stays within time and memory."""
    path = office / "a.docx"
    path.write_bytes(CASES[case][0]())
    # The limit on address space holds what the interpreter and its libraries take as well.
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000,) * 2);"
        "resource.setrlimit(resource.RLIMIT_CPU, (5, 5));"
        "from docgen.faces.cli.main import main; code = main(sys.argv[1:]);"
        "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM'))); sys.exit(code)"
    )
    command = [sys.executable, "-c", program, "--root", str(office), "import", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.returncode == 1, done.stderr[-500:]
    assert int(done.stdout.split()[-2]) < 500_000


def test_links_to_files_and_scripts_are_left_out(office: Path) -> None:
    """Links that lead to files or run something are left out."""
    file = docx.Document(str(GOOD))
    paragraph = next(found for found in file.paragraphs if "อนึ่ง" in found.text)
    for address in ("file:///etc/passwd", "javascript:alert(1)", "https://a.go.th"):
        relation = file.part.relate_to(address, docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = docx.oxml.parse_xml(
            f'<w:hyperlink xmlns:w="{docx.oxml.ns.nsmap["w"]}" xmlns:r="{docx.oxml.ns.nsmap["r"]}" r:id="{relation}">'
            "<w:r><w:t>ลิงก์</w:t></w:r></w:hyperlink>"
        )
        paragraph._p.append(link)
    path = office / "a.docx"
    file.save(str(path))
    text = (office / import_word(office, path).value).read_text(encoding="utf-8")
    assert "passwd" not in text
    assert "javascript" not in text
    assert "[ลิงก์](https://a.go.th)" in text


def test_numbers_that_are_none_do_not_stop_an_import(office: Path, docgen: Run) -> None:
    """A number of a list that is no number stops nothing."""

    def change(parts: dict[str, bytes]) -> None:
        parts["word/numbering.xml"] = parts["word/numbering.xml"].replace(b'w:ilvl="0"', b'w:ilvl="x"')

    path = office / "a.docx"
    path.write_bytes(repacked(change))
    assert docgen(office, "import", str(path)).code == 0
