"""What each number of `templates/layout.yaml` may be: a page that cannot be set is refused where it is written.

The ranges are wide: they keep out slips (a missing point, another unit) and what would hang or break an engine. What
must fit together, such as indents and the width of the text, is compared when all numbers are known.
"""

from __future__ import annotations

from docgen.folder.fields import Fields
from docgen.look.style import Layout, PageSize

LEAST_WIDTH_CM = 2.0
"""The narrowest column of text that is set: a long Thai word at 16 pt is about as wide."""

_LEAST_HEIGHT_CM = 3.0
_MOST_WORDS = 40

# By the entry's own name, or group and name where a name means other things in several groups.
_RANGES: dict[str, tuple[float, float]] = {
    "width_cm": (7, 60),
    "height_cm": (7, 60),
    "margin_left_cm": (0, 20),
    "margin_right_cm": (0, 20),
    "margin_top_cm": (0, 20),
    "margin_bottom_cm": (0, 20),
    "page_number_top_cm": (0, 20),
    "emblem.height_cm": (0.5, 10),
    "top_cm": (0, 10),
    "size_pt": (4, 100),
    "line_pt": (4, 200),
    "first_line_cm": (-20, 20),
    "left_cm": (0, 20),
    "right_cm": (0, 20),
    "space_before_pt": (0, 300),
    "space_after_pt": (0, 300),
    "tables.space_before_pt": (0, 100),
    "tables.space_after_pt": (0, 100),
    "block_left_cm": (0, 40),
    "block_width_cm": (2, 40),
    "room_pt": (0, 300),
    "gap_cm": (0, 5),
    "small_height_cm": (0.5, 10),
    "label_cm": (0, 20),
    "text_cm": (0, 20),
    "cell_label_cm": (0, 5),
    "border_pt": (0, 6),
    "padding_x_cm": (0, 2),
    "padding_y_cm": (0, 2),
    "head_rule.width_cm": (0, 60),
    "head_rule.line_pt": (0.25, 6),
    "columns": (0.01, 1000),
    "max_width_cm": (1, 60),
    "max_height_cm": (1, 60),
    "letter_stretch_pt": (0, 0.48),
    "letter_shrink_pt": (0, 1),
    "blank_stretch_pt": (0, 20),
    "blank_shrink_pt": (0, 3),
    "glyph_scale_percent": (0, 10),
    "at_size_pt": (4, 100),
}


def in_range(entries: Fields, name: str, value: float, group: str = "") -> float:
    """Return a value that its entry may have; report one that it may not, and return the nearest that it may."""
    low, high = _RANGES.get(f"{group}.{name}", _RANGES.get(name, (0, 1000)))
    if low <= value <= high:
        return value
    place = entries.place(name)
    if place == entries.mapping.place and name not in entries.mapping.entries:
        return min(max(value, low), high)  # it is missing, which is told already
    message = f"{name}: {value:g} อยู่นอกช่วงที่ใช้ได้"
    entries.report("out-of-range", place, message, f"เขียนจำนวนตั้งแต่ {low:g} ถึง {high:g}")
    return min(max(value, low), high)


def checked_form(entries: Fields, name: str, default: str) -> str:
    """Return a form such as "- {} -": one {} where the number or the words come, nothing else that could be meant."""
    form = entries.text(name, default)
    plain = form.replace("{}", "", 1)
    if form.count("{}") != 1 or "{" in plain or "}" in plain or len(form) > _MOST_WORDS or not form.isprintable():
        hint = f'เขียนแบบ "{default}" ยาวไม่เกิน {_MOST_WORDS} ตัวอักษร'
        entries.report("wrong-value", entries.place(name), f"{name}: ต้องมี {{}} หนึ่งแห่ง และไม่มีวงเล็บปีกกาอื่น", hint)
        return default
    return form


def checked_words(entries: Fields, name: str, default: str = "") -> str:
    """Return a short text for the style sheet and for Word: printable, without what would end a text there."""
    words = entries.text(name, default)
    if len(words) > _MOST_WORDS or not words.isprintable() or any(one in words for one in "\"'\\<>;"):
        message, hint = f"{name}: ข้อความนี้ใช้ไม่ได้", f'เขียนไม่เกิน {_MOST_WORDS} ตัวอักษร ไม่มีเครื่องหมาย " \\ < > ;'
        entries.report("wrong-value", entries.place(name), message, hint)
        return default
    return words


