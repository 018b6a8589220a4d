"""Write what stands in a paragraph as runs of WordprocessingML: they carry only what the author wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import assert_never

from docgen.look.pictograms import PICTOGRAMS, SYMBOL_FONT
from docgen.tree import Inline, LineBreak, Run
from docgen.writers.docx.parts import Parts
from docgen.writers.docx.xml import attribute, text

_PICTOGRAMS = re.compile(f"([{''.join(PICTOGRAMS)}]+)")
_SYMBOLS = "<w:rFonts " + " ".join(f'w:{kind}="{SYMBOL_FONT}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs")) + "/>"


def inlines_xml(inlines: Iterable[Inline], parts: Parts, look: str = "") -> str:
    """Return the runs of a paragraph; `look` is the character style that they wear ("" for that of the paragraph)."""
    return "".join(_inline(inline, parts, look) for inline in inlines)


def _inline(inline: Inline, parts: Parts, look: str) -> str:
    match inline:
        case LineBreak():
            return "<w:r><w:br/></w:r>"
        case Run(note=note) if note:
            number = parts.note(lambda: inlines_xml(note, parts))
            return f'<w:r>{_properties(inline, look)}<w:footnoteReference w:id="{number}"/></w:r>'
        case Run():
            made = _runs(inline, look)
            if inline.fill:
                return parts.control(inline.fill, made)
            if inline.href:
                return f"<w:hyperlink r:id={attribute(parts.link(inline.href))}>{made}</w:hyperlink>"
            return made
        case _:
            assert_never(inline)


def _runs(run: Run, look: str) -> str:
    """Return the words as one run; check boxes and ticks are runs of their own, in a font that has them."""
    if not _PICTOGRAMS.search(run.text):
        return f"<w:r>{_properties(run, look)}{text(run.text)}</w:r>"
    pieces = (piece for piece in _PICTOGRAMS.split(run.text) if piece)
    return "".join(
        f"<w:r>{_properties(run, look, _SYMBOLS if piece[0] in PICTOGRAMS else '')}{text(piece)}</w:r>"
        for piece in pieces
    )


def _properties(run: Run, look: str, font: str = "") -> str:
    """Return a run's properties in the order that ECMA-376 part 1, 17.3.2.28 asks for."""
    made = ""
    if run.code or run.fill or look:
        made += f'<w:rStyle w:val="{look or ("code" if run.code else "fill")}"/>'
    made += font
    if run.bold:
        made += "<w:b/><w:bCs/>"
    if run.italic:
        made += "<w:i/><w:iCs/>"
    if run.underline:
        made += '<w:u w:val="single"/>'
    if run.raised:
        made += '<w:vertAlign w:val="superscript"/>'
    if run.lang != "th":
        made += '<w:lang w:val="en-US"/>'
    return f"<w:rPr>{made}</w:rPr>" if made else ""
