"""Read YAML into values that know where they stand. No anchors, no tags, no types guessed: scalars stay text.

Untrusted files are bounded: size, nesting and aliases are checked on the event stream, before anything is built.
What YAML would take away from a text in silence (a remark after #, an anchor, a tag, what follows a comma in brackets)
is kept beside it or refused, and no value or key holds a character that no document may hold, however it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from docgen.errors import DocgenError, Finding, Place, error
from docgen.folder.mistyped import LONGEST_SHOWN, in_quotes, mistyped, second_document
from docgen.outside import harmless
from docgen.thai.characters import forbidden_characters, in_thai, normalize

MAX_YAML_CHARACTERS = 400_000
MAX_YAML_DEPTH = 20
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text as written, with its place. `literal` is true for a block scalar (|), whose first line is the next one.

    `quoted` tells of quotation marks, `is_null` of a bare ~ or null. `remark` is what YAML leaves out after the text,
    from its blanks and # to the end of the line ("" if nothing); `remark_place` is where the # stands. `end` is the
    place behind its last letter or mark.
    """

    text: str
    place: Place
    literal: bool = False
    quoted: bool = False
    is_null: bool = False
    remark: str = ""
    remark_place: Place | None = None
    end: Place | None = None


@dataclass(frozen=True, slots=True)
class Sequence:
    """A YAML list; `typed` is its first line as it was typed."""

    items: tuple[Node, ...]
    place: Place
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """A YAML mapping: key text to value, with the place of each key; `typed` is its first line as it was typed."""

    entries: dict[str, Node]
    key_places: dict[str, Place]
    place: Place
    typed: str = ""


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
    builder = _Builder(path, first_line, text.split("\n"))
    try:
        _guard_events(text, builder)
        made = builder.build(yaml.compose(text, Loader=_Loader))
    except yaml.MarkedYAMLError as problem:
        raise _syntax_error(problem, builder) from None
    except (yaml.YAMLError, UnicodeError):
        hint = "ลบอักขระที่มองไม่เห็นออก หรือพิมพ์ไฟล์ใหม่"
        raise error("yaml-syntax", Place(path, first_line), "อ่านข้อมูลไม่ได้ มีอักขระที่ใช้ในไฟล์นี้ไม่ได้", hint) from None
    if builder.problems:
        raise DocgenError(builder.problems)
    return made


def _guard_events(text: str, builder: _Builder) -> None:
    depth = 0
    taken: DocgenError | None = None
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
        if isinstance(event, yaml.NodeEvent) and builder.rest(event.start_mark)[:1] in ("&", "!"):
            taken = taken or _taken_sign(event.start_mark, builder)
    if taken:
        raise taken


def _taken_sign(mark: Any, builder: _Builder) -> DocgenError:
    """Return the error for a text that begins with & or !: YAML would leave out its first word."""
    words = builder.rest(mark)
    message = f"ข้อความขึ้นต้นด้วย {words[0]} ซึ่งเป็นเครื่องหมายของรูปแบบไฟล์ คำแรกจะหายไป"
    hint = f"ใส่เครื่องหมายคำพูด: {harmless(in_quotes(words), LONGEST_SHOWN)}"
    return error("yaml-sign", builder.place(mark), message, hint)


def _syntax_error(problem: yaml.MarkedYAMLError, builder: _Builder) -> DocgenError:
    lines = builder.lines
    marks = [mark for mark in (problem.problem_mark, problem.context_mark) if mark]
    number = min(marks[0].line, len(lines) - 1) if marks else 0
    second = second_document(lines)
    if second is not None and second <= number:
        message = f"บรรทัด {lines[second].strip()} แบ่งไฟล์นี้เป็นสองชุด"
        hint = "ลบบรรทัดนี้ออก ไฟล์หนึ่งมีข้อมูลชุดเดียว"
        return error("yaml-syntax", Place(builder.path, second + builder.first_line, 1), message, hint, lines[second])
    above = next((index for index in range(number - 1, -1, -1) if lines[index].strip()), -1)
    found = mistyped(lines, [number, *(mark.line for mark in marks[1:]), above])
    if found:
        place = Place(builder.path, found.line + builder.first_line, found.column)
        return error("yaml-syntax", place, found.message, found.hint, lines[found.line])
    opened = next((mark for mark in marks[1:] if builder.rest(mark)[:1] in ("[", "{", '"', "'")), None)
    if opened:
        return _unclosed(opened, builder)
    place = builder.place(marks[0]) if marks else Place(builder.path, builder.first_line)
    hint = "ตรวจการย่อหน้า (ใช้ช่องว่าง ไม่ใช้แท็บ) และต้องมีช่องว่างหลังเครื่องหมาย : ; ข้อความที่มี : , # ให้ใส่ในเครื่องหมายคำพูด"
    return error("yaml-syntax", place, "รูปแบบข้อมูลไม่ถูกต้อง (YAML)", hint, lines[number])


