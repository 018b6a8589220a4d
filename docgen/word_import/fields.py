"""Fields of Word (page numbers, links, check boxes …): an instruction, and after "separate" the result that is shown.

A field may lack its result, span paragraphs, stand within another's instruction, or never end: text that Word shows is
kept, and an instruction whose result is not there is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from docgen.word_import.inventory import words_in
from docgen.word_import.lists import value_of
from docgen.word_import.names import qn
from docgen.word_import.told import Ledger

_DEEPEST = 40
_THAI = re.compile("[\u0e01-\u0e5b]")
_ADDRESS = re.compile(r'\s*HYPERLINK\s+"?((?:https?://|mailto:|tel:)[^\s<>"]+)')


@dataclass(slots=True)
class _Open:
    code: str = ""
    has_result: bool = False
    data: Any = None


@dataclass(slots=True)
class OpenFields:
    """The fields that are open while a file is read from top to bottom."""

    ledger: Ledger
    open: list[_Open] = field(default_factory=list)

    @property
    def in_code(self) -> bool:
        """Tell whether what is read now belongs to an instruction and is not shown."""
        return any(not one.has_result for one in self.open)

    @property
    def address(self) -> str:
        """Return the web address of the innermost open link, "" if there is none."""
        found = (_ADDRESS.match(one.code) for one in reversed(self.open))
        return next((one[1] for one in found if one), "")

    def add_code(self, text: str) -> None:
        """Take words of an instruction, also those that a field within it shows."""
        code = next((one for one in reversed(self.open) if not one.has_result), None)
        if code is not None:
            code.code += text

    def mark(self, element: Any, number: int) -> str:
        """Take a w:fldChar of a paragraph; return what a field without a result shows: a check box, a choice."""
        kind = element.get(qn("w:fldCharType"))
        if kind == "begin":
            if len(self.open) >= _DEEPEST:
                raise ValueError("fields within fields without end")
            self.open.append(_Open(data=element.find(qn("w:ffData"))))
        elif kind == "separate" and self.open:
            self.open[-1].has_result = True
        elif kind == "end" and self.open:
            return self._end(self.open.pop(), number)
        return ""

    def _end(self, done: _Open, number: int) -> str:
        words = " ".join(done.code.split())
        if done.has_result:
            if _THAI.search(words):
                self.ledger.add("field-code", number, words)
            return ""
        shown = self.form_field(done.data, words, number)
        if not shown and words:
            self.ledger.add("field", number, words)
        if shown and self.in_code:
            self.add_code(shown)
            return ""
        return shown

    def form_field(self, data: Any, code: str, number: int) -> str:
        """Return what a form field without a result shows; "" for other fields."""
        if code.startswith("FORMCHECKBOX") or (data is not None and data.find(qn("w:checkBox")) is not None):
            shown = "☑" if _is_ticked(data) else "☐"
            self.ledger.add("check-box", number, "")
            return shown
        choices = data.find(qn("w:ddList")) if data is not None else None
        if choices is not None:
            entries = [str(entry.get(qn("w:val")) or "") for entry in choices.findall(qn("w:listEntry"))]
            chosen = value_of(choices, "w:result") or value_of(choices, "w:default") or "0"
            at = int(chosen) if chosen.isdecimal() and len(chosen) < 4 else 0
            others = [entry for index, entry in enumerate(entries) if index != at]
            self.ledger.add("drop-down", number, " / ".join(others))
            return entries[at] if at < len(entries) else ""
        text = data.find(qn("w:textInput")) if data is not None else None
        return value_of(text, "w:default")

    def end_paragraph(self, number: int) -> None:
        """Close instructions that no result follows within their paragraph: a damaged field must not hide the rest."""
        for broken in [one for one in self.open if not one.has_result]:
            self.open.remove(broken)
            self.ledger.add("field", number, " ".join(broken.code.split()))

    def end_file(self, number: int) -> None:
        """Close all fields: what a damaged file leaves open has shown its result."""
        while self.open:
            self._end(self.open.pop(), number)


def choices_not_taken(control: Any) -> str:
    """Return what a content control with a list offers beside what it shows, "" if none (ECMA-376, 17.5.2.15)."""
    settings = control.find(qn("w:sdtPr"))
    if settings is None:
        return ""
    shown = words_in(control)
    offered = [
        item.get(qn("w:displayText")) or item.get(qn("w:value")) or "" for item in settings.iter(qn("w:listItem"))
    ]
    return " / ".join(choice for choice in dict.fromkeys(offered) if choice.strip() and choice.strip() != shown)


def _is_ticked(data: Any) -> bool:
    box = data.find(qn("w:checkBox")) if data is not None else None
    if box is None:
        return False
    state = box.find(qn("w:checked"))
    if state is None:
        state = box.find(qn("w:default"))
    return state is not None and (state.get(qn("w:val")) or "1") not in ("0", "false", "off")
