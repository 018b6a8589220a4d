"""Write the sections of a Word file: page, margins, and the page number as a field in Thai digits."""

from __future__ import annotations

from docgen.look.style import Layout
from docgen.thai.numerals import thai_number
from docgen.tree import SectionRole
from docgen.writers.docx.styles import NUMBER_ABOVE_EMBLEM, SECTION_END
from docgen.writers.docx.xml import NAMESPACES, text, twips

DRAFT = "ร่าง"
_HEADER_CM = 0.2  # from the paper's edge to a secrecy class, at head and foot
_VML = "urn:schemas-microsoft-com:vml"
_OFFICE = "urn:schemas-microsoft-com:office:office"


def section_xml(role: SectionRole, layout: Layout, header: str, first_header: str = "", footer: str = "") -> str:
    """Return the properties of a section; `header` is the relationship of its page-number header.

    `first_header` is that of a first page without a number, "" where nothing stands there; `footer` that of the foot
    of every page, where a secrecy class stands.

    Where the first page starts with the emblem, the section's own top margin is the emblem's; on later pages the
    taller header pushes the text down. Word has one top margin for all pages of a section.
    """
    page, look = layout.page(role), layout.sections[role]
    top = layout.emblem.top_cm if look.starts_with_emblem else page.margin_top_cm
    turned = ' w:orient="landscape"' if look.orientation == "landscape" else ""
    first = "" if look.first_page_number else "<w:titlePg/>"
    references = f'<w:headerReference w:type="default" r:id="{header}"/>'
    if first and first_header:
        references += f'<w:headerReference w:type="first" r:id="{first_header}"/>'
    if footer:
        references += f'<w:footerReference w:type="default" r:id="{footer}"/>'
        references += f'<w:footerReference w:type="first" r:id="{footer}"/>' if first else ""
    middle = '<w:vAlign w:val="center"/>' if look.vertical == "center" else ""
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{twips(page.width_cm)}" w:h="{twips(page.height_cm)}"{turned}/>'
        f'<w:pgMar w:top="{twips(top)}" w:right="{twips(page.margin_right_cm)}"'
        f' w:bottom="{twips(page.margin_bottom_cm)}" w:left="{twips(page.margin_left_cm)}"'
        f' w:header="{twips(_HEADER_CM if footer else page.page_number_top_cm)}"'
        f' w:footer="{twips(_HEADER_CM if footer else page.margin_bottom_cm / 2)}" w:gutter="0"/>'
        f'<w:pgNumType w:fmt="thaiNumbers"/>{middle}{first}</w:sectPr>'
    )


def header_xml(layout: Layout, with_emblem: bool, is_draft: bool = False, secrecy: str = "") -> str:
    """Return the header that shows the page number, a secrecy class above it, and ร่าง across the page of a draft."""
    before, _, after = layout.page_number_form.partition("{}")
    style = NUMBER_ABOVE_EMBLEM if with_emblem else "page_number"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r>{text(thai_number(2))}</w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    mark = _draft_mark(layout) if is_draft else ""
    return (
        f'<w:hdr {NAMESPACES}>{_secrecy(secrecy, layout)}<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f"<w:r>{text(before)}</w:r>{field}<w:r>{text(after)}</w:r>{mark}</w:p></w:hdr>"
    )


def first_header_xml(layout: Layout, is_draft: bool, secrecy: str) -> str:
    """Return the header of a first page, which has no number: the mark of a draft, a secrecy class."""
    mark = f'<w:p><w:pPr><w:pStyle w:val="{SECTION_END}"/></w:pPr>{_draft_mark(layout)}</w:p>' if is_draft else ""
    return f"<w:hdr {NAMESPACES}>{_secrecy(secrecy, layout)}{mark}</w:hdr>"


def secrecy_footer_xml(secrecy: str) -> str:
    """Return the footer of every page of a secret document."""
    return (
        f'<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="secrecy"/></w:pPr><w:r>{text(secrecy)}</w:r></w:p></w:ftr>'
    )


def _secrecy(words: str, layout: Layout) -> str:
    """Return a secrecy class as a line that ends where the page number begins."""
    if not words:
        return ""
    line = twips(layout.portrait.page_number_top_cm - _HEADER_CM)
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="secrecy"/>{spacing}</w:pPr><w:r>{text(words)}</w:r></w:p>'


def _draft_mark(layout: Layout) -> str:
    """Return ร่าง as Word's own watermarks are made: text art behind the words, no part of the text."""
    style = (
        "position:absolute;margin-left:0;margin-top:0;width:400pt;height:190pt;rotation:305;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:page;"
        "mso-position-vertical:center;mso-position-vertical-relative:page"
    )
    return (
        f'<w:r><w:pict xmlns:v="{_VML}" xmlns:o="{_OFFICE}">'
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
        ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="draft" o:spid="_x0000_s2049" type="#_x0000_t136" alt="" style="{style}"'
        ' fillcolor="#dedede" stroked="f">'
        f'<v:textpath style="font-family:&quot;{layout.font.family}&quot;;font-size:1pt" string="{DRAFT}"/>'
        "</v:shape></w:pict></w:r>"
    )
