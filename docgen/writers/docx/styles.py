"""Make Word's styles from the layout: one for each role, shown under its Thai name. Nothing of the default template."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from docgen.look.layout import STYLE_IDS
from docgen.look.people import PERSON, person_style
from docgen.look.style import PT_PER_CM, Layout, NumberingLevel, ParagraphStyle
from docgen.writers.docx.parted import character_style_id, line_style_id, line_styles, other_styles
from docgen.writers.docx.xml import NAMESPACES, attribute, indent, twips, twips_pt

_OUTLINE = {"title": 0, "cover_title": 0, "annex_title": 0, "heading1": 1, "heading2": 2, "heading3": 3}
_ALIGN = {"justify": "thaiDistribute"}
# Paragraphs of a picture stand on a line as high as the picture; all others on lines of a fixed height, because
# Word and LibreOffice take the font's own height from different tables (18.08 or 20.96 pt at 16 pt).
_PICTURE_STYLES = ("emblem", "figure")
SECTION_END = "section_end"
NUMBER_ABOVE_EMBLEM = "page_number_emblem"
# What Word gives the paragraph that a clerk begins at the end of one in this style; the same style where none is named.
_NEXT = {
    "title": "subject",
    "subject": "body",
    "heading1": "body",
    "heading2": "body",
    "heading3": "body",
    "closing": "issue_date",
    "issue_date": "signature_name_single",
    "signature_name_single": "position_single",
    "figure": "caption",
    "caption": "body",
    "emblem": "title",
}


def styles_xml(layout: Layout, rests: Mapping[str, tuple[str, NumberingLevel]], used: Collection[str] = ()) -> str:
    """Return the styles part; `rests` are the styles that the body asked for, each with its look and place.

    Of the styles of some kinds alone there are those that are `used`, by their ids.
    """
    family = attribute(layout.font.family)
    base = layout.styles["base"]
    made = [
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
        f"<w:rFonts w:ascii={family} w:hAnsi={family} w:eastAsia={family} w:cs={family}/>"
        f'<w:sz w:val="{_half(base.size_pt)}"/><w:szCs w:val="{_half(base.size_pt)}"/>'
        '<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="th-TH"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    ]
    made += [_paragraph_style(one, layout) for one in layout.styles.values() if one.id in STYLE_IDS or one.id in used]
    made += [_paragraph_style(style, layout, ind) for style, ind in _derived(layout)]
    made += [_paragraph_style(style, layout, ind) for style, ind in _of_letters(layout) if style.id in used]
    made += _line_styles(layout, used)
    made += [_rest_style(name, *rests[name], layout) for name in sorted(rests)]
    if PERSON in used and PERSON not in layout.styles:
        made.append(_paragraph_style(person_style(layout), layout, indent(0.0)))
    made += [
        # Word adds styles of these three names to a file that lacks them, and bases what it can on its own.
        '<w:style w:type="character" w:default="1" w:styleId="default_character">'
        '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="table_normal"><w:name w:val="Normal Table"/><w:semiHidden/>'
        f"<w:tblPr>{_cell_margins(0, 0)}</w:tblPr></w:style>",
        '<w:style w:type="numbering" w:default="1" w:styleId="no_list"><w:name w:val="No List"/><w:semiHidden/>'
        "</w:style>",
        '<w:style w:type="character" w:customStyle="1" w:styleId="code"><w:name w:val="ข้อความตามที่พิมพ์"/>'
        "<w:rPr><w:noProof/></w:rPr></w:style>",
        '<w:style w:type="character" w:customStyle="1" w:styleId="fill"><w:name w:val="ช่องกรอก"/>'
        '<w:rPr><w:color w:val="595959"/></w:rPr></w:style>',
        _table_style(layout),
        '<w:style w:type="table" w:customStyle="1" w:styleId="table_plain"><w:name w:val="ตารางไม่มีเส้น"/>'
        f'<w:basedOn w:val="table_normal"/><w:tblPr>{_cell_margins(0, 0)}</w:tblPr></w:style>',
    ]
    return "".join(made) + "</w:styles>"


def roles_by_name(layout: Layout) -> dict[str, str]:
    """Return the ids of the styles by the names that Word shows: LibreOffice keeps only those when it saves."""
    found = {style.name: style.id for style in layout.styles.values()}
    found |= {style.name: style.id for style, _ in (*_derived(layout), *_of_letters(layout))}
    found |= {name: style_id for style_id, name, _, _ in line_styles(layout, layout.lines)}
    found[person_style(layout).name] = PERSON
    return found | {"Normal": "base", "ข้อความตามที่พิมพ์": "code"}


def _half(size_pt: float) -> int:
    return round(size_pt * 2)


def _derived(layout: Layout) -> Iterator[tuple[ParagraphStyle, str]]:
    """Yield the styles that the layout only implies, each with its indentation ("" for that of the style)."""
    base, cell, signature = layout.styles["base"], layout.styles["cell"], layout.signature
    for align in ("center", "right"):
        yield replace(cell, id=f"cell_{align}", name=f"{cell.name} ({align})", align=align), ""
    for list_kind, width in (("clause", layout.cell_label_cm), ("bullet", layout.bullet_cell_label_cm)):
        yield replace(cell, id=f"cell_{list_kind}", name=f"{cell.name} รายการ ({list_kind})"), indent(width, -width)
    right = layout.portrait.measure_cm - signature.block_left_cm - signature.block_width_cm
    for name in ("signs_as", "signature_name", "position"):
        look = layout.styles[name]
        before = signature.room_pt if name == "signature_name" else look.space_before_pt
        single = replace(look, id=f"{name}_single", name=f"{look.name} (คนเดียว)", space_before_pt=before)
        yield single, indent(signature.block_left_cm, 0, right)
        yield replace(look, id=f"{name}_side", name=f"{look.name} (เคียงกัน)", space_before_pt=before), ""
    emblem = replace(base, id="emblem", name="ตราครุฑ", align="center", space_after_pt=layout.emblem.space_after_pt)
    yield replace(emblem, keep_with_next=True), ""
    number = layout.styles["page_number"]
    room_pt = (layout.portrait.margin_top_cm - layout.portrait.page_number_top_cm) * PT_PER_CM - number.line_pt
    # Below the emblem's small margin the header of the later pages holds the text down.
    yield replace(number, id=NUMBER_ABOVE_EMBLEM, name=f"{number.name} (ประกาศ)", space_after_pt=max(room_pt, 0.0)), ""
    figure = replace(base, id="figure", name="ภาพ", align="center", space_before_pt=12, keep_with_next=True)
    yield figure, ""
    yield replace(base, id=SECTION_END, name="ท้ายตอน", size_pt=1, line_pt=1), ""


def _of_letters(layout: Layout) -> Iterator[tuple[ParagraphStyle, str]]:
    """Yield the styles of a signature with a rank before it: the rank has the room above it, the name has none."""
    look, signature = layout.styles["signature_name"], layout.signature
    right = layout.portrait.measure_cm - signature.block_left_cm - signature.block_width_cm
    single = indent(signature.block_left_cm, 0, right)
    for kind, name, ind in (("single", "คนเดียว", single), ("side", "เคียงกัน", "")):
        room = max(signature.room_pt - look.line_pt, 0.0)
        rank = replace(look, id=f"signature_rank_{kind}", name=f"ยศ ({name})", align="left", space_before_pt=room)
        yield rank, ind
        yield replace(look, id=f"signature_name_{kind}_ranked", name=f"{look.name} ใต้ยศ ({name})"), ind


def _line_styles(layout: Layout, used: Collection[str]) -> list[str]:
    roles = [role for role in layout.lines if line_style_id(role) in used]
    made = []
    for style_id, name, line_pt, like in line_styles(layout, roles):
        style = replace(layout.styles[like], id=style_id, name=name, line_pt=line_pt, align="left")
        made.append(_paragraph_style(style, layout))
    for like in other_styles(layout, roles):
        style = layout.styles[like]
        made.append(
            f'<w:style w:type="character" w:customStyle="1" w:styleId="{character_style_id(like)}">'
            f"<w:name w:val={attribute(style.name + ' (คำ)')}/><w:rPr>{_letters(style)}</w:rPr></w:style>"
        )
    return made


def _letters(style: ParagraphStyle) -> str:
    bold = "<w:b/><w:bCs/>" if style.bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    colour = f'<w:color w:val="{"FF0000" if style.colour == "red" else "000000"}"/>'
    return f'{bold}{colour}<w:sz w:val="{_half(style.size_pt)}"/><w:szCs w:val="{_half(style.size_pt)}"/>'


def _rest_style(name: str, look: str, level: NumberingLevel, layout: Layout) -> str:
    like = layout.styles[look]
    style = replace(like, id=name, name=f"{like.name} วรรคต่อไป {level.text_cm:.2f}/{level.left_cm:.2f}")
    return _paragraph_style(style, layout, indent(level.left_cm, level.text_cm - level.left_cm))


def _paragraph_style(style: ParagraphStyle, layout: Layout, own_indent: str = "") -> str:
    is_base = style.id == "base"
    name = f"<w:name w:val={attribute(style.name)}/>"
    if is_base:
        # Only Normal can be the default; the Thai name is shown beside it.
        name = f'<w:name w:val="Normal"/><w:aliases w:val={attribute(style.name)}/>'
    based_on = "" if is_base else '<w:basedOn w:val="base"/>'
    following = f'<w:next w:val="{_NEXT[style.id]}"/>' if style.id in _NEXT else ""
    kind = 'w:default="1"' if is_base else 'w:customStyle="1"'
    outline = f'<w:outlineLvl w:val="{_OUTLINE[style.id]}"/>' if style.id in _OUTLINE else ""
    # A head, a dateline or a name is never parted; what stands by itself needs no other line.
    keep = "<w:keepNext/><w:keepLines/>" if style.keep_with_next else ""
    if style.id.startswith("position"):
        keep += "<w:keepLines/>"
    tabs = ""
    if style.id == "contents_line":
        tabs = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{twips(layout.portrait.measure_cm)}"/></w:tabs>'
    line = (
        'w:line="240" w:lineRule="auto"'
        if style.id in _PICTURE_STYLES
        else f'w:line="{twips_pt(style.line_pt)}" w:lineRule="exact"'
    )
    spacing = (
        f'<w:spacing w:before="{twips_pt(style.space_before_pt)}" w:after="{twips_pt(style.space_after_pt)}" {line}/>'
    )
    ind = own_indent or indent(style.left_cm, style.first_line_cm, style.right_cm)
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    colour = '<w:color w:val="FF0000"/>' if style.colour == "red" else ""
    size = f'<w:sz w:val="{_half(style.size_pt)}"/><w:szCs w:val="{_half(style.size_pt)}"/>'
    return (
        f'<w:style w:type="paragraph" {kind} w:styleId="{style.id}">{name}{based_on}{following}<w:qFormat/>'
        f"<w:pPr>{keep}<w:widowControl/>{tabs}{spacing}{ind}"
        f'<w:jc w:val="{_ALIGN.get(style.align, style.align)}"/>{outline}</w:pPr>'
        f"<w:rPr>{bold}{colour}{size}</w:rPr></w:style>"
    )


def _table_style(layout: Layout) -> str:
    look = layout.tables
    size = max(round(look.border_pt * 8), 2)
    border = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="table"><w:name w:val="ตาราง"/>'
        f'<w:basedOn w:val="table_normal"/>'
        f"<w:tblPr><w:tblBorders>{border}</w:tblBorders>{_cell_margins(look.padding_x_cm, look.padding_y_cm)}</w:tblPr>"
        "</w:style>"
    )


def _cell_margins(across_cm: float, down_cm: float) -> str:
    sides = (("top", down_cm), ("left", across_cm), ("bottom", down_cm), ("right", across_cm))
    inner = "".join(f'<w:{side} w:w="{twips(width)}" w:type="dxa"/>' for side, width in sides)
    return f"<w:tblCellMar>{inner}</w:tblCellMar>"
