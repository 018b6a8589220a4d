"""Change values of a YAML text and nothing else: comments, order, quotation marks of the rest stay byte for byte.

After each change the text is read anew and compared with what was wanted: what can't be written so is refused, and the
clerk edits the file.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import yaml

from docgen.errors import DocgenError, Place, error
from docgen.folder.located import Mapping, Node, Scalar, Sequence, read_yaml
from docgen.folder.yaml_lines.spans import (
    Path,
    Spot,
    block_indent,
    first_line,
    index_of,
    is_block,
    last_line,
    spot,
    top_of,
)
from docgen.folder.yaml_lines.typed import Value, block, entry, in_flow, in_marks, indented, item, one_line
from docgen.thai.characters import normalize


@dataclass(frozen=True, slots=True)
class Change:
    """What is wanted of one value: `set` it, `remove` it with its key, `add` a value to the list that stands there."""

    kind: Literal["set", "remove", "add"]
    path: Path
    value: Value = ""


def changed(text: str, changes: Iterable[Change], shown: str) -> str:
    """Return a YAML text with values changed, one after the other; lines are ended by "\\n".

    Raises DocgenError for a text that is no YAML, a way that leads nowhere, and what can't be written line by line.
    """
    for one in changes:
        if not one.path:
            raise _refused(shown, one)
        text = _written(text, Change(one.kind, one.path, _clean(one.value)), shown)
    return text


def _written(text: str, change: Change, shown: str) -> str:
    """Return a text with one change, as people type it, or in quotation marks where what stands around spoils that.

    (A remark that is indented would be a line of a block that ends above it.) Raises DocgenError.
    """
    before = plain(read_yaml(text, shown))
    for value in (change.value, in_marks(change.value)):
        made = _changed(text, Change(change.kind, change.path, value), shown)
        with contextlib.suppress(DocgenError):
            if plain(read_yaml(made, shown)) == _wanted(before, change):
                return made
    raise _refused(shown, change)


def plain(node: Node | None) -> Any:
    """Return what a text says, without its places; a block without the ends of its last lines."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(value) for value in node.items]
    return node.text.rstrip("\n") if isinstance(node, Scalar) else {}


