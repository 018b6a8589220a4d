"""Where a block stands: the edges of its words, table cell or not, the list item around it, its element."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from docgen.errors import Finding
from docgen.look.labels import clause_level
from docgen.look.size import MAX_LINES, too_long
from docgen.look.style import Align, Layout, NumberingLevel, ParagraphStyle
from docgen.tree import ClauseList
from docgen.typeset.lines import SetParagraph, Typesetter, uneven_line
from docgen.typeset.structure import Structure


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where links or the outline lead: level as the content has it (0: no entry of the outline), words, element."""

    name: str
    level: int
    title: str
    element: int


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the setting of a document has come, so that what follows can be taken back."""

    elements: int
    targets: int
    findings: int
    lines: int
    is_torn: bool


@dataclass(slots=True)
class Setup:
    """What setting one document needs, and what it notes on the way: elements, targets, warnings, the lines' number.

    `bookmarks` are the entries of the contents: the name of each section's target with its words. `is_torn` tells
    whether a line ended inside what should hold, for want of room. Footnotes take the page's own measure.
    """

    layout: Layout
    typesetter: Typesetter
    bookmarks: tuple[tuple[str, str], ...] = ()
    has_fields: bool = False
    structure: Structure = field(default_factory=Structure)
    targets: list[LinkTarget] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    lines: int = 0
    is_torn: bool = False
    page_left_pt: float = 0.0
    page_measure_cm: float = 0.0

    def mark(self) -> Mark:
        """Return how far the work has come."""
        elements, targets, findings = len(self.structure.elements), len(self.targets), len(self.findings)
        return Mark(elements, targets, findings, self.lines, self.is_torn)

    def back_to(self, mark: Mark) -> None:
        """Forget what was done since."""
        del self.structure.elements[mark.elements :], self.targets[mark.targets :], self.findings[mark.findings :]
        self.lines, self.is_torn = mark.lines, mark.is_torn

    def note(self, made: SetParagraph, place: str) -> None:
        """Count a paragraph's lines and keep its warnings. Raises DocgenError for more lines than may be."""
        self.lines += len(made.lines)
        if self.lines > MAX_LINES:
            raise too_long(place)
        self.findings += map(uneven_line, made.uneven)
        self.is_torn = self.is_torn or made.is_torn


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a block stands: left edge of the measure (pt), measure (cm), element, cell or not, the list item around."""

    left_pt: float
    measure_cm: float
    element: int
    in_cell: bool = False
    align: Align = "left"
    around: NumberingLevel | None = None

    def within(self, element: int) -> Frame:
        """Return the same place below another element."""
        return replace(self, element=element)

    def style(self, style: ParagraphStyle) -> ParagraphStyle:
        """Return a paragraph's style as its cell aligns it."""
        if self.align in ("center", "right"):
            return replace(style, align=self.align, balanced=self.align == "center")
        return style

    def clause_level(self, block: ClauseList, layout: Layout) -> NumberingLevel:
        """Return where a clause of the list stands."""
        if self.in_cell:
            return self._cell_level(layout.cell_label_cm)
        return clause_level(layout, block)

    def bullet_level(self, layout: Layout) -> NumberingLevel:
        """Return where a bulleted item stands: under the words of the clause around it, if there is one."""
        bullet = layout.bullet
        if self.in_cell:
            return self._cell_level(layout.bullet_cell_label_cm)
        if self.around is None:
            return bullet
        start = self.around.text_cm
        return NumberingLevel("", start, start + bullet.text_cm - bullet.label_cm, bullet.left_cm)

    def _cell_level(self, label_cm: float) -> NumberingLevel:
        """Return where an item in a cell stands: its label's column is `label_cm` wide, its words hang."""
        left = self.around.text_cm if self.around else 0.0
        return NumberingLevel("", left, left + label_cm, left + label_cm)
