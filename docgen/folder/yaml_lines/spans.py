"""Where the values of a YAML text stand: from which line to which, behind which key or dash."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

import yaml

Path: TypeAlias = "tuple[str | int, ...]"
"""The way to a value: keys, and numbers in lists from 0."""
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Spot:
    """A value of a text: its node, the collection that holds it, the key before it, its number there."""

    node: yaml.Node
    parent: yaml.Node | None = None
    key: yaml.Node | None = None
    number: int = 0

    @property
    def indent(self) -> int:
        """The column of what holds the value: that of the key or of the dash; -1 at the top."""
        return self.parent.start_mark.column if self.parent is not None else -1

    @property
    def is_in_flow(self) -> bool:
        """Tell whether the value stands within { } or [ ]."""
        return isinstance(self.parent, yaml.CollectionNode) and bool(self.parent.flow_style)


def top_of(text: str) -> yaml.Node | None:
    """Return the tree of a text with its marks, None if it is empty. Raises yaml.YAMLError."""
    return yaml.compose(text, Loader=_Loader)


def spot(top: yaml.Node | None, path: Path) -> Spot | None:
    """Return where a value stands, None if there is none on this way."""
    found = Spot(top) if top is not None else None
    for step in path:
        if found is None:
            return None
        node, following = found.node, None
        if isinstance(node, yaml.MappingNode) and isinstance(step, str):
            for number, (key, value) in enumerate(node.value):
                if key.value == step:
                    following = Spot(value, node, key, number)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
            following = Spot(node.value[step], node, None, step)
        found = following
    return found


def is_block(node: yaml.Node) -> bool:
    """Tell whether a value is a text of several lines after | or >."""
    return isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")


def block_indent(node: yaml.Node, lines: list[str], indent: int) -> int:
    """Return how deep the lines of a block stand: as deep as its mark says, or its first one; at the least the next."""
    said = re.match(r"[|>][+-]?([1-9])", lines[node.start_mark.line][node.start_mark.column :])
    if said:
        return max(indent, 0) + int(said[1])
    first = next((line for line in lines[node.start_mark.line + 1 :] if line.strip()), "")
    return max(len(first) - len(first.lstrip(" ")), indent + 1)


def last_line(node: yaml.Node, lines: list[str], indent: int) -> int:
    """Return the last line (from 0) of a value, without blank ones after it; `indent` is that of its key or dash."""
    if is_block(node):
        last = header = node.start_mark.line
        own = block_indent(node, lines, indent)
        for number in range(header + 1, len(lines)):
            line = lines[number]
            # A remark may stand behind a block, not as deep as its lines.
            if line.strip() and len(line) - len(line.lstrip(" ")) < own:
                break
            if line.strip():
                last = number
        return last
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        # A plain text ends before its line does; the mark of a closed bracket stands behind it.
        return int(node.end_mark.line) if node.end_mark.index > node.start_mark.index else int(node.start_mark.line)
    if isinstance(node, yaml.MappingNode):
        return last_line(node.value[-1][1], lines, node.start_mark.column)
    return last_line(node.value[-1], lines, node.start_mark.column)


def first_line(found: Spot, lines: list[str]) -> int:
    """Return the line (from 0) on which the key or the dash of a value stands."""
    if found.key is not None:
        return int(found.key.start_mark.line)
    number = int(found.node.start_mark.line)
    while number > 0 and lines[number][found.indent : found.indent + 1] != "-":
        number -= 1
    return number


def index_of(lines: list[str], line: int, column: int = 0) -> int:
    """Return where in a text a place is, by line and column from 0."""
    return sum(len(one) + 1 for one in lines[:line]) + column
