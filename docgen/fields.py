"""Take the entries of a YAML mapping by name, and report what is unknown, missing or of the wrong kind."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from docgen.errors import Finding, Place, error
from docgen.located import Mapping, Node, Scalar, Sequence

T = TypeVar("T")


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that looks most like `word`, "" if none does."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class Fields:
    """The entries of one mapping, asked for by name; what is wrong with them is added to `problems`, never raised."""

    mapping: Mapping
    problems: list[Finding] = field(default_factory=list)

    def __contains__(self, key: str) -> bool:
        node = self.mapping.entries.get(key)
        return node is not None and not (isinstance(node, Scalar) and not node.text.strip())

    def place(self, key: str) -> Place:
        """Return where the value of `key` stands, or the mapping itself if it is missing."""
        node = self.mapping.entries.get(key)
        return node.place if node is not None else self.mapping.place

    def report(self, code: str, place: Place, message: str, hint: str = "") -> None:
        """Add one finding."""
        self.problems.append(Finding(code, place, message, hint))

    def allow(self, *known: str, required: Iterable[str] = ()) -> Fields:
        """Report every key outside `known` (with the nearest right name) and every missing one of `required`."""
        for key, place in self.mapping.key_places.items():
            if key not in known:
                near = nearest(key, known)
                hint = f"เขียนว่า {near}" if near else "ชื่อที่ใช้ได้: " + ", ".join(known)
                self.report("unknown-key", place, f"ไม่รู้จักรายการ {key}", hint)
        for key in required:
            if key not in self:
                self.report("missing-key", self.mapping.place, f"ขาดรายการ {key}", f"เพิ่มบรรทัด {key}: …")
        return self

    def text(self, key: str, default: str = "") -> str:
        """Return the text of `key`, blanks stripped."""
        return self.scalar(key).text.strip() if key in self else default

    def scalar(self, key: str) -> Scalar:
        """Return the text of `key` with its place; an empty one if it is missing or no text."""
        node = self.mapping.entries.get(key)
        if isinstance(node, Scalar):
            return node
        if node is not None:
            self.report("not-text", node.place, f"{key} ต้องเป็นข้อความ", f"เขียนแบบ {key}: ข้อความ")
        return Scalar("", self.mapping.place)

    def scalars(self, key: str) -> tuple[Scalar, ...]:
        """Return the texts of `key`: one text counts as a list of one."""
        node = self.mapping.entries.get(key)
        items = node.items if isinstance(node, Sequence) else (node,) if node is not None else ()
        for item in items:
            if not isinstance(item, Scalar):
                self.report(
                    "not-text",
                    item.place,
                    f"{key} ต้องเป็นรายการข้อความ",
                    "ขึ้นต้นแต่ละข้อความด้วย - ; ข้อความที่มี : ให้ใส่ในเครื่องหมายคำพูด",
                )
        return tuple(item for item in items if isinstance(item, Scalar) and item.text.strip())

    def is_list(self, key: str) -> bool:
        """Tell whether `key` was written as a list."""
        return isinstance(self.mapping.entries.get(key), Sequence)

    def mappings(self, key: str) -> Iterator[Fields]:
        """Yield the entries of the list `key`, each a mapping of its own."""
        node = self.mapping.entries.get(key)
        if node is None or (isinstance(node, Scalar) and not node.text.strip()):
            return
        for item in node.items if isinstance(node, Sequence) else (node,):
            if isinstance(item, Mapping):
                yield Fields(item, self.problems)
            else:
                self.report("not-a-mapping", item.place, f"แต่ละรายการใน {key} ต้องมีชื่อและค่า", "เขียนแบบ - ชื่อ: ค่า")

    def child(self, key: str) -> Fields | None:
        """Return the mapping under `key`, None if it is missing."""
        node = self.mapping.entries.get(key)
        if isinstance(node, Mapping):
            return Fields(node, self.problems)
        if key in self:
            self.report(
                "not-a-mapping", self.place(key), f"{key} ต้องมีรายการย่อย", "เขียนรายการย่อยในบรรทัดถัดไป ย่อหน้าเข้าไปสองช่อง"
            )
        return None

    def convert(self, key: str, read: Callable[[str], T], default: T, expected: str) -> T:
        """Return `read(text)` of `key`; a ValueError of `read` is reported with what was expected."""
        if key not in self:
            return default
        scalar = self.scalar(key)
        try:
            return read(scalar.text.strip())
        except ValueError:
            self.report("wrong-value", scalar.place, f"{key}: {scalar.text.strip()[:60]} ใช้ไม่ได้", f"ต้องเป็น{expected}")
            return default

    def number(self, key: str, default: float = 0.0) -> float:
        """Return the number at `key` (Thai or Arabic digits)."""
        return self.convert(key, _finite, default, "ตัวเลข")

    def flag(self, key: str, default: bool = False) -> bool:
        """Return the yes-or-no at `key`: true/false, yes/no, ใช่/ไม่ใช่."""
        return self.convert(key, _truth, default, "คำว่า true หรือ false")

    def choice(self, key: str, known: Iterable[str], default: str) -> str:
        """Return the word at `key`, which must be one of `known`."""
        word = self.text(key, default)
        options = list(known)
        if word in options:
            return word
        near = nearest(word, options)
        self.report(
            "wrong-value",
            self.place(key),
            f"{key}: ไม่รู้จัก {word[:60]}",
            f"เขียนว่า {near}" if near else "ใช้ได้: " + ", ".join(options),
        )
        return default


def as_fields(node: Node | None, path: str, problems: list[Finding]) -> Fields:
    """Return the fields of a file whose top must be a mapping. Raises DocgenError if it is not."""
    if isinstance(node, Mapping):
        return Fields(node, problems)
    place = node.place if node else Place(path, 1)
    raise error("not-a-mapping", place, "ต้องเป็นรายการแบบ ชื่อ: ค่า", "ดูตัวอย่างใน content/")


def _finite(text: str) -> float:
    value = float(text)
    if not -1e6 < value < 1e6:
        raise ValueError(text)
    return value


def _truth(text: str) -> bool:
    words = {"true": True, "yes": True, "ใช่": True, "false": False, "no": False, "ไม่ใช่": False, "ไม่": False}
    if text.lower() not in words:
        raise ValueError(text)
    return words[text.lower()]
