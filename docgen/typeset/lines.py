"""Set a paragraph's inlines as composed lines: the words of each, and where every glyph of them stands.

Pure: whoever writes the lines down (as HTML, as page content) keeps them, and asks for the next paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from docgen.errors import Finding, Place, Severity, error
from docgen.look.style import PT_PER_CM, Composition, ParagraphStyle
from docgen.outside import quoted
from docgen.thai.lexicon import Lexicon
from docgen.thai.words import Break, BreakKind, find_breaks
from docgen.tree import Inline, Run, inline_text
from docgen.typeset.compose import Line, Mode, NoRoomError, Room, compose
from docgen.typeset.runs import parts_on, stretches
from docgen.typeset.shape import Cluster, Fonts, Shaped


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a line that one run makes, as it is drawn: clusters of one face, language, clickable or not.

    A clause's label is a piece with `room`: that much of the line is its own (1/1000 em), and it is never stretched.
    `run` is the number of the run in its paragraph, and `href` its address: a run over two lines is one link.
    """

    clusters: tuple[Cluster, ...]
    file: str
    lang: str = "th"
    is_link: bool = False
    room: float | None = None
    href: str = ""
    run: int = 0
    underline: bool = False
    raised: bool = False
    note: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line as it will stand: its pieces, its size, what is added after each cluster and each blank (1/1000 em).

    Glyphs and spaces then take `scale` of their width. `place` is where the paragraph was written.
    """

    pieces: tuple[Piece, ...]
    size_pt: float
    spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 1.0
    place: str = ""
    is_red: bool = False

    @property
    def text(self) -> str:
        """The words of the line, a label's among them."""
        return "".join(glyph.text for piece in self.pieces for cluster in piece.clusters for glyph in cluster.glyphs)

    @property
    def natural_pt(self) -> float:
        """The width of the line in pt without what is added to its letters and blanks."""
        widths = (piece.room if piece.room is not None else natural_width(piece) for piece in self.pieces)
        return sum(widths) * self.size_pt / 1000


def natural_width(piece: Piece) -> float:
    """Return the width of a piece's clusters side by side, in 1/1000 em."""
    return sum([cluster.advance for cluster in piece.clusters])


def uneven_line(line: SetLine) -> Finding:
    """Return the warning that a line does not end at the margin as it should."""
    return Finding(
        "uneven-line",
        Place.read(line.place),
        f"บรรทัดนี้เรียงให้เต็มพอดีไม่ได้ เพราะไม่มีที่ตัดคำที่เหมาะสม: {line.text}",
        "ปรับถ้อยคำหรือเพิ่มวรรคในย่อหน้านี้เล็กน้อย",
        Severity.WARNING,
    )


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """A paragraph as set: its lines, and for each printed line whether words stand on it, a label left out of account.

    A line that the author left empty has none, and is no set line unless a label stands on it.
    """

    lines: tuple[SetLine, ...]
    has_words: tuple[bool, ...]
    uneven: tuple[SetLine, ...] = ()
    """The lines that could not be set within the limits."""
    is_torn: bool = False
    """Whether a line ends inside what should hold: it is wider than the measure."""

    @property
    def printed(self) -> tuple[SetLine | None, ...]:
        """The lines as they are printed, None for one that is left empty; a line end at the end makes no line."""
        lines = iter(self.lines)
        has_label = any(piece.room is not None for piece in self.lines[0].pieces) if self.lines else False
        made = [next(lines) if words or (has_label and not at) else None for at, words in enumerate(self.has_words)]
        while made and made[-1] is None:
            made.pop()
        return tuple(made)


