"""Read YAML into values that know where they stand. No anchors, no tags, no types guessed: scalars stay text.

Untrusted files are bounded: size, nesting and aliases are checked on the event stream, before anything is built.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from docgen.errors import DocgenError, Place, error

MAX_YAML_CHARACTERS = 400_000
MAX_YAML_DEPTH = 20
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text as written, with its place. `literal` is true for a block scalar (|), whose first line is the next one."""

    text: str
    place: Place
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """A YAML list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """A YAML mapping: key text to value, with the place of each key."""

    entries: dict[str, Node]
    key_places: dict[str, Place]
    place: Place


Node = Scalar | Sequence | Mapping


def read_yaml(text: str, path: str, first_line: int = 1) -> Node | None:
    """Return the tree of one YAML document, None if it is empty; `first_line` is the line of `text` in its file.

    Raises DocgenError with the place for broken YAML, aliases, tags, double keys, and text past the limits.
    """
    if len(text) > MAX_YAML_CHARACTERS:
        raise error(
            "yaml-too-long",
            Place(path, first_line),
            f"ข้อมูลยาวเกินกำหนด ({len(text):,} ตัวอักษร รับได้ไม่เกิน {MAX_YAML_CHARACTERS:,})",
            "แบ่งเป็นหลายไฟล์ หรือตรวจว่าเลือกไฟล์ถูกหรือไม่",
        )
    builder = _Builder(path, first_line)
    try:
        _guard_events(text, builder)
        return builder.build(yaml.compose(text, Loader=_Loader))
    except yaml.MarkedYAMLError as problem:
        raise _syntax_error(problem, text, builder) from None
    except yaml.YAMLError as problem:
        raise error("yaml-syntax", Place(path, first_line), f"อ่านข้อมูล YAML ไม่ได้: {problem}") from None


def _guard_events(text: str, builder: _Builder) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            raise error(
                "yaml-alias",
                builder.place(event.start_mark),
                "ใช้ * (การอ้างซ้ำของ YAML) ไม่ได้",
                "พิมพ์ข้อความนั้นซ้ำ หรือใส่เครื่องหมายคำพูดคร่อมข้อความที่ขึ้นต้นด้วย *",
            )
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            depth += 1
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            depth -= 1
        if depth > MAX_YAML_DEPTH:
            raise error("yaml-too-deep", builder.place(event.start_mark), "ข้อมูลซ้อนกันลึกเกินไป", "ตรวจการย่อหน้าและวงเล็บ")


def _syntax_error(problem: yaml.MarkedYAMLError, text: str, builder: _Builder) -> DocgenError:
    mark = problem.problem_mark or problem.context_mark
    place = builder.place(mark) if mark else Place(builder.path, builder.first_line)
    lines = text.splitlines()
    number = mark.line if mark else 0
    excerpt = lines[number] if number < len(lines) else ""
    hint = "ตรวจการย่อหน้า (ใช้ช่องว่าง ไม่ใช้แท็บ) และต้องมีช่องว่างหลังเครื่องหมาย : ; ข้อความที่มี : ให้ใส่ในเครื่องหมายคำพูด"
    if "\t" in excerpt:
        hint = "บรรทัดนี้มีแท็บ ให้ใช้ช่องว่าง (space) แทน"
    return error("yaml-syntax", place, "รูปแบบข้อมูล YAML ไม่ถูกต้อง", hint, excerpt)


@dataclass(frozen=True, slots=True)
class _Builder:
    path: str
    first_line: int

    def place(self, mark: Any) -> Place:
        return Place(self.path, mark.line + self.first_line, mark.column + 1)

    def build(self, node: yaml.Node | None) -> Node | None:
        if node is None:
            return None
        place = self.place(node.start_mark)
        if isinstance(node, yaml.ScalarNode):
            return Scalar(str(node.value), place, literal=node.style in ("|", ">"))
        if isinstance(node, yaml.SequenceNode):
            return Sequence(tuple(filter(None, map(self.build, node.value))), place)
        return self._mapping(node, place)

    def _mapping(self, node: yaml.Node, place: Place) -> Mapping:
        entries: dict[str, Node] = {}
        places: dict[str, Place] = {}
        for key_node, value_node in node.value:
            key_place = self.place(key_node.start_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                raise error("yaml-syntax", key_place, "ชื่อรายการต้องเป็นข้อความ", "เขียนแบบ ชื่อ: ค่า")
            key = str(key_node.value)
            if key in entries:
                raise error(
                    "repeated-key", key_place, f"มีรายการ {key} ซ้ำ (ครั้งแรกที่บรรทัด {places[key].line})", "ลบออกหนึ่งรายการ"
                )
            value = self.build(value_node)
            assert value is not None
            entries[key], places[key] = value, key_place
        return Mapping(entries, places, place)
