"""Write a line of parts side by side: one paragraph with a tab stop for each part, dots as the leaders of tabs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from docgen.look.lines import LineStyle, label_of, width_cm
from docgen.look.style import Layout
from docgen.tree import Inline, LinePart, PartedLine
from docgen.writers.docx.xml import indent, paragraph, text, twips, twips_pt

_TAB = "<w:r><w:tab/></w:r>"


def line_style_id(role: str) -> str:
    """Return the id of the Word style of a line."""
    return f"line_{role}"


def character_style_id(style_id: str) -> str:
    """Return the id of the character style of words that stand in a line of another look."""
    return f"words_{style_id}"


def parted_xml(block: PartedLine, layout: Layout, root: Path, write: Callable[[Iterable[Inline], str], str]) -> str:
    """Return the paragraph of a line; `write` writes inlines in a character style ("" for that of the paragraph)."""
    look = layout.lines[block.role]
    stops, runs, left_cm, first_cm = [], "", 0.0, 0.0
    standing = [number for number, part in enumerate(block.parts) if part.label or part.inlines]
    for number in standing:
        part, align, at_cm = block.parts[number], look.aligns[number], look.at_cm[number]
        at_cm = min(at_cm, layout.portrait.measure_cm) if align == "right" else at_cm
        if at_cm:
            is_led = look.leader and number != standing[0]
            stops.append((align, "dot" if is_led else "", at_cm))
            runs += _TAB
        label = label_of(part)
        if part.label:
            runs += f"<w:r>{_look(_other(look.label_style, look))}{text(part.label)}</w:r>"
        if align == "left":
            start = look.words_cm(number, _label_cm(label, look, layout, root)) if label else at_cm
            left_cm = start
            if label:
                stops.append(("left", "", start))
                runs += _TAB
        runs += write(part.inlines, _other(look.styles[number], look))
    if look.leader:
        stops.append(("right", "dot", layout.portrait.measure_cm))
        runs += _TAB
    if standing and look.aligns[standing[-1]] == "center":
        left_cm = 0.0
    first_cm = -left_cm
    properties = _space(block, look, layout) + indent(left_cm, first_cm)
    return paragraph(line_style_id(block.role), runs, numbering=_tabs(stops) + properties)


def line_styles(layout: Layout, roles: Iterable[str]) -> Iterator[tuple[str, str, float, str]]:
    """Yield id, name and height (pt) of the style of each line, and the paragraph style whose look it has."""
    for role in roles:
        look = layout.lines[role]
        styles = [layout.styles[name] for name in (*look.styles, look.label_style)]
        yield line_style_id(role), look.name, max(style.line_pt for style in styles), look.styles[0]


def other_styles(layout: Layout, roles: Iterable[str]) -> list[str]:
    """Return the paragraph styles that words in lines of these roles wear beside that of their paragraph."""
    found: dict[str, None] = {}
    for role in roles:
        look = layout.lines[role]
        found.update(dict.fromkeys(name for name in (*look.styles, look.label_style) if name != look.styles[0]))
    return list(found)


def _other(style_id: str, look: LineStyle) -> str:
    return character_style_id(style_id) if style_id != look.styles[0] else ""


def _look(style: str) -> str:
    return f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""


def _label_cm(label: str, look: LineStyle, layout: Layout, root: Path) -> float:
    style = layout.styles[look.label_style]
    return width_cm(label, root / "fonts" / layout.font.file(style.bold, False), style.size_pt)


def _space(block: PartedLine, look: LineStyle, layout: Layout) -> str:
    """Return no space above a line that goes on under the label of the one before."""
    part = block.parts[0] if block.parts else LinePart("", ())
    if not part.under:
        return ""
    line = max(layout.styles[name].line_pt for name in (*look.styles, look.label_style))
    return f'<w:spacing w:before="0" w:after="0" w:line="{twips_pt(line)}" w:lineRule="exact"/>'


def _tabs(stops: Iterable[tuple[str, str, float]]) -> str:
    made = "".join(
        f'<w:tab w:val="{align}"{f" w:leader={leader!r}" if leader else ""} w:pos="{twips(at)}"/>'.replace("'", '"')
        for align, leader, at in sorted(set(stops), key=lambda stop: stop[2])
    )
    return f"<w:tabs>{made}</w:tabs>" if made else ""
