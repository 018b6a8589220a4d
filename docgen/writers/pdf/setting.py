"""Where a block of the PDF stands: page width, table cell, list item around it. What `html.py` passes down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from docgen.look.style import Align, Layout, NumberingLevel
from docgen.tree import ClauseList, Document, Inline
from docgen.typeset.lines import Piece
from docgen.writers.pdf.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a block stands: the width for its words and the page's height (cm), cell or not, the list item around."""

    layout: Layout
    sheet: Sheet
    measure_cm: float
    height_cm: float
    in_cell: bool = False
    align: Align = "left"
    around: NumberingLevel | None = None
    bookmarks: tuple[tuple[str, str], ...] = ()
    has_fields: bool = False

    def lines(
        self,
        inlines: Sequence[Inline],
        style_id: str,
        place: str,
        left_cm: float,
        first_cm: float,
        label: Piece | None = None,
    ) -> str:
        """Return the composed lines of a paragraph that stands `left_cm` in, its first line `first_cm` further."""
        style = self.layout.styles[style_id]
        if self.align in ("center", "right"):
            style = replace(style, align=self.align, balanced=self.align == "center")
        measure_cm = self.measure_cm - left_cm - style.right_cm
        return self.sheet.lines(inlines, style, measure_cm, first_cm, place, label)

    def cell_level(self, label_cm: float) -> NumberingLevel:
        """Return where an item in a cell stands: its label's column is `label_cm` wide, its words hang."""
        left = self.around.text_cm if self.around else 0.0
        return NumberingLevel("", left, left + label_cm, left + label_cm)

    def bullet_level(self) -> NumberingLevel:
        """Return where a bulleted item stands: under the words of the clause around it, if there is one."""
        bullet = self.layout.bullet
        if self.in_cell:
            return self.cell_level(self.layout.bullet_cell_label_cm)
        if self.around is None:
            return bullet
        start = self.around.text_cm
        return NumberingLevel("", start, start + bullet.text_cm - bullet.label_cm, bullet.left_cm)

    def clause_level(self, block: ClauseList) -> NumberingLevel:
        """Return where a clause of the list stands."""
        return (
            self.cell_level(self.layout.cell_label_cm)
            if self.in_cell
            else self.layout.numbering[block.scheme][block.level - 1]
        )


def link_targets(document: Document) -> dict[str, str]:
    """Return the name in the HTML of each section that the contents lead to, with its words there."""
    return {f"s{index}": section.bookmark for index, section in enumerate(document.sections) if section.bookmark}
