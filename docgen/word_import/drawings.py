"""Pictures, text boxes, charts, objects, notes and comments of a paragraph: pictures come along, words are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from docx.oxml import parse_xml
from lxml import etree

from docgen.word_import.context import Context
from docgen.word_import.inventory import pieces, walk, words_in
from docgen.word_import.names import qn
from docgen.word_import.records import Span
from docgen.writers.docx.parts import CODE_NAME

# References in a run, with the part that holds what they stand for.
NOTES = {
    qn("w:footnoteReference"): "footnotes",
    qn("w:endnoteReference"): "endnotes",
    qn("w:commentReference"): "comments",
}
# Elements that print today's date or the page's number.
DATES = frozenset(
    qn(f"w:{name}") for name in ("dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong", "pgNum")
)
_PICTURES = (qn("a:blip"), "{urn:schemas-microsoft-com:vml}imagedata")
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_CHART_EX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart"
_DIAGRAM = qn("dgm:relIds")


def pictures(element: Any, look: Span, context: Context) -> Iterator[Span]:
    """Yield the pictures of a drawing; the words of text boxes, charts and objects are told: they have no place."""
    found = list(walk(element))
    words = [text for one, text in pieces(element) if one.tag != qn("wp:docPr")]
    if words:
        context.tell("text-box", " ".join(words))
    described = next((one.get("descr") for one in found if one.tag == qn("wp:docPr") and one.get("descr")), "")
    is_code = any(one.tag == qn("wp:docPr") and (one.get("name") or "").startswith(CODE_NAME) for one in found)
    address = described if is_code and re.fullmatch(r"https?://[^\s<>]+", described) else ""
    shown = False
    for one in found:
        if one.tag in _PICTURES and (relation := one.get(qn("r:embed")) or one.get(qn("r:id")) or ""):
            shown = True
            yield replace(look, text=described, picture=relation, address=address)
        elif one.tag in (_CHART, _CHART_EX) or one.tag == _DIAGRAM:
            identifier = one.get(qn("r:id")) or one.get(qn("r:dm")) or ""
            context.noted.add(("part", identifier))
            context.tell("chart", part_words(context.related(identifier)))
    if element.tag == qn("w:object"):
        context.tell("object")
    if described and not shown:
        context.tell("picture-words", described)


def tell_note(element: Any, context: Context) -> None:
    """Tell the words of a foot- or endnote or a comment at the paragraph that refers to it."""
    name, identifier = NOTES[element.tag], element.get(qn("w:id")) or ""
    context.noted.add((name, identifier))
    note = notes(context, name).get(identifier)
    context.tell(note_kind(name), words_in(note) if note is not None else "")


def note_links(context: Context, name: str) -> Any:
    """Return the relationships of a part of notes, {} where there is none."""
    relations = context.document.part.rels.values()
    found = (one.target_part for one in relations if not one.is_external and one.reltype.endswith(f"/{name}"))
    part = next(found, None)
    return part.rels if part is not None else {}


def note_kind(name: str) -> str:
    """Return the kind of told.KINDS for the notes of a part."""
    return "comment" if name == "comments" else "footnote"


def notes(context: Context, name: str) -> dict[str, Any]:
    """Return the notes of a part of the document ("footnotes", "endnotes", "comments") by their ids."""
    if name not in context.notes:
        parts = (
            relation.target_part
            for relation in context.document.part.rels.values()
            if not relation.is_external and relation.reltype.endswith(f"/{name}")
        )
        root = part_root(next(parts, None))
        found = [note for note in root if isinstance(note.tag, str)] if root is not None else []
        context.notes[name] = {note.get(qn("w:id")) or f"-{number}": note for number, note in enumerate(found)}
    return context.notes[name]


def part_root(part: Any) -> Any:
    """Return the root element of a part, None for one that is no XML."""
    if part is None:
        return None
    if hasattr(part, "element"):
        return part.element
    try:
        return parse_xml(part.blob)
    except (etree.XMLSyntaxError, ValueError):
        return None


def part_words(part: Any) -> str:
    """Return all text of a part, "" for one that is no XML."""
    root = part_root(part)
    return words_in(root) if root is not None else ""
