"""The few spellings of WordprocessingML that the writer's modules share: lengths, text, paragraph properties."""

from __future__ import annotations

from html import escape  # that of xml.sax brings urllib along: 9 ms of a start

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_TWIPS_PER_CM = 1440 / 2.54
_EMU_PER_CM = 360_000
_LINE_ENDS = {ord(end): f"&#{ord(end)};" for end in "\n\r\t"}  # a reader would make blanks of them


def twips(length_cm: float) -> int:
    """Return a length in twentieths of a point, rounded once."""
    return round(length_cm * _TWIPS_PER_CM)


def twips_pt(length_pt: float) -> int:
    """Return a length given in pt in twentieths of a point."""
    return round(length_pt * 20)


def emu(length_cm: float) -> int:
    """Return a length in English Metric Units, as drawings count."""
    return round(length_cm * _EMU_PER_CM)


def text(words: str) -> str:
    """Return a text element that keeps its blanks."""
    return f'<w:t xml:space="preserve">{escape(words, quote=False)}</w:t>'


def attribute(value: str) -> str:
    """Return an attribute value, quoted."""
    return f'"{escape(value).translate(_LINE_ENDS)}"'


def indent(left_cm: float, first_line_cm: float = 0.0, right_cm: float = 0.0) -> str:
    """Return the indentation of a paragraph: the left edge, and how far its first line stands from it."""
    first = f'w:firstLine="{twips(first_line_cm)}"' if first_line_cm >= 0 else f'w:hanging="{twips(-first_line_cm)}"'
    return f'<w:ind w:left="{twips(left_cm)}" w:right="{twips(right_cm)}" {first}/>'


def aligned(align: str) -> str:
    """Return the alignment of a paragraph that stands otherwise than its style says, "" for the left."""
    return f'<w:jc w:val="{align}"/>' if align != "left" else ""


def paragraph(style_id: str, content: str, *, keep_next: bool = False, numbering: str = "", section: str = "") -> str:
    """Return a paragraph in a style; properties in the order that ECMA-376 part 1, 17.3.1.26 asks for."""
    keep = "<w:keepNext/>" if keep_next else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{keep}{numbering}{section}</w:pPr>{content}</w:p>'


def kept_with_next(made: str) -> str:
    """Return a paragraph, made by `paragraph`, that stays on the page of the one after it."""
    style, end, rest = made.partition("/>")
    return made if rest.startswith("<w:keepNext/>") else f"{style}{end}<w:keepNext/>{rest}"
