"""Read `templates/layout.yaml` into the records of `style.py`, and tell every wrong, unknown or missing entry."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping as MappingType
from functools import cache, lru_cache
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

from docgen.errors import DocgenError, Finding
from docgen.folder.fields import Fields, as_fields
from docgen.folder.file_names import odd_name
from docgen.folder.located import Mapping, Sequence, read_yaml
from docgen.look import style
from docgen.look.head_rule import HeadRuleStyle
from docgen.look.line_reading import read_lines
from docgen.look.ranges import check_fit, checked_form, checked_words, in_range
from docgen.thai.numbering import validate_pattern
from docgen.thai.numerals import to_arabic_digits

# Roles whose looks the writers ask for by name; a layout without one of them is refused.
STYLE_IDS = (
    "base title subject body heading1 heading2 heading3 bullet clause1 clause2 clause3 closing issue_date signs_as"
    " signature_name position cover_title cover_round cover_period cover_agency cover_place annex_title"
    " contents_title contents_line caption cell cell_head note page_number"
).split()
SECTION_ROLES = "announcement cover contents text plan results pictures annex".split()
# What layouts of earlier programs have not: it is asked for by those documents alone that need it.
_NEWER_SECTIONS = ("plain", "attached", "attached_landscape")
_GROUPS = (
    "page emblem font styles signature numbering bullet sections landscape tables figure composition kinds"
).split()
_PAGE_KEYS = (
    "width_cm height_cm margin_left_cm margin_right_cm margin_top_cm margin_bottom_cm page_number_top_cm"
).split()
R = TypeVar("R")
Kinds = MappingType[str, str]


def read_layout(text: str, shown_path: str, kinds: Kinds) -> style.Layout:
    """Read the text of the layout file; `kinds` are the numbering schemes by kind, "" where it must name one.

    Raises DocgenError that lists what is wrong, each with its line. The same text is read once: whoever shows a
    document while it is typed asks again and again.
    """
    return _read(text, shown_path, tuple(kinds.items()))


@lru_cache(maxsize=4)
def _read(text: str, shown_path: str, kinds: tuple[tuple[str, str], ...]) -> style.Layout:
    problems: list[Finding] = []
    top = as_fields(read_yaml(text, shown_path), shown_path, problems, has_remarks=True)
    top.allow(*_GROUPS, "lines", "head_rule", required=_GROUPS)
    groups = {name: child for name in _GROUPS if (child := top.child(name)) is not None}
    if len(groups) < len(_GROUPS):
        raise DocgenError(problems)
    layout = _build(groups, top.child("lines"), dict(kinds))
    if (rule := top.child("head_rule")) is not None:
        layout = dataclasses.replace(layout, head_rule=_head_rule(rule))
    if not problems:
        check_fit(layout, groups)
    if problems:
        raise DocgenError(sorted(problems, key=lambda problem: problem.place))
    return layout


def _build(groups: dict[str, Fields], lines: Fields | None, known_kinds: Kinds) -> style.Layout:
    page = groups["page"]
    schemes, cell_label_cm = _numbering(groups["numbering"])
    bullet = groups["bullet"].allow("label", "label_cm", "text_cm", "left_cm", "cell_label_cm")
    page.allow(*_PAGE_KEYS, "page_number_form", "continuation_form", required=[*_PAGE_KEYS, "page_number_form"])
    portrait = style.PageSize(**{key: in_range(page, key, page.number(key)) for key in _PAGE_KEYS})
    styles = _styles(groups["styles"])
    kinds = groups["kinds"].allow(*known_kinds, required=[name for name, scheme in known_kinds.items() if not scheme])
    return style.Layout(
        portrait=portrait,
        landscape=_landscape(groups["landscape"], portrait),
        page_number_form=checked_form(page, "page_number_form", "- {} -"),
        continuation_form=checked_form(page, "continuation_form", "/{}…"),
        emblem=_record(style.Emblem, groups["emblem"], {"small_height_cm": 1.5}, group="emblem"),
        font=_font(groups["font"]),
        styles=styles,
        lines=read_lines(lines, styles),
        signature=_record(style.SignatureStyle, groups["signature"]),
        numbering=schemes,
        cell_label_cm=cell_label_cm,
        bullet=style.NumberingLevel(
            checked_words(bullet, "label", "-"),
            *(in_range(bullet, key, bullet.number(key)) for key in ("label_cm", "text_cm", "left_cm")),
        ),
        bullet_cell_label_cm=in_range(bullet, "cell_label_cm", bullet.number("cell_label_cm", 0.3)),
        sections=_sections(groups["sections"]),
        tables=_tables(groups["tables"]),
        figure=_record(style.Figures, groups["figure"]),
        composition=_record(style.Composition, groups["composition"]),
        kind_numbering={
            name: child.allow("numbering").choice("numbering", schemes, "decimal")
            for name in kinds.mapping.entries
            if (child := kinds.child(name)) is not None
        },
    )


def _record(record: type[R], entries: Fields, defaults: dict[str, Any] | None = None, group: str = "") -> R:
    """Make a record whose fields are numbers, words, flags or literals from entries of the same names."""
    defaults = defaults or {}
    names = [field.name for field in dataclasses.fields(cast(Any, record))]
    entries.allow(*names, required=[name for name in names if name not in defaults])
    hints = _kinds(cast(Any, record))
    return record(**{name: _value(entries, name, hints[name], defaults.get(name), group) for name in names})


@cache
def _kinds(record: Any) -> dict[str, Any]:
    return get_type_hints(record)


def _value(entries: Fields, name: str, kind: Any, default: Any, group: str) -> Any:
    if kind is float:
        return in_range(entries, name, entries.number(name, default or 0.0), group)
    if kind is bool:
        return entries.flag(name, bool(default))
    if get_origin(kind) is Literal:
        return entries.choice(name, get_args(kind), default or get_args(kind)[0])
    return checked_words(entries, name, default or "")


def _head_rule(entries: Fields) -> HeadRuleStyle:
    plain = HeadRuleStyle()
    return _record(HeadRuleStyle, entries, dataclasses.asdict(plain), "head_rule")


def _landscape(entries: Fields, portrait: style.PageSize) -> style.PageSize:
    turned = {"width_cm": portrait.height_cm, "height_cm": portrait.width_cm}
    keys = [key for key in _PAGE_KEYS if key not in turned]
    entries.allow(*keys, required=keys)
    return style.PageSize(**turned, **{key: in_range(entries, key, entries.number(key)) for key in keys})


def _font(entries: Fields) -> style.Font:
    names = ["family", "regular", "bold", "italic", "bold_italic"]
    entries.allow(*names, required=names)
    family = entries.text("family")
    if "IT๙" in family or "IT9" in family:
        # TH SarabunIT๙ draws Arabic code points as Thai digits: text extraction and search break (format.md 2.3).
        entries.report(
            "font-hides-digits",
            entries.place("family"),
            f"ใช้แบบอักษร {family} ไม่ได้ เพราะซ่อนเลขอารบิกไว้ใต้รูปเลขไทย ทำให้ค้นหาและคัดลอกข้อความผิด",
            "ใช้ TH SarabunPSK",
        )
    for name in names[1:]:
        if (why := odd_name(entries.text(name))) and name in entries:
            hint = "เขียนชื่อไฟล์ที่อยู่ในโฟลเดอร์ fonts/ เช่น THSarabun-Regular.ttf"
            entries.report("wrong-value", entries.place(name), f"{name}: ใช้ชื่อไฟล์นี้ไม่ได้: {why}", hint)
    return style.Font(*(checked_words(entries, name) for name in names))


def _styles(entries: Fields) -> dict[str, style.ParagraphStyle]:
    styles: dict[str, style.ParagraphStyle] = {}
    for name in STYLE_IDS:
        if name not in entries:
            entries.report("missing-key", entries.mapping.place, f"ขาดลักษณะ {name}", f"เพิ่ม {name}: {{…}} ใต้ styles")
    for name, node in entries.mapping.entries.items():
        if not isinstance(node, Mapping):
            entries.report("not-a-mapping", node.place, f"{name} ต้องมีรายการย่อย", "ดูลักษณะอื่นในไฟล์นี้")
            continue
        values = Fields(node, entries.problems, entries.has_remarks)
        based_on = values.text("based_on")
        if based_on and based_on not in styles:
            values.report("wrong-value", values.place("based_on"), f"ไม่พบลักษณะ {based_on}", "ต้องเขียนไว้ก่อนลักษณะนี้")
        parent = dataclasses.asdict(styles[based_on]) if based_on in styles else {"colour": "black"}
        known = Mapping({k: v for k, v in node.entries.items() if k != "based_on"}, node.key_places, node.place)
        known.key_places.pop("based_on", None)
        styles[name] = _record(
            style.ParagraphStyle, Fields(known, entries.problems, entries.has_remarks), {**parent, "id": name}
        )
    return styles


def _numbering(entries: Fields) -> tuple[dict[str, tuple[style.NumberingLevel, ...]], float]:
    schemes: dict[str, tuple[style.NumberingLevel, ...]] = {}
    for name, node in entries.mapping.entries.items():
        if not isinstance(node, Sequence):
            continue
        levels = []
        for level, entry in enumerate(entries.mappings(name), start=1):
            made = _record(style.NumberingLevel, entry)
            try:
                validate_pattern(made.label, level)
            except ValueError:
                entry.report(
                    "wrong-value", entry.place("label"), f"แบบเลขข้อ {made.label} ใช้ไม่ได้", f"ต้องมี {{{level}}} อยู่ในแบบ"
                )
            levels.append(made)
        if len(levels) != 3:
            entries.report("wrong-value", node.place, f"แบบเลขข้อ {name} ต้องมีสามระดับ", "เขียนสามบรรทัดที่ขึ้นต้นด้วย -")
        schemes[name] = tuple(levels)
    return schemes, in_range(entries, "cell_label_cm", entries.number("cell_label_cm", 0.6))


def _sections(entries: Fields) -> dict[str, style.SectionStyle]:
    entries.allow(*SECTION_ROLES, *_NEWER_SECTIONS, required=SECTION_ROLES)
    defaults = {
        "orientation": "portrait",
        "first_page_number": True,
        "starts_with_emblem": False,
        "vertical": "top",
        "continuation_word": False,
    }
    return {
        name: _record(style.SectionStyle, child, defaults)
        for name in (*SECTION_ROLES, *_NEWER_SECTIONS)
        if (child := entries.child(name)) is not None
    }


def _tables(entries: Fields) -> style.TableStyle:
    names = [field.name for field in dataclasses.fields(style.TableStyle) if field.name != "columns"]
    entries.allow(*names, "columns", required=[*names, "columns"])
    columns: dict[str, tuple[float, ...]] = {}
    shares = entries.child("columns")
    for role in shares.mapping.entries if shares else ():
        assert shares is not None
        hint = "เขียนแบบ [3, 5, 2] จำนวนตั้งแต่ 0.01 ถึง 1000 ไม่เกิน 30 ช่อง"
        try:
            columns[role] = tuple(float(to_arabic_digits(share.text)) for share in shares.scalars(role))
        except ValueError:
            shares.report("wrong-value", shares.place(role), f"ความกว้างของ {role} ต้องเป็นตัวเลข", hint)
        widths = columns.get(role, ())
        if not all(0.01 <= share <= 1000 for share in widths) or len(widths) > 30:
            shares.report("out-of-range", shares.place(role), f"ความกว้างของ {role} อยู่นอกช่วงที่ใช้ได้", hint)
    return style.TableStyle(
        **{name: in_range(entries, name, entries.number(name), "tables") for name in names}, columns=columns
    )