def check_fit(layout: Layout, groups: dict[str, Fields]) -> None:
    """Report what is right by itself and does not go together: margins, indents, the signature block, pictures."""
    for group, page in (("page", layout.portrait), ("landscape", layout.landscape)):
        entries = groups[group]
        if page.measure_cm < LEAST_WIDTH_CM or page.text_height_cm < _LEAST_HEIGHT_CM:
            key = "margin_left_cm" if page.measure_cm < LEAST_WIDTH_CM else "margin_top_cm"
            message = f"ขอบกระดาษเหลือที่พิมพ์ {page.measure_cm:g} x {page.text_height_cm:g} ซม."
            hint = f"ต้องเหลืออย่างน้อย {LEAST_WIDTH_CM:g} x {_LEAST_HEIGHT_CM:g} ซม. ลดขอบลง"
            entries.report("does-not-fit", entries.place(key), message, hint)
    if groups["page"].problems:
        return  # what is compared with the page is only then wrong when the page is right
    _check_indents(layout, groups)
    page = layout.portrait
    if layout.emblem.top_cm + layout.emblem.height_cm > page.height_cm - page.margin_bottom_cm - _LEAST_HEIGHT_CM:
        entries = groups["emblem"]
        entries.report("does-not-fit", entries.place("height_cm"), "ตราครุฑสูงเกินหน้ากระดาษ", "ลด height_cm หรือ top_cm")
    block = layout.signature.block_left_cm + layout.signature.block_width_cm
    if block > page.measure_cm:
        entries = groups["signature"]
        message = f"ที่ลงนามล้นขอบขวา (block_left_cm + block_width_cm เป็น {block:g} ซม.)"
        hint = f"รวมกันต้องไม่เกิน {page.measure_cm:g} ซม."
        entries.report("does-not-fit", entries.place("block_width_cm"), message, hint)
    widest, tallest = _text_area(layout)
    for key, value, most in (
        ("max_width_cm", layout.figure.max_width_cm, widest),
        ("max_height_cm", layout.figure.max_height_cm, tallest),
    ):
        if value > most:
            entries = groups["figure"]
            entries.report("does-not-fit", entries.place(key), f"{key}: {value:g} ล้นที่พิมพ์", f"เขียนไม่เกิน {most:g}")


def _check_indents(layout: Layout, groups: dict[str, Fields]) -> None:
    """Report styles and clauses whose indents leave no room for words."""
    measure = min(layout.portrait.measure_cm, layout.landscape.measure_cm)
    hint = f"ย่อหน้ารวมกันต้องเหลือที่พิมพ์อย่างน้อย {LEAST_WIDTH_CM:g} จาก {measure:g} ซม."
    styles = groups["styles"]
    for name, style in layout.styles.items():
        indent = style.left_cm + style.right_cm + max(style.first_line_cm, 0)
        if measure - indent < LEAST_WIDTH_CM or style.left_cm + style.first_line_cm < 0:
            styles.report("does-not-fit", styles.place(name), f"{name}: ย่อหน้าล้นขอบ", hint)
        if style.line_pt < style.size_pt:
            message = f"{name}: บรรทัดสูง {style.line_pt:g} pt เตี้ยกว่าตัวอักษร {style.size_pt:g} pt ตัวอักษรจะซ้อนกัน"
            styles.report("does-not-fit", styles.place(name), message, "เพิ่ม line_pt ราว 1.3 เท่าของ size_pt")
    for role, line in layout.lines.items():
        places = [
            at for at, align in zip(line.at_cm, line.aligns, strict=True) if align != "right"
        ]  # as far as there is
        if max(places, default=0.0) > layout.portrait.measure_cm:
            styles.report("does-not-fit", styles.mapping.place, f"lines: {role}: at_cm ล้นขอบ", hint)
    numbering = groups["numbering"]
    for name, levels in layout.numbering.items():
        if any(measure - max(one.label_cm, one.text_cm, one.left_cm) < LEAST_WIDTH_CM for one in levels):
            numbering.report("does-not-fit", numbering.place(name), f"{name}: ย่อหน้าของเลขข้อล้นขอบ", hint)
    bullet = layout.bullet
    if measure - max(bullet.label_cm, bullet.text_cm, bullet.left_cm) < LEAST_WIDTH_CM:
        groups["bullet"].report("does-not-fit", groups["bullet"].place("text_cm"), "bullet: ย่อหน้าล้นขอบ", hint)


def _text_area(layout: Layout) -> tuple[float, float]:
    pages: tuple[PageSize, PageSize] = (layout.portrait, layout.landscape)
    return min(page.measure_cm for page in pages), min(page.text_height_cm for page in pages)
