"""How wide the columns of a document's tables are on its pages, for Word, whose writer sets no lines."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.errors import DocgenError
from docgen.look.people import people_columns
from docgen.look.style import PT_PER_CM, Layout
from docgen.tree import People, Table
from docgen.typeset.flow import add_blocks
from docgen.typeset.frame import Frame, Setup
from docgen.typeset.lines import Typesetter
from docgen.typeset.people import printed_columns
from docgen.typeset.structure import ROOT
from docgen.typeset.tables import table_widths_cm


@dataclass(frozen=True, slots=True)
class PrintedWidths:
    """Asks the typesetter for the columns of one table after another."""

    layout: Layout
    typesetter: Typesetter

    def __call__(self, table: Table | People, measure_cm: float) -> tuple[float, ...]:
        """Return the widths of a table's columns in cm, of people's the edges, as its pages have them.

        Those of the layout where no page can have it: whoever sets the pages tells what is wrong.
        """
        if isinstance(table, People):
            return self._edges(table, measure_cm)
        try:
            return table_widths_cm(table, Frame(0.0, measure_cm, ROOT), Setup(self.layout, self.typesetter), add_blocks)
        except DocgenError:
            return self.layout.column_widths_cm(table, measure_cm)

    def _edges(self, people: People, measure_cm: float) -> tuple[float, ...]:
        try:
            return printed_columns(people, Frame(0.0, measure_cm, ROOT), Setup(self.layout, self.typesetter))
        except DocgenError:
            return people_columns(people, self.layout, measure_cm)

    def words_cm(self, words: str) -> float:
        """Return how wide words are on one line of a cell, in cm."""
        style = self.layout.styles["cell"]
        shaped = self.typesetter.fonts.shape_words(words, style.size_pt, style.bold)
        return shaped.advances.widths[-1] / PT_PER_CM
