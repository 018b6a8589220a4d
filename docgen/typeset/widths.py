"""How wide the columns of a document's tables are on its pages, for Word, whose writer sets no lines."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.errors import DocgenError
from docgen.look.style import PT_PER_CM, Layout
from docgen.tree import Table
from docgen.typeset.flow import add_blocks
from docgen.typeset.frame import Frame, Setup
from docgen.typeset.lines import Typesetter
from docgen.typeset.structure import ROOT
from docgen.typeset.tables import table_widths_cm


@dataclass(frozen=True, slots=True)
class PrintedWidths:
    """Asks the typesetter for the columns of one table after another."""

    layout: Layout
    typesetter: Typesetter

    def __call__(self, table: Table, measure_cm: float) -> tuple[float, ...]:
        """Return the widths of a table's columns in cm, as its pages have them.

        Those of the layout where no page can have it: whoever sets the pages tells what is wrong.
        """
        try:
            return table_widths_cm(table, Frame(0.0, measure_cm, ROOT), Setup(self.layout, self.typesetter), add_blocks)
        except DocgenError:
            return self.layout.column_widths_cm(table, measure_cm)

    def words_cm(self, words: str) -> float:
        """Return how wide words are on one line of a cell, in cm."""
        style = self.layout.styles["cell"]
        shaped = self.typesetter.fonts.shape_words(words, style.size_pt, style.bold)
        return shaped.advances.widths[-1] / PT_PER_CM
