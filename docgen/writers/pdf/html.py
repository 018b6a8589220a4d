"""Write the tree as the HTML that WeasyPrint sets: one element for each node, classes named as in the layout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape
from typing import assert_never
from urllib.parse import quote

from docgen.look.pictures import pixel_size, printed_size_cm
from docgen.look.style import Layout, NumberingLevel
from docgen.tree import (
    Block,
    BulletList,
    ClauseList,
    Contents,
    Document,
    Figure,
    Heading,
    Inline,
    Paragraph,
    Run,
    Section,
    Signature,
    SignatureBlock,
    Table,
    inline_text,
)
from docgen.typeset.lines import Typesetter
from docgen.writers.pdf.css import style_sheet
from docgen.writers.pdf.setting import Setting, link_targets
from docgen.writers.pdf.sheet import Composed, Sheet
from docgen.writers.pdf.signing import is_for_signing, signing_room
from docgen.writers.pdf.table import table_html

_HEAD_TAGS = {"title": "h1", "subject": "h1", "cover_title": "h1", "annex_title": "h1", "contents_title": "h1"}
# Where paragraphs stand in the PDF's outline, below the sections, which are level 1.
_OUTLINE = {"subject": 2, "heading1": 3, "heading2": 4, "heading3": 5}
_COUNT_NAMES = {1: "one", 2: "two", 3: "three"}
_LABEL_GAP_CM = 0.12
_NUMBER_ROOM_CM = 1.0  # for dots and a page number after an entry of the contents


def write_html(document: Document, layout: Layout, typesetter: Typesetter) -> Composed:
    """Return the whole HTML page of a document with its style sheet and its lines. Raises DocgenError, as `Sheet`."""
    sheet = Sheet(typesetter)
    bookmarks = tuple(link_targets(document).items())
    sections = []
    for index, section in enumerate(document.sections):
        page = layout.page(section.role)
        where = (layout, sheet, page.measure_cm, page.text_height_cm)
        setting = Setting(*where, bookmarks=bookmarks, has_fields=is_for_signing(document))
        sheet.begin_section()
        sections.append(_section(section, f"s{index}", setting))
    body = "".join(sections)
    keywords = f'<meta name="keywords" content="{escape(", ".join(document.keywords))}">' if document.keywords else ""
    head = (
        f'<meta charset="utf-8"><title>{escape(document.title)}</title>{keywords}'
        f'<meta name="author" content="{escape(document.author)}">'
        f'<meta name="description" content="{escape(document.subject)}">'
    )
    html = f'<!DOCTYPE html><html lang="th-TH"><head>{head}</head><body>{body}</body></html>'
    return sheet.composed(html, style_sheet(document, layout, body))


def _section(section: Section, name: str, setting: Setting) -> str:
    outline = ""
    if section.bookmark:
        outline = f' style="bookmark-level: 1; bookmark-label: {_css_string(section.bookmark)}"'
    return f'<section id="{name}" class="{section.role}"{outline}>{_blocks(section.blocks, setting)}</section>'


def _css_string(text: str) -> str:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return escape(f'"{quoted}"')


def _blocks(blocks: Iterable[Block], setting: Setting) -> str:
    return "".join(_block(block, setting) for block in blocks)


def _block(block: Block, setting: Setting) -> str:
    match block:
        case Heading():
            return _plain(block.inlines, f"heading{block.level}", f"h{block.level + 1}", block.place, setting)
        case Paragraph():
            return _paragraph(block, setting)
        case ClauseList():
            return _clauses(block, setting)
        case BulletList():
            return _bullets(block, setting)
        case Table():
            return table_html(block, setting, _blocks)
        case Figure():
            return _figure(block, setting)
        case SignatureBlock():
            return _signatures(block, setting)
        case Contents():
            return _contents(setting)
        case _:
            assert_never(block)


def _plain(inlines: Sequence[Inline], style_id: str, tag: str, place: str, setting: Setting) -> str:
    style = setting.layout.styles[style_id]
    lines = setting.lines(inlines, style_id, place, style.left_cm, style.first_line_cm)
    level = _OUTLINE.get(style_id)
    outline = f' style="bookmark-level: {level}; bookmark-label: {_css_string(inline_text(inlines))}"' if level else ""
    return f'<{tag} class="{style_id}"{outline}>{lines}</{tag}>'


def _paragraph(block: Paragraph, setting: Setting) -> str:
    if setting.around is None or block.role not in ("body", "cell"):
        return _plain(block.inlines, block.role, _HEAD_TAGS.get(block.role, "p"), block.place, setting)
    return _item_paragraph(block, "", setting.around, "cell" if setting.in_cell else "body", setting)


def _item_paragraph(block: Paragraph, label: str, level: NumberingLevel, style_id: str, setting: Setting) -> str:
    """Set a paragraph of a list item: its first one with the label, the others where the words of that one start."""
    style = setting.layout.styles[style_id]
    start_cm, room_cm, piece = level.text_cm, 0.0, None
    if label:
        start_cm = level.label_cm
        piece, room_cm = setting.sheet.typesetter.label(label, style, level.text_cm - level.label_cm, _LABEL_GAP_CM)
    first_cm = start_cm - level.left_cm
    words = setting.lines(block.inlines, style_id, block.place, level.left_cm, first_cm + room_cm, piece)
    # An element of its own, so that it is drawn by itself and can be told from the words.
    marked = f"<span>{escape(label)}</span>" if label else ""
    place = f"margin-left:{level.left_cm:.3f}cm;text-indent:{first_cm:.3f}cm"
    return f'<p class="{style_id}" style="{place}">{marked}{words}</p>'


def _item(blocks: tuple[Block, ...], label: str, level: NumberingLevel, style_id: str, setting: Setting) -> str:
    first, others = (blocks[0], blocks[1:]) if blocks and isinstance(blocks[0], Paragraph) else (None, blocks)
    head = _item_paragraph(first or Paragraph("body", (), ""), label, level, style_id, setting)
    return f"<li>{head}{_blocks(others, replace(setting, around=level))}</li>"


def _clauses(block: ClauseList, setting: Setting) -> str:
    level = setting.clause_level(block)
    style_id = "cell" if setting.in_cell else f"clause{block.level}"
    items = (_item(clause.blocks, clause.label, level, style_id, setting) for clause in block.items)
    return f"<ol>{''.join(items)}</ol>"


def _bullets(block: BulletList, setting: Setting) -> str:
    style_id = "cell" if setting.in_cell else "bullet"
    level, label = setting.bullet_level(), setting.layout.bullet.label
    items = (_item(blocks, label, level, style_id, setting) for blocks in block.items)
    return f"<ul>{''.join(items)}</ul>"


def _figure(block: Figure, setting: Setting) -> str:
    address = f"docgen:{quote(block.path)}"
    if block.emblem:
        width, height = pixel_size(setting.sheet.typesetter.fonts.folder.parent / block.path)
        size = f"width:{setting.layout.emblem.height_cm * width / height:.3f}cm"
        return f'<img class="emblem" src="{address}" alt="{escape(block.alt)}" style="{size}">'
    limits = setting.layout.figure
    width_cm, height_cm = printed_size_cm(setting.sheet.typesetter.fonts.folder.parent / block.path, limits)
    size = f"width:{width_cm:.3f}cm;height:{height_cm:.3f}cm"
    caption = _plain(block.caption, "caption", "p", block.place, setting) if block.caption else ""
    address += f"?within={limits.max_width_cm}x{limits.max_height_cm}"
    return f'<figure><img src="{address}" alt="{escape(block.alt)}" style="{size}">{caption}</figure>'


def _signatures(block: SignatureBlock, setting: Setting) -> str:
    count = len(block.signatures)
    left, width = setting.layout.signature_room(block.signatures, setting.measure_cm)
    signed = "".join(_signature(signature, replace(setting, measure_cm=width)) for signature in block.signatures)
    return f'<div class="signatures {_COUNT_NAMES[count]}" style="margin-left:{left:.3f}cm">{signed}</div>'


def _signature(signature: Signature, setting: Setting) -> str:
    room = signing_room(signature.name) if setting.has_fields else signing_room("")
    above = [_plain((Run(signature.signs_as),), "signs_as", "p", "", setting)] if signature.signs_as else []
    texts = [(signature.name, "signature_name"), *((line, "position") for line in signature.position)]
    made = [*above, room, *(_plain((Run(text),), style_id, "p", "", setting) for text, style_id in texts if text)]
    return f'<div class="signature" style="width:{setting.measure_cm:.3f}cm">{"".join(made)}</div>'


def _contents(setting: Setting) -> str:
    narrowed = replace(setting, measure_cm=setting.measure_cm - _NUMBER_ROOM_CM)
    entries = ((name, narrowed.lines((Run(words),), "contents_line", "", 0, 0)) for name, words in setting.bookmarks)
    return "".join(f'<p class="contents_line"><a href="#{name}">{lines}</a></p>' for name, lines in entries)