def _unclosed(mark: Any, builder: _Builder) -> DocgenError:
    """Return the error for a bracket or quotation mark whose partner is missing, or hidden by what stands between."""
    words = builder.rest(mark)
    message = f"{words[0]} ไม่มีคู่ หรือข้อความระหว่างนั้นมีเครื่องหมาย : , # ที่ตัดข้อความ"
    hint = f"ใส่เครื่องหมายคำพูดให้ข้อความ ถ้าเป็นข้อความเดียว เขียนว่า {harmless(in_quotes(words), LONGEST_SHOWN)}"
    return error("yaml-syntax", builder.place(mark), message, hint, builder.lines[mark.line])


@dataclass(frozen=True, slots=True)
class _Builder:
    path: str
    first_line: int
    lines: list[str]
    problems: list[Finding] = field(default_factory=list)

    def place(self, mark: Any) -> Place:
        return Place(self.path, mark.line + self.first_line, mark.column + 1)

    def rest(self, mark: Any) -> str:
        """Return what was typed from a mark to the end of its line, as much of it as a message shows."""
        line = self.lines[mark.line] if mark.line < len(self.lines) else ""
        # Never the whole line: one that holds a hundred thousand values is asked about at each of them.
        return line[mark.column : mark.column + 2 * LONGEST_SHOWN].rstrip()

    def build(self, node: yaml.Node | None) -> Node | None:
        if node is None:
            return None
        place = self.place(node.start_mark)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, place)
        if isinstance(node, yaml.SequenceNode):
            return Sequence(tuple(filter(None, map(self.build, node.value))), place, self.rest(node.start_mark))
        assert isinstance(node, yaml.MappingNode)
        return self._mapping(node, place)

    def _scalar(self, node: yaml.ScalarNode, place: Place) -> Scalar:
        text = self._clean(node, place)
        quoted, literal = node.style in ('"', "'"), node.style in ("|", ">")
        if quoted:
            self._refuse_swallowed_lines(node, place)
        is_null = bool(text) and not quoted and not literal and node.tag == "tag:yaml.org,2002:null"
        remark, at = "", None
        if not literal:
            end = node.end_mark
            line = self.lines[end.line] if end.line < len(self.lines) else ""
            found = re.compile(r"[ \t]+#" if text and not quoted else r"[ \t]*#").match(line, end.column)
            if found:
                remark, at = line[end.column :], Place(self.path, end.line + self.first_line, found.end())
        return Scalar(text, place, literal, quoted, is_null, remark, at, self.place(node.end_mark))

    def _clean(self, node: yaml.ScalarNode, place: Place) -> str:
        """Return the text of a scalar with marks in standard order; forbidden characters in it are reported."""
        text = str(node.value)
        for _, name in forbidden_characters(text)[:5]:
            hint = "ลบอักขระนี้ออก (ในเครื่องหมายคำพูดคู่ \\ เปลี่ยนตัวที่ตามมาเป็นอักขระอื่น)"
            message = f"มีอักขระที่ใช้ในเอกสารไม่ได้ ({in_thai(name)})"
            self.problems.append(Finding("forbidden-character", place, message, hint))
        return normalize(text) if node.style == '"' else text

    def _refuse_swallowed_lines(self, node: yaml.ScalarNode, place: Place) -> None:
        """Report a quotation that closes only in a later entry: YAML would take the lines between for its text."""
        following = self.lines[node.start_mark.line + 1 : node.end_mark.line + 1]
        if any(line[:1].strip() or re.match(r"\s*(?:- )?[a-z_]+:\s", line) for line in following):
            hint = "ปิดเครื่องหมายคำพูดที่ท้ายข้อความในบรรทัดเดียวกัน"
            self.problems.append(Finding("yaml-syntax", place, "เปิดเครื่องหมายคำพูดแล้วไม่ปิดในบรรทัดนี้", hint))

    def _mapping(self, node: yaml.MappingNode, place: Place) -> Mapping:
        entries: dict[str, Node] = {}
        places: dict[str, Place] = {}
        last = ""
        for key_node, value_node in node.value:
            key_place = self.place(key_node.start_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                raise error("yaml-syntax", key_place, "ชื่อรายการต้องเป็นข้อความ", "เขียนแบบ ชื่อ: ค่า")
            key = self._clean(key_node, key_place)
            if node.flow_style and last:
                self._refuse_cut(last, entries[last], key_node, value_node)
            if key in entries:
                raise error(
                    "repeated-key",
                    key_place,
                    f"มีรายการ {harmless(key)} ซ้ำ (ครั้งแรกที่บรรทัด {places[key].line})",
                    "ลบออกหนึ่งรายการ",
                )
            value = self.build(value_node)
            assert value is not None
            entries[key], places[key] = value, key_place
            last = key
        return Mapping(entries, places, place, self.rest(node.start_mark))

    def _refuse_cut(self, last: str, before: Node, key: yaml.ScalarNode, value: yaml.Node) -> None:
        """Raise DocgenError for a word after a comma in { }: it is no entry but the rest of the text before."""
        if value.value or self.rest(key.end_mark).lstrip().startswith(":") or not isinstance(before, Scalar):
            return
        if before.text and not before.quoted:
            text = f"{before.text}, {key.value}"
            message = f"ข้อความของ {harmless(last, 60)} ถูกตัดที่เครื่องหมาย ,"
            hint = f"เขียนว่า {harmless(f'{last}: {in_quotes(text)}', LONGEST_SHOWN)}"
            raise error("yaml-syntax", self.place(key.start_mark), message, hint)
