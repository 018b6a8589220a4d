"""How each role looks: what `templates/layout.yaml` says, as frozen records. The only place where looks are known.

Both writers are made from these records; neither holds a length of its own. `layout.py` reads the file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping as MappingType
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from docgen.look.head_rule import HeadRuleStyle
from docgen.look.lines import LineStyle
from docgen.tree import SectionRole, Signature, Table, plain_text

Align = Literal["left", "center", "right", "justify"]
CM_PER_INCH = 2.54
PT_PER_CM = 72 / CM_PER_INCH
ACTING_WORDS = ("รักษาราชการแทน", "ปฏิบัติราชการแทน", "ปฏิบัติหน้าที่")
# TH SarabunPSK: 0.36 to 0.38 em for a letter that takes room, over positions of local offices.
_LETTER_EM = 0.37


@dataclass(frozen=True, slots=True)
class PageSize:
    """Paper and margins of one orientation, in cm."""

    width_cm: float
    height_cm: float
    margin_left_cm: float
    margin_right_cm: float
    margin_top_cm: float
    margin_bottom_cm: float
    page_number_top_cm: float

    @property
    def measure_cm(self) -> float:
        """The width of the text, in cm."""
        return self.width_cm - self.margin_left_cm - self.margin_right_cm

    @property
    def text_height_cm(self) -> float:
        """The height of the text, in cm."""
        return self.height_cm - self.margin_top_cm - self.margin_bottom_cm


@dataclass(frozen=True, slots=True)
class Font:
    """The document font: family name as Word knows it, file names under `fonts/`."""

    family: str
    regular: str
    bold: str
    italic: str
    bold_italic: str

    def file(self, bold: bool, italic: bool) -> str:
        """Return the file name of one face."""
        return {(False, False): self.regular, (True, False): self.bold, (False, True): self.italic}.get(
            (bold, italic), self.bold_italic
        )


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """The look of one kind of paragraph; `name` is what Word shows (Thai), the id is the key in the layout."""

    id: str
    name: str
    size_pt: float
    line_pt: float
    bold: bool
    align: Align
    first_line_cm: float
    left_cm: float
    right_cm: float
    space_before_pt: float
    space_after_pt: float
    keep_with_next: bool
    balanced: bool
    colour: Literal["black", "red"] = "black"


@dataclass(frozen=True, slots=True)
class NumberingLevel:
    """One level of a numbering scheme: label pattern, where label, words and following lines start (cm)."""

    label: str
    label_cm: float
    text_cm: float
    left_cm: float


@dataclass(frozen=True, slots=True)
class Emblem:
    """The Garuda: heights, of memoranda too, distance from the paper's top edge (cm), space after it (pt)."""

    height_cm: float
    top_cm: float
    space_after_pt: float
    small_height_cm: float = 1.5


@dataclass(frozen=True, slots=True)
class SignatureStyle:
    """The signature block: left edge and width (cm) of a single one, room to sign (pt)."""

    block_left_cm: float
    block_width_cm: float
    room_pt: float


