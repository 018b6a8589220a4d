"""Read the named values of a content file (front matter, agency.yaml, report.yaml), and change some of them.

Only the lines of what changed are written: comments, order and quotation marks of the rest stay byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from docgen.desk.done import Done
from docgen.desk.save import Saved, open_text, save
from docgen.errors import Place, error
from docgen.folder.located import Mapping, Node, Scalar, Sequence, read_yaml
from docgen.folder.yaml_lines.change import Change, changed


@dataclass(frozen=True, slots=True)
class Field:
    """A value of a file: the way to it, its text, where it stands; `shape` is text, block, list or map."""

    path: tuple[str | int, ...]
    value: str
    line: int
    column: int
    shape: str


def fields_of(text: str, name: str) -> Done[tuple[Field, ...]]:
    """Return the values of a text, in its order, lists and mappings before what is in them. Raises DocgenError."""
    head, yaml, _ = _parts(text, name)
    return Done(tuple(_fields(read_yaml(yaml, name, head.count("\n") + 1), ())))


def change_fields(text: str, changes: Iterable[Change], name: str) -> Done[str]:
    """Return a text with values changed, and nothing else of it. Raises DocgenError where that can't be done."""
    head, yaml, body = _parts(text, name)
    return Done(head + changed(yaml, changes, name) + body)


def save_fields(
    root: Path, name: str, changes: Iterable[Change], digest: str, *, correcting: bool = False
) -> Done[Saved]:
    """Change values of a file that has the digest. Raises DocgenError as `save` and `change_fields` do."""
    opened = open_text(root, name).value
    made = change_fields(opened.text, changes, name).value
    return save(root, name, made, digest, correcting=correcting)


def _parts(text: str, name: str) -> tuple[str, str, str]:
    """Return what stands before the YAML of a content file, the YAML, and the rest."""
    if not name.endswith(".md"):
        return "", text, ""
    lines = text.split("\n")
    ends = [number for number, line in enumerate(lines) if line.rstrip() == "---"][:2]
    if len(ends) < 2 or any(line.strip() for line in lines[: ends[0]]):
        raise error("no-front-matter", Place(name, 1), "ไม่พบส่วนหัวของไฟล์", "ขึ้นต้นไฟล์ด้วยบรรทัด --- และปิดด้วยบรรทัด ---")
    first, last = ends
    head = "\n".join(lines[: first + 1]) + "\n"
    yaml = "".join(line + "\n" for line in lines[first + 1 : last])
    return head, yaml, "\n".join(lines[last:])


def _fields(node: Node | None, path: tuple[str | int, ...]) -> Iterator[Field]:
    if isinstance(node, Scalar):
        shape = "block" if node.literal else "text"
        yield Field(path, node.text.rstrip("\n"), node.place.line, node.place.column, shape)
        return
    if isinstance(node, Mapping):
        if path:
            yield Field(path, "", node.place.line, node.place.column, "map")
        for key, value in node.entries.items():
            yield from _fields(value, (*path, key))
    if isinstance(node, Sequence):
        yield Field(path, "", node.place.line, node.place.column, "list")
        for number, value in enumerate(node.items):
            yield from _fields(value, (*path, number))