@dataclass(frozen=True, slots=True)
class Typesetter:
    """What setting lines needs: fonts, words, the limits of letter-spacing."""

    fonts: Fonts
    lexicon: Lexicon
    limits: Composition

    def paragraph(
        self,
        inlines: Sequence[Inline],
        style: ParagraphStyle,
        measure_cm: float,
        first_cm: float,
        place: str,
        label: Piece | None = None,
    ) -> SetParagraph:
        """Return a paragraph's lines for a measure in cm; the first line is narrower by `first_cm`.

        A label stands before the first line, in the room that `first_cm` leaves; it is none of the words. Raises
        DocgenError where a letter is wider than its line, and for a mark without a letter under it.
        """
        made: list[SetParagraph] = []
        number = 0
        for runs in stretches(inlines):
            first = () if made or label is None else (label,)
            made.append(self._stretch(runs, style, measure_cm, first_cm if not made else 0.0, place, first, number))
            number += len(runs)
        return SetParagraph(
            tuple(line for one in made for line in one.lines),
            tuple(words for one in made for words in one.has_words),
            tuple(line for one in made for line in one.uneven),
            any(one.is_torn for one in made),
        )

    def label(self, words: str, style: ParagraphStyle, room_cm: float, gap_cm: float) -> tuple[Piece, float]:
        """Return a clause's label and its room in cm: `room_cm`, or its width and the gap if that is more."""
        shaped = self.fonts.shape_words(words, style.size_pt, style.bold)
        room_cm = max(room_cm, shaped.advances.widths[-1] / PT_PER_CM + gap_cm)
        room = room_cm * PT_PER_CM / style.size_pt * 1000
        return Piece(tuple(shaped.clusters), shaped.files[0], room=room), room_cm

    def _stretch(
        self,
        runs: Sequence[Run],
        style: ParagraphStyle,
        measure_cm: float,
        first_cm: float,
        place: str,
        label: tuple[Piece, ...],
        number: int,
    ) -> SetParagraph:
        if not runs:
            return SetParagraph((SetLine(label, style.size_pt, place=place),) if label else (), (False,))
        shaped = self.fonts.shape(runs, style.size_pt, style.bold, place)
        widest = max(map(_advance, shaped.clusters), default=0.0) * style.size_pt / 1000
        if min(measure_cm, measure_cm - first_cm) * PT_PER_CM < widest:
            hint = "ลดย่อหน้าในแบบหน้า (templates/layout.yaml) หรือจำนวนช่องของตาราง"
            raise error("too-narrow", Place.read(place), "ที่พิมพ์ตรงนี้แคบกว่าหนึ่งตัวอักษร", hint)
        scale = style.size_pt / self.limits.at_size_pt
        room = Room(
            measure_cm * PT_PER_CM,
            (measure_cm - first_cm) * PT_PER_CM,
            self.limits.letter_stretch_pt * scale,
            self.limits.letter_shrink_pt * scale,
            self.limits.blank_stretch_pt * scale,
            self.limits.blank_shrink_pt * scale,
            self.limits.glyph_scale_percent / 100,
        )
        try:
            lines = compose(shaped.advances, self._breaks(runs), room, _mode(style))
        except NoRoomError:
            message = f"ที่ว่างแคบกว่าหนึ่งตัวอักษร: {quoted(inline_text(runs), 30)}"
            raise error("no-room", Place.read(place), message, "ลดจำนวนช่องของตาราง หรือย่อหน้าให้ตื้นขึ้น") from None
        per_em = 1000 / style.size_pt
        made, uneven = [], []
        for line in lines:
            pieces = (*(label if line.first == 0 else ()), *_pieces(runs, line, shaped, number))
            spacing, word_spacing = line.spacing_pt * per_em, line.word_spacing_pt * per_em
            is_red = style.colour == "red"
            made.append(SetLine(pieces, style.size_pt, spacing, word_spacing, line.scale, place, is_red))
            if not line.within_limits:
                uneven.append(made[-1])
        has_words = tuple(line.first < line.last for line in lines)
        is_torn = any(line.end_kind > BreakKind.WORD for line in lines)
        return SetParagraph(tuple(made), has_words, tuple(uneven), is_torn)

    def _breaks(self, runs: Sequence[Run]) -> list[Break]:
        """Return the breaks of the whole text; code and English break at their blanks alone, superscripts nowhere."""
        found = find_breaks(inline_text(runs), self.lexicon)
        start = 0
        foreign = []
        for run in runs:
            if run.raised:  # it never parts from what it is the power or the note of
                foreign.append(range(start, start + len(run.text)))
            elif run.code or run.lang != "th":
                foreign.append(range(start + 1, start + len(run.text)))
            start += len(run.text)
        if not foreign:
            return found
        return [
            Break(place.offset, BreakKind.HELD)
            if place.kind is BreakKind.WORD and any(place.offset in span for span in foreign)
            else place
            for place in found
        ]


_advance = attrgetter("advance")


def _mode(style: ParagraphStyle) -> Mode:
    if style.balanced:
        return "balanced"
    return "justify" if style.align == "justify" else "ragged"


def _pieces(runs: Sequence[Run], line: Line, shaped: Shaped, before: int) -> Iterator[Piece]:
    """Yield what will be drawn of a line, one piece for each run that stands on it; `before` runs came earlier."""
    counts = shaped.advances.clusters
    for number, run, _, first, last in parts_on(runs, line):
        start, end = counts[first], counts[last]
        if start < end:
            clusters = tuple(shaped.clusters[start:end])
            is_link = bool(run.href)
            look = run.underline, run.raised, run.note
            yield Piece(clusters, shaped.files[start], run.lang, is_link, None, run.href, before + number, *look)
