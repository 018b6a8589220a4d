"""Read what stands within a paragraph: runs, links, fields, tracked changes. What is unknown and has words is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from docgen.word_import import drawings
from docgen.word_import.characters import from_symbol_font, symbol
from docgen.word_import.context import Context
from docgen.word_import.footnotes import note_spans
from docgen.word_import.inventory import children, pieces, words_in
from docgen.word_import.lists import value_of
from docgen.word_import.names import qn
from docgen.word_import.records import Span
from docgen.word_import.styles import Styles

HOLDERS = frozenset(
    qn(f"w:{name}") for name in ("ins", "moveTo", "smartTag", "customXml", "fldSimple", "dir", "bdo", "rubyBase")
)
DELETED = {qn("w:del"): "deleted", qn("w:moveFrom"): "deleted"}
_MATHS = (qn("m:oMath"), qn("m:oMathPara"))
_RAISE_FROM = 6  # half-points by which a number must be raised or lowered to be read as a power or an index
_DRAWN = frozenset(qn(f"w:{name}") for name in ("drawing", "pict", "object"))


@dataclass(frozen=True, slots=True)
class _Look:
    """How a run is to be read: what its words look like, why they stay behind ("" if they don't), where they stand."""

    span: Span
    lost: str = ""
    vertical: str = ""
    font: str = ""


def spans_of(parent: Any, look: Span, style: str, context: Context) -> Iterator[Span]:
    """Yield what a paragraph (or a part of it) says. `style` is the id of the paragraph's style."""
    for element in children(parent):
        tag = element.tag
        if tag == qn("w:r"):
            yield from _run(element, look, style, context)
        elif tag == qn("w:hyperlink"):
            yield from spans_of(element, replace(look, href=context.address(element)), style, context)
        elif tag == qn("w:sdt"):
            context.tell_choices(element)
            content = element.find(qn("w:sdtContent"))
            alias = value_of(element.find(qn("w:sdtPr")), "w:alias") or "ช่องกรอก"
            if content is not None:
                yield from spans_of(content, replace(look, fill=alias), style, context)
        elif tag in HOLDERS:
            yield from _held(element, look, style, context)
        elif tag in DELETED:
            context.tell_words(DELETED[tag], element)
        elif tag in _MATHS:
            yield from _maths(element, look, context)
        elif tag != qn("w:pPr"):
            context.tell_words("unknown", element)


def _held(element: Any, look: Span, style: str, context: Context) -> Iterator[Span]:
    before = context.number
    if element.tag in (qn("w:ins"), qn("w:moveTo")) and (words := words_in(element)):
        context.ledger.add("inserted", before, words)
    if element.tag == qn("w:fldSimple") and not words_in(element):
        code = (element.get(qn("w:instr")) or "").strip()
        shown = context.fields.form_field(element.find(qn("w:ffData")), code, before)
        if shown:
            yield replace(look, text=shown)
        elif code:
            context.tell("field", code)
    yield from spans_of(element, look, style, context)


def _maths(element: Any, look: Span, context: Context) -> Iterator[Span]:
    """Yield an equation that is plain words in a row; one with fractions, roots or powers is told."""
    runs = [run for child in children(element) for run in (children(child) if child.tag == qn("m:oMath") else (child,))]
    if all(run.tag == qn("m:r") for run in runs):
        for _, text in pieces(element):
            yield replace(look, text=text)
        return
    context.tell_words("equation", element)


def _run(run: Any, look: Span, style: str, context: Context) -> Iterator[Span]:
    read = _look(run.find(qn("w:rPr")), look, style, context)
    for element in children(run):
        yield from _shown(_content(element, read, style, context), read, context)


def _shown(spans: Iterator[Span], read: _Look, context: Context) -> Iterator[Span]:
    """Pass on what Word shows: instructions of fields, struck and hidden words are taken down instead."""
    for span in spans:
        if context.fields.in_code:
            context.fields.add_code(span.text)
        elif read.lost and not span.picture:
            context.tell(read.lost, span.text)
        else:
            yield replace(span, href=span.href or context.fields.address)


def _content(element: Any, read: _Look, style: str, context: Context) -> Iterator[Span]:
    """Yield what one child of a run shows."""
    tag, look = element.tag, read.span
    if tag == qn("w:t"):
        yield replace(look, text=_placed(element.text or "", read, context), raised=read.vertical == "superscript")
    elif tag in (qn("w:tab"), qn("w:ptab")):
        yield replace(look, text="\t")
    elif tag in (qn("w:br"), qn("w:cr")):
        if (element.get(qn("w:type")) or "textWrapping") == "textWrapping":
            yield replace(look, text="\n")
    elif tag == qn("w:noBreakHyphen"):
        yield replace(look, text="-")
    elif tag == qn("w:sym"):
        yield replace(look, text=symbol(element.get(qn("w:font")) or "", element.get(qn("w:char")) or ""))
    elif tag == qn("w:fldChar"):
        if shown := context.fields.mark(element, context.number):
            yield replace(look, text=shown)
    elif tag in (qn("w:instrText"), qn("w:delInstrText")):
        if context.fields.in_code:
            context.fields.add_code(element.text or "")
        elif (element.text or "").strip():
            context.tell("field", (element.text or "").strip())
    elif tag == qn("w:ruby"):
        for part in children(element):
            if part.tag == qn("w:rubyBase"):
                yield from spans_of(part, look, style, context)
            elif part.tag == qn("w:rt"):
                context.tell_words("reading", part)
    elif tag in _DRAWN or tag == qn("w:contentPart"):
        yield from drawings.pictures(element, look, context)
    elif tag in drawings.NOTES:
        yield from note_spans(element, look, context, spans_of)
    elif tag in drawings.DATES:
        context.tell("field", tag.rpartition("}")[2])
    elif tag == qn("w:delText"):
        context.tell("deleted", element.text or "")
    elif tag != qn("w:rPr"):
        context.tell_words("unknown", element)


def _placed(text: str, read: _Look, context: Context) -> str:
    """Return the words of a w:t with their place above or below the line, and as a symbol font draws them."""
    text = from_symbol_font(read.font, text)
    if read.vertical == "subscript" and text.strip() and not read.lost:
        context.tell("lowered", text)
    return text


def _look(properties: Any, look: Span, paragraph_style: str, context: Context) -> _Look:
    styles = context.styles
    if properties is None or not len(properties):
        lost, vertical = context.plain_look(paragraph_style, _inherited_look)
        return _Look(look, lost, vertical)
    run_style = value_of(properties, "w:rStyle")
    inherited = (run_style, paragraph_style)
    lost, vertical = _inherited_look(styles, properties, *inherited)
    moved = value_of(properties, "w:position")
    if not vertical and moved.lstrip("-").isdecimal() and abs(int(moved)) >= _RAISE_FROM:
        # Some raise a number by hand instead of setting it as a superscript.
        vertical = "superscript" if int(moved) > 0 else "subscript"
    fonts = properties.find(qn("w:rFonts"))
    font = (fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")) or "") if fonts is not None else ""
    span = replace(
        look,
        bold=look.bold or any(styles.is_on(properties, name, run_style) for name in ("w:b", "w:bCs")),
        italic=look.italic or any(styles.is_on(properties, name, run_style) for name in ("w:i", "w:iCs")),
        underline=look.underline or (styles.is_on(properties, "w:u", run_style) and not look.href),
        code=look.code or styles.roles.get(styles.name(run_style)) == "code",
        english=look.english or value_of(properties, "w:lang") == "en-US",
    )
    return _Look(span, lost, vertical, font)


def _inherited_look(styles: Styles, properties: Any, *inherited: str) -> tuple[str, str]:
    """Return why words stay behind ("hidden", "struck" or "") and where they stand, by its look or styles."""
    lost = ""
    if any(styles.is_on(properties, name, *inherited) for name in ("w:vanish", "w:webHidden")):
        lost = "hidden"
    elif any(styles.is_on(properties, name, *inherited) for name in ("w:strike", "w:dstrike")):
        lost = "struck"
    return lost, styles.value(properties, "w:vertAlign", *inherited)
