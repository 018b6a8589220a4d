"""Set a paragraph as items, a line each: where it starts, on which baseline, to which element each piece belongs."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.look.style import PT_PER_CM, ParagraphStyle
from docgen.thai.numerals import to_arabic_digits
from docgen.tree import Inline
from docgen.typeset.frame import Frame, Setup
from docgen.typeset.items import Item
from docgen.typeset.known import set_paragraph
from docgen.typeset.lines import Piece, SetLine
from docgen.typeset.notes import with_number
from docgen.typeset.placed import PlacedLine
from docgen.typeset.spelling import RISE

_POWERS = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_SHIFT_OF_PT = 16  # the size of running text, by which the shift is told
_TOGETHER = 2
"""Lines of a paragraph that stay together at the foot of a page and at the head of the next one."""


def paragraph_items(
    setup: Setup,
    inlines: Sequence[Inline],
    style_id: str,
    place: str,
    frame: Frame,
    indents_cm: tuple[float, float, float] | None = None,
    label: tuple[Piece, int] | None = None,
) -> list[Item]:
    """Return a paragraph's lines in a style of the layout, as its frame aligns it. As `styled_items`."""
    style = frame.style(setup.layout.styles[style_id])
    return styled_items(setup, inlines, style, place, frame, indents_cm, label)


def styled_items(
    setup: Setup,
    inlines: Sequence[Inline],
    style: ParagraphStyle,
    place: str,
    frame: Frame,
    indents_cm: tuple[float, float, float] | None = None,
    label: tuple[Piece, int] | None = None,
) -> list[Item]:
    """Return a paragraph's lines, which belong to the frame's element.

    `indents_cm` are those of a list's item: of all lines, of the first one beyond that, and the room of the label, that
    comes with its element. Raises DocgenError, as `Typesetter.paragraph`.
    """
    left_cm, first_cm, room_cm = indents_cm or (style.left_cm, style.first_line_cm, 0.0)
    measure_cm = frame.measure_cm - left_cm - style.right_cm
    piece = label[0] if label else None
    made = set_paragraph(setup.typesetter, inlines, style, measure_cm, first_cm + room_cm, place, piece)
    setup.note(made, place)
    owners = Owners(setup, frame.element, label[1] if label else -1)
    baseline = baseline_pt(setup, style)
    items: list[Item] = []
    printed = made.printed
    for number, line in enumerate(printed):
        begins = not number or (number >= _TOGETHER and len(printed) - number >= _TOGETHER and not style.keep_with_next)
        item = Item(style.line_pt, begins=begins, place=place)
        if line is not None:
            first_pt = first_cm * PT_PER_CM if not number else 0.0
            x = frame.left_pt + left_cm * PT_PER_CM + first_pt
            x += aligned(line, style, measure_cm * PT_PER_CM - first_pt)
            item.things = (PlacedLine(line, x, baseline, 0.0, style.line_pt, owners.of(line)),)
            item.notes = tuple(one for piece in line.pieces if piece.note for one in _note(piece, place, frame, setup))
        items.append(item)
    return items


def _note(piece: Piece, place: str, frame: Frame, setup: Setup) -> list[Item]:
    """Return the lines of the footnote whose number a piece is."""
    number = "".join(glyph.text for cluster in piece.clusters for glyph in cluster.glyphs)
    elements = setup.structure.elements
    element = setup.structure.add("Note", frame.element, identity=f"note{len(elements)}")
    foot = Frame(setup.page_left_pt, setup.page_measure_cm, element)
    items = paragraph_items(setup, with_number(number, piece.note), "note", place, foot)
    for item in items:
        item.before = 0.0
    return items


def aligned(line: SetLine, style: ParagraphStyle, measure_pt: float) -> float:
    """Return how far to the right a line starts on its measure (pt)."""
    if style.align not in ("center", "right"):
        return 0.0
    share = 0.5 if style.align == "center" else 1.0
    return share * (measure_pt - line.natural_pt)


def baseline_pt(setup: Setup, style: ParagraphStyle) -> float:
    """Return how far below its upper edge a line has its baseline: what the face leaves of the line stands half above.

    The paragraph's own face alone counts, so that no bold word moves a line.
    """
    fonts = setup.typesetter.fonts
    above, below = fonts.extents(fonts.font.file(style.bold, False))
    return (style.line_pt + style.size_pt * (above + below)) / 2


class Owners:
    """Says to which element each piece of a paragraph belongs; a link or foreign words over two lines are one."""

    def __init__(self, setup: Setup, element: int, label: int = -1) -> None:
        self.structure = setup.structure
        self.element, self.label = element, label
        self._last: tuple[int, str, str, str] = (-2, "", "", "")
        self._made = element

    def of(self, line: SetLine) -> tuple[int, ...]:
        """Return the elements of a line's pieces, which come in reading order."""
        return tuple([self._owner(piece) for piece in line.pieces])

    def _owner(self, piece: Piece) -> int:
        if piece.room is not None:
            return self.label
        lang = "" if piece.lang == "th" else piece.lang
        look = "u" * piece.underline + "^" * piece.raised
        if not piece.href and not lang and not look:
            self._last = (-2, "", "", "")
            return self.element
        before, *known = self._last
        same_run = before == piece.run
        next_of_link = bool(piece.href) and before + 1 == piece.run and known == [piece.href, lang, look]
        if not (same_run or next_of_link):
            tag = "Link" if piece.href else "Reference" if piece.note else "Span"
            self._made = self.structure.add(
                tag, self.element, *_attributes(piece), lang=lang, href=piece.href, actual=_spoken(piece)
            )
        self._last = (piece.run, piece.href, lang, look)
        return self._made


def _attributes(piece: Piece) -> tuple[tuple[str, str, str | int], ...]:
    """Return the layout attributes of a piece (ISO 32000-1, 14.8.5.4.4)."""
    made: tuple[tuple[str, str, str | int], ...] = ()
    if piece.underline:
        made += (("Layout", "TextDecorationType", "Underline"),)
    if piece.raised:
        made += (("Layout", "BaselineShift", round(RISE / 1000 * _SHIFT_OF_PT)),)
    return made


def _spoken(piece: Piece) -> str:
    """Return a raised number as Unicode has it, so that ten to the sixth is not read as one hundred and six."""
    words = "".join(glyph.text for cluster in piece.clusters for glyph in cluster.glyphs)
    raised = to_arabic_digits(words).translate(_POWERS)
    return raised if piece.raised and raised.strip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻") == "" else ""


def words_line(setup: Setup, words: str, style: ParagraphStyle) -> SetLine:
    """Return words as one line at their natural width, however wide: page numbers, dots."""
    shaped = setup.typesetter.fonts.shape_words(words, style.size_pt, style.bold)
    return SetLine((Piece(tuple(shaped.clusters), shaped.files[0]),), style.size_pt)