@dataclass(frozen=True, slots=True)
class TableStyle:
    """Rules and padding of tables, and the shares of their columns by table role."""

    border_pt: float
    padding_x_cm: float
    padding_y_cm: float
    space_before_pt: float
    space_after_pt: float
    columns: MappingType[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class SectionStyle:
    """The pages of one kind of section; `continuation_word` for how the next page begins at the foot of each."""

    orientation: Literal["portrait", "landscape"]
    first_page_number: bool
    starts_with_emblem: bool
    vertical: Literal["top", "center"]
    continuation_word: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """The largest size of a picture, in cm."""

    max_width_cm: float
    max_height_cm: float


@dataclass(frozen=True, slots=True)
class Composition:
    """How far letters and blanks may part or close up in a justified line, in pt for type of `at_size_pt`.

    `glyph_scale_percent` is how much wider or narrower the glyphs themselves may be drawn.
    """

    letter_stretch_pt: float
    letter_shrink_pt: float
    blank_stretch_pt: float
    blank_shrink_pt: float
    glyph_scale_percent: float
    at_size_pt: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything that `templates/layout.yaml` says."""

    portrait: PageSize
    landscape: PageSize
    page_number_form: str
    continuation_form: str
    emblem: Emblem
    font: Font
    styles: MappingType[str, ParagraphStyle]
    lines: MappingType[str, LineStyle]
    signature: SignatureStyle
    numbering: MappingType[str, tuple[NumberingLevel, ...]]
    cell_label_cm: float
    bullet: NumberingLevel
    bullet_cell_label_cm: float
    sections: MappingType[str, SectionStyle]
    tables: TableStyle
    figure: Figures
    composition: Composition
    kind_numbering: MappingType[str, str]
    head_rule: HeadRuleStyle = field(default_factory=HeadRuleStyle)

    def page(self, role: SectionRole) -> PageSize:
        """Return the page that sections of this role stand on."""
        return self.landscape if self.sections[role].orientation == "landscape" else self.portrait

    def column_widths_cm(self, table: Table, measure_cm: float) -> tuple[float, ...]:
        """Return the widths of the table's columns in cm, which add up to the measure.

        A role without shares in the layout, or another number of columns, gets columns by the length of their words.
        """
        shares = table.widths or self.tables.columns.get(table.role, ())
        if len(shares) != table.column_count:
            shares = _shares_by_words(table)
        total = sum(shares)
        return _at_least(self.narrowest_column_cm, [measure_cm * share / total for share in shares])

    @property
    def narrowest_column_cm(self) -> float:
        """The least width of a column (cm): one letter of any kind, 1 em, between its padding and rules."""
        return (self.styles["cell"].size_pt + self.tables.border_pt) / PT_PER_CM + 2 * self.tables.padding_x_cm

    def signature_room(self, signatures: Sequence[Signature], measure_cm: float) -> tuple[float, float]:
        """Return left edge of a block and the width of each signatory's room, in cm.

        Several share the measure. Where a single one acts for another, each of the two lines that the custom has (who
        acts, for whom) stays one line: the block grows to the left, to the whole measure at most.
        """
        look, signature = self.signature, signatures[0]
        if len(signatures) > 1:
            return 0.0, measure_cm / len(signatures)
        if not any(line.endswith(ACTING_WORDS) for line in signature.position):
            return look.block_left_cm, look.block_width_cm
        letters = max(sum(unicodedata.category(one) != "Mn" for one in line) for line in signature.position)
        letter_cm = self.styles["position"].size_pt / PT_PER_CM
        needed = letters * _LETTER_EM * letter_cm
        if needed <= look.block_width_cm:
            return look.block_left_cm, look.block_width_cm
        grown = min(needed + letter_cm, look.block_left_cm + look.block_width_cm)
        return look.block_left_cm + look.block_width_cm - grown, grown


def _at_least(least: float, widths: Sequence[float]) -> tuple[float, ...]:
    """Return widths of the same sum, none below `least` if the sum allows it; the wider ones give by their share."""
    narrow = [width < least for width in widths]
    spare = sum(widths) - least * sum(narrow)
    wide = sum(width for width, is_narrow in zip(widths, narrow, strict=True) if not is_narrow)
    if not any(narrow) or all(narrow) or spare <= 0:
        return tuple(widths)
    made = [least if is_narrow else width * spare / wide for width, is_narrow in zip(widths, narrow, strict=True)]
    # What gave may now be too narrow itself; each time at least one more column has its least width.
    return _at_least(least, made) if min(made) < least * 0.999 else tuple(made)


def _shares_by_words(table: Table) -> tuple[float, ...]:
    lengths = [1.0] * table.column_count
    for row in table.head + table.rows:
        column = 0
        for cell in row.cells:
            if cell.colspan == 1 and column < len(lengths):
                lengths[column] = max(lengths[column], float(len(plain_text(cell.blocks))))
            column += cell.colspan
    # The root keeps one long column from starving the rest; the floor leaves room for a word in each.
    roots = [length**0.5 for length in lengths]
    floor = 0.4 * sum(roots) / len(roots)
    return tuple(max(root, floor) for root in roots)
