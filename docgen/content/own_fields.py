"""Read what a kind of document asks for in its front matter beside what all kinds have, as it declares it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from docgen.content.declared import OwnField
from docgen.errors import Place
from docgen.folder.fields import Fields
from docgen.folder.located import Mapping as YamlMapping
from docgen.folder.located import Scalar, Sequence
from docgen.outside import harmless
from docgen.thai.numerals import thai_digits_in_prose, to_arabic_digits, to_thai_digits

MAX_ITEMS = 300
"""The most entries of a list: people of a meeting, enclosures."""


@dataclass(frozen=True, slots=True)
class ListEntry:
    """An entry of a list: its columns by name ("" where nothing was typed), and where it stands."""

    columns: Mapping[str, str]
    place: Place

    def __getitem__(self, name: str) -> str:
        """Return the text of a column."""
        return self.columns[name]


OwnValue = str | bool | tuple[str, ...] | tuple[ListEntry, ...]


def read_own(fields: Fields, declared: Iterable[OwnField]) -> dict[str, OwnValue]:
    """Return the value of each declared entry by its key; what is wrong is reported. Digits of texts become Thai."""
    return {one.key: _value(fields, one) for one in declared}


def _value(fields: Fields, one: OwnField) -> OwnValue:
    if one.shape == "flag":
        return fields.flag(one.key)
    if one.shape == "choice":
        return _choice(fields, one)
    if one.shape == "items":
        return tuple(_items(fields, one))
    if one.shape == "lines":
        lines = (line for scalar in fields.scalars(one.key) for line in scalar.text.splitlines())
        return tuple(_printed(line) for line in lines if line.strip())
    return _printed(fields.text(one.key))


def _choice(fields: Fields, one: OwnField) -> str:
    if one.is_open or one.key not in fields:
        return _printed(fields.text(one.key))
    return fields.choice(one.key, one.choices, one.choices[0])


def _items(fields: Fields, one: OwnField) -> Iterator[ListEntry]:
    node = fields.mapping.entries.get(one.key)
    items = node.items if isinstance(node, Sequence) else (node,) if node is not None else ()
    if all(isinstance(item, Scalar) for item in items):
        fields.scalars(one.key)  # tells of a text that YAML cuts
    names = [name for name, _ in one.columns]
    if len(items) > MAX_ITEMS:
        fields.report("too-many-entries", fields.place(one.key), f"{one.key} มีเกิน {MAX_ITEMS} รายการ", "ย้ายไปเป็นบัญชีแนบ")
    for item in items[:MAX_ITEMS]:
        if isinstance(item, Scalar) and item.text.strip():
            yield ListEntry({name: _printed(item.text) if not at else "" for at, name in enumerate(names)}, item.place)
        elif isinstance(item, YamlMapping):
            inner = Fields(item, fields.problems, fields.has_remarks).allow(*names, required=names[:1])
            yield ListEntry({name: _printed(inner.text(name)) for name in names}, item.place)
        elif not isinstance(item, Scalar):
            hint = "เขียนแบบ - ข้อความ หรือ - {" + ", ".join(f"{name}: …" for name in names) + "}"
            fields.report("not-text", item.place, f"{one.key} ต้องเป็นรายการข้อความ", hint)


def _printed(text: str) -> str:
    return thai_digits_in_prose(" ".join(text.split()))


def running_number(fields: Fields, buddhist_year: int) -> str:
    """Return the number that the office gave by itself, with its year (123/2566), "" if the register is to give one."""
    number = "".join(to_arabic_digits(fields.text("number")).split()).removeprefix("ว")
    if not number:
        return ""
    if not re.fullmatch(r"[1-9][0-9]{0,4}(?:/2[4-7][0-9]{2})?", number):
        hint = "เขียนเลขทะเบียนอย่างเดียว เช่น 123 หรือลบบรรทัดนี้เพื่อให้โปรแกรมออกเลข; รหัสหน่วยงานอยู่ที่ code:"
        fields.report("wrong-value", fields.place("number"), f"number: {harmless(number, 60)} ใช้ไม่ได้", hint)
        return ""
    return to_thai_digits(number if "/" in number else f"{number}/{buddhist_year}")
