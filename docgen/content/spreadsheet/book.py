"""A workbook's own part: its sheets in order, whether they are hidden, and how it counts days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docgen.content.spreadsheet.package import PackageTooLargeError

MAX_SHEETS = 250


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it: its name, whether anyone sees it, and the id of its relationship."""

    name: str
    visible: bool
    relationship: str


class WorkbookPart:
    """Takes the elements of the workbook's part."""

    def __init__(self) -> None:
        self.sheets: list[SheetEntry] = []
        self.from_1904 = False
        self.recalculates = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element. Raises PackageTooLargeError for more than MAX_SHEETS sheets."""
        if name == "sheet":
            if len(self.sheets) >= MAX_SHEETS:
                raise PackageTooLargeError(f"มีเกิน {MAX_SHEETS} แผ่นงาน")
            visible = attributes.get("state", "visible") == "visible"
            self.sheets.append(SheetEntry(attributes.get("name", ""), visible, attributes.get("id", "")))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true")
        elif name == "calcPr":
            self.recalculates = attributes.get("fullCalcOnLoad") in ("1", "true")

    def end(self, name: str) -> None:
        """Take the end of an element: none matters."""

    def text(self, text: str) -> None:
        """Take text: none matters."""
