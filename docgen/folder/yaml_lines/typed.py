"""How a text is typed as a YAML value, so that it is read back as it is: as a word, in quotation marks, as a block."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeAlias

from docgen.errors import DocgenError
from docgen.folder.located import Mapping as LocatedMapping
from docgen.folder.located import Scalar, read_yaml

Value: TypeAlias = "str | Mapping[str, Value] | list[Value]"
"""What a form gives: a text, a list, or named values."""


class InMarks(str):
    """A text that is typed in quotation marks on one line, be it what it may: what stands around it can't change it."""

    __slots__ = ()


def in_marks(value: Value) -> Value:
    """Return a value whose texts are all typed in quotation marks."""
    if isinstance(value, str):
        return InMarks(value)
    if isinstance(value, list):
        return [in_marks(one) for one in value]
    return {key: in_marks(one) for key, one in value.items()}


def one_line(value: str, *, style: str | None = None, in_flow: bool = False) -> str:
    """Return a text as a value on one line; `style` is the quotation mark that it had, `in_flow`: within { } or [ ].

    >>> one_line("ประกาศ"), one_line("ก: ข"), one_line("ก", style="'")
    ('ประกาศ', "'ก: ข'", "'ก'")
    """
    if isinstance(value, InMarks):
        return json.dumps(value, ensure_ascii=False)
    plain, single, double = value, "'" + value.replace("'", "''") + "'", json.dumps(value, ensure_ascii=False)
    order = {"'": (single, double), '"': (double, single)}.get(style or "", (plain, single, double))
    return next((typed for typed in order if _reads(typed, value, in_flow=in_flow)), double)


def block(value: str, indent: int, header: str = "|") -> str | None:
    """Return a text of several lines as a block, each line indented by blanks; None where it can't be one."""
    lines = value.rstrip("\n").split("\n")
    if isinstance(value, InMarks):
        return None
    if not lines[0].strip() or lines[0][0] in " \t" or any(line != line.rstrip(" \t") for line in lines):
        return None
    made = header + "\n" + "\n".join(" " * indent + line if line else "" for line in lines)
    try:
        read = read_yaml(f"k: |\n{made.partition(chr(10))[2]}\n", "")
    except DocgenError:
        return None
    first = read.entries.get("k") if isinstance(read, LocatedMapping) else None
    return made if isinstance(first, Scalar) and first.text.rstrip("\n") == value.rstrip("\n") else None


def entry(key: str, value: Value, indent: int) -> list[str]:
    """Return the lines of a named value in a block, the first without its indent: whoever puts it somewhere has it."""
    if isinstance(value, str):
        made = block(value, indent + 2) if "\n" in value else None
        return f"{one_line(key)}: {made or one_line(value)}".split("\n")
    if isinstance(value, list):
        if not value:
            return [f"{one_line(key)}: []"]
        return [f"{one_line(key)}:", *(line for one in value for line in indented(item(one, indent + 2), indent + 2))]
    within = (entry(name, one, indent + 2) for name, one in value.items())
    return [f"{one_line(key)}:", *(line for lines in within for line in indented(lines, indent + 2))]


def item(value: Value, indent: int) -> list[str]:
    """Return the lines of a value of a list, from its dash on; those after the first are indented as the dash is."""
    if isinstance(value, str):
        made = block(value, indent + 2) if "\n" in value else None
        return f"- {made or one_line(value)}".split("\n")
    if isinstance(value, list):
        typed = ", ".join(one_line(one if isinstance(one, str) else "", in_flow=True) for one in value)
        return [f"- [{typed}]"]
    lines = [line for name, one in value.items() for line in indented(entry(name, one, indent + 2), indent + 2)]
    return ["- " + lines[0].lstrip(" "), *lines[1:]] if lines else ["- {}"]


def indented(lines: list[str], indent: int) -> list[str]:
    """Return lines whose first is not indented yet, with its indent."""
    return [" " * indent + lines[0], *lines[1:]]


def in_flow(value: Value) -> str:
    """Return a value as it stands within { } or [ ]."""
    if isinstance(value, str):
        return one_line(value, in_flow=True)
    if isinstance(value, list):
        return "[" + ", ".join(in_flow(one) for one in value) + "]"
    return "{" + ", ".join(f"{one_line(key, in_flow=True)}: {in_flow(one)}" for key, one in value.items()) + "}"


def _reads(typed: str, value: str, *, in_flow: bool) -> bool:
    """Tell whether what is typed is read as the value, and as nothing more."""
    if "\n" in typed:
        return False
    try:
        read = read_yaml(f"{{k: {typed}, l: m}}" if in_flow else f"k: {typed}\nl: m\n", "")
    except DocgenError:
        return False
    if not isinstance(read, LocatedMapping) or list(read.entries) != ["k", "l"]:
        return False
    made = read.entries["k"]
    # A word that begins with a figure of YAML's is text for docgen, and for no other program.
    return isinstance(made, Scalar) and made.text == value and not made.remark and not made.is_null
