"""Write the rule below a document's head: the border of a paragraph without words, indented to the rule's width."""

from __future__ import annotations

from docgen.look.style import Layout
from docgen.writers.docx.styles import SECTION_END
from docgen.writers.docx.xml import indent, paragraph, twips_pt


def rule_xml(layout: Layout, measure_cm: float) -> list[str]:
    """Return the paragraph of the rule, nothing where the layout has none."""
    look = layout.head_rule
    if not look.width_cm:
        return []
    beside = max(measure_cm - look.width_cm, 0.0) / 2
    size = max(round(look.line_pt * 8), 2)
    border = f'<w:pBdr><w:top w:val="single" w:sz="{size}" w:space="0" w:color="000000"/></w:pBdr>'
    before, after = twips_pt(look.space_before_pt), twips_pt(look.space_after_pt)
    spacing = f'<w:spacing w:before="{before}" w:after="{after}" w:line="20" w:lineRule="exact"/>'
    return [paragraph(SECTION_END, "", keep_next=True, numbering=border + spacing + indent(beside, 0.0, beside))]