def _clean(value: Value) -> Value:
    if isinstance(value, str):
        return normalize(value.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n"))
    if isinstance(value, list):
        return [_clean(one) for one in value]
    return {key: _clean(one) for key, one in value.items()}


def _refused(shown: str, change: Change) -> DocgenError:
    where = ".".join(str(step) for step in change.path)
    return error("edit-by-hand", Place(shown), f"เปลี่ยนค่า {where} ทีละบรรทัดไม่ได้", "แก้ค่านี้ในข้อความของไฟล์")


def _wanted(before: Any, change: Change) -> Any:
    """Return what shall be read after a change."""
    if not change.path:
        return before
    step, rest = change.path[0], change.path[1:]
    made = list(before) if isinstance(before, list) else dict(before) if isinstance(before, dict) else {}
    if rest:
        inner = made[step] if isinstance(made, list) and isinstance(step, int) else made.get(step, {})  # type: ignore[union-attr]
        made[step] = _wanted(inner, Change(change.kind, rest, change.value))  # type: ignore[index]
        if made[step] in ({}, []) and change.kind == "remove":  # type: ignore[index]
            del made[step]  # type: ignore[arg-type]
    elif change.kind == "remove":
        del made[step]  # type: ignore[arg-type]
    elif change.kind == "add":
        there = made.get(step, []) if isinstance(made, dict) else made[step]  # type: ignore[index]
        there = there if isinstance(there, list) else [there] if there else []
        made[step] = [*there, change.value]  # type: ignore[index]
    else:
        made[step] = change.value  # type: ignore[index]
    return made


def _changed(text: str, change: Change, shown: str) -> str:
    if not text.endswith("\n") and text:
        return _changed(text + "\n", change, shown)[:-1]
    try:
        top = top_of(text)
    except yaml.YAMLError:
        raise _refused(shown, change) from None
    found = spot(top, change.path) if change.path else None
    if found is None:
        if change.kind == "remove":
            raise _refused(shown, change)
        value: Value = [change.value] if change.kind == "add" else change.value
        return _with_new(text, top, Change("set", change.path, value), shown)
    if change.kind == "remove":
        return _without(text, found, change, shown)
    if change.kind == "add":
        return _with_item(text, found, change.value, shown, change)
    return _with_value(text, found, change, shown)


def _with_value(text: str, found: Spot, change: Change, shown: str) -> str:
    node, value = found.node, change.value
    if not isinstance(node, yaml.ScalarNode) or not isinstance(value, str):
        if plain(read_yaml(text, shown)) == _wanted(plain(read_yaml(text, shown)), change):
            return text
        raise _refused(shown, change)
    if node.value.rstrip("\n") == value:
        return text
    lines = text.split("\n")
    if is_block(node):
        return _with_block(lines, found, value)
    start, end = node.start_mark.index, node.end_mark.index
    style = node.style if node.style in ("'", '"') else None
    made = None if found.is_in_flow or "\n" not in value else block(value, max(found.indent, 0) + 2)
    if made is None:
        typed = one_line(value, style=style, in_flow=found.is_in_flow)
        if start == end and text[start - 1 : start] not in (" ", ""):
            typed = " " + typed
        return text[:start] + typed + text[end:]
    # What follows on the line (a comment) stays behind the mark of the block.
    line = node.end_mark.line
    rest = lines[line][node.end_mark.column :]
    blank = "" if text[start - 1 : start] == " " else " "
    header, _, body = made.partition("\n")
    before, after = text[:start], "\n".join(lines[line + 1 :])
    return f"{before}{blank}{header}{rest}\n{body}\n{after}"


def _with_block(lines: list[str], found: Spot, value: str) -> str:
    node = found.node
    first, last = node.start_mark.line, last_line(node, lines, found.indent)
    indent = block_indent(node, lines, found.indent) if last > first else max(found.indent, 0) + 2
    header = lines[first]
    made = block(value, indent)
    if made is None:
        remark = re.search(r"(?<![ \t])[ \t]+#.*$", header[node.start_mark.column :])
        typed = one_line(value) + (remark[0] if remark else "")
        return "\n".join([*lines[:first], header[: node.start_mark.column] + typed, *lines[last + 1 :]])
    # Lines folded by > would be one: they are kept as they are typed.
    mark = node.start_mark.column
    header = header[:mark] + "|" + header[mark + 1 :]
    return "\n".join([*lines[:first], header, *made.split("\n")[1:], *lines[last + 1 :]])


def _with_new(text: str, top: yaml.Node | None, change: Change, shown: str) -> str:
    """Return a text with a value where there was none: behind the last of those that it belongs to."""
    step, holder = change.path[-1], spot(top, change.path[:-1]) if top is not None else None
    lines = text.split("\n")
    if not isinstance(step, str):
        raise _refused(shown, change)
    if top is None and len(change.path) == 1:
        return text + "\n".join(entry(step, change.value, 0)) + "\n"
    if holder is None or not isinstance(holder.node, yaml.MappingNode):
        raise _refused(shown, change)
    node = holder.node
    if node.flow_style or not node.value:
        return _in_brackets(text, node, f"{one_line(step, in_flow=True)}: {in_flow(change.value)}")
    column = node.start_mark.column
    at = last_line(node, lines, column) + 1
    return "\n".join([*lines[:at], *indented(entry(step, change.value, column), column), *lines[at:]])


def _with_item(text: str, found: Spot, value: Value, shown: str, change: Change) -> str:
    node, lines = found.node, text.split("\n")
    if isinstance(node, yaml.SequenceNode) and (node.flow_style or not node.value):
        return _in_brackets(text, node, in_flow(value))
    if isinstance(node, yaml.SequenceNode):
        column = node.start_mark.column
        at = last_line(node, lines, column) + 1
        return "\n".join([*lines[:at], *indented(item(value, column), column), *lines[at:]])
    if not isinstance(node, yaml.ScalarNode) or found.key is None or found.is_in_flow:
        raise _refused(shown, change)
    first, last = first_line(found, lines), last_line(node, lines, found.indent)
    there: list[Value] = [node.value.rstrip("\n")] if node.value else []
    made = entry(str(found.key.value), [*there, value], found.indent)
    rest = lines[node.end_mark.line][node.end_mark.column :] if not is_block(node) else ""
    head = lines[first][: found.key.end_mark.column] + ":" + rest
    return "\n".join([*lines[:first], head, *made[1:], *lines[last + 1 :]])


def _in_brackets(text: str, node: yaml.Node, typed: str) -> str:
    end = node.end_mark.index - 1
    before = text[:end].rstrip()
    comma = "" if before.endswith(("[", "{")) else ", "
    return before + comma + typed + text[len(before) : end] + text[end:]


def _without(text: str, found: Spot, change: Change, shown: str) -> str:
    parent, lines = found.parent, text.split("\n")
    if parent is None:
        raise _refused(shown, change)
    if len(parent.value) == 1 and len(change.path) > 1:
        above = spot(top_of(text), change.path[:-1])
        if above is not None:
            return _without(text, above, Change("remove", change.path[:-1]), shown)
    if found.is_in_flow:
        return _out_of_brackets(text, found)
    first, last = first_line(found, lines), last_line(found.node, lines, found.indent)
    if lines[first][: found.indent].strip():  # the first of a list's entry: the dash stays
        if found.key is None or found.number + 1 >= len(parent.value):
            raise _refused(shown, change)
        following = parent.value[found.number + 1][0].start_mark
        if following.line != last + 1:
            raise _refused(shown, change)
        start = index_of(lines, first, found.indent)
        return text[:start] + text[following.index :]
    return "\n".join([*lines[:first], *lines[last + 1 :]])


def _out_of_brackets(text: str, found: Spot) -> str:
    assert found.parent is not None
    start = (found.key or found.node).start_mark.index
    if found.number + 1 < len(found.parent.value):
        following = found.parent.value[found.number + 1]
        return text[:start] + text[(following[0] if isinstance(following, tuple) else following).start_mark.index :]
    before = text[:start].rstrip()
    before = before[:-1] if before.endswith(",") else before
    return before + text[found.node.end_mark.index :]
