"""Write signatures: one in paragraphs of the right half, several in a table without rules; room to sign is space."""

from __future__ import annotations

from docgen.look.style import Layout
from docgen.tree import Signature, SignatureBlock
from docgen.writers.docx.xml import indent, paragraph, text, twips


def signatures_xml(block: SignatureBlock, layout: Layout, measure_cm: float) -> list[str]:
    """Return the paragraphs of one signatory, or a table in which several stand side by side."""
    if len(block.signatures) == 1:
        return _single_signature(block.signatures[0], layout)
    count = len(block.rows[0])
    width = twips(measure_cm / count)
    grid = f'<w:gridCol w:w="{width}"/>' * count
    properties = (
        '<w:tblPr><w:tblStyle w:val="table_plain"/><w:tblW w:w="5000" w:type="pct"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
    )
    rows = "".join(_row(row, width, count) for row in block.rows)
    return [f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"]


def _row(row: tuple[Signature, ...], width: int, count: int) -> str:
    """Return those who sign side by side; one who signs alone below others stands in the middle."""
    span = count // len(row)
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    cell = f'<w:tc><w:tcPr><w:tcW w:w="{width * span}" w:type="dxa"/>{spanned}</w:tcPr>'
    cells = "".join(f"{cell}{''.join(_signature(one, 'side'))}</w:tc>" for one in row)
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _single_signature(signature: Signature, layout: Layout) -> list[str]:
    left, width = layout.signature_room([signature], layout.portrait.measure_cm)
    if left == layout.signature.block_left_cm:
        return _signature(signature, "single")
    return _signature(signature, "single", indent(left, 0, layout.portrait.measure_cm - left - width))


def _signature(signature: Signature, kind: str, indentation: str = "") -> list[str]:
    ranked = [(signature.rank, "signature_rank")] if signature.rank else []
    lines = [
        (signature.signs_as, "signs_as"),
        *ranked,
        (signature.in_words, "signs_as"),
        (signature.name, "signature_name"),
    ]
    lines += [(line, "position") for line in signature.position]
    shown = [(words, style) for words, style in lines if words]
    kinds = {"signature_name": f"{kind}_ranked"} if ranked else {}
    return [
        paragraph(
            f"{style}_{kinds.get(style, kind)}",
            f"<w:r>{text(words)}</w:r>",
            keep_next=number < len(shown),
            numbering=indentation,
        )
        for number, (words, style) in enumerate(shown, start=1)
    ]
