"""Write the sections of a Word file: page, margins, and the page number as a field in Thai digits."""

from __future__ import annotations

from docgen.style import Layout
from docgen.thai.numerals import thai_number
from docgen.tree import SectionRole
from docgen.writers.docx.styles import NUMBER_ABOVE_EMBLEM
from docgen.writers.docx.xml import NAMESPACES, text, twips


def section_xml(role: SectionRole, layout: Layout, header: str) -> str:
    """Return the properties of a section; `header` is the relationship of its page-number header.

    Where the first page starts with the emblem, the section's own top margin is the emblem's; on later pages the
    taller header pushes the text down. Word has one top margin for all pages of a section.
    """
    page, look = layout.page(role), layout.sections[role]
    top = layout.emblem.top_cm if look.starts_with_emblem else page.margin_top_cm
    turned = ' w:orient="landscape"' if look.orientation == "landscape" else ""
    first = "" if look.first_page_number else "<w:titlePg/>"
    middle = '<w:vAlign w:val="center"/>' if look.vertical == "center" else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{twips(page.width_cm)}" w:h="{twips(page.height_cm)}"{turned}/>'
        f'<w:pgMar w:top="{twips(top)}" w:right="{twips(page.margin_right_cm)}"'
        f' w:bottom="{twips(page.margin_bottom_cm)}" w:left="{twips(page.margin_left_cm)}"'
        f' w:header="{twips(page.page_number_top_cm)}" w:footer="{twips(page.margin_bottom_cm / 2)}" w:gutter="0"/>'
        f'<w:pgNumType w:fmt="thaiNumbers"/>{middle}{first}</w:sectPr>'
    )


def header_xml(layout: Layout, with_emblem: bool) -> str:
    """Return the header that shows the page number."""
    before, _, after = layout.page_number_form.partition("{}")
    style = NUMBER_ABOVE_EMBLEM if with_emblem else "page_number"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r>{text(thai_number(2))}</w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return (
        f'<w:hdr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f"<w:r>{text(before)}</w:r>{field}<w:r>{text(after)}</w:r></w:p></w:hdr>"
    )
