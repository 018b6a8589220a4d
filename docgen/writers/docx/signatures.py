"""Write who signs: one on the right half of the page, several side by side in a table without rules."""

from __future__ import annotations

from docgen.look.style import Layout
from docgen.tree import Signature, SignatureBlock
from docgen.writers.docx.xml import indent, paragraph, text, twips


def signatures_xml(block: SignatureBlock, layout: Layout, measure_cm: float) -> list[str]:
    """Return the paragraphs of one signatory, or a table in which several stand side by side."""
    if len(block.signatures) == 1:
        return _single_signature(block.signatures[0], layout)
    width = twips(measure_cm / len(block.signatures))
    cell = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
    cells = "".join(f"{cell}{''.join(_signature(one, 'side'))}</w:tc>" for one in block.signatures)
    grid = f'<w:gridCol w:w="{width}"/>' * len(block.signatures)
    properties = (
        '<w:tblPr><w:tblStyle w:val="table_plain"/><w:tblW w:w="5000" w:type="pct"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
    )
    row = f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
    return [f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{row}</w:tbl>"]


def _single_signature(signature: Signature, layout: Layout) -> list[str]:
    left, width = layout.signature_room([signature], layout.portrait.measure_cm)
    if left == layout.signature.block_left_cm:
        return _signature(signature, "single")
    return _signature(signature, "single", indent(left, 0, layout.portrait.measure_cm - left - width))


def _signature(signature: Signature, kind: str, indentation: str = "") -> list[str]:
    lines = [(signature.signs_as, "signs_as"), (signature.name, "signature_name")]
    lines += [(line, "position") for line in signature.position]
    shown = [(words, style) for words, style in lines if words]
    return [
        paragraph(f"{style}_{kind}", f"<w:r>{text(words)}</w:r>", keep_next=number < len(shown), numbering=indentation)
        for number, (words, style) in enumerate(shown, start=1)
    ]
