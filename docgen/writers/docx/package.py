"""Open an empty Word file and save one without a trace of time: same document, same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from html import escape
from pathlib import Path

import docx
from docx.document import Document as DocxDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.pkgwriter import PackageWriter
from docx.oxml import parse_xml

from docgen.folder.regular import read_regular
from docgen.tree import Document, Origin
from docgen.writers.docx.notes import SETTINGS
from docgen.writers.docx.xml import NAMESPACES, attribute

# The oldest date that a zip entry can have; python-docx would stamp the time of saving (#1042).
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_MOST_BYTES = 10_000_000
_USER_DEFINED = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_CUSTOM_NAMESPACES = (
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
)
_SETTINGS = f"""<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>
<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:doNotExpandShiftReturn/>
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="en-US" w:bidi="th-TH"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>"""
# Parts of python-docx's template that say something about its author's machine or fonts, and nothing of ours.
_UNWANTED = ("thumbnail", "stylesWithEffects", "customXml", "webSettings", "fontTable", "theme", "extended-properties")


def empty_file() -> DocxDocument:
    """Return python-docx's default file, stripped of everything that docgen writes itself."""
    file = docx.Document(io.BytesIO(_stripped()))
    replace_children(file.settings.element, _SETTINGS)
    return file


def add_note_settings(file: DocxDocument) -> None:
    """Say in the settings how the footnotes are numbered, where the schema wants it: before `compat`."""
    replace_children(file.settings.element, _SETTINGS.replace("<w:compat>", f"{SETTINGS}<w:compat>"))


@cache
def _stripped() -> bytes:
    """Return python-docx's default file without unwanted parts, and without what stands in those written anew.

    Its styles are 440 KB, there twice: reading them would take as long as writing a document.
    """
    made = io.BytesIO()
    source = read_regular(Path(docx.__file__).with_name("templates") / "default.docx", _MOST_BYTES)
    with zipfile.ZipFile(io.BytesIO(source)) as whole, zipfile.ZipFile(made, "w") as target:
        for name in whole.namelist():
            content = whole.read(name)
            if name.endswith(".rels"):
                content = re.sub(_UNWANTED_RELATIONSHIP, b"", content)
            if name in _WRITTEN_ANEW:
                start = content.index(b">", content.index(b"<w:")) + 1
                content = content[:start] + content[content.rindex(b"</") :]
            target.writestr(name, content)
    return made.getvalue()


_UNWANTED_RELATIONSHIP = rf'<Relationship [^>]*Type="[^"]*/(?:{"|".join(_UNWANTED)})"[^>]*/>'.encode()
_WRITTEN_ANEW = ("word/styles.xml", "word/settings.xml", "word/numbering.xml")


def replace_children(element: object, xml: str) -> None:
    """Put the content of `xml` in place of an element's own."""
    made = parse_xml(xml)
    target: list[object] = element  # type: ignore[assignment]  # an lxml element is a list of its children
    target[:] = list(made)


def numbering_element(file: DocxDocument) -> object:
    """Return the root of the numbering part."""
    return file.part.numbering_part.element


def set_properties(file: DocxDocument, document: Document) -> None:
    """Write title, subject, author and language; python-docx's own author and its date of 2013 go."""
    properties = file.core_properties
    element = file.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element
    for child in list(element):
        element.remove(child)
    properties.title = document.title[:255]
    properties.subject = document.subject[:255]
    properties.author = document.author[:255]
    properties.keywords = ", ".join(document.keywords)[:255]
    properties.language = "th-TH"


def add_origin(file: DocxDocument, origin: Origin) -> None:
    """Add the custom properties that say what the file was made from (Office's own form: docProps/custom.xml)."""
    values = {
        "docgen content": origin.content,
        "docgen content SHA-256": origin.content_sha256,
        "docgen template": origin.template,
        "docgen version": origin.version,
    }
    # Numbers 0 and 1 are taken by the format itself.
    made = "".join(
        f'<property fmtid="{_USER_DEFINED}" pid="{number}" name={attribute(name)}>'
        f"<vt:lpwstr>{escape(value, quote=False)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), start=2)
    )
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties {_CUSTOM_NAMESPACES}>{made}</Properties>'
    )
    package = file.part.package
    part = Part(PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, xml.encode(), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def save(file: DocxDocument) -> bytes:
    """Return the file's bytes: its parts in one order, undated."""
    entries = _Entries()
    package = file.part.package
    parts = package.parts
    for part in parts:
        part.before_marshal()
    # As the package's own `save`, whose zip is dated and would have to be opened again.
    PackageWriter._write_content_types_stream(entries, parts)  # type: ignore[no-untyped-call]
    PackageWriter._write_pkg_rels(entries, package.rels)  # type: ignore[no-untyped-call]
    PackageWriter._write_parts(entries, parts)  # type: ignore[arg-type]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        # Readers look for the content types first.
        for name in sorted(entries, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, entries[name])
    return made.getvalue()


class _Entries(dict[str, bytes]):
    """The entries of a zip by their names, where python-docx expects a file that it can write them to."""

    def write(self, name: PackURI, content: bytes) -> None:
        """Take down an entry."""
        self[name.membername] = content
