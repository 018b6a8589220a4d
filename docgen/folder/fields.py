"""Take the entries of a YAML mapping by name, and report what is unknown, missing or of the wrong kind."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from docgen.errors import Finding, Place, error
from docgen.folder.located import Mapping, Node, Scalar, Sequence
from docgen.folder.mistyped import LONGEST_SHOWN, in_quotes
from docgen.outside import harmless

T = TypeVar("T")


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that looks most like `word`, "" if none does."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class Fields:
    """The entries of one mapping, asked for by name; what is wrong with them is added to `problems`, never raised.

    A remark (# to the end of the line) after a text without quotation marks is an error: YAML would cut a title there.
    Where `has_remarks`, as in settings that an office explains to itself, it may follow after two blanks or more, with
    a blank behind the #; so it may behind quotation marks, anywhere. Behind numbers, choices and dates a remark may
    always stand: nothing is lost there unnoticed.
    """

    mapping: Mapping
    problems: list[Finding] = field(default_factory=list)
    has_remarks: bool = False

    def __contains__(self, key: str) -> bool:
        """Tell whether there is anything at `key`: blanks, "" and a list of nothing are not."""
        node = self.mapping.entries.get(key)
        if isinstance(node, Sequence):
            return any(not isinstance(item, Scalar) or item.text.strip() for item in node.items)
        return node is not None and not (isinstance(node, Scalar) and not node.text.strip())

    def is_empty_on_purpose(self, key: str) -> bool:
        """Tell whether `key` was given two quotation marks with nothing between them."""
        node = self.mapping.entries.get(key)
        return isinstance(node, Scalar) and node.quoted and not node.text.strip()

    def place(self, key: str) -> Place:
        """Return where the value of `key` stands, or the mapping itself if it is missing."""
        node = self.mapping.entries.get(key)
        return node.place if node is not None else self.mapping.place

    def report(self, code: str, place: Place, message: str, hint: str = "") -> None:
        """Add one finding, unless it was added before."""
        found = Finding(code, place, message, hint)
        if found not in self.problems:
            self.problems.append(found)

    def allow(self, *known: str, required: Iterable[str] = ()) -> Fields:
        """Report every key outside `known` (with the nearest right name) and every missing one of `required`."""
        for key, place in self.mapping.key_places.items():
            if key not in known:
                near = nearest(key, known)
                hint = f"เขียนว่า {near}" if near else "ชื่อที่ใช้ได้: " + ", ".join(known)
                self.report("unknown-key", place, f"ไม่รู้จักรายการ {harmless(key)}", hint)
        for key in required:
            if key in self or self._lost_at(key):
                continue
            hint = f"เพิ่มบรรทัด {key}: …" if key not in self.mapping.entries else f"เติมข้อความหลัง {key}:"
            self.report("missing-key", self.place(key), f"ขาดรายการ {key}", hint)
        return self

    def text(self, key: str, default: str = "") -> str:
        """Return the text of `key`, blanks stripped."""
        return self.scalar(key).text.strip() if key in self or self._is_cut_to_nothing(key) else default

    def scalar(self, key: str) -> Scalar:
        """Return the text of `key` with its place; an empty one if it is missing or no text."""
        scalar = self.closed(key)
        self._refuse_loss(scalar, f"{key}: ")
        return scalar

    def closed(self, key: str) -> Scalar:
        """Return what `scalar` does, for a value whose reader knows all that may stand there: a remark may follow."""
        node = self.mapping.entries.get(key)
        if isinstance(node, Scalar):
            return node
        if node is not None:
            right = f"{key}: {in_quotes(node.typed)}" if node.typed else f"{key}: ข้อความ"
            hint = f"เขียนแบบ {harmless(right, LONGEST_SHOWN)}"
            self.report("not-text", node.place, f"{key} ต้องเป็นข้อความ", hint)
        return Scalar("", self.mapping.place)

    def _lost_at(self, key: str) -> bool:
        """Report and tell whether a # leaves nothing of the text at `key`."""
        node = self.mapping.entries.get(key)
        known = len(self.problems)
        if isinstance(node, Scalar):
            self._refuse_loss(node, f"{key}: ")
        return len(self.problems) > known

    def _is_cut_to_nothing(self, key: str) -> bool:
        node = self.mapping.entries.get(key)
        return isinstance(node, Scalar) and bool(node.remark)

    def _refuse_loss(self, scalar: Scalar, lead: str) -> None:
        """Report a text that YAML would cut at a #, or take for nothing; `lead` is what stands before it."""
        remark = scalar.remark.lstrip()
        if remark and remark.removeprefix("#").lstrip().startswith("docgen:"):
            return  # a comment that silences
        if scalar.is_null:
            message = f"คำว่า {harmless(scalar.text)} ในไฟล์แบบนี้หมายถึงไม่มีค่า"
            hint = f"ลบบรรทัดนี้ออก หรือถ้าเป็นข้อความ เขียนว่า {lead}{in_quotes(scalar.text)}"
            self.report("wrong-value", scalar.place, message, hint)
        if not remark or scalar.remark_place is None:
            return
        gap = len(scalar.remark) - len(remark)
        is_apart = gap > 0 if scalar.quoted else self.has_remarks and (gap > 1 or not scalar.text)
        if is_apart and remark.lstrip("#")[:1] in ("", " ", "\t"):
            return
        text = f'"{scalar.text}"' if scalar.quoted else scalar.text
        whole = " ".join(f"{text} {remark}".split()) if gap else text + remark
        right = harmless(f"{lead}{in_quotes(whole)}", LONGEST_SHOWN)
        message = "ข้อความตั้งแต่เครื่องหมาย # เป็นต้นไปจะไม่พิมพ์ออกมา"
        hint = f"ถ้าเป็นข้อความ เขียนว่า {right} ถ้าเป็นหมายเหตุ ย้ายไปไว้บรรทัดของตัวเองก่อนบรรทัดนี้"
        self.report("text-after-hash", scalar.remark_place, message, hint)

    def scalars(self, key: str, *, closed: bool = False) -> tuple[Scalar, ...]:
        """Return the texts of `key`: one text counts as a list of one; `closed` as the method of this name."""
        node = self.mapping.entries.get(key)
        items = node.items if isinstance(node, Sequence) else (node,) if node is not None else ()
        for item in items:
            lead = "- " if isinstance(node, Sequence) else f"{key}: "
            if not isinstance(item, Scalar):
                hint = "ขึ้นต้นแต่ละข้อความด้วย - ; ข้อความที่มี : ให้ใส่ในเครื่องหมายคำพูด"
                if item.typed:
                    hint = f"เขียนแบบ {harmless(lead + in_quotes(item.typed), LONGEST_SHOWN)}"
                self.report("not-text", item.place, f"{key} ต้องเป็นรายการข้อความ", hint)
            elif not closed:
                self._refuse_loss(item, lead)
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
                yield Fields(item, self.problems, self.has_remarks)
            else:
                self.report("not-a-mapping", item.place, f"แต่ละรายการใน {key} ต้องมีชื่อและค่า", "เขียนแบบ - ชื่อ: ค่า")

    def child(self, key: str) -> Fields | None:
        """Return the mapping under `key`, None if it is missing."""
        node = self.mapping.entries.get(key)
        if isinstance(node, Mapping):
            return Fields(node, self.problems, self.has_remarks)
        if key in self:
            self.report(
                "not-a-mapping", self.place(key), f"{key} ต้องมีรายการย่อย", "เขียนรายการย่อยในบรรทัดถัดไป ย่อหน้าเข้าไปสองช่อง"
            )
        return None

    def convert(self, key: str, read: Callable[[str], T], default: T, expected: str) -> T:
        """Return `read(text)` of `key`; a ValueError of `read` is reported with what was expected."""
        if key not in self:
            return default
        scalar = self.closed(key)
        try:
            return read(scalar.text.strip())
        except ValueError:
            shown = harmless(scalar.text.strip(), 60)
            self.report("wrong-value", scalar.place, f"{key}: {shown} ใช้ไม่ได้", f"ต้องเป็น{expected}")
            return default

    def number(self, key: str, default: float = 0.0) -> float:
        """Return the number at `key` (Thai or Arabic digits)."""
        return self.convert(key, _finite, default, "ตัวเลข")

    def flag(self, key: str, default: bool = False) -> bool:
        """Return the yes-or-no at `key`: true/false, yes/no, ใช่/ไม่ใช่."""
        return self.convert(key, _truth, default, "คำว่า true หรือ false")

    def choice(self, key: str, known: Iterable[str], default: str) -> str:
        """Return the word at `key`, which must be one of `known`."""
        word = self.closed(key).text.strip() if key in self else default
        options = list(known)
        if word in options:
            return word
        near = nearest(word, options)
        self.report(
            "wrong-value",
            self.place(key),
            f"{key}: ไม่รู้จัก {harmless(word, 60)}",
            f"เขียนว่า {near}" if near else "ใช้ได้: " + ", ".join(options),
        )
        return default


def as_fields(node: Node | None, path: str, problems: list[Finding], *, has_remarks: bool = False) -> Fields:
    """Return the fields of a file whose top must be a mapping. Raises DocgenError if it is not.

    `has_remarks` is for settings: see `Fields`.
    """
    if isinstance(node, Mapping):
        return Fields(node, problems, has_remarks)
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
