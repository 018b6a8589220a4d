"""Read the lines of letters in `templates/layout.yaml`; refuse a document whose layout lacks a look that it needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from docgen.errors import DocgenError, Finding, Place, error
from docgen.folder.fields import Fields
from docgen.look.lines import LineStyle, PartAlign
from docgen.look.ranges import checked_words, in_range
from docgen.look.style import Layout, ParagraphStyle
from docgen.thai.numerals import to_arabic_digits
from docgen.tree import Document, LineRole, Paragraph, PartedLine, every

_KEYS = "name styles at_cm aligns label_style gap_cm text_cm leader".split()
_MOST_CM = 40.0
_HINT = "เขียนแบบ at_cm: [0, 8.0] และ styles: [base, base] จำนวนเท่ากัน"


def read_lines(entries: Fields | None, styles: dict[str, ParagraphStyle]) -> dict[str, LineStyle]:
    """Return the looks of lines by their roles; a layout of an earlier program has none."""
    made: dict[str, LineStyle] = {}
    if entries is None:
        return made
    entries.allow(*get_args(LineRole))
    for role in entries.mapping.entries:
        child = entries.child(role)
        if child is not None:
            made[role] = _line(child, styles)
    return made


def _line(entries: Fields, styles: dict[str, ParagraphStyle]) -> LineStyle:
    entries.allow(*_KEYS, required=["name", "styles", "at_cm"])
    named = tuple(one.text.strip() for one in entries.scalars("styles"))
    label_style = entries.text("label_style") or (named[0] if named else "base")
    for key, name in (*(("styles", name) for name in named), ("label_style", label_style)):
        if name not in styles:
            entries.report("wrong-value", entries.place(key), f"ไม่พบลักษณะ {name}", "ใช้ชื่อที่มีใต้ styles")
    places = tuple(_centimetres(entries, "at_cm", one.text) for one in entries.scalars("at_cm"))
    aligns = tuple(one.text.strip() for one in entries.scalars("aligns")) or ("left",) * len(named)
    if not len(named) == len(places) == len(aligns) or set(aligns) - set(get_args(PartAlign)):
        entries.report("wrong-value", entries.mapping.place, "แต่ละส่วนของบรรทัดต้องมีที่และลักษณะของตัวเอง", _HINT)
        named, places, aligns = ("base",), (0.0,), ("left",)
    gap, text = (in_range(entries, key, entries.number(key)) for key in ("gap_cm", "text_cm"))
    name = checked_words(entries, "name")
    known = [name for name in named if name in styles] or ["base"]
    label_style = label_style if label_style in styles else "base"
    return LineStyle(name, tuple(known), places, aligns, label_style, gap, text, entries.flag("leader"))  # type: ignore[arg-type]


def _centimetres(entries: Fields, key: str, text: str) -> float:
    try:
        value = float(to_arabic_digits(text.strip()))
    except ValueError:
        value = -1.0
    if not 0 <= value <= _MOST_CM:
        entries.report("out-of-range", entries.place(key), f"{key}: อยู่นอกที่พิมพ์", f"เขียนจำนวนตั้งแต่ 0 ถึง {_MOST_CM:g}")
        return 0.0
    return value


def refuse_unknown_looks(document: Document, layout: Layout, path: str) -> None:
    """Raise DocgenError for a document with parts that the office's layout says nothing of; `path` is its content."""
    lacking = dict.fromkeys(_lacking(document, layout))
    if lacking:
        names = ", ".join(lacking)
        hint = "คัดลอกรายการเหล่านี้จาก templates/layout.yaml ที่มากับโปรแกรมรุ่นนี้"
        raise DocgenError(
            [Finding("no-look", Place("templates/layout.yaml"), f"แบบหน้าไม่มีลักษณะที่ {path} ต้องใช้: {names}", hint)]
        )


def _lacking(document: Document, layout: Layout) -> Iterator[str]:
    for section in document.sections:
        if section.role not in layout.sections:
            yield f"sections: {section.role}"
        for block in every(section.blocks):
            if isinstance(block, Paragraph) and block.role not in layout.styles:
                yield f"styles: {block.role}"
            if isinstance(block, PartedLine):
                look = layout.lines.get(block.role)
                if look is None:
                    yield f"lines: {block.role}"
                elif len(block.parts) > len(look.styles):
                    raise error("no-look", Place("templates/layout.yaml"), f"บรรทัด {block.role} มีส่วนน้อยกว่าแม่แบบ", _HINT)
    if document.secrecy and "secrecy" not in layout.styles:
        yield "styles: secrecy"
