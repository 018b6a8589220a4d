"""Make the style sheet of a document from its layout. Holds no length of its own."""

from __future__ import annotations

from docgen.look.style import Layout, PageSize, ParagraphStyle
from docgen.tree import Document, Section

_FACES = ((False, False), (True, False), (False, True), (True, True))


def style_sheet(document: Document, layout: Layout, body: str) -> str:
    """Return the CSS for a document's body as `html.py` writes it. Fonts are addressed as docgen:fonts/…

    Faces and styles that the body does not use are left out: WeasyPrint takes 15 ms for a face, used or not.
    """
    used = [style for style in layout.styles.values() if f'class="{style.id}"' in body or style.id == "page_number"]
    is_bold = "<b>" in body or any(style.bold for style in used)
    parts = [*_faces(layout, is_bold, "<i>" in body), _general(layout)]
    parts += [_paragraph(style) for style in used]
    parts += [_tables(layout), _blocks(layout)]
    parts += [_pages(index, section, layout) for index, section in enumerate(document.sections)]
    return "\n".join(parts)


def _faces(layout: Layout, is_bold: bool, is_italic: bool) -> list[str]:
    return [
        f'@font-face {{ font-family: "{layout.font.family}"; src: url("docgen:fonts/{layout.font.file(bold, italic)}");'
        f" font-weight: {'bold' if bold else 'normal'}; font-style: {'italic' if italic else 'normal'} }}"
        for bold, italic in _FACES
        if (is_bold or not bold) and (is_italic or not italic)
    ]


def _general(layout: Layout) -> str:
    return f"""
html {{ font-family: "{layout.font.family}"; font-size: {layout.styles["base"].size_pt}pt }}
body, p, h1, h2, h3, h4, ul, ol, li, table, td, th, figure, div {{ margin: 0; padding: 0; font-weight: normal }}
ul, ol {{ list-style: none }}
p, h1, h2, h3, h4, li, ol, ul {{ orphans: 2; widows: 2; margin-break: discard }}
h1, h2, h3, h4, p {{ font-size: inherit; white-space: pre; bookmark-level: none }}
b {{ font-weight: bold }} i {{ font-style: italic }} code {{ font-family: inherit }}
a {{ color: inherit; text-decoration: none }}
img {{ image-rendering: crisp-edges }}
section {{ break-before: page }} section:first-child {{ break-before: auto }}
"""


def _paragraph(style: ParagraphStyle) -> str:
    rules = [
        f"font-size: {style.size_pt}pt",
        f"line-height: {style.line_pt}pt",
        f"font-weight: {'bold' if style.bold else 'normal'}",
        f"text-align: {'left' if style.align == 'justify' else style.align}",  # lines come justified already
        f"text-indent: {style.first_line_cm}cm",
        f"margin: {style.space_before_pt}pt {style.right_cm}cm {style.space_after_pt}pt {style.left_cm}cm",
    ]
    if style.keep_with_next:
        rules.append("break-after: avoid")
    return f".{style.id} {{ {'; '.join(rules)} }}"


def _tables(layout: Layout) -> str:
    look = layout.tables
    return f"""
table {{ border-collapse: collapse; table-layout: fixed; width: 100%;
  margin: {look.space_before_pt}pt 0 {look.space_after_pt}pt }}
td, th {{ border: {look.border_pt}pt solid black; padding: {look.padding_y_cm}cm {look.padding_x_cm}cm;
  vertical-align: top }}
th {{ vertical-align: middle }}
tr {{ break-inside: avoid }} tr.tall {{ break-inside: auto }}
.align-center > * {{ text-align: center }} .align-right > * {{ text-align: right }}
"""


def _blocks(layout: Layout) -> str:
    emblem, signature = layout.emblem, layout.signature
    return f"""
.emblem {{ display: block; height: {emblem.height_cm}cm; margin: 0 auto {emblem.space_after_pt}pt }}
.closing {{ break-before: avoid }}
.signatures {{ break-inside: avoid; break-before: avoid }}
.signature {{ display: inline-block; vertical-align: top; text-indent: 0 }}
.signing {{ display: block; height: {signature.room_pt}pt }}
.signing + .signature_name {{ margin-top: 0 }}
figure {{ break-inside: avoid; text-align: center; margin-top: 12pt }}
.contents_line a::after {{ content: leader(".") target-counter(attr(href), page, thai) }}
"""


def _pages(index: int, section: Section, layout: Layout) -> str:
    page, look = layout.page(section.role), layout.sections[section.role]
    name = f"s{index}"
    number = _page_number(page, layout)
    rules = [
        f"#{name} {{ page: {name} }}",
        f"@page {name} {{ size: {page.width_cm}cm {page.height_cm}cm; margin: {page.margin_top_cm}cm"
        f" {page.margin_right_cm}cm {page.margin_bottom_cm}cm {page.margin_left_cm}cm; @top-center {{ {number} }} }}",
    ]
    first = []
    if look.starts_with_emblem:
        first.append(f"margin-top: {layout.emblem.top_cm}cm")
    if not look.first_page_number:
        first.append("@top-center { content: none }")
    if first:
        rules.append(f"@page :nth(1 of {name}) {{ {'; '.join(first)} }}")
    if look.vertical == "center":
        height = page.text_height_cm
        rules.append(f"#{name} {{ padding-top: {0.38 * height:.2f}cm }}")
    return "\n".join(rules)


def _page_number(page: PageSize, layout: Layout) -> str:
    before, _, after = layout.page_number_form.partition("{}")
    look = layout.styles["page_number"]
    return (
        f'content: "{before}" counter(page, thai) "{after}"; vertical-align: top; text-align: {look.align};'
        f" padding-top: {page.page_number_top_cm}cm; font-size: {look.size_pt}pt; line-height: {look.line_pt}pt"
    )
