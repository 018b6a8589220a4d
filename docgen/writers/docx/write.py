"""Write a document as a Word file that a clerk can edit: styles, real lists, fields. Holds no look of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from docx.oxml import parse_xml

from docgen.look.style import Layout, NumberingLevel
from docgen.tree import Document, Section
from docgen.writers.docx.body import Where, blocks_xml
from docgen.writers.docx.numbering import Numbering
from docgen.writers.docx.package import (
    add_note_settings,
    add_origin,
    empty_file,
    numbering_element,
    replace_children,
    save,
    set_properties,
)
from docgen.writers.docx.parts import Parts
from docgen.writers.docx.sections import first_header_xml, header_xml, secrecy_footer_xml, section_xml
from docgen.writers.docx.styles import SECTION_END, styles_xml
from docgen.writers.docx.table import ColumnWidths, WordsWidth
from docgen.writers.docx.xml import NAMESPACES, paragraph


def write_docx(
    document: Document,
    layout: Layout,
    root: Path,
    column_widths: ColumnWidths | None = None,
    words_width: WordsWidth | None = None,
) -> bytes:
    """Return the Word file of a document; pictures are read under `root`.

    `column_widths` tells the widths of a table's columns in cm, by table and measure: those of the layout by default.
    `words_width` tells how wide words are in a cell (cm), for figures that line up at their points.
    """
    file = empty_file()
    parts, numbering = Parts(file, layout, root), Numbering(layout)
    headers = {}
    for with_emblem in sorted({layout.sections[section.role].starts_with_emblem for section in document.sections}):
        part, headers[with_emblem] = file.part.add_header_part()  # type: ignore[no-untyped-call]
        replace_children(part.element, header_xml(layout, with_emblem, document.draft, document.secrecy))
    first = footer = ""
    if document.draft or document.secrecy:
        part, first = file.part.add_header_part()  # type: ignore[no-untyped-call]
        replace_children(part.element, first_header_xml(layout, document.draft, document.secrecy))
    if document.secrecy:
        part, footer = file.part.add_footer_part()  # type: ignore[no-untyped-call]
        replace_children(part.element, secrecy_footer_xml(document.secrecy))
    bookmarks = tuple((f"section_{i}", part.bookmark) for i, part in enumerate(document.sections) if part.bookmark)
    made: list[str] = []
    rests: dict[str, tuple[str, NumberingLevel]] = {}
    used: set[str] = set()
    for number, section in enumerate(document.sections):
        page = layout.page(section.role)
        where = Where(layout, parts, numbering, page, bookmarks=bookmarks, rests=rests, used=used)
        where = replace(where, column_widths=column_widths, words_width=words_width)
        header = headers[layout.sections[section.role].starts_with_emblem]
        properties = section_xml(section.role, layout, header, first, footer)
        made += _section(section, number, where, properties, last=number == len(document.sections) - 1)
    used |= set(re.findall(r'<w:[pr]Style w:val="([^"]+)"', "".join(made)))
    used |= {"secrecy"} if document.secrecy else set()
    replace_children(file.styles.element, styles_xml(layout, rests, used))
    body = file.element.body
    body[:] = list(parse_xml(f"<w:body {NAMESPACES}>{''.join(made)}</w:body>"))
    replace_children(numbering_element(file), numbering.xml())
    if parts.notes is not None:
        add_note_settings(file)
    set_properties(file, document)
    if document.origin is not None:
        add_origin(file, document.origin)
    return save(file)


def _section(section: Section, number: int, where: Where, properties: str, last: bool) -> list[str]:
    """Return a section's blocks; its properties stand in its last paragraph, those of the last one after it."""
    made = blocks_xml(section.blocks, where)
    if section.bookmark and made:
        mark = f'<w:bookmarkStart w:id="{number}" w:name="section_{number}"/><w:bookmarkEnd w:id="{number}"/>'
        made.insert(0, mark)
    if not made or not made[-1].startswith("<w:p>"):
        # After a table a section can only end in a paragraph; this one is 1 pt high.
        made.append(paragraph(SECTION_END, ""))
    if last:
        return [*made, properties]
    made[-1] = made[-1].replace("</w:pPr>", f"{properties}</w:pPr>", 1)
    return made
