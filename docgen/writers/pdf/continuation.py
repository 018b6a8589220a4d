"""The continuation word (คำต่อเนื่อง): how the next page begins, printed at the foot of a page, on the right.

For important papers of several pages (คำอธิบายการพิมพ์หนังสือราชการ); off unless the layout asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docgen.look.style import Layout
from docgen.thai.lexicon import Lexicon, make_lexicon
from docgen.thai.words import BreakKind, find_breaks
from docgen.tree import Document
from docgen.typeset.lines import SetLine

_SHORTEST = 6  # characters: ๒. กำหนด


def continuation_words(
    document: Document, layout: Layout, starts: Sequence[SetLine | None], begins: Mapping[int, SetLine]
) -> dict[int, str]:
    """Return what stands at the foot of each page that has a continuation word, by page from 0.

    `starts` are the first lines of the document's sections, `begins` the first line of each page.
    """
    words: dict[int, str] = {}
    lexicon = make_lexicon(document.names)
    section = -1
    for page in range(max(begins, default=-1) + 1):
        line = begins.get(page)
        if line is None:
            continue
        first = next((i for i, start in enumerate(starts) if start is line), None)
        if first is not None:
            section = first
        elif page and section >= 0 and layout.sections[document.sections[section].role].continuation_word:
            words[page - 1] = layout.continuation_form.replace("{}", _beginning(line, lexicon))
    return words


def continuation_css(words: Mapping[int, str], layout: Layout) -> str:
    """Return the style sheet that prints the words on their pages, in the middle of the bottom margin."""
    look = layout.styles["page_number"]
    return "\n".join(
        f"@page :nth({page + 1}) {{ @bottom-right {{ content: {_quoted(text)}; text-align: right;"
        f" vertical-align: middle; font-size: {look.size_pt}pt; line-height: {look.line_pt}pt }} }}"
        for page, text in words.items()
    )


def _beginning(line: SetLine, lexicon: Lexicon) -> str:
    """Return the first words of a line, its label in front."""
    label = "".join(_text(line, i) for i, piece in enumerate(line.pieces) if piece.room is not None)
    text = "".join(_text(line, i) for i, piece in enumerate(line.pieces) if piece.room is None).strip()
    ends = [place.offset for place in find_breaks(text, lexicon) if place.kind <= BreakKind.WORD]
    end = next((offset for offset in ends if offset >= _SHORTEST), len(text))
    return f"{label} {text[:end].strip()}".strip()


def _text(line: SetLine, number: int) -> str:
    return "".join(glyph.text for cluster in line.pieces[number].clusters for glyph in cluster.glyphs)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
